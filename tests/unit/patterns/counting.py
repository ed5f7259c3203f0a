"""A backtracking engine that counts its steps: how much work a pattern makes, without a clock.

It runs what `re` itself parsed, and tries the ways in the order in which `re` tries them. A step is one character
looked at, one way chosen or one way taken back. Only the amount of work is its subject: of upper and lower case it
knows no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

Predicate = Callable[[str], bool]
WRITTEN_OUT = 64  # repeats of a group up to this number are written one after the other
CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


class TooManyStepsError(Exception):
    """The limit was reached: more is not worth counting."""


@dataclass(frozen=True)
class One:
    """A character of a kind, `least` to `most` times; kind is 'greedy', 'lazy' or 'possessive'."""

    fits: Predicate
    least: int = 1
    most: float = 1
    kind: str = "possessive"


@cache
def category(name) -> Predicate:
    """Return the test of a class such as \\w."""
    fits = re.compile(CATEGORIES[name]).match
    return lru_cache(maxsize=None)(lambda char: fits(char) is not None)


def single(node, ignore_case: bool, dot_all: bool) -> Predicate | None:
    """Return the test of a node that is one character; None for any other node."""
    name, value = node
    if name is op.ANY:
        return (lambda char: True) if dot_all else (lambda char: char != "\n")
    if name in (op.LITERAL, op.NOT_LITERAL):
        wanted = {chr(value), chr(value).lower(), chr(value).upper()} if ignore_case else {chr(value)}
        return (lambda char: char in wanted) if name is op.LITERAL else (lambda char: char not in wanted)
    if name is not op.IN:
        return None
    negated = value[0][0] is op.NEGATE
    tests = [_member(item) for item in value[negated:]]

    def fits(char: str) -> bool:
        forms = {char, char.lower(), char.upper()} if ignore_case else {char}
        return any(test(form) for test in tests for form in forms) is not negated

    return lru_cache(maxsize=None)(fits)


def _member(item) -> Predicate:
    name, value = item
    if name is op.LITERAL:
        return lambda char: char == chr(value)
    if name is op.RANGE:
        return lambda char: len(char) == 1 and value[0] <= ord(char) <= value[1]
    return category(value)


class Program:
    """A pattern as instructions, run on texts with a count of the steps."""

    def __init__(self, pattern: str, flags: int = 0):
        tree = _parser.parse(pattern, flags)
        self.flags = tree.state.flags
        self.code: list[tuple] = []
        self._marks = 0
        self._sequence(tree)
        self.code.append(("end",))
        self.steps = 0
        self.limit: float = 0
        firsts = self._firsts(0)
        test = None if firsts is None else (lambda char: any(fits(char) for fits in firsts))
        self._begins: Predicate | None = lru_cache(maxsize=None)(test) if test else None

    # --- from the parsed pattern to instructions

    def _sequence(self, nodes) -> None:
        for node in nodes:
            self._node(node)

    def _node(self, node) -> None:
        name, value = node
        fits = single(node, bool(self.flags & re.I), bool(self.flags & re.S))
        if fits:
            self.code.append(("one", One(fits)))
        elif name in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            self._repeat(name, *value)
        elif name is op.SUBPATTERN:
            group, _, _, inside = value
            self.code.append(("save", group, 0))
            self._sequence(inside)
            self.code.append(("save", group, 1))
        elif name is op.ATOMIC_GROUP:
            self.code.append(("atomic", self._part(value)))
        elif name is op.BRANCH:
            self._branch(value[1])
        elif name in (op.ASSERT, op.ASSERT_NOT):
            direction, inside = value
            behind = inside.getwidth()[0] if direction < 0 else 0
            self.code.append(("look", self._part(inside), behind, name is op.ASSERT))
        elif name is op.AT:
            self.code.append(("at", value))
        elif name is op.GROUPREF:
            self.code.append(("again", value))
        else:
            raise NotImplementedError(f"{name} is not counted here")

    def _part(self, nodes) -> int:
        """Write instructions that are run on their own; return where they start."""
        self.code.append(("jump", None))
        place = len(self.code)
        self._sequence(nodes)
        self.code.append(("end",))
        self.code[place - 1] = ("jump", len(self.code))
        return place

    def _branch(self, ways) -> None:
        leaves = []
        for number, way in enumerate(ways):
            if number == len(ways) - 1:
                self._sequence(way)
                break
            place = len(self.code)
            self.code.append(("either",))
            self._sequence(way)
            leaves.append(len(self.code))
            self.code.append(("jump", None))
            self.code[place] = ("either", place + 1, len(self.code))
        for place in leaves:
            self.code[place] = ("jump", len(self.code))

    def _repeat(self, name, least: int, most, inside) -> None:
        kind = {op.MAX_REPEAT: "greedy", op.MIN_REPEAT: "lazy"}.get(name, "possessive")
        limit = float("inf") if most is op.MAXREPEAT else int(most)
        fits = single(inside[0], bool(self.flags & re.I), bool(self.flags & re.S)) if len(inside) == 1 else None
        if fits:
            self.code.append(("one", One(fits, least, limit, kind)))
            return
        if kind == "possessive":
            place = len(self.code)
            self.code.append(("jump", None))
            self._repeat(op.MAX_REPEAT, least, most, inside)
            self.code.append(("end",))
            self.code[place] = ("jump", len(self.code))
            self.code.append(("atomic", place + 1))
            return
        for _ in range(least):
            self._sequence(inside)
        if limit == float("inf") or limit - least > WRITTEN_OUT:
            self._loop(kind, inside)
            return
        places = []
        for _ in range(int(limit) - least):
            places.append(len(self.code))
            self.code.append(("either",))
            self._sequence(inside)
        for place in places:
            ways = (place + 1, len(self.code))
            self.code[place] = ("either", *(ways if kind == "greedy" else ways[::-1]))

    def _loop(self, kind: str, inside) -> None:
        self._marks += 1
        mark, place = -self._marks, len(self.code)
        self.code.append(("either",))
        self.code.append(("save", mark, 0))
        self._sequence(inside)
        self.code.append(("moved", mark))
        self.code.append(("jump", place))
        ways = (place + 1, len(self.code))
        self.code[place] = ("either", *(ways if kind == "greedy" else ways[::-1]))

    # --- running

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.limit:
            raise TooManyStepsError

    def count(self, text: str, way: str, limit: float = float("inf")) -> int:
        """Return the steps on a text; way is "match", "fullmatch" or "scan" (as finditer). Stops beyond the limit."""
        self.steps, self.limit = 0, limit
        try:
            if way == "scan":
                self._scan(text)
            else:
                self._run(0, text, 0, {}, whole=way == "fullmatch")
        except TooManyStepsError:
            pass
        return self.steps

    def _firsts(self, at: int) -> list[Predicate] | None:
        """Return the tests of which a match's first character passes one; None when it may have none."""
        code = self.code[at]
        if code[0] == "either":
            one, other = self._firsts(code[1]), self._firsts(code[2])
            return None if one is None or other is None else one + other
        if code[0] in ("save", "at", "look"):
            return self._firsts(at + 1)
        if code[0] == "jump" and code[1] > at:
            return self._firsts(code[1])
        if code[0] != "one":
            return None
        after = self._firsts(at + 1) if code[1].least == 0 else []
        return None if after is None else [code[1].fits, *after]

    def match(self, text: str, place: int) -> int | None:
        """Return where a match that starts at a place ends, as `re` does; None when there is none."""
        self.steps, self.limit = 0, float("inf")
        found = self._run(0, text, place, {}) if self._may_begin(text, place) else None
        return found[0] if found else None

    def _may_begin(self, text: str, place: int) -> bool:
        return self._begins is None or (place < len(text) and self._begins(text[place]))

    def _scan(self, text: str) -> None:
        place = 0
        while place <= len(text):
            self._count(1)
            end = self._run(0, text, place, {}) if self._may_begin(text, place) else None
            place = place + 1 if end is None or end[0] == place else end[0]

    def _run(self, start: int, text: str, place: int, kept: dict, whole: bool = False) -> tuple[int, dict] | None:
        """Return where a match ends and what its groups hold; None when there is none."""
        back: list[tuple] = []
        at: int | None = start
        while True:
            if at is None:
                if not back:
                    return None
                self._count(1)
                at, place, kept, more = back.pop()
                if more is not None:
                    place = self._taken_back(at - 1, text, place, more, kept, back)
                    at = at if place >= 0 else None
                continue
            code = self.code[at]
            if code[0] == "end":
                if not whole or place == len(text):
                    return place, kept
                at = None
            else:
                at, place, kept = self._step(code, at, text, place, kept, back)

    def _step(self, code: tuple, at: int, text: str, place: int, kept: dict, back: list) -> tuple:
        name = code[0]
        if name == "one":
            end = self._characters(code[1], at, text, place, kept, back)
            return (at + 1 if end >= 0 else None), end, kept
        if name == "jump":
            return code[1], place, kept
        self._count(1)
        if name == "either":
            back.append((code[2], place, kept, None))
            return code[1], place, kept
        if name == "save":
            return at + 1, place, kept | {(code[1], code[2]): place}
        if name == "moved":
            return (at + 1 if kept[code[1], 0] != place else None), place, kept
        if name == "at":
            return (at + 1 if self._is_at(code[1], text, place) else None), place, kept
        if name == "again":
            first, last = kept.get((code[1], 0)), kept.get((code[1], 1))
            if first is None or last is None or not text.startswith(text[first:last], place):
                return None, place, kept
            self._count(last - first)
            return at + 1, place + last - first, kept
        if name == "atomic":
            found = self._run(code[1], text, place, kept)
            return (at + 1, *found) if found else (None, place, kept)
        _, part, behind, wanted = code
        found = self._run(part, text, place - behind, kept) if place >= behind else None
        return (at + 1 if (found is not None) is wanted else None), place, (found[1] if found and wanted else kept)

    def _characters(self, one: One, at: int, text: str, place: int, kept: dict, back: list) -> int:
        """Return the place after the characters that are taken at first, -1 when they are too few."""
        most = one.least if one.kind == "lazy" else one.most
        end = place
        while end < len(text) and end - place < most and one.fits(text[end]):
            end += 1
        self._count(end - place + 1)
        if end - place < one.least:
            return -1
        if one.kind == "greedy" and end - place > one.least:
            back.append((at + 1, end, kept, place + one.least))
        elif one.kind == "lazy" and end - place < one.most:
            back.append((at + 1, end, kept, place))
        return end

    def _taken_back(self, at: int, text: str, place: int, first: int, kept: dict, back: list) -> int:
        """Return the next place of a run of characters: one less when greedy, one more when lazy; -1 for none."""
        one = self.code[at][1]
        if one.kind == "greedy":
            if place - 1 > first:
                back.append((at + 1, place - 1, kept, first))
            return place - 1
        if place >= len(text) or place - first >= one.most or not one.fits(text[place]):
            return -1
        back.append((at + 1, place + 1, kept, first))
        return place + 1

    def _is_at(self, where, text: str, place: int) -> bool:
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            lines = where is op.AT_BEGINNING and self.flags & re.M
            return place == 0 or bool(lines and text[place - 1] == "\n")
        if where is op.AT_END_STRING:
            return place == len(text)
        if where is op.AT_END:
            last = place == len(text) or (place == len(text) - 1 and text[place] == "\n")
            return last or bool(self.flags & re.M and text[place] == "\n")
        word = category(op.CATEGORY_WORD)
        before, after = place > 0 and word(text[place - 1]), place < len(text) and word(text[place])
        return (before != after) is (where is op.AT_BOUNDARY)
