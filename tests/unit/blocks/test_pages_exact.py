"""What a page, an app and the platform's own tools get from each block, word by word."""

from __future__ import annotations

import pytest
from action_plan.block import ActionPlanXBlock
from action_plan.steps import STEPS
from lxml import etree
from practice_explorer.block import PracticeExplorerXBlock
from rights_map.block import RightsMapXBlock
from xblock.scorable import Score

from .learning import LearningRuntime, Storage, ask

BLOCKS = (PracticeExplorerXBlock, RightsMapXBlock, ActionPlanXBlock)
SERVICES = ("i18n", "user", "replace_urls", "studio_user_permissions", "completion", "settings")


def made(cls, **fields):
    storage = Storage()
    LearningRuntime(storage).block(cls, **fields)
    return LearningRuntime(storage).block(cls)


@pytest.mark.parametrize("cls", BLOCKS)
def test_no_service_is_required_and_six_are_wanted(cls):
    assert {name: made(cls).service_declaration(name) for name in SERVICES} == dict.fromkeys(SERVICES, "want")


@pytest.mark.parametrize("cls", BLOCKS)
def test_each_view_says_which_it_is(cls):
    block = made(cls)
    pages = {name: getattr(block, name)().json_init_args for name in ("student_view", "public_view", "author_view")}
    assert {name: page["view"] for name, page in pages.items()} == {name: name for name in pages}
    assert {name: page["saves"] for name, page in pages.items()} == {
        "student_view": True, "public_view": False, "author_view": False,
    }  # fmt: skip
    assert pages["public_view"]["state"] is None
    assert pages["author_view"]["findings"] == []
    assert all(page["atlas"] == "/static/atlas.json" for page in pages.values())
    assert all(page["block"] == cls.__module__.split(".")[0] for page in pages.values())


def test_settings_of_an_explorer():
    block = made(
        PracticeExplorerXBlock, display_name="Find", introduction="Look.", preset="theme: housing\nblock: 2",
        allow_widening=False, required_opened=4, reflection_prompt=" What? ", reflection_min_length=30,
        contact=" a@b.org ", scored=True, map_unit="welcome-map",
    )  # fmt: skip
    assert block.settings_for_page() == {
        "title": "Find", "introduction": "Look.", "preset": {"theme": ["housing"], "block": ["2"]}, "widening": False,
        "required": 4, "reflectionPrompt": "What?", "reflectionMinimum": 30, "contact": "a@b.org", "scored": True,
        "map": "/jump_to_id/welcome-map",
    }  # fmt: skip
    plain = made(PracticeExplorerXBlock, map_unit="No id", reflection_min_length=30).settings_for_page()
    assert (plain["map"], plain["reflectionMinimum"], plain["widening"]) == ("", 0, True)
    assert (plain["contact"], plain["required"], plain["scored"]) == ("cisdp1@uclg.org", 3, False)
    assert made(PracticeExplorerXBlock, required_opened=51).required() == 50
    assert made(PracticeExplorerXBlock, required_opened=-1).required() == 0


def test_settings_of_a_map():
    block = made(
        RightsMapXBlock, display_name="Map", introduction="Look.", start_view=" africa ",
        kinds="declaration, campaign-member", time_slider=False, required_opened=2, scored=True,
    )  # fmt: skip
    assert block.settings_for_page() == {
        "title": "Map", "introduction": "Look.", "startView": "africa", "kinds": ["declaration", "campaign-member"],
        "timeSlider": False, "required": 2, "scored": True,
    }  # fmt: skip
    assert made(RightsMapXBlock, start_view="No id").settings_for_page()["startView"] == "world"
    assert made(RightsMapXBlock, required_opened=51).required() == 50


