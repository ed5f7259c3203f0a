"""The number of a practice is given once: whatever a sheet says, in whatever order, and however often."""

import datetime

import pytest
from atlas_sheets import grown, rows_of, saved, under, without
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rights_atlas import numbers
from rights_atlas.model import from_texts
from rights_atlas.sheet import import_texts

TODAY = datetime.date(2026, 12, 1)


def taken(atlas, rows):
    """Import rows; the atlas as it is stored then."""
    result = import_texts(atlas, {"practices.csv": saved(rows)}, TODAY)
    assert result.atlas is not None, [str(finding) for finding in result.findings]
    return from_texts(result.atlas.texts()), result


def numbers_of(atlas):
    return {card["title"]: card["n"] for card in atlas.cards["practices"]}


def new_row(row, title, **cells):
    text = {"title": title, "local_name": "", "local_language": "", "action": f"{row['action']} {title}."}
    return {**row, "id": "", "n": "", **text, **cells}


@pytest.fixture
def ten(atlas):
    return grown(atlas, 10)


def test_the_same_sheet_again_changes_nothing_also_with_rows_without_id_and_number(ten):
    rows = [*rows_of(ten), new_row(rows_of(ten)[0], "Homes for tenants after a fire")]
    first, result = taken(ten, rows)
    assert result.added == ["practice graz-homes-for-tenants-after-a-fire"]
    assert numbers_of(first)["Homes for tenants after a fire"] == 11
    for _ in range(3):
        _again, result = taken(first, rows)
        assert (result.added, result.changed, result.removed, result.findings) == ([], [], [], [])


@pytest.mark.parametrize("spoil", ["deleted", "renamed", "emptied", "swapped", "reversed", "ones"])
def test_a_spoilt_column_of_numbers_changes_none(ten, spoil):
    rows = rows_of(ten)
    spoilt = {
        "deleted": lambda: without(rows, "n"),
        "renamed": lambda: under(rows, "n", "number"),
        "emptied": lambda: [{**row, "n": ""} for row in rows],
        "swapped": lambda: [{**rows[0], "n": "2"}, {**rows[1], "n": "1"}, *rows[2:]],
        "reversed": lambda: [{**row, "n": str(11 - int(row["n"]))} for row in rows],
        "ones": lambda: [{**row, "n": "1"} for row in rows],
    }[spoil]()
    atlas, result = taken(ten, spoilt)
    assert (result.changed, numbers_of(atlas)) == ([], numbers_of(ten))


def test_numbers_that_are_not_taken_are_said_once_with_a_count(ten):
    _atlas, result = taken(ten, [{**row, "n": str(11 - int(row["n"]))} for row in rows_of(ten)])
    [notice] = result.findings
    assert notice.place() == "practices.csv, cells B2, B3, B4, B5, B6 and 5 more, n"
    assert notice.message.startswith("The numbers in 10 rows are not those of their practices.")


def test_a_number_that_is_no_number_is_an_error_at_its_cell(ten):
    rows = rows_of(ten)
    rows[3]["n"] = "four"
    result = import_texts(ten, {"practices.csv": saved(rows)}, TODAY)
    assert [(item.column, item.row) for item in result.findings] == [("B", 5)]


def test_the_number_of_a_removed_practice_is_kept_for_it(ten):
    rows = rows_of(ten)
    fewer, _result = taken(ten, [row for row in rows if row["n"] != "4"])
    assert fewer.cards["removed"] == [{"id": "practice-0004", "n": 4}]
    other = new_row(rows[0], "Homes for tenants after a fire", n="4")
    more, result = taken(fewer, [*rows_of(fewer), other])
    assert numbers_of(more)["Homes for tenants after a fire"] == 11
    assert [finding.cells for finding in result.notices] == [("B11",)]
    back, _result = taken(more, [*rows_of(more), rows[3]])
    assert numbers_of(back)[rows[3]["title"]] == 4
    assert "removed" not in back.cards


def test_a_new_practice_under_a_name_that_would_give_the_id_of_a_removed_one_is_another(ten):
    rows = rows_of(ten)
    first = "Homes for tenants after a fire, a flood or the sale of the house"
    with_it, _result = taken(ten, [*rows, new_row(rows[0], f"{first}, rented")])
    gone, _result = taken(with_it, rows)
    assert gone.cards["removed"][0]["n"] == 11
    atlas, result = taken(gone, [*rows, new_row(rows[0], f"{first}, owned")])
    assert numbers_of(atlas)[f"{first}, owned"] == 12
    assert atlas.cards["removed"] == gone.cards["removed"]
    assert result.added == [f"practice {gone.cards['removed'][0]['id'][:58].rstrip('-')}-2"]


def test_a_practice_that_goes_while_a_new_one_claims_its_number(ten):
    rows = rows_of(ten)
    rows[3] = new_row(rows[3], "Homes for tenants after a fire", id="graz-fire", n="4")
    atlas, _result = taken(ten, rows)
    assert numbers_of(atlas)["Homes for tenants after a fire"] == 11
    assert atlas.cards["removed"] == [{"id": "practice-0004", "n": 4}]


def test_the_last_one_goes_and_its_number_is_not_given_again(ten):
    fewer, _result = taken(ten, rows_of(ten)[:-1])
    assert fewer.cards["last_number"] == 10  # what an earlier release reads
    more, _result = taken(fewer, [*rows_of(fewer), new_row(rows_of(ten)[0], "Homes for tenants after a fire")])
    assert numbers_of(more)["Homes for tenants after a fire"] == 11


