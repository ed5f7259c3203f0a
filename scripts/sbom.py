#!/usr/bin/env python3
"""Write docs/sbom.json (CycloneDX 1.5) and docs/licences.md from the lock files: python scripts/sbom.py

Versions come from the lock files; licences, and what requires what, from what is installed in this environment. What
reaches a platform is "required": the package's requirements with all that they require, and the packages inside the
scripts (public/licences.txt, which the build writes). Everything else is a tool, "excluded".
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.txt"
NODE_LOCK = ROOT / "frontend" / "package-lock.json"
LOCKED_FOR = {"python_version": "3.11", "python_full_version": "3.11.0", "extra": ""}
# Licences that may not be built into, or required by, an Apache-2.0 package without a word from a person.
DOUBTFUL = re.compile(r"\bA?GPL|Affero|GNU General Public|Proprietary|Commercial", re.IGNORECASE)


def own_requirements() -> list[str]:
    """Return what the package requires, from pyproject.toml, which may be newer than what is installed."""
    return list(project()["dependencies"])


def project() -> dict:
    """Return the project's metadata."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def required_python() -> dict[str, set[str]]:
    """Return the Python packages that reach a platform, with what each of them requires, by canonical name.

    The package itself stands under "".
    """
    environment: dict[str, str] = {**default_environment(), **LOCKED_FOR}  # type: ignore[dict-item]
    found: dict[str, set[str]] = {}
    waiting = [("", own_requirements())]
    while waiting:
        name, lines = waiting.pop()
        needs = [need for need in map(Requirement, lines) if not need.marker or need.marker.evaluate(environment)]
        found[name] = {canonicalize_name(need.name) for need in needs}
        waiting += [(each, requirements_of(each)) for each in found[name] if each not in found]
    return found


def requirements_of(name: str) -> list[str]:
    """Return what an installed distribution requires; nothing where it is not installed."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def bundled_node() -> set[str]:
    """Return the names of the packages inside the scripts, from the notices that the build wrote beside them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("xblocks/*/public/licences.txt"))]
    return {name for text in texts for name in re.findall(r"(?m)^(\S+) \S+ \(.+\), in \S+\.js\b", text)}


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
    reaching = required_python()
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", line)
        if match:
            name, version = match.groups()
            found.append(component("pypi", name, version, python_licence(name), canonicalize_name(name) in reaching))
    return found


def node_components() -> list[dict]:
    """Return the locked packages of the front end."""
    packages = json.loads(NODE_LOCK.read_text(encoding="utf-8"))["packages"]
    inside = bundled_node()
    found = []
    for path, about in sorted(packages.items()):
        name = path.split("node_modules/")[-1]
        if path:
            found.append(component("npm", name, about["version"], about.get("license", "not named"), name in inside))
    return found


def component(kind: str, name: str, version: str, licence: str, reaches_a_platform: bool = False) -> dict:
    """Return one component as CycloneDX writes it."""
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "scope": "required" if reaches_a_platform else "excluded",
        "licenses": [{"license": {"name": licence}}],
    }


def dependencies(components: list[dict], own: str) -> list[dict]:
    """Return what requires what among the components that reach a platform; `own` is the package's reference."""
    required = [each for each in components if each["scope"] == "required"]
    references = {str(canonicalize_name(each["name"])): each["bom-ref"] for each in required}
    needs = required_python()
    needs[""] |= {canonicalize_name(each["name"]) for each in required if each["purl"].startswith("pkg:npm/")}
    return [
        {
            "ref": references[name] if name else own,
            "dependsOn": sorted(references[need] for need in wanted if need in references),
        }
        for name, wanted in sorted(needs.items())
        if not name or name in references
    ]


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
            "For operators and lawyers who ask what comes with the blocks, and under which licence.",
            "",
            "Made by `python scripts/sbom.py` from the lock files; for machines: `sbom.json` (CycloneDX 1.5).",
            "The project's code is under Apache-2.0; the licence of the texts and of the atlas stands in `LICENSE`.",
            "",
            "## What reaches a platform with the blocks",
            "",
            "The package’s requirements with all that these require, and what is inside the scripts.",
            "A platform has most of them, in versions of its own.",
            "The licences of the scripts’ parts stand in `public/licences.txt` of each block.",
            "",
            *shipped,
            "",
            "## Copyleft among the tools",
            "",
            "What is excluded runs on a developer’s machine; what is required comes with a platform, which has it.",
            "No file of either is packed.",
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
    version = project()["version"]
    own = f"pkg:pypi/human-rights-mooc@{version}"
    about = {"type": "application", "bom-ref": own, "name": "human-rights-mooc", "version": version}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": about}}
    more = {"components": components, "dependencies": dependencies(components, own)}
    text = json.dumps({**bom, **more}, indent=1) + "\n"
    (ROOT / "docs" / "sbom.json").write_text(text, encoding="utf-8")
    (ROOT / "docs" / "licences.md").write_text(licences_page(components), encoding="utf-8")
    print(f"{len(components)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
