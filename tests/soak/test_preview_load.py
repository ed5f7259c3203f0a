"""Fifty clients at once write to the preview over HTTP by the save protocol: no error, and nothing is lost at the end.

The preview is never stronger than the platform: a field is written whole and the last writer wins. So each client
reads again and sends again what was overwritten, as the script does after a load.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from blocks.device import head, verdict

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 50
ROUNDS = 60  # of loading again; each brings at least one more text home
COURSE = "course-v1:UCLG+HRLOCAL+2026"
BLOCK = "block-v1:UCLG+HRLOCAL+2026+type@practice_explorer+block@block-3-explorer"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A preview server with a database of its own."""
    data = tmp_path_factory.mktemp("preview")
    command = [sys.executable, "-W", "ignore", "-m", "cli", "preview", "--port", "0"]
    command += ["--course", str(ROOT / "course"), "--data", str(data)]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    with (data / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    line = process.stdout.readline()
    assert "http://" in line, (data / "log").read_text()
    yield line[line.index("http://") :].split()[0].rstrip("/")
    process.terminate()
    process.wait(timeout=20)


class Client:
    """One browser."""

    def __init__(self, url: str, number: int):
        self.url, self.number, self.writer = url, number, f"client{number}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.open(f"{url}/", timeout=60).read()
        self.write = {"value": [f"text of {number}", "", "", "", ""], "writer": self.writer, "number": 1, "base": ""}

    def post(self, handler: str, data: dict) -> tuple[int, dict]:
        """Call a handler; return (status, answer)."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), "")
        request = urllib.request.Request(
            f"{self.url}/courses/{COURSE}/xblock/{BLOCK}/handler/{handler}",
            json.dumps(data).encode(),
            {"Content-Type": "application/json", "X-CSRFToken": token, "Referer": self.url},
        )
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, {"error": error.read().decode(errors="replace")[:300]}

    def save(self) -> int:
        """Send the client's text."""
        status, answer = self.post("change_note", {"id": f"practice-{self.number}", **self.write})
        assert status != 200 or verdict(self.write, answer["note"]) == "kept"
        return status

    def load(self) -> bool:
        """Read what is stored; send again what was overwritten. Return True when the text was there."""
        status, state = self.post("read_state", {})
        assert status == 200, state
        stored = state["notes"].get(f"practice-{self.number}")
        if verdict(self.write, stored) == "kept" and stored is not None:
            return True
        self.write |= {"number": self.write["number"] + 1, "base": head(stored)}
        self.save()
        return False


def test_fifty_clients_at_once_lose_nothing(url):
    clients = [Client(url, number) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = list(pool.map(Client.save, clients))
    assert set(statuses) == {200}, statuses
    for _ in range(ROUNDS):
        with ThreadPoolExecutor(5) as pool:
            there = list(pool.map(Client.load, clients))
        if all(there):
            break
    stored = clients[0].post("read_state", {})[1]["notes"]
    assert {f"practice-{number}" for number in range(CLIENTS)} <= set(stored)
