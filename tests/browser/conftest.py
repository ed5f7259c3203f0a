"""Shared fixtures of the browser tests: a preview server of its own, and a Chromium that is already
installed.

`preview_url`    address of a server with the project's course and a database that is thrown away
`serve_course`   the same for another folder of OLX: `serve_course(folder)` returns the address `page`
a fresh page (320 to 1280 px: use `page.set_viewport_size`); every learner starts with nothing.
                 At the end the test fails if the page threw an error, broke its security policy, or asked any
                 other machine for anything
`open_page`      the same with options of a browser context: `open_page(locale="ar", reduced_motion="reduce")`.
                 `throws=REGEX`: errors that the test itself brings about
`check_axe`      `check_axe(page)` fails with a readable list when axe-core finds anything
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from installed_browser import MISSING, find_chromium

ROOT = Path(__file__).resolve().parents[2]
# Playwright keeps an event loop in this thread, which Django takes for asynchronous code in other tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# A busy machine makes a page slow, not wrong.
PAGE_TIMEOUT_MS = 120_000


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PAGE_TIMEOUT_MS)
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        if path is None:
            pytest.fail(MISSING, pytrace=False)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Server:
    """A preview server in a process of its own."""

    def __init__(self, course: Path, data: Path):
        data.mkdir(parents=True, exist_ok=True)
        self.log = data / "server.log"
        command = [sys.executable, "-m", "cli", "preview", "--port", "0"]
        command += ["--course", str(course), "--data", str(data)]
        environment = {**os.environ, "PREVIEW_VIEWING_DELAY_MS": "200", "PYTHONWARNINGS": "ignore"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        line = self.process.stdout.readline()
        if "http://" not in line:
            self.stop()
            pytest.fail(f"The preview did not start.\n{line}{self.log.read_text()}", pytrace=False)
        self.url = line[line.index("http://") :].split()[0].rstrip("/")

    def stop(self):
        """End the process."""
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def serve_course(tmp_path_factory):
    """Return a function that serves a folder of OLX and returns the server's address."""
    servers: dict[Path, Server] = {}

    def serve(course: Path) -> str:
        course = Path(course).resolve()
        if course not in servers:
            servers[course] = Server(course, tmp_path_factory.mktemp("preview"))
        return servers[course].url

    yield serve
    for server in servers.values():
        server.stop()


@pytest.fixture(scope="session")
def preview_url(serve_course):
    """The address of the preview of the project's own course."""
    return serve_course(ROOT / "course")


@pytest.fixture(scope="session")
def small_course_url(serve_course):
    """The address of the preview of the small course that only tests use."""
    return serve_course(ROOT / "tests" / "preview" / "data" / "small-course")


def _watch(page, found: list[str], throws: str):
    def on_request(request):
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            found.append(f"asked another machine: {request.url}")

    def on_console(message):
        if "Content Security Policy" in message.text:
            found.append(f"broke the security policy: {message.text}")

    def on_error(error):
        if not throws or not re.search(throws, str(error)):
            found.append(f"threw: {error}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", on_error)


def forget_everybody(request, url: str) -> None:
    """Make all learners of a server start again with nothing."""
    home = request.get(f"{url}/")
    token = home.text().split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    form = {"csrfmiddlewaretoken": token, "everybody": "yes"}
    answer = request.post(f"{url}/learner/reset", form=form, headers={"Referer": url})
    assert answer.ok, answer.status_text


@pytest.fixture
def open_page(chromium, request):
    """Return a function that opens a watched page, with the options of a Playwright context."""
    found: list[str] = []
    contexts = []

    def open_(throws="", **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PAGE_TIMEOUT_MS)
        contexts.append(context)
        page = context.new_page()
        _watch(page, found, throws)
        for name in ("preview_url", "small_course_url", "spiked_url"):
            if name in request.fixturenames:
                forget_everybody(context.request, request.getfixturevalue(name))
        context.clear_cookies()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not found, "The page " + "; ".join(found)


@pytest.fixture
def page(open_page):
    """A fresh page; every learner starts with nothing."""
    return open_page()


@pytest.fixture(scope="session")
def check_axe():
    """Return a function that runs axe-core on a page and fails with what it found."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def check(page, context=None):
        results = axe.run(page, context=context)
        lines = [
            f"{each['id']} ({each['impact']}): {each['help']}\n    "
            + "\n    ".join(node["html"][:300] for node in each["nodes"][:5])
            for each in results.response["violations"]
        ]
        assert not lines, f"axe found on {page.url}:\n" + "\n".join(lines)

    return check
