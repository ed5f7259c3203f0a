"""`hrl preview`: where it listens, what it says."""

import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds: so that what hangs ends, on any machine
SMALL = Path(__file__).parent / "data" / "small-course"


def run(*arguments, **options):
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "cli", "preview", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a running server with the project's own course."""
    data = tmp_path_factory.mktemp("data")
    process = run("--port", 0, "--course", ROOT / "course", "--data", data)
    line = process.stdout.readline()
    assert "http://127.0.0.1:" in line, process.stderr.read()
    yield int(line.split("127.0.0.1:")[1].split("/")[0])
    process.terminate()
    process.wait(timeout=PATIENCE)


def status_of(port, path) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def test_the_first_page_and_the_units_are_there(port):
    """How fast they are, `make bench` measures."""
    units = sorted(path.stem for path in (ROOT / "course" / "vertical").glob("block-1-*.xml"))
    assert {path: status_of(port, path) for path in ("/", *(f"/unit/{unit}" for unit in units))} == {
        "/": 200, **{f"/unit/{unit}": 200 for unit in units},
    }  # fmt: skip


def test_it_listens_on_the_loopback_address_alone(port):
    with socket.socket() as probe:
        probe.settimeout(2)
        # Any address of this machine would reach a server that listens everywhere.
        with pytest.raises(OSError):
            probe.connect(("127.0.0.2", port))


def test_a_name_of_another_host_is_refused(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/", headers={"Host": "course.example.org"})
    assert connection.getresponse().status == 400


def test_setup_makes_the_database_and_ends(tmp_path):
    process = run("--only-setup", "--course", SMALL, "--data", tmp_path / "new")
    assert process.wait(timeout=PATIENCE) == 0
    assert (tmp_path / "new" / "preview.sqlite3").is_file()


def test_a_folder_without_a_course_is_named(tmp_path):
    process = run("--port", 0, "--course", tmp_path, "--data", tmp_path / "data")
    assert process.wait(timeout=PATIENCE) == 2
    assert f"There is no course in {tmp_path}" in process.stderr.read()


def test_a_port_in_use_is_said_in_a_sentence(tmp_path, port):
    process = run("--port", port, "--course", SMALL, "--data", tmp_path)
    assert process.wait(timeout=PATIENCE) == 2
    assert "Try another one with --port" in process.stderr.read()
