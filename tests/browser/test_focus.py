"""The keyboard's focus stays in the block: every control of every state is pressed, and none drops it to the top of the
page; what is closed gives it back to where it was opened from; what is opened takes it.
"""

from __future__ import annotations

import re

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# Unit, block, and the buttons that lead to the state.
STATES = {
    "explorer, all": ("block-3-explore", "practice_explorer", []),
    "explorer, nothing found": ("block-3-explore", "practice_explorer", ["type:zzzzzz"]),
    "explorer, a record": ("block-3-explore", "practice_explorer", ["css:.card .title"]),
    "explorer, comparison": ("block-3-explore", "practice_explorer", ["check:0", "check:1", "view:Compare"]),
    "explorer, shortlist": ("block-3-explore", "practice_explorer", ["Keep", "My shortlist"]),
    "map": ("welcome-map", "rights_map", []),
    "map, a place": ("welcome-map", "rights_map", ["css:.place-button"]),
    "map, my territory": ("welcome-map", "rights_map", ["My territory"]),
    "plan, step 6": ("block-6-plan", "action_plan", ["Add an action"]),
    "plan, deleting": ("block-2-plan", "action_plan", ["Take my plan with me", "Delete my plan"]),
}
# One control of each kind: the first of those that look and sound the same but for a name or a number.
CONTROLS = """(kind) => {
  const root = document.querySelector(`.hrl-block[data-hrl-block=${kind}]`).shadowRoot;
  const seen = new Set();
  return [...root.querySelectorAll("button, summary")].map((each, at) => ({each, at})).filter(({each}) => {
    if (each.disabled || !each.getClientRects().length) return false;
    const place = each.closest("li, article, nav, form, .notice, .bar")?.className ?? "";
    const sounds = each.querySelector(".unseen") ? "" : each.textContent.replace(/[\\d.,]+/g, "").slice(0, 12);
    const like = [place, each.className, each.closest(".card, .place-button, .sources") ? "" : sounds].join("|");
    return !seen.has(like) && seen.add(like);
  }).map(({each, at}) => [at, each.textContent.trim().slice(0, 40)]);
}"""
PRESS = """([kind, at]) => {
  const root = document.querySelector(`.hrl-block[data-hrl-block=${kind}]`).shadowRoot;
  root.querySelectorAll("button, summary")[at].focus();
}"""
HELD = """(kind) => {
  const root = document.querySelector(`.hrl-block[data-hrl-block=${kind}]`).shadowRoot;
  // The page to print stands in a frame of its own, which the browser's dialogue has.
  return (root.activeElement ?? document.activeElement.closest("iframe"))?.tagName ?? "";
}"""


def block_of(page, kind):
    return page.locator(f".hrl-block[data-hrl-block={kind}]")


def reach(page, url, state):
    """Open a state; return the kind of its block."""
    unit, kind, steps = STATES[state]
    page.goto(f"{url}/unit/{unit}")
    block = block_of(page, kind)
    ready = {"practice_explorer": ".card", "rights_map": ".place-button", "action_plan": ".question"}[kind]
    block.locator(ready).first.wait_for()
    for step in steps:
        if step.startswith("type:"):
            block.get_by_role("searchbox").fill(step[5:])
            block.get_by_role("button", name="Clear the search").wait_for()
        elif step.startswith("check:"):
            block.locator(".card input[type=checkbox]").nth(int(step[6:])).check()
        elif step.startswith("css:"):
            block.locator(step[4:]).first.click()
        elif step.startswith("view:"):
            block.locator(".views button", has_text=step[5:]).click()
        else:
            block.get_by_role("button", name=re.compile(rf"^{step}\b")).first.click()
    page.wait_for_load_state("networkidle")
    return kind


@pytest.mark.parametrize("state", STATES)
def test_no_control_drops_the_focus(page, preview_url, state):
    kind = reach(page, preview_url, state)
    controls = page.evaluate(CONTROLS, kind)
    assert controls
    lost = []
    for at, text in controls:
        kind = reach(page, preview_url, state)
        page.evaluate(PRESS, [kind, at])
        page.wait_for_load_state("networkidle")  # what watches over the focus comes with the first of it
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        try:
            waiting.until(page, lambda kind=kind: page.evaluate(HELD, kind), bool)
        except pytest.fail.Exception:
            lost.append(text)
    assert lost == []


def test_a_place_gives_the_focus_back_to_the_line_that_opened_it(page, preview_url):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{preview_url}/unit/welcome-map")
    block = block_of(page, "rights_map")
    line = block.locator(".place-button").nth(20)
    line.focus()
    page.keyboard.press("Enter")
    block.get_by_role("button", name="Close this place").focus()
    page.keyboard.press("Enter")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()


def test_copy_or_download_opens_where_it_was_pressed_and_takes_the_focus(page, preview_url):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{preview_url}/unit/block-3-explore")
    block = block_of(page, "practice_explorer")
    block.locator(".card .title").first.click()
    block.get_by_role("button", name="Copy or download").click()
    panel = block.get_by_role("group", name="Copy or download")
    expect(panel).to_be_focused()
    expect(panel).to_be_in_viewport()


def test_an_answer_that_is_not_saved_says_so_beside_itself(page, preview_url):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{preview_url}/unit/block-2-plan")
    block = block_of(page, "action_plan")
    field = block.locator("#q-gap")
    field.click()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    field.fill("Typed on a train.")
    field.blur()
    beside = block.locator(".question", has=field).get_by_text("Not saved. No connection.")
    expect(beside).to_be_visible()
    page.context.set_offline(False)
    expect(beside).to_have_count(0)