def test_a_changed_id_takes_the_number_along(ten):
    rows = rows_of(ten)
    rows[3]["id"] = "graz-tenants-four"
    atlas, result = taken(ten, rows)
    assert atlas.practices["graz-tenants-four"]["n"] == 4
    assert (result.added, result.removed) == (["practice graz-tenants-four"], ["practice practice-0004"])
    assert "removed" not in atlas.cards


def test_a_new_practice_keeps_a_number_that_nobody_ever_had(ten):
    """What Studio gave is not given anew where its sheet comes into another copy of the course."""
    rows = [*rows_of(ten), new_row(rows_of(ten)[0], "Homes for tenants after a fire", id="graz-b", n="12")]
    rows.append(new_row(rows_of(ten)[0], "Homes for tenants after a flood", id="graz-a", n="11"))
    rows.append(new_row(rows_of(ten)[0], "Homes for tenants after a storm", id="graz-c", n="99999999"))
    atlas, _result = taken(ten, rows)
    assert [atlas.practices[key]["n"] for key in ("graz-a", "graz-b", "graz-c")] == [11, 12, 13]


def test_a_new_row_twice_is_named_by_what_it_repeats(ten):
    fresh = new_row(rows_of(ten)[0], "Homes for tenants after a fire")
    result = import_texts(ten, {"practices.csv": saved([*rows_of(ten), fresh, fresh])}, TODAY)
    assert [(item.row, item.message) for item in result.findings] == [(13, "Row 12 has the same city and title.")]


def test_a_row_without_id_never_takes_the_place_of_another_record(ten):
    rows = rows_of(ten)
    taken_id = "graz-homes-for-tenants-after-a-fire"
    rows[3]["id"] = taken_id  # its title is another one
    one, _result = taken(ten, rows)
    two, _result = taken(one, [*rows_of(one), new_row(rows[0], "Homes for tenants after a fire")])
    assert two.practices[taken_id] == one.practices[taken_id]
    assert two.practices[f"{taken_id}-2"]["n"] == 11


def test_a_practice_with_the_number_of_a_removed_one_is_an_error(ten):
    ten.cards["removed"] = [{"id": "gone", "n": 4}, {"id": "practice-0005", "n": 5}]
    result = import_texts(ten, {}, TODAY)
    assert [(item.record, item.rule) for item in result.findings] == [("practice-0004", "check_numbers_kept")]


@pytest.mark.parametrize(
    "removed", [{}, [7], [{"id": "a"}], [{"n": 1}], [{"id": "A B", "n": 1}], [{"id": "a", "n": 0}], "x"]
)
def test_a_register_of_another_shape_is_named(ten, removed):
    ten.cards["removed"] = removed
    result = import_texts(ten, {"practices.csv": saved(rows_of(grown_plain(ten)))}, TODAY)
    assert result.atlas is None
    assert result.findings[0].field.startswith("removed")


def grown_plain(atlas):
    return type(atlas)({key: value for key, value in atlas.cards.items() if key != "removed"}, atlas.files)


def test_the_register_is_written_in_one_order():
    cards = {"practices": [{"id": "b", "n": 2}, {"id": "a", "n": 1}], "removed": [{"id": "c", "n": 9}]}
    assert numbers.registered(cards, []) == {
        "removed": [{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": 9}],
        "last_number": 2,
    }
    assert numbers.highest(cards) == 9


TITLES = [f"Homes for tenants, number {number}" for number in range(6)]
CLAIMS = ["", "1", "2", "5", "11", "12", "40"]
STEP = st.fixed_dictionaries(
    {
        "gone": st.sets(st.integers(0, 14), max_size=5),
        "new": st.lists(st.sampled_from(TITLES), max_size=3, unique=True),
        "numbers": st.dictionaries(st.integers(0, 14), st.sampled_from(CLAIMS), max_size=9),
        "ids": st.sets(st.integers(0, 14), max_size=4),
        "column": st.sampled_from(["n", "n", "number", None]),
        "order": st.randoms(use_true_random=False),
    }
)


def stepped(atlas, step, model):
    """Return the rows of an atlas as somebody left them: some gone, some new, numbers and order spoilt.

    `model` is the row that new ones are made of.
    """
    rows = [row for at, row in enumerate(rows_of(atlas)) if at not in step["gone"]]
    there = {row["title"] for row in rows}
    rows += [new_row(model, title) for title in step["new"] if title not in there]
    rows = [{**row, "n": step["numbers"].get(at, row["n"])} for at, row in enumerate(rows)]
    rows = [{**row, "id": "" if at in step["ids"] else row["id"]} for at, row in enumerate(rows)]
    step["order"].shuffle(rows)
    heads = [head for head in model if head != "n" or step["column"] == "n"]
    if step["column"] == "number":
        rows, heads = under(rows, "n", "number") if rows else rows, [*heads, "number"]
    return saved(rows, heads)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=1, max_size=4))
def test_whatever_sheets_come_a_number_stays_with_its_practice(atlas, steps):
    [model] = rows_of(grown(atlas, 1))
    now = grown(atlas, 10)
    owners = {n: title for title, n in numbers_of(now).items()}
    for step in steps:
        text = stepped(now, step, model)
        result = import_texts(now, {"practices.csv": text}, TODAY)
        assert result.atlas is not None, [str(finding) for finding in result.findings]
        then = from_texts(result.atlas.texts())
        kept = set(numbers_of(now)) & set(numbers_of(then))
        assert {title: numbers_of(now)[title] for title in kept} == {title: numbers_of(then)[title] for title in kept}
        for title, n in numbers_of(then).items():
            assert owners.setdefault(n, title) == title
        again = import_texts(then, {"practices.csv": text}, TODAY)
        assert (again.added, again.changed, again.removed) == ([], [], [])
        now = then