def test_settings_of_a_step():
    text = "own (optional): What else?\n> Think of all.\nterritory: Which place?"
    block = made(
        ActionPlanXBlock, display_name="Step", step="1", introduction="Begin.", questions=text, minimum_length=501,
        scored=True, example_good="Good.", example_weak="Weak.", reviewer="- First\n- Second", step_units="unit-{step}",
    )  # fmt: skip
    shown = block.settings_for_page()
    assert shown["questions"] == [
        {"id": "own", "text": "What else?", "kind": "text", "help": "Think of all.", "optional": True},
        {"id": "territory", "text": "Which place?", "kind": "text"},
    ]
    steps = shown.pop("steps")
    assert [(step["number"], step["link"]) for step in steps] == [(n, f"/jump_to_id/unit-{n}") for n in "123456"]
    assert all(set(step) == {"number", "title", "link"} and step["title"] for step in steps)
    shown.pop("questions")
    assert shown == {
        "title": "Step", "step": "1", "introduction": "Begin.", "minimum": 500, "scored": True, "good": "Good.",
        "weak": "Weak.", "reviewer": ["First", "Second"],
    }  # fmt: skip


def test_settings_of_an_overview():
    shown = made(ActionPlanXBlock, step=" overview ", introduction="The end.").settings_for_page()
    assert set(shown) == {"title", "step", "introduction", "questions", "minimum", "scored", "steps"}
    assert (shown["step"], shown["introduction"], shown["minimum"]) == ("overview", "The end.", 40)
    assert all(set(q) == {"id", "text", "kind", "label"} or "help" in q for q in shown["questions"])
    assert {q["kind"] for q in shown["questions"]} == {"check"}


@pytest.mark.parametrize("cls", BLOCKS)
def test_an_app_gets_settings_and_the_atlas(cls):
    found = made(cls, display_name="Name").student_view_data()
    assert set(found) == {"display_name", "atlas", "settings"}
    assert (found["display_name"], found["settings"]["title"]) == ("Name", "Name")


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        (PracticeExplorerXBlock, "Practice explorer"), (RightsMapXBlock, "Map of human rights cities"),
        (ActionPlanXBlock, "Action plan"),
    ],
)  # fmt: skip
def test_the_search_of_courses_gets_name_and_kind(cls, kind):
    found = made(cls, display_name="A name", introduction="An introduction").index_dictionary()
    assert found["content_type"] == kind
    assert found["content"] == {"display_name": "A name", "introduction": "An introduction"}


@pytest.mark.parametrize("cls", BLOCKS)
def test_what_the_block_api_adds_for_the_search_stays(cls, monkeypatch):
    added = {"content": {"subtitle": "From the API"}, "place": "Unit 1"}
    base = next(each for each in reversed(cls.__mro__) if "index_dictionary" in vars(each))
    monkeypatch.setattr(base, "index_dictionary", lambda block: added)
    found = made(cls, display_name="A name", introduction="An introduction").index_dictionary()
    assert found["place"] == "Unit 1"
    assert found["content"] == {
        "subtitle": "From the API", "display_name": "A name", "introduction": "An introduction",
    }  # fmt: skip


@pytest.mark.parametrize("cls", BLOCKS)
def test_the_atlas_of_the_course_stands_where_none_is_named(cls):
    assert made(cls, atlas="  ").atlas_address() == "/static/atlas.json"
    assert made(cls, atlas=" /static/mine.json ").atlas_address() == "/static/mine.json"
    (finding,) = made(cls, atlas="https://example.org/atlas.json").findings()
    assert "/static/atlas.json" in finding


