"""What the machine refuses: a full disk, a read-only course, links and names that are none. Each is one sentence."""

import contextlib
import errno
import json
import os
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from olx import writing
from preview import olx_edit
from preview.models import LearnerState

ASSETS = "/assets/course-v1:TEST+SMALL+2026/"
JSON = {"Accept": "application/json"}
KEY = "asset-v1:TEST+SMALL+2026+type@asset+block@"
PLAN = '<vertical display_name="Words">\n  <action_plan url_name="plan" step="2"/>\n</vertical>\n'


@pytest.fixture
def unit(course):
    """The file of a unit with a block of ours."""
    path = course / "vertical" / "cloud.xml"
    path.write_text(PLAN)
    return path


def save(browser, values, defaults=()):
    address = "/xblock/block-v1:TEST+SMALL+2026+type@action_plan+block@plan/handler/submit_studio_edits"
    data = json.dumps({"values": values, "defaults": list(defaults)})
    return browser.post(address, data, content_type="application/json")


def upload(browser, name, content=b"{}"):
    return browser.post(ASSETS, {"file": SimpleUploadedFile(name, content)}, headers=JSON)


def refusing(number):
    """Something in the place of os.replace that the system refuses."""

    def replace(source, target):
        raise OSError(number, os.strerror(number), str(target))

    return replace


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "is read-only"),
        (errno.EACCES, "is read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_setting_or_a_file_that_cannot_be_written_is_told_and_nothing_changes(
    staff, course, unit, monkeypatch, number, said
):
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    monkeypatch.setattr(writing.os, "replace", refusing(number))
    for answer in (save(staff, {"display_name": "Mine"}), upload(staff, "drawing.svg"), upload(staff, "new.json")):
        assert 400 <= answer.status_code < 500
        assert said in answer.json()["error"]
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    assert save(staff, {"display_name": "Mine"}).status_code == 200


def test_two_settings_of_one_block_saved_at_once_are_both_saved(course, unit, monkeypatch):
    class Field:
        """A field whose values are texts."""

        def from_json(self, value):
            """Return the value."""
            return value

        to_string = from_json

    class Node:
        """The block's place."""

        path, block_type, url_name = "vertical/cloud.xml", "action_plan", "plan"

    both = threading.Barrier(2)
    edit = olx_edit.edit

    def together(*arguments):
        # Two saves that may be here at once meet here; where only one may, it goes on alone.
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.5)
        return edit(*arguments)

    monkeypatch.setattr(olx_edit, "edit", together)
    fields = {"display_name": "One", "step": "3"}
    saves = [
        threading.Thread(target=olx_edit.save_fields, args=(course, Node, {name: value}, {name: Field()}))
        for name, value in fields.items()
    ]
    for each in saves:
        each.start()
    for each in saves:
        each.join()
    text = unit.read_text()
    assert 'display_name="One"' in text
    assert 'step="3"' in text


def test_a_save_that_is_killed_leaves_no_file_in_the_course(staff, course, unit, monkeypatch, capsys):
    from preview import serving as command

    class Killed(BaseException):
        """As if the process ended here."""

    def kill(*_arguments):
        raise Killed

    before = sorted(course.rglob("*"))
    monkeypatch.setattr(writing, "_move", kill)
    monkeypatch.setattr(writing, "_undo", lambda *_arguments: None)
    monkeypatch.setattr(writing, "_sweep", lambda *_arguments: None)
    with pytest.raises(Killed):
        olx_edit.upload(course, "static/new.json", b"{}")
    assert sorted(course.rglob("*")) == before
    monkeypatch.undo()
    command.mend(course)
    assert "The course is as it was before it" in capsys.readouterr().err
    assert not writing.staging_of(course).exists()
    command.mend(course)
    assert capsys.readouterr().err == ""


