"""200 random edits of a course in Studio: what comes home means the same, and a second sync changes nothing."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from studio import Item, Studio
from studio_edits import Team

from builder.sync.home import plan_sync
from builder.sync.meaning import DEFAULTS, value_means
from builder.sync.names import MACHINE_NAME
from olx.archive import opened
from olx.course import Course

ROUND = Path(__file__).parent / "data" / "round"
SEEDS, EDITS = 40, 5
BLOCK_TAGS = (
    "p|ul|ol|li|h3|h4|div|table|caption|thead|tbody|tr|td|th|problem|multiplechoiceresponse|choiceresponse|solution|"
    "optionresponse|stringresponse|choicegroup|checkboxgroup|choice|choicehint|label|description|optioninput|option|"
    "optionhint|demandhint|hint|correcthint|stringequalhint|additional_answer|textline"
)


def plain(markup: str) -> str:
    """Return markup with one form of white space, entities and empty elements (not by the code under test)."""
    text = re.sub(r"&(?!amp;|lt;|gt;|quot;)\w+;", lambda found: html.unescape(found.group()), markup)
    text = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).replace("&quot;", '"')
    text = re.sub(rf" ?(</?(?:{BLOCK_TAGS})\b[^>]*>) ?", r"\1", text)
    return re.sub(r"<(\w+)([^>]*)></\1>", r"<\1\2/>", text).replace(" />", "/>").strip()


def settings(item: Item) -> dict:
    """Return what the settings of a block say; a link to a library counts, a note about a copy does not."""
    left_out = ("markdown", "xblock-family", "copied_from_block", "x-is-pointer-node")
    said = {n: value_means(item.tag, n, v) for n, v in item.fields.items() if n not in left_out and v != "null"}
    if "upstream" not in said:
        said = {n: v for n, v in said.items() if not n.startswith(("upstream", "downstream"))}
    return said


def options(item: Item) -> dict:
    return {name: text for name, text in item.options.items() if (name, text) != ("upstream", None)}


def with_names_of(item: Item, fields: dict, other: Item) -> dict:
    """Return settings with the names of an item's children as another item calls them."""
    text = json.dumps(fields)
    for mine, theirs in zip(item.children, other.children, strict=True):
        text = text.replace(mine.name, theirs.name)
    return json.loads(text)


def assert_same(brought: Item, edited: Item) -> None:
    assert brought.tag == edited.tag
    if not MACHINE_NAME.match(edited.name):
        assert brought.name == edited.name
    assert not MACHINE_NAME.match(brought.name)
    assert len(brought.children) == len(edited.children), edited.name
    if not (edited.tag == "discussion" and not edited.fields):
        wanted = settings(edited)
        assert settings(brought) == with_names_of(edited, wanted, brought), edited.name
    assert options(brought) == options(edited)
    assert plain(brought.data) == plain(edited.data), edited.name
    for mine, theirs in zip(brought.children, edited.children, strict=True):
        assert_same(mine, theirs)


def without_defaults(value):
    if isinstance(value, dict):
        return {n: without_defaults(v) for n, v in value.items() if not (n in DEFAULTS and DEFAULTS[n] == v)}
    return [without_defaults(item) for item in value] if isinstance(value, list) else value


def assert_course_same(brought: Studio, edited: Studio) -> None:
    assert_same(brought.root, edited.root)
    assert brought.updates == edited.updates
    assert brought.grading == edited.grading
    assert brought.locked == edited.locked
    mine, theirs = without_defaults(brought.policy), without_defaults(edited.policy)
    assert [tab.get("name") for tab in mine.pop("tabs")] == [tab.get("name") for tab in theirs.pop("tabs")]
    assert mine == theirs
    assert sorted(plain(text.decode()) for text in brought.pages.values()) == sorted(
        plain(text.decode()) for text in edited.pages.values()
    )
    assert set(brought.assets) == set(edited.assets)
    for name, data in edited.assets.items():
        assert content(name, brought.assets[name]) == content(name, data), name


def content(name: str, data: bytes):
    """Return what a file says; the records of the atlas have no order."""
    if not name.endswith(".json"):
        return data
    atlas = json.loads(data)
    return atlas | {"cities": sorted(atlas["cities"], key=lambda city: city["id"])}


def bring_home(folder: Path, studio: Studio, archive: Path):
    archive.write_bytes(studio.tarball())
    with opened(archive) as export:
        plan = plan_sync(Course(folder), Course(export, follow_all=True))
    plan.apply()
    return plan


def test_unchanged_course_gives_no_diff(tmp_path):
    plan = bring_home(ROUND, Studio(ROUND), tmp_path / "export.tar.gz")
    assert plan.files == {}
    assert plan.words == {}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_edits_come_home(tmp_path, seed):
    folder, archive = tmp_path / "course", tmp_path / "export.tar.gz"
    shutil.copytree(ROUND, folder)
    studio = Studio(folder)
    team = Team(studio, seed)
    done = []
    for _ in range(EDITS):
        done.append(team.edit())
        plan = bring_home(folder, studio, archive)
        assert_course_same(Studio(folder), studio)
        again = bring_home(folder, studio, archive)
        assert again.files == {}, (done, again.words)
        assert bool(plan.files) == bool(plan.words), done
    # Twice round the circle: what came home is imported, exported and brought home again.
    assert bring_home(folder, Studio(folder), archive).files == {}
