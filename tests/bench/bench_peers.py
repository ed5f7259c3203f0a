"""Our blocks beside others in one process and one runtime: bytes of a first view, time, storage, memory.

Run: python tests/bench/bench_peers.py
The peers xblock-poll and xblock-drag-and-drop-v2 are measured where they are installed (pip install xblock-poll
xblock-drag-and-drop-v2); `problem` and `html` come with xblocks-contrib. Ends with 1 where a budget is broken.
"""

from __future__ import annotations

import gzip
import importlib
import re
import statistics
import sys
import time
import tracemalloc
import warnings
from pathlib import Path
from types import SimpleNamespace

warnings.simplefilter("ignore")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "xblocks"), str(ROOT / "tests" / "unit")]

from blocks.learning import LearningRuntime, Storage, ask  # noqa: E402

OURS = {
    "practice_explorer": ("practice_explorer.block", "PracticeExplorerXBlock"),
    "rights_map": ("rights_map.block", "RightsMapXBlock"),
    "action_plan": ("action_plan.block", "ActionPlanXBlock"),
}
PEERS = {
    "html (xblocks-contrib)": ("xblocks_contrib.html", "HtmlBlock"),
    "xblock-poll": ("poll.poll", "PollBlock"),
    "drag-and-drop-v2": ("drag_and_drop_v2", "DragAndDropBlock"),
}
ROUNDS = 200
BUDGETS = {"practice_explorer": 24_000, "rights_map": 40_000, "action_plan": 24_000}  # bytes of a first view's JS, CSS
VERSION = {"writer": "bench", "base": ""}
HANDLERS = {
    "practice_explorer": ("change_note", lambda n: {"id": f"p-{n}", "value": ["x"] * 5, "number": n, **VERSION}),
    "rights_map": ("open_cities", lambda n: {"opened": [f"city-{n}"]}),
    "action_plan": (
        "change_answer",
        lambda n: {"question": "territory", "value": f"{n} " * 100, "number": n, **VERSION},
    ),
}


class Counting(Storage):
    """Storage that counts what is read."""

    reads = 0

    def get(self, key):
        """Return a stored value, counted."""
        self.reads += 1
        return super().get(key)


def install_settings() -> None:
    """Give the peers the Django that they expect."""
    import django
    from django.conf import settings

    if not settings.configured:
        engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": True}
        settings.configure(TEMPLATES=[engine], INSTALLED_APPS=[], USE_I18N=True, SECRET_KEY="bench")
        django.setup()


def load(where: tuple[str, str]):
    """Return a block's class, None where its package is not installed."""
    try:
        return getattr(importlib.import_module(where[0]), where[1])
    except (ImportError, AttributeError):
        return None


def services() -> dict:
    """Return what the peers need beyond user and field data."""
    same = SimpleNamespace(gettext=lambda text: text, ugettext=lambda text: text, ngettext=lambda a, b, n: a)
    same.get_javascript_i18n_catalog_url = lambda block: None
    return {"i18n": same, "replace_urls": SimpleNamespace(replace_urls=lambda text, *_a, **_k: text)}


def packed(data: bytes) -> int:
    """Return the bytes after gzip -9."""
    return len(gzip.compress(data, 9))


def resource_bytes(cls, fragment) -> int:
    """Return the packed bytes of the scripts and styles that a view asks for or holds."""
    total = 0
    folder = Path(sys.modules[cls.__module__].__file__).parent
    for resource in fragment.resources:
        if resource.kind == "text":
            total += packed(resource.data.encode())
            continue
        path = re.sub(r"[?#].*", "", resource.data)
        inside = re.sub(r"^/static/xblock/resources/[^/]+/", "", path)
        found = next((base / inside for base in (folder, folder.parent) if (base / inside).is_file()), None)
        total += packed(found.read_bytes()) if found else 0
    return total


def measure(cls) -> dict:
    """Return the figures of a block's view."""
    storage = Counting()

    def view():
        runtime = LearningRuntime(storage, 1, services())
        block = runtime.block(cls)
        start = time.process_time()
        fragment = block.student_view({})
        block.save()
        return fragment, (time.process_time() - start) * 1000, block

    view()  # loads what is loaded once
    times = [view()[1] for _ in range(ROUNDS)]
    storage.reads = storage.writes = 0
    fragment, _spent, block = view()
    found = {"reads": storage.reads, "writes": storage.writes, "html": len(fragment.content.encode())}
    tracemalloc.start()
    kept = [view()[2] for _ in range(50)]
    found["memory"] = tracemalloc.get_traced_memory()[0] // len(kept)
    tracemalloc.stop()
    spread = statistics.quantiles(times, n=10)
    found |= {"ms": statistics.median(times), "low": spread[0], "high": spread[-1]}
    found["files"] = resource_bytes(cls, fragment)
    return found


def measure_handler(name: str, cls) -> tuple[float, int, int]:
    """Return (median milliseconds, reads, writes) of the handler that saves a learner's work."""
    handler, body = HANDLERS[name]
    storage, times = Counting(), []
    for number in range(1, 30):
        storage.reads = storage.writes = 0
        block = LearningRuntime(storage, 1, services()).block(cls)
        data = body(number)
        if number > 1 and handler == "change_answer":
            data["base"] = f"bench.{number - 1}"
        start = time.process_time()
        status, answer = ask(block, handler, data)
        times.append((time.process_time() - start) * 1000)
        if status != 200:
            raise SystemExit(f"{name}.{handler}: {answer}")
    return statistics.median(times), storage.reads, storage.writes


def main() -> int:
    """Print both tables; return 1 where a budget is broken."""
    install_settings()
    rows, missing = {}, []
    for name, where in {**OURS, **PEERS}.items():
        cls = load(where)
        try:
            rows[name] = measure(cls) if cls else None
        except Exception as problem:  # noqa: BLE001 - a peer may need what only a platform has
            rows[name] = None
            missing.append(f"{name}: not measured here ({type(problem).__name__}: {str(problem)[:80]})")
        if rows[name] is None and cls is None:
            missing.append(f"{name}: not installed")
    heads = f"{'JS+CSS gz':>10}{'HTML':>7}{'ms':>7}{'p10-p90':>13}{'reads':>7}{'writes':>8}{'memory':>8}"
    print(f"{'first view':<24}{heads}")
    for name, row in rows.items():
        if row:
            spread = f"{row['low']:.2f}-{row['high']:.2f}"
            print(
                f"{name:<24}{row['files']:>10,}{row['html']:>7,}{row['ms']:>7.2f}{spread:>13}{row['reads']:>7}"
                f"{row['writes']:>8}{row['memory'] // 1024:>6}kB"
            )
    print("\n".join(missing))
    print(f"\n{'saving a learner’s work':<40}{'ms':>7}{'reads':>7}{'writes':>8}")
    for name in OURS:
        spent, reads, writes = measure_handler(name, load(OURS[name]))
        print(f"{name + '.' + HANDLERS[name][0]:<40}{spent:>7.2f}{reads:>7}{writes:>8}")
    over = [name for name, most in BUDGETS.items() if rows[name] and rows[name]["files"] > most]
    print("\n".join(f"{name}: JS and CSS over the budget of {BUDGETS[name]:,} bytes" for name in over))
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
