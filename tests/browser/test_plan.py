"""The action plan in a real browser, in the course's own preview: six steps, one plan, a document."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import pytest
import waiting
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROOT = ".hrl-block[data-hrl-block=action_plan]"
EXPLORER = ".hrl-block[data-hrl-block=practice_explorer]"
TOWN = json.loads(
    (Path(__file__).parents[1] / "unit" / "blocks" / "data" / "harbour_town.json").read_text(encoding="utf-8")
)
NOTE = "Yes: permits are ours. The council would have to agree in one reading."


def open_step(page, url, unit="block-2-plan"):
    page.goto(f"{url}/unit/{unit}")
    page.locator(f"{ROOT} h3").first.wait_for()
    page.locator(f"{ROOT} textarea, {ROOT} .take").first.wait_for()
    if unit == "block-6-plan":
        page.locator(f"{ROOT} .action").first.wait_for()


def box(page, question):
    return page.locator(f"{ROOT} #q-{question}")


def wait_saved(page, root=ROOT):
    waiting.wait_saved(page, root)


def wait_focus(page, tag):
    page.wait_for_function(
        "([root, tag]) => document.querySelector(root).shadowRoot.activeElement?.localName === tag", arg=[ROOT, tag]
    )


def write_step(page, url, number):
    """Write all text answers of a step and wait until they are saved."""
    open_step(page, url, f"block-{number}-plan")
    if number == "1":
        page.locator(ROOT).get_by_label("Name of my territory").fill("A harbour town")
    for question, text in TOWN[number].items():
        if isinstance(text, str):
            box(page, question).fill(text)
    box(page, question).blur()
    wait_saved(page)


def keep_two_practices(page, url):
    """Keep two practices in the explorer of block 3, one with a note."""
    page.goto(f"{url}/unit/farewell-explore")
    page.locator(f"{EXPLORER} .card").first.wait_for()
    waiting.search(page, EXPLORER, "rents housing")
    cards = page.locator(f"{EXPLORER} .card")
    cards.nth(1).get_by_role("button", name="Keep").click()
    cards.nth(0).locator(".title").click()
    reader = page.locator(f"{EXPLORER} .reader")
    reader.get_by_role("button", name="Keep").click()
    reader.locator(".note textarea").first.fill(NOTE)
    reader.locator(".note textarea").first.blur()
    wait_saved(page, EXPLORER)


def write_actions(page):
    for at, row in enumerate(TOWN["6"]["actions"]):
        if at:
            page.locator(ROOT).get_by_role("button", name="Add an action").click()
        card = page.locator(f"{ROOT} .action").nth(at)
        for label, text in zip(("What", "Who", "By when"), row[:3], strict=True):
            card.get_by_label(label, exact=True).fill(text)
        card.get_by_label("Cost band").select_option(row[3])
        card.get_by_label("Indicator that shows it").fill(row[4])
        card.get_by_label("Kind of indicator").select_option(row[5])


def take_document(page):
    """Press "Word document" and return the bytes."""
    with page.expect_download() as waiting:
        page.locator(ROOT).get_by_role("button", name="Word document").click()
    assert waiting.value.suggested_filename == "action-plan.docx"
    return Path(waiting.value.path()).read_bytes()


def write_whole_plan(page, url):
    keep_two_practices(page, url)
    for number in "1245":
        write_step(page, url, number)
    write_step(page, url, "3")
    picks = page.locator(f"{ROOT} .pick input")
    for at in range(2):
        picks.nth(at).check()
    page.locator(f"{ROOT} .pick.on").nth(1).wait_for()
    wait_saved(page)
    write_step(page, url, "6")
    write_actions(page)
    page.locator(f"{ROOT} .action").first.get_by_label("What", exact=True).blur()
    page.locator(f"{ROOT} .progress", has_text="This step is complete").wait_for()
    wait_saved(page)


def test_six_steps_one_plan_one_document(page, preview_url, check_axe, tmp_path):
    write_whole_plan(page, preview_url)
    check_axe(page)
    open_step(page, preview_url, "farewell-plan")
    block = page.locator(ROOT)
    block.get_by_text("All six steps are complete.").wait_for()
    assert block.get_by_text("Open: not written yet.").count() == 0
    assert block.get_by_text(NOTE).count() == 1
    for point in block.locator(".point").all():
        point.get_by_label("Partly").check()
    block.get_by_text("5 of 5 points are checked.").wait_for()
    wait_saved(page)
    check_axe(page)
    content = take_document(page)
    (tmp_path / "plan.docx").write_bytes(content)
    from docx import Document

    document = Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert document.paragraphs[1].text == "A harbour town"
    for number in "12345":
        for answer in TOWN[number].values():
            assert answer in text
    actions = document.tables[-1]
    assert [cell.text for cell in actions.rows[0].cells] == ["#", "What", "Who", "By when", "Cost", "Indicator"]
    assert len(actions.rows) == 1 + len(TOWN["6"]["actions"])
    assert "References" in text
    assert "[1] " in text
    waiting.events_until(page, preview_url, r"edx\.action_plan\.plan\.exported")


PUBLIC = Path(__file__).parents[2] / "xblocks" / "action_plan" / "public"


def scripts_asked_for(page, url, unit, seen):
    """Open a unit; return the names of the plan's scripts that the browser fetched until the page rests."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_step(page, url, unit)
    page.locator(ROOT).get_by_text(seen).first.wait_for()
    page.wait_for_load_state("networkidle")
    paths = [address.split("?")[0] for address in asked]
    assert not [path for path in paths if "action_plan" in path and path.endswith(".css")]
    return {path.rsplit("/", 1)[1] for path in paths if "action_plan" in path and path.endswith(".js")}


