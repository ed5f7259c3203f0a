"""Spreadsheets for tests: rows of an atlas, and rows as a spreadsheet saves them."""

import copy
import csv
import io

from rights_atlas.sheet import export_texts


def rows_of(atlas, table="practices"):
    """Return the rows of a table as an export writes them."""
    return list(csv.DictReader(io.StringIO(export_texts(atlas)[f"{table}.csv"].lstrip("\ufeff"), newline="")))


def saved(rows, heads=None):
    """Return rows as a spreadsheet saves them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, heads or list(rows[0]), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def without(rows, *columns):
    """Return rows without some columns."""
    return [{name: cell for name, cell in row.items() if name not in columns} for row in rows]


def under(rows, old, new):
    """Return rows with a column under another heading."""
    return [{new if name == old else name: cell for name, cell in row.items()} for row in rows]


def grown(atlas, number):
    """Return the small atlas with as many practices, each told apart, all in Graz."""
    more = copy.deepcopy(atlas)
    [card], [body] = more.cards["practices"], more.files["europe"]["bodies"]
    more.cards["practices"], more.files["europe"]["bodies"] = [], []
    for at in range(1, number + 1):
        name = f"practice-{at:04}"
        own = {**card, "id": name, "n": at, "title": f"Advice for tenants, part {at}", "local_name": f"Mieter {at}"}
        more.cards["practices"].append(own)
        more.files["europe"]["bodies"].append({**body, "id": name, "action": f"{body['action']} Part {at}."})
    return more
