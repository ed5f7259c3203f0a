"""What a sync will do: files to write or remove, in words, and what has no place."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.wording import _
from olx.course import Course
from olx.names import Reason, UnsafeNameError, path_problem, place, twins
from olx.types import CONTAINERS, POINTER_TYPES
from olx.writing import change
from olx.xmlsafe import UnreadableError, decode, parse_xml


@dataclass
class Plan:
    """Changes of a course folder. Paths are relative to it; None removes a file.

    lost: what the next import into Studio would remove there, by name. unplaced: what else stays there.
    """

    ours: Course
    files: dict[str, bytes | None] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    seen: dict[str, bytes | None] = field(default_factory=dict)  # what stood at the names when they were planned

    def write(self, path: str, text: str | bytes) -> bool:
        """Plan a file's content; tell whether it differs from what is there. Raises UnsafeNameError."""
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        before = self.ours.data(path) if self.ours.is_file(path) else None
        if before == data:  # not written, so its name is nobody's business
            return False
        place(self.ours.root, path)
        self.files[path] = data
        self.seen.setdefault(path, before)
        return True

    def remove(self, path: str) -> None:
        """Plan the removal of a file, unless something else is written there."""
        if self.ours.is_file(path) and path_problem(path):
            words = _("{path} is not used any more, and its name is unsafe. Remove it yourself", path=path)
            self.unplaced.append(words)
        elif self.ours.is_file(path):
            self.files.setdefault(path, None)
            self.seen.setdefault(path, self.ours.data(path))

    def say(self, where: str, words: str) -> None:
        """Note what changes at a place, once."""
        said = self.words.setdefault(where, [])
        if words not in said:
            said.append(words)

    def lines(self) -> list[str]:
        """Return the changes in words, one place a line."""
        return [f"{where}: {'; '.join(said)}" for where, said in self.words.items()]

    def file_lines(self) -> list[str]:
        """Return the names of the files as they would be written, one a line."""
        found = []
        for path, data in sorted(self.files.items()):
            if data is None:
                found.append(_("removed file: {path}", path=path))
            elif self.ours.is_file(path):
                found.append(_("changed file: {path}", path=path))
            else:
                found.append(_("new file: {path}", path=path))
        return found

    def text(self, path: str) -> str:
        """Return our text of a file, of any size; '' when it is not there or cannot be read."""
        try:
            return decode(self.ours.data(path))
        except UnreadableError:
            return ""

    def check(self) -> None:
        """Look at the course as it would be. Raises UnsafeNameError, and UnreadableError for a file we would break."""
        there = [path for path in self.ours.files if self.files.get(path, b"") is not None]
        new = sorted(path for path, data in self.files.items() if data is not None and path not in self.ours.files)
        for path, other in twins(there + new):
            if path in self.files or other in self.files:
                raise UnsafeNameError(path, Reason.TWIN, other)
        for path, data in self.files.items():
            folder = path.split("/")[0]
            if data is not None and path.endswith(".xml") and folder in (*CONTAINERS, *POINTER_TYPES):
                try:
                    parse_xml(data)
                except UnreadableError as error:
                    raise error.at(path) from None

    def apply(self) -> None:
        """Change the course folder: everything, or nothing when an exception comes out (see olx.writing).

        Raises BusyError when somebody changed one of the files since the plan was made.
        """
        self.check()
        change(self.ours.root, self.files, self.seen)
