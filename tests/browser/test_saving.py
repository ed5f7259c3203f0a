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
