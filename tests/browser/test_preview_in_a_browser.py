"""The preview in a real browser: the platform's blocks run, others' checks pass, nothing leaves the machine.

`page` itself fails a test in which the page throws, breaks its security policy or asks another machine.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WIDTHS = (320, 1280)
# Until the page is drawn at its new size.
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def small(page, small_course_url):
    """Open a page of the small course; blocks have started when it returns."""

    def open_(path):
        page.goto(small_course_url + path)
        if page.locator("#unit").count():
            page.wait_for_selector("html[data-blocks-started]")
        return page

    return open_


def test_acid_passes(small):
    page = small("/unit/hand-in")
    acid = page.locator(".acid-block")
    expect(acid.locator(".js-init-run .pass")).to_have_count(1)
    expect(acid.locator(".local-resource-test .pass")).to_have_count(1)
    for scope in ("user_state", "user_state_summary", "preferences", "user_info"):
        row = acid.locator(f".scope-{scope}")
        for part in ("server-storage-test", "client-storage-test"):
            expect(row.locator(f".{part}-returned .pass")).to_have_count(1)
            expect(row.locator(f".{part}-succeeded .pass")).to_have_count(1)
    assert acid.locator(".fail, .error, .unknown").count() == 0


def test_acid_passes_with_blocks_inside_a_block(small):
    page = small("/unit/nested")
    for name in (".child-counts-match", ".child-values-match"):
        expect(page.locator(f"{name} .pass")).to_have_count(1)
    # Three blocks, each with four scopes and four checks of a scope, besides two of its own.
    expect(page.locator(".acid-block .pass")).to_have_count(3 * (4 * 4 + 2))
    assert page.locator(".acid-block").locator(".fail, .error, .unknown").count() == 0


def test_a_question_takes_an_answer_gives_feedback_hint_and_solution(small):
    page = small("/unit/lesson")
    page.get_by_role("button", name="Hint", exact=True).click()
    expect(page.get_by_text("Think of who decides.")).to_be_visible()
    page.get_by_label("The person").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("The person holds the right.")).to_be_visible()
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_text("A public authority bears the duty.")).to_be_visible()
    expect(page.locator("#reader-feedback")).not_to_be_empty()


def test_a_right_answer_is_in_the_progress_page_after_a_reload(small):
    page = small("/unit/quiz")
    page.get_by_label("A purpose").check()
    page.locator(".problems-wrapper").first.get_by_role("button", name="Submit").click()
    expect(page.locator(".notification-submit").first).to_be_visible()
    page = small("/progress")
    expect(page.locator(".grade-number")).to_have_text("15%")
    page.reload()
    expect(page.locator(".grade-number")).to_have_text("15%")


def test_a_text_is_complete_once_it_was_in_view(small):
    page = small("/unit/opening")
    page.wait_for_selector("[data-viewed]")
    page.reload()
    expect(page.locator(".units [aria-current]")).to_contain_text("Completed:")


def test_the_word_cloud_takes_words(small):
    page = small("/unit/cloud")
    expect(page.locator(".word_cloud input[type=text]").nth(2)).to_be_visible()
    for field, word in zip(page.locator(".word_cloud input[type=text]").all(), ("care", "water", "care"), strict=False):
        field.fill(word)
    page.locator(".word_cloud .save, .word_cloud button").first.click()
    expect(page.locator(".word_cloud svg text").first).to_be_visible()


def test_the_film_player_starts(small):
    page = small("/unit/film")
    expect(page.locator(".video .video-controls")).to_be_attached()
    expect(page.locator(".video.is-initialized")).to_be_visible()


def test_learners_and_languages_switch_from_any_page(small):
    page = small("/progress")
    page.get_by_label("View as").select_option(label="Learner 2")
    expect(page.get_by_role("button", name="Forget what Learner 2 did")).to_be_visible()
    page.locator("#language").select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.endswith("/progress")


def test_a_block_that_throws_leaves_the_others_alive(small):
    page = small("/unit/quiz")
    started = page.evaluate(
        """() => {
            window.Broken = function () { throw new Error('on purpose'); };
            const unit = document.getElementById('unit');
            const block = (init) => `<div class="xblock" data-init="${init}"></div>`;
            unit.innerHTML = block('Broken') + block('Fine');
            window.Fine = function (runtime, element) { element.textContent = 'started'; };
            window.PreviewRuntime.start(unit);
            return unit.textContent;
        }"""
    )
    assert started == "started"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/unit/opening", "/unit/quiz", "/progress", "/events", "/section/second-work"])
def test_axe_finds_nothing_and_nothing_is_cut_off(small, check_axe, path, width):
    page = small(path)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(FRAME)
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_an_answered_question(small, check_axe, width):
    page = small("/unit/lesson")
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("button", name="Hint", exact=True).click()
    page.get_by_label("The person").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("The person holds the right.")).to_be_visible()
    check_axe(page)


def test_arabic_runs_from_right_to_left_on_every_page(small, check_axe):
    page = small("/")
    page.locator("#language").select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ("/", "/unit/lesson", "/progress"):
        small(path)
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_at_twice_its_size_stays_readable(small):
    for path in ("/", "/unit/lesson", "/progress"):
        page = small(path)
        page.set_viewport_size({"width": 640, "height": 800})
        page.add_style_tag(content="html { font-size: 200% }")
        page.evaluate(FRAME)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_page_is_styled_and_its_links_are_targets_of_24_px(small):
    page = small("/unit/quiz")
    page.set_viewport_size({"width": 320, "height": 800})
    too_small = page.evaluate(
        """() => [...document.querySelectorAll('nav a, button, select, summary')]
            .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.width > 1 && (r.width < 24 || r.height < 24))
            .map(([text, r]) => `${text} ${r.height}`)"""
    )
    assert too_small == []


def test_an_error_in_the_course_is_a_page_one_can_read(small_course_url, page, check_axe, serve_course, tmp_path):
    import shutil
    from pathlib import Path

    source = Path(__file__).parents[1] / "preview" / "data" / "small-course"
    broken = tmp_path / "broken"
    shutil.copytree(source, broken)
    (broken / "vertical" / "lesson.xml").write_text('<vertical>\n<html url_name="x">\n</vertical>')
    page.goto(serve_course(broken) + "/unit/lesson")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page cannot be shown")
    assert re.search(r"vertical/lesson\.xml.*line 3", page.inner_text("main"))
    check_axe(page)
