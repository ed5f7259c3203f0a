"""What a sync will do: files to write or remove, in words, and what has no place."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.course import Course
from builder.xmlsafe import UnreadableError


@dataclass
class Plan:
    """Changes of a course folder. Paths are relative to it; None removes a file."""

    ours: Course
    files: dict[str, bytes | None] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)

    def write(self, path: str, text: str | bytes) -> bool:
        """Plan a file's content; tell whether it differs from what is there."""
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        if self.ours.is_file(path) and self.ours.data(path) == data:
            return False
        self.files[path] = data
        return True

    def remove(self, path: str) -> None:
        """Plan the removal of a file, unless something else is written there."""
        if self.ours.is_file(path):
            self.files.setdefault(path, None)

    def say(self, place: str, words: str) -> None:
        """Note what changes at a place, once."""
        said = self.words.setdefault(place, [])
        if words not in said:
            said.append(words)

    def lines(self) -> list[str]:
        """Return the changes in words, one place a line."""
        return [f"{place}: {'; '.join(said)}" for place, said in self.words.items()]

    def text(self, path: str) -> str:
        """Return our text of a file; '' when it is not there or cannot be read."""
        try:
            return self.ours.text(path)
        except UnreadableError:
            return ""

    def apply(self) -> None:
        """Change the course folder."""
        for path, data in self.files.items():
            target = self.ours.root / path
            if data is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
