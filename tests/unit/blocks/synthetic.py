"""A made-up atlas of any size, for figures: the real vocabulary, invented cities and practices."""

from __future__ import annotations

import json
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SYLLABLES = (
    *("ba", "ko", "ri", "ta", "lum", "ve", "sán", "dor", "mi", "éne", "lo", "qua"),
    *("fi", "sto", "nur", "pé", "gal", "ira", "um", "ção", "ße"),
)


def word(chance: random.Random, most: int = 4) -> str:
    """Return an invented word of two to `most` syllables."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, most)))


def sentence(chance: random.Random, length: int) -> str:
    """Return a sentence of invented words, of about `length` characters."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < length:
        words.append(word(chance))
    return " ".join(words).capitalize() + "."


def synthetic_atlas(practices: int, cities: int | None = None, seed: int = 1) -> dict:
    """Return the cards of an atlas with as many practices as asked for."""
    chance = random.Random(seed)
    real = json.loads((ROOT / "course" / "static" / "atlas.json").read_text(encoding="utf-8"))
    vocabulary = real["vocabulary"]
    ids = {
        kind: [term["id"] for term in vocabulary[kind]]
        for kind in ("themes", "rights", "groups", "sizes", "recognition")
    }
    countries = [country["code"] for country in vocabulary["countries"]]
    made_cities = [
        {
            "id": f"city-{number}",
            "name": word(chance).capitalize(),
            "country": chance.choice(countries),
            "lat": round(chance.uniform(-50, 65), 2),
            "lon": round(chance.uniform(-170, 170), 2),
            "coords_from": "estimate",
            "size": chance.choice(ids["sizes"]),
            "recognition": [],
        }
        for number in range(cities or max(1, practices // 2))
    ]
    made = [
        {
            "id": f"practice-{number}",
            "n": number,
            "city": chance.choice(made_cities)["id"],
            "title": sentence(chance, 50)[:-1],
            "local_name": sentence(chance, 30),
            "start": chance.randint(1990, 2026),
            "status": chance.choice(["active", "ended", "unknown"]),
            "summary": sentence(chance, 130),
            "themes": chance.sample(ids["themes"], 3),
            "rights": chance.sample(ids["rights"], 3),
            "groups": chance.sample(ids["groups"], 2),
            "sdgs": chance.sample(range(1, 18), 3),
            "blocks": chance.sample(range(1, 7), 2),
        }
        for number in range(1, practices + 1)
    ]
    return {**real, "cities": made_cities, "practices": made}
