"""What a test waits for before it looks: always a state that somebody at the page would see, never a time.

Playwright's own waits come first: `expect(...)`, `wait_for`, and clicks. These are for what they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

TRIES = 3_000  # with a pause between two; a busy machine is slow, not wrong
PAUSE_MS = 50
# A quiet page: nothing in a block's tree changed for so long, by the page's own clock. What the block itself has put
# off for a shorter time (drawing what an answer changes: 30 ms) has then been done, however slow the machine is.
QUIET_MS = 300
QUIET = """([root, quiet]) => new Promise((done) => {
  let timer;
  const tree = document.querySelector(root).shadowRoot;
  const observer = new MutationObserver(() => wait());
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => { observer.disconnect(); done(); }, quiet); };
  observer.observe(tree, {subtree: true, childList: true, attributes: true, characterData: true});
  wait();
})"""
# A page leaves without asking when nothing is typed, on its way, or refused: then all of it is stored.
STORED = "() => window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"


def until(page, read: Callable[[], Any], wanted: Callable[[Any], bool] | str | re.Pattern) -> Any:
    """Read again and again until what is read is wanted; return it. Fails with what was read last."""
    found = None
    for _try in range(TRIES):
        found = read()
        if callable(wanted):
            holds = wanted(found)
        else:
            holds = wanted.search(found) if isinstance(wanted, re.Pattern) else found == wanted
        if holds:
            return found
        page.wait_for_timeout(PAUSE_MS)
    pytest.fail(f"Expected {wanted}, found “{found}”.")


def wait_quiet(page, root: str) -> None:
    """Wait until a block has drawn what it was asked for."""
    page.evaluate(QUIET, [root, QUIET_MS])


def wait_saved(page, root: str) -> None:
    """Wait until a block says that it has saved, and nothing on the page is left to save."""
    expect(page.locator(f"{root} p.saving:not(.bad)")).to_have_text(re.compile(r"\d"))
    until(page, lambda: page.evaluate(STORED), lambda stored: stored is True)
    expect(page.locator(f"{root} p.saving:not(.bad)")).to_have_text(re.compile(r"\d"))


def search(page, root: str, text: str) -> None:
    """Write a text into a block's search field, all at once, and wait for its answer."""
    count = page.locator(f"{root} .count").first
    before = count.inner_text()
    page.locator(root).get_by_role("searchbox").first.fill(text)
    expect(count).not_to_have_text(before)
    wait_quiet(page, root)


def events_until(page, url: str, *wanted: str) -> str:
    """Open the list of events until it holds some texts; return it. What was sent may still be on its way."""

    def read() -> str:
        page.goto(f"{url}/events")
        return page.locator("main").inner_text()

    return until(page, read, lambda text: all(re.search(each, text) for each in wanted))