def test_a_link_is_never_followed(client, staff, course, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("of this machine")
    (course / "static" / "link.txt").symlink_to(secret)
    (course / "static" / "folder").symlink_to(tmp_path)
    (course / "html" / "linked.html").symlink_to(secret)
    (course / "html" / "linked.xml").write_text('<html filename="linked"/>')
    (course / "vertical" / "cloud.xml").write_text('<vertical><html url_name="linked"/></vertical>')
    for name in ("link.txt", "folder_secret.txt", "folder/secret.txt"):
        assert client.get(f"/{KEY}{name}").status_code == 404
    assert "link.txt" not in {asset["display_name"] for asset in staff.get(ASSETS, headers=JSON).json()["assets"]}
    page = client.get("/unit/cloud").content.decode()
    assert "of this machine" not in page
    assert upload(staff, "link.txt").status_code == 409
    assert secret.read_text() == "of this machine"


def test_a_linked_static_folder_gives_no_file(client, course, tmp_path):
    (course / "static").rename(tmp_path / "elsewhere")
    (course / "static").symlink_to(tmp_path / "elsewhere")
    assert client.get(f"/{KEY}drawing.svg").status_code == 404


def test_a_policy_that_is_a_link_is_told(client, course, tmp_path):
    (tmp_path / "chapter.xml").write_text('<chapter display_name="of this machine"/>')
    chapter = sorted((course / "chapter").glob("*.xml"))[0]
    chapter.unlink()
    chapter.symlink_to(tmp_path / "chapter.xml")
    page = client.get("/").content.decode()
    assert "This is a link to another file" in page
    assert "of this machine" not in page


def test_a_name_that_is_not_utf_8_is_left_out_of_the_list(staff, course):
    with open(os.fsencode(course / "static") + b"/caf\xe9.png", "wb") as file:
        file.write(b"x")
    answer = staff.get(ASSETS, headers=JSON)
    assert answer.status_code == 200
    assert [asset["display_name"] for asset in answer.json()["assets"]] == ["drawing.svg", "town.webm"]
    assert staff.get("/").status_code == 200


@pytest.mark.parametrize("name", ["n" * 300 + ".png", "é" * 120 + ".png", "CON.png"])
def test_a_name_that_no_computer_takes_is_refused_with_a_sentence(staff, course, name):
    answer = upload(staff, name)
    assert answer.status_code in (400, 409), answer.content
    assert name[:3] in answer.json()["error"]
    assert staff.get(f"/{KEY}{name}").status_code == 404
    assert len(list((course / "static").iterdir())) == 2


def test_a_long_address_in_a_text_is_no_error(client, course):
    (course / "html" / "long.html").write_text(f'<p><img src="/static/{"n" * 300}.png" alt=""/></p>')
    (course / "html" / "long.xml").write_text('<html filename="long"/>')
    (course / "vertical" / "cloud.xml").write_text('<vertical><html url_name="long"/></vertical>')
    assert client.get("/unit/cloud").status_code == 200


@pytest.mark.parametrize(
    ("refused", "said"),
    [("database or disk is full", "The disk is full"), ("attempt to write a readonly database", "read-only")],
)
def test_learner_state_that_cannot_be_stored_is_told(client, handler, monkeypatch, refused, said):
    def save(*_arguments, **_options):
        raise OperationalError(refused)

    monkeypatch.setattr(LearnerState, "save", save)
    address = handler("problem", "lesson-check", "xmodule_handler", "problem_check")
    page = client.post(address, {"input_lesson-check_2_1": "choice_0"})
    assert page.status_code == 507
    assert said in page.content.decode()
    answer = client.post(address, {"input_lesson-check_2_1": "choice_0"}, headers=JSON)
    assert said in answer.json()["error"]


@pytest.mark.parametrize("language", ["es", "fr", "pt", "ar"])
def test_each_is_said_in_the_language_of_the_page(staff, course, unit, monkeypatch, language):
    monkeypatch.setattr(writing.os, "replace", refusing(errno.ENOSPC))
    english = save(staff, {"display_name": "Mine"}).json()["error"]
    staff.post("/language", {"language": language})
    assert save(staff, {"display_name": "Mine"}).json()["error"] != english


def test_a_name_that_leads_out_makes_no_folder_there(tmp_path):
    (tmp_path / "course").mkdir()
    with pytest.raises(olx_edit.EditError):
        olx_edit.write(tmp_path / "course", "../elsewhere/a.txt", b"x")
    assert [found.name for found in tmp_path.iterdir()] == ["course"]
