"""What an answer of the plan may be, and when it counts as written. Pure functions, no XBlock.

Values: text (at most 2,000 characters), practices (one to three ids), actions (at most 30 rows of six texts, see
`Row`, together at most 400 characters a row), check (one of LEVELS). `None` is an answer that was deleted.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from human_rights_mooc.limits import clean_text, is_id
from human_rights_mooc.wording import _

ANSWER_CHARACTERS = 2000
ACTIONS = 30
ACTION_CHARACTERS = 400
PRACTICES = 3
STEP_BYTES = 64 * 1024
MOST_MINIMUM = 500

COSTS = ("", "none", "low", "medium", "high")
KINDS = ("", "structure", "process", "outcome")
LEVELS = ("yes", "partly", "no")

TOO_LONG = _("An answer has at most {most} characters. Shorten it and save again.")
TOO_MANY_ACTIONS = _("A plan has at most {most} actions. Remove one, then add this one.")
ACTION_TOO_LONG = _("An action has at most {most} characters. Shorten it and save again.")
TOO_MANY_PRACTICES = _("Choose at most {most} practices. Take one off, then choose this one.")
NOT_UNDERSTOOD = _("The request is not understood. Load the page again.")


class Row(NamedTuple):
    """An action. Stored as a list in this order: short, and the same in every store."""

    what: str
    who: str
    when: str
    cost: str
    indicator: str
    kind: str

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """What the learner typed."""
        return self.what, self.who, self.when, self.indicator


class BadAnswerError(ValueError):
    """A value that cannot be stored. `sentence` is marked for translation; `most` fills its placeholder."""

    def __init__(self, sentence: str = NOT_UNDERSTOOD, most: int = 0):
        super().__init__(sentence)
        self.sentence = sentence
        self.most = most


def clean_answer(kind: str, value: Any) -> Any:
    """Return a value as it is stored. Raises BadAnswerError."""
    if value is None:
        return None
    return CLEANERS[kind](value)


def is_stored(kind: str, value: Any) -> bool:
    """True for a stored value that has the right form."""
    try:
        return clean_answer(kind, value) == value
    except BadAnswerError:
        return False


def _text(value: Any) -> str:
    text = clean_text(value, ANSWER_CHARACTERS)
    if text is None:
        raise BadAnswerError(TOO_LONG if isinstance(value, str) else NOT_UNDERSTOOD, ANSWER_CHARACTERS)
    return text


def _practices(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(map(is_id, value)) or len(set(value)) != len(value):
        raise BadAnswerError
    if len(value) > PRACTICES:
        raise BadAnswerError(TOO_MANY_PRACTICES, PRACTICES)
    return list(value)


def _actions(value: Any) -> list[list[str]]:
    if not isinstance(value, list):
        raise BadAnswerError
    if len(value) > ACTIONS:
        raise BadAnswerError(TOO_MANY_ACTIONS, ACTIONS)
    return [_row(row) for row in value]


def _row(row: Any) -> list[str]:
    if not isinstance(row, list) or len(row) != len(Row._fields) or not all(isinstance(text, str) for text in row):
        raise BadAnswerError
    texts = [clean_text(text, ACTION_CHARACTERS) for text in row]
    if None in texts:
        raise BadAnswerError(ACTION_TOO_LONG, ACTION_CHARACTERS)
    clean = Row(*(text or "" for text in texts))
    if clean.cost not in COSTS or clean.kind not in KINDS:
        raise BadAnswerError
    if sum(map(len, clean.texts)) > ACTION_CHARACTERS:
        raise BadAnswerError(ACTION_TOO_LONG, ACTION_CHARACTERS)
    return list(clean)


def _check(value: Any) -> str:
    if not isinstance(value, str) or value not in LEVELS:
        raise BadAnswerError
    return value


CLEANERS = {"text": _text, "practices": _practices, "actions": _actions, "check": _check}


def is_written(kind: str, value: Any, minimum: int) -> bool:
    """True when an answer counts: a text of the minimum length, one practice, one action with what, who and when."""
    if not value:
        return False
    if kind == "text":
        return len(value.strip()) >= max(1, minimum)
    if kind == "actions":
        return any(all(text.strip() for text in row[:3]) for row in value)
    return True


def characters(value: Any) -> int:
    """Return how many characters the learner wrote in an answer."""
    if isinstance(value, str):
        return len(value)
    return sum(len(text) for row in value or [] if isinstance(row, list) for text in Row(*row).texts)
