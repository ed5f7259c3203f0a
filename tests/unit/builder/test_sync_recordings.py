"""Four exports recorded from a real Studio (Teak, 2025): our stand-in writes them, and they come home readably.

The small course in data/round was imported, edited through Studio's own requests and exported after each round.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from studio import Item, Studio

from builder.sync.home import plan_sync
from olx.archive import opened
from olx.course import Course

DATA = Path(__file__).parent / "data"
RECORDINGS = ("unchanged", "reworded", "restructured", "settings")


def recorded(name: str) -> dict[str, bytes]:
    """Return the files of a recording."""
    with opened(DATA / "exports" / f"{name}.tar.gz") as folder:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def studio():
    """The stand-in with the small course, imported under the key of the recordings."""
    found = Studio(DATA / "round")
    found.number, found.wiki = "HRLOCAL", "UCLG.HRLOCAL.2026"
    return found


def item(studio: Studio, name: str) -> Item:
    return next(item for item in studio.root.walk() if item.name == name)


def reword(studio: Studio) -> None:
    """The edits before the recording `reworded`."""
    lesson = item(studio, "block-1-lesson-2-text")
    lesson.data = lesson.data.replace("closed its well.", "closed its only well in May.")
    lesson.data = lesson.data.replace("others who harm.", "others who harm. Say so in public.")
    lesson.fields["display_name"] = "Who is bound?"
    question = item(studio, "block-1-quiz-1")
    question.data = question.data.replace("who needs it", "who uses it")
    question.fields |= {"display_name": "Whose duty is it", "max_attempts": "3", "weight": "2.0"}
    item(studio, "block-1-lesson-1").fields["display_name"] = "A first lesson & more"
    item(studio, "section-1-explore").fields["display_name"] = "Explore"
    item(studio, "block-1").fields["display_name"] = '1. Begin "here"'
    item(studio, "block-1-discuss-topic").fields["discussion_target"] = "Talk and listen"
    explorer = item(studio, "block-1-explorer")
    explorer.fields["required_opened"] = "2"
    explorer.options["preset"] = "theme: housing\nblock: 1"


def restructure(studio: Studio, real: dict[str, bytes]) -> None:
    """The edits before the recording `restructured`; Studio's names for new blocks are read from it."""
    learn, first, second = (item(studio, n) for n in ("section-1-learn", "block-1-lesson-1", "block-1-lesson-2"))
    check = item(studio, "block-1-lesson-2-check-3")
    second.children = [child for child in second.children if child.name[-7:] not in ("check-2", "check-3")]
    first.children.append(check)
    _, _, problem, text = names_in(real, "vertical/block-1-lesson-2.xml")
    source = real[f"problem/{problem}.xml"].decode()
    inner = "<problem>" + source[source.index(">\n") + 1 :]
    fields = {"display_name": "Multiple Choice"}
    fields["markdown"] = attribute(source, "markdown")
    second.children.append(Item("problem", problem, fields, data=inner))
    words = "<p>One more thing. It is short &amp; plain.</p><ul><li>First. And second.</li></ul>"
    second.children.append(Item("html", text, {"display_name": "One more"}, data=words))
    new = names_in(real, "sequential/section-1-learn.xml")[0]
    raw, topic, explorer = names_in(real, f"vertical/{new}.xml")
    unit = Item("vertical", new, {"display_name": "A third lesson"})
    unit.children = [
        Item("html", raw, {"display_name": "Raw HTML", "editor": "raw"}, data="<p>Raw text.</p>"),
        Item("discussion", topic),
        Item("practice_explorer", explorer, {"atlas": "/static/atlas.json"}),
    ]
    learn.children = [unit, second, first, item(studio, "block-1-discuss")]
    extra = names_in(real, "chapter/block-1.xml")[-1]
    section = Item("sequential", extra, {"display_name": "Extra: talk & print"})
    section.children = [Item("vertical", names_in(real, f"sequential/{extra}.xml")[0], {"display_name": "Unit"})]
    item(studio, "block-1").children.append(section)
    studio.assets["My_photo.png"] = studio.assets["course-image.png"]
    studio.display_names["My_photo.png"] = "My photo.png"
    cities = [{"id": "bogota", "name": "Bogotá"}, {"id": "lodz", "name": "Łódź"}]
    atlas = {"version": 1, "updated": "2026-12-01", "cities": cities, "practices": []}
    studio.assets["atlas.json"] = json.dumps(atlas).encode()


def names_in(real: dict[str, bytes], path: str) -> list[str]:
    """Return the names of the blocks that a recorded file holds."""
    from lxml import etree

    return [child.get("url_name") for child in etree.fromstring(real[path])]


def attribute(source: str, name: str) -> str:
    from lxml import etree

    return etree.fromstring(source).get(name)


