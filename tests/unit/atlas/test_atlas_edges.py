"""Small things that a person meets rarely and should be able to trust: reports, marks, bounds, damaged cells."""

import pytest
from atlas_sheets import grown, rows_of, saved
from rights_atlas import load, save
from rights_atlas.model import AtlasError, read_texts
from rights_atlas.sheet import export_texts, import_texts
from rights_atlas.sheet.cells import CellError, read_other
from rights_atlas.sheet.table import read_table

from cli.main import command

main = command("atlas")


def test_the_command_line_names_what_came_and_what_went(atlas, tmp_path, capsys):
    folder, sheets = tmp_path / "static", tmp_path / "sheets"
    folder.mkdir()
    save(atlas, folder)
    assert main(["export", str(sheets), "--atlas", str(folder)]) == 0
    path = sheets / "cities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("nairobi-ke,Nairobi", "kisumu,Kisumu"), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(sheets), "--atlas", str(folder), "--accept-losses"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == ["- It removes 1 of 2 cities.", "Added: city kisumu.", "Removed: city nairobi-ke."]
    assert set(load(folder).cities) == {"graz", "kisumu"}


def test_a_mark_at_the_start_is_no_part_of_the_first_heading(atlas):
    texts = {name: "\ufeff" + text for name, text in export_texts(atlas).items()}  # saved twice with a mark
    result = import_texts(atlas, texts)
    assert result.findings == []
    assert (result.added, result.changed, result.removed) == ([], [], [])


def test_an_id_that_card_and_text_share_is_told_once_a_row(atlas):
    large = grown(atlas, 12)
    rows = rows_of(large)
    result = import_texts(large, {"a.csv": saved([{**row, "id": row["id"].upper()} for row in rows])})
    assert [finding.place() for finding in result.findings] == ["a.csv, cells A2, A3, A4, A5, A6 and 7 more, id"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_the_separator_is_that_of_the_first_line_whatever_ends_it(atlas, end):
    for first in ([], ["sep=;"]):
        table = read_table("a.csv", end.join([*first, "id;title", "x;Homes, gardens, streets and squares"]))
        assert (table.findings, [row.cells for row in table.rows]) == (
            [],
            [{"id": "x", "title": "Homes, gardens, streets and squares"}],
        )


@pytest.mark.parametrize("name", ["practices.tsv", "practices.txt", "practices"])
def test_one_file_is_read_whatever_its_ending(atlas, tmp_path, capsys, name):
    save(atlas, tmp_path)
    (tmp_path / name).write_text(export_texts(atlas)["practices.csv"], encoding="utf-8", newline="")
    assert main(["import", str(tmp_path / name), "--atlas", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Nothing differs from the atlas.\n"


def test_each_field_that_a_new_row_lacks_is_told_under_its_own_name(atlas):
    result = import_texts(atlas, {"a.csv": "id;title\nx;Homes, gardens, streets and squares\n"})
    missing = {finding.field: finding.message for finding in result.findings if "missing. " not in finding.message}
    for name in ("city", "status", "summary", "problem", "confidence"):
        assert missing[name] == f"The field {name} is missing."


def test_an_atlas_without_recognitions_still_offers_columns_for_two(atlas, city):
    city["recognition"] = []
    headings = export_texts(atlas)["cities.csv"].splitlines()[0].split(",")
    kinds = [name for name in headings if name.endswith("_kind")]
    assert kinds == ["recognition_1_kind", "recognition_2_kind"]


def test_a_source_named_twice_is_shown_at_the_first_source(atlas, body):
    text = export_texts(atlas)["practices.csv"]
    source = ",".join(["Advice for tenants", "City of Graz", "", "https://example.org/advice"])
    assert text.count(source) == 1
    result = import_texts(atlas, {"practices.csv": text.replace(f"{source},,,,", f"{source},{source}")})
    (found,) = result.findings
    assert (found.file, found.row, found.field) == ("practices.csv", 2, "source_1_title")
    assert found.column is not None
    assert result.atlas is None


@pytest.mark.parametrize(
    ("change", "terms"),
    [
        (lambda atlas: atlas.cards["cities"][0]["recognition"][0].update(kind="prize"), "recognition"),
        (lambda atlas: atlas.cards["cities"][0].update(country="FR"), "countries"),
        (lambda atlas: atlas.cards["practices"][0].update(themes=["flying"]), "themes"),
    ],
)
def test_a_term_that_is_not_known_is_looked_for_in_a_list_that_is_named(atlas, rules, change, terms):
    change(atlas)
    (found,) = rules("check_terms_known")
    assert found.message.endswith(f"is not in the vocabulary ({terms}).")


def test_a_file_of_32_megabytes_is_the_largest(tmp_path):
    path = tmp_path / "atlas.json"
    with path.open("wb") as stream:
        stream.truncate(32 * 1024 * 1024)
    assert len(read_texts(tmp_path)["atlas.json"]) == 32 * 1024 * 1024
    with path.open("wb") as stream:
        stream.truncate(32 * 1024 * 1024 + 1)
    with pytest.raises(AtlasError, match="larger than 32 MB"):
        read_texts(tmp_path)


def test_data_of_another_version_is_read_as_it_was_written_or_not_at_all():
    assert read_other('{"a": "‘b’"}') == {"a": "‘b’"}
    assert read_other("{“a”: 1}") == {"a": 1}
    for damaged in ('{"a": ', "[1]", "7", "text", ""):
        with pytest.raises(CellError, match="damaged data"):
            read_other(damaged)


@pytest.mark.parametrize("kind", ["cities", "practices"])
def test_a_card_file_without_a_list_is_told_which_one(atlas, rules, kind):
    del atlas.cards[kind]
    assert any(kind in f"{found.field} {found.message}" for found in rules("shape"))


def test_a_file_of_another_section_is_told_both_names(atlas, rules):
    atlas.files["africa"]["section"] = "europe"
    assert "The file says section 'europe'; its name says 'africa'." in [found.message for found in rules("shape")]


def test_a_link_is_no_text_and_may_hold_what_looks_like_markup(body, rules):
    body["sources"][0]["url"] = "https://example.org/?q=<b>"
    assert rules("check_plain_text") == []
    body["sources"][0]["title"] = "A <b>bold</b> title"
    assert [found.field for found in rules("check_plain_text")] == ["sources.1.title"]
