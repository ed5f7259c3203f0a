"""The practice explorer in a real browser, in the course's own preview."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
UNIT = "block-3-explore"
ROOT = ".hrl-block[data-hrl-block=practice_explorer]"
PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "practice_explorer" / "public"
FIRST_VIEW = json.loads((PUBLIC / "manifest.json").read_text())["first"]


@pytest.fixture
def explorer(page, preview_url):
    """The explorer of block 3, with its cards on screen."""
    return open_unit(page, preview_url)


def open_unit(page, preview_url):
    page.goto(f"{preview_url}/unit/{UNIT}")
    page.locator(f"{ROOT} .card").first.wait_for()
    return page


def cards(page):
    return page.locator(f"{ROOT} .cards > li h4").all_inner_texts()


def expect_count(page, wanted):
    """Wait until the explorer says that so many practices match."""
    expect(page.locator(f"{ROOT} .count")).to_have_text(re.compile(rf"^{wanted} practices?$"))


def count(page):
    return int(re.sub(r"\D", "", page.locator(f"{ROOT} .count").inner_text()))


def focused(page):
    """Return the text or name of what has the focus, inside the shadow root too."""
    return page.evaluate(
        "() => { let e = document.activeElement; while (e && e.shadowRoot && e.shadowRoot.activeElement)"
        " e = e.shadowRoot.activeElement; return (e.getAttribute('aria-label') || e.innerText || e.type || '').trim() }"
    )


def tab_to(page, wanted, key="Tab", most=80):
    for _step in range(most):
        page.keyboard.press(key)
        if re.search(wanted, focused(page)):
            return
    pytest.fail(f"The keyboard does not reach “{wanted}”; it stands on “{focused(page)}”.")


def wait_saved(page):
    waiting.wait_saved(page, ROOT)


def test_keyboard_journey_find_read_compare_keep_memo(explorer):
    page = explorer
    everything = page.locator(f"{ROOT} .count").inner_text()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("housing")
    expect(page.locator(f"{ROOT} .count")).not_to_have_text(everything)
    waiting.wait_quiet(page, ROOT)
    first = page.locator(f"{ROOT} .card .title").first.inner_text()
    tab_to(page, re.escape(first))
    page.keyboard.press("Enter")
    page.locator(f"{ROOT} .reader .text").wait_for()
    page.locator(f"{ROOT} .reader h4:focus", has_text=first).wait_for()
    tab_to(page, "^☆ Keep")
    page.keyboard.press("Space")
    page.locator(f"{ROOT} .note textarea").first.wait_for()
    tab_to(page, "^Compare")
    page.keyboard.press("Enter")
    tab_to(page, "^textarea$")
    page.keyboard.type("Our council may decide this.")
    wait_saved(page)
    tab_to(page, "^Copy or download", "Shift+Tab")
    page.keyboard.press("Enter")
    memo = page.get_by_label("The memo as text")
    memo.wait_for()
    assert "Our council may decide this." in memo.input_value()
    tab_to(page, "^Back to the list", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "title => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        " return e.innerText === title }",
        arg=first,
    )
    tab_to(page, "Compare|checkbox")
    page.locator(f"{ROOT} .card input[type=checkbox]").nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare (2)").focus()
    page.keyboard.press("Enter")
    page.locator(f"{ROOT} table.compare tbody tr").first.wait_for()
    expect(page.locator(f"{ROOT} table.compare thead th")).to_have_count(2)


def test_axe_finds_nothing_in_any_state(explorer, check_axe):
    page = explorer
    check_axe(page)
    page.get_by_role("button", name="Filters", exact=True).click()
    page.get_by_role("button", name="Theme", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Housing")).check()
    check_axe(page)
    page.get_by_role("searchbox").fill("zzzzzz")
    page.get_by_text("No practice matches").wait_for()
    check_axe(page)
    page.get_by_role("button", name="Clear the search").click()
    page.locator(f"{ROOT} .card .title").first.click()
    page.locator(f"{ROOT} .reader .text").wait_for()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Copy or download").click()
    page.get_by_label("The memo as text").wait_for()
    check_axe(page)
    page.get_by_role("button", name="Back to the list").click()
    for number in (0, 1):
        page.locator(f"{ROOT} .card input[type=checkbox]").nth(number).check()
    page.get_by_role("button", name=re.compile("^Compare \\(")).click()
    page.locator(f"{ROOT} table.compare tbody tr").first.wait_for()
    check_axe(page)
    page.get_by_role("button", name="Suggest a practice").click()
    page.get_by_role("button", name="Make the text").click()
    page.get_by_text("Some answers are missing").wait_for()
    check_axe(page)
    page.get_by_role("button", name="My shortlist").click()
    page.get_by_role("heading", name="My shortlist").wait_for()
    check_axe(page)


def test_filters_count_live_and_come_off_again(explorer):
    page = explorer
    everything = count(page)
    page.get_by_role("button", name="Filters", exact=True).click()
    page.get_by_role("button", name="Theme", exact=True).click()
    housing = page.locator(f"{ROOT} label.value", has_text=re.compile("^Housing"))
    promised = int(housing.locator(".tally").inner_text())
    housing.locator("input").check()
    assert promised < everything
    expect_count(page, promised)
    waiting.wait_quiet(page, ROOT)
    migration = page.locator(f"{ROOT} label.value", has_text=re.compile("^Migration"))
    more = int(migration.locator(".tally").inner_text())
    migration.locator("input").check()
    expect(page.get_by_role("button", name="Remove the filter Theme: Migration")).to_be_visible()
    waiting.wait_quiet(page, ROOT)
    assert promised <= count(page) <= promised + more
    page.get_by_role("button", name="Clear all", exact=True).click()
    expect(page.get_by_role("list", name="Chosen filters")).to_have_count(0)
    waiting.wait_quiet(page, ROOT)
    assert count(page) >= everything  # the preset of the block is off as well


def test_opening_three_practices_completes_the_activity(explorer, preview_url):
    page = explorer
    for number in range(3):
        page.locator(f"{ROOT} .card .title").nth(number).click()
        page.locator(f"{ROOT} .reader .text").wait_for()
        page.get_by_role("button", name="Back to the list").click()
    page.get_by_text("This activity is complete").wait_for()
    wait_saved(page)
    page.wait_for_load_state("networkidle")
    waiting.events_until(page, preview_url, r"edx\.practice_explorer\.practice\.opened", r'"completion": 1\.0')


def test_nothing_is_fetched_before_something_is_opened_and_then_one_file(page, preview_url):
    asked = []
    page.on("response", lambda response: response.status == 200 and asked.append(response.url))
    open_unit(page, preview_url)
    page.wait_for_load_state("networkidle")
    ours = sorted(
        re.sub(r".*[@/]([\w.-]+\.js(on)?).*", r"\1", url)
        for url in asked
        if "atlas" in url or "/practice_explorer/" in url
    )
    assert ours == sorted(["atlas.json", *FIRST_VIEW])  # the browser asks for what a view begins with in any order
    asked.clear()
    page.locator(f"{ROOT} .card .title").first.click()
    page.locator(f"{ROOT} .reader .text").wait_for()
    assert len([url for url in asked if "atlas-" in url]) == 1


def test_two_tabs_keep_both_and_a_reload_shows_both(explorer, preview_url):
    one = explorer
    two = open_unit(one.context.new_page(), preview_url)
    names = cards(one)
    one.locator(f"{ROOT} .card", has_text=names[0]).get_by_role("button", name="Keep").click()
    two.locator(f"{ROOT} .card", has_text=names[1]).get_by_role("button", name="Keep").click()
    wait_saved(one)
    wait_saved(two)
    one.reload()
    one.get_by_role("button", name="My shortlist (2)").click()
    expect(one.locator(f"{ROOT} .cards > li h4")).to_have_count(2)
    assert set(cards(one)) == {names[0], names[1]}


def test_saving_that_fails_keeps_the_text_says_so_and_tries_again(explorer):
    page = explorer
    page.locator(f"{ROOT} .card .title").first.click()
    page.get_by_role("button", name="Keep").click()
    wait_saved(page)
    page.route("**/handler/change_note*", lambda route: route.abort())
    field = page.locator(f"{ROOT} .note textarea").first
    field.fill("Words that must not get lost")
    page.get_by_role("button", name="Save my note").click()
    page.get_by_text("Not saved. No connection.").wait_for()
    assert field.input_value() == "Words that must not get lost"
    page.unroute("**/handler/change_note*")
    page.get_by_role("button", name="Try again").click()
    wait_saved(page)


def test_the_filtered_list_leaves_as_csv(explorer):
    page = explorer
    waiting.search(page, ROOT, "barcelona")
    shown = count(page)
    page.get_by_role("button", name="Copy or download this list").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"Download \d+ practice")).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Title,City,Country")
    assert text.count("Barcelona,Spain") == shown


def test_in_a_phones_app_a_text_to_copy_comes_first(open_page, preview_url):
    page = open_page(
        user_agent="Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/120 Mobile edX/org.edx.mobile/1"
    )
    open_unit(page, preview_url)
    page.get_by_role("button", name="Copy or download this list").click()
    page.get_by_label("The list, to copy").wait_for()


def test_suggesting_a_practice_ends_in_a_text(explorer):
    page = explorer
    page.get_by_role("button", name="Suggest a practice").click()
    page.get_by_role("button", name="Make the text").click()
    page.get_by_text("Some answers are missing").wait_for()
    page.get_by_label("City", exact=False).first.fill("Ribeira Brava")
    for label, value in (("Country", "Cabo Verde"), ("Size of city", None), ("Theme", "Housing")):
        field = page.get_by_label(label, exact=False).first
        field.select_option(label=value) if value else field.select_option(index=2)
    long = "The council opened a house where tenants get advice and a lawyer writes for them when they cannot."
    texts = {
        "Title": "A house for the rights of tenants",
        "What was wrong": long,
        "What was done": long,
        "Who took part": long,
        "its title": "Report 2024",
        "who published it": "The council",
    }
    for label, value in texts.items():
        page.get_by_label(label, exact=False).first.fill(value)
    text = page.get_by_label("Your text")
    text.wait_for()
    assert "Ribeira Brava" in text.input_value()
    assert page.get_by_role("link", name="cisdp1@uclg.org").get_attribute("href").startswith("mailto:cisdp1@uclg.org")


def test_cities_like_mine_come_first(explorer):
    page = explorer
    page.get_by_role("button", name="Show cities like mine first").click()
    page.get_by_label("My world region").select_option(label="Africa")
    page.get_by_role("button", name="My city: Africa").wait_for()
    wait_saved(page)
    waiting.wait_quiet(page, ROOT)
    places = page.locator(f"{ROOT} .card .place").all_inner_texts()[:3]
    page.reload()
    page.locator(f"{ROOT} .card").first.wait_for()
    page.get_by_role("button", name="My city: Africa").wait_for()
    waiting.wait_quiet(page, ROOT)
    assert page.locator(f"{ROOT} .card .place").all_inner_texts()[:3] == places


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_and_targets_are_large_enough(open_page, preview_url, width):
    page = open_page(viewport={"width": width, "height": 800})
    open_unit(page, preview_url)
    page.get_by_role("button", name="Filters", exact=True).click()
    page.get_by_role("button", name="Theme", exact=True).click()
    check_sizes(page)
    page.locator(f"{ROOT} .card .title").first.click()
    page.locator(f"{ROOT} .reader .text").wait_for()
    check_sizes(page)


def check_sizes(page):
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    small = page.locator(ROOT).evaluate(
        """block => [...block.shadowRoot.querySelectorAll('button, select, textarea, input')]
            .filter(e => e.getClientRects().length)
            .filter(e => { const r = e.getBoundingClientRect(); return r.width < 20 || r.height < 20
                || (e.type !== 'checkbox' && (r.width < 24 || r.height < 24)) })
            .map(e => e.innerText || e.type)"""
    )
    assert small == []


def test_text_twice_as_large_still_fits(open_page, preview_url):
    page = open_page(viewport={"width": 640, "height": 800})
    open_unit(page, preview_url)
    page.locator(ROOT).evaluate("block => block.shadowRoot.querySelector('.frame').style.fontSize = '32px'")
    check_sizes(page)


def test_arabic_runs_from_right_to_left(page, preview_url, check_axe):
    page.goto(f"{preview_url}/")
    with page.expect_navigation():
        page.locator("select[name=language]").select_option("ar")
    open_unit(page, preview_url)
    frame = page.locator(f"{ROOT} .frame")
    assert frame.get_attribute("dir") == "rtl"
    first, second = (page.locator(f"{ROOT} .views button").nth(number).bounding_box() for number in (0, 1))
    assert first["x"] > second["x"]
    check_axe(page)


def test_a_practice_in_arabic_stays_on_a_phones_screen(open_page, preview_url):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{preview_url}/")
    with page.expect_navigation():
        page.locator("select[name=language]").select_option("ar")
    open_unit(page, preview_url)
    page.locator(f"{ROOT} .card .title").first.click()
    page.locator(f"{ROOT} .reader .sources").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360


def test_forced_colours_and_reduced_motion_keep_everything_readable(open_page, preview_url, check_axe):
    page = open_page(forced_colors="active", reduced_motion="reduce")
    open_unit(page, preview_url)
    check_axe(page)
    duration = page.locator(f"{ROOT} .button").first.evaluate("e => getComputedStyle(e).transitionDuration")
    assert duration in ("0s", "")


def test_counts_are_announced_calmly(page, preview_url):
    """Once the reader rests, not after each letter. The page's clock goes on when the test says so."""
    page.clock.install()
    open_unit(page, preview_url)
    region = page.locator(f"{ROOT} [role=status]").first
    expect(region).to_have_text(re.compile("practice"))
    before = region.text_content()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 5)
    page.get_by_role("searchbox").press_sequentially("water")
    page.clock.run_for(900)
    assert region.text_content() == before
    page.clock.run_for(5_000)
    expect(region).to_have_text(page.locator(f"{ROOT} .count").inner_text())
    assert region.text_content() != before