def assert_first_view(names, *parts):
    """`parts`: what the files of the first view are named after, beside the view's own two and its script."""
    named = {re.sub(r"-[A-Z0-9]{8}\.js$", "", name) for name in names}
    assert named - {"chunk"} == {"plan.js", "plan", *parts}
    assert sum(len(gzip.compress((PUBLIC / name).read_bytes(), 9)) for name in names) <= 20_000


def test_step_3_shows_practices_and_notes_with_one_small_script_more(page, preview_url):
    keep_two_practices(page, preview_url)
    open_step(page, preview_url, "block-3-plan")
    page.locator(f"{ROOT} .pick input").first.wait_for()
    for at in range(2):
        page.locator(f"{ROOT} .pick input").nth(at).check()
    wait_saved(page)
    assert_first_view(scripts_asked_for(page, preview_url, "block-3-plan", NOTE), "step", "practices")
    chosen = page.locator(f"{ROOT} .pick.on strong").all_inner_texts()
    assert len(chosen) == 2
    assert all(" " in title for title in chosen), "titles, not ids"
    # The rest comes when it is asked for.
    page.locator(f"{ROOT} .pick", has_text=NOTE).get_by_role("button", name="Write or change my note").click()
    page.locator(f"{ROOT} .note textarea").first.wait_for()
    expect(page.locator(f"{ROOT} .note textarea").first).to_have_value(NOTE)
    page.locator(ROOT).get_by_role("button", name="Take my plan with me").click()
    assert take_document(page)[:2] == b"PK"


def test_the_overview_shows_the_whole_plan_with_one_small_script_more(page, preview_url):
    write_step(page, preview_url, "2")
    assert_first_view(scripts_asked_for(page, preview_url, "farewell-plan", TOWN["2"]["gap"]), "overview")
    block = page.locator(ROOT)
    block.get_by_text("1 of 6 steps are complete.").wait_for()
    block.get_by_text("0 of 5 points are checked.").wait_for()
    assert block.get_by_role("button", name="Word document").count() == 1
    assert take_document(page)[:2] == b"PK"


@pytest.mark.parametrize(
    ("unit", "parts"),
    [("block-1-plan", ["step", "territory"]), ("block-2-plan", ["step"]), ("block-6-plan", ["step", "actions"])],
)
def test_other_steps_fetch_what_their_questions_need(page, preview_url, unit, parts):
    assert_first_view(scripts_asked_for(page, preview_url, unit, "Only you see your plan"), *parts)


def test_where_the_choice_cannot_be_loaded_the_text_stays(page, preview_url):
    open_step(page, preview_url)
    other = page.context.new_page()
    open_step(other, preview_url)
    box(other, "gap").fill("The newer text, from the other tab")
    box(other, "gap").blur()
    wait_saved(other)
    page.route("**/public/choice-*", lambda route: route.abort())
    box(page, "gap").fill("Typed into the older tab")
    box(page, "gap").blur()
    alert = page.locator(f"{ROOT} [role=alert]", has_text="could not be loaded")
    alert.wait_for()
    assert box(page, "gap").input_value() == "Typed into the older tab"
    page.unroute("**/public/choice-*")
    alert.get_by_role("button", name="Try again").click()
    page.locator(ROOT).get_by_role("button", name="Keep my text").click()
    wait_saved(page)


def test_steps_link_to_each_other(page, preview_url):
    open_step(page, preview_url, "block-1-plan")
    page.locator(ROOT).get_by_role("link", name="The outside lever").click()
    page.wait_for_url("**/unit/block-4-plan*")
    page.locator(f"{ROOT} li[aria-current=step]", has_text="The outside lever").wait_for()


def test_a_text_is_saved_by_itself_and_is_there_again(page, preview_url):
    open_step(page, preview_url)
    box(page, "gap").press_sequentially("Nobody reaches the registry")
    wait_saved(page)  # nothing else was pressed
    page.reload()
    box(page, "gap").wait_for()
    assert box(page, "gap").input_value() == "Nobody reaches the registry"


