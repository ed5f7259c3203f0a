"""Files as people send them: any name, two for one table, workbooks, other encodings; and what is said of them."""

import datetime
import shlex
import unicodedata
from pathlib import Path

import pytest
from atlas_sheets import grown, rows_of, saved, under, without
from rights_atlas.checks import check_atlas
from rights_atlas.findings import Finding, grouped
from rights_atlas.model import load, save
from rights_atlas.names import free_id, slug
from rights_atlas.sheet import export_texts, import_texts
from rights_atlas.sheet.heads import table_of

from cli.main import command

main = command("atlas")

ROOT = Path(__file__).resolve().parents[3]
TODAY = datetime.date(2026, 12, 1)


def placed(result, level="error"):
    return [(item.file, item.row, item.field) for item in result.findings if item.level == level]


class TestWhichTable:
    """The headings say which table a file is."""

    @pytest.mark.parametrize("names", [("Mexico City.csv", "villes.csv"), ("cities.csv", "practices.csv"), ("a", "b")])
    def test_the_name_of_a_file_says_nothing(self, atlas, names):
        texts = dict(zip(names, (export_texts(atlas)["practices.csv"], export_texts(atlas)["cities.csv"]), strict=True))
        result = import_texts(atlas, texts, TODAY)
        assert (result.atlas, result.findings) == (atlas, [])
        assert result.tables == [(names[0], "practices.csv"), (names[1], "cities.csv")]

    @pytest.mark.parametrize(
        ("heads", "table"),
        [
            (["id", "n"], "practices.csv"), (["id", "lat"], "cities.csv"), (["id"], None), (["id", "other"], None),
            (["city", "name"], None), (["source_1_title"], "practices.csv"), (["recognition_2_kind"], "cities.csv"),
            (["title", "country", "summary"], "practices.csv"), ([], None), (["Ort", "Land"], None),
        ],
    )  # fmt: skip
    def test_headings_of_both_tables_are_counted(self, heads, table):
        assert table_of(heads) == table

    def test_a_file_that_is_neither_is_named_once_and_nothing_is_taken(self, atlas):
        texts = {**export_texts(atlas), "notes.csv": "Ort;Land\nGraz;AT\nWien;AT\n"}
        result = import_texts(atlas, texts, TODAY)
        assert result.atlas is None
        assert [(item.file, item.message) for item in result.findings] == [
            ("notes.csv", "The headings are those of neither practices nor cities.")
        ]

    def test_two_files_for_one_table_are_a_question(self, atlas):
        text = export_texts(atlas)["practices.csv"]
        result = import_texts(atlas, [("practices.csv", text), ("practices (1).csv", text)], TODAY)
        assert result.atlas is None
        assert [str(item) for item in result.findings] == [
            "error: practices (1).csv: practices.csv and practices (1).csv are the same table. "
            "Import only one of them, or put the rows of both into one file."
        ]

    def test_two_files_of_one_name_are_no_loss_either(self, atlas):
        text = export_texts(atlas)["practices.csv"]
        assert import_texts(atlas, [("a.csv", text), ("a.csv", text)], TODAY).atlas is None


