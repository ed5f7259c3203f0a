"""Bring a hostile export home into a repository of its own, and say what went wrong.

python tests/soak/hostile_homecoming.py FIRST LAST      (exports FIRST to LAST - 1; the same number is the same export)
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path

from hostile_exports import COURSE, OUT, Files, export

from olx.names import path_problem
from olx.types import CONTAINERS, POINTER_TYPES
from olx.xmlsafe import UnreadableError, parse_xml

NEVER = "cannot be understood"  # the sentence for what nobody thought of: it is a fault that it was needed
BLOCK_FILES = (*CONTAINERS, *POINTER_TYPES)


def plant(repository: Path, chance: random.Random) -> str:
    """Put a link or a left-over into the course folder, or beside it; return what."""
    course, outside = repository / "course", repository / "outside"
    kinds = ("folder", "folder", "file", "file", "dangling", "pipe", "staging link", "staging journal")
    kind = chance.choice(kinds) if chance.random() < 0.3 else ""
    if kind == "folder":
        folder = course / chance.choice(("static", "html", "problem", "tabs", "itembank"))
        shutil.rmtree(folder, ignore_errors=True)
        folder.symlink_to(outside)
    elif kind in ("file", "dangling", "pipe"):
        target = course / chance.choice(("static/evil-0.txt", "static/duties.svg", "html/block-1-lesson-1-text.html"))
        target.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(target)
        else:
            target.symlink_to(outside / ("secret.txt" if kind == "file" else "not-there.txt"))
    elif kind == "staging link":
        (repository / ".course.changes").symlink_to(outside)
    elif kind == "staging journal":
        (repository / ".course.changes" / "old").mkdir(parents=True)
        (repository / ".course.changes" / "old" / "0").write_text("evil")
        steps = [{"path": chance.choice(OUT), "old": "0" * 64, "new": ""}]
        journal = {"steps": steps, "folders": [chance.choice(OUT)]}
        (repository / ".course.changes" / "journal.json").write_text(json.dumps(journal))
    return kind


def template(folder: Path) -> Path:
    """Make the repository that each case gets a copy of."""
    shutil.copytree(COURSE, folder / "course")
    (folder / "outside").mkdir()
    (folder / "outside" / "secret.txt").write_text("a secret\n")
    (folder / "Makefile").write_text("all:\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The course"]):
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *identity, *command], cwd=folder, check=True, capture_output=True)
    return folder


def pack(path: Path, files: Files) -> None:
    """Pack an export; names that no archive holds are left out."""
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for file, data in files.items():
            member = tarfile.TarInfo(f"course/{file}")
            member.size = len(data)
            with contextlib.suppress(ValueError, UnicodeError):
                tar.addfile(member, io.BytesIO(data))


def snapshot(folder: Path) -> dict[str, tuple]:
    """Return everything below a folder, .git included: kind, rights and content. Links are not followed."""
    found: dict[str, tuple] = {}
    for here, folders, names in os.walk(folder):
        for item in (*folders, *names):
            path = os.path.join(here, item)
            status = os.lstat(path)
            what: object = os.readlink(path) if os.path.islink(path) else None
            if os.path.isfile(path) and what is None:
                what = Path(path).read_bytes()
            found[os.path.relpath(path, folder)] = (status.st_mode, what)
    return found


def attempts(first: int, count: int, repository: Path, folder: Path) -> str:
    """Bring exports of some numbers home, one after the other; return what went wrong in words, "" when nothing did."""
    gc.collect()  # what earlier tests left behind says nothing while an export is brought home
    wrong = []
    for number in range(first, first + count):
        box = folder / str(number)
        box.mkdir()
        wrong += attempt(number, repository, box)
        shutil.rmtree(box)
    return "\n\n".join(wrong)


@dataclass
class Run:
    """What one run of the command gave."""

    code: int
    out: str
    err: str
    noise: list[str]  # what the interpreter said of garbage, which is not the command's

    def text(self) -> str:
        """Return everything, for a person who looks for the reason of a failure."""
        return f"code {self.code}\nout:\n{self.out}\nerr:\n{self.err}\nof the interpreter: {self.noise}"


def attempt(number: int, repository: Path, box: Path) -> list[str]:
    """Bring the export of a number home into a copy of a repository; return what went wrong."""
    chance = random.Random(-number)
    work, temporary = box / "work" / "repository", box / "tmp"
    shutil.copytree(repository, work, symlinks=True)
    temporary.mkdir()
    done, files = export(number)
    planted = plant(work, chance)
    archive = box / "export.tar.gz"
    pack(archive, files)
    before, around = snapshot(work), snapshot(box / "work")
    arguments = [str(archive), "--course", str(work / "course"), "--language", "en"]  # whatever was spoken before
    look = _run([*arguments, "--dry-run"], temporary)
    wrong = [f"a look wrote {path}" for path in _differences(before, snapshot(work))]
    run = _run([*arguments, *(["--force"] if planted or chance.random() < 0.8 else [])], temporary)
    after = snapshot(work)
    changed = _differences(before, after)
    wrong += _wrong_with(run, changed, after)
    wrong += [f"wrote {path}" for path in _differences(around, snapshot(box / "work"))
              if not path.startswith(("repository/course/", "repository/.course.changes"))]  # fmt: skip
    wrong += [f"left {path.name}" for path in temporary.iterdir()]
    if run.code == 0 and look.code == 0 and not planted.startswith("staging"):
        named = {line.split(" file: ", 1)[1] for line in look.out.splitlines() if line.startswith(
            ("new file: ", "changed file: ", "removed file: "))}  # fmt: skip
        real = {path.removeprefix("course/") for path in changed if not os.path.isdir(work / path)}
        wrong += [f"a look did not name {path}" for path in sorted(named - real)]
        wrong += [f"a look named {path}" for path in sorted(real - named)]
    if not wrong:
        return []
    case = f"number {number} ({done}; {planted or 'nothing planted'}; recursion limit {sys.getrecursionlimit()})"
    return [f"{case}: {'; '.join(wrong)}\n--- the look: {look.text()}\n--- the run: {run.text()}"]


def _run(arguments: list[str], temporary: Path) -> Run:
    """Run the command with temporary files in a folder. Garbage of other tests is not taken for its own."""
    from cli.main import command

    main = command("sync")

    out, err, noise = io.StringIO(), io.StringIO(), []
    usual, tempfile.tempdir = tempfile.tempdir, str(temporary)
    hook, sys.unraisablehook = sys.unraisablehook, lambda found: noise.append(f"{found.object!r}: {found.exc_value!r}")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = main(arguments)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
        err.write(traceback.format_exc())
        code = 99
    finally:
        tempfile.tempdir, sys.unraisablehook = usual, hook
    return Run(code, out.getvalue(), err.getvalue(), noise)


def _differences(before: dict, after: dict) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _wrong_with(run: Run, changed: list[str], after: dict[str, tuple]) -> list[str]:
    wrong = []
    code, out, err = run.code, run.out, run.err
    if code not in (0, 1) or "Traceback" in out + err:
        wrong.append(f"broke down with {code}")
    if NEVER in err:
        wrong.append("gave the sentence for what nobody thought of")
    if code == 1:
        lines = err.strip().splitlines()
        if len(lines) != 1 or not lines[0].endswith("."):
            wrong.append("gave no single sentence")
        wrong += [f"refused and wrote {path}" for path in changed if not path.startswith(".course.changes")]
    if code == 0:
        wrong += [f"left {path}" for path in after if path.startswith(".course.changes")]
    for sign in out + err:
        if ord(sign) < 32 and sign != "\n" or sign in "\u009b\u202e\u2028":
            wrong.append(f"showed {sign!a}")
            break
    for path in changed:
        mode, data = after.get(path, (0, None))
        inner = path.removeprefix("course/")
        if path in after and path.startswith("course/") and path_problem(inner):
            wrong.append(f"wrote {path!a}, which a system cannot hold")
        if isinstance(data, bytes) and inner.endswith(".xml") and inner.split("/")[0] in BLOCK_FILES:
            try:
                parse_xml(data)
            except UnreadableError as error:
                wrong.append(f"wrote {path}, which cannot be read: {error}")
    return wrong


def main() -> None:
    """Run the numbers that the arguments name; say what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        repository = template(Path(folder) / "template")
        for number in range(int(sys.argv[1]), int(sys.argv[2])):
            wrong = attempts(number, 1, repository, Path(folder))
            if wrong:
                print(wrong, flush=True)


if __name__ == "__main__":
    main()
