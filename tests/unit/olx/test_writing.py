"""A change of a folder is made whole or not at all, whatever breaks and whenever."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from olx import writing
from olx.names import Reason, UnsafeNameError
from olx.writing import BrokenOffError, BusyError, broken_off, change, recover, staging_of, write_file

BEFORE = {"course.xml": b"<course/>", "html/a.html": b"old a", "html/b.html": b"old b", "static/gone.png": b"png"}
CHANGES = {"html/a.html": b"new a", "static/gone.png": None, "problem/new/q.xml": b"<problem/>", "html/b.html": b"b"}
AFTER = {"course.xml": b"<course/>", "html/a.html": b"new a", "html/b.html": b"b", "problem/new/q.xml": b"<problem/>"}
WRITES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.utime"}


class Fault:
    """What happens at the write of a number; it counts every step that changes a file system."""

    def __init__(self):
        self.happen, self.at, self.stays, self.count = None, 0, False, 0

    def __call__(self, event: str, arguments: tuple) -> None:
        """Look at one event of the interpreter (an audit hook)."""
        if self.happen is None:
            return
        if event == "open":
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event not in WRITES:
            return
        self.step()

    def step(self) -> None:
        """Count one step."""
        if self.happen is None:
            return
        self.count += 1
        if self.count == self.at or (self.stays and self.count > self.at):
            self.happen()

    def arm(self, happen, at: int, stays: bool = False) -> None:
        self.happen, self.at, self.stays, self.count = happen, at, stays, 0


FAULT = Fault()
sys.addaudithook(FAULT)
fsync = os.fsync


@pytest.fixture(autouse=True)
def counted_fsync(monkeypatch):
    """Count the moment at which bytes reach the disk too: a full disk is often told there."""

    def counted(handle):
        FAULT.step()
        fsync(handle)

    monkeypatch.setattr(os, "fsync", counted)
    yield
    FAULT.happen = None


@pytest.fixture
def root(tmp_path) -> Path:
    folder = tmp_path / "course"
    for path, data in BEFORE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "tabs").mkdir()  # a folder that is empty stays
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_before(root: Path) -> bool:
    assert (root / "tabs").is_dir()
    return content(root) == BEFORE and not (root / "problem").exists()


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_change_is_made_and_leaves_nothing_beside(root):
    change(root, CHANGES)
    assert content(root) == AFTER
    assert [path.name for path in root.parent.iterdir()] == ["course"]
    assert not broken_off(root)


def steps_of(root: Path, action) -> int:
    """Return how many steps an action takes."""
    FAULT.arm(lambda: None, at=-1)
    action()
    FAULT.happen = None
    return FAULT.count


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
def test_an_error_at_any_step_leaves_the_folder_as_it_was(root, stays):
    """A disk that is full for a moment, and one on which nothing can be changed any more."""
    for at in range(1, 1000):
        FAULT.arm(full, at, stays)
        try:
            change(root, CHANGES)
        except OSError:
            FAULT.happen = None
            if not stays:
                assert as_before(root), at
                assert not staging_of(root).exists(), at
            recover(root)
            assert as_before(root), at
            assert not broken_off(root)
            continue
        FAULT.happen = None
        assert content(root) == AFTER, at
        assert at > 20
        if FAULT.count < at:  # nothing happened any more
            return
        change(root, {path: BEFORE.get(path) for path in CHANGES})
        (root / "problem/new").rmdir()
        (root / "problem").rmdir()


def in_child(action) -> int:
    """Run an action in a process of its own; return what ended it (a signal is negative)."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException:  # noqa: BLE001 - the parent looks at the number
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(action, at: int) -> bool:
    """Run an action that is killed at a step; tell whether it came to it."""

    def armed():
        FAULT.arm(kill, at)
        action()

    code = in_child(armed)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def test_a_kill_at_any_step_is_undone_by_the_next_run(root):
    at = 0
    while killed(lambda: change(root, CHANGES), at := at + 1):
        made = content(root) == AFTER and not broken_off(root)
        recover(root)
        assert made or as_before(root), at
        assert not staging_of(root).exists()
        if made:
            change(root, {path: BEFORE.get(path) for path in CHANGES})
            (root / "problem/new").rmdir()
            (root / "problem").rmdir()
    assert at > 30
    assert content(root) == AFTER