def test_two_tabs_show_both_texts_and_let_the_learner_choose(page, preview_url, check_axe):
    open_step(page, preview_url)
    other = page.context.new_page()
    open_step(other, preview_url)
    box(other, "gap").fill("The newer text, from the other tab")
    box(other, "gap").blur()
    wait_saved(other)
    box(page, "gap").fill("Typed into the older tab")
    box(page, "gap").blur()
    conflict = page.locator(f"{ROOT} [role=alert]", has_text="changed in another tab")
    conflict.wait_for()
    assert conflict.get_by_text("The newer text, from the other tab").count() == 1
    assert conflict.get_by_text("Typed into the older tab").count() == 1
    check_axe(page)
    conflict.get_by_role("button", name="Keep both").click()
    wait_saved(page)
    other.reload()
    expect(box(other, "gap")).to_have_value("Typed into the older tab\n\nThe newer text, from the other tab")


def test_without_connection_the_text_stays_and_is_saved_later(page, preview_url):
    open_step(page, preview_url)
    page.route("**/handler/change_answer*", lambda route: route.abort())
    box(page, "gap").fill("Written in the tunnel")
    box(page, "gap").blur()
    page.locator(f"{ROOT} .saving.bad", has_text="Not saved").wait_for()
    asked = page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    assert asked, "the page must warn before it is closed"
    page.unroute("**/handler/change_answer*")
    page.locator(ROOT).get_by_role("button", name="Try again").click()
    wait_saved(page)
    assert not page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.reload()
    box(page, "gap").wait_for()
    assert box(page, "gap").input_value() == "Written in the tunnel"


def test_a_text_that_is_too_long_says_so_and_stays(page, preview_url):
    open_step(page, preview_url)
    box(page, "gap").fill("x" * 2010)
    page.locator(ROOT).get_by_text("10 characters too many. Not saved.").wait_for()
    box(page, "gap").fill("y" * 2000)
    box(page, "gap").blur()
    wait_saved(page)


def test_delete_asks_once_and_empties_every_step(page, preview_url):
    open_step(page, preview_url, "block-1-plan")
    box(page, "territory").fill("A town that I want to forget")
    box(page, "territory").blur()
    wait_saved(page)
    open_step(page, preview_url, "block-2-plan")
    block = page.locator(ROOT)
    block.get_by_role("button", name="Take my plan with me").click()
    block.get_by_role("button", name="Delete my plan").click()
    block.get_by_role("button", name="Delete all of it").click()
    block.get_by_text("1 answer is deleted.").wait_for()
    open_step(page, preview_url, "block-1-plan")
    assert box(page, "territory").input_value() == ""


def test_actions_by_keyboard(page, preview_url):
    open_step(page, preview_url, "block-6-plan")
    block = page.locator(ROOT)
    block.locator(".action textarea").first.fill("First")
    block.get_by_role("button", name="Add an action").press("Enter")
    wait_focus(page, "textarea")  # the focus went to the new action
    page.keyboard.type("Second")
    block.get_by_role("button", name="Move up Action 2").press("Enter")
    wait_focus(page, "textarea")  # and follows the action that moved
    page.keyboard.type("!")
    texts = [area.input_value() for area in block.locator(".action textarea.what").all()]
    assert sorted(texts) == ["First", "Second!"]
    assert texts[0].startswith("Second")
    block.get_by_role("button", name="Remove Action 1").press("Enter")
    wait_focus(page, "textarea")  # and goes to the action that is left
    block.get_by_role("button", name="Undo").press("Enter")
    expect(block.locator(".action")).to_have_count(2)


def test_plain_text_and_print(page, preview_url):
    write_step(page, preview_url, "2")
    block = page.locator(ROOT)
    block.get_by_role("button", name="Take my plan with me").click()
    block.get_by_role("button", name="Plain text").click()
    text = block.get_by_label("My plan as text")
    text.wait_for()
    assert TOWN["2"]["gap"] in text.input_value()
    assert "Open: not written yet." in text.input_value()
    block.get_by_role("button", name="Print").click()
    block.get_by_text("The print view is open.").wait_for()
    frame = page.frame_locator("iframe[aria-hidden=true]")
    frame.locator("h2", has_text="2. The gap, read with rights").wait_for(state="attached")
    assert frame.get_by_text(TOWN["2"]["causes"]).count() == 1


@pytest.mark.parametrize("unit", ["block-2-plan", "block-3-plan", "block-6-plan", "farewell-plan"])
def test_phone_large_text_and_arabic(open_page, preview_url, check_axe, unit):
    page = open_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce", forced_colors="active")
    open_step(page, preview_url, unit)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.add_style_tag(content="html { font-size: 200%; }")
    page.evaluate("root => { document.querySelector(root).style.zoom = 2; }", ROOT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 330
    page.evaluate("root => { document.querySelector(root).style.zoom = 1; }", ROOT)
    with page.expect_navigation():
        page.get_by_label("Language").select_option("ar")
    page.locator(f"{ROOT} textarea, {ROOT} .take").first.wait_for()
    assert page.evaluate("root => document.querySelector(root).shadowRoot.querySelector('.frame').dir", ROOT) == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    check_axe(page)
