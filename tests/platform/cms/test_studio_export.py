"""Studio exports what it imported: what the course team brings home is what the source says."""

import json
import tarfile

import pytest
from harness import importing, people
from harness.source import CONTAINERS, Source
from human_rights_mooc.tarballs import unpack
from lxml import etree

# Studio's number for an export that succeeded.
EXPORTED = 3


@pytest.fixture(scope="module")
def exported(course, django_db_blocker, tmp_path_factory):
    """The course as Studio's export page gives it, unpacked and read like the source."""
    with django_db_blocker.unblock():
        client = people.client_of(people.create_user("exporter", staff=True))
        client.post(f"/export/{course.key}", HTTP_ACCEPT="application/json")
        state = client.get(f"/export_status/{course.key}").json()
        assert state["ExportStatus"] == EXPORTED, state
        content = b"".join(client.get(f"/export_output/{course.key}").streaming_content)
    folder, tarball = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("tarball") / "export.tar.gz"
    tarball.write_bytes(content)
    unpack(tarball, folder)
    return Source(next(folder.rglob("course.xml")).parent)


def outline(source):
    """Return the identities of all blocks, in course order, each with its parent's."""
    return [(block.identity, block.parent and block.parent.identity) for block in source.blocks]


def text_of(folder, pattern):
    """Return the texts of the files that match, by their path in the course."""
    files = (path for path in folder.glob(pattern) if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8").strip() for path in files}


def says(brought, written):
    """Return whether an export says all that the source says. It may say more: the platform adds defaults."""
    if isinstance(written, dict):
        return isinstance(brought, dict) and all(says(brought.get(k), v) for k, v in written.items())
    if isinstance(written, list):
        return isinstance(brought, list) and len(brought) == len(written) and all(map(says, brought, written))
    return brought == written


def number(text):
    """Return a number in one form, so that 1 and 1.0 are the same; any other text as it is."""
    try:
        return str(float(text))
    except ValueError:
        return text


def canonical(path):
    """Return XML in a form that does not depend on indentation, order of attributes and form of numbers."""
    root = etree.parse(str(path), etree.XMLParser(remove_blank_text=True, remove_comments=True)).getroot()
    root.attrib.update({name: number(value) for name, value in root.attrib.items()})
    for element in root.iter():
        element.text = (element.text or "").strip()
        element.tail = (element.tail or "").strip()
    return etree.tostring(root, method="c14n").decode("utf-8")


def test_the_outline_comes_back(source, exported):
    assert outline(exported) == outline(source)


def test_blocks_from_outside_the_platform_come_back_unchanged(source, exported):
    """Attributes and readable fields are those of the source: none lost, none added, none rewritten."""
    kinds = {block.kind for block in source.inline_blocks()} - set(CONTAINERS)

    def settings(found):
        return {b.identity: (b.attributes, b.options) for b in found.of_kind(*kinds)}

    assert settings(exported) == settings(source)


def test_lessons_come_back_as_they_were_written(source, exported):
    assert text_of(exported.folder, "html/*.html") == text_of(source.folder, "html/*.html")


def test_questions_come_back_as_they_were_written(source, exported):
    def questions(found):
        return {b.name: canonical(found.folder / f"problem/{b.name}.xml") for b in found.of_kind("problem")}

    assert questions(exported) == questions(source)


def test_containers_and_discussions_keep_their_settings(source, exported):
    kinds = ("chapter", "sequential", "vertical", "discussion")
    found = {block.identity: block.attributes for block in exported.of_kind(*kinds)}
    written = {block.identity: block.attributes for block in source.of_kind(*kinds)}
    assert [identity for identity in written if not says(found[identity], written[identity])] == []


def test_files_come_back_with_the_same_bytes(source, exported):
    def files(found):
        return {name: (found.folder / "static" / name).read_bytes() for name in found.static_files()}

    assert files(exported) == files(source)


@pytest.mark.parametrize("pattern", ["about/*.html", "tabs/*.html", "info/handouts.html"])
def test_pages_around_the_course_come_back(source, exported, pattern):
    written = text_of(source.folder, pattern)
    assert written
    assert text_of(exported.folder, pattern) == written


def test_policies_come_back(source, exported):
    """Each setting of the source has the same value in the export, which may state more."""

    def read(found, name):
        path = found.folder / "policies" / found.run / name
        return json.loads(path.read_text(encoding="utf-8"))

    assert read(exported, "grading_policy.json") == read(source, "grading_policy.json")
    course_settings = f"course/{source.run}"
    written = read(source, "policy.json")[course_settings]
    brought = read(exported, "policy.json")[course_settings]
    assert [name for name in written if not says(brought.get(name), written[name])] == []


def test_the_export_imports_again_without_loss(course, source, exported, studio, tmp_path):
    again = tmp_path / "again.tar.gz"
    with tarfile.open(again, "w:gz") as archive:
        archive.add(exported.folder, "course")
    second = importing.import_again(studio, course.key, again)
    assert (second.status, second.message, second.errors()) == (4, "", [])
