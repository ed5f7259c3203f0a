"""Script in every text of the atlas, of the settings and of what a learner writes: it is shown, and runs nowhere.

Each walk is made twice: under the preview's policy, which a script in a text would break (the fixture then fails),
and with the policy switched off, where it would run and set the canary.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest
import waiting
from hostile_bytes import MARK, SCRIPTS
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser
TEXTS = {
    *("label", "definition", "name", "title", "local_name", "summary", "problem", "action", "participants", "basis"),
    *("results", "limits", "publisher", "detail", "licence", "disclaimer"),
}
LISTS = {"instruments", "credits"}
ATTRIBUTES = "display_name|introduction|reflection_prompt|questions|example_good|example_weak|reviewer|contact"


def spiked(value, chance, key=""):
    """Put script into every text that is shown; ids and terms stay, or the records would not be shown at all."""
    if isinstance(value, dict):
        return {name: spiked(item, chance, name) for name, item in value.items()}
    if isinstance(value, list):
        return [spiked(item, chance, key) for item in value]
    if isinstance(value, str) and key in TEXTS | LISTS:
        return f"{chance.choice(SCRIPTS)} {value}"
    return f"javascript:window.{MARK}=1" if key == "url" else value


@pytest.fixture(scope="module")
def spiked_url(serve_course, tmp_path_factory):
    """A preview of the course with script in the atlas and in the settings of our blocks."""
    folder = tmp_path_factory.mktemp("spiked") / "course"
    shutil.copytree(ROOT / "course", folder)
    chance = random.Random(11)
    for path in folder.glob("static/atlas*.json"):
        content = spiked(json.loads(path.read_text(encoding="utf-8")), chance)
        path.write_text(json.dumps(content), encoding="utf-8")
    for path in folder.glob("vertical/*.xml"):
        text = path.read_text(encoding="utf-8")
        if any(f"<{name} " in text for name in ("practice_explorer", "rights_map", "action_plan")):
            script = chance.choice(SCRIPTS).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            text = re.sub(rf'\b({ATTRIBUTES})="', lambda found, script=script: f"{found[0]}{script} ", text)
            path.write_text(text, encoding="utf-8")
    return serve_course(folder)


@pytest.fixture(params=[False, True], ids=["under the policy", "without the policy"])
def spiked_page(request, open_page, spiked_url):
    """A page on which a canary would be noticed; it is looked for at the end."""
    page = open_page(bypass_csp=request.param)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    assert page.evaluate(f"window.{MARK}") is None
    assert page.frames[1:] == []
    assert not dialogs


def elements_from_texts(page, kind):
    """Return the tags and addresses in a block that only a text could have brought in."""
    script = """kind => { const root = document.querySelector(`.hrl-block[data-hrl-block=${kind}]`).shadowRoot;
      return [...root.querySelectorAll("script, iframe, svg[onload], img[onerror], [href^='javascript:']")]
        .map(found => found.outerHTML) }"""
    return page.evaluate(script, kind)


def test_explorer(spiked_page, spiked_url):
    page, kind = spiked_page, "practice_explorer"
    block = page.locator(f".hrl-block[data-hrl-block={kind}]")
    page.goto(f"{spiked_url}/unit/block-3-explore")
    block.locator(".card").first.wait_for()
    expect(block.get_by_text("onerror").or_(block.get_by_text(MARK)).first).to_be_visible()  # it is shown as text
    block.get_by_role("searchbox").fill(f"<img src=x onerror=window.{MARK}=1>")
    block.get_by_role("searchbox").fill("")
    block.get_by_role("button", name="Filters", exact=True).click()
    for number in (0, 1):
        block.locator(".card input[type=checkbox]").nth(number).check()
    block.get_by_role("button", name=re.compile("^Compare \\(")).click()
    block.locator("table.compare tbody tr").first.wait_for()
    assert elements_from_texts(page, kind) == []
    page.reload()
    block.locator(".card .title").first.click()
    block.locator(".reader .text").wait_for()
    block.get_by_role("button", name=re.compile("Keep")).first.click()
    block.locator(".note textarea").first.fill("".join(SCRIPTS))
    block.get_by_role("button", name="Copy or download").click()
    block.get_by_label("The memo as text").wait_for()
    assert elements_from_texts(page, kind) == []


def test_map(spiked_page, spiked_url):
    page, kind = spiked_page, "rights_map"
    block = page.locator(f".hrl-block[data-hrl-block={kind}]")
    page.goto(f"{spiked_url}/unit/welcome-map")
    block.locator(".place-button").first.wait_for()
    block.locator(".place-button").first.click()
    block.locator(".city h4").wait_for()
    expect(block.get_by_text(MARK).first).to_be_visible()
    assert elements_from_texts(page, kind) == []


def test_plan(spiked_page, spiked_url):
    page, kind = spiked_page, "action_plan"
    block = page.locator(f".hrl-block[data-hrl-block={kind}]")
    page.goto(f"{spiked_url}/unit/block-1-plan")
    block.locator("textarea").first.wait_for()
    for number in range(block.locator("textarea").count()):
        block.locator("textarea").nth(number).fill(SCRIPTS[number % len(SCRIPTS)] * 3)
    waiting.wait_saved(page, f".hrl-block[data-hrl-block={kind}]")
    assert elements_from_texts(page, kind) == []
    page.goto(f"{spiked_url}/unit/farewell-plan")
    block.locator(".take").first.wait_for()
    expect(block.get_by_text(MARK).first).to_be_visible()  # what was written is in the overview, as text
    assert elements_from_texts(page, kind) == []
