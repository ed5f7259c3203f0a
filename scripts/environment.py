"""Find or make the project's environments, and go on in them. Standard library only; runs on Python 3.6 and later.

`.venv` holds what checks, builds and shows the course; once `make check` or `make test` has asked for it, also what
tests and measures it. In `.venv/py3.13` (or another Python that is installed) the tests are repeated, and
`.venv/xblock-5.2` tries the blocks on the oldest XBlock. Each is made from a lock file in requirements/: only files
whose sum stands there are installed, and what builds from source uses what was installed first, from build.txt.

Usage: python3 scripts/environment.py [preview | dev | other | oldest]; prints the Python to use, on standard output.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
SUPPORTED = ("3.11", "3.12", "3.13")
ONE_OF = "Python 3.11, 3.12 or 3.13"
NAMES = ("python3", "python") + tuple("python" + version for version in SUPPORTED)
LARGE = 1.0  # megabytes: what is smaller comes without a line of its own
# Prints "3.12" and whether it can make environments; Debian's Python cannot without its package python3-venv.
PROBE = """import sys
try:
    import ensurepip, venv
except ImportError:
    sys.exit(print("%d.%d no" % sys.version_info[:2]))
print("%d.%d yes" % sys.version_info[:2])"""


class SetupError(Exception):
    """A problem that the reader can mend; the message says how."""


def say(text):
    """Tell the person at the terminal, without disturbing standard output."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def probe(python):
    """Return ("3.11", can it make environments) of an interpreter, or None where it does not run."""
    command = [str(python), "-c", PROBE]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.decode("ascii", "replace").split()
    return (words[0], words[1] == "yes") if len(words) == 2 else None


def candidates():
    """Return the interpreters to look at: the one that runs this, those on PATH, those of pyenv."""
    return [sys.executable] + [path for path in map(shutil.which, NAMES) if path] + pyenv_pythons()


def pyenv_pythons():
    """Return the interpreters that pyenv installed; none where its folder may not be read, as after `su`."""
    try:
        versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
        return [str(path) for path in sorted(versions.glob("3.1[123]*/bin/python3")) if path.exists()]
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        return []


def installed_pythons():
    """Return {"3.11": path, ...} of the supported interpreters. Raises SetupError where none can make environments."""
    found, bare = {}, []
    for candidate in candidates():
        version, able = probe(candidate) or (None, False)
        if version in SUPPORTED and able:
            found.setdefault(version, candidate)
        elif version in SUPPORTED:
            bare.append(version)
    if found:
        return found
    if bare:
        text = "Python {0} cannot make environments here. On Debian and Ubuntu: sudo apt install python{0}-venv"
        raise SetupError(text.format(bare[0]))
    raise SetupError(ONE_OF + " was not found. Install one, or put it on the PATH, and try again.")


def pip(python, arguments, doing):
    """Run pip; tell what is large as it comes. Raises SetupError with its last lines where it fails."""
    command = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    process = subprocess.Popen(
        command + arguments, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        words = line.replace("(", "").replace(")", "").split()
        if words[:1] == ["Downloading"] and words[-1:] == ["MB"] and float(words[-2]) >= LARGE:
            say("  {}, {} MB".format(words[1].rpartition("/")[2].partition("-")[0], words[-2]))
    if process.wait():
        text = "{} failed. Check the network and the free disk space, then try again.\n{}"
        raise SetupError(text.format(doing, "\n".join(lines[-15:])))


def stamp(lock):
    """Return a short name for what an environment is made from: its lock, our own packages, and where they are."""
    packaging = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[dependency-groups]")[0]
    tools = (ROOT / "cli" / "pyproject.toml").read_text(encoding="utf-8")
    texts = [(LOCKS / name).read_text(encoding="utf-8") for name in (lock + ".txt", "build.txt")]
    return hashlib.sha256("\0".join([lock, str(ROOT), packaging, tools] + texts).encode("utf-8")).hexdigest()[:16]


def made_from(folder):
    """Return the stamp of an environment, "" where it is not there or was not finished."""
    marker = folder / ".made-from"
    return marker.read_text() if (folder / "bin" / "python").exists() and marker.exists() else ""


def ensure(folder, lock, python=None, enough=()):
    """Make `folder` an environment with what a lock names and our own packages; return its Python.

    python: what to make it with; else the first that is found. enough: other locks that have all that this one has.
    """
    inside, before = folder / "bin" / "python", made_from(folder)
    if before in [stamp(name) for name in (lock,) + tuple(enough)]:
        return inside
    shown = folder.relative_to(ROOT)
    if not before:
        python = python or next(iter(installed_pythons().values()))
        say(f"Creating {shown} with {python} ...")
        done = subprocess.run(
            [python, "-m", "venv", "--clear", str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SetupError(f"{shown} could not be made:\n{done.stdout.strip()}")
    wanted = LOCKS / (lock + ".txt")
    count = sum("==" in line and ";" not in line for line in wanted.read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} packages into {shown} (some minutes the first time) ...")
    pip(inside, ["--require-hashes", "-r", str(LOCKS / "build.txt")], "Installing what builds packages")
    pip(inside, ["--require-hashes", "--no-build-isolation", "-r", str(wanted)], "Installing the requirements")
    ours = ["--editable", "."] + (["--editable", "cli"] if lock != "oldest" else [])
    pip(inside, ["--no-deps", "--no-build-isolation"] + ours, "Installing this package")
    (folder / ".made-from").write_text(stamp(lock))
    return inside


def preview():
    """Make `.venv` with what checks, builds and shows the course; nothing to do where it has more."""
    return ensure(VENV, "preview", enough=["dev"])


def dev():
    """Make `.venv` with everything."""
    return ensure(VENV, "dev")


def other():
    """Make the environment in which the tests are repeated: the latest Python that `.venv` has not; None without."""
    main = probe(dev())
    found = {version: python for version, python in installed_pythons().items() if version != main[0]}
    if not found:
        return None
    version = max(found, key=SUPPORTED.index)
    return ensure(VENV / ("py" + version), "dev", found[version])


def oldest():
    """Make an environment with the oldest supported XBlock and what a platform would have, nothing else.

    On 3.12, which the platforms after Teak have, where it is there: `.venv` and `other` are the two ends of the range.
    """
    found = installed_pythons()
    python = next(found[version] for version in ("3.12", "3.11", "3.13") if version in found)
    return ensure(VENV / "xblock-5.2", "oldest", python)


MAKERS = {"preview": preview, "dev": dev, "other": other, "oldest": oldest}


def made(name):
    """Return (exit code, the Python of an environment or None); what went wrong is told in a sentence."""
    try:
        return 0, MAKERS[name]()
    except SetupError as error:
        say(f"Set-up stopped. {error}")
    except OSError as error:
        say(f"Set-up stopped. {error.filename} cannot be used ({error.strerror}).")
    except KeyboardInterrupt:
        say("\nInterrupted: the set-up did not finish. Start it again to go on.")
        return 130, None
    return 1, None


def hand_over(*command):
    """Go on as `hrl` in the project's environment, with the words that this process was given after `command`."""
    code, python = made("preview")
    if python is None:
        sys.exit(code)
    os.execv(str(python), [str(python), "-m", "cli"] + list(command) + sys.argv[1:])


if __name__ == "__main__":
    choice = sys.argv[1] if len(sys.argv) == 2 else "" if sys.argv[1:] else "preview"
    if choice not in MAKERS:
        say(__doc__)
        sys.exit(2)
    exit_code, found_python = made(choice)
    sys.stdout.write("{}\n".format(found_python or ""))
    sys.exit(exit_code)
