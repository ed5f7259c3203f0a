"""Any stored state, any sequence of writes, changes of settings between: nothing changes that was not written.

States hold what is known, what only other settings know, what a newer release may have stored, and odd things. Requests
are real ones. What a request may change is said here anew, without the code that does it.
"""

from __future__ import annotations

import json

from action_plan.block import ActionPlanXBlock as Plan
from action_plan.steps import RUBRIC, STEPS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from practice_explorer.block import PracticeExplorerXBlock as Explorer
from rights_map.block import RightsMapXBlock as Map

from .learning import COURSE, LearningRuntime, Storage, ask
from .planning import ROW, author

HERE = str(COURSE)
COURSES = [HERE, HERE, "course-v1:Other+Course+1", "?", ""]
CLASSES = {"plan": Plan, "explorer": Explorer, "map": Map}
PLAN_FIELDS = {f"step_{step}": step for step in STEPS} | {"step_check": "overview"}
IDS = ["vienna-centre", "graz-at", "a", "b-c"]
POINTS = [point.id for point in RUBRIC]
TEXTS = ("A text of a learner.", "A new text.")
OWN = ["steps: What first?", "own_1: What else?", "gap: In other words?", "actions: What will you do?"]

# What may be stored

odd = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**12) | st.text(max_size=6) | st.sampled_from(IDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["v", "h", "new"]), inner, max_size=3),
    max_leaves=6,
)
history = st.lists(st.tuples(st.sampled_from(["olda", "oldb"]), st.integers(1, 9)).map(list), max_size=2)
notes = st.sampled_from([[""] * 5, ["a part"] * 5, ["a part"] * 6, ["", "a part", "", "", "", "", "a seventh"]])
value_of_plan = st.sampled_from(["", TEXTS[0], [ROW], [[*ROW, "new"]], ["vienna-centre"], "yes", None]) | odd


def entry(value):
    """An entry of this version, of a newer one, or something odd."""
    known = st.fixed_dictionaries({"v": value, "h": history}, optional={"new": st.just("a new name"), "?": odd})
    return known | known | odd


def by_course(inner):
    here = st.fixed_dictionaries({HERE: inner})
    return here | here | st.dictionaries(st.sampled_from(COURSES), inner, max_size=3) | odd


def entries(names, value):
    some_of_them = st.dictionaries(st.sampled_from(names), entry(value), min_size=1, max_size=5)
    return by_course(some_of_them | some_of_them | some_of_them | odd)


def some(items):
    return st.lists(items, min_size=1, max_size=3)


def asked(step):
    return [question.id for question in STEPS[step].questions]


pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(["abcd.1", "olda.1"])).map(list)
shortlist = st.fixed_dictionaries(
    {}, optional={"ids": st.lists(pairs | odd, max_size=4) | odd, "gone": st.lists(pairs | odd, max_size=4), "new": odd}
)
territory = st.fixed_dictionaries({}, optional={"name": st.just("Old"), "people": st.integers(), "new": odd})

# What is sent

steps = st.sampled_from([*STEPS, "overview"])
change = st.fixed_dictionaries(
    {
        "op": st.sampled_from(["add", "remove"]),
        "id": st.sampled_from(IDS),
        "token": st.sampled_from(["abcd.1", "olda.1"]),
    }
)
opened_one = st.fixed_dictionaries({"n": st.integers(1, 9), "id": st.just("a")})
new_answer = st.sampled_from(["", TEXTS[1], None, [], [ROW, ROW], ["graz-at"], "partly"])
new_note = st.none() | st.lists(st.sampled_from(["", "new"]), min_size=5, max_size=5)
change_settings = st.tuples(st.just("plan"), st.just("settings"), steps, st.lists(st.sampled_from(OWN), max_size=3))


def request(block, handler, where="one", **data):
    return st.tuples(st.just(block), st.just(handler), st.just(where), st.fixed_dictionaries(data))


def answer(step):
    ids = POINTS if step == "overview" else [*asked(step), "steps", "own_1"]
    return request("plan", "change_answer", step, question=st.sampled_from(ids), value=new_answer)


