"""The plan as an outline, in the reader's language: what the document, the print view, the plain text and the overview
show. Made in one place, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from human_rights_mooc.limits import NOTE_PARTS
from human_rights_mooc.wording import _

from action_plan.answers import Row, is_written
from action_plan.kept import Kept
from action_plan.steps import CHECK, STEPS, Question

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
LEVEL_LABELS = {"yes": _("Yes"), "partly": _("Partly"), "no": _("Not yet")}
NO_LONGER_ASKED = _("Answers to questions that are no longer asked")
# The overview and the other steps see a step's questions only as far as the course team repeated them there.
NOT_ASKED_HERE = _("Answers to questions that are no longer asked, or that only this step asks")
GONE_QUESTION = _("A question that is no longer asked")
UNREADABLE = _("An answer in a form that this version cannot show. It is kept.")
UNREADABLE_NOTE = _("A note in a form that this version cannot show. It is kept.")
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
    # All that the notes hold: five texts and perhaps more, None for what cannot be shown.
    notes: dict[str, list[str | None]]
    practices: dict[str, dict]
    minimum: int
    place: str = ""
    date: str = ""
    # By step, what is stored besides; and the steps of which it is certain that nobody asks for it any more.
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def value(self, step: str, ident: str) -> Any:
        """Return the value of an answer, None where there is none."""
        return (self.entries.get(step, {}).get(ident) or {"v": None})["v"]

    def chosen(self) -> list[str]:
        """Return the ids of the practices that the plan uses, each once."""
        lists = [
            self.value(step, question.id) or []
            for step, questions in self.questions.items()
            for question in questions
            if question.kind == "practices"
        ]
        lists += [answer.value for answers in self.kept.values() for answer in answers if answer.kind == "practices"]
        return list(dict.fromkeys(ident for chosen in lists for ident in chosen))


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
        **_kept_checks(plan, say),
        "references": {"heading": say(_("References")), "items": [line for _ident, line in references]},
        "origin": say(_("Written in six steps in the course Human rights at the local level.")),
    }


def _step(plan: Plan, number: str, references: list[tuple[str, str]], say: Say) -> dict:
    done, required = written(plan, number)
    unreadable = {answer.question.id for answer in plan.kept.get(number, []) if answer.asked and answer.question}
    parts = []
    for question in plan.questions[number]:
        part = _part(plan, number, question, references, say)
        if question.id in unreadable:
            part, more = _unreadable(part, say)
            parts += [part, *more]
        else:
            parts.append(part)
    return {
        "number": number,
        "title": say(STEPS[number].title),
        "written": done,
        "required": required,
        "parts": parts + _kept(plan, number, references, say),
    }


def _part(plan: Plan, step: str, question: Question, references: list, say: Say) -> dict:
    part = {"id": question.id, "heading": say(question.label), "open": ""}
    part |= _answer(plan, question.kind, plan.value(step, question.id), references, say)
    if _is_empty(part):
        part["open"] = say(_("Open: not written yet.")) if question.required else say(_("Open (not required)."))
    return part


def _answer(plan: Plan, kind: str, value: Any, references: list, say: Say) -> dict:
    if kind == "actions":
        return _actions(value or [], say)
    if kind == "practices":
        return {"practices": [_practice(plan, ident, references, say) for ident in value or []]}
    return {"paragraphs": paragraphs(value)}


def _is_empty(part: dict) -> bool:
    return not (part.get("rows") or part.get("practices") or part.get("paragraphs"))


def _unreadable(part: dict, say: Say) -> tuple[dict, list[dict]]:
    """Say at a question that it has an answer which cannot be shown; in a part of its own if another is shown."""
    said = {"id": f"{part['id']}?", "heading": part["heading"], "open": say(UNREADABLE), "paragraphs": []}
    return (part, [said]) if not part["open"] else ({**part, "open": said["open"]}, [])


def paragraphs(value: Any) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else []


def _kept(plan: Plan, step: str, references: list, say: Say) -> list[dict]:
    """Answers that no question shows, under a heading of their own: what a learner wrote does not get lost."""
    certain = step in plan.known
    parts = []
    for answer in plan.kept.get(step, []):
        if answer.asked:
            continue
        unknown = GONE_QUESTION if certain else _("Another answer")
        heading = say(answer.question.text if answer.question else unknown)
        part = {"id": answer.ident, "heading": heading, "open": "", "under": True}
        if answer.kind:
            part |= _answer(plan, answer.kind, answer.value, references, say)
        else:
            part |= {"open": say(UNREADABLE), "paragraphs": []}
        if part["open"] or not _is_empty(part):
            parts.append(part)
    heading = say(NO_LONGER_ASKED if certain else NOT_ASKED_HERE)
    return [{"id": "?kept", "heading": heading, "open": "", "paragraphs": []}, *parts] if parts else []


def _kept_checks(plan: Plan, say: Say) -> dict:
    """Points of the learner's own check that this version does not ask for."""
    parts = []
    for answer in plan.kept.get(CHECK, []):
        heading = say(answer.question.label if answer.question else GONE_QUESTION)
        level = LEVEL_LABELS.get(answer.value) if answer.kind == "text" else None
        lines = [say(level)] if level else paragraphs(answer.value)
        said = "" if lines else say(UNREADABLE)
        parts.append({"id": answer.ident, "heading": heading, "open": said, "paragraphs": lines})
    return {"kept": {"heading": say(NO_LONGER_ASKED), "parts": parts}} if parts else {}


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
    notes = _note(plan.notes.get(ident, []), say)
    numbers = [str(at) for at, (practice, _line) in enumerate(references, start=1) if practice == ident]
    return {
        "id": ident,
        "title": known.get("title") or ident,
        "place": ", ".join(filter(None, (known.get("place"), known.get("years")))),
        "references": ", ".join(numbers),
        "notes": notes,
        "open": "" if notes else say(_("Open: no note on this practice yet.")),
    }


def _note(texts: Sequence[str | None], say: Say) -> list[list[str]]:
    """Return the written parts of a note as [question, text]."""
    asked = [*NOTE_QUESTIONS, *[_("Another part of the note")] * max(0, len(texts) - NOTE_PARTS)]
    return [
        [say(question), say(UNREADABLE_NOTE) if text is None else " ".join(text.split())]
        for question, text in zip(asked, texts, strict=False)
        if text is None or text.strip()
    ]


def _references(plan: Plan) -> list[tuple[str, str]]:
    """Return (practice id, reference) in the order of the plan; a source that two practices share stands twice."""
    return [(ident, line) for ident in plan.chosen() for line in plan.practices.get(ident, {}).get("sources", [])]
