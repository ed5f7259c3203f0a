"""What a rule has to say: one finding, always with a place, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass

ERROR = "error"
WARNING = "warning"
PLATFORM = "platform"  # what Open edX loses, breaks or ignores, in any course
HOUSE = "house"  # what this project wants beside that
PROFILES = (PLATFORM, HOUSE)


@dataclass(frozen=True, order=True)
class Finding:
    """One remark on a course.

    path is relative to the course folder (POSIX), line counts from 1.
    """

    path: str
    line: int
    level: str
    rule: str
    what: str
    advice: str
    profile: str = HOUSE

    def text(self, prefix: str = "") -> str:
        """Return `path:line: level rule: what. what to do.` on one line."""
        sentences = " ".join(f"{part.strip()}" for part in (self.what, self.advice) if part.strip())
        return f"{prefix}{self.path}:{self.line}: {self.level} {self.rule}: {' '.join(sentences.split())}"

    def as_dict(self, prefix: str = "") -> dict:
        """Return the finding for JSON, with the same path as in the text."""
        return asdict(self) | {"path": prefix + self.path}


@dataclass(frozen=True)
class Remark:
    """What a rule yields; the registry adds the rule's name, level and profile.

    house: this is the house's wish, though the rule as a whole is about the platform.
    """

    path: str
    line: int
    what: str
    advice: str
    house: bool = False