def test_a_score_as_the_platforms_tools_ask_for_it():
    block = made(RightsMapXBlock, scored=True, required_opened=4)
    assert (block.allows_rescore(), block.has_submitted_answer(), block.max_score()) == (True, False, 1.0)
    with pytest.raises(ValueError, match="not started"):
        block.rescore()
    assert ask(block, "open_cities", {"opened": ["graz", "wien"]})[0] == 200
    assert block.runtime.published[0] == ("completion", {"completion": 0.5})
    assert block.runtime.published[1] == ("grade", {"value": 0.5, "max_value": 1.0, "only_if_higher": True})
    assert block.has_submitted_answer()
    assert block.get_score() == Score(raw_earned=0.5, raw_possible=1.0)
    block.set_score(Score(raw_earned=3.0, raw_possible=4.0))
    assert block.get_score() == block.calculate_score() == Score(raw_earned=0.75, raw_possible=1.0)
    block.runtime.published.clear()
    block.rescore()
    assert block.runtime.published == [("grade", {"value": 0.75, "max_value": 1.0, "only_if_higher": True})]
    block.runtime.published.clear()
    block.publish_grade(Score(raw_earned=1.0, raw_possible=2.0))
    block.publish_grade()
    assert [event[1]["value"] for event in block.runtime.published] == [0.5, 0.75]
    block.set_score(Score(raw_earned=1.0, raw_possible=0))
    assert block.get_score().raw_earned == 0.0


def test_an_activity_without_a_score_is_not_scored_again():
    block = made(RightsMapXBlock)
    assert not block.allows_rescore()
    with pytest.raises(TypeError, match="no score"):
        block.rescore()


def test_progress_that_falls_publishes_nothing():
    block = made(RightsMapXBlock, required_opened=2)
    block.reached = 0.75
    block.opened = ["graz"]
    block.publish_progress()
    assert block.runtime.published == []
    assert block.calculate_score() == Score(raw_earned=0.75, raw_possible=1.0)


@pytest.mark.parametrize(
    ("fields", "opened", "reflection", "share"),
    [
        ({"required_opened": 4}, 1, None, 0.25), ({"required_opened": 4}, 9, None, 1.0),
        ({"required_opened": 0}, 0, None, 0.0), ({"required_opened": 0}, 1, None, 1.0),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 5}, 3, "1234", 0.75),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 5}, 3, "12345", 1.0),
        ({"required_opened": 0, "reflection_prompt": "?", "reflection_min_length": 5}, 9, None, 0.0),
        ({"required_opened": 3, "reflection_prompt": "?", "reflection_min_length": 0}, 3, None, 1.0),
    ],
)  # fmt: skip
def test_the_share_of_what_an_explorer_asks(fields, opened, reflection, share):
    block = made(PracticeExplorerXBlock, **fields)
    block.opened = list(range(1, opened + 1))
    if reflection:
        block.reflection = {"v": reflection, "h": [["abcd", 1]]}
    assert block.progress() == share


def test_a_grade_that_was_not_taken_is_published_again(monkeypatch):
    block = made(RightsMapXBlock, scored=True, required_opened=2)
    publish, refused = block.runtime.publish, {"grade"}

    def choosy(block, kind, data):
        if kind in refused:
            raise OSError("away")
        publish(block, kind, data)

    monkeypatch.setattr(block.runtime, "publish", choosy)
    assert ask(block, "open_cities", {"opened": ["graz"]})[0] == 200
    assert block.best_so_far() == 0.0
    refused.clear()
    block.publish_progress()
    assert block.best_so_far() == 0.5
    assert block.runtime.published[-1][0] == "grade"
    refused.add("completion")
    assert ask(block, "open_cities", {"opened": ["wien"]})[0] == 200
    assert block.best_so_far() == 0.5


VERSION = {"writer": "abcd", "number": 1, "base": ""}
NOTE = {"id": "a", "value": ["a", "", "", "", ""], **VERSION}
ADDED = {"changes": [{"op": "add", "id": "a", "token": "abcd.1"}]}
ANSWER = {"question": "territory", "value": "T", **VERSION}
SHARED = {"shortlist", "notes", "territory"}


