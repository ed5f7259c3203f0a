"""The comparison with a copy of the advisory database finds a version that an advisory names, and no other."""

import importlib.util
import json
from pathlib import Path

import pytest

DJANGO = """id: PYSEC-0-1
published: 2024-02-03T00:00:00Z
aliases: [CVE-0-1]
affected:
- package: {{ecosystem: PyPI, name: Django}}
  ranges:
  - type: GIT
    repo: https://example.org/x
    events: [{{introduced: 0a1b}}, {{fixed: ff00}}]
  - type: ECOSYSTEM
    events: {events}
  versions: {versions}
"""


def version_of(root: Path, name: str) -> str:
    """The version of a package in the bill of materials."""
    components = json.loads((root / "docs" / "sbom.json").read_text(encoding="utf-8"))["components"]
    return next(each["version"] for each in components if each["name"] == name)


@pytest.fixture
def compared(root, tmp_path, capsys):
    """Return a function that writes one advisory and returns what the script ended with and said."""
    spec = importlib.util.spec_from_file_location("advisories", root / "scripts" / "advisories.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    def run(text: str):
        if text:
            (tmp_path / "vulns" / "django").mkdir(parents=True)
            (tmp_path / "vulns" / "django" / "PYSEC-0-1.yaml").write_text(text, encoding="utf-8")
        code = script.main([str(tmp_path)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    "events",
    [
        "[{introduced: '0'}]",
        "[{introduced: '0'}, {fixed: '999.0'}]",
        "[{introduced: '0'}, {fixed: '1.0'}, {introduced: '2.0'}, {fixed: '999.0'}]",
        "[{fixed: '999.0'}, {introduced: '2.0'}]",
        "[{introduced: '0'}, {last_affected: '{LOCKED}'}]",
    ],
)
def test_a_locked_version_inside_a_range_is_named(root, compared, events):
    locked = version_of(root, "django")
    code, said, _ = compared(DJANGO.format(events=events.replace("{LOCKED}", locked), versions="[]"))
    assert code == 1
    assert f"django {locked}: PYSEC-0-1 (CVE-0-1)" in said


@pytest.mark.parametrize(
    "events",
    [
        "[{introduced: '0'}, {fixed: '{LOCKED}'}]",
        "[{introduced: '999.0'}]",
        "[{introduced: '0'}, {last_affected: '1.0'}]",
        "[{introduced: '0'}, {fixed: '1.0'}, {introduced: '999.0'}]",
    ],
)
def test_a_locked_version_outside_every_range_is_not(root, compared, events):
    events = events.replace("{LOCKED}", version_of(root, "django"))
    code, said, _ = compared(DJANGO.format(events=events, versions="['1.0']"))
    assert code == 0
    assert "1 of them named in advisories; newest advisory: 2024-02-03." in said
    assert "No advisory holds" in said


def test_a_version_that_is_listed_by_name_is_found_without_a_range(root, compared):
    listed = f"['1.0', '{version_of(root, 'django')}']"
    assert compared(DJANGO.format(events="[{introduced: '999.0'}]", versions=listed))[0] == 1


def test_a_range_that_nobody_can_compare_is_shown_to_a_person(compared):
    assert compared(DJANGO.format(events="[{introduced: 'a long time ago'}]", versions="[]"))[0] == 1


def test_an_advisory_that_was_withdrawn_counts_no_more(compared):
    text = "withdrawn: 2024-03-01T00:00:00Z\n" + DJANGO.format(events="[{introduced: '0'}]", versions="[]")
    assert compared(text)[0] == 0


@pytest.mark.parametrize(("text", "words"), [("", "Give a checkout of"), ("id: [", "cannot be read")])
def test_a_folder_that_cannot_be_used_is_refused_with_a_sentence(compared, tmp_path, text, words):
    code, said, error = compared(text)
    assert code == 2
    assert not said
    assert str(tmp_path) in error
    assert words in error
