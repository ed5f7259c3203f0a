"""Run hostile cases, each in a process of its own with limits; print a line of JSON for each.

python tests/soak/hostile_run.py FIRST LAST      (cases FIRST to LAST - 1; the same number is the same case)
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import hostile_cases

# Stops for what never ends, far from what any machine needs. What a case takes is a figure, of `make soak` alone.
SECONDS = 120  # of the processor: other programs of this machine do not count
WALL_SECONDS = 900
MEMORY = 500 * 1024 * 1024
BROKE_DOWN = 99
WARM = "cli.build cli.sync cli.atlas rights_atlas.checks human_rights_mooc.course_import"


def _snapshot(box: Path, mine: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Return what lies in the sandbox, outside the folders in which the tool may write."""
    found = {}
    for folder, folders, names in os.walk(box):
        here = os.path.relpath(folder, box)
        if here == ".":
            folders[:] = [name for name in folders if name not in mine and name != "said"]
        for name in (*folders, *names):
            status = os.lstat(os.path.join(folder, name))
            is_folder = name in folders
            found[os.path.join(here, name)] = (0, 0) if is_folder else (status.st_size, status.st_mtime_ns)
    return found


def _child(run, box: Path) -> None:
    """Run the tool within its limits; leave with its exit code."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(box / "said" / name, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(box / "work")
    tempfile.tempdir = str(box / "tmp")
    with contextlib.suppress(ValueError, OSError):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    code = BROKE_DOWN
    try:
        code = run()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _wait(pid: int) -> tuple[int, float, int]:
    """Return (status, seconds of the processor, largest memory in bytes)."""
    end = time.monotonic() + WALL_SECONDS
    while time.monotonic() < end:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            unit = 1 if sys.platform == "darwin" else 1024
            return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    _done, status, usage = os.wait4(pid, 0)
    return status, float(WALL_SECONDS), usage.ru_maxrss * 1024


def attempt(number: int) -> dict:
    """Run one case and say what came of it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        box = Path(name)
        for folder in ("said", "work", "tmp"):
            (box / folder).mkdir()
        target, case = hostile_cases.make(number, box)
        before = _snapshot(box, case.mine)
        pid = os.fork()
        if pid == 0:
            _child(case.run, box)
        status, seconds, memory = _wait(pid)
        after = _snapshot(box, case.mine)
        said = "".join((box / "said" / each).read_text(errors="replace") for each in ("out", "err"))
        changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    code = os.waitstatus_to_exitcode(status)
    return {
        "number": number, "target": target, "case": case.name, "refuses": case.refuses, "code": code,
        "seconds": round(seconds, 2), "megabytes": memory // 2**20, "changed": changed[:5],
        "longest": max(map(len, said.splitlines()), default=0), "said": said[-1500:],
    }  # fmt: skip


def problem_with(outcome: dict, seconds: float | None = None) -> str:
    """Say what is wrong with an outcome, "" when nothing is; `seconds` of the processor, if it may take no more."""
    wrong = []
    if outcome["code"] not in (0, 1, 2):
        wrong.append(f"broke down with {outcome['code']}")
    if outcome["refuses"] and outcome["code"] == 0:
        wrong.append("was let pass")
    if "Traceback" in outcome["said"]:
        wrong.append("showed a traceback")
    last = outcome["said"].strip().splitlines()[-1:] or [""]
    if outcome["code"] == 1 and not last[0].rstrip().endswith((".", "?")):
        wrong.append("gave no sentence")
    if outcome["longest"] > 20_000:  # a list of records is long; a file is not to be said again
        wrong.append(f"said a line of {outcome['longest']} characters")
    if seconds is not None and outcome["seconds"] > seconds:
        wrong.append(f"took {outcome['seconds']} s")
    if outcome["megabytes"] > MEMORY // 2**20:
        wrong.append(f"took {outcome['megabytes']} MB")
    if outcome["changed"]:
        wrong.append(f"wrote {outcome['changed']}")
    return "; ".join(wrong)


def main() -> None:
    """Run the cases that the arguments name."""
    for name in WARM.split():
        __import__(name)
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(attempt(number)), flush=True)


if __name__ == "__main__":
    main()
