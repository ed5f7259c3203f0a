"""Put a changed text into the place of an old one, so that what did not change stays as it was written."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from builder.sync.layout import XmlLayout, html_gap, inline_gap, last_word_of
from builder.sync.tokens import Token, attributes, meanings, same, tokenize
from olx.starttags import edit_start_tag


@dataclass(frozen=True)
class Placed:
    """A token of the result and, where it was kept, its place in the old text."""

    token: Token
    old: int | None


def merge_html(old: str, new: str) -> str:
    """Return `new` in the layout of `old`: unchanged parts as they were, new sentences on lines of their own."""
    return _merge(old, new, xml=False)


def merge_xml(old: str, new: str) -> str:
    """Return the inside of an XML element likewise, new elements indented."""
    return _merge(old, new, xml=True)


def layout_html(text: str) -> str:
    """Return new HTML in the layout of the course."""
    return _merge("", text, xml=False).strip() + "\n"


def _merge(old: str, new: str, xml: bool) -> str:
    if same(old, new):
        return old
    before, trail = tokenize(old)
    after, _ = tokenize(new)
    placed = list(_place(before, after))
    result = _write(placed, before, xml) + (trail or ("" if xml else "\n"))
    # The layout adds and takes away white space that means nothing. Should it ever do more, keep what came.
    return result if meanings(result) == [token.meaning for token in after] else new


def _place(before: list[Token], after: list[Token]) -> Iterator[Placed]:
    """Yield the new tokens in order; those that the old text has too as the old text writes them."""
    start = 0
    while start < min(len(before), len(after)) and before[start].meaning == after[start].meaning:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end].meaning == after[-1 - end].meaning:
        end += 1
    yield from (Placed(before[index], index) for index in range(start))
    first, second = before[start : len(before) - end], after[start : len(after) - end]
    matcher = SequenceMatcher(None, [t.meaning for t in first], [t.meaning for t in second], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield from (Placed(first[index], start + index) for index in range(i1, i2))
        else:
            yield from (Placed(token, None) for token in _renewed(first[i1:i2], second[j1:j2]))
    yield from (Placed(before[index], index) for index in range(len(before) - end, len(before)))


def _renewed(old: list[Token], new: list[Token]) -> Iterator[Token]:
    """Yield new tokens; a start tag takes the order of attributes of an old one of its name."""
    left = [token for token in old if token.kind in ("open", "empty")]
    for token in new:
        raw = token.raw
        if token.kind == "word":
            raw = html.escape(token.meaning[2], quote=False)
        elif token.kind in ("open", "empty"):
            twin = next((item for item in left if (item.name, item.kind) == (token.name, token.kind)), None)
            wanted = dict(token.meaning[2])
            if twin is not None:
                left.remove(twin)
                changes: dict[str, str | None] = dict.fromkeys(dict(twin.meaning[2]))
                raw = edit_start_tag(twin.raw, changes | wanted)
        yield Token(token.kind, token.name, token.meaning, raw, token.gap)


def _write(placed: list[Placed], before: list[Token], xml: bool) -> str:
    layout = XmlLayout()
    parts: list[str] = []
    done: list[Token] = []
    last: Placed | None = None
    for item in placed:
        token = item.token
        if item.old is not None and (item.old == 0 if last is None else last.old == item.old - 1):
            gap = before[item.old].gap
        elif last is None:
            gap = layout.gap(None, token) if xml and token.is_block else ""
        elif token.is_block or last.token.is_block:
            gap = layout.gap(last.token, token) if xml else html_gap(last.token, token)
        else:
            gap = inline_gap(last.token, token, last_word_of(done), sentences=not xml)
        layout.enter(token)
        parts += [gap, token.raw]
        done.append(token)
        last = item
    return "".join(parts)


__all__ = ["attributes", "layout_html", "merge_html", "merge_xml"]
