"""Writing that leaves all or nothing: a file in one step, and many files of a folder as one change.

Many files: everything is made in a folder beside (`.NAME.changes`), with a copy of what it will replace and a journal.
Only then is it moved into place. An error undoes what was moved; after a kill or a power cut the next run does, by the
journal. So the folder is as it was, or as it was to be.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from olx.names import UnsafeNameError, fold, path_problem, place

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not kept apart there
    fcntl = None  # type: ignore[assignment]

JOURNAL = "journal.json"


class BusyError(Exception):
    """Somebody else is changing this folder at the moment, or did so since the change was thought out."""


class BrokenOffError(Exception):
    """A change that was broken off cannot be undone: a file was changed since, or the journal cannot be believed.

    `name` is the file's; `made` tells that the change had made it, so that nothing else holds it.
    """

    def __init__(self, staging: Path, name: str = "", made: bool = False):
        super().__init__(f"{staging}: {name}")
        self.staging, self.name, self.made = staging, name, made


@dataclass(frozen=True)
class Step:
    """One file of a change. `old` and `new` are digests (SHA-256), "" for "is not there"."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Journal:
    """What is moved, and the folders that are made for it, the outer ones first."""

    steps: list[Step]
    folders: list[str]

    def in_order(self) -> list[tuple[int, Step]]:
        """Return the numbered steps, removals first: a new name may be an old one in other capitals."""
        return sorted(enumerate(self.steps), key=lambda item: (item[1].new != "", item[0]))

    def text(self) -> str:
        """Return the journal as it is written down."""
        return json.dumps(asdict(self), indent=0)

    @classmethod
    def read(cls, text: str) -> Journal:
        """Return a journal that was written down. Raises ValueError, KeyError, TypeError or RecursionError."""
        read = json.loads(text)
        steps = [Step(str(item["path"]), str(item["old"]), str(item["new"])) for item in read["steps"]]
        return cls(steps, [str(path) for path in read["folders"]])


def write_file(target: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            _write_whole(stream, data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def staging_of(root: Path) -> Path:
    """Return the folder beside a folder in which its changes are made."""
    return root.parent / f".{root.name}.changes"


def broken_off(root: Path) -> bool:
    """Tell whether a change of a folder was broken off while files were moved."""
    return (staging_of(Path(root).resolve()) / JOURNAL).exists()


def recover(root: Path) -> bool:
    """Undo a change that was broken off; tell whether there was one.

    Raises BusyError, BrokenOffError and OSError; the folder is then as it was found.
    """
    root = Path(root).resolve()
    with _alone(root):
        return _recover(root, staging_of(root))


def change(root: Path, files: Mapping[str, bytes | None], seen: Mapping[str, bytes | None] | None = None) -> None:
    """Write files (or, for None, remove them) below a folder: all of them, or none when an exception comes out.

    Paths are relative, with slashes. seen: what stood there when the change was thought out; it is not made when
    something else stands there now. Raises UnsafeNameError, BusyError, BrokenOffError and OSError.
    """
    root = Path(root).resolve()
    staging = staging_of(root)
    with _alone(root):
        _recover(root, staging)
        for path in files:
            place(root, path)
        if not files:
            return
        try:
            journal = _stage(root, staging, files, seen or {})
            _write_journal(staging, journal)
        except BaseException:
            _sweep(staging)
            raise
        try:
            for number, step in journal.in_order():
                _move(root, staging, number, step)
            for folder in {(root / path).parent for path in files}:
                _sync_folder(folder)
            _forget_journal(staging)  # from here on the change is made
        except BaseException:
            _undo(root, staging, journal)
            raise
        with suppress(KeyboardInterrupt):  # too late to stop what is made: who calls would say that nothing changed
            _sweep(staging)


def _stage(root: Path, staging: Path, files: Mapping[str, bytes | None], seen: Mapping[str, bytes | None]) -> Journal:
    """Make every new file and a copy of every old one in the staging folder."""
    staging.mkdir()
    if staging.stat().st_dev != root.stat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(staging))
    (staging / ".gitignore").write_text("*\n")
    for name in ("new", "old"):
        (staging / name).mkdir()
    steps = []
    for number, (path, data) in enumerate(files.items()):
        target = place(root, path)
        new, old = staging / "new" / str(number), staging / "old" / str(number)
        before = target.read_bytes() if target.exists() else None
        if before != seen.get(path, before):
            raise BusyError(str(target))
        if before is not None and data is not None:
            with old.open("xb") as stream:
                _write_whole(stream, before)
            shutil.copystat(target, old)
        if data is not None:
            with new.open("xb") as stream:
                _write_whole(stream, data)
            if before is not None:
                shutil.copymode(target, new)
            if new.read_bytes() != data:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(new))
        steps.append(Step(path, _digest(before), _digest(data)))
    return Journal(steps, _missing_folders(root, [path for path, data in files.items() if data is not None]))