def test_a_kill_while_the_next_run_undoes_is_undone_as_well(root):
    last = steps_of(root, lambda: change(root, CHANGES)) - 8  # in the middle of the moving
    change(root, {path: BEFORE.get(path) for path in CHANGES})
    (root / "problem/new").rmdir()
    (root / "problem").rmdir()
    reached = 0
    for first in (last - 7, last - 4, last - 1):
        for second in range(1, 100):
            killed(lambda at=first: change(root, CHANGES), first)
            reached += broken_off(root)
            again = killed(lambda: recover(root), second)
            recover(root)
            assert as_before(root), (first, second)
            if not again:
                break
    assert reached > 10


def break_off(root: Path) -> None:
    """Kill a change after its first file was moved."""
    at = 20  # before it everything is only made beside
    while not broken_off(root) or as_before(root):
        recover(root)
        at += 1
        assert killed(lambda at=at: change(root, CHANGES), at)


def test_what_somebody_changed_since_is_not_overwritten(root):
    break_off(root)
    (root / "html/b.html").write_text("my own words")
    with pytest.raises(BrokenOffError) as caught:
        change(root, {"html/c.html": b"c"})
    assert caught.value.name == "html/b.html"
    assert (root / "html/b.html").read_text() == "my own words"
    (root / "html/b.html").write_bytes(BEFORE["html/b.html"])  # as git gives it back
    change(root, {"html/c.html": b"c"})
    assert content(root) == BEFORE | {"html/c.html": b"c"}


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"steps": [{"path": 1}], "folders": []}'])
def test_a_journal_that_cannot_be_read_is_told(root, text):
    break_off(root)
    (staging_of(root) / "journal.json").write_text(text)
    with pytest.raises(BrokenOffError):
        recover(root)


def test_a_journal_cannot_lead_elsewhere(root):
    """Somebody may send a repository with such a folder in it."""
    (root.parent / "Makefile").write_text("all:\n")
    staging = staging_of(root)
    (staging / "old").mkdir(parents=True)
    (staging / "old" / "0").write_text("evil")
    step = {"path": "../Makefile", "old": writing._digest(b"all:\n"), "new": ""}
    (staging / "journal.json").write_text(json.dumps({"steps": [step], "folders": []}))
    with pytest.raises(BrokenOffError):
        recover(root)
    assert (root.parent / "Makefile").read_text() == "all:\n"


def forged(root: Path, copy=b"evil", old: bytes = BEFORE["html/a.html"], folders=()) -> None:
    """Put a folder beside that says that a change was broken off, as a repository may hold one."""
    staging = staging_of(root)
    (staging / "new").mkdir(parents=True)
    if isinstance(copy, Path) and copy.is_dir():
        (staging / "old").symlink_to(copy)
    else:
        (staging / "old").mkdir()
        made = staging / "old" / "0"
        made.symlink_to(copy) if isinstance(copy, Path) else made.write_bytes(copy)
    step = {"path": "html/a.html", "old": writing._digest(old), "new": writing._digest(BEFORE["html/a.html"])}
    (staging / "journal.json").write_text(json.dumps({"steps": [step], "folders": list(folders)}))


