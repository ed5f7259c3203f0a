"""The page of figures: a section that is not run stays; numbers keep three digits that count."""

import figures
import pytest
import run


def test_numbers_keep_three_digits_that_count():
    assert [figures.number(value) for value in (1234.5, 99.96, 12.34, 1.234, 0.1234, 0.01234)] == [
        "1,234", "100.0", "12.3", "1.23", "0.12", "0.012",
    ]  # fmt: skip
    assert [figures.number(count) for count in (1, 96, 12345)] == ["1", "96", "12,345"]


def test_a_figure_is_median_and_spread():
    assert str(figures.figure([1.0, 2.0, 3.0, 4.0, 100.0])) == "3.00 (1.40–61.6)"
    assert str(figures.figure([5.0])) == "5.00 (5.00–5.00)"


def test_a_table_in_markdown():
    assert figures.table(["a", "b"], [["x", 1200], ["y", "1.0"]]) == "| a | b |\n|---|---:|\n| x | 1,200 |\n| y | 1.0 |"


def test_what_is_over_its_budget_says_so_and_is_named():
    hand = figures.Beside(2, "by hand", [8.0, 8.0, 8.0])
    rows = [
        figures.Measured("bytes", "B", [1200], 1300),
        figures.Measured("a letter", "ms", [1.0, 2.0, 3.0, 4.0, 30.0], late=True, beside=hand),
        figures.Measured("a word", "ms", [1.0, 2.0, 3.0, 4.0, 30.0], beside=hand),
        figures.Measured("no budget", "ms", [9.0]),
    ]
    assert figures.broken(rows) == ["a letter"]
    lines = figures.measured_table(rows).splitlines()
    assert lines[2] == "| bytes | B | 1,200 |  | 1,300 |"
    assert lines[3].endswith("| 16.0 (2 × by hand) OVER |")
    assert lines[4].endswith("|  | 16.0 (2 × by hand) |")
    assert lines[5].endswith("|  |  |")


@pytest.mark.parametrize("unit", ["ms", "s"])
def test_a_time_has_no_budget_but_beside_something_of_the_same_run(unit):
    with pytest.raises(ValueError, match="beside something of the same run"):
        figures.Measured("a letter", unit, [1.0], 16)


def test_a_slower_machine_breaks_no_budget():
    """Everything takes 2.5 times as long there: ours, and what it is held to."""
    for slower in (1.0, 2.5):
        hand = figures.Beside(1.5, "by hand", [slower * each for each in (15.0, 16.0, 17.0)])
        assert not figures.Measured("a letter", "ms", [slower * 20.0] * 3, beside=hand).over
        assert figures.Measured("a letter", "ms", [slower * 30.0] * 3, beside=hand).over


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page of figures of its own."""
    monkeypatch.setattr(run, "PAGE", tmp_path / "benchmarks.md")
    return tmp_path / "benchmarks.md"


def test_what_is_run_is_written_and_the_rest_stays(page, monkeypatch):
    monkeypatch.setattr(run, "run_part", lambda name: (True, f"figures of {name}\n"))
    assert run.main(["search", "peers"]) == 0
    monkeypatch.setattr(run, "run_part", lambda name: (True, f"new figures of {name}\n"))
    assert run.main(["search"]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.index("\n\nfigures of peers\n") < text.index("\n\nnew figures of search\n")
    assert text.count("## ") == 2


def test_a_broken_budget_ends_the_run_with_one(page, monkeypatch, capsys):
    monkeypatch.setattr(run, "run_part", lambda name: (name != "search", f"figures of {name}\n"))
    monkeypatch.delenv("OPENEDX_ROOT", raising=False)
    assert run.main([]) == 1
    said = capsys.readouterr()
    assert "A budget is broken, or the script failed: search." in said.err
    assert "platform: left out" in said.out
    assert run.main(["nothing"]) == 2


def test_every_bench_has_its_section():
    scripts = {path.stem.removeprefix("bench_") for path in run.HERE.glob("bench_*.py")}
    assert scripts | {"platform"} == set(run.PARTS)
