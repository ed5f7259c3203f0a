"""The builder's own rules beside olxcleaner, on our course and on one ten and a hundred times as long.

Run: hrl bench builder      (prints tables in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import olxcleaner
from figures import Figure, figure, number, table, verdict

from builder.check import check
from builder.registry import RULES
from olx.course import Course

ROOT = Path(__file__).resolve().parents[2]

OUTSIDE = ("olxcleaner", "atlas", "atlas-advice")  # the time of other packages
FOLDERS = ("chapter", "sequential", "vertical", "html", "problem", "discussion")
TIMES = {1: 7, 10: 3, 100: 1}  # how long the course, how often it is read
CHECK, FAST, GROWTH = 6, 4, 11.0  # times what olxcleaner takes as a command; times our course
NOTES = """
- **Where the peer is ahead.** olxcleaner takes a tenth of the time. It asks whether blocks are there, named once, of a
  known type, with valid attributes: {steps} steps. Ours are {rules} rules over every word, link, source, picture, key
  and question, each with the line of its finding. Both grow with the course, ours in proportion.
- The builder calls olxcleaner too; its time stands in the whole check, with the platform's own code for questions and
  the checks of the atlas.
- Times are the processor's; the whole check is by the clock, with the start of Python."""


PEER = "import sys, olxcleaner; olxcleaner.validate(sys.argv[1] + '/course.xml', steps=8)"


def as_command(*words: str) -> float:
    """Return the seconds that a command takes from start to end."""
    start = time.perf_counter()
    subprocess.run(words, check=False, capture_output=True)
    return time.perf_counter() - start


def command(*args: str) -> float:
    """Return the seconds that our command takes from start to end."""
    return as_command(sys.executable, str(ROOT / "scripts" / "build_tarball.py"), "--check", *args)


def ours(folder: Path) -> None:
    """Apply our own rules to a course."""
    check(Course(folder), only=[name for name in RULES if name not in OUTSIDE])


def theirs(folder: Path) -> None:
    """Apply all steps of olxcleaner."""
    olxcleaner.validate(str(folder / "course.xml"), steps=8)


def seconds(act: Callable[[Path], None], folder: Path, rounds: int) -> Figure:
    """Return the seconds of the processor that an act takes."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        act(folder)
        found.append(time.process_time() - start)
    return figure(found)


def grow(source: Path, target: Path, times: int) -> None:
    """Copy a course and give it each chapter several times, under new names throughout."""
    shutil.copytree(source, target)
    chapters = sorted(path.stem for path in (source / "chapter").glob("*.xml"))
    files = [path for folder in FOLDERS for path in sorted((source / folder).glob("*")) if path.is_file()]
    for copy in range(1, times):
        for path in files:
            text = path.read_text(encoding="utf-8")
            for attribute in ("url_name", "filename"):
                text = text.replace(f'{attribute}="', f'{attribute}="c{copy}-')
            text = text.replace("/jump_to_id/", f"/jump_to_id/c{copy}-").replace('id="hrlocal', f'id="c{copy}-hrlocal')
            (target / path.parent.name / f"c{copy}-{path.name}").write_text(text, encoding="utf-8")
    root = next((target / "course").glob("*.xml"))
    more = "".join(f'  <chapter url_name="c{copy}-{name}"/>\n' for copy in range(1, times) for name in chapters)
    root.write_text(root.read_text(encoding="utf-8").replace("  <wiki", more + "  <wiki"), encoding="utf-8")


def main() -> int:
    """Print the figures; return 1 where a budget is broken."""
    peer = figure([as_command(sys.executable, "-W", "ignore", "-c", PEER, str(ROOT / "course")) for _ in range(5)])
    whole, fast = (figure([command(*args) for _ in range(5)]) for args in ((), ("--fast",)))
    ours(ROOT / "course")  # loads the code
    theirs(ROOT / "course")
    found: dict[str, list[Figure]] = {"our rules": [], "olxcleaner": []}
    for times, rounds in TIMES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "course"
            grow(ROOT / "course", folder, times)
            found["our rules"].append(seconds(ours, folder, rounds))
            found["olxcleaner"].append(seconds(theirs, folder, rounds))
    rows: list[list[object]] = []
    for name, spent in found.items():
        growth = " / ".join(number(each.median / spent[0].median) for each in spent[1:])
        rows.append([name, *spent, growth])
    ratios = [number(a.median / b.median) for a, b in zip(*found.values(), strict=True)]
    rows.append(["ours to olxcleaner", *ratios, ""])
    print(table(["seconds", "our course", "× 10", "× 100", "times"], rows))
    ratios = [number(each.median / peer.median) for each in (whole, fast)]
    rows = [["olxcleaner alone", peer, "", ""], ["`make build`'s check, all of it", whole, ratios[0], CHECK]]
    rows.append(["with `--fast`", fast, ratios[1], FAST])
    print("\n" + table(["by the clock, seconds", "median", "to olxcleaner", "at most"], rows))
    print(NOTES.format(rules=len(RULES) - len(OUTSIDE), steps=8))
    grown = found["our rules"][1].median / found["our rules"][0].median
    budgets = [
        ("the whole check, times olxcleaner", whole.median / peer.median, CHECK),
        ("--fast, times olxcleaner", fast.median / peer.median, FAST),
    ]
    budgets.append(("ten times the course, times", grown, GROWTH))
    return verdict([f"{label}: {value:.1f} (at most {most:g})" for label, value, most in budgets if value > most])


if __name__ == "__main__":
    sys.exit(main())
