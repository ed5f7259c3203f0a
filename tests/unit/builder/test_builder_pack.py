"""The tarball: same bytes whatever the machine, whole or not there at all, with what the importer expects."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile

import pytest
from small_course import SMALL, swap, write_course

from builder.pack import gzip_stored, pack
from cli.main import command
from olx.course import Course

main = command("build")

QUIZ = "problem/block-1-quiz-1.xml"
NAME = "UCLG-SMALL-2026.tar.gz"


def run(*args: object, **kwargs) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "cli", "build", *map(str, args)], capture_output=True, text=True, check=False, **kwargs
    )


def test_tarball_holds_the_course_and_nothing_else(tmp_path):
    course = write_course(tmp_path / "course")
    with tarfile.open(fileobj=io.BytesIO(pack(Course(course)))) as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
        assert {(m.uid, m.gid, m.uname, m.gname, m.mtime) for m in archive} == {(0, 0, "root", "root", 0)}
        assert {m.mode for m in archive if m.isfile()} == {0o644}
    wanted = {f"course/{path}": c if isinstance(c, bytes) else c.encode() for path, c in SMALL.items()}
    assert found == wanted


def test_same_tree_same_bytes(tmp_path):
    first = write_course(tmp_path / "one" / "course")
    second = tmp_path / "two" / "elsewhere"
    for path in reversed(SMALL):  # another order of creation, other times and rights
        write_course(second, {other: None for other in SMALL if other != path})
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
        os.chmod(path, 0o700)
    assert pack(Course(first)) == pack(Course(second))


@pytest.mark.parametrize(("umask", "zone", "locale"), [("077", "Pacific/Auckland", "C"), ("000", "UTC", "C.UTF-8")])
def test_same_bytes_under_another_umask_zone_and_locale(tmp_path, umask, zone, locale):
    course = write_course(tmp_path / "course")
    code = f"import os; os.umask(0o{umask}); " + (
        f"from cli.main import main; main(['build', '--fast', '--course', {str(course)!r}, '--out', 'out'])"
    )
    env = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": umask}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True, capture_output=True)
    assert (tmp_path / "out" / NAME).read_bytes() == pack(Course(course))
    assert (tmp_path / "out" / NAME).stat().st_mode & 0o777 == 0o644


def test_gzip_is_read_by_gzip():
    for size in (0, 1, 0xFFFF, 0x10000, 200_000):
        data = os.urandom(size)
        assert gzip.decompress(gzip_stored(data)) == data


def test_build_writes_tarball_and_digest(tmp_path):
    course = write_course(tmp_path / "course")
    done = run("--course", course, "--out", tmp_path / "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    data = (tmp_path / "dist" / NAME).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert (tmp_path / "dist" / f"{NAME}.sha256").read_text() == f"{digest}  {NAME}\n"
    assert digest in done.stdout
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [NAME, f"{NAME}.sha256"]


def test_error_builds_nothing_and_keeps_the_old_tarball(tmp_path):
    course = write_course(tmp_path / "course")
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "dist")]) == 0
    before = (tmp_path / "dist" / NAME).read_bytes()
    write_course(course, {QUIZ: "<problem>a & b</problem>"})
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "dist")]) == 1
    assert (tmp_path / "dist" / NAME).read_bytes() == before
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def test_failed_write_leaves_the_old_tarball(tmp_path, monkeypatch, capsys):
    course = write_course(tmp_path / "course")
    args = ["--fast", "--course", str(course), "--out", str(tmp_path / "dist")]
    assert main(args) == 0
    before = (tmp_path / "dist" / NAME).read_bytes()
    write_course(course, swap(QUIZ, "A neighbour", "A citizen"))

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("olx.writing.os.fsync", full)
    assert main(args) == 2
    said = capsys.readouterr().err
    assert "Nothing was built" in said
    assert "cannot be written (No space left on device). Make room there" in said
    assert (tmp_path / "dist" / NAME).read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [NAME, f"{NAME}.sha256"]


@pytest.mark.parametrize("org", ["CON.x", ".git", "x" * 120])
def test_a_key_that_is_no_name_of_a_file_builds_nothing(tmp_path, org, capsys):
    course = write_course(tmp_path / "course", {"course.xml": f'<course org="{org}" course="S" url_name="2026"/>\n'})
    before = sorted(tmp_path.rglob("*"))
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "dist" / "deep")]) == 1
    assert capsys.readouterr().err.rstrip().endswith("Nothing was built.")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("org", ["../../evil", "a/b", "a:b"])
def test_a_key_that_the_platform_refuses_builds_nothing(tmp_path, org, capsys):
    course = write_course(tmp_path / "course", {"course.xml": f'<course org="{org}" course="S" url_name="2026"/>\n'})
    before = sorted(tmp_path.rglob("*"))
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "dist" / "deep")]) == 1
    said = capsys.readouterr()
    assert "course-key" in said.out
    assert "Nothing was built." in said.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_course_with_files_half_brought_home_is_not_built(tmp_path, capsys):
    course = write_course(tmp_path / "course")
    (tmp_path / ".course.changes").mkdir()
    (tmp_path / ".course.changes" / "journal.json").write_text("{}")
    assert main(["--fast", "--course", str(course), "--out", str(tmp_path / "dist")]) == 1
    assert "Run it again first" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_check_writes_nothing(tmp_path):
    course = write_course(tmp_path / "course")
    assert run("--check", "--fast", "--course", course, "--out", tmp_path / "dist").returncode == 0
    assert not (tmp_path / "dist").exists()


def test_warnings_do_not_stop_the_build(tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    course = write_course(tmp_path / "course", {"static/lonely.svg": drawing})
    done = run("--fast", "--course", course, "--out", tmp_path / "dist")
    assert done.returncode == 0
    assert "static/lonely.svg:1: warning asset-unused: Nothing in the course uses this file." in done.stdout


def test_findings_are_lines_that_an_editor_opens(tmp_path):
    course = write_course(tmp_path / "course", swap(QUIZ, "town hall?", "town hall & ramp?"))
    done = run("--check", "--course", course, cwd=tmp_path)
    assert done.returncode == 1
    assert f"course/{QUIZ}:3: error xml-readable: There is a bare &" in done.stdout


def test_json_says_the_same(tmp_path):
    course = write_course(tmp_path / "course", swap(QUIZ, "town hall?", "town hall & ramp?"))
    text = run("--check", "--fast", "--course", course, cwd=tmp_path)
    report = json.loads(run("--check", "--fast", "--json", "--course", course, cwd=tmp_path).stdout)
    lines = ["{path}:{line}: {level} {rule}: {what} {advice}".format(**finding) for finding in report["findings"]]
    assert lines == text.stdout.splitlines()
    assert report["ok"] is False
    assert report["tarball"] is None


@pytest.mark.parametrize("args", [["--nonsense"], ["--course"], ["extra"]])
def test_wrong_usage_is_told(tmp_path, args):
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_folder_that_is_none_is_told_in_one_line(tmp_path):
    done = run("--course", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "nowhere is not a folder." in done.stderr


def test_link_out_of_the_course_is_an_error(tmp_path):
    course = write_course(tmp_path / "course")
    (tmp_path / "secret.png").write_bytes(b"x")
    (course / "static" / "photo.png").symlink_to(tmp_path / "secret.png")
    (course / "static" / "more").symlink_to(tmp_path)
    done = run("--fast", "--course", course, "--out", tmp_path / "dist")
    assert done.returncode == 1
    assert "static/photo.png:1: error unsafe-path" in done.stdout
    assert "static/more:1: error unsafe-path" in done.stdout
    assert not (tmp_path / "dist").exists()
