"""Learners and authors who read Spanish: the texts that each page loads, and that no English one is left in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
XBLOCKS = Path(__file__).resolve().parents[2] / "xblocks"
COURSE = XBLOCKS.parent / "course"
UNITS = {
    "practice_explorer": ("block-3-explore", "block-3-explorer"),
    "rights_map": ("welcome-map", "welcome-world-map"),
    "action_plan": ("block-3-plan", "block-3-plan-step"),
}
each_block = pytest.mark.parametrize("kind", UNITS)
# Every text that a reader sees or hears in a block.
SAID = """block => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.localName === 'style') return;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'label', 'aria-description']) {
        if (node.hasAttribute(name)) found.push(node.getAttribute(name));
      }
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(block.shadowRoot);
  return found.map(text => text.trim()).filter(Boolean);
}"""


def texts(kind):
    """Return all texts of a block's scripts: {English: Spanish}, without those that are written alike."""
    script = (XBLOCKS / kind / "public/js/translations/es/text.js").read_text(encoding="utf-8")
    found = json.loads(re.search(r"var c=(\{.*\});function p\(", script)[1])
    forms = {english: spanish if isinstance(spanish, str) else spanish[0] for english, spanish in found.items()}
    return {english: spanish for english, spanish in forms.items() if english != spanish}


def words_of_the_course():
    """Return the strings of the atlas and of the blocks' settings, which stay in the language of the course."""
    units = [COURSE / "vertical" / f"{unit}.xml" for unit, *_block in UNITS.values()]
    found = {value for unit in units for node in ElementTree.parse(unit).iter() for value in node.attrib.values()}

    def walk(value):
        if isinstance(value, str):
            found.add(value)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(each)

    walk(json.loads((COURSE / "static/atlas.json").read_text(encoding="utf-8")))
    return found


def english_of(kind, page):
    """Return what a block says in English of the texts that it has in Spanish, and all that it says."""
    said = set(page.locator(f".hrl-block[data-hrl-block={kind}]").evaluate(SAID)) - words_of_the_course()
    plain = {text for text in said if text in texts(kind)}
    for english in texts(kind):
        parts = re.split(r"\{\w+\}", english)
        if len(parts) > 1 and len("".join(parts)) > 8:
            form = re.compile(".+".join(map(re.escape, parts)))
            plain |= {text for text in said if form.fullmatch(text)}
    return sorted(plain), said


@pytest.fixture
def spanish(open_page):
    """A page of somebody whose browser asks for Spanish, and the catalogues that it loaded."""
    page = open_page(locale="es")
    page.loaded = []
    page.on("request", lambda request: page.loaded.append(request.url) if "/js/translations/" in request.url else None)
    return page


def loaded(page):
    return {address.partition("?")[0].rpartition("/public/")[2] for address in page.loaded}


def open_learners_page(page, url, kind):
    page.goto(f"{url}/unit/{UNITS[kind][0]}")
    frame = page.locator(f".hrl-block[data-hrl-block={kind}] .frame")
    expect(frame).to_have_attribute("lang", "es")
    return frame


def check_learner(page, kind):
    spanish = set(texts(kind).values())
    waiting.until(page, lambda: len(english_of(kind, page)[1] & spanish), lambda count: count > 4)
    waiting.wait_quiet(page, f".hrl-block[data-hrl-block={kind}]")
    english, said = english_of(kind, page)
    assert english == []
    assert len(said & set(texts(kind).values())) > 4, said
    # The second comes when the learner begins to act; Studio's larger catalogue never does.
    assert loaded(page) - {"js/translations/es/saving.js"} == {"js/translations/es/learner.js"}


def test_an_explorer_in_spanish(spanish, preview_url):
    kind = "practice_explorer"
    frame = open_learners_page(spanish, preview_url, kind)
    frame.locator(".card").first.wait_for()
    check_learner(spanish, kind)
    frame.locator(".card .title").first.click()
    frame.locator(".reader .sources").wait_for()
    check_learner(spanish, kind)


def test_a_map_in_spanish(spanish, preview_url):
    kind = "rights_map"
    frame = open_learners_page(spanish, preview_url, kind)
    frame.locator(".map-keys").wait_for()
    check_learner(spanish, kind)
    for view in frame.locator(".views button").all():
        view.click()
        expect(view).to_have_attribute("aria-pressed", "true")
        spanish.wait_for_load_state("networkidle")
        check_learner(spanish, kind)


@pytest.mark.parametrize("unit", ["block-3-plan", "block-6-plan", "farewell-plan"])
def test_a_plan_in_spanish(spanish, preview_url, unit, monkeypatch):
    kind = "action_plan"
    monkeypatch.setitem(UNITS, kind, (unit, ""))
    frame = open_learners_page(spanish, preview_url, kind)
    frame.locator("textarea, .take").first.wait_for()
    spanish.wait_for_load_state("networkidle")
    check_learner(spanish, kind)


@each_block
def test_an_author_in_spanish_sees_the_preview_and_the_editor(spanish, preview_url, kind):
    unit, name = UNITS[kind]
    spanish.goto(f"{preview_url}/studio/unit/{unit}")
    spanish.get_by_role("button", name="Seguir como equipo del curso").click()
    expect(spanish.locator(f".hrl-block[data-hrl-block={kind}] .frame")).to_have_attribute("lang", "es")
    spanish.wait_for_load_state("networkidle")
    check_learner(spanish, kind)
    spanish.loaded.clear()
    spanish.goto(f"{preview_url}/xblock/block-v1:UCLG+HRLOCAL+2026+type@{kind}+block@{name}/action/edit")
    way_to_atlas = spanish.get_by_role("button", name=texts(kind)["Edit cities and practices"])
    way_to_atlas.wait_for()
    assert english_of(kind, spanish)[0] == []
    assert loaded(spanish) == {"js/translations/es/text.js"}
    way_to_atlas.click()
    spanish.get_by_role("table").get_by_role("button").first.click()
    spanish.get_by_role("button", name=texts(kind)["Keep"], exact=True).wait_for()
    english, said = english_of(kind, spanish)
    assert english == []
    assert len(said & set(texts(kind).values())) > 20
