"""Editors in the small Studio: settings of the three blocks, cities and practices, spreadsheets, two authors."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
UNIT = """<vertical display_name="Words">
  <practice_explorer url_name="an-explorer" display_name="Explore" atlas="/static/atlas.json" future="kept"/>
  <rights_map url_name="a-map" display_name="Map" atlas="/static/atlas.json"/>
  <action_plan url_name="a-plan" display_name="Plan" atlas="/static/atlas.json" step="2"/>
</vertical>
"""
KINDS = {"an-explorer": "practice_explorer", "a-map": "rights_map", "a-plan": "action_plan"}


def make_course(folder):
    """Copy the small course, with our blocks in one unit, and the real atlas."""
    course = folder / "course"
    shutil.copytree(ROOT / "tests" / "preview" / "data" / "small-course", course)
    for path in (ROOT / "course" / "static").glob("atlas*.json"):
        shutil.copy(path, course / "static")
    (course / "vertical" / "cloud.xml").write_text(UNIT)
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("editors"))


@pytest.fixture(autouse=True)
def course_as_it_was(course):
    """Each test starts with the same files."""
    yield
    (course / "vertical" / "cloud.xml").write_text(UNIT)
    for path in (ROOT / "course" / "static").glob("atlas*.json"):
        shutil.copy(path, course / "static")


@pytest.fixture
def edit(page, serve_course, course):
    """Open the editor of a block as course staff, and return the page."""
    return opener(page, serve_course(course))


def opener(page, url):
    def open_(name):
        page.goto(f"{url}/xblock/block-v1:TEST+SMALL+2026+type@{KINDS[name]}+block@{name}/action/edit")
        button = page.get_by_role("button", name="Continue as course staff")
        if button.count():
            button.click()
        expect(page.get_by_role("button", name="Edit cities and practices")).to_be_visible()
        return page

    return open_


def stored(course, name="atlas.json"):
    return json.loads((course / "static" / name).read_text(encoding="utf-8"))


def save_settings(page):
    page.get_by_role("button", name="Save", exact=True).click()


def open_atlas(page):
    page.get_by_role("button", name="Edit cities and practices").click()
    expect(page.get_by_role("table")).to_be_visible()


def open_practice(page, title):
    page.get_by_label("Search practices").fill(title)
    page.get_by_role("table").get_by_role("button", name=title, exact=True).first.click()


def keep(page):
    page.get_by_role("button", name="Keep", exact=True).click()


def save_atlas(page):
    page.get_by_role("button", name="Save to the course").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Saved. Learners see it now.").first).to_be_visible()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [320, 1280])
def test_an_editor_is_usable_by_everybody(edit, check_axe, name, width):
    page = edit(name)
    page.set_viewport_size({"width": width, "height": 800})
    check_axe(page)
    wide = page.evaluate("document.getElementById('unit').scrollWidth - document.getElementById('unit').clientWidth")
    assert wide <= 0


# What Studio's own sheet says of the box in which an editor stands, and of its buttons.
STUDIO_RULES = """
  .edit-xblock-modal { position: relative; overflow: auto; block-size: 435px; }
  .xblock-actions { position: absolute; bottom: 0; inline-size: 100%; }
"""


@pytest.mark.parametrize("name", KINDS)
def test_save_stays_in_sight_however_far_one_scrolls(edit, name):
    page = edit(name)
    page.evaluate(
        "(rules) => { const s = new CSSStyleSheet(); s.replaceSync(rules); document.adoptedStyleSheets = [s]; }",
        STUDIO_RULES,
    )
    save = page.get_by_role("button", name="Save", exact=True)
    frame = page.locator(".edit-xblock-modal").bounding_box()
    for way in (0, 300, 100_000):
        page.evaluate("(way) => { document.querySelector('.edit-xblock-modal').scrollTop = way; }", way)
        box = save.bounding_box()
        assert frame["y"] <= box["y"], f"scrolled by {way}"
        assert box["y"] + box["height"] <= frame["y"] + frame["height"], f"scrolled by {way}"


# Goes to the first thing that one can use, and remembers what the focus reaches from there.
START = """() => {
  const root = document.querySelector('.hrl-block').shadowRoot;
  root.activeElement?.blur();
  window.reached = new Set();
  root.addEventListener('focusin', () => window.reached.add(root.activeElement));
  root.querySelector('button:enabled, input:enabled, select, textarea').focus();
}"""
# True while the focus is in the editor. A long list draws its next rows a frame after the focus moved.
INSIDE = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
  done(document.activeElement === document.querySelector('.hrl-block')))))"""
