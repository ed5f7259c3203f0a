"""Numbers of practices: each is given once, stays with its practice, and is never given again.

A number stands for a practice in saved links and in what learners opened. The register of the numbers of practices
that are gone is `removed` in the card file; those of the others stand in the practices themselves. `last_number` is
the highest number ever given, for releases that do not know the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Record = dict[str, Any]
FARTHEST = 5_000  # how far above the highest number a sheet may name one for a new practice: a whole atlas


def highest(cards: Mapping[str, Any]) -> int:
    """Return the highest number that a practice of an atlas has or had; 0 for none. `cards`: its card file."""
    given = [record["n"] for name in ("practices", "removed") for record in cards.get(name, [])]
    return max([*given, cards.get("last_number", 0)], default=0)


def give(cards: Mapping[str, Any], practices: Iterable[tuple[Record, Record, int | None]]) -> list[Record]:
    """Set the number of each practice. Return those whose number in the sheet was not taken.

    `practices` are (card, the card in the atlas or {}, the number in the sheet or None). A practice of the atlas
    keeps its number; one that comes back under its id gets its own again; a new one takes the number that its row
    names when nobody ever had it, else the next.
    """
    entries = list(practices)
    top = highest(cards)
    returning = {entry["id"]: entry["n"] for entry in cards.get("removed", [])}
    given = {old["n"] for _, old, _ in entries if old}
    refused, waiting = [], []
    for card, old, said in entries:
        if old:
            card["n"] = old["n"]
        elif returning.get(card["id"]) not in (None, *given):
            card["n"] = returning[card["id"]]
        elif said is not None and top < said <= top + FARTHEST and said not in given:
            card["n"] = said
        else:
            waiting.append(card)
            card.pop("n", None)
        given.add(card.get("n", 0))
        if said is not None and card.get("n") != said:
            refused.append(card)
    last = max([top, *given])
    for number, card in enumerate(waiting, last + 1):
        card["n"] = number
    return refused


def registered(cards: Mapping[str, Any], practices: Iterable[Record]) -> Record:
    """Return `removed` and `last_number` of a card file after a change, each only where it is needed.

    `cards` is the card file before, `practices` the cards of the practices as they are now.
    """
    now = {card["id"]: card.get("n") for card in practices}
    borne = {number for number in now.values() if isinstance(number, int)}
    removed = [entry for entry in cards.get("removed", []) if now.get(entry["id"]) != entry["n"]]
    known = {(entry["id"], entry["n"]) for entry in removed}
    for card in cards["practices"]:
        if card["id"] not in now and card["n"] not in borne and (card["id"], card["n"]) not in known:
            removed.append({"id": card["id"], "n": card["n"]})
    found: Record = {"removed": sorted(removed, key=lambda entry: (entry["id"], entry["n"]))} if removed else {}
    last = max((card["n"] for card in cards["practices"]), default=0)
    if last > max(borne, default=0):
        found["last_number"] = max(last, cards.get("last_number", 0))
    elif "last_number" in cards:
        found["last_number"] = cards["last_number"]
    return found
