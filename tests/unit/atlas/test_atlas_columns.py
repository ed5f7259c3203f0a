"""A sheet changes only what it holds: columns that are missing, renamed, or there and empty."""

import datetime

import pytest
from atlas_sheets import grown, rows_of, saved, under, without
from rights_atlas.sheet import import_texts
from rights_atlas.sheet.columns import BODY, CARD

TODAY = datetime.date(2026, 12, 1)


def taken(atlas, rows, table="practices"):
    return import_texts(atlas, {f"{table}.csv": saved(rows)}, TODAY)


@pytest.fixture
def rich(atlas, body, city):
    """The small atlas with every field filled."""
    body |= {"basis": "A law of 2014.", "results": "In 2016 fewer left.", "limits": "It is open since 2017."}
    body["sources"].append({"title": "Report", "publisher": "City", "year": 2016, "url": "https://example.org/r"})
    atlas.cards["practices"][0] |= {"end": 2020, "cost": 5}
    body["photo"] = "a.jpg"
    city["recognition"].append(
        {
            "kind": "declaration", "year": 2002, "detail": "A second declaration.", "verified": "2026-11-20",
            "source": {"title": "Second", "publisher": "Graz", "year": 2002},
        }
    )  # fmt: skip
    return atlas


@pytest.mark.parametrize("column", [name for name in (*CARD, *BODY) if name != "id"])
def test_a_missing_column_leaves_its_field_and_is_said_once(rich, column):
    result = taken(rich, without(rows_of(rich), column))
    assert result.atlas.texts() == rich.texts()
    assert result.question is None
    [notice] = result.notices
    assert result.findings[0] is notice
    assert (notice.level, notice.file) == ("warning", "practices.csv")
    assert notice.message == f"The column {column} is missing. Its field stays as it is in every record."


@pytest.mark.parametrize("table", ["practices", "cities"])
def test_any_columns_but_those_that_tell_the_rows_apart_may_be_missing(rich, table):
    columns = [name for name in rows_of(rich, table)[0] if name != "id"]
    for gone in (columns[1:], columns[2:], columns[:-1], columns[::2], columns[1::2]):
        if table == "practices" or {"name", "country"} - set(gone):
            result = taken(rich, without(rows_of(rich, table), *gone), table)
            assert result.atlas is rich, [str(each) for each in result.findings]


def test_without_ids_rows_are_known_by_city_and_title_or_name_and_country(rich):
    assert taken(rich, without(rows_of(rich), "id")).atlas is rich
    assert taken(rich, without(rows_of(rich, "cities"), "id"), "cities").atlas is rich


def test_a_heading_that_is_not_ours_is_named_with_its_cell_and_what_it_may_be(rich):
    result = taken(rich, under(rows_of(rich), "summary", "Sumary"))
    assert result.atlas.texts() == rich.texts()
    assert [(item.row, item.column, item.field) for item in result.notices] == [(1, "J", "sumary"), (1, None, "")]
    assert result.notices[0].action == "Did you mean 'summary'? Then rename it."
    assert "column summary is missing" in result.notices[1].message


@pytest.mark.parametrize(
    ("heading", "column"), [("number", "n"), ("theme", "themes"), ("local name 1", "local_name"), ("bases", "basis")]
)
def test_the_column_that_a_heading_may_be_is_said(rich, heading, column):
    notice = taken(rich, under(rows_of(rich), column, heading)).notices[0]
    assert f"'{column}'" in notice.action


def test_a_heading_that_is_like_none_that_is_missing_is_only_named(rich):
    rows = [{**row, "Remarks": "ask Maria"} for row in rows_of(rich)]
    assert [item.action for item in taken(rich, rows).notices] == ["Rename it if it should be."]


def test_an_empty_cell_in_a_column_that_is_there_empties(rich):
    rows = [{**row, "limits": "", "end": " ", "source_2_title": "", "source_2_publisher": ""} for row in rows_of(rich)]
    rows = [{**row, "source_2_year": "", "source_2_url": ""} for row in rows]
    result = taken(rich, rows)
    [body] = result.atlas.bodies.values()
    assert "limits" not in body
    assert len(body["sources"]) == 1
    assert "end" not in result.atlas.practices["graz-rent-advice"]
    assert result.notices == []


def test_one_column_of_a_source_is_missing_and_the_sources_change_places(rich, body):
    rows = without(rows_of(rich), "source_1_url", "source_2_url")
    for name in ("title", "publisher", "year"):
        rows[0][f"source_1_{name}"], rows[0][f"source_2_{name}"] = (
            rows[0][f"source_2_{name}"],
            rows[0][f"source_1_{name}"],
        )
    assert taken(rich, rows).atlas.bodies["graz-rent-advice"]["sources"] == body["sources"][::-1]