def set_up(studio: Studio, real: dict[str, bytes]) -> None:
    """The edits before the recording `settings`."""
    studio.policy |= {"display_name": "A small course, renamed", "mobile_available": False}
    studio.policy |= {"certificates_display_behavior": "early_no_info", "minimum_grade_credit": 0.8}
    studio.policy |= {"instructor_info": {"instructors": []}, "learning_info": []}
    studio.pages |= {
        "about/overview.html": b"<p>About the new course.</p>",
        "about/short_description.html": b"A small new course.",
        "about/effort.html": b"3 hours",
    }
    # What Studio writes when somebody saves the page of details: empty pages, and settings kept as pages.
    for path in real:
        if path.startswith("about/") and path not in studio.pages:
            studio.pages[path] = real[path]
    glossary = studio.pages["tabs/glossary.html"].replace(b"who must act.", b"who must act. Today.")
    slug = next(path[5:-5] for path in real if path.startswith("tabs/") and path != "tabs/glossary.html")
    studio.pages |= {"tabs/glossary.html": glossary, f"tabs/{slug}.html": b"<p>A new page.</p>"}
    studio.policy["tabs"].append({"type": "static_tab", "name": "More to read", "url_slug": slug})
    for grader in studio.grading["GRADER"]:
        grader["weight"] = 0.5
    news = {"content": "<p>Second news.</p>", "date": "February 2, 2026", "id": 2, "status": "visible"}
    studio.updates.append(news)
    studio.updates_page = b""
    item(studio, "section-1-explore").fields |= {"graded": "true", "format": "Quiz"}


def edited(studio: Studio, name: str) -> dict[str, bytes]:
    """Return the recording's files, and bring the stand-in to where Studio was."""
    if name != "unchanged":
        reword(studio)
    if name in ("restructured", "settings"):
        restructure(studio, recorded("restructured"))
    if name == "settings":
        set_up(studio, recorded("settings"))
    return recorded(name)


@pytest.mark.parametrize("name", RECORDINGS)
def test_stand_in_writes_what_studio_wrote(studio, name):
    real, written = edited(studio, name), None
    written = studio.export()
    published = {path for path in real if not path.startswith("drafts/")}
    assert set(written) == published
    for path in sorted(published - {"policies/assets.json"}):
        assert written[path] == real[path], path
    # Of the list of assets only what matters for a course: what they are called, and whether they are locked.
    brief = {
        asset: {field: about[field] for field in ("displayname", "locked")}
        for asset, about in json.loads(real["policies/assets.json"]).items()
    }
    assert json.loads(written["policies/assets.json"]) == brief


def bring_home(folder: Path, name: str):
    with opened(DATA / "exports" / f"{name}.tar.gz") as export:
        plan = plan_sync(Course(folder), Course(export, follow_all=True))
    plan.apply()
    return plan


@pytest.mark.parametrize("name", RECORDINGS)
def test_second_sync_changes_nothing(tmp_path, name):
    folder = shutil.copytree(DATA / "round", tmp_path / "course")
    first = bring_home(folder, name)
    assert bool(first.files) == (name != "unchanged")
    assert bring_home(folder, name).files == {}


def test_reworded_course_changes_those_lines_only(tmp_path):
    folder = shutil.copytree(DATA / "round", tmp_path / "course")
    plan = bring_home(folder, "reworded")
    assert plan.lines() == [
        "lesson 1 of block 1: new title",
        'lesson 2 of block 1: text "Who is bound?" changed; 2 sentences',
        'discuss of block 1: discussion "Talk" changed',
        'explore of block 1: settings of the explorer "Practices about housing & land"',
        'subsection "Explore" of block 1: new title',
        'quiz 1: question "Whose duty is it" changed',
        "block 1: new title",
    ]
    before = (DATA / "round/html/block-1-lesson-2-text.html").read_text().split("\n")
    after = (folder / "html/block-1-lesson-2-text.html").read_text().split("\n")
    assert [line for line in after if line not in before] == [
        "Say so in public.",
        "<p>A village closed its only well in May.",
    ]
    assert [line for line in before if line not in after] == ["<p>A village closed its well."]
    assert "display_name='1. Begin \"here\"'>" in (folder / "chapter/block-1.xml").read_text()


def test_new_things_get_readable_names(tmp_path):
    folder = shutil.copytree(DATA / "round", tmp_path / "course")
    plan = bring_home(folder, "settings")
    new = {path for path, data in plan.files.items() if data is not None and not (DATA / "round" / path).exists()}
    assert new == {
        "discussion/block-1-a-third-lesson-topic.xml",
        "html/block-1-a-third-lesson-text.html",
        "html/block-1-a-third-lesson-text.xml",
        "html/block-1-lesson-2-text-2.html",
        "html/block-1-lesson-2-text-2.xml",
        "problem/block-1-lesson-2-check-4.xml",
        "sequential/section-1-extra-talk-print.xml",
        "static/My_photo.png",
        "tabs/more-to-read.html",
        "vertical/block-1-a-third-lesson.xml",
        "vertical/block-1-unit.xml",
    }
    assert [path for path, data in plan.files.items() if data is None] == ["problem/block-1-lesson-2-check-2.xml"]
    assert plan.lost == ['unit "In practice: explore": what is not published']
