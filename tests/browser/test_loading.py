"""What a block says when its data or a script does not come, each way told apart; and that "Try again" asks again."""

from __future__ import annotations

import re

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BLOCKS = {
    "practice_explorer": ("block-3-explore", ".card"),
    "rights_map": ("welcome-map", ".place-button"),
}
PORTAL = "<!doctype html><title>Free Wi-Fi</title><h1>Welcome! Log in to go on.</h1>"
PAGE = {"status": 200, "content_type": "text/html", "body": PORTAL}
KINDS = {
    "not there": ({"status": 404, "body": ""}, "The course has no data file here. Tell the course team."),
    "not allowed": ({"status": 403, "body": "{}"}, "The platform does not show you the data. Log in again"),
    "too many requests": (
        {"status": 429, "body": ""},
        "The platform gets too many requests. Try again in some minutes.",
    ),
    "away": (
        {"status": 503, "body": "<h1>Away</h1>"},
        "The platform cannot give the data now (503). Try again in some",
    ),
    "another page": (PAGE, "Another page came instead of the data. Log in to your network or to the platform"),
    "no JSON": ({"status": 200, "body": '{"version": 1, "ci'}, "The data file cannot be read. Tell the course team."),
    "newer": ({"status": 200, "body": '{"version": 9}'}, "The data file is newer than this activity."),
    "no connection": (None, "The data could not be loaded. Check your connection."),
}


def answer(page, address, how):
    """Answer every request for an address in one way; None: as if there were no connection."""
    page.route(address, lambda route: route.fulfill(**how) if how else route.abort())


def try_again(page, kind):
    """Press the one button that is there."""
    page.locator(f".hrl-block[data-hrl-block={kind}] [role=alert]").get_by_role("button", name="Try again").click()


@pytest.mark.parametrize("kind", BLOCKS)
@pytest.mark.parametrize("way", KINDS)
def test_an_atlas_that_fails_has_its_sentence_and_another_try(page, preview_url, kind, way):
    how, sentence = KINDS[way]
    unit, there = BLOCKS[kind]
    answer(page, "**/*atlas.json*", how)
    page.goto(f"{preview_url}/unit/{unit}")
    block = page.locator(f".hrl-block[data-hrl-block={kind}]")
    expect(block.get_by_role("alert")).to_contain_text(sentence)
    page.unroute("**/*atlas.json*")
    try_again(page, kind)
    block.locator(there).first.wait_for()


@pytest.mark.parametrize("way", KINDS)
def test_a_section_that_fails_has_its_sentence_and_another_try(page, preview_url, way):
    how, sentence = KINDS[way]
    page.goto(f"{preview_url}/unit/block-3-explore")
    block = page.locator(".hrl-block[data-hrl-block=practice_explorer]")
    answer(page, "**/*atlas-*.json*", how)
    block.locator(".card .title").first.click()
    expect(block.get_by_role("alert")).to_contain_text(sentence)
    page.unroute("**/*atlas-*.json*")
    try_again(page, "practice_explorer")
    block.locator(".reader .sources").wait_for()


def test_the_plan_says_why_its_practices_are_not_shown(page, preview_url):
    page.goto(f"{preview_url}/unit/block-3-explore")
    page.get_by_role("button", name=re.compile("Keep")).first.click()
    page.locator(".saving", has_text="Saved").wait_for()
    answer(page, "**/*atlas.json*", {"status": 403, "body": ""})
    page.goto(f"{preview_url}/unit/block-3-plan")
    block = page.locator(".hrl-block[data-hrl-block=action_plan]")
    expect(block.get_by_role("alert")).to_contain_text("The platform does not show you the data.")
    page.unroute("**/*atlas.json*")
    try_again(page, "action_plan")
    block.locator(".pick input").first.wait_for()


