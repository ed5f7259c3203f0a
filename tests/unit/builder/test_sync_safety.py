"""The way home writes inside the course or not at all, and says in one sentence why."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from course_repository import Files, bring, everything, git, listed, refused
from studio import Item, Studio

LESSON = "html/block-1-lesson-2-text.html"
ROUND = Path(__file__).parent / "data" / "round"


def in_unit(files: Files, text: str, folder: str = "vertical", name: str = "block-1-quiz") -> None:
    """Put a block into a unit of an export."""
    path = f"{folder}/{name}.xml"
    files[path] = files[path].replace(f"</{folder}>".encode(), f"{text}</{folder}>".encode())


@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--force"]], ids=["plain", "look", "force"])
@pytest.mark.parametrize(
    "name", ["../../builder/__init__.py", "../../.git/config", "../Makefile", ".gitattributes", "aux.txt", "a.", "a:b"]
)
def test_an_asset_that_leads_elsewhere_is_refused_before_anything_is_written(repository, files, capsys, name, options):
    listed(files, name)
    said = refused(repository, files, capsys, *options)
    assert said.startswith("Nothing was changed: The name ")
    assert name in said


@pytest.mark.parametrize(
    "block",
    [
        '<html url_name="../../pwned"><p>x</p></html>',
        '<html url_name="t" filename="../../pwned"/>',
        '<problem url_name="../../Makefile"><p>x</p></problem>',
        '<video url_name="../../builder/__init__" youtube="x"/>',
        '<itembank url_name="../../bank"><problem url_name="p"><p>x</p></problem></itembank>',
        '<itembank url_name="bank"><problem url_name="../../../p"><p>x</p></problem></itembank>',
        '<problem url_name="CON"><p>x</p></problem>',
        '<problem url_name=".git/hooks/post-commit"><p>x</p></problem>',
        '<problem url_name="..:..:Makefile"><p>x</p></problem>',
        '<problem url_name="Block-1-Quiz-1"><p>x</p></problem>',
    ],
)
def test_a_block_that_leads_elsewhere_is_refused(repository, files, capsys, block):
    in_unit(files, block)
    before = everything(repository)
    if "filename" in block:  # only read, and not there
        assert bring(repository, files) == 0
        assert "The next import into Studio removes there" in capsys.readouterr().out
        assert everything(repository) == before
        return
    assert "Give it another name in Studio" in refused(repository, files, capsys)


def test_a_unit_that_leads_elsewhere_is_refused(repository, files, capsys):
    in_unit(files, '<vertical url_name="../../unit"><html url_name="t"><p>x</p></html></vertical>', "sequential",
            "section-1-quiz")  # fmt: skip
    assert "leads out of the course folder" in refused(repository, files, capsys)


@pytest.mark.parametrize("slug", ["../../docs", "nul", "Glossary"])
def test_a_page_that_leads_elsewhere_is_refused(repository, files, capsys, slug):
    """As a file of the export; its settings only name it."""
    files[f"tabs/{slug}.html"] = b"<p>x</p>"
    if ".." in slug:
        files["tabs/x.html"] = files.pop(f"tabs/{slug}.html")
        settings = json.loads(files["policies/2026/policy.json"])
        settings["course/2026"]["tabs"].append({"type": "static_tab", "name": "X", "url_slug": slug})
        files["policies/2026/policy.json"] = json.dumps(settings).encode()
        assert bring(repository, files) == 0
        assert not (repository / "docs.html").exists()
        return
    refused(repository, files, capsys)


def test_a_name_that_our_course_has_already_is_no_reason_to_refuse(repository, files, capsys):
    """Nothing is written there; and where the export has it no more, it is left for a person to remove."""
    long = f"static/{'x' * 120}.png"
    (repository / "course" / long).write_bytes(b"x")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "A long name")
    assert bring(repository, files | {long: b"x"}) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"
    assert bring(repository, files) == 0
    assert f"Not brought home: {long} is not used any more" in capsys.readouterr().out
    assert (repository / "course" / long).is_file()
    assert "is too long" in refused(repository, files | {long: b"y"}, capsys)


def test_a_title_never_makes_a_name_that_a_system_cannot_hold(repository, files, capsys):
    slug = "ab" * 16
    settings = json.loads(files["policies/2026/policy.json"])
    settings["course/2026"]["tabs"].append({"type": "static_tab", "name": "Con", "url_slug": slug})
    files |= {"policies/2026/policy.json": json.dumps(settings).encode(), f"tabs/{slug}.html": b"<p>x</p>"}
    assert bring(repository, files) == 0
    assert (repository / "course/tabs/con-2.html").exists()


@pytest.mark.parametrize("link", ["html", LESSON])
def test_a_link_in_our_course_is_not_followed(repository, files, capsys, link):
    outside = repository.parent / "outside"
    target = repository / "course" / link
    if target.is_dir():
        shutil.move(target, outside)
    else:
        target.unlink()
        outside.write_text("A village closed its well.")
    target.symlink_to(outside)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "A link")
    before = everything(repository.parent)
    files[LESSON] = files[LESSON].replace(b"closed its well", b"shut its well")
    assert "is a link" in refused(repository, files, capsys)
    after = everything(repository.parent)
    assert {path: after.get(path) for path in before} == before


POLICY, GRADING, ASSETS, NEWS = (
    *("policies/2026/policy.json", "policies/2026/grading_policy.json"),
    *("policies/assets.json", "info/updates.items.json"),
)
DEEP = b"[" * 100_000 + b"]" * 100_000
SHAPES = {
    POLICY: [
        b'{"course/2026": {"tabs": ["a", 1]}}',
        b'{"course/2026": {"tabs": "Home"}}',
        b'{"course/2026": {"tabs": [{"type": "static_tab", "url_slug": ["a"], "name": {}}]}}',
        b'{"course/2026": {"display_name": "\\ud800"}}',
        b'{"course/2026": {"start": "99999-01-01T00:00:00Z"}}',
        b'{"course/2026": {"start": 5}}',
        b'{"course/2026": {"end": "2026-02-30"}}',
        b'{"course/2026": []}',
        b'{"course/2027": {}}',
        b'{"course/2026": {"a": 1e999}}',
        b'{"course/2026": {"a": NaN}}',
        b'{"course/2026": {"a": %s}}' % (b"9" * 5_000),
        b'{"course/2026": {"a": %s}}' % (b"9" * 400),
        b'{"course/2026": {"a": %s}}' % DEEP,
        b'{"course/2026": {}, "course/2026": {}}',
    ],
    GRADING: [
        b'{"GRADER": {"a": 1}}',
        b'{"GRADER": ["a"]}',
        b'{"GRADE_CUTOFFS": {"Pass": "a"}}',
        b'{"GRADE_CUTOFFS": []}',
    ],
    ASSETS: [b'{"a": "b"}', b'{"a": {"locked": "yes"}}', b'{"a": {"displayname": ["x"]}}', b'{"\\udfff": {}}'],
    NEWS: [b'["a"]', b'{"a": 1}', b'[{"content": 5}]', b'[{"content": "\\ud83d"}]'],
}
ANY = [b"", b"null", b"5", b'"words"', DEEP, b'{"a":' * 100_000, b"\xff\xfe\x00", b"[1, 2", b'"\\ud800"']


@pytest.mark.parametrize(
    ("path", "data"),
    [(path, data) for path, shapes in SHAPES.items() for data in (*shapes, *ANY)],
    ids=lambda value: (value if isinstance(value, str) else repr(value))[:60],
)
def test_json_of_another_shape_is_named_and_leaves_ours(repository, files, capsys, path, data):
    files[path] = data
    assert bring(repository, files) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = [line for line in said.out.splitlines() if line.startswith("Not brought home: ")]
    assert len(lines) == 1
    assert path in lines[0]
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("value", ["99999-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "0000-00-00", "tomorrow", "5"])
def test_a_date_beyond_the_calendar_is_named_and_does_not_come_home(repository, files, capsys, value):
    path = "sequential/section-1-quiz.xml"
    files[path] = files[path].replace(b"<sequential ", f'<sequential due="{value}" '.encode())
    assert bring(repository, files) == 0
    assert f"Not brought home: {path}: due is no date: '{value}'" in capsys.readouterr().out
    assert git(repository, "status", "--porcelain") == ""


def test_what_nobody_thought_of_is_a_sentence_with_file_and_reason(repository, files, capsys, monkeypatch):
    def fault(*_):
        raise KeyError("surprise")

    monkeypatch.setattr("builder.sync.home.sync_assets", fault)
    said = refused(repository, files, capsys)
    assert "in the export cannot be understood (KeyError: 'surprise')." in said
    assert "policies/2026/policy.json" in said or "info/updates.items.json" in said


@pytest.mark.parametrize("sign", ["\u202e", "\u009b2J", "\u2028"])
def test_a_title_cannot_write_on_the_terminal(repository, files, capsys, sign):
    in_unit(files, f'<problem url_name="new" display_name="a{sign}b"><p>x</p></problem>')
    assert bring(repository, files) == 0
    said = capsys.readouterr().out
    assert sign not in said
    assert ascii(sign[0])[1:-1] in said


def test_a_look_names_the_files_of_new_things(repository, capsys):
    studio = Studio(ROUND)
    question = Item("problem", "a" * 32, {"display_name": "Q"}, data="<problem><p>x</p></problem>")
    text = Item("html", "b" * 32, {"display_name": "T"}, data="<p>New words here.</p>")
    unit = Item("vertical", "c" * 32, {"display_name": "More"}, children=[text, question])
    next(item for item in studio.items("sequential") if item.name == "section-1-learn").children.append(unit)
    files = studio.export()
    assert bring(repository, files, "--dry-run") == 0
    said = {line for line in capsys.readouterr().out.splitlines() if " file: " in line}
    assert bring(repository, files) == 0
    git(repository, "add", ".")
    words = {"A": "new", "M": "changed"}
    status = (line.split("\t") for line in git(repository, "diff", "--cached", "--name-status").splitlines())
    assert said == {f"{words[kind]} file: {path.removeprefix('course/')}" for kind, path in status}
    assert "new file: vertical/block-1-more.xml" in said


def test_a_file_that_git_ignores_is_not_overwritten_or_removed(repository, files, capsys):
    mine = repository / "course/static/notes.local"
    mine.write_text("only here")
    assert "git ignores static/notes.local" in refused(repository, files, capsys)
    assert mine.read_text() == "only here"
    files["static/notes.local"] = b"theirs"
    assert "git ignores static/notes.local" in refused(repository, files, capsys)
    files["static/notes.local"] = b"only here"
    assert bring(repository, files) == 0
    mine.rename(repository / "course/html/notes.local")  # what the change does not touch is in nobody's way
    del files["static/notes.local"]
    assert bring(repository, files) == 0


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_change_that_git_was_told_not_to_see_is_not_overwritten(repository, files, capsys, flag):
    path = "about/overview.html"
    git(repository, "update-index", flag, f"course/{path}")
    (repository / "course" / path).write_text("<p>Only here.</p>\n")
    assert path in refused(repository, files, capsys)


def test_a_course_that_git_ignores_is_not_overwritten(repository, files, capsys):
    git(repository, "rm", "-rq", "--cached", "course")
    (repository / ".gitignore").write_text("course/\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Without the course")
    files[LESSON] = files[LESSON].replace(b"closed its well", b"shut its well")
    assert "git ignores" in refused(repository, files, capsys)


def test_a_full_disk_is_a_sentence_and_changes_nothing(repository, files, capsys, monkeypatch):
    files[LESSON] = files[LESSON].replace(b"closed its well", b"shut its well")
    fsync, count = os.fsync, 0

    def full(handle):
        nonlocal count
        count += 1
        if count == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr("olx.writing.os.fsync", full)
    for at in (1, 2):  # noqa: B007 - read by full
        count = 0
        said = refused(repository, files, capsys)
        assert said == "Nothing was changed: No space left on device. Mend that, then try again."


KILLED = """
import os, signal, sys
from olx import writing
from cli.main import main
left, replace = int(sys.argv[1]), os.replace
def dying(*names):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*names)
os.replace = writing.os.replace = dying
main(["sync", *sys.argv[2:]])
"""


@pytest.mark.parametrize("moves", range(1, 5))
def test_a_run_that_is_killed_is_undone_by_the_next(repository, capsys, moves):
    studio = Studio(ROUND)
    lesson = next(item for item in studio.items("html") if item.name == "block-1-lesson-2-text")
    lesson.data = lesson.data.replace("A village closed its well.", "A village shut its well.")
    unit = next(item for item in studio.items("vertical") if item.name == "block-1-quiz")
    unit.children = [Item("problem", "0" * 32, {"display_name": "Another"}, data="<problem><p>x</p></problem>")]
    files, before = studio.export(), everything(repository / "course")
    assert bring(repository, files, "--dry-run") == 0
    capsys.readouterr()
    arguments = [str(repository.parent / "export"), "--course", str(repository / "course")]
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-W", "ignore", "-c", KILLED, str(moves), *arguments]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "xblocks")])}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert git(repository, "status", "--porcelain", "--", ".course.changes") == ""  # nobody commits it
    assert "broken off" in refused(repository, files, capsys, "--dry-run")
    assert bring(repository, {"x": b""}) == 1  # even when that run then refuses
    assert "are back in their places" in capsys.readouterr().out
    assert everything(repository / "course") == before
    assert not (repository / ".course.changes").exists()
    assert bring(repository, files) == 0
    assert bring(repository, files, "--force") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs."
