"""Why something cannot be read or written, in words, in the language that is spoken now: commands and preview alike."""

from __future__ import annotations

from builder.wording import N_, _
from olx.errors import Sentence, UnreadableError
from olx.names import Reason, UnsafeNameError

WORDED = (Sentence, UnreadableError)
LONGEST_SHOWN = 120  # characters of a name; some are long for no other reason than to be shown
WORDS = {
    Reason.EMPTY: N_("The name {name} has an empty part."),
    Reason.LEAVES: N_("The name {name} leads out of the course folder."),
    Reason.GIT: N_("The name {name} is one that git keeps for itself."),
    Reason.SIGN: N_("The name {name} holds a sign that Windows or macOS does not allow in a name."),
    Reason.DEVICE: N_("The name {name} is the name of a device on Windows."),
    Reason.END: N_("The name {name} begins with a space, or ends with a space or a full stop."),
    Reason.LONG: N_("The name {name} is too long."),
    Reason.DEEP: N_("The name {name} stands in too many folders."),
    Reason.LINK: N_("The name {name} is a link, or a link stands on the way to it."),
    Reason.NO_FILE: N_("At the name {name} there is something else than a file."),
    Reason.TWIN: N_("The names {name} and {other} are one and the same on some systems."),
}


def why(error: Sentence | UnreadableError | UnsafeNameError) -> str:
    """Return a sentence that says why something is not read, or why a name is not written."""
    if isinstance(error, UnsafeNameError):
        return _(WORDS[error.reason], name=shown_name(error.name), other=shown_name(error.other))
    values = {name: why(value) if isinstance(value, WORDED) else value for name, value in error.values.items()}
    sentence = _(error.text, **values)
    if isinstance(error, UnreadableError) and error.named_in:
        path, line = error.named_in
        sentence += " " + _("It is named in {place}.", place=place_of(path, line))
    return sentence


def place_of(path: str, line: int = 0) -> str:
    """Return a file, and the line where there is one, for a person."""
    return _("{path}, line {line}", path=path, line=line) if line else path


def shown_name(name: str) -> str:
    """Return a name as it can be shown: signs that cannot be seen by their numbers, not too long."""
    text = repr(name)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
