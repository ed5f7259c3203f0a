"""`python -m preview` within the process: what it says, what it makes, how it ends."""

import socket

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer

from preview import __main__ as command


@pytest.fixture
def told(monkeypatch):
    """The command without its database, and which folders it was given."""
    given = []
    monkeypatch.setattr(command, "configure", lambda course, data: given.append((course, data)))
    return given


def test_setup_only_makes_the_database(told, tmp_path):
    assert command.main(["setup", "--course", str(tmp_path), "--data", str(tmp_path / "data")]) == 0
    assert told == [(tmp_path, tmp_path / "data")]


def test_the_server_says_where_it_is_and_ends_without_a_trace(course, told, db, monkeypatch, capsys):
    def interrupted(server):
        assert server.server_address[0] == "127.0.0.1"
        assert server.request_queue_size >= 50
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadedWSGIServer, "serve_forever", interrupted)
    assert command.main(["serve", "--port", "0"]) == 0
    assert "http://127.0.0.1:" in capsys.readouterr().out


def test_a_folder_without_a_course_is_named(course, told, capsys):
    (course / "course.xml").unlink()
    assert command.main(["serve", "--port", "0"]) == 2
    assert f"There is no course in {course}" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(course, told, db, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert command.main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "Try another one with --port" in capsys.readouterr().err


def test_a_course_that_cannot_be_read_is_told_before_the_first_page(course, db, capsys):
    (course / "course.xml").write_text("<course", encoding="utf-8")
    command.warm_up()
    assert "The course has an error" in capsys.readouterr().err


def test_folders_are_given_to_the_settings(monkeypatch, tmp_path, db):
    import os

    monkeypatch.setenv("PREVIEW_COURSE", "")
    monkeypatch.setenv("PREVIEW_DATA", "")
    monkeypatch.setattr("django.core.management.call_command", lambda *arguments, **options: None)
    monkeypatch.setattr("django.setup", lambda: None)
    command.configure(tmp_path / "course", tmp_path / "data")
    assert os.environ["PREVIEW_COURSE"] == str(tmp_path / "course")
    assert os.environ["PREVIEW_DATA"] == str(tmp_path / "data")


def test_a_command_that_is_not_one_ends_with_2(capsys):
    with pytest.raises(SystemExit) as leaving:
        command.main(["show"])
    assert leaving.value.code == 2


def test_links_into_the_course_lead_to_the_unit(client, course):
    chapter = sorted(path.stem for path in (course / "chapter").glob("*.xml"))[0]
    assert client.get(f"/section/{chapter}").status_code == 302
    assert client.get("/section/none").status_code == 404
    assert client.get("/resume").status_code == 302
