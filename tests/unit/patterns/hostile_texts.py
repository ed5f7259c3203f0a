"""Texts that make a pattern work: parts of the pattern itself, repeated, before an end that does not fit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

FIXED = (
    " ",
    "\n",
    "\t ",
    "<a",
    "<a ",
    "<a b='",
    "<!--",
    "<!-->",
    "<![CDATA[",
    "<?",
    "a1-",
    "&",
    "&#1",
    "((",
    "1",
    "1,",
)
FIXED += ("a\u0301", "\u0301", "\u0660", "\U0001d7d8", "\ud800", '"', "'", '="', "\\", "/", "//", ".", "-", "a", "A ")
FIXED += ("aA", ";", "[1,", "{", "=")
ENDS = ("", "\x01", "\n\x01", ">")
LONGEST = 160  # characters of a part: longer ones only make the test slow


def examples(nodes, many: int = 2) -> list[str]:
    """Return a few short texts that fit a row of nodes."""
    texts = [""]
    for node in nodes:
        texts = [before + after for after, before in product(_examples_of(node)[:many], texts)][:many]
    return texts


def _examples_of(node) -> list[str]:
    name, value = node
    if name is op.LITERAL:
        return [chr(value)]
    if name is op.NOT_LITERAL:
        return [next(char for char in "a1 <" if ord(char) != value)]
    if name is op.ANY:
        return ["a", "<"]
    if name is op.IN:
        return _members(value)
    if name in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inside = value
        return [text * max(1, least) for text in examples(inside, 3)] + ([""] if not least else [])
    if name is op.SUBPATTERN:
        return examples(value[3], 3)
    if name is op.ATOMIC_GROUP:
        return examples(value, 3)
    if name is op.BRANCH:
        return [text for way in value[1] for text in examples(way, 1)]
    return [""]


KINDS = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: " ",
}


def _members(items) -> list[str]:
    if items[0][0] is op.NEGATE:
        shut = "".join(_members(items[1:]))
        return [char for char in "a1 <&\"'-.\x01" if char not in shut][:4] or ["\u4e00"]
    found = []
    for name, value in items:
        if name is op.LITERAL:
            found.append(chr(value))
        elif name is op.RANGE:
            found.append(chr(value[0]))
        else:
            found.append(KINDS[value])
    return list(dict.fromkeys(found))


def _rows(nodes) -> list[list]:
    """Return the nodes of a pattern, letters that follow each other in one row: "<!--" is repeated as a whole."""
    rows: list[list] = []
    for node in nodes:
        if node[0] is op.LITERAL and rows and rows[-1][0][0] is op.LITERAL:
            rows[-1].append(node)
        else:
            rows.append([node])
    return rows


def _parts(nodes, before: str) -> Iterator[tuple[str, str]]:
    """Yield what leads to each part of a pattern, and the part."""
    rows = _rows(nodes)
    for place, row in enumerate(rows):
        lead = before + "".join(examples(before_it, 1)[0] for before_it in rows[:place])
        for last in {*range(place + 1, min(place + 3, len(rows)) + 1), len(rows)}:
            for text in examples([node for part in rows[place:last] for node in part], 3):
                yield lead, text
        name, value = row[0]
        inside = {op.SUBPATTERN: 3, op.MAX_REPEAT: 2, op.MIN_REPEAT: 2, op.POSSESSIVE_REPEAT: 2, op.ASSERT: 1}
        if name is op.BRANCH:
            for way in value[1]:
                yield from _parts(way, lead)
        elif name in inside:
            yield from _parts(value[inside[name]], lead)
        elif name is op.ATOMIC_GROUP:
            yield from _parts(value, lead)


def alphabet(nodes) -> list[str]:
    """Return the characters that a pattern tells apart, as far as it names them."""
    found: dict[str, None] = {}
    for lead, text in _parts(nodes, ""):
        found |= dict.fromkeys(lead + text)
    return list(found)


def _shut_out(nodes) -> Iterator[str]:
    """Yield what the classes of a pattern shut out: at such a sign a repeat ends."""
    for node in nodes:
        if isinstance(node, tuple) and node[0] is op.IN and node[1][0][0] is op.NEGATE:
            yield from _members(node[1][1:])
        elif isinstance(node, (tuple, list, _parser.SubPattern)):
            yield from _shut_out(node)


def hostile(pattern: str, flags: int, most: int | None = None) -> list[tuple[str, str, str]]:
    """Return texts as (what leads there, what is repeated, the end), each once.

    At most `most`, the same each time: two of three with parts of the pattern, the others from the known ones.
    """
    tree = _parser.parse(pattern, flags)
    leads = dict.fromkeys(["", *(lead for lead, _ in _parts(tree, ""))])
    parts = dict.fromkeys(text for _, text in _parts(tree, "") if text)
    letters = alphabet(tree)[:5]
    words = dict.fromkeys("".join(pair) for pair in product(letters, repeat=2))
    ends = dict.fromkeys([*ENDS, *list(dict.fromkeys(_shut_out(tree)))[:3]])
    own = dict.fromkeys((lead, text) for lead, text in _parts(tree, "") if 0 < len(text) <= LONGEST)
    other = [("", text) for text in [*FIXED, *parts, *words] if len(text) <= LONGEST]
    other += [(lead, text) for lead in list(leads)[:4] for text in (*FIXED, *letters)]
    first = [(lead, text, end) for lead, text in own for end in ends]
    second = [(lead, text, end) for lead, text in dict.fromkeys(other) if (lead, text) not in own for end in ends]
    if most is None:
        return first + second
    chance = random.Random(repr(pattern))
    first = chance.sample(first, min(len(first), 2 * most // 3))
    return first + chance.sample(second, min(len(second), most - len(first)))
