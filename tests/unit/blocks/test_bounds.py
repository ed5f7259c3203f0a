"""Bounds at their edges: what is just allowed, and what is just too much."""

from __future__ import annotations

import pytest
from action_plan import answers, authored, keeping
from action_plan.practices import known_practices
from action_plan.steps import STEPS
from human_rights_mooc import limits, shortlist, versioned
from human_rights_mooc.territory import clean_territory
from practice_explorer.preset import parse_preset

from .learning import Storage
from .planning import step_block

ROW = ["Open the desk", "Registry", "April", "low", "Desks", "process"]


def test_ids_and_whole_numbers():
    assert limits.is_id("a" * 60)
    assert not limits.is_id("a" * 61)
    assert limits.is_id("a-b-1")
    for wrong in ("", "-a", "a-", "a--b", "A", "a_b", "a b", "é", 5, None):
        assert not limits.is_id(wrong), wrong
    assert limits.is_whole(1, 1, 3)
    assert limits.is_whole(3, 1, 3)
    for wrong in (0, 4, 1.0, True, "1", None):
        assert not limits.is_whole(wrong, 1, 3), wrong


def test_characters_that_no_database_holds_are_taken_out():
    assert limits.clean_text("a\ud800b\udfffc\udc00d\x00e\x1ff", 9) == "abcdef"
    assert limits.clean_text("a\nb\tc d\ue000\ud7ff", 99) == "a\nb\tc d\ue000\ud7ff"
    assert limits.clean_text("abc", 3) == "abc"
    assert limits.clean_text("abcd", 3) is None
    assert limits.clean_text(5, 3) is None


def test_stored_size_is_that_of_escaped_json():
    assert limits.stored_bytes({"a": "é"}) == len('{"a": "\\u00e9"}')


@pytest.mark.parametrize("writer", ["abcd", "a1b2c3d4e5f6"])
@pytest.mark.parametrize("number", [1, 10**9])
@pytest.mark.parametrize("base", ["", "x" * 30])
def test_a_version_within_its_bounds(writer, number, base):
    before = {"v": "before", "h": []} if base else None
    entry, store, conflict = versioned.apply_write(before, "text", writer, number, base)
    assert (entry, store, conflict) == ({"v": "text", "h": [[writer, number]]}, True, False)
    assert versioned.is_entry(entry)
    assert versioned.head(entry) == f"{writer}.{number}"


@pytest.mark.parametrize(
    ("writer", "number", "base"),
    [
        ("abc", 1, ""), ("a" * 13, 1, ""), ("ABCD", 1, ""), ("ab-d", 1, ""), (5, 1, ""), ("abcd", 0, ""),
        ("abcd", 10**9 + 1, ""), ("abcd", True, ""), ("abcd", 1, "x" * 31), ("abcd", 1, None),
    ],
)  # fmt: skip
def test_a_version_beyond_its_bounds(writer, number, base):
    with pytest.raises(versioned.BadVersionError):
        versioned.apply_write(None, "text", writer, number, base)
    assert not versioned.is_entry({"v": "text", "h": [[writer, number]]}) or base not in ("",)


def test_six_writers_are_remembered_the_newest_first():
    entry = None
    for number in range(8):
        base = versioned.head(entry)
        entry, store, conflict = versioned.apply_write(entry, f"text {number}", f"page{number}", 1, base)
        assert (store, conflict) == (True, False)
    assert [writer for writer, _number in entry["h"]] == [f"page{number}" for number in (7, 6, 5, 4, 3, 2)]
    assert versioned.head(None) == versioned.head({"v": 1, "h": []}) == ""


def test_what_is_no_entry():
    for wrong in (None, [], {"v": 1}, {"h": []}, {"v": 1, "h": {}}, {"v": 1, "h": [["abcd"]]}, {"v": 1, "h": ["ab"]}):
        assert not versioned.is_entry(wrong), wrong
    assert versioned.is_entry({"v": None, "h": []})


def add(number, op="add"):
    return {"op": op, "id": f"p-{number}", "token": f"abcd.{number + 1}"}


