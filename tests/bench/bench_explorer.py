"""How fast and how small the explorer is, in Chromium with the CPU throttled six times.

Run: hrl bench explorer   (prints tables in Markdown; ends with 1 when a budget is broken)

By the clock, so run it on a machine that does nothing else. Beside each keystroke and facet at our own number stands
what the same change of the page costs by hand: the letter or the pressed box, the count, and the words of one card,
written into the same page by a few lines, without search, filters or framework. No explorer can answer sooner.
We are held to half as much again, with ten thousand practices to five times as much, whatever the machine: see
docs/decisions/0024-why-16-ms-is-not-held.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from blocks.synthetic import synthetic_atlas
from figures import Beside, Measured, broken, measured_table, packed, verdict
from page_server import PAINTED, STATIC, THROTTLE, PageSite, find_chromium, modules, start

ROOT = Path(__file__).resolve().parents[2]

PUBLIC = ROOT / "xblocks" / "practice_explorer" / "public"
MANY = 10_000
LOADS = 3  # of the page
TYPED_MS = 120  # between two letters of somebody who types fast
BESIDE_HAND, MANY_BESIDE_HAND = 1.5, 5  # times what the same change takes by hand: our number, and many times as much
FIRST_BESIDE_HAND = 3
WORDS = ("hous", "water", "right", "city", "wom", "barc", "plan", "chil")

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><body style="margin:0">
<div id="block"><div class="hrl-block"></div></div><script src="/explorer.js"></script><script>
const args = {block: "practice_explorer", usage: "u", course: "c", learner: "l", language: "en", release: "1",
  resources: "/manifest.json", modules: MODULES, sorry: "", catalogue: "", namespace: "X",
  view: "student_view", saves: true, atlas: "/ATLAS",
  settings: {title: "Explorer", introduction: "", preset: {}, widening: true, required: 3, reflectionPrompt: "",
  reflectionMinimum: 0, contact: "a@b.org", scored: false, map: ""},
  state: {opened: [], shortlist: {ids: [], gone: []}, territory: null, notes: {}, reflection: null, later: []}};
const block = document.getElementById("block");
new window.HrlPracticeExplorer({handlerUrl: () => "/handler"}, block, args);
window.root = () => block.firstElementChild.shadowRoot;
window.firstCards = new Promise((resolve) => {
  const look = () => window.root()?.querySelector(".card") ? requestAnimationFrame(() => setTimeout(() => {
    const data = performance.getEntriesByType("resource").find((entry) => entry.name.endsWith("ATLAS"));
    resolve(performance.now() - data.responseEnd); })) : setTimeout(look, 1);
  look(); });
PAINTED</script>""".replace("PAINTED", PAINTED).replace("MODULES", modules(PUBLIC))


class Site(PageSite):
    """The bundle, a page for each atlas, and handlers that answer nothing."""

    files: dict[str, tuple[str, bytes]] = {}


def serve():
    """Serve the pages of both atlases from this process."""
    real = (STATIC / "atlas.json").read_bytes()
    Site.files = {"/real.json": ("application/json", real)}
    Site.files["/many.json"] = ("application/json", json.dumps(synthetic_atlas(MANY)).encode())
    for name in ("real", "many"):
        Site.files[f"/{name}"] = ("text/html", PAGE.replace("ATLAS", f"{name}.json").encode())
    return start(Site, PUBLIC)


TYPE = """(text) => { const input = root().querySelector("input[type=search]");
  return painted(() => { input.value = text; input.dispatchEvent(new Event("input", {bubbles: true})); }) }"""
CHOOSE = "(at) => painted(() => root().querySelectorAll('.facet input')[at].click())"
# The same change of the page, written by hand with the words of a real practice.
BY_HAND = """([change, practice]) => {
  const card = root().querySelector(".card");
  const write = (selector, text) => { card.querySelector(selector).firstChild.data = text; };
  const box = root().querySelectorAll(".facet input")[change];
  return painted(() => {
    if (box) box.checked = !box.checked; else root().querySelector("input[type=search]").value = change;
    root().querySelector(".count").firstChild.data = `${practice.n} practices`;
    write(".title", practice.title);
    write(".place strong", practice.city);
    write("p:nth-of-type(2)", practice.summary);
    write("p:nth-of-type(3)", practice.themes.join(" · ")); }) }"""


# The atlas read, and the cards that are on the page written anew, with their styles, into a page of their own.
FIRST_BY_HAND = """async () => {
  const text = await (await fetch("/real.json")).text(), shown = root().innerHTML;
  const box = document.createElement("div");
  document.body.prepend(box);
  const shadow = box.attachShadow({mode: "open"});
  shadow.adoptedStyleSheets = root().adoptedStyleSheets;
  const spent = await painted(() => { window.read = JSON.parse(text); shadow.innerHTML = shown; });
  box.remove();
  return spent; }"""


def letters() -> list[str]:
    """Return what stands in the field after each letter."""
    return [word[:length] for word in WORDS for length in range(1, len(word) + 1)]


