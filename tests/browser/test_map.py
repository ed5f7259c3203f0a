"""The map in a real browser, in the course's own preview."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
UNIT = "welcome-map"
ROOT = ".hrl-block[data-hrl-block=rights_map]"
PUBLIC = Path(__file__).resolve().parents[2] / "xblocks" / "rights_map" / "public"
CITY = "gwangju-kr"
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def world(page, preview_url):
    """The world map of the welcome, with its list on screen."""
    return open_unit(page, preview_url)


def open_unit(page, url, unit=UNIT, fragment=""):
    page.goto(f"{url}/unit/{unit}{fragment}")
    page.locator(f"{ROOT} .place-button").first.wait_for()
    return page


def count(page):
    return int(re.sub(r"\D", "", page.locator(f"{ROOT} .search .count").inner_text()))


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


def spoken(page):
    """Return what a screen reader says of the place that the map's keys are at."""
    return page.locator(f"{ROOT} .map-keys [role=option]").inner_text()


def tree(page):
    """Return the accessibility tree as Chromium gives it: a list of (role, name, focused)."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    found = []
    for node in nodes:
        if node.get("ignored"):
            continue
        marks = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        found.append((node["role"]["value"], node.get("name", {}).get("value", ""), bool(marks.get("focused")), marks))
    return found


def named(nodes, role, pattern):
    return [name for found, name, _focused, _marks in nodes if found == role and re.search(pattern, name)]


def wait_fewer(page, most):
    """Wait until the list follows a search."""
    waiting.until(page, page.locator(f"{ROOT} .place-button").count, lambda count: count < most)
    waiting.wait_quiet(page, ROOT)


def wait_until(page, read, wanted):
    """Wait until `read(page)` gives the text."""
    return waiting.until(page, lambda: read(page), wanted)


def wait_picture(page, box, before):
    """Wait until the map no longer looks as before, and then until it is still; return its picture."""
    seen = [before]

    def still():
        seen.append(box.screenshot())
        return seen[-1] != before and seen[-2:] == [seen[-1]] * 2

    waiting.until(page, still, lambda is_still: is_still)
    return seen[-1]


def option(page):
    """Return the place that the map speaks of, from the accessibility tree."""
    return "\n".join(name for role, name, _focused, _marks in tree(page) if role == "option" and "," in name)


def wait_saved(page):
    waiting.wait_saved(page, ROOT)


def test_keyboard_journey_find_gwangju_read_its_recognition_open_a_practice(world):
    page = world
    page.get_by_role("searchbox").first.focus()
    page.keyboard.type("gwangju")
    wait_fewer(page, 5)
    tab_to(page, r"^Map of \d+ place")
    wait_until(page, spoken, re.compile("Gwangju, Republic of Korea.*Decision of the council, 2009", re.S))
    page.keyboard.press("Enter")
    page.locator(f"{ROOT} .city h4").wait_for()
    wait_until(page, focused, "Gwangju, Republic of Korea")
    panel = page.locator(f"{ROOT} .city").inner_text()
    assert "Decision of the council, 2009" in panel
    assert "ordinance" in panel
    title = page.locator(f"{ROOT} .city .title").first.inner_text()
    tab_to(page, re.escape(title))
    page.keyboard.press("Enter")
    page.locator(f"{ROOT} .reader .text, {ROOT} .reader .lead").first.wait_for()
    wait_until(page, focused, title)
    tab_to(page, "^☆ Keep")
    page.keyboard.press("Space")
    page.locator(f"{ROOT} .note textarea").first.wait_for()
    tab_to(page, "^Back to Gwangju", "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(f"{ROOT} .city h5", has_text="Recognition").wait_for()
    wait_saved(page)


def test_accessibility_tree_journey(world):
    page = world
    nodes = tree(page)
    assert named(nodes, "listbox", r"^Map of \d+ places")
    assert named(nodes, "checkbox", "Decision of the council")
    box = page.get_by_role("listbox", name=re.compile("^Map of"))
    box.focus()
    wait_until(page, option, re.compile("^.+,.+$"))
    first = option(page)
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    wait_until(page, option, first)
    page.get_by_role("searchbox").first.fill("Gwangju")
    wait_fewer(page, 5)
    wait_until(page, option, re.compile(r"Gwangju, Republic of Korea\. Decision of the council, 2009\..* practice"))
    button = page.get_by_role("button", name=re.compile("^Gwangju, Republic of Korea"))
    button.first.click()
    page.locator(f"{ROOT} .city h4:focus").wait_for()  # the heading comes first, its focus a frame later
    nodes = tree(page)
    assert named(nodes, "heading", "^Gwangju, Republic of Korea$")
    assert any(role == "heading" and is_focused and "Gwangju" in name for role, name, is_focused, _marks in nodes)
    assert named(nodes, "heading", "^Recognition$")
    assert any("ordinance" in name for role, name, _focused, _marks in nodes if role == "StaticText")
    practice = page.locator(f"{ROOT} .city .title").first.inner_text()
    page.get_by_role("button", name=practice).click()
    page.locator(f"{ROOT} .reader h5").first.wait_for()
    assert named(tree(page), "heading", re.escape(practice))


def test_arrows_go_to_a_neighbour_in_their_direction_and_the_map_is_one_stop(world):
    page = world
    box = page.get_by_role("listbox", name=re.compile("^Map of"))
    box.focus()
    page.keyboard.press("Home")
    waiting.wait_quiet(page, ROOT)
    start = spoken(page)
    page.keyboard.press("ArrowRight")
    wait_until(page, spoken, lambda said: said != start)
    options = page.locator(f"{ROOT} .map-keys [role=option]")
    assert options.count() == 1
    assert options.get_attribute("aria-setsize") == str(count(page))
    page.keyboard.press("Tab")
    wait_until(page, focused, "Zoom in")


def test_the_legend_filters_map_list_and_table_alike(world):
    page = world
    before = count(page)
    page.get_by_role("checkbox", name=re.compile("Member of a network")).check()
    page.locator(f"{ROOT} .same .count").get_by_text(re.compile(rf"^(?!{before} )")).wait_for()
    now = count(page)
    assert now > before
    page.get_by_role("button", name="Table").click()
    page.locator(f"{ROOT} .table tbody tr").first.wait_for()
    show = page.get_by_role("button", name=re.compile(r"^Show \d+ more"))
    if show.count():
        show.click()
    expect(page.locator(f"{ROOT} .table tbody tr")).to_have_count(now)
    expect(page.locator(f"{ROOT} .same .count")).to_have_text(re.compile(f"^{now}"))
    expect(page.get_by_role("listbox", name=f"Map of {now} places")).to_have_count(1)


def test_the_table_sorts(world):
    page = world
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Year", exact=True).click()
    expect(page.locator(f"{ROOT} th[aria-sort=ascending]")).to_contain_text("Year")
    years = page.locator(f"{ROOT} .table tbody tr td:nth-child(5)").all_inner_texts()
    known = [int(year) for year in years if year.isdigit()]
    assert known == sorted(known)
    assert known[0] == 1975


def test_a_place_that_is_opened_counts_and_completes(world, preview_url):
    page = world
    for number in range(3):
        place = page.locator(f"{ROOT} .place-button").nth(number)
        name = place.locator("strong").inner_text()
        place.click()
        expect(page.locator(f"{ROOT} .city h4")).to_contain_text(name)
    page.locator(f"{ROOT} .progress .done, {ROOT} .done").first.wait_for()
    wait_saved(page)
    waiting.events_until(page, preview_url, r"edx\.rights_map\.city\.opened")
    page.goto(f"{preview_url}/unit/{UNIT}")
    page.locator(f"{ROOT} .seen").first.wait_for()
    expect(page.locator(f"{ROOT} .progress")).to_contain_text("You opened 3 of 3 cities")


def test_pointer_zooms_into_a_group_and_opens_a_place(world):
    page = world
    box = page.locator(f"{ROOT} .map-box")
    box.scroll_into_view_if_needed()
    before = box.screenshot()
    page.get_by_role("button", name="Zoom in").click()
    near = wait_picture(page, box, before)
    frame = box.bounding_box()
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    scroll = page.evaluate("window.scrollY")
    page.mouse.wheel(0, 120)  # without a key: the page scrolls
    waiting.until(page, lambda: page.evaluate("window.scrollY"), lambda now: now != scroll)
    expect(box).to_have_attribute("data-zoomed", "yes")
    box.scroll_into_view_if_needed()
    page.get_by_role("button", name="Whole view").click()
    expect(box).not_to_have_attribute("data-zoomed", "yes")
    wait_picture(page, box, near)


def test_places_at_one_point_are_listed_by_name(open_page, preview_url):
    """Without motion, so that a click meets the map where it stays."""
    page = open_unit(open_page(reduced_motion="reduce"), preview_url)
    page.get_by_role("searchbox").first.fill("barcelona")
    wait_fewer(page, 9)
    page.get_by_role("button", name="Fit to result").click()
    expect(page.locator(f"{ROOT} .map-box")).to_have_attribute("data-zoomed", "yes")
    box = page.locator(f"{ROOT} .map-box")
    x, y = middle_of(box)
    group = page.get_by_role("group", name="Places at this point")
    for _closer in range(4):  # a group is zoomed into, until it does not come apart
        if group.count():
            break
        before = box.screenshot()
        page.mouse.click(x, y)
        waiting.until(page, lambda: group.count() or box.screenshot() != before, bool)  # noqa: B023 - read at once
        waiting.wait_quiet(page, ROOT)
    group.get_by_role("button", name="Barcelona", exact=True).click()
    page.locator(f"{ROOT} .city h4", has_text="Barcelona, Spain").wait_for()


def middle_of(box):
    box.scroll_into_view_if_needed()
    frame = box.bounding_box()
    return frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2


def test_two_fingers_zoom_and_one_still_scrolls_the_page(open_page, preview_url):
    options = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
    page = open_unit(open_page(**options), preview_url)
    box = page.locator(f"{ROOT} .map-box")
    client = page.context.new_cdp_session(page)

    def touch(kind, *points):
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        page.evaluate(FRAME)

    def scrolled():
        return page.evaluate("window.scrollY")

    def swipe():
        x, y = middle_of(box)
        before = scrolled()
        touch("touchStart", (x, y))
        for step in range(1, 11):
            touch("touchMove", (x, y - 6 * step))
        touch("touchEnd")
        return before

    before = swipe()
    waiting.until(page, scrolled, lambda now: now - before > 20)
    waiting.until(page, lambda: scrolled() == page.evaluate(f"{FRAME}.then(() => window.scrollY)"), bool)
    x, y = middle_of(box)
    touch("touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 11):
        touch("touchMove", (x - 20 - 5 * step, y), (x + 20 + 5 * step, y))
    touch("touchEnd")
    expect(box).to_have_attribute("data-zoomed", "yes")
    assert page.evaluate("visualViewport.scale") == 1  # the map zoomed, not the page
    waiting.wait_quiet(page, ROOT)
    before = swipe()
    waiting.wait_quiet(page, ROOT)
    assert scrolled() == before  # zoomed in, one finger moves the map


def test_years_in_words_and_undated_places_stay(world):
    page = world
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    story = page.locator(f"{ROOT} .story")
    expect(story).to_have_text(re.compile("^1975: Itami"))
    assert "no known year" in page.locator(f"{ROOT} .years").inner_text()
    label = page.locator(f"{ROOT} .search .count")
    few = count(page)
    page.get_by_role("button", name="Next year").click()
    expect(story).to_have_text(re.compile(r"^19(?!75)\d\d: "))
    said = label.inner_text()
    page.get_by_role("button", name="All years").click()
    expect(label).not_to_have_text(said)
    assert count(page) > few


def test_play_shows_year_after_year(world):
    page = world
    page.get_by_role("button", name="Play").click()
    page.locator(f"{ROOT} .story", has_text="1975: Itami").wait_for()
    page.locator(f"{ROOT} .story", has_not_text="1975: Itami").wait_for()
    page.get_by_role("button", name="Pause").click()


def test_reduced_motion_steps_and_does_not_play(open_page, preview_url):
    page = open_unit(open_page(reduced_motion="reduce"), preview_url)
    assert not page.get_by_role("button", name="Play").is_visible()
    page.get_by_role("button", name="Year before").click()
    expect(page.locator(f"{ROOT} .story")).to_have_text(re.compile(r"^20\d\d: "))


def test_my_territory_measures_and_stays(world, preview_url):
    page = world
    page.get_by_role("button", name="My territory").click()
    page.get_by_label("Find it, or a place near it, in the atlas").fill("sao paulo")
    page.locator(f"{ROOT} .chip").first.click()
    near = page.locator(f"{ROOT} .notice li")
    near.first.wait_for()
    assert "km" in near.nth(1).inner_text()
    wait_saved(page)
    open_unit(page, preview_url)
    page.locator(f"{ROOT} .place-button").first.click()
    page.locator(f"{ROOT} .city", has_text="from your territory").wait_for()


def test_pointing_at_the_map_marks_the_territory(world):
    page = world
    page.get_by_role("button", name="My territory").click()
    page.get_by_role("button", name="Point at it on the map").click()
    box = page.locator(f"{ROOT} .map-box")
    expect(box).to_have_attribute("data-picking", "yes")
    box.scroll_into_view_if_needed()
    frame = box.bounding_box()
    page.mouse.click(frame["x"] + 0.3 * frame["width"], frame["y"] + 0.9 * frame["height"])
    page.locator(f"{ROOT} h5", has_text="The nearest human rights cities").wait_for()


def test_taking_away_a_table_and_a_picture(world):
    page = world
    shown = count(page)
    page.get_by_role("button", name="Copy or download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"Download \d+ places \(CSV\)")).click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == shown + 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the map (SVG)").click()
    picture = download.value.path().read_text(encoding="utf-8")
    for part in ("<svg", "Natural Earth", "Own declaration", "opinion", "2026"):
        assert part in picture
    page.set_content(f"<body>{picture}</body>")
    assert page.locator("svg > g").count() > 0


def test_a_link_opens_its_city(open_page, preview_url):
    page = open_unit(open_page(), preview_url, fragment=f"#city={CITY}")
    page.locator(f"{ROOT} .city h4", has_text="Gwangju").wait_for()


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1280, "height": 900}},
        {"viewport": {"width": 320, "height": 700}},
        {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    ],
    ids=["desktop", "phone", "forced colours"],
)
def test_axe_finds_nothing_in_any_state(open_page, preview_url, check_axe, options):
    page = open_unit(open_page(**options), preview_url)
    check_axe(page)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="World region").first.wait_for()
    page.get_by_role("button", name="World region").first.click()
    page.get_by_role("button", name="My territory").click()
    page.locator(f"{ROOT} .place-button").first.click()
    page.locator(f"{ROOT} .city h4").wait_for()
    page.get_by_role("button", name="Table").click()
    page.locator(f"{ROOT} .table").wait_for()
    check_axe(page)
    page.get_by_role("button", name="Copy or download").click()
    page.get_by_role("searchbox").first.fill("zzzz")
    page.locator(f"{ROOT} .same .notice").wait_for()
    check_axe(page)


def test_nothing_is_wider_than_a_phone_and_taps_are_large_enough(open_page, preview_url):
    page = open_unit(open_page(viewport={"width": 320, "height": 700}), preview_url)
    page.locator(f"{ROOT} .place-button").first.click()
    page.locator(f"{ROOT} .city h4").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        f"""() => [...document.querySelector("{ROOT}").shadowRoot
            .querySelectorAll("button, label, input:not([type=checkbox])")]
          .map((e) => [e.innerText || e.type, e.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    )
    assert small == []


def test_arabic_reads_from_the_right(open_page, preview_url):
    page = open_page()
    page.goto(f"{preview_url}/")
    with page.expect_navigation():
        page.locator("select[name=language]").select_option("ar")
    open_unit(page, preview_url)
    assert page.locator(f"{ROOT} .frame").get_attribute("dir") == "rtl"
    assert "Search" not in page.locator(f"{ROOT} .search").inner_text()
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(page.locator(f"{ROOT} .story")).to_have_text(re.compile(r"\S"))


def test_without_the_atlas_there_is_a_sentence_and_another_try(open_page, preview_url):
    page = open_page()
    page.route("**/*atlas.json*", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{preview_url}/unit/{UNIT}")
    page.locator(f"{ROOT} [role=alert]").wait_for()
    page.unroute("**/*atlas.json*")
    page.get_by_role("button", name="Try again").click()
    page.locator(f"{ROOT} .place-button").first.wait_for()


def test_the_land_is_on_screen_before_the_atlas_and_stays_where_it_is(open_page, preview_url):
    page = open_page()
    held = []
    page.route("**/*atlas.json*", lambda route: held.append(route))
    page.goto(f"{preview_url}/unit/{UNIT}")
    page.locator(f"{ROOT} .waiting").wait_for()
    box = page.locator(f"{ROOT} .map-box")
    colours = f"""() => {{ const canvas = document.querySelector("{ROOT}").shadowRoot.querySelector("canvas");
        const {{data}} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size }}"""
    # Ocean, land and what is beside the globe.
    waiting.until(page, lambda: page.evaluate(colours), lambda count: count > 2)
    waiting.until(page, lambda: len(held), lambda count: count > 0)
    before = box.bounding_box()
    assert page.get_by_role("searchbox").first.is_disabled()
    held[0].continue_()
    page.locator(f"{ROOT} .place-button").first.wait_for()
    assert page.get_by_role("searchbox").first.is_enabled()
    assert box.bounding_box() == before


def test_the_first_view_fetches_its_script_and_the_atlas_only(open_page, preview_url):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_unit(page, preview_url)
    page.wait_for_load_state("networkidle")
    ours = [url for url in asked if "rights_map" in url or "atlas" in url]
    names = sorted(re.sub(r".*[/@]", "", url.split("?")[0]) for url in ours)
    first = json.loads((PUBLIC / "manifest.json").read_text())["first"]
    assert names == sorted(["atlas.json", *first]), json.dumps(ours)