def test_the_shortlist_holds_twenty_and_remembers_twenty_removals():
    empty = shortlist.clean(None)
    full, done = shortlist.apply_changes(empty, [add(number) for number in range(20)])
    assert len(done) == 20
    with pytest.raises(shortlist.ShortlistFullError):
        shortlist.apply_changes(full, [add(20)])
    changes = [change for number in range(20) for change in (add(number, "remove"),)]
    gone, done = shortlist.apply_changes(full, changes)
    assert (len(gone["gone"]), gone["ids"], len(done)) == (20, [], 20)
    again, _done = shortlist.apply_changes(gone, [add(30), add(30, "remove")])
    assert [pair[0] for pair in again["gone"]] == [f"p-{number}" for number in (*range(1, 20), 30)]
    pairs = [[f"p-{number}", "abcd.1"] for number in range(25)]
    assert {key: len(value) for key, value in shortlist.clean({"ids": pairs, "gone": pairs}).items()} == {
        "ids": 20,
        "gone": 20,
    }


def test_forty_changes_a_request():
    empty = shortlist.clean({})
    changes = [change for number in range(20) for change in (add(number), add(number, "remove"))]
    assert len(shortlist.apply_changes(empty, changes)[1]) == 40
    odd = [{**add(1), "op": "keep"}]
    for wrong in ([], [*changes, add(50)], None, {}, [None], odd, [{**add(1), "token": "abc.1"}]):
        with pytest.raises(shortlist.BadChangeError):
            shortlist.apply_changes(empty, wrong)


@pytest.mark.parametrize("token", ["abc.1", "abcd.0", "abcd.01", "abcd.1234567890", "abcd1", "ABCD.1", 5])
def test_a_token_of_the_wrong_form(token):
    with pytest.raises(shortlist.BadChangeError):
        shortlist.apply_changes(shortlist.clean({}), [{"op": "add", "id": "a", "token": token}])
    assert shortlist.clean({"ids": [["a", token]]})["ids"] == []


def test_a_territory_keeps_what_is_valid_to_two_decimals():
    place = {"name": " Graz ", "size": "town", "section": "europe", "country": "AT", "lat": 90, "lon": -180}
    assert clean_territory({**place, "more": 1}) == {**place, "name": "Graz"}
    assert clean_territory({"lat": 47.0749, "lon": 15.4409}) == {"lat": 47.07, "lon": 15.44}
    assert clean_territory({"name": "x" * 80}) == {"name": "x" * 80}
    assert clean_territory({"name": "  ", "size": "", "section": None, "country": ""}) == {}
    for wrong in (
        {"name": "x" * 81}, {"name": 5}, {"size": "A"}, {"section": "A"}, {"country": "at"}, {"country": "AUT"},
        {"country": 5}, {"lat": 1}, {"lon": 1}, {"lat": 90.01, "lon": 0}, {"lat": 0, "lon": -180.01},
        {"lat": True, "lon": 0}, {"lat": float("nan"), "lon": 0}, {"lat": "1", "lon": 0}, None, [], "Graz",
    ):  # fmt: skip
        assert clean_territory(wrong) is None, wrong


def test_answers_at_their_bounds():
    assert answers.clean_answer("text", "x" * 2000) == "x" * 2000
    assert answers.clean_answer("practices", ["a", "b", "c"]) == ["a", "b", "c"]
    assert answers.clean_answer("practices", []) == []
    assert answers.clean_answer("actions", [ROW] * 30) == [ROW] * 30
    assert answers.clean_answer("actions", [["x" * 397, "a", "b", "", "c", ""]]) == [["x" * 397, "a", "b", "", "c", ""]]
    for level in ("yes", "partly", "no"):
        assert answers.clean_answer("check", level) == level
    for cost in ("", "none", "low", "medium", "high"):
        for kind in ("", "structure", "process", "outcome"):
            row = ["a", "b", "c", cost, "d", kind]
            assert answers.clean_answer("actions", [row]) == [row]
    for kind in ("text", "practices", "actions", "check"):
        assert answers.clean_answer(kind, None) is None


