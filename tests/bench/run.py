"""Run every figure of this folder, one after the other, and write docs/benchmarks.md with the machine used.

Run: make bench. Ends with 1 where a script says that a budget is broken.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TIMEOUT = 1800  # seconds for one script
HEAD = """# Benchmarks

Figures made by `make bench`: medians, and ratios beside peers in the same run. Absolute times depend on the machine.

Machine: {machine}
"""


def machine() -> str:
    """Say in a line what this is measured on."""
    cores = os.cpu_count() or 1
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def run_script(path: Path) -> tuple[bool, str]:
    """Run a script; return (no budget is broken, what it printed)."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    return done.returncode == 0, (done.stdout.strip() or done.stderr.strip()[-2000:])


def main() -> int:
    """Run all scripts and write the page."""
    parts, broken = [HEAD.format(machine=machine())], []
    for path in sorted(HERE.glob("bench_*.py")):
        print(f"{path.name} ...", flush=True)
        well, text = run_script(path)
        title = path.stem.removeprefix("bench_").replace("_", " ").capitalize()
        parts.append(f"## {title}\n\n`python tests/bench/{path.name}`\n\n```\n{text}\n```\n")
        if not well:
            broken.append(path.name)
        print(text, flush=True)
    (ROOT / "docs/benchmarks.md").write_text("\n".join(parts), encoding="utf-8")
    if broken:
        print(f"A budget is broken, or the script failed: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
