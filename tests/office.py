"""LibreOffice on this machine: which of its parts are there. They are packages of their own on many systems."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
# A part, by a file that only it can convert: (name, content, kind that it becomes).
PARTS = {"Calc": ("asked.csv", "a,b\n1,2\n", "ods"), "Writer": ("asked.txt", "A text.\n", "pdf")}


def convert(folder: Path, source: Path | str, target: str, *options: str) -> None:
    """Convert a file with a profile of this folder's own; the result is in the folder's `out`, if there is one."""
    command = [PROGRAM or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options]
    command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@cache
def missing(part: str) -> str:
    """Say what is missing for a part ("Calc", "Writer") to work, "" where it works: it is tried once."""
    if PROGRAM is None:
        return "LibreOffice is not installed."
    name, content, kind = PARTS[part]
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        source = Path(folder) / name
        source.write_text(content, encoding="utf-8")
        try:
            convert(Path(folder), source, kind)
        except (OSError, subprocess.CalledProcessError) as error:
            return f"LibreOffice does not run: {error}"
        there = (Path(folder) / "out" / source.with_suffix(f".{kind}").name).is_file()
    return "" if there else f"LibreOffice is installed without {part}."
