"""How long the builder takes on our course, and on one ten times as long (beside olxcleaner's own time).

Run: python tests/bench/bench_builder.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks")]

from builder.check import check  # noqa: E402
from builder.course import Course  # noqa: E402
from builder.registry import RULES  # noqa: E402

OUTSIDE = ("olxcleaner", "atlas", "atlas-advice")  # the time of other packages


def command(*args: str) -> float:
    """Return the seconds that the command takes from start to end."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_tarball.py"), "--check", *args],
        check=False,
        capture_output=True,
    )
    return time.perf_counter() - start


def in_process(folder: Path) -> float:
    """Return the seconds that our own rules take on a course, the best of three."""
    names = [name for name in RULES if name not in OUTSIDE]
    times = []
    for _ in range(3):
        start = time.process_time()  # what other programs do meanwhile does not count
        check(Course(folder), only=names)
        times.append(time.process_time() - start)
    return min(times)


def grow(source: Path, target: Path, times: int) -> None:
    """Copy a course and give it each chapter several times, under new names throughout."""
    shutil.copytree(source, target)
    chapters = sorted(path.stem for path in (source / "chapter").glob("*.xml"))
    folders = ("chapter", "sequential", "vertical", "html", "problem", "discussion")
    files = [path for folder in folders for path in sorted((source / folder).glob("*")) if path.is_file()]
    for copy in range(1, times):
        for path in files:
            text = path.read_text(encoding="utf-8")
            for attribute in ("url_name", "filename"):
                text = text.replace(f'{attribute}="', f'{attribute}="c{copy}-')
            text = text.replace("/jump_to_id/", f"/jump_to_id/c{copy}-").replace(
                'id="hrlocal', f'id="c{copy}-hrlocal'
            )
            (target / path.parent.name / f"c{copy}-{path.name}").write_text(text, encoding="utf-8")
    root = next((target / "course").glob("*.xml"))
    more = "".join(
        f'  <chapter url_name="c{copy}-{name}"/>\n' for copy in range(1, times) for name in chapters
    )
    root.write_text(root.read_text(encoding="utf-8").replace("  <wiki", more + "  <wiki"), encoding="utf-8")


def main() -> None:
    """Print the figures."""
    print(f"whole check with the platform's own question code: {command():.2f} s (at most 5)")
    print(f"with --fast: {command('--fast'):.2f} s (at most 2)")
    in_process(ROOT / "course")  # loads the code
    with tempfile.TemporaryDirectory() as folder:
        grow(ROOT / "course", Path(folder) / "ten", 10)
        one, ten = in_process(ROOT / "course"), in_process(Path(folder) / "ten")
    print(
        f"our own rules: {one:.2f} s; ten times the course: {ten:.2f} s, {ten / one:.1f} times (at most 11)"
    )


if __name__ == "__main__":
    main()
