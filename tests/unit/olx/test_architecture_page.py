"""The page for newcomers names what is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")


def test_each_file_that_the_page_names_is_there():
    named = PATH.findall(PAGE)
    assert len(named) > 30
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_its_picture_is_there_and_can_be_read_without_seeing_it():
    picture = (ROOT / "docs" / re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)[0]).read_text("utf-8")
    assert "<title" in picture
    assert "<desc" in picture
