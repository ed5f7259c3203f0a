"""Markup as a row of tokens whose meaning can be compared, whatever the white space and the order of attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from olx.markup import pieces

INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "q", "small")
    + ("span", "strong", "sub", "sup", "u", "clarification")
)
VOID = frozenset(("br", "hr", "img", "col", "input", "link", "meta", "area", "base", "embed", "source", "wbr"))
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?![\w:.-])(.*?)(/?)>\Z", re.S)
VERBATIM = ("script", "style", "pre", "textarea")  # white space in them counts: a program, a table of characters
NO_BREAK = re.compile(r"&(?:nbsp|#160|#[xX][aA]0);")
SPACE = " \t\r\n\f\u00a0"  # Studio's editor writes non-breaking spaces where an author typed two spaces
WORDS = re.compile(rf"[{SPACE}]+|(?:{NO_BREAK.pattern})+|(?:(?!{NO_BREAK.pattern})[^{SPACE}])+")
CLOSING_SIGNS = "\"'”’)»]"
ABBREVIATIONS = ("e.g.", "i.e.", "cf.", "no.", "nos.", "art.", "para.", "vs.", "st.", "mr.", "ms.", "dr.", "vol.", "p.")


@dataclass(frozen=True)
class Token:
    """A tag, a word, a comment, or what stands in an element in which white space counts.

    meaning is what is compared; raw is how it is written; gap is the white space before it, as written.
    """

    kind: str  # "open", "close", "empty", "word", "verbatim", "other"
    name: str
    meaning: tuple
    raw: str
    gap: str

    @property
    def is_block(self) -> bool:
        """Tell whether white space beside this token means nothing."""
        return self.kind in ("open", "close", "empty") and self.name not in INLINE


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a start tag's inside, their values decoded."""
    found: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(text):
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        found.setdefault(name, " ".join(html.unescape(value).split()))
    return found


def tokenize(text: str) -> tuple[list[Token], str]:
    """Return the tokens of markup and the white space after the last one."""
    tokens: list[Token] = []
    gap = ""
    verbatim: list[str] | None = None  # the pieces of an element in which white space counts
    for piece in pieces(text):
        if verbatim is not None and not _closes(piece, tokens[-1].name):
            verbatim.append(piece)
            continue
        if verbatim is not None:
            gap = _append_verbatim(tokens, verbatim)
            verbatim = None
        if piece.startswith("<") and len(piece) > 1:
            _append(tokens, *_tag(piece), piece, gap)
            gap = ""
            if tokens[-1].kind == "open" and tokens[-1].name in VERBATIM:
                verbatim = []
            continue
        for part in WORDS.findall(piece):
            if part[0] in SPACE or NO_BREAK.match(part):
                gap += part
            else:
                _append(tokens, "word", "", html.unescape(part), part, gap)
                gap = ""
    if verbatim is not None:  # never closed
        gap = _append_verbatim(tokens, verbatim)
    return tokens, gap


def _closes(piece: str, name: str) -> bool:
    found = TAG.match(piece)
    return found is not None and found.group(1) == "/" and found.group(2) == name


def _append_verbatim(tokens: list[Token], parts: list[str]) -> str:
    """Append what stands in a script or a <pre> as one token; return it instead when it is white space alone."""
    raw = "".join(parts)
    if not raw.strip():
        return raw
    meaning: list[str] = []
    for part in parts:
        if part.startswith("<![CDATA["):
            meaning.append(part[9:-3])
        else:
            meaning.append(html.unescape(part) if part[0] != "<" or len(part) == 1 else part)
    tokens.append(Token("verbatim", "", ("verbatim", "", "".join(meaning).strip("\r\n").rstrip(), False), raw, ""))
    return ""


def _tag(piece: str) -> tuple[str, str, object]:
    found = TAG.match(piece)
    if not found:
        return "other", "", piece
    closing, name, inside, empty = found.groups()
    if closing:
        return "close", name, None
    kind = "empty" if empty or name in VOID else "open"
    return kind, name, tuple(sorted(attributes(inside).items()))


def _append(tokens: list[Token], kind: str, name: str, value: object, raw: str, gap: str) -> None:
    before = tokens[-1] if tokens else None
    if kind == "close" and before and before.kind == "open" and before.name == name and not gap:
        tokens.pop()  # <x></x> means <x/>
        kind, value, raw, gap = "empty", before.meaning[2], before.raw + raw, before.gap
        before = tokens[-1] if tokens else None
    is_block = kind in ("open", "close", "empty") and name not in INLINE
    spaced = bool(gap) and before is not None and not before.is_block and not is_block
    tokens.append(Token(kind, name, (kind, name, value, spaced), raw, gap))


def meanings(text: str) -> list[tuple]:
    """Return what a piece of markup means, for comparison."""
    return [token.meaning for token in tokenize(text)[0]]


def same(first: str, second: str) -> bool:
    """Tell whether two pieces of markup mean the same."""
    return first == second or meanings(first) == meanings(second)


def ends_sentence(word: str) -> bool:
    """Tell whether a word ends a sentence."""
    bare = word.rstrip(CLOSING_SIGNS)
    if re.fullmatch(r"[A-Z]\.", bare):  # an initial
        return False
    return bare.endswith((".", "!", "?")) and word.lower() not in ABBREVIATIONS and bare != "..."


def starts_sentence(word: str) -> bool:
    """Tell whether a word may start a sentence."""
    bare = word.lstrip("\"'“‘(«[¿¡")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def sentences(text: str) -> list[str]:
    """Return the sentences of a piece of markup, tags left out."""
    found: list[list[str]] = [[]]
    for token in tokenize(text)[0]:
        if token.is_block:
            found.append([])
        elif token.kind == "verbatim":
            found += [[token.meaning[2]], []]
        elif token.kind == "word":
            words = found[-1]
            spaced = token.meaning[3]
            if words and spaced and ends_sentence(words[-1]) and starts_sentence(token.meaning[2]):
                found.append([token.meaning[2]])
            elif words and not spaced:
                words[-1] += token.meaning[2]
            else:
                words.append(token.meaning[2])
    return [" ".join(words) for words in found if words]


def iter_words(text: str) -> Iterator[str]:
    """Yield the words of a piece of markup."""
    for token in tokenize(text)[0]:
        if token.kind in ("word", "verbatim"):
            yield from token.meaning[2].split()
