"""Saving in a real browser: what is not stored is never called saved, and what was deleted does not come back."""

from __future__ import annotations

import json

import pytest
from conftest import forget_everybody
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROOT = ".hrl-block[data-hrl-block=action_plan]"
HANDLER = "**/handler/change_answer*"
TEXT = "Nobody reaches the registry"
OFFER = "This text is only in this browser. Keep it, or delete it?"


def open_step(page, url):
    page.goto(f"{url}/unit/block-2-plan")
    box(page).wait_for()


def box(page):
    return page.locator(f"{ROOT} #q-gap")


def line(page):
    return page.locator(f"{ROOT} p.saving")


def write(page, text=TEXT):
    box(page).fill(text)
    box(page).blur()


@pytest.mark.parametrize(
    "answer",
    [
        "{}",
        "[]",
        '"ok"',
        "1",
        "false",
        "null",
        '{"success": "An error"}',
        '{"error": "session"}',
        '{"answer": null}',
        '{"answer": {"v": "x"}}',
        '{"answer": {"v": "x", "h": [["abcd", 1]]}, "conflict": false}',
        "<html>Sign in</html>",
    ],
)
def test_another_answer_with_200_is_not_saved_and_keeps_the_text(page, preview_url, answer):
    open_step(page, preview_url)
    page.route(HANDLER, lambda route: route.fulfill(status=200, content_type="application/json", body=answer))
    write(page)
    expect(line(page)).to_contain_text("Not saved. The platform did not answer as it should. Your text is still here.")
    assert box(page).input_value() == TEXT
    page.unroute(HANDLER)
    line(page).get_by_role("button", name="Try again").click()
    expect(line(page)).to_contain_text("Saved at")
    assert box(page).input_value() == TEXT


@pytest.mark.parametrize(
    ("status", "headers", "sentence"),
    [
        (302, {"Location": "/unit/block-1-plan"}, "The platform sent another page, perhaps to log in."),
        (302, {"Location": "http://127.0.0.1:9/login"}, "The platform sent another page, perhaps to log in."),
        (401, {}, "You are logged out. Log in again in another tab, then try again."),
        (403, {}, "The platform no longer accepts this page. Open the course in another tab"),
        (413, {}, "This is too much at once. Shorten your text, then try again."),
        (404, {}, "The platform no longer finds this activity. Copy your text"),
        (503, {}, "The platform has a fault at the moment."),
    ],
)
def test_each_trouble_is_said_and_a_look_at_the_page_tries_again(page, preview_url, status, headers, sentence):
    open_step(page, preview_url)
    page.route(HANDLER, lambda route: route.fulfill(status=status, headers=headers, body="<h1>No</h1>"))
    write(page)
    expect(line(page)).to_contain_text(f"Not saved. {sentence}")
    expect(line(page).get_by_role("button", name="Try again")).to_have_count(1)
    assert box(page).input_value() == TEXT
    page.unroute(HANDLER)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(line(page)).to_contain_text("Saved at")


def test_a_request_that_hangs_holds_up_neither_this_tab_nor_another(page, preview_url):
    page.clock.install()
    open_step(page, preview_url)
    page.route(HANDLER, lambda route: None)  # and no answer
    write(page)
    expect(line(page)).to_contain_text("Saving …")
    other = page.context.new_page()
    other.goto(f"{preview_url}/unit/block-1-plan")
    other.locator(f"{ROOT} #q-powers").fill("Another step")
    other.locator(f"{ROOT} #q-powers").blur()
    page.clock.run_for(20_500)
    expect(line(page)).to_contain_text("Not saved. The platform did not answer in time. Your text is still here.")
    expect(other.locator(f"{ROOT} p.saving")).to_contain_text("Saved at")
    page.unroute(HANDLER)
    page.clock.run_for(60_000)
    expect(line(page)).to_contain_text("Saved at")


def type_offline_and_close(page, url, text=TEXT):
    open_step(page, url)
    page.route(HANDLER, lambda route: route.abort())
    write(page, text)
    expect(line(page)).to_contain_text("Not saved. No connection.")
    page.close()  # no question is asked of a tab that a script closes


def test_what_was_typed_offline_is_offered_at_the_next_visit(page, preview_url, check_axe):
    context = page.context
    type_offline_and_close(page, preview_url)
    page = context.new_page()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "change_answer" in request.url else None)
    open_step(page, preview_url)
    offer = page.locator(f"{ROOT} [role=group]", has_text=OFFER)
    expect(offer).to_contain_text(TEXT)
    assert box(page).input_value() == ""
    check_axe(page)
    assert sent == []
    offer.get_by_role("button", name="Keep it").click()
    expect(line(page)).to_contain_text("Saved at")
    assert box(page).input_value() == TEXT
    expect(offer).to_have_count(0)
    page.reload()
    box(page).wait_for()
    assert box(page).input_value() == TEXT
    expect(page.locator(ROOT).get_by_text(OFFER)).to_have_count(0)


