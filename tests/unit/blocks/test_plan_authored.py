"""What an author sets: questions whose identity is stable, own texts, and OLX that stays as it was written."""

from __future__ import annotations

import pytest
from action_plan.authored import parse_questions, points, questions_of_all, questions_of_step
from action_plan.block import ActionPlanXBlock as Plan
from action_plan.steps import RUBRIC, STEPS
from lxml import etree
from xblock.fields import ScopeIds

from .learning import COURSE, LearningRuntime, Storage
from .planning import author, send, stored, write

OPTION = "http://code.edx.org/xblock/option"
OLX = f"""<action_plan xmlns:option="{OPTION}" url_name="block-2-plan-step" display_name="My plan, step 2" \
atlas="/static/atlas.json" step="2" minimum_length="60" scored="true" weight="1.0"><option:questions>gap: Which right \
is missing in your district?
&gt; One right, one group &amp; one place.
witness (optional): Who saw it?</option:questions><option:reviewer>Is it a right?
Is there a number?</option:reviewer></action_plan>"""


def parsed(olx=OLX, storage=None):
    usage = COURSE.make_usage_key("action_plan", "block-2-plan-step")
    runtime = LearningRuntime(storage or Storage())
    return Plan.parse_xml(etree.fromstring(olx), runtime, ScopeIds(1, "action_plan", usage, usage))


def written_olx(block):
    node = etree.Element("action_plan", nsmap={"option": OPTION})
    block.add_xml_to_node(node)
    return node


def test_questions_keep_their_ids_in_any_wording():
    questions, wrong = questions_of_step(
        STEPS["2"], "gap: Which right is missing here?\n> A hint.\n> More of it.\nwitness (optional): Who saw it?"
    )
    assert wrong == []
    assert [(q.id, q.text, q.help, q.required, q.kind) for q in questions] == [
        ("gap", "Which right is missing here?", "A hint. More of it.", True, "text"),
        ("witness", "Who saw it?", "", False, "text"),
    ]


def test_a_reworded_question_keeps_its_answer():
    storage = Storage()
    author(storage, "2")
    write(storage, "2", "gap", "the answer")
    block = author(storage, "2", questions="gap: In other words, which right?")
    assert block.settings_for_page()["questions"][0]["text"] == "In other words, which right?"
    assert stored(storage, "2")["gap"]["v"] == "the answer"


def test_structured_questions_stay_structured():
    questions, _wrong = questions_of_step(STEPS["6"], "checks: Who checks?\nactions: What will you do?")
    assert [(q.id, q.kind) for q in questions] == [("checks", "text"), ("actions", "actions")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("no colon here", [(1, "no colon here")]),
        ("Gap: a capital letter", [(1, "Gap: a capital letter")]),
        ("gap: one\n\ngap: two", [(3, "gap: two")]),
        ("gap:", [(1, "gap:")]),
    ],
)
def test_lines_that_are_not_understood_are_named(text, wrong):
    assert parse_questions(text)[1] == wrong


def test_a_question_of_another_step_has_no_effect_and_is_named():
    questions, wrong = questions_of_step(STEPS["2"], "territory: Where?")
    assert (questions, wrong) == (STEPS["2"].questions, [(0, "territory")])


def test_an_overview_rewords_and_replaces():
    questions, wrong = questions_of_all("gap: Other words\n4.lever: A lever?\n4.new: Something new?")
    assert wrong == []
    assert questions["2"][0].text == "Other words"
    assert [q.id for q in questions["4"]] == ["lever", "new"]
    assert questions["1"] == STEPS["1"].questions


def test_ids_are_unique_in_the_plan():
    ids = [question.id for step in STEPS.values() for question in step.questions]
    assert len(ids) == len(set(ids))
    assert len({point.id for point in RUBRIC}) == 5


def test_each_step_has_three_to_five_questions_examples_and_points():
    for step in STEPS.values():
        assert 3 <= len(step.questions) <= 5
        assert step.good
        assert step.weak
        assert len(step.reviewer) >= 3


def test_points_of_a_list():
    assert points("- One\n\n  * Two \n• Three") == ["One", "Two", "Three"]


def test_the_author_is_told_what_has_no_effect():
    storage = Storage()
    block = author(storage, "9", questions="nonsense")
    assert block.step_name() == "1"
    assert any("“9” is not understood" in sentence for sentence in block.findings())
    assert any("line 1: “nonsense”" in sentence for sentence in block.findings())
    assert author(Storage(), "2").findings() == []


def test_empty_texts_show_our_own_and_own_texts_win():
    block = author(Storage(), "2")
    shown = block.settings_for_page()
    assert shown["good"].startswith("Children in the two lakeside settlements")
    shown = author(
        Storage(), "2", example_good="Ours", reviewer="A point", introduction="Begin here"
    ).settings_for_page()
    assert (shown["good"], shown["reviewer"], shown["introduction"]) == ("Ours", ["A point"], "Begin here")


def test_settings_of_the_wrong_type_still_make_a_page():
    block = author(Storage(), "1")
    for field in ("display_name", "questions", "example_good", "reviewer", "minimum_length", "step_units"):
        block._field_data.set(block, field, {"not": "a text"})
    assert block.settings_for_page()["questions"]


def test_olx_comes_back_as_the_author_wrote_it():
    block = parsed()
    assert (block.step, block.minimum_length, block.scored) == ("2", 60, True)
    node = written_olx(block)
    questions = node.find(f"{{{OPTION}}}questions")
    assert questions.text.splitlines() == [
        "gap: Which right is missing in your district?",
        "> One right, one group & one place.",
        "witness (optional): Who saw it?",
    ]
    assert node.find(f"{{{OPTION}}}reviewer").text == "Is it a right?\nIs there a number?"
    again = written_olx(parsed(etree.tostring(node).decode()))
    assert etree.tostring(again) == etree.tostring(node)


def test_nothing_of_the_learner_is_in_the_olx():
    storage = Storage()
    block = author(storage, "2")
    write(storage, "2", "gap", "a secret of the learner")
    send(storage, "2", "change_territory", {"value": {"name": "My town"}, "writer": "abcd", "number": 1, "base": ""})
    block = LearningRuntime(storage).block(Plan, "step-2")
    node = written_olx(block)
    text = etree.tostring(node, encoding="unicode")
    assert "secret" not in text
    assert "My town" not in text
    assert node.get("atlas") == "/static/atlas.json"


def test_a_learners_state_in_an_old_export_is_ignored():
    olx = OLX.replace(' step="2"', ' step="2" step_2="{&quot;x&quot;: 1}" reached="1.0"')
    block = parsed(olx)
    assert block.entries_here() == {}
    assert block.best_so_far() == 0.0


def test_the_search_of_courses_finds_the_authors_words():
    block = author(Storage(), "2", introduction="Look at the ferry")
    found = block.index_dictionary()
    assert found["content"]["introduction"] == "Look at the ferry"
    assert found["content_type"] == "Action plan"