class TestSaid:
    """The cause first, one finding for many rows, cells and checks in one round."""

    def test_a_renamed_column_in_new_rows_is_one_finding_after_its_cause(self, atlas):
        rows = [{**row, "id": f"new-{row['id']}", "title": f"{row['title']} b"} for row in rows_of(grown(atlas, 30))]
        result = import_texts(atlas, {"a.csv": saved(under(rows, "summary", "abstract"))}, TODAY)
        assert [item.message for item in result.findings[:2]] == [
            "The heading 'abstract' is not one of ours; the column is not imported.",
            "The column summary is missing. Its field stays as it is in every record.",
        ]
        [summary] = [item for item in result.findings if item.field == "summary"]
        assert str(summary) == (
            "error: a.csv, rows 2, 3, 4, 5, 6 and 25 more, summary: The field summary is missing. Fill it in."
        )

    def test_cells_and_checks_are_told_in_one_round(self, atlas):
        rows = rows_of(grown(atlas, 3))
        rows[0]["start"], rows[1]["end"], rows[2]["source_1_url"] = "soon", "2001", "http://example.org"
        result = import_texts(grown(atlas, 3), {"a.csv": saved(rows)}, TODAY)
        assert sorted(placed(result)) == [("a.csv", 2, "start"), ("a.csv", 3, "end"), ("a.csv", 4, "source_1_url")]

    def test_a_cell_that_cannot_be_read_brings_no_second_finding(self, atlas):
        row = rows_of(atlas)[0] | {"id": "graz-b", "title": "Another practice for tenants", "local_name": ""}
        row |= {"local_language": "", "action": rows_of(atlas)[0]["action"] + " And more.", "sdgs": "many", "n": "x"}
        result = import_texts(atlas, {"a.csv": saved([*rows_of(atlas), {**row, "blocks": "three"}])}, TODAY)
        assert sorted(placed(result)) == [("a.csv", 3, "blocks"), ("a.csv", 3, "n"), ("a.csv", 3, "sdgs")]

    def test_a_city_that_goes_while_practices_are_in_it_is_named_with_them(self, atlas):
        cities = [row for row in rows_of(atlas, "cities") if row["id"] != "graz"]
        result = import_texts(atlas, {"villes.csv": saved(cities)}, TODAY)
        assert [str(item) for item in result.findings] == [
            "error: villes.csv, graz: The row of this city is gone, and a practice is in it: graz-rent-advice. "
            "Put the row back, or first move or remove what is in the city."
        ]
        result = import_texts(atlas, {"villes.csv": saved(cities), "p.csv": saved(rows_of(atlas))}, TODAY)
        assert placed(result) == [("villes.csv", None, "")]

    def test_a_city_and_its_practices_go_together(self, atlas):
        cities = [row for row in rows_of(atlas, "cities") if row["id"] != "graz"]
        heads = ",".join(rows_of(atlas)[0])
        result = import_texts(atlas, {"c.csv": saved(cities), "p.csv": heads + "\n"}, TODAY)
        assert result.removed == ["city graz", "practice graz-rent-advice"]

    def test_a_city_that_changes_its_id_keeps_its_practices(self, atlas):
        cities = [{**row, "id": "graz-at" if row["id"] == "graz" else row["id"]} for row in rows_of(atlas, "cities")]
        for texts in ({"c": saved(cities)}, {"c": saved(cities), "p": saved(rows_of(atlas))}):
            result = import_texts(atlas, texts, TODAY)
            assert result.atlas.practices["graz-rent-advice"]["city"] == "graz-at"
            assert result.findings == []

    def test_up_to_ten_texts_of_one_column_stay_apart_and_more_become_one(self):
        found = [Finding("a.csv", "", "lat", "error", f"{row} is none.", "Write it.", row, "D") for row in range(2, 13)]
        assert len(grouped(found[:10])) == 10
        [one] = grouped(found)
        assert (one.message, one.count, one.cells) == ("2 is none.", 11, ("D2", "D3", "D4", "D5", "D6"))

    def test_a_name_of_any_length_is_shown_by_its_beginning(self, atlas):
        rows = [{**row, "x" * 5_000: "", "id": "9" * 50_000} for row in rows_of(atlas)]
        result = import_texts(atlas, {"a.csv": saved(rows)}, TODAY)
        assert max(len(str(item)) for item in result.findings) < 500

    def test_findings_without_a_row_are_left_as_they_are(self):
        found = [Finding("a.json", f"r{at}", "lat", "error", "Wrong.", "Write it.") for at in range(20)]
        assert grouped(found) == found


