"""The table of block types: what it says of each is what the platform does, and nobody keeps a table beside it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from olx import types
from olx.values import is_loose_date, says_nothing, wrong_value

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("tag", ["itembank", "library_content", "split_test", "conditional", "randomize", "wrapper"])
def test_a_component_that_holds_blocks_follows_pointers_and_is_no_container(tag):
    assert types.holds_blocks(tag)
    assert types.has_children(tag)
    assert types.follows_pointer(tag)
    assert not types.is_container(tag)


@pytest.mark.parametrize(
    "tag", ["openassessment", "edx_sga", "problem", "video", "poll_question", "ubcpi", "x-made-up"]
)
def test_elements_of_a_block_that_reads_them_itself_are_no_blocks_of_the_course(tag):
    assert types.reads_own_children(tag)
    assert not types.has_children(tag)
    assert not types.reads_options(tag)


@pytest.mark.parametrize("tag", ["practice_explorer", "rights_map", "action_plan", "poll", "drag-and-drop-v2", "done"])
def test_a_block_of_the_plain_kind_stands_whole_in_its_unit(tag):
    assert types.reads_options(tag)
    assert not types.follows_pointer(tag)


@pytest.mark.parametrize(
    ("tag", "needs"),
    [
        ("openassessment", False),
        ("drag-and-drop-v2", False),
        ("itembank", False),
        ("library_content", False),
        ("poll", False),
        ("survey", False),
        ("lti_consumer", False),
        ("split_test", False),
        ("word_cloud", False),
        ("problem", False),
        ("vertical", False),
        ("edx_sga", True),
        ("done", True),
        ("lti", True),
        ("annotatable", True),
        ("practice_explorer", True),
        ("ubcpi", True),
    ],
)
def test_which_types_studio_offers_only_when_a_setting_names_them(tag, needs):
    assert types.needs_advanced_module(tag) is needs


def test_each_container_knows_what_belongs_inside():
    assert [types.child_of(tag) for tag in types.CONTAINERS] == ["chapter", "sequential", "vertical", None]
    assert types.own_elements("course") == {"wiki", "textbook", "license"}
    assert types.child_of("x-made-up") is None
    assert types.own_elements("x-made-up") == set()


@pytest.mark.parametrize(
    "name",
    [
        "copied_from_block",
        "upstream",
        "upstream_version",
        "upstream_version_declined",
        "upstream_display_name",
        "upstream_data_hash",
        "downstream_customized",
        "top_level_downstream_parent_key",
        "x-is-pointer-node",
    ],
)
def test_what_studio_writes_for_itself_is_no_setting_of_the_course(name):
    assert types.written_by_studio(name)
    assert not any(name in (types.allowed_fields(tag) or {}) for tag in types.TYPES)


def test_a_block_of_ours_is_asked_for_its_fields():
    fields = types.allowed_fields("practice_explorer")
    assert fields is not None
    assert fields["required_opened"] == "integer"
    assert fields["display_name"] == "string"
    assert types.knows_all_fields("practice_explorer")
    assert types.allowed_fields("x-made-up") is None
    assert not types.knows_all_fields("x-made-up")


def test_every_row_names_the_file_that_it_was_read_from():
    assert len(types.TYPES) == len(types.ROWS)
    assert [row.tag for row in types.ROWS if not row.source.endswith(".py")] == []


def test_no_rule_keeps_a_table_of_block_types_of_its_own():
    found = []
    for path in [*sorted((ROOT / "builder" / "rules").glob("*.py")), ROOT / "olx" / "course.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
                texts = {item.value for item in node.elts if isinstance(item, ast.Constant)}
                if len(texts & set(types.TYPES)) > 3:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


KINDS = ["boolean", "integer", "float", "date", "timedelta", "list", "dict", "string", types.SHOWANSWER]


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        ("5 February 2013 10:00", True),
        ("February 2013", False),
        ("2013", False),
        ("soon", False),
        ("2025-13-01", False),
    ],
)
def test_a_date_in_another_form_is_read_when_day_and_month_are_there(value, reads):
    assert is_loose_date(value) is reads


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_null_is_no_value_for_any_kind(kind):
    assert says_nothing(kind, "null")
    assert wrong_value(kind, "null") is None


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("integer", "", True),
        ("float", "", True),
        ("date", "", True),
        ("boolean", "", False),
        ("list", "", False),
        ("integer", "3.0", True),
        ("integer", "3.5", False),
        ("integer", "many", False),
        ("boolean", "True", True),
        ("boolean", "yes", False),
        ("date", '"2017-02-02T00:00:00Z"', True),
        ("date", '"soon"', False),
        ("date", '"', False),
        (types.SHOWANSWER, '"finished"', True),
        (types.SHOWANSWER, '"sometimes"', False),
    ],
    ids=str,
)
def test_values_are_read_as_the_platform_reads_attributes(kind, value, fits):
    assert (wrong_value(kind, value) is None) is fits