# By block and field: what may be stored there, and a request that writes it.
PLACES = {
    **{
        ("plan", field): (
            entries([*(POINTS if step == "overview" else asked(step)), "steps", "gone", "?"], value_of_plan),
            answer(step),
        )
        for field, step in PLAN_FIELDS.items()
    },
    ("explorer", "hrl_notes"): (
        entries([IDS[0], "Odd key"], notes | notes | odd),
        request("explorer", "change_note", id=st.sampled_from(IDS[:2]), value=new_note),
    ),
    ("explorer", "hrl_shortlist"): (
        by_course(shortlist | shortlist | odd),
        request("explorer", "change_shortlist", changes=some(change)),
    ),
    ("explorer", "hrl_territory"): (
        entry(territory | odd),
        request("explorer", "change_territory", value=st.none() | st.just({"name": "New"})),
    ),
    ("explorer", "reflection"): (
        entry(st.just("Old") | odd),
        request("explorer", "change_reflection", value=st.sampled_from(["", TEXTS[1]])),
    ),
    ("explorer", "opened"): (
        st.lists(st.integers(1, 9) | odd, max_size=4) | odd,
        request("explorer", "open_practices", opened=some(opened_one)),
    ),
    ("map", "opened"): (
        st.lists(st.sampled_from(IDS) | odd, max_size=4) | odd,
        request("map", "open_cities", opened=some(st.sampled_from(IDS))),
    ),
}  # fmt: skip
# The plan has seven fields of one kind: the others come as often.
OFTEN = [
    *PLACES,
    *(place for place in PLACES if place[0] != "plan"),
    ("explorer", "hrl_notes"),
    ("explorer", "hrl_notes"),
]
states = st.lists(st.sampled_from(OFTEN), min_size=1, max_size=3, unique=True).flatmap(
    lambda chosen: st.tuples(
        st.fixed_dictionaries({place: PLACES[place][0] for place in chosen}),
        st.lists(st.one_of(*(PLACES[place][1] for place in chosen * 2), change_settings), min_size=1, max_size=6),
    )
)


def fresh(state):
    storage = Storage()
    for step in (*STEPS, "overview"):
        author(storage, step)
    for (name, field), value in state.items():
        block = LearningRuntime(storage).block(CLASSES[name], "one")
        block._field_data.set(block, field, value)
    return storage


def block_of(storage, name, where):
    return LearningRuntime(storage).block(CLASSES[name], f"step-{where}" if name == "plan" else where)


def learners(storage):
    """Return what is stored of the learner: {(block or type, field): JSON}, without the progress published."""
    return {row[2:]: text for row, text in storage.rows.items() if row[0] != "authored" and row[-1] != "reached"}


def carry_out(storage, name, handler, where, data, number):
    if handler == "settings":
        author(storage, where, questions="\n".join(data))
        return 200, {}
    block = block_of(storage, name, where)
    written = read_before(block, handler, data)
    base = "{}.{}".format(*written["h"][0]) if written and written["h"] else ""
    return ask(block, handler, {**data, "writer": "abcd", "number": number, "base": base})


def read_before(block, handler, data):
    """Return the entry that a page saw before it writes."""
    if handler == "change_answer":
        return block.entries_here().get(data["question"])
    if handler == "change_note":
        return block.notes_here().get(data["id"])
    return {
        "change_territory": block.territory_here,
        "change_reflection": getattr(block, "reflection_entry", None),
    }.get(handler, lambda: None)()


# What a request may change


def text(value):
    return json.dumps(value)


def holds(value):
    return value is not None and value not in ("", [], {})


def stays_within(before, after):
    assert not holds(before) or text(before) in text(after)


def inside(before, after, name):
    """All under other names is as it was, in its order; return what is under the name. No object: it stands within."""
    if not isinstance(before, dict):
        stays_within(before, after)
        return None, after[name]
    rest = [text([key, value]) for key, value in before.items() if key != name]
    assert rest == [text([key, value]) for key, value in after.items() if key != name]
    return before.get(name), after[name]


def is_read(handler, ident, entry):
    """True for an entry of which this version reads the value."""
    if not isinstance(entry, dict) or not isinstance(entry.get("h"), list) or "v" not in entry:
        return False
    value = entry["v"]
    if any(
        not isinstance(write, list) or len(write) != 2 or write[0] not in ("olda", "oldb", "abcd")
        for write in entry["h"]
    ):
        return False
    if value is None or handler in ("change_territory", "change_reflection"):
        return value is None or isinstance(value, dict if handler == "change_territory" else str)
    if handler == "change_note":
        return isinstance(value, list) and len(value) >= 5 and all(isinstance(part, str) for part in value[:5])
    if ident in POINTS:
        return value in ("yes", "partly", "no")
    if ident in ("actions", "practices"):
        return isinstance(value, list) and text(value) in map(
            text, ([], [ROW], [ROW, ROW], ["vienna-centre"], ["graz-at"])
        )
    return isinstance(value, str)


