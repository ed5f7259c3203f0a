"""The job that imports the course: what it takes, what it refuses, and that it never overwrites unasked."""

import errno
import hashlib
import io
import tarfile
from pathlib import Path

import pytest
from human_rights_mooc import course_import, tarballs
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


def order(path, **more):
    """What the environment says for a tarball on the disk, with its sum."""
    found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return {"HRL_COURSE": str(path), "HRL_SHA256": found, **more}


def test_a_new_course_is_created(studio, tmp_path):
    said = run(order(tarball(tmp_path / "c.tar.gz")))
    assert said == "course-v1:UCLG+HRLOCAL+2026 was created."
    assert KEY in studio


def test_a_course_that_exists_is_left_alone(studio, tmp_path):
    studio[KEY] = "what the course team wrote"
    said = run(order(tarball(tmp_path / "c.tar.gz")))
    assert "exists already: nothing was changed" in said
    assert studio[KEY] == "what the course team wrote"


def test_replacing_has_to_be_asked_for(studio, tmp_path):
    studio[KEY] = "what the course team wrote"
    path = tarball(tmp_path / "c.tar.gz")
    assert "nothing was changed" in run(order(path, HRL_REPLACE="no"))
    assert run(order(path, HRL_REPLACE="yes")).endswith("was replaced.")
    assert studio[KEY] != "what the course team wrote"


def test_a_dry_run_changes_nothing(studio, tmp_path):
    said = run(order(tarball(tmp_path / "c.tar.gz"), HRL_DRY_RUN="yes"))
    assert "would be created" in said
    assert studio == {}


@pytest.mark.parametrize("name", ["HRL_REPLACE", "HRL_DRY_RUN", "HRL_WITHOUT_SUM", "HRL_ALLOW_HTTP"])
def test_a_setting_that_is_neither_yes_nor_no_stops_the_job(studio, tmp_path, name):
    with pytest.raises(ImportStoppedError, match=f"{name} says 'maybe'. Say yes, or leave it empty."):
        run(order(tarball(tmp_path / "c.tar.gz"), **{name: "maybe"}))
    assert studio == {}


def test_the_sum_is_checked(studio, tmp_path):
    path = tarball(tmp_path / "c.tar.gz")
    with pytest.raises(ImportStoppedError, match="The tarball's sha256 is"):
        run(order(path, HRL_SHA256="0" * 64))
    with pytest.raises(ImportStoppedError, match="The tarball's sha256 is"):
        run(order(path, HRL_SHA256="0" * 64, HRL_WITHOUT_SUM="yes"))
    assert studio == {}
    right = order(path)["HRL_SHA256"]
    assert run(order(path, HRL_SHA256=f"  {right.upper()}  c.tar.gz\n")).endswith("was created.")


@pytest.mark.parametrize("given", ["", "  ", "\n"])
def test_without_a_sum_nothing_is_imported_unless_the_operator_says_so(studio, tmp_path, given):
    path = tarball(tmp_path / "c.tar.gz")
    with pytest.raises(ImportStoppedError, match="No sum is given. Set HUMAN_RIGHTS_MOOC_COURSE_SHA256"):
        run(order(path, HRL_SHA256=given))
    assert studio == {}
    assert run(order(path, HRL_SHA256=given, HRL_WITHOUT_SUM="yes")).endswith("was created.")


NO_SUMS = ("abc", "0" * 63, "0" * 65, "g" * 64, "é" * 64, "\u0660" * 64, "md5", "sha256:" + "0" * 64)


@pytest.mark.parametrize("given", NO_SUMS)
def test_what_is_no_sum_is_told_before_anything_is_fetched(studio, monkeypatch, given):
    monkeypatch.setattr(course_import, "fetch", lambda *_arguments: pytest.fail("It was fetched."))
    with pytest.raises(ImportStoppedError, match="is no sha256, which has 64 digits"):
        run({"HRL_COURSE": "https://example.org/c.tar.gz", "HRL_SHA256": given})


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "No course is named"),
        (" ", "No course is named"),
        ("/nowhere/c.tar.gz", "is no file in the cms container"),
        ("/dev/zero", "is no file in the cms container"),
        ("a" * 5_000, "is no file in the cms container"),
        ("http://example.org/c.tar.gz", "is not an https address"),
        ("ftp://example.org/c.tar.gz", "is not an https address"),
        ("file:///etc/passwd", "is not an https address"),
    ],
)
def test_a_source_that_cannot_be_is_told_in_a_sentence(studio, source, sentence):
    with pytest.raises(ImportStoppedError, match=sentence):
        run({"HRL_COURSE": source, "HRL_SHA256": "0" * 64})
    assert studio == {}


def test_links_and_names_outside_are_refused(studio, tmp_path):
    good = {"course/course.xml": "<course/>"}
    with pytest.raises(ImportStoppedError, match="links"):
        run(order(tarball(tmp_path / "a.tar.gz", good, links=[("course/x", "/etc/passwd")])))
    with pytest.raises(ImportStoppedError, match="no tarball of a course"):
        run(order(tarball(tmp_path / "b.tar.gz", {**good, "../outside.txt": "x"})))
    assert not (tmp_path.parent / "outside.txt").exists()


def test_a_file_that_is_no_tarball(studio, tmp_path):
    (tmp_path / "page.html").write_text("<html>not found</html>")
    with pytest.raises(ImportStoppedError, match="no tarball"):
        run(order(tmp_path / "page.html"))


def test_a_tarball_that_is_cut_off_is_told(studio, tmp_path):
    files = {"course/course.xml": "<course/>", "course/static/a.bin": "".join(map(str, range(20_000)))}
    path = tmp_path / "c.tar.gz"
    tarball(path, files)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ImportStoppedError, match="no tarball of a course: .*ended"):
        run(order(path))


@pytest.mark.parametrize("number", ["1e400", "-1e400", "nan", "9" * 400])
def test_a_time_that_no_clock_knows_harms_nobody(studio, tmp_path, number):
    path = tmp_path / "c.tar.gz"
    text = b'<course org="UCLG" course="HRLOCAL" url_name="2026"/>'
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("course/course.xml")
        member.size, member.pax_headers = len(text), {"mtime": number, "uid": number}
        archive.addfile(member, io.BytesIO(text))
    assert run(order(path)).endswith("was created.")


@pytest.mark.parametrize("org", ["A B", "A+B", "A/B", "\u202e", "", "A&amp;B", "$(id)"])
def test_a_name_that_no_platform_takes_is_told(studio, tmp_path, org):
    path = tarball(tmp_path / "c.tar.gz", {"course/course.xml": f'<course org="{org}" course="C" url_name="R"/>'})
    with pytest.raises(ImportStoppedError, match="does not name a course"):
        run(order(path))


def test_a_disk_that_is_full_is_not_the_file_s_fault(studio, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tarballs, "_write", full)
    with pytest.raises(ImportStoppedError, match="No space left on device. Check the disk"):
        run(order(tarball(tmp_path / "c.tar.gz")))
    monkeypatch.setattr(course_import.tempfile, "TemporaryDirectory", full)
    with pytest.raises(ImportStoppedError, match="No folder can be made to work in"):
        run(order(tarball(tmp_path / "c.tar.gz")))


def test_a_job_that_stops_says_why_and_fails(capsys, monkeypatch):
    monkeypatch.delenv("HRL_COURSE", raising=False)
    with pytest.raises(SystemExit) as stopped:
        course_import.main()
    assert stopped.value.code == 1
    assert "The course was not imported. No course is named." in capsys.readouterr().err