# What one can use and the focus did not reach. One radio button stands for its group.
MISSED = """() => {
  const root = document.querySelector('.hrl-block').shadowRoot;
  return [...root.querySelectorAll('button, input, select, textarea, a[href], [tabindex="0"]')]
    .filter((e) => !e.disabled && e.getClientRects().length && (e.type !== 'radio' || e.checked))
    .filter((e) => !window.reached.has(e)).map((e) => e.outerHTML.slice(0, 120));
}"""
# More than there are rows in the longest list.
MOST_TABS = 600


def check_usable(page, check_axe):
    """No finding of axe, nothing wider than the frame, and the Tab key reaches everything."""
    waiting.wait_quiet(page, ".hrl-block")
    check_axe(page)
    wide = page.evaluate("document.getElementById('unit').scrollWidth - document.getElementById('unit').clientWidth")
    assert wide <= 0
    page.evaluate(START)
    for _each in range(MOST_TABS):
        page.keyboard.press("Tab")
        if not page.evaluate(INSIDE):
            break
    assert page.evaluate(MISSED) == []


@pytest.mark.parametrize("name", KINDS)
def test_the_keyboard_reaches_everything_in_an_editor(edit, check_axe, name):
    page = edit(name)
    page.set_viewport_size({"width": 320, "height": 640})
    if name == "a-plan":
        page.get_by_role("button", name="Change these questions").click()
    else:
        expect(page.get_by_role("status").or_(page.locator(".notice")).first).to_be_visible()
    check_usable(page, check_axe)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_be_focused()


def test_the_atlas_editor_is_usable_at_320_pixels(edit, course, check_axe):
    page = edit("an-explorer")
    page.set_viewport_size({"width": 320, "height": 640})
    open_atlas(page)
    check_usable(page, check_axe)
    page.get_by_role("button", name="Cities", exact=True).click()
    check_usable(page, check_axe)
    page.get_by_role("button", name="Add a city").click()
    check_usable(page, check_axe)
    page.get_by_role("button", name="Keep", exact=True).click()
    check_axe(page)
    page.get_by_role("button", name="Back to the list").click()
    page.get_by_role("button", name="Spreadsheets").click()
    check_usable(page, check_axe)
    page.get_by_role("button", name="Back to the list").click()
    page.get_by_role("button", name="Practices", exact=True).click()
    open_practice(page, stored(course)["practices"][0]["title"])
    check_usable(page, check_axe)
    page.get_by_label("Title", exact=True).fill("A title that the team chose")
    keep(page)
    check_usable(page, check_axe)
    page.get_by_role("button", name="Save to the course").click()
    expect(page.get_by_role("button", name="Save now")).to_be_visible()
    check_usable(page, check_axe)
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Saved. Learners see it now.").first).to_be_visible()
    check_usable(page, check_axe)


def test_settings_change_one_line_and_keep_what_a_newer_release_wrote(edit, course):
    page = edit("an-explorer")
    page.get_by_label("Title", exact=True).fill("Find homes")
    page.get_by_label("Practices to open").fill("5")
    page.get_by_role("button", name="Theme").click()
    page.get_by_label("Housing").first.check()
    save_settings(page)
    page.wait_for_url("**/studio/unit/cloud")
    text = (course / "vertical" / "cloud.xml").read_text()
    assert 'future="kept"' in text
    assert 'display_name="Find homes"' in text
    assert "theme: housing" in text
    assert text.splitlines()[-4:-1][1:] == UNIT.splitlines()[-3:-1]
    expect(page.get_by_role("heading", name="Find homes").first).to_be_visible()


def test_the_count_of_practices_follows_the_filters(edit, course):
    page = edit("an-explorer")
    expect(page.get_by_text(f"{len(stored(course)['practices'])} practices match.")).to_be_visible()
    page.get_by_role("button", name="World region").click()
    page.get_by_label("Eurasia").check()
    countries = {c["code"] for c in stored(course)["vocabulary"]["countries"] if c["section"] == "eurasia"}
    cities = {c["id"] for c in stored(course)["cities"] if c["country"] in countries}
    count = sum(practice["city"] in cities for practice in stored(course)["practices"])
    expect(page.get_by_text(f"{count} practices match.")).to_be_visible()
    page.get_by_label("Practices to open").fill(str(count + 1))
    expect(page.get_by_text(f"Learners are asked to open {count + 1}.")).to_be_visible()


