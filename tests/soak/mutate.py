"""Change the code in small ways, one at a time, and see whether the tests notice: a sample of mutants.

python tests/soak/mutate.py FOLDER [--sample 400] [--seed 11] [--minutes 7] [--survivors RESULTS]

FOLDER (build/mutants, or outside the repository) holds a copy of the repository, which tests run which line, and the
results, one line of JSON for each mutant. A run goes on where the last one ended; after the last mutant it reports.
With --survivors only those are tried that survived in the results of another folder: have new tests killed them?
A mutant is tried with the tests that run its lines, the fastest first. It is killed by a failure or after a minute.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parents[2]
TESTS = ["tests/unit/blocks", "tests/unit/atlas", "tests/unit/operators"]
OPTIONS = ["-m", "not frontend and not office", "-q", "-p", "no:cacheprovider", "--no-header"]
OPTIONS += [f"--ignore=tests/unit/{name}.py" for name in ("blocks/test_frontend", "operators/test_distribution")]
ENOUGH = 60  # seconds for the tests of one mutant
ENOUGH_FOR_ALL = 240  # seconds for all tests
PRELOADED = "pytest hypothesis django.test xblock.fields xblock.runtime webob lxml.etree jsonschema docx yaml"
PRELOADED += " xblocks_contrib.problem xblocks_contrib.html rpds opaque_keys.edx.locator"
OURS = ("action_plan", "human_rights_mooc", "practice_explorer", "rights_atlas", "rights_map")
NOT_COPIED = ("node_modules", ".git", ".venv", "dist", "build", "*_cache", "__pycache__", ".hypothesis")


def make_copy(folder: Path) -> Path:
    """Copy the repository where there is no copy yet."""
    copy = folder / "copy"
    if not copy.exists():
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return copy


def learn_tests(folder: Path, copy: Path) -> dict:
    """Return {"lines": {file: {line: [tests]}}, "seconds": {test: seconds}}, from one run with coverage."""
    known = folder / "tests.json"
    if known.exists():
        return json.loads(known.read_text(encoding="utf-8"))
    junit, data = folder / "junit.xml", folder / "coverage"
    command = [sys.executable, "-B", "-W", "ignore", "-m", "pytest", *OPTIONS, *TESTS, f"--junitxml={junit}"]
    command += ["--cov=xblocks", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"]
    environment = {**os.environ, "COVERAGE_FILE": str(data), "PYTHONPATH": str(copy / "xblocks")}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The tests fail on the copy before any change: nothing was tried.\n{done.stdout[-2000:]}")
    found = {"lines": lines_of(data, copy), "seconds": seconds_of(junit)}
    known.write_text(json.dumps(found), encoding="utf-8")
    return found


def lines_of(data: Path, copy: Path) -> dict[str, dict[str, list[str]]]:
    """Return which tests run which line of which file."""
    from coverage import CoverageData

    read = CoverageData(str(data))
    read.read()
    found = {}
    for path in read.measured_files():
        assert Path(path).is_relative_to(copy), f"{path}: not the copy was tested"
        contexts = read.contexts_by_lineno(path)
        found[Path(path).relative_to(copy / "xblocks").as_posix()] = {
            str(line): sorted({name.split("|")[0] for name in names if name}) for line, names in contexts.items()
        }
    return found


def seconds_of(junit: Path) -> dict[str, float]:
    """Return how long each test took."""
    from lxml import etree

    found = {}
    for case in etree.parse(str(junit)).iter("testcase"):
        found[f"{case.get('classname')}::{case.get('name')}"] = float(case.get("time"))
    return found


def tests_for(known: dict, file: str, lines: range, thorough: bool) -> list[str]:
    """Return the tests that run some lines of a file, the fastest first.

    A line that runs while a module is loaded is no test's: then those of the whole file, or all where it is thorough.
    """
    by_line = known["lines"].get(file, {})
    names = {name for line in lines for name in by_line.get(str(line), ())}
    names = names or {name for found in by_line.values() for name in found}
    if thorough and not any(by_line.get(str(line)) for line in lines):
        names = {name for lines_of in known["lines"].values() for found in lines_of.values() for name in found}

    def slowness(test: str) -> float:
        path, *inside = test.split("::")
        classname = ".".join([path.removesuffix(".py").replace("/", "."), *inside[:-1]])
        return known["seconds"].get(f"{classname}::{inside[-1]}", 0.0)

    return sorted(names, key=slowness)


def survives(copy: Path, tests: list[str], enough: int = ENOUGH) -> bool:
    """Run tests on the copy in a process of its own; tell whether all pass. Who hangs does not survive."""
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(quiet, number)
        code = 70
        try:
            code = int(sys.modules["pytest"].main([*OPTIONS, "-x", "-p", "no:randomly", *tests]))
        finally:
            os._exit(code)
    end = time.monotonic() + enough
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def prepare(copy: Path) -> None:
    """Make this process one from which a test run starts at once: the libraries are there, the project is not."""
    sys.dont_write_bytecode = True
    if not {str(copy), str(copy / "xblocks")} <= set(sys.path):
        sys.exit("Put the folders of the copy first on PYTHONPATH, as `make mutants` does.")
    os.environ["PYTHONPATH"] = str(copy / "xblocks")
    os.chdir(copy)
    os.environ["DJANGO_SETTINGS_MODULE"] = "preview.settings"
    importlib.import_module("django").setup()
    for name in PRELOADED.split():
        importlib.import_module(name)
    loaded = {name for name in sys.modules if name.split(".")[0] in OURS}
    assert not loaded, f"{loaded} would not be read again"


def read(path: Path) -> list[dict]:
    """Return the results in a file, none where there is no file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def try_one(copy: Path, known: dict, mutant: mutants.Mutant, thorough: bool = False) -> dict:
    """Try a mutant; return what came of it."""
    path = copy / "xblocks" / mutant.file
    before = path.read_text(encoding="utf-8")
    changed, said, lines = mutants.mutate(before, mutant.number)
    tests = tests_for(known, mutant.file, lines, thorough)
    try:
        path.write_text(changed, encoding="utf-8")
        alive = survives(copy, tests, ENOUGH_FOR_ALL if thorough else ENOUGH) if tests else True
    finally:
        path.write_text(before, encoding="utf-8")
    return {"file": mutant.file, "number": mutant.number, "alive": alive, "change": said, "tests": len(tests)}


