"""Questions: an answer that is right, feedback on every choice, an explanation, nothing that gives it
away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from builder.findings import HOUSE, WARNING, Remark
from builder.registry import rule
from builder.wording import _, ngettext
from olx.course import Block, Course

RESPONSES = (
    "multiplechoiceresponse",
    "choiceresponse",
    "optionresponse",
    "numericalresponse",
    "stringresponse",
    "formularesponse",
    "customresponse",
    "truefalseresponse",
    "symbolicresponse",
    "coderesponse",
    "imageresponse",
    "annotationresponse",
    "choicetextresponse",
    "schematicresponse",
    "externalresponse",
    "jsinputresponse",
    "javascriptresponse",
    "dragdropresponse",
)
CHOICE_RESPONSES = ("multiplechoiceresponse", "choiceresponse", "optionresponse")
HINTS = ("choicehint", "optionhint", "correcthint", "compoundhint")
INLINE = ("a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup")
CATCH_ALL = re.compile(r"\b(all|none|any) of the (above|other|these)\b|\bboth of the above\b", re.I)


@dataclass(frozen=True)
class Choice:
    """One answer that a learner can pick."""

    element: etree._Element
    right: bool
    hints: tuple[etree._Element, ...]

    @property
    def text(self) -> str:
        """What the learner reads, without the feedback."""
        parts = [self.element.text or ""]
        for child in self.element:
            if child.tag not in HINTS:
                parts.append("".join(child.itertext()))
            parts.append(child.tail or "")
        return " ".join("".join(parts).split())


def responses(block: Block) -> list[etree._Element]:
    """Return the questions of a problem."""
    return [element for element in block.element.iter() if element.tag in RESPONSES]


def choices(response: etree._Element) -> list[Choice]:
    """Return the answers to pick from ([] for numbers and texts)."""
    found = []
    for element in response.iter("choice", "option"):
        hints = tuple(child for child in element if child.tag in HINTS)
        found.append(Choice(element, (element.get("correct") or "").lower() == "true", hints))
    return found


@rule("problem-question", profile=HOUSE)
def problem_question(course: Course) -> Iterator[Remark]:
    """A problem without a question that the platform knows gives no points; one without <label> is not read out."""
    for block in course.by_tag("problem"):
        found = responses(block)
        if not found:
            yield Remark(
                block.path,
                block.line,
                _("The problem asks nothing."),
                _("Add a question, for example <multiplechoiceresponse>."),
            )
        for response in found:
            if not _label(response, block):
                yield Remark(
                    block.path,
                    response.sourceline,
                    _("The question has no <label>."),
                    _("Put the question into <label>, so that a screen reader says it with the answers."),
                )


def _label(response: etree._Element, block: Block) -> bool:
    labels = response.xpath(".//label[normalize-space()]")
    return bool(labels or block.element.xpath("./label[normalize-space()]"))


@rule("problem-answer")
def problem_answer(course: Course) -> Iterator[Remark]:
    """A question without a right answer cannot be passed; one with two in a single choice takes either."""
    for block in course.by_tag("problem"):
        if block.element.find(".//script") is None:  # a script may set the answers
            for response in responses(block):
                if response.tag in CHOICE_RESPONSES:
                    yield from _choices_wrong(block, response)
                elif (
                    response.tag in ("numericalresponse", "stringresponse")
                    and not (response.get("answer") or "").strip()
                ):
                    yield Remark(
                        block.path, response.sourceline, _("The question has no answer."), _('Add answer="...".')
                    )


def _choices_wrong(block: Block, response: etree._Element) -> Iterator[Remark]:
    """Yield what is wrong with the marks of a question with answers to pick from."""
    found = choices(response)
    right = [choice for choice in found if choice.right]
    inputs = response.xpath(".//optioninput")
    if response.xpath(".//optioninput/@correct"):
        return
    if not right:
        what, advice = _("No answer is marked as right."), _('Add correct="true" to the right one.')
        yield Remark(block.path, response.sourceline, what, advice)
    if len(right) > 1 and response.tag in ("multiplechoiceresponse", "optionresponse") and len(inputs) < 2:
        what, advice = _("Two answers of a single choice are right."), _("Keep one, or use <choiceresponse>.")
        yield Remark(block.path, response.sourceline, what, advice, house=True)
    if len(right) == len(found) > 0:
        yield Remark(block.path, response.sourceline, _("Every answer is right."), _("Add wrong ones."), house=True)


@rule("choice-feedback", profile=HOUSE)
def choice_feedback(course: Course) -> Iterator[Remark]:
    """A learner who picks a wrong answer and reads only "incorrect" has learned nothing."""
    for block in course.by_tag("problem"):
        for response in responses(block):
            for choice in choices(response):
                words = "".join("".join(hint.itertext()) for hint in choice.hints).strip()
                if not words:
                    yield Remark(
                        block.path,
                        choice.element.sourceline,
                        _("No feedback on {words!r}.", words=choice.text[:50]),
                        _("Add <choicehint> (in a dropdown <optionhint>)."),
                    )
            if response.tag in ("numericalresponse", "stringresponse") and not response.xpath(
                ".//correcthint[normalize-space()]"
            ):
                yield Remark(
                    block.path, response.sourceline, _("No feedback on the right answer."), _("Add <correcthint>.")
                )


@rule("problem-solution", profile=HOUSE)
def problem_solution(course: Course) -> Iterator[Remark]:
    """Without <solution> the button "Show answer" explains nothing."""
    for block in course.by_tag("problem"):
        if responses(block) and not block.element.xpath(".//solution[normalize-space()]"):
            yield Remark(
                block.path,
                block.line,
                _("The question has no explanation."),
                _("Add <solution> with the reason and its source."),
            )


@rule("choice-catch-all", profile=HOUSE)
def choice_catch_all(course: Course) -> Iterator[Remark]:
    """ "All of the above" tests how one takes tests; and the platform may shuffle the answers."""
    for block in course.by_tag("problem"):
        for response in responses(block):
            for choice in choices(response):
                if CATCH_ALL.search(choice.text):
                    yield Remark(
                        block.path,
                        choice.element.sourceline,
                        _("An answer says {words!r}.", words=choice.text),
                        _("Write an answer that stands alone."),
                    )


@rule("inline-space")
def inline_space(course: Course) -> Iterator[Remark]:
    """White space alone between two inline elements is lost in problem/*.xml and inline <html>: words run
    together.
    """
    for block in course.by_tag("problem", "html"):
        for element in block.element.iter(*INLINE):
            following = element.getnext()
            if following is not None and following.tag in INLINE and element.tail and not element.tail.strip():
                yield Remark(
                    block.path,
                    following.sourceline,
                    _(
                        "The space between <{tag}> and <{following_tag}> is lost.",
                        tag=element.tag,
                        following_tag=following.tag,
                    ),
                    _("Put a word or a sign between them, or take one of them away."),
                )


def _single_choices(course: Course) -> Iterator[tuple[Block, etree._Element, list[Choice]]]:
    for block in course.by_tag("problem"):
        for response in responses(block):
            found = choices(response)
            if response.tag in ("multiplechoiceresponse", "optionresponse") and sum(c.right for c in found) == 1:
                yield block, response, found


@rule("answer-first", level=WARNING, profile=HOUSE)
def answer_first(course: Course) -> Iterator[Remark]:
    """Where the right answer stands first in most questions of a unit, learners learn that, and nothing
    else.
    """
    for path, right, total in _pattern(course, lambda found: found[0].right):
        what = ngettext(
            "In {right} of {count} questions the right answer stands first.",
            "In {right} of {count} questions the right answer stands first.",
            total,
            right=right,
        )
        yield Remark(path, 1, what, _("Move some of them."))


@rule("answer-longest", level=WARNING, profile=HOUSE)
def answer_longest(course: Course) -> Iterator[Remark]:
    """Where the right answer is the longest in most questions of a unit, one can pass without reading."""

    def holds(found: list[Choice]) -> bool:
        longest = max(found, key=lambda choice: len(choice.text))
        return longest.right and len({len(choice.text) for choice in found}) > 1

    for path, right, total in _pattern(course, holds):
        what = ngettext(
            "In {right} of {count} questions the right answer is the longest.",
            "In {right} of {count} questions the right answer is the longest.",
            total,
            right=right,
        )
        yield Remark(path, 1, what, _("Shorten some, or make wrong answers as long."))


def _pattern(course: Course, holds: Callable[[list[Choice]], bool]) -> Iterator[tuple[str, int, int]]:
    """Yield (unit, questions whose right answer does so, all its questions) where most of three or more do."""
    units: dict[str, list[bool]] = {}
    for block, _response, found in _single_choices(course):
        unit = block.ancestor("vertical")
        units.setdefault(unit.path if unit else "", []).append(holds(found))
    for path, results in units.items():
        if len(results) >= 3 and sum(results) > len(results) * 0.5:
            yield path or "course.xml", sum(results), len(results)
