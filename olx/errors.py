"""What cannot be read, as an object: a sentence, its values and its place. It is put into words where it is shown.

A course that is read once may be shown to readers of several languages. So nothing here is translated:
`builder.reasons` does that, each time, for the commands and for the preview.
"""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a sentence that is translated where it is shown."""
    return text


class Sentence:
    """A sentence, or a part of one, in English with `{names}`, marked with `N_`, and what stands in their places."""

    def __init__(self, text: str, /, **values: object):
        self.text, self.values = text, values


class UnreadableError(Exception):
    """Something in a course's files that cannot be read.

    text: a sentence in English with `{names}`, marked with `N_`. values: what stands in their places; a Sentence or
    an UnreadableError among them is put into words as well. line: from 1; 0 where no line is to blame. path: the file,
    relative to the course folder, '' while it is not known. named_in: (path, line) of what points to the file, where
    that helps.
    """

    def __init__(self, line: int, text: str, /, **values: object):
        super().__init__(text.format(**values) if values else text)
        self.line, self.text, self.values = line, text, values
        self.path = ""
        self.named_in: tuple[str, int] | None = None

    def at(self, path: str) -> UnreadableError:
        """Note the file, unless it is known already; return the error."""
        self.path = self.path or path
        return self


class EncodingError(UnreadableError):
    """A text that is not UTF-8."""


class NullByteError(UnreadableError):
    """A text with a null byte: one reader or another does not see what follows it."""


class AmpersandError(UnreadableError):
    """A bare &, or a name after it that XML does not know."""


class UnclosedTagError(UnreadableError):
    """A tag that is closed by another one."""


class TooLargeError(UnreadableError):
    """A file that is not read, because it is larger than a file of its kind may be."""


class MissingError(UnreadableError):
    """A file that is not in the course."""

    def __init__(self, path: str, named_in: tuple[str, int] | None = None):
        super().__init__(0, N_("The file does not exist."))
        self.path, self.named_in = path, named_in
