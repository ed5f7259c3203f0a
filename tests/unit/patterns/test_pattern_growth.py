"""No regular expression of ours takes more than linear time, whatever text it meets.

The work is counted, not timed (counting.py). Each pattern that is found in the code (found.py) meets texts made from
the pattern itself and from a list of known ones (hostile_texts.py), at a length and at twice that length: the work may
double, and no more. `make test` takes a sample of the texts, the same at each run; `make soak` takes all.
"""

from __future__ import annotations

import os
import random
import re

import pytest
from counting import Program
from found import FULLMATCH, MATCH, SCAN, Found, in_data, in_python, in_scripts, in_settings, sources
from hostile_texts import hostile

from builder.rules.sources import exceptions

LENGTH = 240  # characters, then twice as many: enough for the longest {0,n} of ours
FEWEST = 16  # repeats
A_CHARACTER = 7  # steps for a character in which no growth can be seen yet
TOO_MANY = 700  # steps for a character: nobody has to count on
GROWTH = 2.6  # twice the text: twice the work if that grows with the length, four times if with its square
TEXTS = None if os.environ.get("HRL_SOAK") else 150  # of a pattern

# Patterns that the program makes while it runs, by the name that holds what they are made of, with an example.
MADE = {
    "line": [rule.pattern for rule in exceptions()],
    "'|'.join(map(re.escape, phrases))": [r"\b(human rights city|human rights|right to the city|right)\b"],
    "setting.pattern": [],  # in_settings() has them
}
MADE_IN_SCRIPTS = {"`^(?:${setting.pattern})$`", "pattern", '`[${Object.keys(SPECIAL).join("")}]`'}  # settings, schema

KNOWN_TO_GROW = [
    (r"((\d+) days?)?\s*((\d+) hours?)?\s*((\d+) minutes?)?\s*((\d+) seconds?)?", FULLMATCH),
    (r"<(/?)([A-Za-z][\w-]*)([^<>]*?)(/?)>", SCAN),
    (r"(?s)<!--.*?-->", SCAN),
    (r"(?s)<script>(.*?)</script>", SCAN),
    (r"""(?s)<!--.*?-->|</?[A-Za-z][\w:.-]*(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|<""", SCAN),
    (r"([^@\s]+@[^@\s]+\.[^@\s]+)?", FULLMATCH),
    (r"""(?i)@import\s+(?:url\()?\s*["']?(?:https?:)?//[^;]*;""", SCAN),
    (r"""(\s+)([^\s=>/"']+)(\s*=\s*)("[^"]*"|'[^']*')""", SCAN),
    (r"(?:a|a)*b", MATCH),
    (r"(\w+\s?)*!", MATCH),
    (r"\s+$", SCAN),
]


def grows(pattern: str, flags: int, way: str) -> str:
    """Return a text at which the work grows faster than the text, '' when there is none."""
    program = Program(pattern, flags)
    for lead, part, end in hostile(pattern, flags, TEXTS):
        repeats = max(FEWEST, LENGTH // len(part))
        long = lead + part * (2 * repeats) + end
        most = TOO_MANY * len(long)
        many = program.count(long, way, limit=most)
        if many > A_CHARACTER * len(long) + LENGTH:
            few = program.count(lead + part * repeats + end, way, limit=most)
            if many > most or many > GROWTH * few:
                return f"{lead!r} + {part!r} * n + {end!r}: {few} steps, then {many}"
    return ""


def once(patterns: list[Found]) -> list:
    """Return each pattern and way once, named by its place."""
    kept = {(found.pattern, found.flags, found.way): found for found in patterns}
    return [pytest.param(found, id=f"{found.place} {found.way}") for found in kept.values()]


def hold(found: Found) -> None:
    at = grows(found.pattern, found.flags, found.way)
    assert at == "", f"{found.place}: {found.pattern!r} ({found.way}) takes more than linear time: {at}"


PYTHON, MADE_LATER = in_python()


@pytest.mark.parametrize("found", once(PYTHON))
def test_of_python(found):
    hold(found)


@pytest.mark.parametrize("found", once(in_settings()))
def test_of_settings_and_addresses(found):
    hold(found)


@pytest.mark.parametrize("found", once(in_data()))
def test_of_schemas(found):
    hold(found)


def test_what_is_made_while_the_program_runs_is_known_here():
    """A new pattern of this sort needs an example in MADE."""
    unknown = [f"{item.place}: {item.source}" for item in MADE_LATER if not any(name in item.source for name in MADE)]
    assert unknown == []


@pytest.mark.parametrize("name", [name for name, patterns in MADE.items() if patterns])
def test_of_what_is_made_while_the_program_runs(name):
    for pattern in MADE[name]:
        hold(Found(name, pattern, re.I, SCAN))


@pytest.mark.frontend
def test_of_the_scripts():
    patterns, made = in_scripts()
    assert set(made) <= MADE_IN_SCRIPTS
    assert len(patterns) > 30
    for found in patterns:
        hold(found)


def test_nothing_escapes_the_list():
    """`re` is used under its own name, and at least as many patterns are found as there were."""
    for path in sources():
        assert not re.search(r"(?m)^\s*(from re import|import re as|import regex\b)", path.read_text("utf-8")), path
    assert len(PYTHON) > 100


@pytest.mark.parametrize(("pattern", "way"), KNOWN_TO_GROW)
def test_growth_is_seen(pattern, way):
    assert grows(pattern, 0, way)


@pytest.mark.parametrize("seed", range(3))
def test_the_counting_engine_finds_what_re_finds(seed):
    chance = random.Random(seed)
    for found in PYTHON:
        rule, program = re.compile(found.pattern, found.flags), Program(found.pattern, found.flags)
        for lead, part, end in hostile(found.pattern, found.flags, 5):
            text = lead + part * chance.randint(1, 4) + end
            for place in range(len(text)):
                expected = rule.match(text, place)
                assert program.match(text, place) == (expected and expected.end()), (found.pattern, text, place)
