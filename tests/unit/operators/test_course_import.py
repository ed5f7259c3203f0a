"""The job that imports the course: what it takes, what it refuses, and that it never overwrites unasked."""

import hashlib
import io
import tarfile

import pytest
from human_rights_mooc import course_import
from human_rights_mooc.course_import import ImportStoppedError, run


def tarball(path, files=None, links=()):
    """Write a tarball of a small course."""
    files = files or {"course/course.xml": '<course org="UCLG" course="HRLOCAL" url_name="2026"/>'}
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
        for name, target in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return str(path)


@pytest.fixture
def studio(monkeypatch):
    """A Studio that remembers which courses were imported."""
    courses = {}
    monkeypatch.setattr(course_import, "course_exists", lambda key: key in courses)

    def import_folder(folder):
        courses[course_import.key_of(folder)] = (folder / "course.xml").read_text(encoding="utf-8")

    monkeypatch.setattr(course_import, "import_folder", import_folder)
    return courses


KEY = ("UCLG", "HRLOCAL", "2026")


def test_a_new_course_is_created(studio, tmp_path):
    said = run({"HRL_COURSE": tarball(tmp_path / "c.tar.gz")})
    assert said == "course-v1:UCLG+HRLOCAL+2026 was created."
    assert KEY in studio


def test_a_course_that_exists_is_left_alone(studio, tmp_path):
    studio[KEY] = "what the course team wrote"
    said = run({"HRL_COURSE": tarball(tmp_path / "c.tar.gz")})
    assert "exists already: nothing was changed" in said
    assert studio[KEY] == "what the course team wrote"


def test_replacing_has_to_be_asked_for(studio, tmp_path):
    studio[KEY] = "what the course team wrote"
    assert run({"HRL_COURSE": tarball(tmp_path / "c.tar.gz"), "HRL_REPLACE": "yes"}).endswith("was replaced.")
    assert studio[KEY] != "what the course team wrote"


def test_a_dry_run_changes_nothing(studio, tmp_path):
    said = run({"HRL_COURSE": tarball(tmp_path / "c.tar.gz"), "HRL_DRY_RUN": "yes"})
    assert "would be created" in said
    assert studio == {}


def test_the_sum_is_checked(studio, tmp_path):
    path = tarball(tmp_path / "c.tar.gz")
    with pytest.raises(ImportStoppedError, match="sha256"):
        run({"HRL_COURSE": path, "HRL_SHA256": "0" * 64})
    right = hashlib.sha256((tmp_path / "c.tar.gz").read_bytes()).hexdigest()
    assert run({"HRL_COURSE": path, "HRL_SHA256": f"{right}  c.tar.gz"}).endswith("was created.")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "No course is named"),
        ("/nowhere/c.tar.gz", "is no file in the cms container"),
        ("http://example.org/c.tar.gz", "is not an https address"),
        ("file:///etc/passwd", "is not an https address"),
    ],
)
def test_a_source_that_cannot_be_is_told_in_a_sentence(studio, source, sentence):
    with pytest.raises(ImportStoppedError, match=sentence):
        run({"HRL_COURSE": source})
    assert studio == {}


def test_links_and_names_outside_are_refused(studio, tmp_path):
    good = {"course/course.xml": "<course/>"}
    with pytest.raises(ImportStoppedError, match="links"):
        run({"HRL_COURSE": tarball(tmp_path / "a.tar.gz", good, links=[("course/x", "/etc/passwd")])})
    with pytest.raises(ImportStoppedError, match="no tarball of a course"):
        run({"HRL_COURSE": tarball(tmp_path / "b.tar.gz", {**good, "../outside.txt": "x"})})
    assert not (tmp_path.parent / "outside.txt").exists()


def test_a_file_that_is_no_tarball(studio, tmp_path):
    (tmp_path / "page.html").write_text("<html>not found</html>")
    with pytest.raises(ImportStoppedError, match="no tarball"):
        run({"HRL_COURSE": str(tmp_path / "page.html")})


def test_a_job_that_stops_says_why_and_fails(capsys, monkeypatch):
    monkeypatch.delenv("HRL_COURSE", raising=False)
    with pytest.raises(SystemExit) as stopped:
        course_import.main()
    assert stopped.value.code == 1
    assert "The course was not imported. No course is named." in capsys.readouterr().err
