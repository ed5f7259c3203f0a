"""The words: length, reading ease, spelling, nothing said twice, terms explained, pictures told."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from outline import BLOCKS, unit_block
from reading import grade
from spelling import misspelt

from builder.texts import Shingles, paragraphs, phrases_in, prose, word_count, words_of

NAMES = "builder/data/names.txt"
FRAMING = "builder/data/framing.txt"
ALT_WORDS = 15


def lessons_of(course, number):
    return [doc for doc in course.lessons if unit_block(doc.path.split("/")[1]) == number]


def lesson_number(path):
    found = re.search(r"block-\d-lesson-(\d)", path)
    return int(found.group(1)) if found else None


@pytest.mark.parametrize("number", BLOCKS)
def test_length_of_a_block(course, number):
    assert 4000 <= sum(word_count(doc) for doc in lessons_of(course, number)) <= 5500


@pytest.mark.parametrize("number", BLOCKS)
def test_length_of_the_lessons(course, number):
    counts = Counter()
    for doc in lessons_of(course, number):
        if lesson_number(doc.path):
            counts[lesson_number(doc.path)] += word_count(doc)
    assert {lesson: count for lesson, count in counts.items() if not 600 <= count <= 1100} == {}


def test_reading_ease_of_each_lesson(course, root):
    names = tuple(phrases_in(root / NAMES))
    texts = {doc.path: prose(doc) for doc in course.lessons}
    grades = {path: grade(text, names) for path, text in texts.items() if len(words_of(text)) >= 100}
    assert {path: found for path, found in grades.items() if found > 11} == {}


def test_reading_ease_tells_easy_from_hard():
    assert grade("The cat sat on the mat. It was a warm day. The cat slept.", ("x",)) < 4
    assert grade("Institutionalised participatory methodologies necessitate interdisciplinary reflection.", ("x",)) > 15


def test_no_sentence_stands_in_two_lessons(course, root):
    shingles = Shingles(phrases_in(root / NAMES) + phrases_in(root / FRAMING))
    shared = []
    for doc in course.lessons:
        texts = paragraphs(doc)
        shared += [f"{found.first} and {found.second}: {found.words}" for found in shingles.shared(doc.path, texts)]
        shingles.add(doc.path, texts)
    assert not shared, "\n".join(shared)


def test_british_spelling(course):
    found = misspelt(course)
    assert not found, "\n".join(f"{word}: {', '.join(paths)}" for word, paths in found.items())


def glossary(course):
    """Return {anchor: terms} of the glossary's tab."""
    doc = course.html("tabs/glossary.html")
    found = {}
    for element in doc.root.xpath(".//*[starts-with(@id, 'term-')]"):
        found[element.get("id")] = element
    return found


def test_glossary_has_sixty_terms(course):
    assert len(glossary(course)) >= 60


def test_every_term_is_linked_from_a_lesson(course):
    linked = {
        value.partition("#")[2]
        for doc in course.lessons
        for value in doc.root.xpath(".//a/@href")
        if value.startswith("/course/glossary/#")
    }
    assert set(glossary(course)) - linked == set()


@pytest.mark.parametrize("number", BLOCKS)
def test_terms_are_linked_where_a_block_uses_them_first(course, number):
    docs = lessons_of(course, number)
    late = {}
    for anchor in glossary(course):
        link = f'"/course/glossary/#{anchor}"'
        linked = [index for index, doc in enumerate(docs) if link in doc.text]
        if linked and not _first_use(anchor, docs, linked[0]):
            late[anchor] = docs[linked[0]].path
    assert late == {}


def _first_use(anchor, docs, linked):
    """Tell whether no page before the linked one uses the term, and each page links it once at most."""
    term = anchor.removeprefix("term-").replace("-", "[ -]")
    before = " ".join(" ".join(paragraphs(doc)) for doc in docs[:linked])
    return not re.search(rf"\b{term}s?\b", before, re.I)


def test_diagrams_are_told_in_words(course):
    seen = {}
    for doc in course.html_docs:
        for image in doc.root.iter("img"):
            alt = " ".join((image.get("alt") or "").split())
            assert len(words_of(alt)) >= ALT_WORDS, f"{doc.path}: {alt}"
            assert seen.setdefault(alt, image.get("src")) == image.get("src"), f"{doc.path}: {alt}"


@pytest.mark.parametrize("number", BLOCKS)
def test_two_diagrams_a_block(course, number):
    shown = {
        source
        for doc in lessons_of(course, number)
        for source in doc.root.xpath(".//img/@src")
        if source.endswith(".svg")
    }
    assert len(shown) >= 2


def test_one_sentence_a_line(course):
    """Diffs and the way home from Studio work on lines: no line of a lesson holds two sentences."""
    crowded = []
    for doc in course.lessons:
        for number, line in enumerate(doc.text.split("\n"), 1):
            text = re.sub(r"<[^>]+>", "", line)
            if line.lstrip().startswith("<p") and re.search(r"[a-z]{3}[.!?] [A-Z][a-z]+ [a-z]+ [a-z]+", text):
                crowded.append(f"{doc.path}:{number}")
    assert not crowded, "\n".join(crowded)