@pytest.mark.parametrize(
    ("kind", "value", "most"),
    [
        ("text", "x" * 2001, 2000), ("text", 5, 2000), ("practices", ["a", "b", "c", "d"], 3), ("practices", ["A"], 0),
        ("practices", ["a", "a"], 0), ("practices", "a", 0), ("actions", [ROW] * 31, 30), ("actions", "a", 0),
        ("actions", [["x" * 398, "a", "b", "", "c", ""]], 400), ("actions", [["x" * 401, "", "", "", "", ""]], 400),
        ("actions", [ROW[:5]], 0), ("actions", [[*ROW, ""]], 0), ("actions", ["abcdef"], 0),
        ("actions", [["a", "b", "c", "much", "d", ""]], 0), ("actions", [["a", "b", "c", "", "d", "thing"]], 0),
        ("actions", [["a", "b", "c", "", "d", None]], 0), ("check", "maybe", 0), ("check", "", 0), ("check", ["no"], 0),
    ],
)  # fmt: skip
def test_answers_beyond_their_bounds(kind, value, most):
    with pytest.raises(answers.BadAnswerError) as failure:
        answers.clean_answer(kind, value)
    assert failure.value.most == most
    assert not answers.is_stored(kind, value)


def test_when_an_answer_counts():
    assert answers.is_written("text", " 1234567890 ", 10)
    assert not answers.is_written("text", " 123456789 ", 10)
    assert answers.is_written("text", "x", 0)
    assert not answers.is_written("text", "   ", 0)
    assert answers.is_written("practices", ["a"], 500)
    assert not answers.is_written("practices", [], 0)
    assert answers.is_written("actions", [["a", "b", " ", "", "", ""], ["a", "b", "c", "", "", ""]], 500)
    assert not answers.is_written("actions", [["a", "b", " ", "low", "d", "process"]], 0)
    assert answers.is_written("check", "no", 500)
    assert not answers.is_written("check", None, 0)


def test_characters_of_an_answer():
    assert answers.characters("abc") == 3
    assert answers.characters(None) == 0
    assert answers.characters([["ab", "c", "d", "low", "ef", "process"]]) == 6
    assert answers.characters(["a-practice"]) == 0


def test_lines_of_authors_at_their_bounds():
    eight = "\n".join(f"own_{number}: Question {number}?" for number in range(9))
    shown, wrong = authored.questions_of_step(STEPS["1"], eight)
    assert [question.id for question in shown] == [f"own_{number}" for number in range(8)]
    assert wrong == [(0, "own_8")]
    lines, wrong = authored.parse_questions("\n" * 199 + "late: Too late?")
    assert [question.id for _step, question in lines] == ["late"]
    assert authored.parse_questions("\n" * 200 + "late: Too late?") == ([], [])
    assert authored.parse_questions(f"{'a' * 30}: Text")[1] == []
    assert authored.parse_questions(f"{'a' * 31}: Text")[1] == [(1, f"{'a' * 31}: Text")]
    assert authored.parse_questions("x" * 99)[1] == [(1, "x" * 80)]
    ((_step, question),) = authored.parse_questions(f"own: {'t' * 700}\n> {'h' * 700}")[0]
    assert (len(question.text), len(question.help)) == (600, 600)
    assert authored.questions_of_all("9.own: Text")[1] == [(1, "9.own: Text")]
    assert authored.questions_of_all("own: Text")[1] == [(0, "own")]
    assert authored.points("\n".join(["- a", "", "* b", "• c", *"defghi"])) == list("abcdefgh")
    assert authored.points("t" * 700) == ["t" * 600]


def test_help_lines_and_optional_questions():
    lines, wrong = authored.parse_questions("> alone\nown (optional): Text\n> more\n>again\nown: Twice")
    assert wrong == [(1, "> alone"), (5, "own: Twice")]
    assert [(step, q.id, q.text, q.help, q.required, q.kind) for step, q in lines] == [
        ("", "own", "Text", "more again", False, "text")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "theme: housing", "section: europe", "size: town", "right: housing", "group: women", "status: active",
        "country: AT", "sdg: 1", "sdg: 17", "block: 1", "block: 6", "recognised: yes",
    ],
)  # fmt: skip
def test_preset_lines_that_are_understood(line):
    key, value = line.split(": ")
    assert parse_preset(f"{line}\n\n  {line}  ") == ({key: [value]}, [])