def test_a_source_whose_title_column_is_missing_is_not_removed_by_its_empty_cells(rich, body):
    rows = without(rows_of(rich), "source_2_title", "source_2_publisher", "source_2_url")
    rows[0]["source_2_year"] = ""
    sources = taken(rich, rows).atlas.bodies["graz-rent-advice"]["sources"]
    assert sources == [body["sources"][0], {key: body["sources"][1][key] for key in ("title", "publisher", "url")}]


def test_a_source_more_in_a_sheet_without_the_columns_of_the_others(rich, body):
    rows = without(rows_of(rich), *(f"source_{at}_{name}" for at in (1, 2) for name in body["sources"][1]))
    rows[0] |= {"source_3_title": "Third", "source_3_publisher": "City"}
    sources = taken(rich, rows).atlas.bodies["graz-rent-advice"]["sources"]
    assert sources == [*body["sources"], {"title": "Third", "publisher": "City"}]


def test_a_new_row_gets_defaults_for_columns_that_are_missing(rich):
    rows = without(rows_of(rich), "groups", "sdgs", "instruments", "cost", "end", "other", "body_other")
    new = {**rows[0], "id": "", "n": "", "title": "Homes for tenants after a fire", "local_name": ""}
    new |= {"local_language": "", "action": rows[0]["action"] + " After a fire."}
    result = taken(rich, [*rows, new])
    card = result.atlas.practices["graz-homes-for-tenants-after-a-fire"]
    assert (card["groups"], card["sdgs"], card.get("end")) == ([], [], None)
    assert result.atlas.bodies[card["id"]]["instruments"] == []
    assert result.atlas.practices["graz-rent-advice"] == rich.practices["graz-rent-advice"]


def test_a_new_row_without_a_column_that_it_needs_is_named(rich):
    rows = without(rows_of(rich), "summary", "other", "body_other")
    new = {**rows[0], "id": "", "title": "Homes for tenants after a fire", "action": rows[0]["action"] + " After."}
    new |= {"local_name": "", "local_language": ""}
    result = taken(rich, [*rows, new])
    assert result.atlas is None
    assert [(item.row, item.message) for item in result.findings if item.level == "error"] == [
        (3, "The field summary is missing.")
    ]


def test_many_columns_are_named_in_one_sentence_not_one_by_one(atlas):
    atlas = grown(atlas, 30)
    result = taken(atlas, [{"id": row["id"]} | {"title": row["title"]} for row in rows_of(atlas)])
    [notice] = result.notices
    assert notice.message.startswith("25 columns are missing: n, city, local_name, ")
    assert " and 13 more." in notice.message


class TestLosses:
    """What is lost is counted and asked for; nothing of it is an error."""

    def test_a_tenth_is_not_asked_for_and_one_more_is(self, atlas):
        atlas = grown(atlas, 20)
        for less, points in ((2, None), (3, ("It removes 3 of 20 practices.",))):
            question = taken(atlas, rows_of(atlas)[less:]).question
            assert (question and question.points) == points

    def test_an_emptied_column_is_counted(self, atlas):
        atlas = grown(atlas, 20)
        for many, points in ((2, None), (3, ("It empties the column verified of 3 of 20 practices.",))):
            rows = [{**row, "verified": "" if at < many else row["verified"]} for at, row in enumerate(rows_of(atlas))]
            result = taken(atlas, rows)
            assert (result.question and result.question.points) == points
            assert len(result.changed) == many

    def test_a_sheet_of_headings_only(self, atlas):
        atlas = grown(atlas, 20)
        heads = list(rows_of(atlas)[0])
        result = import_texts(atlas, {"a.csv": ",".join(heads) + "\n"}, TODAY)
        assert result.question.points == ("It removes 20 of 20 practices.",)
        assert result.atlas.cards["practices"] == []

    def test_changed_ids_are_counted_and_the_practices_stay(self, atlas):
        atlas = grown(atlas, 20)
        result = taken(atlas, [{**row, "id": f"new-{row['id']}"} for row in rows_of(atlas)])
        assert result.question.points == ("It changes the id of 20 of 20 practices.",)
        before = {card["title"]: card["n"] for card in atlas.cards["practices"]}
        assert {card["title"]: card["n"] for card in result.atlas.cards["practices"]} == before

    def test_the_losses_of_both_tables_are_asked_for_together(self, atlas):
        atlas = grown(atlas, 20)
        texts = {"p.csv": saved(rows_of(atlas)[:5]), "c.csv": saved(rows_of(atlas, "cities")[:1])}
        assert import_texts(atlas, texts, TODAY).question.points == (
            "It removes 1 of 2 cities.",
            "It removes 15 of 20 practices.",
        )

    def test_an_error_hides_no_question_and_a_question_no_error(self, atlas):
        atlas = grown(atlas, 20)
        rows = rows_of(atlas)[:5]
        rows[0]["start"] = "soon"
        result = taken(atlas, rows)
        assert result.question.points == ("It removes 15 of 20 practices.",)
        assert (result.atlas, [item.field for item in result.findings]) == (None, ["start"])