def times(page, script: str, changes: list) -> list[float]:
    """Make some changes, one after the other as a person would; return milliseconds to each painted result."""
    found = []
    for change in changes:
        found.append(page.evaluate(script, change))
        page.wait_for_timeout(TYPED_MS)
    return found


def open_themes(page) -> None:
    """Show the filters and open the first of them."""
    for selector in (".filters", ".facet-name"):
        page.evaluate(f"root().querySelector('{selector}').click()")
        page.wait_for_timeout(400)


def opened(browser, address: str):
    """Return a page of the explorer whose index is made, and the milliseconds from the data to the first cards."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    page.goto(address)
    first = page.evaluate("window.firstCards")
    page.wait_for_timeout(6_000)  # the index is made in slices meanwhile
    return page, first


def measure(browser, address: str) -> dict[str, list[float]]:
    """Return the figures of one page."""
    page, first = opened(browser, address)
    keys = times(page, TYPE, letters())
    page.evaluate(TYPE, "")
    open_themes(page)
    facets = times(page, CHOOSE, [number // 2 % 10 for number in range(32)])
    page.close()
    return {"first": [first], "keys": keys, "facets": facets}


def by_hand(browser, address: str) -> dict[str, list[float]]:
    """Return what the same changes cost when they are written by hand."""
    practices = json.loads((STATIC / "atlas.json").read_text(encoding="utf-8"))["practices"][::7]
    page, _first = opened(browser, address)
    first = [page.evaluate(FIRST_BY_HAND)]
    keys = times(page, BY_HAND, [list(each) for each in zip(letters(), practices, strict=False)])
    open_themes(page)
    boxes = [number // 2 % 10 for number in range(32)]
    facets = times(page, BY_HAND, [list(each) for each in zip(boxes, practices, strict=False)])
    page.close()
    return {"first": first, "keys": keys, "facets": facets}


def pooled(measured: list[dict[str, list[float]]]) -> dict[str, list[float]]:
    """Return the values of several loads, all together."""
    return {key: [value for each in measured for value in each[key]] for key in measured[0]}


def sizes() -> dict[str, int]:
    """Return bytes after gzip -9: what a first view loads, the second script, the first view with the atlas."""
    manifest = json.loads((PUBLIC / "manifest.json").read_text(encoding="utf-8"))
    first, lazy = (packed(*((PUBLIC / name).read_bytes() for name in manifest[kind])) for kind in ("first", "lazy"))
    return {"first": first, "lazy": lazy, "with atlas": first + packed((STATIC / "atlas.json").read_bytes())}


NOTES = """
- Chromium {version}; the processor slowed down {throttle} times; by the clock, from the event to the end of the frame
  that shows what came of it; {loads} loads of the page, {typed} ms between two letters.
- **By hand**: the letter or the pressed box, the count and the words of one card, written into the same page by a
  few lines of script, without search, filters or framework. No explorer can answer sooner in this browser.
- **The budget** is {half} times what the same change takes by hand, on the machine that the run is made on. See
  docs/decisions/0024-why-16-ms-is-not-held.md."""


def rows_of(real: dict, many: dict, hand: dict) -> list[Measured]:
    """Return the figures with their budgets."""
    size = sizes()
    rows = [
        Measured("first view, JS and CSS, gzip -9", "bytes", [size["first"]], 24_000),
        Measured("second script", "bytes", [size["lazy"]], 12_000),
        Measured("first view with the atlas", "bytes", [size["with atlas"]], 85_000),
        Measured("the same cards, written by hand", "ms", hand["first"]),
        Measured(
            *("data to first cards, our number", "ms", real["first"]),
            beside=Beside(FIRST_BESIDE_HAND, "by hand", hand["first"]),
        ),
        Measured(f"data to first cards, {MANY:,}", "ms", many["first"]),
    ]
    for key, name in (("keys", "keystroke"), ("facets", "facet")):
        rows += [
            Measured(f"{name}, by hand", "ms", hand[key], late=True),
            Measured(
                *(f"{name} to painted result, our number", "ms", real[key]),
                late=True,
                beside=Beside(BESIDE_HAND, "by hand", hand[key]),
            ),
            Measured(
                *(f"{name} to painted result, {MANY:,}", "ms", many[key]),
                late=True,
                beside=Beside(MANY_BESIDE_HAND, "by hand", hand[key]),
            ),
        ]
    return rows


def main() -> int:
    """Measure, print, compare."""
    from playwright.sync_api import sync_playwright

    server = serve()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    flags = ["--no-sandbox", "--disable-frame-rate-limit", "--disable-gpu-vsync"]
    real, many, hand = [], [], []
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        version = browser.version
        for _load in range(LOADS):
            real.append(measure(browser, f"{root}/real"))
            hand.append(by_hand(browser, f"{root}/real"))
            many.append(measure(browser, f"{root}/many"))
        browser.close()
    server.shutdown()
    rows = rows_of(pooled(real), pooled(many), pooled(hand))
    print(measured_table(rows))
    words = {"version": version, "throttle": THROTTLE, "loads": LOADS, "typed": TYPED_MS}
    print(NOTES.format(**words, half=BESIDE_HAND))
    return verdict(broken(rows))


if __name__ == "__main__":
    sys.exit(main())
