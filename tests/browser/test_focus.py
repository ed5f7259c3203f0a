"""The keyboard's focus: what is closed gives it back to where it was opened from, and what is opened takes it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def block_of(page, kind):
    return page.locator(f".hrl-block[data-hrl-block={kind}]")


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
    beside = block.locator(".question", has=page.locator("#q-gap")).get_by_text("Not saved. No connection.")
    expect(beside).to_be_visible()
    page.context.set_offline(False)
    expect(beside).to_have_count(0)
