"""Our blocks beside others in one process and one runtime: bytes, time, storage, memory, and how they grow.

Run: hrl bench peers      (prints tables in Markdown; ends with 1 where a budget is broken)
"""

from __future__ import annotations

import json
import sys
import tracemalloc
from pathlib import Path

from block_peers import OURS, PEERS, Block
from block_runtime import CountingStorage
from figures import Figure, figure, number, packed, repeat, table, verdict

TIMES = (1, 10, 100)
BUDGETS = {"practice_explorer": 24_000, "rights_map": 40_000, "action_plan": 20_000}  # bytes of a first view's JS, CSS
VIEW_TO_PROBLEM = 0.25  # the time of a view of ours, at most, where that of `problem` is 1
NOTES = """
- **JS and CSS**: what the view asks for or holds, each file after gzip -9. What a platform's page brings to all blocks
  (jQuery, MathJax) is not counted, though the peers use it and ours do not.
- **First view**: JS, CSS, HTML with its arguments, and the data that the script fetches before there is something to
  see: the atlas for the explorer and the map. A page with both fetches it once.
- **Rows**: what a platform's tables would read and write: the state of a learner in one block is one row, each
  field that blocks share is one more. Ours read up to three more than the peers: the shortlist, the notes and the
  territory belong to the learner and not to one block, so that the next block finds them. A platform fetches the
  rows of all blocks of a page together, so they cost no queries of their own: see the section on the platform.
  The script of `xblock-drag-and-drop-v2` asks for the learner's state in a second request, which is not counted.
- **The map's JS** is larger than a peer's, because it brings its own picture of the land (14 kB) and its own gestures;
  it fetches no tile from another machine. Leaflet with clusters and the same land is larger: see the section Map.
- **More data**: our views do not grow on the server, because a state of more than 7 kB is not written into the page;
  the script asks for it. A learner's opened items are bounded at 500, an answer at 2,000 characters."""


def resource_bytes(fragment) -> int:
    """Return the packed bytes of the scripts and styles that a view asks for or holds."""
    total = 0
    for resource in fragment.resources:
        if resource.kind == "text":
            total += packed(resource.data.encode())
        else:
            kind, path = resource.data.split("?")[0].split(":", 1)
            if kind != "file":
                raise SystemExit(f"{resource.data}: not found")
            total += packed(Path(path).read_bytes())
    arguments = fragment.json_init_args or {}
    folder = Path(arguments.get("resources", "").split("?")[0].removeprefix("file:")).parent
    return total + sum(packed((folder / name).read_bytes()) for name in arguments.get("modules", []))


def view_of(each: Block, storage: CountingStorage):
    """Make the block as one request does, and its view."""
    block = each.make(storage)
    fragment = block.student_view({})
    block.save()
    return fragment, block


def memory_of(each: Block, storage: CountingStorage) -> int:
    """Return the bytes that stay in memory for one block with its view made."""
    tracemalloc.start()
    kept = [view_of(each, storage)[1] for _ in range(50)]
    found = tracemalloc.get_traced_memory()[0] // len(kept)
    tracemalloc.stop()
    return found


def measure_view(each: Block, times: int) -> dict:
    """Return the figures of a block's view with `times` its data."""
    storage = each.prepared(times)
    view_of(each, storage)  # loads what is loaded once
    spent = figure(repeat(lambda: view_of(each, storage)))
    storage.restart()
    fragment, _block = view_of(each, storage)
    rows = (len(storage.read), len(storage.written))
    html = (fragment.content + json.dumps(fragment.json_init_args)).encode()
    return {
        "ms": spent,
        "rows": rows,
        "files": resource_bytes(fragment),
        "html": packed(html),
        "data": packed(*(path.read_bytes() for path in each.fetched)),
        "memory": memory_of(each, storage),
    }


def measure_save(each: Block, times: int) -> dict:
    """Return the figures of the handler that saves a learner's work, with `times` the data."""
    storage = each.prepared(times)
    numbers = iter(range(1, 100_000))
    each.save(each.make(storage), next(numbers))
    spent = figure(repeat(lambda: each.save(each.make(storage), next(numbers)), most=60))
    storage.restart()
    each.save(each.make(storage), next(numbers))
    return {"ms": spent, "rows": (len(storage.read), len(storage.written))}


def growth(times_spent: list[Figure]) -> list[object]:
    """Return the medians, and how many times the last is the first."""
    return [number(each.median) for each in times_spent] + [f"{times_spent[-1].median / times_spent[0].median:.1f}"]


def view_table(blocks: dict[str, Block], views: dict[str, list[dict]]) -> str:
    """Return the table of first views."""
    reference = views["problem"][0]["ms"].median
    rows: list[list[object]] = []
    for key, (first, *_more) in views.items():
        whole = first["files"] + first["html"] + first["data"]
        ratio = f"{first['ms'].median / reference:.2f}"
        kilobytes = first["memory"] // 1024
        rows.append([blocks[key].name, first["files"], whole, first["ms"], ratio, *first["rows"], kilobytes])
    head = ["first view", "JS and CSS, bytes", "all, bytes", "ms", "to `problem`", "rows read", "rows written", "kB"]
    return table(head, rows)


def save_table(blocks: dict[str, Block], saves: dict[str, list[dict]]) -> str:
    """Return the table of the handlers that save."""
    reference = saves["problem"][0]["ms"].median
    rows: list[list[object]] = []
    for key, (first, *_more) in saves.items():
        ratio = f"{first['ms'].median / reference:.2f}"
        rows.append([f"{blocks[key].name}: `{blocks[key].handler}`", first["ms"], ratio, *first["rows"]])
    return table(["saving a learner’s work", "ms", "to `problem`", "rows read", "rows written"], rows)


def main() -> int:
    """Print the tables; return 1 where a budget is broken."""
    blocks = {**OURS, **PEERS}
    views = {key: [measure_view(each, times) for times in TIMES] for key, each in blocks.items()}
    saves = {key: [measure_save(each, times) for times in TIMES] for key, each in blocks.items()}
    print(view_table(blocks, views))
    print("\n" + save_table(blocks, saves))
    head = ["data", "view, ms", "× 10", "× 100", "times", "save, ms", "× 10", "× 100", "times", "kB", "× 100"]
    print("\n" + table(head, [
        [f"{each.name} ({each.data})", *growth([found["ms"] for found in views[key]]),
         *growth([found["ms"] for found in saves[key]]), *(views[key][at]["memory"] // 1024 for at in (0, 2))]
        for key, each in blocks.items()
    ]))  # fmt: skip
    print(NOTES)
    problem = views["problem"][0]["ms"].median
    slow = {key: views[key][0]["ms"].median / problem for key in OURS}
    return verdict(
        [
            f"{key}: {views[key][0]['files']:,} bytes of JS and CSS (at most {most:,})"
            for key, most in BUDGETS.items()
            if views[key][0]["files"] > most
        ]
        + [
            f"{key}: a view takes {ratio:.2f} of problem's time (at most {VIEW_TO_PROBLEM})"
            for key, ratio in slow.items()
            if ratio > VIEW_TO_PROBLEM
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
