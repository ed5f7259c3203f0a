"""The course map: outcome -> lesson -> practice -> quiz -> step of the plan, from the OLX and docs/outcomes/.

`docs/outcomes/block-<N>.json` says which unit teaches an outcome and which question practises or assesses it; the names
and titles come from the course itself, so that a page or a question that moved shows at once.
"""

from __future__ import annotations

import json
from pathlib import Path

from builder.wording import N_, _
from olx.course import Block, Course

BLOCKS = range(1, 7)
HEAD = """# Course map

For the course team and reviewers: does each outcome have its lessons and questions?

Which outcome is taught where, practised and assessed by which question, and which step of the action plan uses it.
Made by `make course-map` from the course and from `docs/outcomes/`; a test fails when it is not fresh.
"""


class MapError(ValueError):
    """An outcome that is not taught, practised or assessed, or that names something the course does not have."""


def outcomes_of(folder: Path, number: int) -> list[dict]:
    """Return the outcomes of a block: [{"id", "text", "lessons", "practice", "quiz", "plan_step"}]."""
    return json.loads((folder / f"block-{number}.json").read_text(encoding="utf-8"))["outcomes"]


def blocks_by_name(course: Course) -> dict[tuple[str, str], Block]:
    """Return {(tag, url_name): block} of the whole course."""
    return {(block.tag, block.url_name): block for block in course.blocks}


# For each kind of thing that an outcome needs: what to say when none is named, and when the course lacks it.
NEEDED = {
    "lesson": (
        N_("Outcome {id} has no lesson. Add one in docs/outcomes/."),
        N_("Outcome {id} names the lesson {name}, which the course does not have."),
    ),
    "practice question": (
        N_("Outcome {id} has no practice question. Add one in docs/outcomes/."),
        N_("Outcome {id} names the practice question {name}, which the course does not have."),
    ),
    "quiz question": (
        N_("Outcome {id} has no quiz question. Add one in docs/outcomes/."),
        N_("Outcome {id} names the quiz question {name}, which the course does not have."),
    ),
}


def _checked(found: dict, tag: str, names: list[str], outcome: dict, what: str) -> list[Block]:
    """Return the named blocks; raise MapError where one is missing or none is named."""
    none, unknown = NEEDED[what]
    if not names:
        raise MapError(_(none, id=outcome["id"]))
    missing = [name for name in names if (tag, name) not in found]
    if missing:
        raise MapError(_(unknown, id=outcome["id"], name=missing[0]))
    return [found[tag, name] for name in names]


def _row(outcome: dict, found: dict) -> str:
    """Return the table row of an outcome."""
    lessons = _checked(found, "vertical", outcome["lessons"], outcome, "lesson")
    practice = _checked(found, "problem", outcome["practice"], outcome, "practice question")
    quiz = _checked(found, "problem", outcome["quiz"], outcome, "quiz question")
    cells = (
        f"{outcome['id']} {outcome['text']}",
        "<br>".join(block.display_name for block in lessons),
        "<br>".join(block.display_name for block in practice),
        ", ".join(block.display_name.removeprefix("Question ") for block in quiz),
        str(outcome["plan_step"]),
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def course_map(course: Course, folder: Path) -> str:
    """Return the text of docs/course-map.md.

    Raises MapError where an outcome is not taught, practised and assessed.
    """
    found = blocks_by_name(course)
    parts = [HEAD]
    for number in BLOCKS:
        title = found["chapter", f"block-{number}"].display_name
        rows = [_row(outcome, found) for outcome in outcomes_of(folder, number)]
        head = "| outcome | taught in | practised by | quiz question | plan step |\n|---|---|---|---|---|"
        parts.append("\n".join((f"## {title}", "", head, *rows)) + "\n")
    return "\n".join(parts)
