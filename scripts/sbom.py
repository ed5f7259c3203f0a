#!/usr/bin/env python3
"""Write docs/sbom.json (CycloneDX 1.5) and docs/licences.md from the lock files: python scripts/sbom.py

Versions come from the lock files, licences from what is installed in this environment and in frontend/node_modules.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "tools-py311.txt"
NODE_LOCK = ROOT / "frontend" / "package-lock.json"
# What a platform gets with the blocks: setup.py's requirements, and what is built into the scripts.
SHIPPED = {"xblock", "web-fragments", "jsonschema", "python-docx", "preact"}
# Licences that may not be built into, or required by, an Apache-2.0 package without a word from a person.
DOUBTFUL = re.compile(r"\bA?GPL|Affero|GNU General Public|Proprietary|Commercial", re.IGNORECASE)


def python_licence(name: str) -> str:
    """Return the licence that a distribution names, "not installed here" where it is not."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed here"
    named = about["License-Expression"] or ""
    classes = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    first = (about["License"] or "").strip().split("\n")[0]
    return named or ", ".join(c for c in classes if c != "OSI Approved") or first[:80] or "not named"


def python_components() -> list[dict]:
    """Return the locked Python packages."""
    found = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", line)
        if match:
            name, version = match.groups()
            found.append(component("pypi", name, version, python_licence(name)))
    return found


def node_components() -> list[dict]:
    """Return the locked packages of the front end."""
    packages = json.loads(NODE_LOCK.read_text(encoding="utf-8"))["packages"]
    return [
        component("npm", path.split("node_modules/")[-1], about["version"], about.get("license", "not named"))
        for path, about in sorted(packages.items())
        if path
    ]


def component(kind: str, name: str, version: str, licence: str) -> dict:
    """Return one component as CycloneDX writes it."""
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:{kind}/{name.replace('@', '%40')}@{version}",
        "scope": "required" if name.lower() in SHIPPED else "excluded",
        "licenses": [{"license": {"name": licence}}],
    }


def licences_page(components: list[dict]) -> str:
    """Return docs/licences.md."""
    rows: dict[str, list[str]] = {}
    doubtful = []
    for each in components:
        licence = each["licenses"][0]["license"]["name"]
        rows.setdefault(licence, []).append(each["name"])
        if DOUBTFUL.search(licence) and "LGPL" not in licence and "Lesser" not in licence:
            doubtful.append(f"- {each['name']} {each['version']} ({licence}): {each['scope']}")
    shipped = [
        f"- {each['name']} {each['version']}: {each['licenses'][0]['license']['name']}"
        for each in components
        if each["scope"] == "required"
    ]
    table = [f"| {licence} | {len(names)} | {', '.join(sorted(names))} |" for licence, names in sorted(rows.items())]
    return "\n".join(
        [
            "# Licences of what we use",
            "",
            "Made by `python scripts/sbom.py` from the lock files; for machines: `sbom.json` (CycloneDX 1.5).",
            "The project's code is under Apache-2.0; the licence of the texts and of the atlas stands in `LICENSE`.",
            "",
            "## What a platform gets with the blocks",
            "",
            *shipped,
            "",
            "## Copyleft among the tools",
            "",
            "These run on a developer’s machine or come with a platform (web-fragments). No file of them is packed.",
            "",
            *(doubtful or ["None."]),
            "",
            "## All",
            "",
            "| licence | packages | names |",
            "|---|---|---|",
            *table,
            "",
        ]
    )


def main() -> int:
    """Write both files."""
    components = python_components() + node_components()
    about = {"type": "application", "name": "human-rights-mooc", "version": "1.0.0"}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": about}}
    text = json.dumps({**bom, "components": components}, indent=1) + "\n"
    (ROOT / "docs" / "sbom.json").write_text(text, encoding="utf-8")
    (ROOT / "docs" / "licences.md").write_text(licences_page(components), encoding="utf-8")
    print(f"{len(components)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
