"""OLX of an explorer: what is written comes back unchanged, and no learner's state gets in or out."""

from __future__ import annotations

from io import BytesIO

import pytest
from human_rights_mooc.olx import learner_fields
from lxml import etree
from practice_explorer.block import PracticeExplorerXBlock as Explorer
from xblock.fields import ScopeIds

from .learning import COURSE, LearningRuntime, Storage

OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
FULL = f"""<practice_explorer {OPTION} xblock-family="xblock.v1" allow_widening="false" atlas="/static/atlas.json"
 contact="rights@example.org" display_name="Housing &amp; homes" introduction="Look for limits." map_unit="welcome-map"
 reflection_min_length="40" reflection_prompt="What fits here? «Ñandú» شكرا" required_opened="2" scored="true"
 weight="2.0"><option:preset>theme: housing
theme: poverty-homelessness
block: 3</option:preset></practice_explorer>""".replace("\n ", " ")


def parse(text, storage=None):
    runtime = LearningRuntime(storage or Storage())
    node = etree.parse(BytesIO(text.encode())).getroot()
    usage = COURSE.make_usage_key("practice_explorer", "one")
    return Explorer.parse_xml(node, runtime, ScopeIds(1, "practice_explorer", usage, usage))


def export(block):
    node = etree.Element("unknown", nsmap={"option": "http://code.edx.org/xblock/option"})
    block.add_xml_to_node(node)
    return node


def canonical(given):
    return etree.canonicalize(given if isinstance(given, str) else etree.tostring(given, encoding="unicode"))


def test_every_setting_round_trips_unchanged():
    assert canonical(export(parse(FULL))) == canonical(FULL)


def test_presets_stay_as_the_author_wrote_them():
    assert parse(FULL).preset == "theme: housing\ntheme: poverty-homelessness\nblock: 3"


def test_the_olx_always_names_its_atlas():
    assert export(parse("<practice_explorer/>")).get("atlas") == "/static/atlas.json"


def test_no_learner_state_leaves_with_the_block():
    block = parse(FULL)
    block.opened, block.reached = [1, 2], 1.0
    block.reflection = {"v": "private", "h": [["abcd", 1]]}
    block.hrl_shortlist = {str(COURSE): {"ids": [["vienna-centre", "abcd.1"]], "gone": []}}
    block.hrl_notes, block.hrl_territory = {"x": 1}, {"v": {"name": "Home"}, "h": []}
    block.save()
    assert canonical(export(block)) == canonical(FULL)


@pytest.mark.parametrize("name", sorted(learner_fields(Explorer.fields)))
def test_no_learner_state_comes_in_with_the_block(name):
    default = Explorer.fields[name].default
    block = parse(f"<practice_explorer atlas='/static/atlas.json' {name}='[1]'/>")
    assert getattr(block, name) == default
    nested = f"<practice_explorer {OPTION}><option:{name}>[1]</option:{name}></practice_explorer>"
    assert getattr(parse(nested), name) == default


def test_the_learner_fields_are_these():
    assert learner_fields(Explorer.fields) == {
        "opened",
        "reflection",
        "reached",
        "hrl_shortlist",
        "hrl_notes",
        "hrl_territory",
    }
