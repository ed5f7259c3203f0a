"""Subtitles of a film, from the course's `static/`, in the forms that the platform gives them.

Which file belongs to which language follows `get_transcript_from_contentstore` of the platform: the files that the
film names, and `subs_<id>.srt.sjson` for English in older courses.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

CUE_TIMES = re.compile(
    r"(?<!\d)(\d{1,4}):(\d\d):(\d\d)[.,](\d{1,3})[ \t]{0,9}-->[ \t]{0,9}(\d{1,4}):(\d\d):(\d\d)[.,](\d{1,3})"
)
MEDIA_TYPES = {"srt": "application/x-subrip; charset=utf-8", "txt": "text/plain; charset=utf-8",
               "sjson": "application/json"}  # fmt: skip


@dataclass(frozen=True)
class Cue:
    """One subtitle. Times in milliseconds from the beginning of the film."""

    start: int
    end: int
    text: str


def names_of(film) -> dict[str, str]:
    """Return {language: name of the file in `static/`} of what a film names, whether the file is there or not."""
    names = {language: name for language, name in (film.transcripts or {}).items() if name}
    for known in (film.sub, film.youtube_id_1_0):
        if known and "en" not in names:
            names["en"] = f"subs_{known}.srt.sjson"
            if film.sub:
                break
    return names


def files_of(film, find) -> dict[str, Path]:
    """Return {language: file} of the subtitles that are there. `find` gives the file of an asset's name, or None."""
    found = {language: find(name) for language, name in names_of(film).items()}
    return {language: path for language, path in found.items() if path is not None}


def missing_from(film, find) -> dict[str, str]:
    """Return {language: name} of the files that the author names and that are not there."""
    named = {language: name for language, name in (film.transcripts or {}).items() if name}
    return {language: name for language, name in named.items() if find(name) is None}


def cues_of(path: Path) -> list[Cue]:
    """Read a file of subtitles (SubRip, WebVTT, or the platform's `.sjson`). What is no subtitle in it is left out."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if path.suffix == ".sjson":
        try:
            held = json.loads(text)
            return [Cue(*each) for each in zip(held["start"], held["end"], held["text"], strict=False)]
        except (ValueError, TypeError, KeyError):
            return []
    cues = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        times = CUE_TIMES.search(part)
        if times:
            words = part[times.end() :].partition("\n")[2].strip()
            cues.append(Cue(_milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:]), words))
    return cues


def converted(cues: list[Cue], form: str) -> str:
    """Return subtitles as `srt`, `txt` or `sjson`."""
    if form == "sjson":
        lists = {"start": [cue.start for cue in cues], "end": [cue.end for cue in cues]}
        return json.dumps(lists | {"text": [cue.text for cue in cues]})
    if form == "txt":
        return "\n".join(cue.text for cue in cues)
    numbered = enumerate(cues, 1)
    return "\n".join(f"{n}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{cue.text}\n" for n, cue in numbered)


def _milliseconds(parts) -> int:
    hours, minutes, seconds, rest = parts
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(int(milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
