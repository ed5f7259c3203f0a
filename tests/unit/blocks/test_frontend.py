"""The front end: types, its own tests, bundles that a fresh build repeats byte for byte, translations."""

from __future__ import annotations

import filecmp
import gzip
import json
import re
from pathlib import Path

import pytest

from frontend import node_tools
from scripts import catalogues

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = [name for name in catalogues.BLOCKS if (ROOT / "xblocks" / name / "public" / "manifest.json").exists()]


@pytest.fixture(scope="module", autouse=True)
def packages_of_the_front_end():
    """Installed as the lock file has them."""
    node_tools.install()


def manifest(package):
    return json.loads((ROOT / "xblocks" / package / "public" / "manifest.json").read_text(encoding="utf-8"))


def listed(package):
    """Return the files of a manifest, by when they come."""
    return {kind: names for kind, names in manifest(package).items() if kind != "parts"}


def scripts(package):
    return [name for names in listed(package).values() for name in names]


def packed(package, names):
    """Return the bytes of files after gzip -9."""
    public = ROOT / "xblocks" / package / "public"
    return sum(len(gzip.compress((public / name).read_bytes(), 9)) for name in names)


def test_types_hold():
    result = node_tools.run_node("node_modules/typescript/lib/tsc.js", "--noEmit", check=False)
    assert result.returncode == 0, result.stdout


def test_types_of_the_atlas_are_those_of_its_schema(tmp_path):
    made = tmp_path / "atlas-types.ts"
    node_tools.run_node("scripts/types.mjs", "--out", made)
    committed = ROOT / "frontend" / "src" / "shared" / "atlas-types.ts"
    assert made.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8"), "run: node scripts/types.mjs"


def test_scripts_behave():
    result = node_tools.run_node("scripts/test.mjs", check=False)
    assert result.returncode == 0, result.stdout[-6000:]


def test_lock_file_names_no_registry():
    assert "resolved" not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    node_tools.run_node("build.mjs", "--out", folder, "--meta", folder / "meta.json")
    return folder


@pytest.mark.parametrize("package", PACKAGES)
def test_a_fresh_build_gives_the_same_bytes(fresh, package):
    files = ["manifest.json", "licences.txt", *scripts(package)]
    committed = ROOT / "xblocks" / package / "public"
    _same, differ, missing = filecmp.cmpfiles(committed, fresh / package / "public", files, shallow=False)
    assert differ + missing == [], "run: node frontend/build.mjs"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_notice_of_everything_inside_the_scripts_stands_beside_them(fresh, package):
    text = (ROOT / "xblocks" / package / "public" / "licences.txt").read_text(encoding="utf-8")
    inside = json.loads((fresh / "meta.json").read_text(encoding="utf-8"))[package]["packages"]
    assert "preact" in inside
    for name, scripts in inside.items():
        folder = ROOT / "frontend" / "node_modules" / name
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        assert f"{name} {about['version']} ({about['license']}), in {', '.join(scripts)}\n" in text
        assert (folder / "LICENSE").read_text(encoding="utf-8").strip() in text


def test_nothing_is_imported_whose_notice_is_missing(fresh):
    inside = {
        name
        for each in json.loads((fresh / "meta.json").read_text(encoding="utf-8")).values()
        for name in each["packages"]
    }
    bare = re.compile(r'from "((?:@[\w.-]+/)?[a-z][\w.-]*)(?:/[\w./-]+)?";')
    sources = [path for kind in ("*.ts", "*.tsx") for path in (ROOT / "frontend" / "src").rglob(kind)]
    imported = {match for path in sources for match in bare.findall(path.read_text(encoding="utf-8"))}
    assert "preact" in imported
    assert imported <= inside
    # Baked into a source, so that no import tells: the land of the map.
    assert "world-atlas" in inside


@pytest.mark.parametrize("package", PACKAGES)
def test_public_holds_only_what_the_manifest_lists_and_catalogues(package):
    public = ROOT / "xblocks" / package / "public"
    found = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    built = {name for name in found if not name.startswith("js/translations/")}
    assert built == {"manifest.json", "licences.txt", *scripts(package)}


@pytest.mark.parametrize(("kind", "most"), [("first", 24_000), ("lazy", 12_000)])
def test_the_explorers_scripts_stay_small(kind, most):
    assert packed("practice_explorer", manifest("practice_explorer")[kind]) <= most


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_loaded_when_a_learner_acts_is_small(package):
    parts = manifest(package)["parts"]
    assert packed(package, parts["saving"] + parts["keep-focus"]) <= 6_000


@pytest.mark.parametrize("package", PACKAGES)
def test_all_that_a_view_begins_with_is_one_module_and_its_entry(package):
    """A module more would be a request more, and less to compress together: see `afterView` in build.mjs."""
    for view in ("first", "studio"):
        names = [name for name in manifest(package)[view] if not name.startswith(("saving-", "keep-focus-"))]
        assert len(names) == 3, names


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_has_a_name_of_its_own_in_every_release(package):
    """So that no page and no browser takes a module of another release for its own."""
    classic = {names[0] for kind, names in listed(package).items() if kind in ("first", "studio")}
    assert [
        name for name in scripts(package) if name not in classic and not re.search(r"-[A-Z0-9]{8}\.js$", name)
    ] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_find_each_other_beside_themselves(package):
    """Whatever folder a platform publishes them in, and whatever it calls its own copies of them."""
    public = ROOT / "xblocks" / package / "public"
    names = set(scripts(package))
    for name in names:
        text = (public / name).read_text(encoding="utf-8")
        asked = re.findall(r"""(?:\bfrom|\bimport)\s*\(?["'`]([\w./:-]+)["'`]""", text)
        assert {each.removeprefix("./") for each in asked} <= names, name
        assert all(each.startswith("./") for each in asked), name


def test_every_text_is_marked_translated_used_and_fresh():
    assert catalogues.problems("blocks") == []
