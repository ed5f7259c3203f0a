"""Pages for people: links and names of files lead somewhere, decisions are complete, each page says for whom it is."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# A file of this repository named in text: from one of its folders, without a sign that stands for something else.
NAMED = re.compile(
    r"(?<![\w./-])((?:docs|scripts|tests|builder|preview|olx|cli|xblocks|frontend|course|requirements)/[\w./-]*\.\w+)\b"
)
# Made by a command, a pattern for a name, or a file of somebody else's repository.
ELSEWHERE = re.compile(r"frontend/node_modules/|preview/data/|.*(?:NAME|RUN)|requirements/edx/")
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
WHOM = re.compile(r"^For [a-z].+", re.M)


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git knows or would take, by pattern."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


PAGES = [path for path in tracked("*.md") if "tests/" not in path.as_posix().removeprefix(str(ROOT))]


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as the common hosts make them."""
    headings = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_between_pages_leads_to_a_file_and_a_heading():
    wrong = []
    for page in PAGES:
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            address, _, anchor = link.partition("#")
            target = (page.parent / address).resolve() if address else page
            if re.match(r"[a-z]+:", link):
                continue
            if not target.exists() or (anchor and anchor not in anchors(target)):
                wrong.append(f"{page.relative_to(ROOT)}: {link}")
    assert wrong == []


def test_every_page_of_docs_that_the_code_names_is_there():
    files = tracked("*.py", "*.ts", "*.tsx", "*.mjs", "*.toml", "*.yml", "*.yaml", "Makefile", "*.in", "*.cfg")
    wrong = []
    for path in files:
        for name in re.findall(r"docs/[\w./-]*\.(?:md|json)\b", path.read_text(encoding="utf-8")):
            if not (ROOT / name).exists() and path != Path(__file__):
                wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_every_file_that_a_page_names_is_there():
    """Decisions and the list of changes tell what was: they may name what is gone."""
    wrong = []
    for page in PAGES:
        if page in DECISIONS or page.name == "CHANGELOG.md":
            continue
        for name in NAMED.findall(page.read_text(encoding="utf-8")):
            if not ELSEWHERE.match(name) and not (ROOT / name).exists() and not (page.parent / name).exists():
                wrong.append(f"{page.relative_to(ROOT)}: {name}")
    assert wrong == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_every_page_says_for_whom_it_is_and_is_in_the_index(page):
    text = page.read_text(encoding="utf-8")
    assert WHOM.match(text.split("\n")[2]), f"{page.name}: its first line says for whom it is: For ..."
    assert page.name == "README.md" or f"({page.name})" in (ROOT / "docs/README.md").read_text(encoding="utf-8")


def test_reading_times_are_those_of_somebody_who_reads_two_hundred_words_a_minute():
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"\((\S+?\.md)\).*\| (\d+) min \|", index))
    assert len(told) > 12
    for name, minutes in told.items():
        words = len((ROOT / "docs" / name).read_text(encoding="utf-8").split())
        assert abs(int(minutes) - words / 200) <= max(1.5, words / 800), f"{name}: {words / 200:.0f} minutes"


def test_decisions_are_numbered_without_a_gap_and_listed():
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = re.findall(r"\| (\d{4}) \| \[(.+)\]\((.+?)\) \|", index)
    titles = [
        path.read_text(encoding="utf-8").split("\n")[0].removeprefix(f"# {path.name[:4]}. ") for path in DECISIONS
    ]
    assert [(each[2], each[1]) for each in listed] == [
        (path.name, title) for path, title in zip(DECISIONS, titles, strict=True)
    ]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_date_status_context_and_decision(path):
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {path.name[:4]}\. \S.+\n\n- Date: \d{{4}}-\d\d-\d\d\n- Status: (?:accepted|replaced)", text)
    headings = re.findall(r"(?m)^## (.+)$", text)
    assert headings[:2] == ["Context", "Decision"]
    assert set(headings) <= {"Context", "Decision", "Consequences", "Tried or rejected"}
