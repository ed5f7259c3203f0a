"""A learner takes block 1 from the home page to its graded quiz with the keyboard alone, and axe finds nothing."""

from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
COURSE = Path(__file__).resolve().parents[2] / "course"
MANY_TABS = 400
WIDTHS = (320, 1280)


def questions(unit: str) -> list[tuple[str, etree._Element]]:
    """Return (url_name, XML) of the questions of a unit, in their order."""
    vertical = etree.parse(COURSE / "vertical" / f"{unit}.xml").getroot()
    names = [child.get("url_name") for child in vertical.iterchildren("problem")]
    return [(name, etree.parse(COURSE / "problem" / f"{name}.xml").getroot()) for name in names]


class Keyboard:
    """What a person without a mouse can do on a page."""

    def __init__(self, page):
        self.page = page

    def press(self, key: str, times: int = 1):
        """Press a key."""
        for _ in range(times):
            self.page.keyboard.press(key)

    def tab_to(self, target):
        """Press Tab until the target has the focus; fail if it never has."""
        element = target.element_handle()
        for _ in range(MANY_TABS):
            self.press("Tab")
            if element.evaluate("(element) => element === document.activeElement"):
                return
        pytest.fail(f"Tab never reached {target}")

    def follow(self, link):
        """Go to a link and open it."""
        self.tab_to(link)
        with self.page.expect_navigation():
            self.press("Enter")

    def skip_to_content(self):
        """Use the first link of every page."""
        self.tab_to(self.page.locator(".skip"))
        self.press("Enter")

    def answer(self, problem, question: etree._Element):
        """Give the right answer to a question, and hand it in."""
        choices = [choice.get("correct").lower() == "true" for choice in question.iter("choice")]
        if question.find(".//multiplechoiceresponse") is not None:
            self.tab_to(problem.locator("input[type=radio]").first)
            self.press("Space")
            self.press("ArrowDown", choices.index(True))
        elif question.find(".//choiceresponse") is not None:
            for index, correct in enumerate(choices):
                if correct:
                    self.tab_to(problem.locator("input[type=checkbox]").nth(index))
                    self.press("Space")
        elif question.find(".//optionresponse") is not None:
            for number, group in enumerate(question.iter("optioninput")):
                options = [option.get("correct").lower() == "true" for option in group.iter("option")]
                self.tab_to(problem.locator("select").nth(number))
                # The first entry of the list is "Select an option".
                self.press("ArrowDown", options.index(True) + 1)
        else:
            response = question.find(".//stringresponse")
            response = question.find(".//numericalresponse") if response is None else response
            self.tab_to(problem.locator("input[type=text]"))
            self.page.keyboard.type(response.get("answer"))
        self.tab_to(problem.get_by_role("button", name="Submit"))
        self.press("Enter")
        expect(problem.locator(".notification-submit")).to_contain_text("Correct")


def test_block_1_with_the_keyboard_alone(page, preview_url):
    keyboard = Keyboard(page)
    page.goto(preview_url)
    keyboard.skip_to_content()
    keyboard.follow(page.locator('a[href="/section/section-1-learn"]').first)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    units = [page.url.rsplit("/", 1)[1]]
    while units[-1] != "block-1-quiz":
        assert len(units) < 40, "the way from the first lesson to the quiz does not end"
        keyboard.skip_to_content()
        keyboard.follow(page.locator(".turn-next"))
        units.append(page.url.rsplit("/", 1)[1])
    assert units[0] == "block-1-opening"
    assert len([unit for unit in units if "lesson" in unit]) >= 5

    page.wait_for_selector("html[data-blocks-started]")
    keyboard.skip_to_content()
    graded = questions("block-1-quiz")
    for index, (_name, question) in enumerate(graded):
        keyboard.answer(page.locator(".problems-wrapper").nth(index), question)

    page.goto(f"{preview_url}/progress")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Quiz", exact=True))
    # One of six quizzes, all of it: a sixth of the weight of 50 %.
    expect(row.get_by_role("cell").nth(2)).to_have_text("17%")
    expect(row.get_by_role("cell").nth(3)).to_have_text("8%")
    expect(page.locator(".grade-number")).to_have_text("8%")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["/", "/unit/block-1-opening", "/unit/block-1-lesson-1", "/unit/block-1-quiz", "/progress"]
)
def test_axe_finds_nothing_and_nothing_is_cut_off(page, preview_url, check_axe, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(preview_url + path)
    if path.startswith("/unit"):
        page.wait_for_selector("html[data-blocks-started]")
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_unit_of_the_course_opens_without_an_error(page, preview_url):
    """All of the course, once: no unreadable block, no error in a script, no foreign request."""
    page.goto(f"{preview_url}/resume")
    seen = []
    while True:
        page.wait_for_selector("html[data-blocks-started]")
        seen.append(page.url.rsplit("/", 1)[1])
        assert page.locator(".problem-note").count() == 0, (
            f"{page.url}: {page.locator('.problem-note').all_inner_texts()}"
        )
        following = page.locator(".turn-next")
        if not following.count():
            break
        page.goto(preview_url + following.get_attribute("href"))
    verticals = {path.stem for path in (COURSE / "vertical").glob("*.xml")}
    assert set(seen) == verticals
