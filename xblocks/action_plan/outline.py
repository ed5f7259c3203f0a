"""The plan as an outline, in the reader's language: what the document, the print view, the plain text and the overview
show. Made in one place, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from human_rights_mooc.wording import _

from action_plan.answers import Row, is_written
from action_plan.steps import STEPS, Question

Say = Callable[[str], str]

COST_LABELS = {
    "": "",
    "none": _("No extra cost"),
    "low": _("Low"),
    "medium": _("Medium"),
    "high": _("High"),
}
KIND_LABELS = {"": "", "structure": _("structure"), "process": _("process"), "outcome": _("outcome")}
COLUMNS = (_("What"), _("Who"), _("By when"), _("Cost"), _("Indicator"))
STATE = _("{complete} of {all} steps are complete. Parts that are not written yet are marked as open.")
# The parts of a learner's note on a practice, as frontend/src/shared/note.tsx asks for them.
NOTE_QUESTIONS = (
    _("Our competence: may we decide this, or who may?"),
    _("Who would have to agree?"),
    _("What would it cost, and who could pay?"),
    _("Who may resist, and why?"),
    _("What is the first step?"),
)


@dataclass
class Plan:
    """All that an outline is made of."""

    questions: dict[str, tuple[Question, ...]]
    entries: dict[str, dict[str, dict]]
    notes: dict[str, Any]
    practices: dict[str, dict]
    minimum: int
    place: str = ""
    date: str = ""

    def value(self, step: str, ident: str) -> Any:
        """Return the value of an answer, None where there is none."""
        return (self.entries.get(step, {}).get(ident) or {"v": None})["v"]

    def chosen(self) -> list[str]:
        """Return the ids of the practices that the plan uses."""
        return [
            ident
            for step, questions in self.questions.items()
            for question in questions
            if question.kind == "practices"
            for ident in self.value(step, question.id) or []
        ]


def written(plan: Plan, step: str) -> tuple[int, int]:
    """Return how many required answers of a step count as written, and how many there are."""
    required = [question for question in plan.questions[step] if question.required]
    done = sum(is_written(q.kind, plan.value(step, q.id), plan.minimum) for q in required)
    return done, len(required)


def make_outline(plan: Plan, say: Say) -> dict:
    """Return the outline: title, place, date, steps with their parts, references. JSON, texts only."""
    references = _references(plan)
    steps = [_step(plan, number, references, say) for number in STEPS]
    complete = sum(step["written"] >= step["required"] for step in steps)
    return {
        "title": say(_("Human rights action plan")),
        "place": plan.place,
        "date": plan.date,
        "state": say(STATE).format(complete=complete, all=len(steps)) if complete < len(steps) else "",
        "steps": steps,
        "references": {"heading": say(_("References")), "items": [line for _ident, line in references]},
        "origin": say(_("Written in six steps in the course Human rights at the local level.")),
    }


def _step(plan: Plan, number: str, references: list[tuple[str, str]], say: Say) -> dict:
    done, required = written(plan, number)
    parts = [_part(plan, number, question, references, say) for question in plan.questions[number]]
    return {
        "number": number,
        "title": say(STEPS[number].title),
        "written": done,
        "required": required,
        "parts": parts + _parts_without_question(plan, number, say),
    }


def _part(plan: Plan, step: str, question: Question, references: list, say: Say) -> dict:
    value = plan.value(step, question.id)
    part: dict[str, Any] = {"id": question.id, "heading": say(question.label), "open": ""}
    if question.kind == "actions":
        part |= _actions(value or [], say)
        empty = not part["rows"]
    elif question.kind == "practices":
        part["practices"] = [_practice(plan, ident, references, say) for ident in value or []]
        empty = not part["practices"]
    else:
        part["paragraphs"] = paragraphs(value)
        empty = not part["paragraphs"]
    if empty:
        part["open"] = say(_("Open: not written yet.")) if question.required else say(_("Open (not required)."))
    return part


def paragraphs(value: Any) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else []


def _parts_without_question(plan: Plan, step: str, say: Say) -> list[dict]:
    """Answers to questions that the author took away: the learner's text does not get lost."""
    asked = {question.id for question in plan.questions[step]}
    return [
        {"id": ident, "heading": say(_("Another answer")), "open": "", "paragraphs": paragraphs(entry["v"])}
        for ident, entry in plan.entries.get(step, {}).items()
        if ident not in asked and paragraphs(entry["v"])
    ]


def _actions(rows: Sequence[list[str]], say: Say) -> dict:
    shown = []
    for row in rows:
        action = Row(*(" ".join(text.split()) for text in row))
        kind = f"({say(KIND_LABELS[action.kind])})" if action.kind else ""
        indicator = f"{action.indicator} {kind}".strip()
        cells = [action.what, action.who, action.when, say(COST_LABELS[action.cost]) if action.cost else "", indicator]
        if any(cells):
            shown.append(cells)
    missing = say(_("open"))
    return {
        "columns": [say(column) for column in COLUMNS],
        "rows": [[cell or missing for cell in cells] for cells in shown],
    }


def _practice(plan: Plan, ident: str, references: list[tuple[str, str]], say: Say) -> dict:
    known = plan.practices.get(ident, {})
    texts = (plan.notes.get(ident) or {"v": None})["v"] or []
    notes = [
        [say(question), " ".join(text.split())]
        for question, text in zip(NOTE_QUESTIONS, texts, strict=False)
        if text.strip()
    ]
    numbers = [str(at) for at, (practice, _line) in enumerate(references, start=1) if practice == ident]
    return {
        "id": ident,
        "title": known.get("title") or ident,
        "place": ", ".join(filter(None, (known.get("place"), known.get("years")))),
        "references": ", ".join(numbers),
        "notes": notes,
        "open": "" if notes else say(_("Open: no note on this practice yet.")),
    }


def _references(plan: Plan) -> list[tuple[str, str]]:
    """Return (practice id, reference) in the order of the plan; a source that two practices share stands twice."""
    return [(ident, line) for ident in plan.chosen() for line in plan.practices.get(ident, {}).get("sources", [])]
