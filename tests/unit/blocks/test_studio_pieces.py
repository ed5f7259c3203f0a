"""Requests in pieces: whole again at the end, asked for again where the cache lost one, bounded for each author."""

from __future__ import annotations

import base64
import gzip
import json
import random

import pytest
from human_rights_mooc import compat
from human_rights_mooc.limits import AUTHOR_BYTES
from human_rights_mooc.pieces import MOST_PIECES, PIECE_CHARACTERS, NotUnderstoodError, joined
from practice_explorer.block import PracticeExplorerXBlock

from .learning import ask
from .test_studio_settings import StudioRuntime


class Cache(dict):
    """The part of Django's cache that is used."""

    def set(self, key, value, timeout):
        assert timeout == 600
        self[key] = value

    def get_many(self, keys):
        return {key: self[key] for key in keys if key in self}

    def delete_many(self, keys):
        for key in keys:
            self.pop(key, None)


def cut(content, size, call="k3j9abcd"):
    """Return the requests that a browser sends for one large one."""
    text = base64.b64encode(gzip.compress(json.dumps(content).encode())).decode()
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    return [{"call": call, "piece": at, "of": len(parts), "packed": part} for at, part in enumerate(parts)]


CONTENT = {"do": "ids", "names": [str(number * 7919) for number in range(150)]}


def test_pieces_become_the_request_and_leave_nothing_behind():
    cache, pieces = Cache(), cut(CONTENT, 100)
    for piece in pieces[:-1]:
        assert joined(piece, cache, "me") == ({"received": piece["piece"]}, {})
    reply, whole = joined(pieces[-1], cache, "me")
    assert reply is None
    assert json.loads(gzip.decompress(base64.b64decode(whole["packed"]))) == CONTENT
    assert cache == {}


def test_a_piece_that_the_cache_lost_is_asked_for_and_the_rest_is_kept():
    cache, pieces = Cache(), cut(CONTENT, 100)
    for piece in pieces[:-1]:
        joined(piece, cache, "me")
    lost = sorted(cache)[1]
    del cache[lost]
    reply, _ = joined(pieces[-1], cache, "me")
    assert reply == {"missing": [int(lost.rsplit(".", 1)[1])]}
    joined(pieces[reply["missing"][0]], cache, "me")
    assert joined(pieces[-1], cache, "me")[0] is None


def test_pieces_of_another_author_or_another_request_are_no_part_of_it():
    cache, pieces = Cache(), cut(CONTENT, 100)
    others = list(range(len(pieces) - 1))
    for piece in cut(CONTENT, 100, call="anothercall")[:-1]:
        joined(piece, cache, "me")
    for piece in pieces[:-1]:
        joined(piece, cache, "somebody")
    assert joined(pieces[-1], cache, "me")[0] == {"missing": others}


def test_an_author_fills_at_most_one_request():
    cache, draw = Cache(), random.Random(1)
    for _ in range(300):
        of = draw.randint(2, MOST_PIECES)
        call = "".join(draw.choices("abc", k=12))
        joined({"call": call, "piece": draw.randrange(of - 1), "of": of, "packed": "x"}, cache, "me")
    assert len(cache) < MOST_PIECES


@pytest.mark.parametrize(
    "wrong",
    [
        {"call": "short"}, {"call": "UPPERCASE1"}, {"call": 7}, {"of": 1}, {"of": MOST_PIECES + 1}, {"of": "3"},
        {"piece": -1}, {"piece": 3}, {"piece": True}, {"packed": None}, {"packed": "x" * (PIECE_CHARACTERS + 1)},
    ],
)  # fmt: skip
def test_a_piece_that_no_editor_sends_is_refused(wrong):
    piece = {"call": "k3j9abcd", "piece": 0, "of": 3, "packed": "x", **wrong}
    with pytest.raises(NotUnderstoodError) as refused:
        joined(piece, Cache(), "me")
    assert str(refused.value).endswith(".")


def test_without_a_cache_a_large_request_is_refused_with_a_sentence():
    with pytest.raises(NotUnderstoodError, match="too much at once"):
        joined(cut(CONTENT, 100)[0], None, "me")


def test_the_largest_piece_fits_into_one_request():
    piece = {"call": "k" * 40, "piece": 38, "of": 39, "packed": "x" * PIECE_CHARACTERS}
    assert len(json.dumps(piece)) < AUTHOR_BYTES


def test_studio_answers_the_last_piece_as_it_answers_a_whole_request(monkeypatch):
    cache = Cache()
    monkeypatch.setattr(compat, "shared_cache", lambda: cache)
    block = StudioRuntime().block(PracticeExplorerXBlock)
    *first, last = cut(CONTENT, 100)
    for piece in first:
        assert ask(block, "work_on_atlas", piece) == (200, {"received": piece["piece"]})
    assert ask(block, "work_on_atlas", last) == ask(block, "work_on_atlas", CONTENT)


def test_only_who_may_write_the_course_leaves_a_piece(monkeypatch):
    cache = Cache()
    monkeypatch.setattr(compat, "shared_cache", lambda: cache)
    block = StudioRuntime(may=False).block(PracticeExplorerXBlock)
    assert ask(block, "work_on_atlas", cut(CONTENT, 100)[0])[0] == 403
    assert cache == {}