def _missing_folders(root: Path, paths: list[str]) -> list[str]:
    """Return the folders that have to be made for some files, the outer ones first."""
    found: dict[str, None] = {}
    for path in paths:
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            folder = "/".join(parts[:depth])
            if not (root / folder).is_dir():
                found[folder] = None
    return list(found)


def _move(root: Path, staging: Path, number: int, step: Step) -> None:
    """Move one file into its place, or one that is removed out of it."""
    target = place(root, step.path)
    if step.new:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / "new" / str(number), target)
    elif step.old:
        os.replace(target, staging / "old" / str(number))


def _undo(root: Path, staging: Path, journal: Journal) -> None:
    """Put back what was moved. It may be called again after it was broken off itself."""
    _look_first(root, staging, journal)
    for number, step in reversed(journal.in_order()):
        old, new = staging / "old" / str(number), staging / "new" / str(number)
        target = place(root, step.path)
        if step.old and old.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(old, target)
        elif step.new and not step.old and not new.exists():
            target.unlink(missing_ok=True)
    for folder in reversed(journal.folders):
        with suppress(OSError, UnsafeNameError):  # something else may have come into it
            place(root, f"{folder}/x").parent.rmdir()
    _forget_journal(staging)
    _sweep(staging)


def _look_first(root: Path, staging: Path, journal: Journal) -> None:
    """Raise BrokenOffError when a file was changed since by somebody: their work is not overwritten.

    The same where the journal does not fit what stands beside: it may have come with a repository, to bring a link or
    a file from elsewhere into the folder.
    """
    if any((staging / name).is_symlink() or not (staging / name).is_dir() for name in ("new", "old")):
        raise BrokenOffError(staging)
    for folder in journal.folders:
        problem = path_problem(folder)
        if problem:
            raise UnsafeNameError(folder, problem)
    known: dict[str, set[str]] = {}  # where two names are one, the removed one shows the new file
    for step in journal.steps:
        known.setdefault(fold(step.path), {""}).update((step.old, step.new))
    for number, step in enumerate(journal.steps):
        copy, target = staging / "old" / str(number), place(root, step.path)
        if os.path.lexists(copy) and (not stat.S_ISREG(os.lstat(copy).st_mode) or _sum(copy) != step.old):
            raise BrokenOffError(staging)
        if target.exists() and _sum(target) not in known[fold(step.path)]:
            raise BrokenOffError(staging, step.path, made=not step.old)


def _recover(root: Path, staging: Path) -> bool:
    if not os.path.lexists(staging):
        return False
    if staging.is_symlink() or not staging.is_dir():
        raise BrokenOffError(staging)
    if not (staging / JOURNAL).exists():  # nothing was moved yet, or everything was
        _sweep(staging)
        return False
    try:
        _undo(root, staging, Journal.read((staging / JOURNAL).read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, RecursionError, UnsafeNameError) as error:
        raise BrokenOffError(staging) from error
    return True


def _write_journal(staging: Path, journal: Journal) -> None:
    """Write down what will be moved; from now on the next run can undo it."""
    for name in ("new", "old"):
        _sync_folder(staging / name)
    write_file(staging / JOURNAL, journal.text().encode("utf-8"))
    _sync_folder(staging)


def _forget_journal(staging: Path) -> None:
    (staging / JOURNAL).unlink(missing_ok=True)
    _sync_folder(staging)


def _sweep(staging: Path) -> None:
    """Remove the staging folder; what cannot be removed now goes at the next run."""
    shutil.rmtree(staging, ignore_errors=True)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _sum(path: Path) -> str:
    return _digest(path.read_bytes())


def _write_whole(stream, data: bytes) -> None:
    stream.write(data)
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep other runs away from a folder. A run that is killed lets go by itself."""
    if fcntl is None or not stat.S_ISDIR(os.stat(root).st_mode):
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(str(root)) from error
        yield
    finally:
        os.close(handle)
