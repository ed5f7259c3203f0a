"""Make or refresh the virtual environments that the Makefile uses. Standard library only.

`.venv` holds the tools (builder, preview, tests). Inside it, where another supported Python is installed,
`.venv/py3.12` (or `py3.11`) repeats the tests, and `.venv/xblock-5.2` tries the blocks on the oldest XBlock.
Each is made from a lock file: only files whose sum stands there are installed, and what builds from source uses what
was installed first, from `requirements/build.txt`.

Usage: python3 scripts/setup_env.py [tools | other | oldest]; prints the Python to use, on standard output.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
BUILD_LOCK = LOCKS / "build.txt"
SUPPORTED = ("3.11", "3.12")


class SetupError(Exception):
    """A problem that the reader can mend; the message says how."""


def say(text: str) -> None:
    """Tell the person at the terminal, without disturbing standard output."""
    print(text, file=sys.stderr, flush=True)


def version_of(python: str) -> str | None:
    """Return "3.11" and the like for an interpreter, or None where it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def installed_pythons() -> dict[str, str]:
    """Return the supported interpreters of this machine, {"3.11": path, ...}; PATH first, then pyenv."""
    names = [sys.executable, "python3", *(f"python{version}" for version in SUPPORTED)]
    candidates = [path for name in names if (path := shutil.which(name))]
    candidates += pyenv_pythons()
    found: dict[str, str] = {}
    for candidate in candidates:
        version = version_of(candidate)
        if version in SUPPORTED:
            found.setdefault(version, candidate)
    return found


def pyenv_pythons() -> list[str]:
    """Return the interpreters that pyenv installed; none where its folder may not be read, as after `su`."""
    try:
        versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
        return [str(inside) for inside in sorted(versions.glob("3.1[12]*/bin/python3")) if inside.exists()]
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        return []


def run(command: list[str], doing: str) -> None:
    """Run a command; raise SetupError with its last lines where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupError(f"{doing} failed. Check the network and the free disk space, then try again.\n{tail}")


def digest(*parts: str) -> str:
    """Return a short name for what an environment was made from."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def ensure(folder: Path, python: str, lock: Path) -> Path:
    """Make `folder` a virtual environment with what a lock file names and this package; return its Python."""
    stamp = digest(lock.read_text(), BUILD_LOCK.read_text(), packaging(), lock.name)
    inside = folder / "bin" / "python"
    marker = folder / ".made-from"
    if inside.exists() and marker.exists() and marker.read_text() == stamp:
        return inside
    if not inside.exists():
        say(f"Creating {folder.relative_to(ROOT)} with {python} ...")
        run([python, "-m", "venv", str(folder)], "Creating the virtual environment")
    say(f"Installing what {folder.relative_to(ROOT)} needs (some minutes the first time) ...")
    pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(BUILD_LOCK)], "Installing what builds packages")
    run([*pip, "--require-hashes", "--no-build-isolation", "-r", str(lock)], "Installing the requirements")
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], "Installing this package")
    marker.write_text(stamp)
    return inside


def packaging() -> str:
    """Return what decides how this package is installed: its setup.py and which blocks exist."""
    blocks = sorted(path.parent.name for path in (ROOT / "xblocks").glob("*/block.py"))
    return (ROOT / "setup.py").read_text() + ",".join(blocks)


def lock_of(name: str, version: str) -> Path:
    """Return the lock file of an environment ("tools", "oldest") for a Python version."""
    return LOCKS / f"{name}-py{version.replace('.', '')}.txt"


def first_python() -> tuple[str, str]:
    """Return version and path of the interpreter of `.venv`: the one it has, else the oldest supported."""
    inside = VENV / "bin" / "python"
    version = version_of(str(inside)) if inside.exists() else None
    if version in SUPPORTED:
        return version, str(inside)
    found = installed_pythons()
    for name in SUPPORTED:
        if name in found:
            return name, found[name]
    raise SetupError("Python 3.11 or 3.12 was not found. Install one, or put it on the PATH, and try again.")


def tools() -> Path:
    """Make `.venv`."""
    version, python = first_python()
    return ensure(VENV, python, lock_of("tools", version))


def other() -> Path | None:
    """Make the environment of the other supported Python, where that is installed."""
    version, _python = first_python()
    for name, python in installed_pythons().items():
        if name != version:
            return ensure(VENV / f"py{name}", python, lock_of("tools", name))
    return None


def oldest() -> Path:
    """Make an environment with the oldest supported XBlock and what a platform would have, nothing else."""
    found = installed_pythons()
    version, python = ("3.11", found["3.11"]) if "3.11" in found else first_python()
    return ensure(VENV / "xblock-5.2", python, lock_of("oldest", version))


def main(arguments: list[str]) -> int:
    """Make the environment that is asked for and print its Python (nothing where there is none to make)."""
    choice = arguments[0] if arguments else "tools"
    makers = {"tools": tools, "other": other, "oldest": oldest}
    if choice not in makers:
        say(__doc__ or "")
        return 2
    try:
        python = makers[choice]()
    except SetupError as error:
        say(f"Set-up stopped. {error}")
        return 1
    print(python or "")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
