"""Views and OLX of a map: what the page gets, what the author is told, what is exported."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from human_rights_mooc.olx import learner_fields
from lxml import etree
from rights_map.block import RightsMapXBlock as Map
from rights_map.settings import parse_kinds
from xblock.fields import ScopeIds

from .learning import COURSE, LearningRuntime, Storage

FULL = (
    '<rights_map xblock-family="xblock.v1" atlas="/static/atlas.json" display_name="Who &amp; where" '
    'introduction="Look. «Ñandú» شكرا" kinds="declaration, award" required_opened="2" scored="true" '
    'start_view="africa" time_slider="false" weight="2.0"/>'
)
COURSE_FOLDER = Path(__file__).resolve().parents[3] / "course"


def parse(text, storage=None):
    runtime = LearningRuntime(storage or Storage())
    usage = COURSE.make_usage_key("rights_map", "one")
    node = etree.parse(BytesIO(text.encode())).getroot()
    return Map.parse_xml(node, runtime, ScopeIds(1, "rights_map", usage, usage))


def export(block):
    node = etree.Element("unknown", nsmap={"option": "http://code.edx.org/xblock/option"})
    block.add_xml_to_node(node)
    return node


def canonical(given):
    text = given if isinstance(given, str) else etree.tostring(given, encoding="unicode")
    return etree.canonicalize(text.replace(' xmlns:option="http://code.edx.org/xblock/option"', ""))


def test_every_setting_round_trips_unchanged():
    assert canonical(export(parse(FULL))) == canonical(FULL)


def test_the_olx_always_names_its_atlas():
    assert export(parse("<rights_map/>")).get("atlas") == "/static/atlas.json"


def test_no_learner_state_leaves_or_enters_with_the_block():
    block = parse(FULL)
    block.opened, block.reached = ["itami"], 1.0
    block.hrl_territory = {"v": {"name": "Home"}, "h": []}
    block.save()
    assert canonical(export(block)) == canonical(FULL)
    for name in learner_fields(Map.fields):
        foreign = parse(f"<rights_map atlas='/static/atlas.json' {name}='[1]'/>")
        assert getattr(foreign, name) == Map.fields[name].default


def test_a_learner_gets_settings_and_state():
    fragment = parse(FULL).student_view()
    args = fragment.json_init_args
    assert fragment.js_init_fn == "HrlRightsMap"
    assert args["settings"] == {
        "title": "Who & where",
        "introduction": "Look. «Ñandú» شكرا",
        "startView": "africa",
        "kinds": ["declaration", "award"],
        "timeSlider": False,
        "required": 2,
        "scored": True,
    }
    assert set(args["state"]) == {"count", "opened", "shortlist", "territory", "notes", "later"}
    assert [resource.data.split("?")[0] for resource in fragment.resources] == [
        "/static/xblock/resources/rights_map/public/map.js"
    ]


def test_the_page_stays_small_whatever_the_learner_did():
    block = parse(FULL)
    empty = block.student_view()
    html = len(empty.content) + len(json.dumps({**empty.json_init_args, "state": None, "settings": None}))
    assert html < 2048
    block.opened = [f"{'a' * 50}-{n}" for n in range(500)]
    state = block.student_view().json_init_args["state"]
    assert len(json.dumps(state)) <= 8 * 1024
    assert (state["count"], state["later"]) == (500, ["opened"])


def test_a_visitor_reads_and_nothing_is_saved():
    visitor = LearningRuntime(Storage(), None).block(Map)
    for fragment in (visitor.public_view(), visitor.student_view()):
        assert (fragment.json_init_args["saves"], fragment.json_init_args["state"]) == (False, None)


def test_the_author_is_told_what_is_wrong():
    block = LearningRuntime(Storage()).block(Map, start_view="The World!", kinds="award, No Id", required_opened=0)
    findings = block.author_view().json_init_args["findings"]
    assert [word for word in ("The World!", "No Id", "Nothing is asked") if any(word in line for line in findings)] == [
        "The World!",
        "No Id",
        "Nothing is asked",
    ]
    assert block.settings_for_page()["startView"] == "world"


@pytest.mark.parametrize(
    ("text", "found", "wrong"),
    [
        ("declaration, award", ["declaration", "award"], []),
        (" declaration ,declaration,\naward,", ["declaration", "award"], []),
        ("", [], []),
        ("Award; x", [], ["Award; x"]),
        (",".join(f"k{n}" for n in range(500)), [f"k{n}" for n in range(20)], []),
    ],
)
def test_kinds_as_authors_write_them(text, found, wrong):
    assert parse_kinds(text) == (found, wrong)


@pytest.mark.filterwarnings("ignore:.*enforced")
def test_wrong_types_from_an_import_still_make_a_page():
    block = parse(FULL)
    block.kinds, block.start_view, block.required_opened, block.time_slider = None, 7, "many", None
    settings = block.student_view().json_init_args["settings"]
    assert (settings["kinds"], settings["startView"], settings["required"]) == ([], "world", 3)


def test_search_finds_the_authored_texts():
    found = parse(FULL).index_dictionary()
    assert found["content"] == {"display_name": "Who & where", "introduction": "Look. «Ñandú» شكرا"}


def test_apps_get_settings_and_no_state():
    assert set(parse(FULL).student_view_data()) == {"display_name", "atlas", "settings"}
    assert Map.student_view._supports == {"multi_device"}


@pytest.mark.parametrize("unit", ["welcome-map", "block-5-map", "block-6-map"])
def test_the_courses_maps_are_right(unit):
    node = etree.parse(COURSE_FOLDER / "vertical" / f"{unit}.xml").find("rights_map")
    node.tail = None
    block = parse(etree.tostring(node, encoding="unicode"))
    assert block.findings() == []
    kinds = {
        term["id"]
        for term in json.loads((COURSE_FOLDER / "static/atlas.json").read_text())["vocabulary"]["recognition"]
    }
    assert set(block.settings_for_page()["kinds"]) <= kinds