def test_a_wrong_value_is_named_and_nothing_typed_is_lost(edit, course):
    page = edit("a-map")
    page.get_by_label("Title", exact=True).fill("Typed before")
    page.get_by_role("textbox", name="Cities to open").fill("many")
    save_settings(page)
    expect(page.get_by_text("Write a whole number from 0 to 50.")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Cities to open")).to_be_visible()
    expect(page.get_by_role("textbox", name="Cities to open")).to_be_focused()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Typed before")
    assert (course / "vertical" / "cloud.xml").read_text() == UNIT


def test_a_setting_is_reset(edit, course):
    page = edit("a-map")
    page.get_by_role("button", name="Reset Title").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Map of human rights cities")
    save_settings(page)
    page.wait_for_url("**/studio/unit/cloud")
    assert (
        '<rights_map url_name="a-map" atlas="/static/atlas.json"/>' in (course / "vertical" / "cloud.xml").read_text()
    )


def test_questions_of_the_plan_are_reworded_and_keep_their_names(edit, course):
    page = edit("a-plan")
    page.get_by_role("button", name="Change these questions").click()
    first = page.get_by_label("Question 1", exact=True)
    name = "Which right is not real here yet?"
    first.fill(name)
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label(re.compile(r"^Question \d$")).last.fill("Who else knows?")
    save_settings(page)
    page.wait_for_url("**/studio/unit/cloud")
    lines = (course / "vertical" / "cloud.xml").read_text()
    assert re.search(rf"[a-z_]+: {re.escape(name)}", lines)
    assert "own_1: Who else knows?" in lines
    expect(page.get_by_text(name).first).to_be_visible()


def test_a_practice_is_changed_for_every_block_and_the_state_before_is_offered(edit, course, check_axe):
    page = edit("an-explorer")
    before = (course / "static" / "atlas.json").read_text(encoding="utf-8")
    others = {p.name: p.read_bytes() for p in (course / "static").glob("atlas-*.json")}
    practice = stored(course)["practices"][0]
    open_atlas(page)
    check_axe(page)
    open_practice(page, practice["title"])
    check_axe(page)
    page.get_by_label("Title", exact=True).fill("short")
    expect(page.get_by_text("Write at least 12 characters; there are 5.")).to_be_visible()
    keep(page)
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_label("Title", exact=True).fill("A title that the team chose")
    keep(page)
    page.get_by_role("button", name="Save to the course").click()
    expect(page.get_by_text("This changes every explorer, map and plan in this course at once")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Save now").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download atlas.json as it was").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == before
    titles = {p["id"]: p["title"] for p in stored(course)["practices"]}
    assert titles[practice["id"]] == "A title that the team chose"
    assert {p.name: p.read_bytes() for p in (course / "static").glob("atlas-*.json")} == others


def add_city(page):
    page.get_by_role("button", name="Cities", exact=True).click()
    page.get_by_role("button", name="Add a city").click()
    page.get_by_label("Name", exact=True).fill("Testville")
    page.get_by_label("Country").select_option("KE")
    page.get_by_label("Size of city").select_option("town")
    page.get_by_label("Search for a place").fill("Kenya")
    page.get_by_role("button", name="Kenya: show on the map").click()
    page.get_by_role("img", name="Map: click to set the position").click()
    keep(page)


def test_a_city_is_added_by_pointing_deleted_and_brought_back(edit, course):
    page = edit("a-map")
    open_atlas(page)
    add_city(page)
    page.get_by_label("Search cities").fill("testville")
    page.get_by_role("table").get_by_role("button", name="Testville").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_label("Search cities").fill("testville")
    expect(page.get_by_text("0 cities")).to_be_visible()
    page.get_by_role("button", name="Undo the last step").click()
    save_atlas(page)
    city = next(c for c in stored(course)["cities"] if c["name"] == "Testville")
    assert city["coords_from"] == "author"
    assert -5 < city["lat"] < 5
    assert 33 < city["lon"] < 42


def test_a_city_with_practices_is_not_deleted(edit, course):
    page = edit("a-map")
    used = stored(course)["practices"][0]["city"]
    name = next(c["name"] for c in stored(course)["cities"] if c["id"] == used)
    open_atlas(page)
    page.get_by_role("button", name="Cities", exact=True).click()
    page.get_by_label("Search cities").fill(f"{name} {used}")
    page.get_by_role("table").get_by_role("button", name=name, exact=True).first.click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("alert").filter(has_text="in this city")).to_be_visible()