def test_what_the_learner_deletes_does_not_come_again(page, preview_url):
    context = page.context
    type_offline_and_close(page, preview_url)
    page = context.new_page()
    open_step(page, preview_url)
    page.locator(ROOT).get_by_role("button", name="Delete it", exact=True).click()
    expect(page.locator(ROOT).get_by_text(OFFER)).to_have_count(0)
    page.reload()
    box(page).wait_for()
    assert box(page).input_value() == ""
    assert "registry" not in json.dumps(page.evaluate("({...localStorage})"))


def test_what_was_deleted_on_the_server_is_not_put_back_by_an_open_or_a_later_page(page, preview_url):
    page.goto(f"{preview_url}/unit/farewell-explore")
    card = page.locator(".hrl-block[data-hrl-block=practice_explorer] .card").first
    card.get_by_role("button", name="Keep").click()
    expect(page.locator(".hrl-block[data-hrl-block=practice_explorer] p.saving")).to_contain_text("Saved at")
    open_step(page, preview_url)
    write(page)
    expect(line(page)).to_contain_text("Saved at")
    forget_everybody(page.context.request, preview_url)  # the rows that `learner_records forget` deletes
    sent = []
    for tab in (page, page.context.new_page()):
        tab.on("request", lambda request: sent.append(request.url) if "/change_" in request.url else None)
        open_step(tab, preview_url)
        expect(tab.locator(f"{ROOT} [role=group]", has_text=OFFER)).to_have_count(2)  # the answer, and the list
        assert box(tab).input_value() == ""
    assert sent == []
    for left in (1, 0):
        tab.locator(ROOT).get_by_role("button", name="Delete it", exact=True).first.click()
        expect(tab.locator(f"{ROOT} [role=group]", has_text=OFFER)).to_have_count(left)
    # The other tab is told, and asks no more.
    expect(page.locator(f"{ROOT} [role=group]", has_text=OFFER)).to_have_count(0)
    assert sent == []
    assert tab.evaluate("({...localStorage})") == {}


def test_a_form_of_the_course_named_cookie_does_not_stop_saving(page, preview_url):
    open_step(page, preview_url)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<form name=\"cookie\"></form>')")
    assert page.evaluate("typeof document.cookie") == "object"
    write(page)
    expect(line(page)).to_contain_text("Saved at")


def test_a_browser_whose_locks_are_refused_saves(page, preview_url):
    page.add_init_script("navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError'))")
    open_step(page, preview_url)
    write(page)
    expect(line(page)).to_contain_text("Saved at")


# The script that sends, which is loaded when the learner begins to act; "something else" is kept for the page's life.
AWAY = {
    "no connection": None,
    "refused": {"status": 503, "body": ""},
    "gone": {"status": 404, "body": "<h1>Not found</h1>"},
    "another page": {"status": 200, "content_type": "text/html", "body": "<h1>Welcome! Log in to go on.</h1>"},
    "something else": {"status": 200, "content_type": "text/javascript", "body": "/* */"},
}
SENDS = "**/public/saving-*"


def write_without_the_script_that_sends(page, url, way):
    how = AWAY[way]
    page.route(SENDS, lambda route: route.fulfill(**how) if how else route.abort())
    open_step(page, url)
    box(page).click()
    write(page)
    sentence = "Not saved. A part of this page could not be loaded. Your text is still here. We will try again."
    expect(line(page)).to_contain_text(sentence)
    assert box(page).input_value() == TEXT
    assert page.evaluate("window.dispatchEvent(new Event('beforeunload', {cancelable: true}))") is False


@pytest.mark.parametrize("by", ["itself", "the connection", "Try again"])
@pytest.mark.parametrize("way", [way for way in AWAY if way != "something else"])
def test_a_script_that_sends_is_asked_for_again_and_saves(page, preview_url, way, by):
    page.clock.install()
    write_without_the_script_that_sends(page, preview_url, way)
    page.unroute(SENDS)
    if by == "itself":
        page.clock.run_for(15_500)
    elif by == "the connection":
        page.evaluate("window.dispatchEvent(new Event('online'))")
    else:
        line(page).get_by_role("button", name="Try again").click()
    expect(line(page)).to_contain_text("Saved at")
    page.reload()
    assert box(page).input_value() == TEXT


@pytest.mark.parametrize("way", AWAY)
def test_a_new_page_offers_what_the_old_one_had_no_script_to_send(page, preview_url, way):
    write_without_the_script_that_sends(page, preview_url, way)
    page.unroute(SENDS)
    line(page).get_by_role("button", name="Load the page again").click()
    offer = page.locator(f"{ROOT} [role=group]", has_text=OFFER)
    expect(offer).to_contain_text(TEXT)
    offer.get_by_role("button", name="Keep it").click()
    expect(line(page)).to_contain_text("Saved at")
    assert box(page).input_value() == TEXT