def report(results: list[dict], everything: int) -> None:
    """Print the share that was killed, for each package, and the survivors."""
    tried, killed = Counter(), Counter()
    for each in results:
        for group in (each["file"].split("/")[0], "all"):
            tried[group] += 1
            killed[group] += not each["alive"]
    for group in sorted(tried):
        print(f"{group}: {killed[group]} of {tried[group]} killed, {100 * killed[group] / tried[group]:.1f} %")
    print(f"{everything} mutants in all. Survivors:")
    for each in sorted((each for each in results if each["alive"]), key=lambda each: (each["file"], each["number"])):
        print(f"{each['file']}:{each['change']} [{each['tests']} tests]")


def main() -> None:
    """Go on with a sample, and report when it is done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--minutes", type=float, default=7.0)
    parser.add_argument("--survivors", type=Path)
    chosen = parser.parse_args()
    end = time.monotonic() + 60 * chosen.minutes
    chosen.folder.mkdir(parents=True, exist_ok=True)
    copy = make_copy(chosen.folder.resolve())
    known = learn_tests(chosen.folder.resolve(), copy)
    everything = mutants.all_mutants(copy)
    sample = random.Random(chosen.seed).sample(everything, min(chosen.sample, len(everything)))
    if chosen.survivors:
        sample = [mutants.Mutant(each["file"], each["number"]) for each in read(chosen.survivors) if each["alive"]]
    kept = chosen.folder.resolve() / "results.jsonl"
    results = read(kept)
    done = {(each["file"], each["number"]) for each in results}
    prepare(copy)
    for mutant in sample:
        if (mutant.file, mutant.number) in done:
            continue
        if time.monotonic() > end:
            print(f"{len(results)} of {len(sample)} tried; run it again to go on.")
            return
        results.append(try_one(copy, known, mutant, thorough=bool(chosen.survivors)))
        with kept.open("a") as stream:
            stream.write(json.dumps(results[-1]) + "\n")
    report(results, len(everything))


if __name__ == "__main__":
    main()
