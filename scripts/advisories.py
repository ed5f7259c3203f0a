#!/usr/bin/env python3
"""Compare the software bill of materials with a copy of the advisory database: python scripts/advisories.py FOLDER

The bill (docs/sbom.json) has the versions of requirements/dev.txt; what only the other locks hold is not in it.
FOLDER is a checkout of https://github.com/pypa/advisory-database. For machines whose package registry has no
advisories, so that pip-audit can look nothing up. Ends with 1 where an advisory holds for a locked version.
The format is OSV: https://ossf.github.io/osv-schema/
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

BILL = Path(__file__).resolve().parent.parent / "docs" / "sbom.json"


def locked() -> dict[str, str]:
    """Return the version of each Python package in the software bill of materials, by canonical name."""
    components = json.loads(BILL.read_text(encoding="utf-8"))["components"]
    return {canonicalize_name(c["name"]): c["version"] for c in components if c["purl"].startswith("pkg:pypi/")}


def advisories(folder: Path) -> Iterator[dict]:
    """Yield the advisories below a folder that were not withdrawn.

    Raises ValueError where the folder holds none, or a file of it cannot be read.
    """
    files = sorted((folder / "vulns").rglob("*.yaml"))
    if not files:
        raise ValueError(f"{folder}: no vulns/**/*.yaml. Give a checkout of github.com/pypa/advisory-database.")
    for path in files:
        try:
            advisory = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError as error:
            raise ValueError(f"{path}: cannot be read: {error}") from None
        if not advisory.get("withdrawn"):
            yield advisory


def within(version: Version, events: list[dict[str, str]]) -> bool:
    """Tell whether the events of one range (introduced, fixed, last_affected) leave a version affected."""
    inside = False
    for event in sorted(events, key=lambda event: Version(next(iter(event.values())))):
        kind, at = next(iter(event.items()))
        if kind == "introduced" and version >= Version(at):
            inside = True
        elif (kind == "fixed" and version >= Version(at)) or (kind == "last_affected" and version > Version(at)):
            inside = False
    return inside


def holds(version: str, affected: dict) -> bool:
    """Tell whether a version is listed, or lies in a range. A range that cannot be compared counts as a hit."""
    if version in affected.get("versions", []):
        return True
    try:
        ranges = [each["events"] for each in affected.get("ranges", []) if each["type"] == "ECOSYSTEM"]
        return any(within(Version(version), events) for events in ranges)
    except InvalidVersion:
        return True


def compare(folder: Path, versions: dict[str, str]) -> tuple[list[str], set[str], str]:
    """Return (a line for each hit, the packages that any advisory names, the day of the newest advisory)."""
    hits: list[str] = []
    named: set[str] = set()
    newest = ""
    for advisory in advisories(folder):
        newest = max(newest, str(advisory.get("published") or advisory["modified"])[:10])
        for affected in advisory.get("affected", []):
            name = canonicalize_name(affected["package"]["name"])
            if name in versions:
                named.add(name)
                if holds(versions[name], affected):
                    other = ", ".join(advisory.get("aliases", []))
                    hits.append(f"{name} {versions[name]}: {advisory['id']} ({other})")
    return sorted(set(hits)), named, newest


def main(arguments: list[str] | None = None) -> int:
    """Print what was found; return 0, 1 where there is a hit, 2 where the folder cannot be used."""
    parser = argparse.ArgumentParser(description="Compare the bill of materials with a copy of the advisory database.")
    parser.add_argument("folder", type=Path, help="a checkout of https://github.com/pypa/advisory-database")
    versions = locked()
    try:
        hits, named, newest = compare(parser.parse_args(arguments).folder, versions)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(versions)} locked packages, {len(named)} of them named in advisories; newest advisory: {newest}.")
    print("\n".join(hits) or "No advisory holds for a locked version.")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main())
