"""What authors write as lines: questions, and what a reviewer looks for. Pure functions.

Questions, one a line, `id: text`; `id (optional): text` where an answer is not required; a line that starts with `>`
is the help of the question above it. The id is the question's identity: rewording the text keeps learners' answers.
In an overview `2.gap: text` says to which step a line belongs; the lines of a step replace its questions, and a line
without a number rewords a question that we know.
"""

from __future__ import annotations

import re

from action_plan.steps import STEPS, Question, Step

LINE = re.compile(r"(?:([1-6])\.)?([a-z][a-z0-9_]{0,29})( ?\(optional\))?\s*:\s*(\S.*)\Z")
MOST_QUESTIONS = 8
MOST_LINES = 200
TEXT_CHARACTERS = 600

Wrong = list[tuple[int, str]]
Lines = list[tuple[str, Question]]


def known_question(ident: str) -> Question | None:
    """Return the question of our own steps with this id."""
    return next((q for step in STEPS.values() for q in step.questions if q.id == ident), None)


def parse_questions(text: str) -> tuple[Lines, Wrong]:
    """Read question lines: return ([(number of the step or "", question)], [(line number, line not understood)])."""
    found: Lines = []
    wrong: Wrong = []
    seen = set()
    for number, line in enumerate((text or "").splitlines()[:MOST_LINES], start=1):
        line = line.strip()
        if not line:
            continue
        if line.startswith(">") and found:
            step, question = found[-1]
            words = f"{question.help} {line[1:].strip()}".strip()[:TEXT_CHARACTERS]
            found[-1] = step, _changed(question, help=words)
            continue
        match = LINE.match(line)
        if match is None or (match[1], match[2]) in seen:
            wrong.append((number, line[:80]))
            continue
        seen.add((match[1], match[2]))
        found.append((match[1] or "", _question(match[2], match[4].strip()[:TEXT_CHARACTERS], not match[3])))
    return found, wrong


def questions_of_step(step: Step, text: str) -> tuple[tuple[Question, ...], Wrong]:
    """Return the questions that a step asks, given the author's lines, and the lines without effect."""
    lines, wrong = parse_questions(text)
    own, strange = [], []
    for number, question in lines:
        if number in ("", step.number) and _fits(step, question):
            own.append(question)
        else:
            strange.append((0, question.id))
    too_many = [(0, question.id) for question in own[MOST_QUESTIONS:]]
    return tuple(own[:MOST_QUESTIONS]) or step.questions, wrong + strange + too_many


def questions_of_all(text: str) -> tuple[dict[str, tuple[Question, ...]], Wrong]:
    """Return the questions of every step as an overview has them, and the lines without effect."""
    lines, wrong = parse_questions(text)
    reworded = {question.id: question for number, question in lines if not number}
    found = {}
    for step in STEPS.values():
        own = [question for number, question in lines if number == step.number and _fits(step, question)]
        found[step.number] = tuple(own[:MOST_QUESTIONS]) or tuple(reworded.get(q.id, q) for q in step.questions)
    used = {question.id for questions in found.values() for question in questions}
    return found, wrong + [(0, question.id) for _number, question in lines if question.id not in used]


def steps_named(text: str) -> frozenset[str]:
    """Return the numbers of the steps whose questions an overview's lines replace."""
    return frozenset(number for number, _question in parse_questions(text)[0] if number)


def points(text: str, most: int = 8) -> list[str]:
    """Return the lines of a list, without empty ones and without marks of a list."""
    lines = (line.strip().lstrip("-*•").strip() for line in (text or "").splitlines())
    return [line[:TEXT_CHARACTERS] for line in lines if line][:most]


def _question(ident: str, text: str, required: bool) -> Question:
    known = known_question(ident)
    return Question(ident, text, text, required=required, kind=known.kind if known else "text")


def _changed(question: Question, help: str) -> Question:
    return Question(question.id, question.label, question.text, help, question.required, question.kind)


def _fits(step: Step, question: Question) -> bool:
    """True unless the id is one of another step: ids are unique in the plan."""
    known = known_question(question.id)
    return known is None or any(own.id == question.id for own in step.questions)
