"""An atlas of many copies of the real one, for what grows with it."""

from __future__ import annotations

import copy

from rights_atlas.model import Atlas


def many(atlas, times):
    """Return an atlas of copies, each with its own ids, numbers and titles."""
    cards = {**atlas.cards, "cities": [], "practices": []}
    files = {section: {**content, "bodies": []} for section, content in atlas.files.items()}
    for copy_number in range(times):
        for city in atlas.cards["cities"]:
            cards["cities"].append({**copy.deepcopy(city), "id": f"{city['id']}-x{copy_number}"})
        for card in atlas.cards["practices"]:
            made = {"id": f"{card['id']}-x{copy_number}", "city": f"{card['city']}-x{copy_number}"}
            cards["practices"].append({**card, **made, "n": card["n"] + 1000 * copy_number})
        for section, content in atlas.files.items():
            for body in content["bodies"]:
                files[section]["bodies"].append({**body, "id": f"{body['id']}-x{copy_number}"})
    return Atlas(cards, files)
