"""Write docs/builder-rules.md: every rule with the behaviour of the platform behind it."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import builder.rules  # noqa: F401  (fills the registry)
from builder.registry import RULES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "builder-rules.md"
HEAD = """# The builder's rules

For authors whose course the builder refused, and for whoever writes a rule.

Made by `python -m builder.rules_page` from the rules themselves. Each rule forbids something that Open edX
accepts without a word, or that a learner would stumble over. An error stops the build; a warning does not.

The profile says whose rule it is. `platform`: Open edX loses, breaks or ignores it, in any course; `--profile platform`
runs these only. `house`: this project wants it; a build runs both. A rule of the platform may add a wish of the house,
which `--profile platform` leaves out.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for theme in sorted({rule.theme for rule in RULES.values()}):
        about = inspect.getdoc(sys.modules[f"builder.rules.{theme}"]) or ""
        parts.append(f"\n## {about.splitlines()[0]}\n\n| rule | profile | level | why |\n|---|---|---|---|\n")
        for rule in RULES.values():
            if rule.theme == theme:
                level = rule.level + (", not with `--fast`" if rule.slow else "")
                why = rule.why.replace("|", "\\|").replace("<", "&lt;")
                parts.append(f"| `{rule.name}` | {rule.profile} | {level} | {why} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
