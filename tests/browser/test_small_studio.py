"""The preview as a small Studio, in a browser: who may, what an editor is given, and what its notifications do."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
UNIT = """<vertical display_name="Words">
  <practice_explorer url_name="words-explorer" display_name="Explore" atlas="/static/atlas.json"/>
</vertical>
"""
USAGE = "block-v1:TEST+SMALL+2026+type@practice_explorer+block@words-explorer"


@pytest.fixture(scope="module")
def authored(tmp_path_factory):
    """A copy of the small course with one of our blocks and the atlas."""
    course = tmp_path_factory.mktemp("authored") / "course"
    shutil.copytree(ROOT / "tests" / "preview" / "data" / "small-course", course)
    for path in (ROOT / "course" / "static").glob("atlas*.json"):
        shutil.copy(path, course / "static")
    (course / "vertical" / "cloud.xml").write_text(UNIT)
    return course


@pytest.fixture
def studio(page, serve_course, authored):
    """Open a page as course staff, and return the page."""
    url = serve_course(authored)

    def open_(path):
        page.goto(url + path)
        button = page.get_by_role("button", name="Continue as course staff")
        if button.count():
            with page.expect_navigation():
                button.click()
        return page

    return open_


def test_a_learner_is_asked_to_become_the_course_staff(studio, check_axe):
    page = studio("/studio")
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit the interactive blocks")
    expect(page.get_by_role("link", name="Edit", exact=True)).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Second section: Words").click()
    expect(page.get_by_role("link", name="Edit Explore")).to_be_visible()
    check_axe(page)


def test_author_view_starts_with_a_dom_node_and_edit_page_with_jquery(studio):
    for path, kind in (("/studio/unit/cloud", "dom"), (f"/xblock/{USAGE}/action/edit", "jquery")):
        page = studio(path)
        given = page.evaluate(
            """() => {
                const unit = document.getElementById('unit');
                unit.insertAdjacentHTML('beforeend', '<div class="xblock" data-init="Asked"></div>');
                let given;
                window.Asked = function (runtime, element) { given = element.jquery ? 'jquery' : 'dom'; };
                window.PreviewRuntime.start(unit);
                return given;
            }"""
        )
        assert given == kind


def notify(page, name, data):
    page.evaluate(
        """([name, data]) => {
            const unit = document.getElementById('unit');
            const attributes = 'data-init="Says" data-runtime-class="StudioRuntime"';
            unit.insertAdjacentHTML('beforeend', `<div class="xblock" ${attributes}></div>`);
            window.Says = function (runtime) { runtime.notify(name, data); };
            window.PreviewRuntime.start(unit);
        }""",
        [name, data],
    )


def test_an_editor_that_cancels_or_ends_a_save_closes(studio):
    for name, data in (("cancel", {}), ("save", {"state": "end"})):
        page = studio(f"/xblock/{USAGE}/action/edit")
        notify(page, name, data)
        page.wait_for_url("**/studio/unit/cloud")


def test_an_editor_that_fails_stays_and_says_why(studio):
    page = studio(f"/xblock/{USAGE}/action/edit")
    notify(page, "save", {"state": "start"})
    notify(page, "error", {"title": "Not saved", "message": "The number must be 1 or more."})
    expect(page.get_by_role("alert")).to_have_text("Not saved: The number must be 1 or more.")
    assert page.url.endswith("/action/edit")


def test_the_browser_uploads_an_asset_as_in_studio(studio, authored):
    page = studio("/studio")
    answer = page.evaluate(
        """async () => {
            const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
            const body = new FormData();
            body.append('file', new File(['{"version": 1}'], 'notes.json', {type: 'application/json'}));
            const headers = {Accept: 'application/json', 'X-CSRFToken': token};
            const reply = await fetch('/assets/course-v1:TEST+SMALL+2026/', {method: 'POST', body, headers});
            return [reply.status, (await reply.json()).asset.portable_url];
        }"""
    )
    assert answer == [200, "/static/notes.json"]
    assert (authored / "static" / "notes.json").read_text() == '{"version": 1}'


def test_settings_saved_through_the_blocks_handler_are_in_the_file_and_on_the_page(studio, authored):
    page = studio(f"/xblock/{USAGE}/action/edit")
    status = page.evaluate(
        """async (usage) => {
            const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
            const reply = await fetch(`/xblock/${usage}/handler/submit_studio_edits`, {
                method: 'POST',
                headers: {'Content-Type': 'application/json', 'X-CSRFToken': token},
                body: JSON.stringify({values: {display_name: 'Explore "more"', required_opened: 5}, defaults: []}),
            });
            return reply.status;
        }""",
        USAGE,
    )
    assert status == 200
    expected = UNIT.replace('"Explore"', '"Explore &quot;more&quot;"').replace("/>\n</v", ' required_opened="5"/>\n</v')
    assert (authored / "vertical" / "cloud.xml").read_text() == expected
    studio("/studio/unit/cloud")
    expect(page.get_by_role("heading", name='Explore "more"').first).to_be_visible()