class TestCities:
    """A city twice is advice; one of the same name elsewhere is none."""

    def second(self, atlas, **other):
        cities = [*rows_of(atlas, "cities"), {**rows_of(atlas, "cities")[0], "id": "graz-second", **other}]
        result = import_texts(atlas, {"c.csv": saved(cities)}, TODAY)
        return [(item.level, item.row, item.rule) for item in result.findings]

    def test_the_same_name_at_the_same_place(self, atlas):
        advice = [("warning", 4, "check_cities_apart")]
        assert self.second(atlas) == advice
        assert self.second(atlas, name="GRÁZ", lat="47.1") == advice
        assert self.second(atlas, name="Stadt Graz") == advice

    def test_a_namesake_elsewhere_a_neighbour_and_a_region_are_no_second_one(self, atlas):
        assert self.second(atlas, lat="48.2", lon="16.37") == []
        assert self.second(atlas, name="Andritz") == []
        atlas.cards["vocabulary"]["sizes"].append({"id": "region", "label": "Region"})
        assert self.second(atlas, name="Graz Region", size="region") == []

    def test_a_new_city_of_a_name_that_another_country_has_gets_an_id_of_its_own(self, atlas):
        rows = rows_of(atlas, "cities")
        new = {**rows[0], "id": "", "country": "KE", "lat": "-1.3", "lon": "36.8", "name": "Graz"}
        result = import_texts(atlas, {"c.csv": saved([*rows, new])}, TODAY)
        assert result.added == ["city graz-2"]
        assert result.atlas.cities["graz"] == atlas.cities["graz"]
        again = import_texts(result.atlas, {"c.csv": saved([*rows, new])}, TODAY)
        assert (again.added, again.changed, again.removed) == ([], [], [])


class TestNames:
    """Letters are composed, and every script gives an id that can be read."""

    @pytest.mark.parametrize(
        ("name", "made"),
        [
            ("Łódź", "lodz"), ("Ægir", "aegir"), ("Đà Nẵng", "da-nang"), ("東京", "dongjing"), ("광주", "gwangju"),
            ("Київ", "kiiv"), ("São Paulo", "sao-paulo"), ("Ærøskøbing", "aeroskobing"), ("İstanbul", "istanbul"),
            ("Straße 5", "strasse-5"), ("l’été", "l-ete"), ("?!", ""), ("a" * 99, "a" * 60), ("مدينة", "mdynh"),
        ],
    )  # fmt: skip
    def test_an_id_is_made_of_a_name(self, name, made):
        assert slug(name) == made
        assert slug(unicodedata.normalize("NFD", name)) == made

    def test_an_id_that_is_taken_gets_a_number_and_stays_short(self):
        assert free_id("graz", {"graz", "graz-2"}) == "graz-3"
        assert free_id("a" * 60, {"a" * 60}) == "a" * 58 + "-2"

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_letters_that_come_apart_are_the_same_letters(self, atlas, form):
        texts = {name: unicodedata.normalize("NFD", text) for name, text in export_texts(atlas).items()}
        apart = type(atlas)(*(unicodedata_of(part, form) for part in (atlas.cards, atlas.files)))
        result = import_texts(apart, texts, TODAY)
        assert (result.added, result.changed, result.removed, result.findings) == ([], [], [], [])
        assert result.atlas is apart

    def test_a_new_name_is_stored_composed(self, atlas):
        rows = rows_of(atlas)
        rows[0]["title"] = unicodedata.normalize("NFD", "Advice for tenants in Gösting")
        result = import_texts(atlas, {"a.csv": saved(rows)}, TODAY)
        assert result.atlas.practices["graz-rent-advice"]["title"] == "Advice for tenants in Gösting"

    def test_a_new_city_in_another_script_can_be_read_by_its_id(self, atlas):
        new = {**rows_of(atlas, "cities")[0], "id": "", "name": "Łódź", "lat": "48.2", "lon": "16.4"}
        result = import_texts(atlas, {"c.csv": saved([*rows_of(atlas, "cities"), new])}, TODAY)
        assert result.added == ["city lodz"]


def unicodedata_of(value, form):
    """Return a value with every text in it in a form of Unicode."""
    if isinstance(value, dict):
        return {key: unicodedata_of(item, form) for key, item in value.items()}
    if isinstance(value, list):
        return [unicodedata_of(item, form) for item in value]
    return unicodedata.normalize(form, value) if isinstance(value, str) else value


