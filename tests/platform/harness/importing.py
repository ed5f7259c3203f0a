"""Bringing the built tarball into the platform's store."""

import shutil
import tempfile
from pathlib import Path

from harness import logs
from harness.people import client_of


class Imported:
    """A course that was imported: its key, what the platform logged meanwhile, and how it ended."""

    def __init__(self, key, records, status=None, message=""):
        """Status 4 is Studio's number for success."""
        self.key = key
        self.records = records
        self.status = status
        self.message = message

    def usage_key(self, kind, name):
        """Return the key of a block of this course."""
        return self.key.make_usage_key(kind, "course" if kind == "course" else name)

    def errors(self):
        """Return what was logged as an error during the import, one line each.

        Listeners that ask for a table of the other service are left out: on a real platform Studio and the
        LMS share one database, and here they have one each.
        """
        return [line for line in self.records.lines() if "(OperationalError: no such table" not in line]


def upload_in_studio(user, key, tarball):
    """Create the course and import the tarball by the requests that Studio's pages send."""
    client = client_of(user)
    answer = client.post(
        "/course/",
        {"org": key.org, "number": key.course, "run": key.run, "display_name": "To be replaced"},
        content_type="application/json",
        HTTP_ACCEPT="application/json",
    )
    if answer.status_code != 200 or "ErrMsg" in answer.json():
        raise RuntimeError(f"Studio did not create the course: {answer.status_code} {answer.content[:500]!r}")
    return import_again(client, key, tarball)


def import_again(client, key, tarball):
    """Import the tarball into a course that exists, as a signed-in author, by Studio's own requests."""
    with logs.recorded() as records, Path(tarball).open("rb") as file:
        answer = client.post(f"/import/{key}", {"course-data": file}, HTTP_ACCEPT="application/json")
    if answer.status_code != 200:
        raise RuntimeError(f"Studio did not take the tarball: {answer.status_code} {answer.content[:500]!r}")
    state = client.get(f"/import_status/{key}/{Path(tarball).name}").json()
    return Imported(key, records, state["ImportStatus"], state["Message"])


def import_in_lms(user, key, tarball):
    """Import the tarball by the function that Studio's import calls, in a process that has no Studio.

    Then do what the platform's workers do when Studio publishes a course, each with a fresh memory: write the
    outline that the course home reads, and the block structure from which grades are counted.
    """
    from django.conf import settings
    from openedx.core.lib.extract_archive import safe_extractall
    from xmodule.contentstore.django import contentstore
    from xmodule.modulestore.django import modulestore
    from xmodule.modulestore.xml_importer import import_course_from_xml

    data_folder = Path(settings.GITHUB_REPO_ROOT).resolve()
    data_folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=data_folder))
    try:
        safe_extractall(str(tarball), str(folder))
        course_folder = next(folder.rglob("course.xml")).parent
        with logs.recorded() as records:
            import_course_from_xml(
                modulestore(),
                user.id,
                str(data_folder),
                [str(course_folder.relative_to(data_folder))],
                load_error_blocks=False,
                static_content_store=contentstore(),
                target_id=key,
                create_if_not_present=True,
                raise_on_failure=True,
            )
    finally:
        shutil.rmtree(folder)
    _publish(key)
    return Imported(key, records)


def _publish(key):
    """Do the work that follows the publishing of a course."""
    from cms.djangoapps.contentstore.outlines import update_outline_from_modulestore
    from edx_django_utils.cache import RequestCache
    from openedx.core.djangoapps.content.block_structure.api import update_course_in_cache

    for work in (update_outline_from_modulestore, update_course_in_cache):
        RequestCache.clear_all_namespaces()
        work(key)
