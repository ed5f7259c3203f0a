"""What the atlas weighs and how its work grows, held to the budgets of the design."""

import gzip
import json
import sys

import pytest
from atlas_copies import many
from rights_atlas import load
from rights_atlas.checks import check_atlas
from rights_atlas.model import from_texts

KB = 1000
CARDS_PACKED = 60 * KB  # for 230 practices and 307 cities
CARD_PACKED = 150
BODIES_PACKED = 45 * KB
RAW = 900 * KB  # the platform caches no asset of 1 MiB


@pytest.fixture(scope="module")
def texts(course_folder):
    return load(course_folder / "static").texts()


def packed(text):
    return len(gzip.compress(text.encode(), 9))


def test_the_cards_keep_their_budget(texts, record_property):
    """60 kB for 230 practices; each further one may add what a card weighs, and no more."""
    number = len(json.loads(texts["atlas.json"])["practices"])
    record_property("packed", packed(texts["atlas.json"]))
    assert packed(texts["atlas.json"]) <= CARDS_PACKED + CARD_PACKED * max(0, number - 230)


def test_the_bodies_keep_their_budget(texts, record_property):
    for name, text in texts.items():
        if name != "atlas.json":
            record_property(name, packed(text))
            assert packed(text) <= BODIES_PACKED, name


def test_no_file_is_too_large_to_be_cached(texts):
    assert max(len(text.encode()) for text in texts.values()) < RAW


def calls(texts):
    """Return how many functions are called to load and check an atlas: the same number on every machine."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        check_atlas(from_texts(texts))
    finally:
        sys.setprofile(None)
    return count


def test_five_times_the_data_takes_at_most_five_and_a_half_times_the_work(texts):
    """In functions called; seconds are in `make bench`."""
    one = from_texts(texts)
    assert calls(many(one, 5).texts()) <= 5.5 * calls(many(one, 1).texts())