class TestCommandLine:
    """What `hrl atlas import` says, in which order, and what it writes."""

    @pytest.fixture
    def folders(self, atlas, tmp_path):
        """The folder of an atlas of 20 practices, an empty one for sheets, and the texts of the atlas."""
        static, sheets = tmp_path / "static", tmp_path / "sheets"
        static.mkdir()
        sheets.mkdir()
        save(grown(atlas, 20), static)
        return static, sheets

    def run(self, folders, *more):
        static, sheets = folders
        return main(["import", str(sheets), "--atlas", str(static), *more])

    def test_losses_are_said_first_and_written_only_with_the_flag(self, folders, capsys):
        static, sheets = folders
        before = load(static).texts()
        (sheets / "p.csv").write_text(saved(without(rows_of(load(static))[:5], "limits")), encoding="utf-8")
        assert self.run(folders) == 1
        lines = capsys.readouterr()
        said = lines.err.splitlines()
        assert said[:2] == ["This import loses a lot. Is that what you want?", "- It removes 15 of 20 practices."]
        assert load(static).texts() == before
        assert said[-1] == "Nothing was changed."
        command = shlex.split(said[-2].rpartition("run: ")[2])
        assert Path(command[0]).samefile(ROOT / "hrl")
        assert command[1:3] == ["atlas", "import"]
        assert main(command[2:]) == 0
        assert len(load(static).practices) == 5
        assert capsys.readouterr().out.splitlines()[1] == "- It removes 15 of 20 practices."

    def test_the_flag_alone_takes_no_error(self, folders, capsys):
        static, sheets = folders
        rows = rows_of(load(static))[:5]
        (sheets / "p.csv").write_text(saved([{**rows[0], "start": "soon"}, *rows[1:]]), encoding="utf-8")
        assert self.run(folders, "--accept-losses") == 1
        assert len(load(static).practices) == 20
        assert "cell G2" in capsys.readouterr().err

    def test_nothing_is_written_where_nothing_differs(self, folders, capsys):
        static, sheets = folders
        path = static / "atlas.json"
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        main(["export", str(sheets), "--atlas", str(static)])
        assert self.run(folders) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "Nothing differs from the atlas."
        assert path.read_text(encoding="utf-8").endswith("\n\n")

    def test_one_file_may_be_named(self, folders, capsys):
        static, sheets = folders
        path = sheets / "Mexico City.csv"
        path.write_text(export_texts(load(static))["practices.csv"], encoding="utf-8")
        assert main(["import", str(path), "--atlas", str(static)]) == 0
        assert "Nothing differs" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("villes.csv", "id;name\né;é".encode("cp1252"), "not UTF-8 text"),
            ("book.xlsx", b"PK\x03\x04 and the rest", "a workbook, not a CSV file"),
            ("book.ods", b"PK\x03\x04 and the rest", "a workbook, not a CSV file"),
            ("practices.csv", b"\xd0\xcf\x11\xe0 and the rest", "a workbook, not a CSV file"),
        ],
    )
    def test_a_file_that_is_no_csv_is_named_with_what_to_do(self, folders, capsys, name, data, words):
        (folders[1] / name).write_bytes(data)
        assert self.run(folders) == 1
        error = capsys.readouterr().err
        assert error.startswith(f"error: {name}: ")
        assert words in error
        assert "UTF-8" in error

    def test_two_files_for_one_table_are_named_and_nothing_is_written(self, folders, capsys):
        static, sheets = folders
        for name in ("a.csv", "b.csv"):
            (sheets / name).write_text(export_texts(load(static))["practices.csv"], encoding="utf-8")
        assert self.run(folders) == 1
        assert "a.csv and b.csv are the same table." in capsys.readouterr().err

    def test_files_of_the_programs_themselves_are_left_alone(self, folders, capsys):
        static, sheets = folders
        (sheets / "practices.csv").write_text(export_texts(load(static))["practices.csv"], encoding="utf-8")
        (sheets / ".~lock.practices.csv#").write_text("me", encoding="utf-8")
        (sheets / "._practices.csv").write_bytes(b"\x00\x05\x16\x07\xff")
        (sheets / "README").write_bytes(b"\xff")
        (sheets / "book.xlsx").write_bytes(b"PK\x03\x04")
        assert self.run(folders) == 0
        said = capsys.readouterr().out.splitlines()
        assert [line.split(":")[:2] for line in said[:-1]] == [["warning", " book.xlsx"]]


def test_the_course_has_no_city_twice(course_folder):
    assert [item for item in check_atlas(load(course_folder / "static")) if item.rule == "check_cities_apart"] == []
