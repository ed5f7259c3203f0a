"""The list of rules. A rule is a small generator of remarks with a name, a level and a line that says why."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rights_atlas.wording import spoken

from builder.findings import ERROR, HOUSE, PLATFORM, Finding, Remark

Check = Callable[..., Iterable[Remark]]


@dataclass(frozen=True)
class Rule:
    """A named check. `why` is the first paragraph of its docstring: the behaviour of the platform behind it.

    profile: PLATFORM when it says what Open edX loses or breaks, HOUSE when it says what this project wants.
    """

    name: str
    theme: str
    level: str
    slow: bool
    profile: str
    why: str
    check: Check

    def run(self, course) -> list[Finding]:
        """Return what the rule finds in a course, in the language spoken; a second call answers from memory."""
        return course.remember(f"rule {self.name} {spoken()}", lambda: self._run(course))

    def _run(self, course) -> list[Finding]:
        return [
            Finding(
                found.path,
                max(1, found.line or 1),
                self.level,
                self.name,
                found.what,
                found.advice,
                HOUSE if found.house else self.profile,
            )
            for found in self.check(course)
        ]


RULES: dict[str, Rule] = {}


def rule(name: str, level: str = ERROR, slow: bool = False, profile: str = PLATFORM) -> Callable[[Check], Check]:
    """Register a rule. Its theme is the module it stands in; slow rules are left out with --fast."""

    def register(check: Check) -> Check:
        why = inspect.getdoc(check)
        if not why:
            raise ValueError(f"rule {name} has no docstring that says why")
        if name in RULES and RULES[name].check.__qualname__ != check.__qualname__:
            raise ValueError(f"two rules are called {name}")
        theme = check.__module__.rsplit(".", 1)[-1]
        RULES[name] = Rule(name, theme, level, slow, profile, " ".join(why.split("\n\n")[0].split()), check)
        return check

    return register