def check_entry(handler, ident, before, after):
    """What a version does not read stays in the entry that was written; a deletion may take what was read with it."""
    if not is_read(handler, ident, before):
        stays_within(before, after)
        return
    if text(before) in text(after):  # As careful as can be: a text with a control character counts as damaged.
        return
    if handler == "change_note" and before["v"] and before["v"][5:]:
        assert after["v"][5:] == before["v"][5:]
    if handler == "change_territory" and before["v"] and after["v"]:
        assert {"people", "new"} & set(before["v"]) == {"people", "new"} & set(after["v"])
    if after["v"] is not None:
        assert {k: v for k, v in before.items() if k not in "vh"} == {k: v for k, v in after.items() if k not in "vh"}


def check_shortlist(changed, before, after):
    if not isinstance(before, dict):
        stays_within(before, after)
        return
    others = [key for key in before if key not in ("ids", "gone")]
    assert [text(before[key]) for key in others] == [text(after[key]) for key in others]
    for name in ("ids", "gone"):
        if not isinstance(before.get(name), list):
            stays_within(before.get(name), after[name])
            continue
        kept = [item for item in before[name] if not (isinstance(item, list) and len(item) == 2 and item[0] in changed)]
        assert [text(item) for item in after[name] if item in kept] == [text(item) for item in kept]


def check_written(handler, data, before, after):
    if handler in ("open_practices", "open_cities"):
        assert after[: len(before)] == before if isinstance(before, list) else not holds(before) or after[0] == before
    elif handler in ("change_territory", "change_reflection"):
        check_entry(handler, "", before, after)
    elif handler == "change_shortlist":
        check_shortlist({change["id"] for change in data["changes"]}, *inside(before, after, HERE))
    else:
        ident = data["question"] if handler == "change_answer" else data["id"]
        check_entry(handler, ident, *inside(*inside(before, after, HERE), ident))


def texts_of_the_plan(storage):
    """Return the texts of the plan's entries that any version can read, but for the learner's check."""
    found = []
    for (_type, field), value in learners(storage).items():
        here = json.loads(value)
        here = here.get(HERE) if field in PLAN_FIELDS and field != "step_check" and isinstance(here, dict) else None
        for ident, entry in here.items() if isinstance(here, dict) else ():
            if is_read("change_answer", ident, entry) and entry["v"] in TEXTS:
                found.append(entry["v"])
    return found


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=states, asked_in=steps)
def test_no_entry_changes_that_was_not_written(made, asked_in):
    state, sent = made
    storage = fresh(state)
    for number, (name, handler, where, data) in enumerate(sent, start=1):
        before = learners(storage)
        status, answer = carry_out(storage, name, handler, where, data, number)
        after = learners(storage)
        changed = [row for row in {**before, **after} if before.get(row) != after.get(row)]
        assert len(changed) <= (0 if status != 200 or answer.get("conflict") or handler == "settings" else 1)
        for row in changed:
            check_written(handler, data, json.loads(before.get(row, "null")), json.loads(after[row]))
    block = block_of(storage, "plan", asked_in)
    status, answer = ask(block, "read_plan", {})
    assert status == 200
    assert all(written in text(answer) for written in texts_of_the_plan(storage))
    if asked_in == "overview":  # A document takes most of the time; its outline is the same in every step.
        assert ask(block, "export_document", {})[0] == 200
    text(block.page_state())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=states, asked_in=steps)
def test_deleting_the_plan_deletes_all_of_it_and_nothing_else(made, asked_in):
    storage = fresh(made[0])
    before = learners(storage)
    deletion = {"writer": "abcd", "number": 99}
    assert ask(block_of(storage, "plan", asked_in), "delete_plan", deletion)[0] == 200
    after = learners(storage)
    for row, value in before.items():
        value, left = json.loads(value), json.loads(after[row])
        if row[-1] not in PLAN_FIELDS:
            assert text(value) == text(left)
        elif not isinstance(value, dict):
            assert not holds(value) or left == {}
        else:
            others = [course for course in value if course not in (HERE, "?")]
            assert [text(value[course]) for course in others] == [text(left[course]) for course in others]
            assert not holds(left.get("?"))
            assert all(set(entry) == {"v", "h"} and entry["v"] is None for entry in (left.get(HERE) or {}).values())
    again = ask(block_of(storage, "plan", asked_in), "delete_plan", deletion)[1]
    assert (again["deleted"], again["bases"], learners(storage)) == (0, {}, after)
