"""The command: says in words what changes, overwrites nothing that git does not know, trusts no archive."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from studio import Item, Studio

from builder.sync.home import plan_sync
from olx import archive as archives
from olx.archive import ExportError, opened
from olx.course import Course

ROUND = Path(__file__).parent / "data" / "round"


def git(folder: Path, *args: str) -> str:
    if not shutil.which("git"):
        pytest.skip("git is not installed.")
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path) -> Path:
    """A git repository with the small course in course/."""
    shutil.copytree(ROUND, tmp_path / "repo" / "course")
    git(tmp_path / "repo", "init", "-q")
    git(tmp_path / "repo", "add", ".")
    git(tmp_path / "repo", "commit", "-qm", "The course")
    return tmp_path / "repo"


@pytest.fixture
def export(tmp_path) -> Path:
    """An export in which one sentence differs and one question is new."""
    studio = Studio(ROUND)
    lesson = next(item for item in studio.items("html") if item.name == "block-1-lesson-2-text")
    lesson.data = lesson.data.replace("A village closed its well.", "A village shut its well.")
    unit = next(item for item in studio.items("vertical") if item.name == "block-1-quiz")
    question = "<problem><stringresponse answer='yes'><label>Is it?</label><textline/></stringresponse></problem>"
    unit.children.append(Item("problem", "0" * 32, {"display_name": "One more"}, data=question))
    path = tmp_path / "export.tar.gz"
    path.write_bytes(studio.tarball())
    return path


def run(repository: Path, *args: object):
    command = [sys.executable, "-m", "cli", "sync", "--course", "course", *map(str, args)]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)


def test_dry_run_says_it_in_words_and_writes_nothing(repository, export):
    done = run(repository, export, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "lesson 2 of block 1: 1 sentence",
        'quiz 1: new question "One more"',
        "changed file: html/block-1-lesson-2-text.html",
        "new file: problem/block-1-quiz-2.xml",
        "changed file: vertical/block-1-quiz.xml",
    ]
    assert git(repository, "status", "--porcelain") == ""


def test_sync_changes_only_what_changed(repository, export):
    assert run(repository, export).returncode == 0
    git(repository, "add", ".")
    changed = git(repository, "diff", "--cached", "--numstat").splitlines()
    assert changed == [
        "1\t1\tcourse/html/block-1-lesson-2-text.html",
        "6\t0\tcourse/problem/block-1-quiz-2.xml",
        "1\t0\tcourse/vertical/block-1-quiz.xml",
    ]
    again = run(repository, export, "--force")
    assert again.stdout.splitlines() == ["Nothing differs."]


def test_refuses_what_git_could_not_give_back(repository, export):
    page = repository / "course" / "about" / "overview.html"
    page.write_text("<p>Not committed.</p>\n")
    done = run(repository, export)
    assert done.returncode == 1
    assert "not committed" in done.stderr
    assert page.read_text() == "<p>Not committed.</p>\n"
    assert run(repository, export, "--force").returncode == 0
    assert page.read_text() == "<p>About the course.</p>\n"


def test_a_course_that_is_the_root_of_a_repository_comes_home(tmp_path, export):
    """Most public courses are one: course.xml stands beside .git, in ours and in an export that is a clone."""
    course = shutil.copytree(ROUND, tmp_path / "course")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The course"]):
        git(course, *command)
    clone = shutil.copytree(course, tmp_path / "clone")
    for name in (".DS_Store", "static/._duties.svg", "html/Thumbs.db"):
        (clone / name).write_bytes(b"\0")

    def home(what: Path):
        command = [sys.executable, "-m", "cli", "sync", "--course", str(course), str(what)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert home(clone).stdout.splitlines() == ["Nothing differs."]
    assert home(export).returncode == 0
    assert {line[3:] for line in git(course, "status", "--porcelain").splitlines()} == {
        "html/block-1-lesson-2-text.html",
        "problem/block-1-quiz-2.xml",
        "vertical/block-1-quiz.xml",
    }
    git(course, "fsck", "--strict")


def test_refuses_outside_git(tmp_path, export):
    shutil.copytree(ROUND, tmp_path / "bare" / "course")
    done = run(tmp_path / "bare", export)
    assert done.returncode == 1
    assert "git" in done.stderr


@pytest.mark.parametrize("args", [["nowhere.tar.gz"], []])
def test_wrong_usage(repository, args):
    assert run(repository, *args).returncode == 2


def archive_of(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for member in members:
            tar.addfile(member, io.BytesIO(b"x" * member.size) if member.isfile() else None)
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 1) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname, found.size = kind, link, size if kind == tarfile.REGTYPE else 0
    return found


@pytest.mark.parametrize(
    "bad",
    [
        member("../evil.txt"),
        member("/etc/evil.txt"),
        member("course/../../evil.txt"),
        member("course\\..\\evil.txt"),
        member("course/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("course/link", tarfile.LNKTYPE, "course/course.xml"),
        member("course/pipe", tarfile.FIFOTYPE),
    ],
    ids=lambda found: f"{found.name}-{found.type}",
)
def test_archive_that_leaves_its_folder_is_refused(tmp_path, bad):
    path = archive_of(tmp_path / "bad.tar.gz", member("course/course.xml"), bad)
    with pytest.raises(ExportError), opened(path):
        pass
    assert not (tmp_path / "evil.txt").exists()


def test_archive_of_too_many_or_too_large_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    with (
        pytest.raises(ExportError, match="more than 3 files"),
        opened(archive_of(tmp_path / "many.tar.gz", *(member(f"course/{number}") for number in range(5)))),
    ):
        pass
    monkeypatch.setattr(archives, "MAX_BYTES", 1000)
    with (
        pytest.raises(ExportError, match="unpacks to more"),
        opened(archive_of(tmp_path / "large.tar.gz", member("course/a", size=2000))),
    ):
        pass


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00" + b"\x00" * 20])
def test_what_is_no_archive_is_told(tmp_path, repository, content):
    path = tmp_path / "export.tar.gz"
    path.write_bytes(content)
    done = run(repository, path)
    assert done.returncode == 1
    assert done.stderr.startswith("Nothing was changed:")
    assert git(repository, "status", "--porcelain") == ""


def test_entities_of_an_export_are_not_opened(tmp_path, repository):
    studio = Studio(ROUND)
    files = studio.export()
    files["problem/block-1-quiz-1.xml"] = (
        b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><problem><p>&x;</p></problem>'
    )
    folder = tmp_path / "export"
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    done = run(repository, folder)
    assert "quiz 1: question 'block-1-quiz-1', which cannot be read in the export" in done.stdout
    assert (repository / "course/problem/block-1-quiz-1.xml").read_bytes() == (
        ROUND / "problem/block-1-quiz-1.xml"
    ).read_bytes()


def test_what_an_export_lacks_or_cannot_say_is_not_removed(tmp_path):
    files = Studio(ROUND).export()
    del files["html/block-1-lesson-1-text.html"], files["vertical/block-1-quiz.xml"]
    folder = tmp_path / "export"
    for path, data in files.items():
        if not path.startswith("static/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    plan = plan_sync(Course(ROUND), Course(folder, follow_all=True))
    assert plan.files == {}
    assert len(plan.unplaced) == 3


def test_block_that_studio_has_not_installed_comes_home(tmp_path):
    """Studio then writes a pointer and a file instead of the block itself."""
    folder = tmp_path / "export"
    for path, data in Studio(ROUND).export().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    unit = folder / "vertical/block-1-plan.xml"
    text = unit.read_text()
    start = text.index("<action_plan")
    whole = text[start : text.index("/>", start) + 2]
    unit.write_text(text.replace(whole, '<action_plan url_name="block-1-plan-step"/>'))
    (folder / "action_plan").mkdir()
    (folder / "action_plan/block-1-plan-step.xml").write_text(whole.replace(' xblock-family="xblock.v1"', ""))
    assert plan_sync(Course(ROUND), Course(folder, follow_all=True)).files == {}


def test_links_to_new_units_follow_their_new_names(tmp_path):
    studio = Studio(ROUND)
    name = "abcdef0123456789abcdef0123456789"
    section = next(item for item in studio.items("sequential") if item.name == "section-1-learn")
    text = Item("html", "1" * 32, {"display_name": "Text"}, data="<p>New words here.</p>")
    section.children.append(Item("vertical", name, {"display_name": "Third lesson"}, children=[text]))
    lesson = next(item for item in studio.items("html") if item.name == "block-1-explore-text")
    lesson.data += f'<p><a href="/jump_to_id/{name}">The third lesson</a></p>'
    path = tmp_path / "export.tar.gz"
    path.write_bytes(studio.tarball())
    folder = shutil.copytree(ROUND, tmp_path / "course")
    with opened(path) as export:
        plan_sync(Course(folder), Course(export, follow_all=True)).apply()
    assert 'href="/jump_to_id/block-1-third-lesson"' in (folder / "html/block-1-explore-text.html").read_text()
    assert (folder / "vertical/block-1-third-lesson.xml").exists()


def test_what_has_no_place_is_listed(tmp_path):
    files = Studio(ROUND).export() | {"custom_tags/x": b"x", "tags.csv": b"x"}
    folder = tmp_path / "export"
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    plan = plan_sync(Course(ROUND), Course(folder, follow_all=True))
    listed = " | ".join(plan.unplaced)
    assert "custom_tags/x" in listed
    assert "tags.csv" in listed
    assert plan.files == {}


def test_locked_file_stays_locked(tmp_path):
    folder = shutil.copytree(ROUND, tmp_path / "course")
    studio = Studio(folder)
    studio.locked.add("duties.svg")
    path = tmp_path / "export.tar.gz"
    path.write_bytes(studio.tarball())
    with opened(path) as export:
        plan_sync(Course(folder), Course(export, follow_all=True)).apply()
    assert json.loads((folder / "policies/assets.json").read_text()) == {"duties.svg": {"locked": True}}