def test_a_busy_platform_is_asked_again_by_itself_when_it_wants(page, preview_url):
    page.clock.install()
    how = {"status": 429, "headers": {"Retry-After": "600"}, "body": ""}
    answer(page, "**/*atlas.json*", how)
    page.goto(f"{preview_url}/unit/block-3-explore")
    block = page.locator(".hrl-block[data-hrl-block=practice_explorer]")
    alert = block.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"too many requests\. This page asks again by itself at \d\d:\d\d\."))
    page.unroute("**/*atlas.json*")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "atlas.json" in request.url else None)
    page.clock.fast_forward(590_000)
    assert asked == []
    page.clock.fast_forward(20_000)
    block.locator(".card").first.wait_for()
    assert len(asked) == 1


def test_an_atlas_that_never_comes_is_given_up(page, preview_url):
    page.clock.install()
    page.route("**/*atlas.json*", lambda route: None)
    page.goto(f"{preview_url}/unit/welcome-map")
    block = page.locator(".hrl-block[data-hrl-block=rights_map]")
    block.locator(".waiting").wait_for()
    page.clock.fast_forward(7_000)
    expect(block.get_by_role("alert")).to_contain_text("This takes longer than usual.")
    page.clock.fast_forward(30_000)
    expect(block.get_by_role("alert")).to_contain_text("The platform did not answer in time.")
    page.unroute("**/*atlas.json*")
    try_again(page, "rights_map")
    block.locator(".place-button").first.wait_for()


def test_a_bad_answer_that_the_browser_kept_is_not_taken_again(page, preview_url):
    """A captive portal may let its page be kept for an hour, under the address of the atlas."""
    answer(page, "**/*atlas.json*", {**PAGE, "headers": {"Cache-Control": "max-age=3600"}})
    page.goto(f"{preview_url}/unit/block-3-explore")
    block = page.locator(".hrl-block[data-hrl-block=practice_explorer]")
    block.get_by_role("alert").wait_for()
    page.unroute("**/*atlas.json*")
    try_again(page, "practice_explorer")
    block.locator(".card").first.wait_for()


# A script that comes as a page: the browser refuses it, or takes it for a script that is none, or it is empty.
SCRIPTS = {
    "no connection": None,
    "refused": {"status": 503, "body": ""},
    "another page": PAGE,
    "another page, not to be sniffed": {**PAGE, "headers": {"X-Content-Type-Options": "nosniff"}},
    "something else": {"status": 200, "content_type": "text/javascript", "body": "/* */"},
}
PARTS = {
    "practice_explorer": ("block-3-explore", "more-", "Suggest a practice", "Make the text"),
    "rights_map": ("welcome-map", "more-", "My territory", "Point at it on the map"),
    "action_plan": ("block-2-plan", "taking-", "Take my plan with me", "Plain text"),
}


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("way", SCRIPTS)
def test_a_script_that_did_not_come_is_asked_for_again(open_page, preview_url, kind, way):
    page = open_page(throws="Unexpected token '<'")
    unit, file, button, wanted = PARTS[kind]
    page.goto(f"{preview_url}/unit/{unit}")
    block = page.locator(f".hrl-block[data-hrl-block={kind}]")
    answer(page, f"**/public/{file}*", SCRIPTS[way])
    asked = []
    page.on("request", lambda request: asked.append(request.url) if file in request.url else None)
    block.get_by_role("button", name=button).click()
    expect(block.get_by_role("alert")).to_contain_text("A part of this page could not be loaded.")
    if way == "something else":  # the browser keeps it as this page's module: a new page asks again
        page.unroute(f"**/public/{file}*")
        block.get_by_role("alert").get_by_role("button", name="Load the page again").click()
        block.get_by_role("button", name=button).click()
    else:
        try_again(page, kind)  # still away: it is asked for, and says so again
        waiting.until(page, lambda: len(asked), 2)
        expect(block.get_by_role("alert")).to_contain_text("A part of this page could not be loaded.")
        page.unroute(f"**/public/{file}*")
        try_again(page, kind)
    block.get_by_role("button", name=wanted).first.wait_for()