@pytest.mark.parametrize("copy", ["other bytes", "a link", "a folder that is a link"])
def test_only_a_copy_with_the_sum_of_the_journal_is_put_back(root, tmp_path, copy):
    """Else a folder that somebody sent would bring a link, or a file from outside, into the course."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "0").write_bytes(b"secret")
    if copy == "other bytes":
        forged(root)
    else:
        forged(root, outside if "folder" in copy else outside / "0", old=b"secret")
    with pytest.raises(BrokenOffError):
        recover(root)
    assert as_before(root)
    assert not (root / "html/a.html").is_symlink()
    assert (outside / "0").read_bytes() == b"secret"


def test_a_folder_that_leads_elsewhere_is_found_before_anything_is_put_back(root):
    (root.parent / "empty").mkdir()
    forged(root, b"old", b"old", ["../empty"])
    with pytest.raises(BrokenOffError):
        recover(root)
    assert as_before(root)
    assert (root.parent / "empty").is_dir()


def test_a_new_folder_into_which_something_came_stays(root):
    """The folder in it has the name that is looked at."""
    forged(root, b"old", b"old", ["new", "new/x"])
    (root / "new/x/theirs").mkdir(parents=True)
    assert recover(root)
    assert (root / "html/a.html").read_bytes() == b"old"
    assert (root / "new/x/theirs").is_dir()
    assert not broken_off(root)


def test_a_name_that_changed_its_capitals_only_is_undone_where_both_are_one(root, monkeypatch):
    """On a Mac the removed name still shows the new file."""
    break_off(root)
    other = {"static/gone.png": None, "static/GONE.png": b"new picture"}
    recover(root)
    journal = writing.Journal(
        [
            writing.Step("static/gone.png", writing._digest(b"png"), ""),
            writing.Step("static/GONE.png", writing._digest(b"png"), writing._digest(b"new picture")),
        ],
        [],
    )
    staging = writing.staging_of(root)
    writing._stage(root, staging, other, {})
    (root / "static/gone.png").write_bytes(b"new picture")
    writing._look_first(root, staging, journal)
    (root / "static/gone.png").write_bytes(b"my own picture")
    with pytest.raises(BrokenOffError):
        writing._look_first(root, staging, journal)


def test_a_link_instead_of_the_folder_beside_is_not_followed(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    staging_of(root).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BrokenOffError):
        change(root, CHANGES)
    assert as_before(root)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_one_bad_name_stops_the_whole_change(root):
    with pytest.raises(UnsafeNameError) as caught:
        change(root, CHANGES | {"static/aux.txt": b"x"})
    assert caught.value.reason is Reason.DEVICE
    assert as_before(root)


def test_two_runs_at_once_do_not_mix(root):
    if writing.fcntl is None:
        return
    with writing._alone(root), pytest.raises(BusyError):
        change(root, CHANGES)
    assert as_before(root)


@pytest.mark.parametrize("seen", [b"older", None])
def test_what_somebody_changed_since_it_was_looked_at_is_not_overwritten(root, seen):
    with pytest.raises(BusyError):
        change(root, CHANGES, {"html/a.html": BEFORE["html/a.html"], "html/b.html": seen})
    assert as_before(root)
    assert not staging_of(root).exists()
    change(root, CHANGES, {path: BEFORE.get(path) for path in CHANGES})
    assert content(root) == AFTER


def test_rights_and_time_of_a_file_come_back(root):
    (root / "html/b.html").chmod(0o640)
    os.utime(root / "html/b.html", (1, 1))
    FAULT.arm(full, steps_of(root, lambda: None) + 10_000)
    at = 0
    while True:
        at += 1
        FAULT.arm(full, at)
        try:
            change(root, {"html/b.html": b"new", "static/gone.png": None})
        except OSError:
            FAULT.happen = None
            assert (root / "html/b.html").stat().st_mode & 0o777 == 0o640
            assert (root / "html/b.html").stat().st_mtime == 1
            continue
        break
    FAULT.happen = None
    assert (root / "html/b.html").stat().st_mode & 0o777 == 0o640


def test_a_file_is_written_in_one_step(tmp_path):
    target = tmp_path / "a.txt"
    write_file(target, b"one")
    for at in range(1, 100):
        FAULT.arm(full, at)
        try:
            write_file(target, b"two")
        except OSError:
            FAULT.happen = None
            assert target.read_bytes() == b"one"
            assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
            continue
        break
    FAULT.happen = None
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o644
