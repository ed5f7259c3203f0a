"""Whatever a file holds, the builder reports and never breaks down."""

from __future__ import annotations

import random

import pytest
from small_course import SMALL, write_course

from builder.check import check, has_errors
from olx.course import Course

JUNK = [
    None,
    b"",
    b"\xff\xfe\x00",
    "<<<",
    "null",
    "[]",
    "[1, null]",
    '{"course/2026": []}',
    "<a/>",
    "<course/>",
    "{}",
]


@pytest.mark.parametrize("path", sorted(SMALL))
def test_junk_in_one_file(tmp_path, path):
    for number, junk in enumerate(JUNK):
        course = write_course(tmp_path / str(number), {path: junk})
        for finding in check(Course(course), fast=True):
            assert finding.line >= 1


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_at_random(tmp_path, seed):
    chance = random.Random(seed)
    changes = {}
    for path in chance.sample(sorted(SMALL), 4):
        data = SMALL[path]
        raw = bytearray(data if isinstance(data, bytes) else data.encode())
        for _ in range(3):
            place = chance.randrange(len(raw) or 1)
            raw[place : place + chance.randrange(4)] = chance.choice([b"", b"<", b'"', b"&", b"}", b"\xe9", b"null"])
        changes[path] = bytes(raw)
    check(Course(write_course(tmp_path, changes)))


def test_empty_folder_is_an_error(tmp_path):
    assert has_errors(check(Course(tmp_path)))