@pytest.mark.parametrize(
    ("cls", "handler", "data", "keys"),
    [
        (RightsMapXBlock, "read_state", {}, {"opened", *SHARED}),
        (RightsMapXBlock, "open_cities", {"opened": ["graz"]}, {"opened"}),
        (RightsMapXBlock, "change_territory", {"value": {"name": "Graz"}, **VERSION}, {"territory", "conflict"}),
        (RightsMapXBlock, "change_note", NOTE, {"note", "id", "conflict"}),
        (RightsMapXBlock, "change_shortlist", ADDED, {"shortlist"}),
        (PracticeExplorerXBlock, "read_state", {}, {"opened", "reflection", *SHARED}),
        (PracticeExplorerXBlock, "open_practices", {"opened": [{"n": 1, "id": "a"}]}, {"opened"}),
        (PracticeExplorerXBlock, "change_reflection", {"value": "Text", **VERSION}, {"reflection", "conflict"}),
        (ActionPlanXBlock, "read_state", {}, {"answers", *SHARED}),
        (ActionPlanXBlock, "change_answer", ANSWER, {"answer", "question", "conflict"}),
        (ActionPlanXBlock, "read_plan", {}, {"outline", "practices"}),
        (ActionPlanXBlock, "delete_plan", {"writer": "abcd", "number": 1}, {"deleted", "answers", "bases"}),
        (ActionPlanXBlock, "export_document", {}, {"filename", "base64"}),
    ],
)
def test_an_answer_has_these_parts_and_no_others(cls, handler, data, keys):
    status, answer = ask(made(cls), handler, data)
    assert status == 200, answer
    assert set(answer) == keys
    assert answer.get("conflict", False) is False


@pytest.mark.parametrize(
    ("cls", "handler", "data", "other"),
    [
        (RightsMapXBlock, "change_territory", {"value": {"name": "Graz"}, **VERSION}, {"name": "Wien"}),
        (RightsMapXBlock, "change_note", NOTE, ["b", "", "", "", ""]),
        (PracticeExplorerXBlock, "change_reflection", {"value": "Text", **VERSION}, "Other"),
        (ActionPlanXBlock, "change_answer", ANSWER, "Other"),
    ],
)
def test_another_writer_on_an_older_version_is_told_of_the_conflict(cls, handler, data, other):
    block = made(cls)
    assert ask(block, handler, data)[1]["conflict"] is False
    assert ask(block, handler, {**data, "value": other, "writer": "other"})[1]["conflict"] is True


def test_an_overview_knows_the_questions_of_every_step():
    overview = made(ActionPlanXBlock, step="overview", questions="2.own: What?")
    everywhere = overview.questions_everywhere()
    assert [question.id for question in everywhere["2"]] == ["own"]
    assert list(everywhere) == list("123456")
    step = made(ActionPlanXBlock, step="2", questions="own: What?").questions_everywhere()
    assert [question.id for question in step["2"]] == ["own"]
    assert [question.id for question in step["1"]] == [question.id for question in everywhere["1"]]


@pytest.mark.parametrize(
    ("cls", "namespace"),
    [
        (PracticeExplorerXBlock, "HrlPracticeExplorerI18N"), (RightsMapXBlock, "HrlRightsMapI18N"),
        (ActionPlanXBlock, "HrlActionPlanI18N"),
    ],
)  # fmt: skip
def test_the_name_under_which_the_script_finds_its_texts(cls, namespace):
    assert cls.i18n_js_namespace == namespace


def test_a_reflection_that_is_not_there_counts_as_none():
    block = made(PracticeExplorerXBlock, required_opened=0, reflection_prompt="?", reflection_min_length=1)
    assert block.progress() == 0.0
    block.reflection = {"v": " ", "h": [["abcd", 1]]}
    assert block.progress() == 0.0
    block.reflection = {"v": " a ", "h": [["abcd", 1]]}
    assert block.progress() == 1.0


@pytest.mark.parametrize("cls", BLOCKS)
def test_the_examples_for_developers_are_blocks_of_the_kind_they_show(cls):
    for title, olx in cls.workbench_scenarios():
        assert title.strip()
        assert etree.fromstring(olx).tag == cls.__module__.split(".")[0]


def test_the_editor_of_a_step_names_every_step():
    block = made(ActionPlanXBlock)
    titles = block.editor_arguments()["titles"]
    assert titles == {number: step.title for number, step in STEPS.items()}