def test_somebody_elses_save_is_shown_and_both_changes_survive(edit, course):
    page = edit("an-explorer")
    first, second = stored(course)["practices"][:2]
    open_atlas(page)
    open_practice(page, first["title"])
    page.get_by_label("Title", exact=True).fill("My title for this practice")
    keep(page)
    theirs = stored(course)
    theirs["practices"][1]["title"] = "A title by somebody else"
    (course / "static" / "atlas.json").write_text(json.dumps(theirs, ensure_ascii=False), encoding="utf-8")
    page.get_by_role("button", name="Save to the course").click()
    expect(page.get_by_role("alert").filter(has_text="Somebody else saved the atlas")).to_be_visible()
    expect(page.get_by_text("A title by somebody else").first).to_be_visible()
    page.get_by_role("button", name="Reload and apply my changes again").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Saved. Learners see it now.").first).to_be_visible()
    titles = {p["id"]: p["title"] for p in stored(course)["practices"]}
    assert titles[first["id"]] == "My title for this practice"
    assert titles[second["id"]] == "A title by somebody else"


def whole(course):
    """True when each card has its body."""
    bodies = {b["id"] for path in (course / "static").glob("atlas-*.json") for b in stored(course, path.name)["bodies"]}
    return {p["id"] for p in stored(course)["practices"]} <= bodies


def test_a_failed_upload_keeps_the_changes_and_leaves_a_whole_atlas(edit, course):
    page = edit("an-explorer")
    old, other = stored(course)["practices"][:2]
    open_atlas(page)
    open_practice(page, old["title"])
    page.get_by_role("button", name="Duplicate").click()
    page.get_by_label("Title", exact=True).fill("A second practice of this city")
    action = page.get_by_label("What was done")
    action.fill(f"{action.input_value()[:800]} The council did it again in 2021.")
    keep(page)
    open_practice(page, other["title"])
    page.get_by_role("button", name="Delete").click()
    posts = []

    def answer(route):
        if route.request.method != "POST":
            return route.continue_()
        posts.append(re.search(r'filename="([^"]+)"', route.request.post_data).group(1))
        return route.fulfill(status=500, body="") if posts[-1] == "atlas.json" else route.continue_()

    page.route("**/assets/course-v1:*/", answer)
    page.get_by_role("button", name="Save to the course").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_role("alert").filter(has_text="Your changes are still here")).to_be_visible()
    assert posts[-1] == "atlas.json"
    assert len(posts) > 1
    assert whole(course)
    assert old["id"] in {p["id"] for p in stored(course)["practices"]}
    page.unroute("**/assets/course-v1:*/")
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Saved. Learners see it now.").first).to_be_visible()
    expect(page.get_by_role("button", name="Download atlas.json as it was")).to_be_visible()
    assert whole(course)
    titles = [p["title"] for p in stored(course)["practices"]]
    assert "A second practice of this city" in titles
    assert other["title"] not in titles


def exported(page, folder):
    """Download both spreadsheets; return the text of practices.csv."""
    page.get_by_role("button", name="Spreadsheets").click()
    wanted = {name: lambda download, name=name: download.suggested_filename == name for name in SHEETS}
    with (
        page.expect_event("download", wanted["practices.csv"]) as practices,
        page.expect_event("download", wanted["cities.csv"]) as cities,
    ):
        page.get_by_role("button", name="Download practices.csv and cities.csv").click()
    for download in (practices.value, cities.value):
        shutil.copy(download.path(), folder / download.suggested_filename)
    return (folder / "practices.csv").read_text(encoding="utf-8")


SHEETS = ("practices.csv", "cities.csv")


def import_files(page, *files):
    page.get_by_label("Import practices.csv").set_input_files(files)


