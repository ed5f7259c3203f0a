"""Run every figure of this folder, one after the other, and write them to docs/benchmarks.md with the machine used.

hrl bench [NAME ...]    NAME: peers, search, map, ...; without a name, all of them.

A section that is not run stays as it is on the page, with its own date and machine. Ends with 1 where a budget is
broken. The section on the platform is made where OPENEDX_ROOT names a folder of edx-platform (and OPENEDX_PYTHON its
Python): see tests/platform/README.md.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

from figures import machine

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
TIMEOUT = 1800  # seconds for one script
HEAD = """# Benchmarks

For maintainers and reviewers who ask how fast and how large the blocks are.

Made by `hrl bench`: medians with the tenth and the ninetieth percentile, and ratios beside peers in the same run.
Absolute times depend on the machine; read the ratios. A line marked OVER breaks a budget, and so the run.
Bytes and counts have a budget of their own. A time is held to so many times what something else took in the
same run (Leaflet, the same change written by hand, the usual page), and the table says what.
"""
# Scripts in the order of the page, with their titles.
PARTS = {
    "peers": "Blocks beside their peers",
    "search": "Search of the explorer",
    "explorer": "Explorer in a browser",
    "explorer_growth": "Explorer with more practices",
    "map": "Map in a browser, beside Leaflet",
    "map_growth": "Map with more cities, beside Leaflet",
    "plan": "Plan",
    "atlas": "Atlas, read and checked",
    "studio": "Editors in Studio, in a browser",
    "builder": "Builder beside olxcleaner",
    "hostile": "Hostile files",
    "preview": "Preview",
    "platform": "On the platform itself",
}


def command_of(name: str) -> list[str] | None:
    """Return the command that makes a section's figures, None where it cannot be made here."""
    if name != "platform":
        return [sys.executable, "-W", "ignore", str(HERE / f"bench_{name}.py")]
    if not os.environ.get("OPENEDX_ROOT"):
        return None
    return [sys.executable, str(ROOT / "tests/platform/run.py"), "--service", "lms", "-k", "figures", "-s", "-q"]


def figures_of(name: str, text: str) -> str:
    """Return a script's output as it stands on the page: tables as tables, other lines as they were printed."""
    if name == "platform":
        lines = text.splitlines()
        start = next((at for at, line in enumerate(lines) if line.startswith("unit with")), 0)
        text = "\n".join(lines[start : start + 6])
    text = "\n".join(line for line in text.splitlines() if not line.startswith("Warning! Django"))
    return text if text.lstrip().startswith("|") else f"```\n{text}\n```"


def run_part(name: str) -> tuple[bool, str]:
    """Run one script; return (no budget is broken, its section)."""
    command = command_of(name) or []
    when, where = datetime.date.today().isoformat(), machine()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    text = done.stdout.strip() or done.stderr.strip()[-2000:]
    body = figures_of(name, text)
    return done.returncode == 0, f"`hrl bench {name}`\n\n{when}; {where}.\n\n{body}\n"


def known_sections() -> dict[str, str]:
    """Return the sections that stand on the page, by title."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {title: body.strip() + "\n" for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def write_page(sections: dict[str, str]) -> None:
    """Write the page: the sections that we know, in our order."""
    texts = [f"## {title}\n\n{sections[title]}" for title in PARTS.values() if title in sections]
    PAGE.write_text("\n".join([HEAD, *texts]), encoding="utf-8")


def main(names: list[str]) -> int:
    """Run the scripts that are named, and write the page after each."""
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"There is no part {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    sections, broken = known_sections(), []
    for name in names or PARTS:
        if command_of(name) is None:
            print(f"{name}: left out. OPENEDX_ROOT names no platform.")
            continue
        print(f"{name} ...", flush=True)
        well, sections[PARTS[name]] = run_part(name)
        write_page(sections)
        print(sections[PARTS[name]], flush=True)
        if not well:
            broken.append(name)
    if broken:
        print(f"A budget is broken, or the script failed: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
