"""`hrl preview` within the process: what it says, what it makes, how it ends."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DatabaseError, OperationalError

from cli.main import command
from preview import serving

main = command("preview")

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).parent / "data" / "small-course"


@pytest.fixture
def told(monkeypatch):
    """The command without its database, and which folders it was given."""
    given = []
    monkeypatch.setattr(serving, "configure", lambda course, data: given.append((course, data)))
    return given


def test_setup_only_makes_the_database(told, tmp_path):
    assert main(["--only-setup", "--course", str(tmp_path), "--data", str(tmp_path / "data")]) == 0
    assert told == [(tmp_path, tmp_path / "data")]


def test_the_server_says_where_it_is_and_ends_without_a_trace(course, told, db, monkeypatch, capsys):
    def interrupted(server):
        assert server.server_address[0] == "127.0.0.1"
        assert server.request_queue_size >= 50
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadedWSGIServer, "serve_forever", interrupted)
    assert main(["--port", "0"]) == 130
    said = capsys.readouterr()
    assert "http://127.0.0.1:" in said.out
    assert said.err == "\nThe preview has ended.\n"


def test_a_folder_without_a_course_is_named(course, told, capsys):
    (course / "course.xml").unlink()
    assert main(["--port", "0"]) == 2
    assert f"There is no course in {course}" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(course, told, db, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 2
    assert "Try another one with --port" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "abc", "", "8000.5", "\u0661\u0662", "9" * 5000])
def test_a_port_that_is_none_is_named_in_one_line(told, capsys, port):
    assert main([f"--port={port}"]) == 2
    said = capsys.readouterr().err
    assert "is not a port. Give a whole number from 0 to 65535" in said
    assert said.count("\n") == 1
    assert told == []


def database_in(folder, monkeypatch, settings, refused=None):
    """Start with the database in a folder, where Django answers with an error, if one is given."""

    def migrate(*_arguments, **_options):
        if refused is not None:
            raise refused

    settings.DATA_DIR = folder
    monkeypatch.setenv("PREVIEW_DATA", str(folder))
    monkeypatch.setattr("django.core.management.call_command", migrate)
    monkeypatch.setattr("django.setup", lambda: None)
    return main(["--only-setup"])


def test_a_file_where_the_database_should_be_is_named(tmp_path, monkeypatch, settings, capsys):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        assert database_in(folder, monkeypatch, settings) == 2
        said = capsys.readouterr().err
        assert "file is a file. Give a folder" in said or "below is a file. Give a folder" in said
        assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (OperationalError("unable to open database file"), "cannot be used for the database (unable to open"),
        (OperationalError("attempt to write a readonly database"), "cannot be used for the database (attempt"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be used for the database (Permission denied)"),
        (OSError(errno.ENOSPC, "No space left on device"), "There is no room on the disk"),
        (OperationalError("database or disk is full"), "There is no room on the disk"),
        (DatabaseError("file is not a database"), "is damaged. Delete the folder"),
    ],
)
def test_a_database_that_cannot_be_made_is_told_in_one_line(tmp_path, monkeypatch, settings, capsys, refused, said):
    assert database_in(tmp_path / "data", monkeypatch, settings, refused) == 2
    told = capsys.readouterr().err
    assert said in told
    assert str(tmp_path / "data") in told
    assert told.count("\n") == 1


def test_ctrl_c_at_any_time_is_one_line(told, monkeypatch, capsys):
    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "configure", interrupted)
    assert main(["--only-setup"]) == 130
    assert capsys.readouterr().err == "\nThe preview has ended.\n"


def test_the_start_says_nothing_of_what_nobody_can_mend(tmp_path):
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "cli", "preview", "--only-setup", "--course", SMALL, "--data", tmp_path / "data"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "pkg_resources is deprecated" not in done.stderr


def test_a_course_that_cannot_be_read_is_told_before_the_first_page(course, db, capsys):
    (course / "course.xml").write_text("<course", encoding="utf-8")
    serving.warm_up()
    assert "The course has an error" in capsys.readouterr().err


def test_folders_are_given_to_the_settings(monkeypatch, tmp_path, db):
    import os

    monkeypatch.setenv("PREVIEW_COURSE", "")
    monkeypatch.setenv("PREVIEW_DATA", "")
    monkeypatch.setattr("django.core.management.call_command", lambda *arguments, **options: None)
    monkeypatch.setattr("django.setup", lambda: None)
    serving.configure(tmp_path / "course", tmp_path / "data")
    assert os.environ["PREVIEW_COURSE"] == str(tmp_path / "course")
    assert os.environ["PREVIEW_DATA"] == str(tmp_path / "data")


def test_a_command_that_is_not_one_ends_with_2(capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["show"])
    assert leaving.value.code == 2


def test_links_into_the_course_lead_to_the_unit(client, course):
    chapter = sorted(path.stem for path in (course / "chapter").glob("*.xml"))[0]
    assert client.get(f"/section/{chapter}").status_code == 302
    assert client.get("/section/none").status_code == 404
    assert client.get("/resume").status_code == 302