def sheet_of(path, rows, without=()):
    """Write rows as CSV, but for some columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name not in without], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_spreadsheet_goes_out_and_comes_back_with_a_summary(edit, course, tmp_path):
    page = edit("an-explorer")
    open_atlas(page)
    text = exported(page, tmp_path)
    practice = stored(course)["practices"][0]
    assert practice["title"] in text
    # Which table it is, its headings say; "Mexico City" is no list of cities.
    sheet = tmp_path / "Mexico City, capacity.csv"
    sheet.write_text(text.replace(practice["title"], "A title from the spreadsheet", 1), encoding="utf-8")
    import_files(page, sheet)
    expect(page.get_by_text("A title from the spreadsheet").first).to_be_visible()
    expect(page.get_by_text("Changed: 1 practice")).to_be_visible()
    page.get_by_role("button", name="Take these changes").click()
    expect(page.get_by_text("1 change is not saved to the course yet.")).to_be_visible()
    page.get_by_role("button", name="Spreadsheets").click()
    sheet.write_text(text.replace(practice["title"], "short", 1), encoding="utf-8")
    import_files(page, sheet)
    expect(page.get_by_text(re.compile(r"Mexico City, capacity.csv, .*\b[A-Z]+\d+\b"))).to_be_visible()


def test_what_an_import_would_lose_is_asked_first_and_taken_only_after_a_yes(edit, course, tmp_path, check_axe):
    page = edit("an-explorer")
    open_atlas(page)
    rows = list(csv.DictReader(io.StringIO(exported(page, tmp_path))))
    count = len(rows)
    import_files(page, sheet_of(tmp_path / "few.csv", rows[:1]))
    question = page.get_by_role("alert").filter(has_text=f"{count - 1} of {count} practices")
    expect(question).to_be_visible()
    expect(page.get_by_text(f"Removed: {count - 1} practices")).to_be_visible()
    check_axe(page)
    take = page.get_by_role("button", name="Take these changes")
    expect(take).to_be_disabled()
    # The modal of Studio shows some 435 pixels: what is asked and the way on stand in its first screen.
    top, bottom = page.get_by_role("heading", name="Spreadsheets").bounding_box(), take.bounding_box()
    assert bottom["y"] + bottom["height"] - top["y"] < 435
    question.get_by_role("button").first.click()
    expect(take).to_have_count(0)
    import_files(page, sheet_of(tmp_path / "few.csv", rows[:1]))
    question.get_by_role("button").last.click()
    take.click()
    expect(page.get_by_text(f"{count - 1} changes are not saved")).to_be_visible()


def test_a_column_that_is_gone_changes_nothing_and_is_said_once(edit, course, tmp_path):
    page = edit("an-explorer")
    open_atlas(page)
    rows = list(csv.DictReader(io.StringIO(exported(page, tmp_path))))
    import_files(page, sheet_of(tmp_path / "short.csv", rows, without=("limits", "n")))
    expect(page.get_by_text("The file has nothing that differs from the atlas.")).to_be_visible()
    expect(page.get_by_text("About the files as a whole:")).to_be_visible()
    notes = page.locator(".notice").filter(has_text="About the files as a whole:")
    expect(notes.get_by_text("limits")).to_have_count(1)


def test_files_that_cannot_be_taken_are_told_by_their_own_names(edit, course, tmp_path):
    page = edit("an-explorer")
    open_atlas(page)
    text = exported(page, tmp_path)
    (tmp_path / "one.csv").write_text(text, encoding="utf-8")
    (tmp_path / "two.csv").write_text(text, encoding="utf-8")
    import_files(page, tmp_path / "one.csv", tmp_path / "two.csv")
    expect(page.get_by_text("Nothing was taken.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="one.csv").filter(has_text="two.csv")).to_have_count(1)
    (tmp_path / "villes.csv").write_bytes("id;name\nx;Orléans\n".encode("cp1252"))
    import_files(page, tmp_path / "one.csv", tmp_path / "villes.csv")
    expect(page.get_by_role("listitem").filter(has_text="villes.csv").filter(has_text="UTF-8")).to_be_visible()


@pytest.fixture
def second(open_page, serve_course, course):
    """Open the editor in the browser of another author."""
    return opener(open_page(), serve_course(course))


def retitle(page, old, new):
    open_practice(page, old)
    page.get_by_label("Title", exact=True).fill(new)
    keep(page)


def delete(page, title):
    open_practice(page, title)
    page.get_by_role("button", name="Delete").click()


def reload_theirs(page):
    page.get_by_role("button", name="Reload and apply my changes again").click()


def test_one_deletes_and_another_edits_nothing_comes_back_without_a_decision(edit, second, course, check_axe):
    mine, theirs = edit("an-explorer"), second("an-explorer")
    gone, other = stored(course)["practices"][:2]
    for page in (mine, theirs):
        open_atlas(page)
    delete(theirs, gone["title"])
    save_atlas(theirs)
    retitle(mine, gone["title"], "A title that I changed")
    mine.get_by_role("button", name="Save to the course").click()
    reload_theirs(mine)
    expect(mine.get_by_text("They removed it; you changed it.")).to_be_visible()
    expect(mine.get_by_role("button", name="Save now")).to_be_disabled()
    check_axe(mine)
    # They save once more: it is told again, and still nothing comes back.
    theirs.get_by_role("button", name="Back to the list").click()
    retitle(theirs, other["title"], "A title by somebody else")
    save_atlas(theirs)
    mine.get_by_role("button", name="Back to the list").click()
    mine.get_by_role("button", name="Save to the course").click()
    reload_theirs(mine)
    expect(mine.get_by_text("They removed it; you changed it.")).to_be_visible()
    mine.get_by_role("button", name="Keep the record").click()
    expect(mine.get_by_text("They removed it; you keep it.")).to_be_visible()
    mine.get_by_role("button", name="Save now").click()
    expect(mine.get_by_text("Saved. Learners see it now.").first).to_be_visible()
    now = {p["id"]: p for p in stored(course)["practices"]}
    assert now[gone["id"]]["title"] == "A title that I changed"
    assert now[gone["id"]]["n"] == gone["n"]
    assert whole(course)
    # The one who deleted it is told at the next save.
    theirs.get_by_role("button", name="Back to the list").click()
    retitle(theirs, "A title by somebody else", "Another title by them")
    theirs.get_by_role("button", name="Save to the course").click()
    expect(theirs.get_by_text("You removed it; they keep it.")).to_be_visible()


def test_one_edits_and_another_deletes_nothing_goes_without_a_decision(edit, second, course):
    mine, theirs = edit("an-explorer"), second("an-explorer")
    first = stored(course)["practices"][0]
    for page in (mine, theirs):
        open_atlas(page)
    retitle(theirs, first["title"], "A title by somebody else")
    save_atlas(theirs)
    delete(mine, first["title"])
    mine.get_by_role("button", name="Save to the course").click()
    reload_theirs(mine)
    expect(mine.get_by_text("They changed it; you removed it.")).to_be_visible()
    expect(mine.get_by_role("button", name="Save now")).to_be_disabled()
    mine.get_by_role("button", name="Remove the record").click()
    expect(mine.get_by_text("They changed it; you remove it.")).to_be_visible()
    mine.get_by_role("button", name="Save now").click()
    expect(mine.get_by_text("Saved. Learners see it now.").first).to_be_visible()
    assert first["id"] not in {p["id"] for p in stored(course)["practices"]}


def synthetic(count):
    """An atlas of many short records."""
    atlas = json.loads((ROOT / "course" / "static" / "atlas.json").read_text(encoding="utf-8"))
    practice = atlas["practices"][0]
    atlas["practices"] = [
        {**practice, "id": f"p-{n}", "n": n, "title": f"Practice number {n} of many", "summary": "x" * 60}
        for n in range(1, count + 1)
    ]
    return atlas


def test_two_thousand_records_are_drawn_a_screenful_at_a_time(edit, course):
    """What is drawn does not grow with the atlas; how smooth that is, `make bench` measures."""
    (course / "static" / "atlas.json").write_text(json.dumps(synthetic(2000), ensure_ascii=False), encoding="utf-8")
    page = edit("an-explorer")
    open_atlas(page)
    expect(page.get_by_text("2,000 practices")).to_be_visible()
    table = page.get_by_role("table")
    rows = table.get_by_role("row")
    assert rows.count() < 60
    table.evaluate("table => { table.scrollTop = table.scrollHeight }")
    expect(table.get_by_role("button", name="Practice number 999 of many")).to_be_visible()
    assert rows.count() < 60
    page.get_by_label("Search practices").fill("number 199")
    expect(page.get_by_text("12 practices", exact=True)).to_be_visible()
    expect(table.get_by_role("button", name="Practice number 1999 of many")).to_be_visible()
