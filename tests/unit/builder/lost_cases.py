"""What the platform loses and does not say: (rule, broken course, where the rule speaks, advice followed)."""

import json

from small_course import PIXEL, POLICY, SMALL, policy, swap

LESSON = "html/block-1-lesson-1-text.html"
QUIZ = "problem/block-1-quiz-1.xml"
UNIT = "vertical/block-1-lesson-1.xml"
SETTINGS = "policies/2026/policy.json"
UPDATES = "info/updates.items.json"
TABS = POLICY["course/2026"]["tabs"]
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
ATLAS = {
    "practices": [{"id": "a-b", "city": "accra", "themes": ["housing"], "blocks": [1], "status": "active"}],
    "cities": [{"id": "accra", "country": "GH", "size": "metropolis"}],
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}</svg>'
SOUND: dict = {}


def lesson(text: str) -> dict[str, str]:
    """Put a text behind the lesson; it stands in line 16."""
    return {LESSON: str(SMALL[LESSON]) + text}


def unit(line: str) -> dict[str, str]:
    """Put an element into the lesson's unit; it stands in line 3."""
    return swap(UNIT, "</vertical>", f"  {line}\n</vertical>")


def explorer(inside: str = "", settings: str = "") -> dict[str, str]:
    """Put an explorer and an atlas into the course; the explorer stands in line 3 of the unit."""
    element = f'<practice_explorer url_name="block-1-explorer" display_name="E" {settings} {OPTION}>{inside}'
    modules = policy(advanced_modules=["edx_sga", "poll", "practice_explorer"])
    return unit(f"{element}</practice_explorer>") | modules | {"static/atlas.json": json.dumps(ATLAS)}


def film(attributes: str, inside: str = "") -> dict[str, str]:
    """Put a film into the unit."""
    return unit('<video url_name="block-1-film"/>') | {
        "video/block-1-film.xml": f'<video display_name="A film" {attributes}>{inside}</video>'
    }


def of_blocks(**entries) -> dict[str, str]:
    """Give settings to single blocks in policy.json, one a line: chapter__block_1 is chapter/block-1."""
    found = {}
    for name, value in entries.items():
        tag, _, url_name = name.partition("__")
        found[f"{tag}/{url_name.replace('_', '-')}"] = value
    return {SETTINGS: json.dumps(POLICY | found, indent=1)}


def updates(*entries) -> dict[str, str]:
    """Write the updates, one key a line."""
    return {UPDATES: json.dumps(entries, indent=1)}


def picture(name: str, content: str | bytes) -> dict[str, str | bytes]:
    """Show another picture in the lesson."""
    return lesson(f'<p><img src="/static/{name}" alt="A house, seen from the street"/></p>\n') | {
        f"static/{name}": content
    }


ONE = {"id": 1, "date": "January 1, 2026", "content": "<p>One.</p>", "status": "visible"}
TWO = {"id": 2, "date": "January 2, 2026", "content": "<p>Two.</p>", "status": "visible"}
ASSET = '<video_asset client_video_id="film" duration="0.0"/>'
FILE = '<source src="https://example.org/film.mp4"/>'
BLANK_LESSON = "<p>\u200b&#8203;</p>\n<!-- the text comes later -->\n"

