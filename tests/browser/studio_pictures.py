#!/usr/bin/env python3
"""Take the pictures of docs/course-team.md from the preview's small Studio: python tests/browser/studio_pictures.py.

Works on a copy of the course. Run it again when an editor looks different, and look at the pictures before a commit.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from conftest import ROOT, Server
from installed_browser import find_chromium
from playwright.sync_api import sync_playwright

PICTURES = ROOT / "docs" / "pictures"
EXPLORER = ("practice_explorer", "block-2-explorer")
STEP = ("action_plan", "block-1-plan-step")
SIZE = {"width": 960, "height": 800}


class Camera:
    """The editor of a block in a browser, and the pictures of it."""

    def __init__(self, page, url, folder):
        """Take pictures of the preview at `url` into `folder`."""
        self.page, self.url, self.folder = page, url, folder

    def open(self, kind, name):
        """Open the editor of a block as course staff."""
        self.page.goto(f"{self.url}/xblock/block-v1:UCLG+HRLOCAL+2026+type@{kind}+block@{name}/action/edit")
        button = self.page.get_by_role("button", name="Continue as course staff")
        if button.count():
            button.click()
        self.page.get_by_role("button", name="Edit cities and practices").wait_for()

    def press(self, name, exact=True):
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=exact).click()

    def scroll_to(self, locator, above=8):
        """Bring something to the top of the frame."""
        locator.evaluate(
            """(e, above) => {
                const frame = document.getElementById('unit');
                frame.scrollTop += e.getBoundingClientRect().top - frame.getBoundingClientRect().top - above;
            }""",
            above,
        )

    def take(self, name, height=520):
        """Take the picture of the frame at a height in pixels."""
        self.page.evaluate("(height) => { document.getElementById('unit').style.blockSize = `${height}px`; }", height)
        self.page.wait_for_timeout(400)
        self.page.locator(".modal-frame").screenshot(path=self.folder / f"studio-{name}.png")
        print(f"studio-{name}.png")


def settings(camera):
    """The editor of an explorer, its filters, and the questions of a step."""
    camera.open(*EXPLORER)
    camera.page.get_by_text("practices match.").wait_for()
    camera.take("editor", 600)
    camera.page.locator(".facet-name", has_text="Theme").click()
    camera.scroll_to(camera.page.get_by_role("heading", name="Which practices"))
    camera.take("filters", 700)
    camera.open(*STEP)
    camera.press("Change these questions")
    camera.scroll_to(camera.page.get_by_label("Question 1", exact=True), above=40)
    camera.take("questions", 640)


def practices(camera):
    """The list, one practice, a new city, and what stands before a save."""
    page = camera.page
    camera.open(*EXPLORER)
    camera.press("Edit cities and practices")
    page.get_by_label("Search practices").fill("water")
    camera.take("practices")
    page.get_by_role("table").get_by_role("button").first.click()
    page.get_by_label("Title", exact=True).fill("Water")
    camera.take("practice", 620)
    page.get_by_label("Title", exact=True).fill("A free amount of drinking water for every home")
    camera.press("Keep")
    camera.press("Cities")
    camera.press("Add a city")
    page.get_by_label("Name", exact=True).fill("Naivasha")
    page.get_by_label("Country").select_option("KE")
    page.get_by_label("Size of city").select_option("city")
    page.get_by_label("Search for a place").fill("Kenya")
    camera.press("Kenya: show on the map")
    page.get_by_role("img", name="Map: click to set the position").click()
    camera.scroll_to(page.get_by_label("Country"), above=40)
    camera.take("city", 900)
    camera.press("Back without keeping")
    camera.press("Save to the course", exact=False)
    page.get_by_role("button", name="Save now").wait_for()
    camera.take("save", 400)


def spreadsheet(camera):
    """The summary of an import."""
    page = camera.page
    camera.open(*EXPLORER)
    camera.press("Edit cities and practices")
    camera.press("Spreadsheets")
    found = {}
    page.on("download", lambda download: found.update({download.suggested_filename: download.path()}))
    camera.press("Download practices.csv and cities.csv")
    page.wait_for_timeout(2000)
    text = Path(found["practices.csv"]).read_text(encoding="utf-8-sig")
    old = "A charter of values made with residents, with human rights first"
    assert old in text, "choose another practice for the picture"
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "practices.csv"
        sheet.write_text(text.replace(old, "A charter of values that residents wrote"), encoding="utf-8")
        page.get_by_label("Import practices.csv").set_input_files(sheet)
        page.get_by_role("button", name="Take these changes").wait_for()
    camera.take("spreadsheet", 480)


def main():
    """Take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "course"
        shutil.copytree(ROOT / "course", course)
        server = Server(course, Path(place) / "data")
        try:
            with sync_playwright() as playwright:
                path = find_chromium(playwright.chromium.executable_path)
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                page = browser.new_page(viewport=SIZE, accept_downloads=True)
                for part in (settings, practices, spreadsheet):
                    part(Camera(page, server.url, folder))
                browser.close()
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