@pytest.mark.parametrize(
    "line",
    ["theme: A", "country: at", "country: AUT", "sdg: 0", "sdg: 18", "sdg: ²", "block: 7", "recognised: no"],
)
def test_preset_lines_that_are_not(line):
    assert parse_preset(f"theme: housing\n{line}\nsdg: 1") == ({"theme": ["housing"], "sdg": ["1"]}, [(2, line)])


def test_sixty_preset_lines():
    text = "\n".join(f"theme: t{number}" for number in range(61))
    assert len(parse_preset(text)[0]["theme"]) == 60
    assert parse_preset("x" * 99)[1] == [(1, "x" * 80)]


def test_practices_that_the_script_tells_of():
    told = {"title": " A  title ", "place": "Graz", "years": "2015", "sources": [" One ", 5, "", "Two"], "more": 1}
    given = {"a": told, "b": "no object", "c": {"title": 5}, "D": told, "e": told}
    clean = {"title": "A title", "place": "Graz", "years": "2015", "sources": ["One", "Two"]}
    empty = {"title": "", "place": "", "years": "", "sources": []}
    assert known_practices(given, ["b", "a", "D", "c", "gone"]) == {"a": clean, "c": empty}
    assert known_practices(None, ["a"]) == known_practices([told], ["a"]) == {}
    long = {"title": "t" * 301, "place": "p" * 201, "years": "y" * 61, "sources": ["s" * 701] * 13}
    (found,) = known_practices({"a": long}, ["a"]).values()
    assert {key: len(value) for key, value in found.items()} == {"title": 300, "place": 200, "years": 60, "sources": 12}
    assert {len(line) for line in found["sources"]} == {700}


def test_a_step_keeps_twenty_four_entries():
    assert keeping.MOST_ENTRIES == 24
    assert answers.STEP_BYTES == 65536
    assert (limits.REQUEST_BYTES, limits.SHORTLIST_BYTES, limits.NOTES_BYTES) == (65536, 16384, 65536)


def test_a_conflict_stores_nothing_and_a_repetition_neither():
    first, _store, _conflict = versioned.apply_write(None, "a", "abcd", 2, "")
    assert versioned.apply_write(first, "b", "other", 1, "") == (first, False, True)
    assert versioned.apply_write(first, "a", "other", 1, "") == (first, False, False)
    assert versioned.apply_write(first, "b", "abcd", 2, "abcd.2") == (first, False, False)
    assert versioned.apply_write(first, "b", "abcd", 1, "abcd.2") == (first, False, False)
    mine, store, conflict = versioned.apply_write(first, "b", "abcd", 3, "")  # the answer to number 2 was lost
    assert (mine, store, conflict) == ({"v": "b", "h": [["abcd", 3]]}, True, False)


def test_what_was_made_on_a_text_that_is_gone_altogether_is_asked_for():
    """An operator deleted it while a page was open: what was typed there comes back only when the learner says so."""
    nothing = {"v": None, "h": []}
    assert versioned.apply_write(None, "b", "abcd", 2, "abcd.1") == (nothing, False, True)
    assert versioned.apply_write(None, None, "abcd", 2, "abcd.1") == (nothing, False, False)
    assert versioned.apply_write(None, "b", "abcd", 2, "") == ({"v": "b", "h": [["abcd", 2]]}, True, False)


def test_a_step_takes_no_twenty_fifth_entry():
    entries = {f"q{number}": {"v": "a", "h": [["abcd", 1]]} for number in range(keeping.MOST_ENTRIES)}
    block = step_block(Storage(), "1")
    for ident, entry in entries.items():
        block.store_entry("1", ident, None, entry)
    with pytest.raises(keeping.PlanFullError):
        block.store_entry("1", "one-more", None, {"v": "a", "h": [["abcd", 1]]})
    assert len(next(iter(block.step_1.values()))) == keeping.MOST_ENTRIES