MARKUP = [
    ("open-markup", lesson("<!-- todo: ask Maria\n"), f"{LESSON}:16", lesson("<!-- todo: ask Maria\n-->")),
    ("open-markup", lesson("<p>Words.</p\n"), f"{LESSON}:16", lesson("<p>Words.</p>\n")),
    ("open-markup", lesson("<p>See <em>both</em></p>\n<p"), f"{LESSON}:17", lesson("<p>See <em>both</em></p>\n")),
    (
        "open-markup",
        {"tabs/glossary.html": "<!-- soon\n" + str(SMALL["tabs/glossary.html"])},
        "tabs/glossary.html:1",
        {"tabs/glossary.html": "<!-- soon -->\n" + str(SMALL["tabs/glossary.html"])},
    ),
    ("open-markup", {"about/overview.html": '<p class="x>About.</p>'}, "about/overview.html:1", SOUND),
    ("open-markup", updates(ONE | {"content": "<p>One.<!--</p>"}), f"{UPDATES}:1", updates(ONE)),
    (
        "nothing-shown",
        {LESSON: BLANK_LESSON},
        f"{LESSON}:1",
        {LESSON: "<p>A text.</p>\n"},
    ),
]
SETTINGS_CASES = [
    (
        "course-key",
        {"course.xml": '<course org="UC LG" course="SMALL" url_name="2026"/>\n'},
        "course.xml:1",
        {"course.xml": '<course org="UC-LG" course="SMALL" url_name="2026"/>\n'},
    ),
    ("setting-value", policy(start="soon"), f"{SETTINGS}:4", policy(start="2026-01-31T00:00:00Z")),
    ("setting-value", policy(due="someday"), f"{SETTINGS}:33", policy(due="2026-12-31T00:00:00Z")),
    ("setting-value", policy(due=5), f"{SETTINGS}:33", policy(due="2026-12-31T00:00:00Z")),
    ("setting-value", policy(self_paced="yes"), f"{SETTINGS}:33", policy(self_paced=True)),
    ("setting-value", policy(display_name=5), f"{SETTINGS}:3", policy(display_name="5")),
    ("setting-value", policy(certificates=[]), f"{SETTINGS}:33", policy(certificates={})),
    ("setting-value", policy(graceperiod="soon"), f"{SETTINGS}:33", policy(graceperiod="2 days 3 hours")),
    ("setting-value", policy(catalog_visibility="all"), f"{SETTINGS}:33", policy(catalog_visibility="both")),
    ("setting-name", policy(selfpaced=True), f"{SETTINGS}:33", policy(self_paced=True)),
    ("setting-closes", policy(visible_to_staff_only=True), f"{SETTINGS}:33", SOUND),
    ("setting-closes", policy(max_attempts=0), f"{SETTINGS}:33", policy(max_attempts=1)),
    (
        "setting-dates",
        policy(enrollment_start="2026-02-01T00:00:00Z", enrollment_end="2026-01-01T00:00:00Z"),
        f"{SETTINGS}:34",
        policy(enrollment_start="2026-02-01T00:00:00Z", enrollment_end="2026-03-01T00:00:00Z"),
    ),
    ("setting-dates", policy(due="2025-12-31T00:00:00Z"), f"{SETTINGS}:33", policy(due="2026-12-31T00:00:00Z")),
    ("setting-dates", policy(enrollment_start="2037-01-01T00:00:00Z"), f"{SETTINGS}:33", SOUND),
    ("json-readable", {SETTINGS: b"\xef\xbb\xbf" + str(SMALL[SETTINGS]).encode()}, f"{SETTINGS}:1", SOUND),
    (
        "policy-block-value",
        of_blocks(problem__block_1_quiz_1={"max_attempts": "many"}),
        f"{SETTINGS}:35",
        SOUND,
    ),
    ("policy-block-value", of_blocks(chapter__block_1=["hidden"]), f"{SETTINGS}:34", SOUND),
    ("policy-block-value", of_blocks(chapter__block_1={"visible_to_staff_only": "yes"}), f"{SETTINGS}:35", SOUND),
    ("policy-block-lost", of_blocks(problem__block_1_quiz_9={"weight": 1}), f"{SETTINGS}:34", SOUND),
    ("policy-block-lost", of_blocks(edx_sga__block_1_plan_upload={"points": 5}), f"{SETTINGS}:34", SOUND),
    (
        "policy-block-wins",
        of_blocks(problem__block_1_quiz_1={"max_attempts": 3}),
        f"{SETTINGS}:35",
        swap(QUIZ, 'max_attempts="2"', 'max_attempts="3"'),
    ),
    (
        "policy-block-wins",
        swap("course/2026.xml", "<course>", '<course language="fr">'),
        f"{SETTINGS}:6",
        SOUND,
    ),
    (
        "policy-block",
        of_blocks(chapter__block_1={"visible_to_staff_only": True}),
        f"{SETTINGS}:35",
        swap("chapter/block-1.xml", "<chapter ", '<chapter visible_to_staff_only="true" '),
    ),
    ("tabs-import", policy(tabs=[TABS[1], TABS[0], TABS[2]]), f"{SETTINGS}:17", SOUND),
    ("tabs-import", policy(tabs=[*TABS, TABS[1]]), f"{SETTINGS}:24", SOUND),
    (
        "tabs-import",
        policy(tabs=[*TABS, {"type": "pdf_textbooks"}, {"type": "pdf_textbooks"}]),
        f"{SETTINGS}:33",
        SOUND,
    ),
    ("tabs-import", policy(tabs=[*TABS, {"type": "external_link", "name": "x"}]), f"{SETTINGS}:33", SOUND),
    ("tabs-import", policy(tabs=[*TABS, None]), f"{SETTINGS}:17", SOUND),
    ("tabs-import", policy(tabs={}), f"{SETTINGS}:17", policy(tabs=None) | {"tabs/glossary.html": None}),
    (
        "tab-address",
        policy(tabs=[*TABS, {"type": "static_tab", "name": "x", "url_slug": "wiki"}]) | {"tabs/wiki.html": "<p>x</p>"},
        f"{SETTINGS}:35",
        policy(tabs=[*TABS, {"type": "static_tab", "name": "x", "url_slug": "pages"}])
        | {"tabs/pages.html": "<p>x</p>"},
    ),
    (
        "tab-address",
        policy(tabs=[*TABS, {"type": "dates", "name": "Dates", "course_staff_only": "yes"}]),
        f"{SETTINGS}:33",
        policy(tabs=[*TABS, {"type": "dates", "name": "Dates", "course_staff_only": True}]),
    ),
    (
        "updates-entry",
        updates(ONE, {"id": 2, "date": "January 2, 2026", "status": "visible"}),
        f"{UPDATES}:9",
        updates(ONE, TWO),
    ),
    ("updates-entry", updates(ONE, {**TWO, "status": "shown"}), f"{UPDATES}:9", updates(ONE, TWO)),
    ("updates-entry", updates(ONE, None), f"{UPDATES}:6", updates(ONE)),
    ("updates-twice", updates(ONE, {**TWO, "id": 1}), f"{UPDATES}:9", updates(ONE, TWO)),
]
BLOCKS = [
    (
        "block-text",
        explorer("block: 1"),
        f"{UNIT}:3",
        explorer("<option:preset>block: 1</option:preset>"),
    ),
    (
        "block-setting",
        explorer("<option:preset>theme: housing\nblok: 1</option:preset>"),
        f"{UNIT}:3",
        explorer("<option:preset>theme: housing</option:preset>"),
    ),
    (
        "block-setting",
        explorer(settings='required_opened="9999"'),
        f"{UNIT}:3",
        explorer(settings='required_opened="5"'),
    ),
    ("block-setting", explorer(settings='weight="-1"'), f"{UNIT}:3", explorer(settings='weight="1"')),
    ("block-setting", explorer(settings='contact="nobody"'), f"{UNIT}:3", explorer(settings='contact="a@example.org"')),
    (
        "block-preset",
        explorer("<option:preset>block: 1\ntheme: housingg</option:preset>"),
        f"{UNIT}:4",
        explorer("<option:preset>block: 1\ntheme: housing</option:preset>"),
    ),
    ("attempts-none", swap(QUIZ, 'max_attempts="2"', 'max_attempts="0"'), f"{QUIZ}:1", SOUND),
    (
        "attempts-none",
        swap("sequential/section-1-quiz.xml", "<sequential ", '<sequential max_attempts="-1" '),
        "sequential/section-1-quiz.xml:1",
        SOUND,
    ),
    ("weight-negative", swap(QUIZ, 'weight="1"', 'weight="-1"'), f"{QUIZ}:1", SOUND),
    ("weight-zero", swap(QUIZ, 'weight="1"', 'weight="0"'), f"{QUIZ}:1", SOUND),
    ("video-source", film(""), "video/block-1-film.xml:1", film('youtube_id_1_0="abcdefghijk"')),
    ("video-source", film('youtube_id_1_0=""'), "video/block-1-film.xml:1", film('youtube_id_1_0=""', FILE)),
    ("video-source", film("", FILE), "video/block-1-film.xml:1", film('youtube_id_1_0=""', FILE)),
    (
        "video-asset",
        film('youtube_id_1_0="abcdefghijk" edx_video_id="93eb0b27"'),
        "video/block-1-film.xml:1",
        film('youtube_id_1_0="abcdefghijk" edx_video_id="93eb0b27"', ASSET),
    ),
]
DAMAGE = [
    (
        "merge-conflict",
        lesson("<p>\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n</p>\n"),
        f"{LESSON}:17",
        lesson("<p>\nOne.\n</p>\n"),
    ),
    ("merge-conflict", {QUIZ: f"<<<<<<< HEAD\n{SMALL[QUIZ]}"}, f"{QUIZ}:1", SOUND),
    ("text-encoding", lesson("<p>The cafÃ© of the town.</p>\n"), f"{LESSON}:16", lesson("<p>The café.</p>\n")),
    ("text-encoding", lesson("<p>The townâ€™s hall.</p>\n"), f"{LESSON}:16", lesson("<p>The town’s hall.</p>\n")),
    ("text-encoding", lesson("<p>The caf\ufffd.</p>\n"), f"{LESSON}:16", lesson("<p>The café.</p>\n")),
    (
        "picture-kind",
        picture("house.png", "<!doctype html>\n<title>Log in</title>"),
        "static/house.png:1",
        picture("house.png", PIXEL),
    ),
    (
        "picture-svg",
        picture("house.svg", DRAWING.format("<g>")),
        "static/house.svg:2",
        picture("house.svg", DRAWING.format("<g/>")),
    ),
    ("picture-svg", picture("house.svg", "<svg/>"), "static/house.svg:1", picture("house.svg", DRAWING.format(""))),
    (
        "picture-outside",
        picture("house.svg", DRAWING.format('<image xlink:href="https://example.org/roof.png"/>')),
        "static/house.svg:2",
        picture("house.svg", DRAWING.format('<image xlink:href="data:image/png;base64,AAAA"/>')),
    ),
    (
        "picture-outside",
        picture("house.svg", DRAWING.format("<style>@import '//example.org/a.css';</style>")),
        "static/house.svg:2",
        picture("house.svg", DRAWING.format("<style>g {fill: red}</style>")),
    ),
    (
        "picture-script",
        picture("house.svg", DRAWING.format("<script>alert(1)</script>")),
        "static/house.svg:2",
        picture("house.svg", DRAWING.format("")),
    ),
    (
        "picture-script",
        picture("house.svg", DRAWING.format('<g onload="x()"/>')),
        "static/house.svg:2",
        picture("house.svg", DRAWING.format("<g/>")),
    ),
]

LOST = MARKUP + SETTINGS_CASES + BLOCKS + DAMAGE
