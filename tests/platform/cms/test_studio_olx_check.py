"""Operators may switch on the platform's check of OLX: the import must pass it."""

import tarfile

import pytest
from harness import importing
from human_rights_mooc.tarballs import unpack


@pytest.fixture
def with_check(settings):
    """The platform with its check of OLX switched on, as `ENABLE_COURSE_OLX_VALIDATION` does it."""
    settings.FEATURES = {**settings.FEATURES, "ENABLE_COURSE_OLX_VALIDATION": True}


def findings():
    """Return what the check wrote for the author, or None."""
    from user_tasks.models import UserTaskArtifact

    artifact = UserTaskArtifact.objects.filter(name="OLX_VALIDATION_ERROR").order_by("-created").first()
    return artifact.text if artifact else None


def test_the_import_passes_the_check(course, studio, tarball, with_check):
    checked = importing.import_again(studio, course.key, tarball)
    assert (checked.status, findings()) == (4, None)


def test_the_check_is_really_on(course, studio, tarball, with_check, tmp_path):
    """A lesson with an element that HTML4 does not know is refused, so the test above means something."""
    broken = tmp_path / "broken.tar.gz"
    (tmp_path / "course").mkdir()
    unpack(tarball, tmp_path / "course")
    lesson = next((tmp_path / "course").rglob("html/*.html"))
    lesson.write_text("<section>A lesson</section>", encoding="utf-8")
    with tarfile.open(broken, "w:gz") as archive:
        archive.add(tmp_path / "course", ".")
    assert importing.import_again(studio, course.key, broken).status < 0
    assert "section" in findings()
