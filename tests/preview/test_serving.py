"""`python -m preview`: where it listens, what it says, how fast it is."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).parent / "data" / "small-course"


def run(*arguments, **options):
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "preview", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a running server with the project's own course."""
    data = tmp_path_factory.mktemp("data")
    process = run("serve", "--port", 0, "--course", ROOT / "course", "--data", data)
    line = process.stdout.readline()
    assert "http://127.0.0.1:" in line, process.stderr.read()
    yield int(line.split("127.0.0.1:")[1].split("/")[0])
    process.terminate()
    process.wait(timeout=10)


def seconds(port, path) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    assert response.status == 200, f"{path}: {response.status}"
    return time.perf_counter() - start


def test_the_first_page_is_there_within_2_s_and_units_within_300_ms(port):
    assert seconds(port, "/") < 2
    units = sorted(path.stem for path in (ROOT / "course" / "vertical").glob("block-1-*.xml"))
    for unit in units:
        seconds(port, f"/unit/{unit}")
    assert statistics.median(seconds(port, f"/unit/{unit}") for unit in units) < 0.3


def test_it_listens_on_the_loopback_address_alone(port):
    with socket.socket() as probe:
        probe.settimeout(2)
        # Any address of this machine would reach a server that listens everywhere.
        with pytest.raises(OSError):
            probe.connect(("127.0.0.2", port))


def test_a_name_of_another_host_is_refused(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/", headers={"Host": "course.example.org"})
    assert connection.getresponse().status == 400


def test_setup_makes_the_database_and_ends(tmp_path):
    process = run("setup", "--course", SMALL, "--data", tmp_path / "new")
    assert process.wait(timeout=60) == 0
    assert (tmp_path / "new" / "preview.sqlite3").is_file()


def test_a_folder_without_a_course_is_named(tmp_path):
    process = run("serve", "--port", 0, "--course", tmp_path, "--data", tmp_path / "data")
    assert process.wait(timeout=60) == 2
    assert f"There is no course in {tmp_path}" in process.stderr.read()


def test_a_port_in_use_is_said_in_a_sentence(tmp_path, port):
    process = run("serve", "--port", port, "--course", SMALL, "--data", tmp_path)
    assert process.wait(timeout=60) == 2
    assert "Try another one with --port" in process.stderr.read()
