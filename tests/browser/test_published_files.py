"""The blocks from files that a platform published, with a mark of its content in each name; several blocks in a page;
and a page that was open while the platform got another release.
"""

from __future__ import annotations

import gettext
import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import published
import pytest
from action_plan.block import ActionPlanXBlock
from blocks.learning import LearningRuntime, Storage
from human_rights_mooc import compat
from playwright.sync_api import expect
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser
BLOCKS = {
    "explorer": (PracticeExplorerXBlock, {}),
    "map": (RightsMapXBlock, {}),
    "plan-1": (ActionPlanXBlock, {"step": "1"}),
    "plan-6": (ActionPlanXBlock, {"step": "6"}),
}


class PublishedRuntime(LearningRuntime):
    """Names files as the platform does: through the list of what `collectstatic` published."""

    def __init__(self, names: dict[str, str]):
        super().__init__(Storage())
        self.names = names

    def local_resource_url(self, block, uri):
        path = super().local_resource_url(block, uri).removeprefix("/static/")
        return f"/static/{self.names[path]}"


def page_of(names: dict[str, str], view: str = "student_view", modal: bool = False) -> str:
    """Return a page with all blocks, as the LMS puts them in, or as Studio's modal does, with a jQuery object."""
    parts, scripts, starts = [], [], []
    for name, (cls, fields) in BLOCKS.items():
        fragment = getattr(PublishedRuntime(names).block(cls, name, **fields), view)()
        parts.append(f'<div id="{name}">{fragment.content}</div>')
        scripts += [resource.data for resource in fragment.resources]
        given = json.dumps(fragment.json_init_args).replace("/static/atlas.json", "/static/course/atlas.json")
        given = given.replace("<", "\\u003c")
        element = f"document.getElementById({json.dumps(name)})"
        node = f"{{0: {element}, jquery: '2.2.4', length: 1}}" if modal else element
        starts.append(f"new window[{json.dumps(fragment.js_init_fn)}](runtime, {node}, {given});")
    # Out of order, and each once, as runtimes load them.
    tags = "".join(f'<script src="{html.escape(url)}"></script>' for url in reversed(list(dict.fromkeys(scripts))))
    runtime = "const runtime = {handlerUrl: (_element, name) => `/handler/${name}`, notify() {}};"
    return f'<!doctype html><html lang="en"><body>{"".join(parts)}{tags}<script>{runtime}{"".join(starts)}</script>'


@pytest.fixture(scope="module", params=["marked", "modules"])
def site(request, tmp_path_factory):
    """Publish the files and serve them with two pages: /learner and /studio."""
    folder = tmp_path_factory.mktemp("static") / "published"
    names = published.publish(folder, request.param)
    shutil.copytree(ROOT / "course" / "static", folder / "course")
    pages = {"/learner": page_of(names), "/studio": page_of(names, "studio_view", modal=True)}
    server = published.serve(folder, pages)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def block(page, name):
    return page.locator(f"#{name} .hrl-block")


def test_blocks_of_one_page_start_and_load_what_they_share_once(page, site):
    asked = []
    page.on("response", lambda response: asked.append((response.status, response.url.removeprefix(site))))
    page.goto(f"{site}/learner")
    block(page, "explorer").locator(".card").first.wait_for()
    block(page, "map").locator(".place-button").first.wait_for()
    expect(block(page, "plan-1").get_by_label("Name of my territory, for the title of the plan")).to_be_visible()
    expect(block(page, "plan-6").get_by_role("button", name="Add an action")).to_be_visible()
    block(page, "explorer").get_by_role("button", name="Suggest a practice").click()
    block(page, "explorer").get_by_role("button", name="Make the text").wait_for()
    block(page, "plan-6").get_by_role("button", name="Take my plan with me").click()
    block(page, "plan-6").get_by_role("button", name="Plain text").wait_for()
    assert [each for each in asked if each[0] != 200 and "favicon" not in each[1]] == []
    modules = Counter(address for _status, address in asked if re.search(r"/public/[\w-]+-[A-Z0-9]{8}\.js", address))
    assert len(modules) > 8
    assert set(modules.values()) == {1}


def test_studios_editors_start_on_a_jquery_object(page, site):
    page.goto(f"{site}/studio")
    for name in BLOCKS:
        block(page, name).get_by_role("button", name="Edit cities and practices").wait_for()


def answer_gone(page):
    """From now on, the platform has modules of another release only."""
    page.route(re.compile(r"/public/[\w-]+-[A-Z0-9]{8}\.js"), lambda route: route.fulfill(status=404, body=""))


def gap(page):
    return page.locator(".hrl-block[data-hrl-block=action_plan] #q-gap")


def test_a_part_of_another_release_is_told_and_a_new_page_has_it(page, preview_url):
    page.goto(f"{preview_url}/unit/block-2-plan")
    gap(page).fill("Nobody counts who is turned away.")
    page.locator(".saving", has_text="Saved").wait_for()
    answer_gone(page)
    plan = page.locator(".hrl-block[data-hrl-block=action_plan]")
    plan.get_by_role("button", name="Show a good and a weak example").click()
    expect(plan.get_by_role("alert")).to_contain_text("A part of this page could not be loaded.")
    page.unroute_all()
    plan.get_by_role("alert").get_by_role("button", name="Load the page again").click()
    expect(gap(page)).to_have_value("Nobody counts who is turned away.")
    plan.get_by_role("button", name="Show a good and a weak example").click()
    plan.get_by_text("A weak answer").wait_for()


def test_what_was_typed_while_nothing_could_be_saved_outlives_the_new_page(page, preview_url):
    """The part that sends is gone with its release, before it was loaded: the first key needs it."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{preview_url}/unit/block-2-plan")
    gap(page).wait_for()
    answer_gone(page)
    gap(page).fill("Typed after the platform was updated.")
    line = page.locator(".hrl-block[data-hrl-block=action_plan] .saving.bad")
    expect(line).to_contain_text("Not saved. A part of this page could not be loaded. Your text is still here.")
    page.unroute_all()
    line.get_by_role("button", name="Load the page again").click()
    kept = page.locator(".hrl-block[data-hrl-block=action_plan]").get_by_text("Typed after the platform was updated.")
    kept.first.wait_for()
    assert asked == [], "the browser need not ask: the text stays"


def test_a_view_that_does_not_come_says_so_in_the_readers_language(open_page, preview_url):
    page = open_page(locale="es")
    answer_gone(page)
    page.goto(f"{preview_url}/unit/block-2-plan")
    expect(page.locator("body")).to_contain_text(sorry_in("es"))


def sorry_in(language: str) -> str:
    folder = Path(compat.__file__).parents[1] / "action_plan" / "translations"
    return gettext.translation("text", folder, [language]).gettext(
        "This activity could not start. Load the page again."
    )
