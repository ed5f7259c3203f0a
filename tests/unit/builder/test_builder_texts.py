"""Words that two texts share, and what counts as a text."""

from __future__ import annotations

import json
import subprocess
import sys

from small_course import write_course

from builder.texts import Shingles, course_texts, paragraphs, word_count, words_of
from olx.course import Course

COPIED = "The council opened a free legal clinic for tenants in the old market hall"


def run(root, *args):
    command = [sys.executable, "-m", "cli", "compare", *map(str, args)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def lesson(folder, text):
    return write_course(folder, {"html/block-1-lesson-1-text.html": text})


def test_shared_run_is_found_whole_and_once():
    shingles = Shingles([])
    shingles.add("first", ["Before. " + COPIED + " last year."])
    found = list(
        shingles.shared(
            "second", ["We read that the council opened a FREE legal clinic, for tenants in the old market."]
        )
    )
    assert [(item.first, item.second) for item in found] == [("second", "first")]
    assert found[0].words == "the council opened a free legal clinic for tenants in the old market"


def test_seven_words_are_free_and_names_are_taken_out():
    shingles = Shingles(["Universal Declaration of Human Rights"])
    shingles.add("first", ["the Universal Declaration of Human Rights of Paris was a start for every town"])
    assert not list(
        shingles.shared("second", ["In Paris the Universal Declaration of Human Rights of Paris was a start"])
    )
    assert not list(shingles.shared("second", ["of Paris was a start for every"]))
    assert list(shingles.shared("second", ["of Paris was a start for every town"]))


def test_sources_do_not_count_as_text(tmp_path):
    course = Course(lesson(tmp_path, '<p>One two.</p>\n<ol class="hrl-sources"><li>Three four five</li></ol>'))
    assert paragraphs(course.lessons[0]) == ["One two."]
    assert word_count(course.lessons[0]) == 2


def test_script_names_both_places(root, tmp_path):
    course = lesson(tmp_path / "course", f"<p>{COPIED}.</p>")
    others = tmp_path / "others"
    others.mkdir()
    (others / "facts.json").write_text(json.dumps([{"facts": [COPIED], "sources": [{"title": "x"}]}]))
    done = run(root, others, "--course", course)
    assert done.returncode == 1
    assert "html/block-1-lesson-1-text.html" in done.stdout
    assert "facts.json" in done.stdout
    (others / "facts.json").write_text(json.dumps([{"title": COPIED, "sources": [{"title": COPIED}]}]))
    assert run(root, others, "--course", course).returncode == 0
    assert run(root, tmp_path / "none").returncode == 2


def test_atlas_and_questions_are_texts_of_the_course(tmp_path):
    atlas = {"practices": [{"id": "x", "title": "A title", "summary": "What a city did."}]}
    course = Course(write_course(tmp_path, {"static/atlas.json": json.dumps(atlas)}))
    texts = course_texts(course)
    assert texts["static/atlas.json"] == ["What a city did."]
    assert "town hall" in " ".join(texts["problem/block-1-quiz-1.xml"])


def test_words_know_accents_and_apostrophes():
    assert words_of("L’État, São Paulo's 1,200 people") == ["l'état", "são", "paulo's", "1,200", "people"]
