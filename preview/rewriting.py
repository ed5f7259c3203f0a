"""Addresses in what authors write: what the platform rewrites, and how.

Only right after a quote, single or double, as the platform's regular expressions have it: not in
`url(/static/x)`, not without quotes, not for the second entry of a `srcset`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

ADDRESS = r"""(?P<quote>\\?['"])/{}/(?P<rest>.*?)(?P=quote)"""
STATIC = re.compile(ADDRESS.format("static"))
# A film keeps the addresses of its sources as JSON in an attribute.
IN_ATTRIBUTE = re.compile(r"(?P<quote>&quot;)/static/(?P<rest>.*?)(?P=quote)")
COURSE = re.compile(ADDRESS.format("course"))
JUMP = re.compile(ADDRESS.format("jump_to_id"))
# Files of the platform's own pages; an author's `/static/` is the course's.
OWN = ("xblock/", "preview/")


@dataclass
class Rewriter:
    """Rewrites addresses for one course, with the course's assets at hand."""

    course_key: object
    assets: Any

    def rewrite(self, text: str, static_only: bool = False) -> str:
        """Return the text with the platform's three kinds of addresses made real."""
        text = STATIC.sub(self._static, text)
        if static_only:
            return text
        base = f"/courses/{self.course_key}"
        text = COURSE.sub(rf"\g<quote>{base}/\g<rest>\g<quote>", text)
        return JUMP.sub(rf"\g<quote>{base}/jump_to_id/\g<rest>\g<quote>", text)

    def rewrite_film(self, text: str) -> str:
        """Return the markup of a film with the addresses of its sources made real as well."""
        return self.rewrite(IN_ATTRIBUTE.sub(self._static, text))

    def _static(self, match: re.Match) -> str:
        name, mark, tail = _split(match["rest"])
        if name.startswith(OWN) or match["rest"].endswith("?raw"):
            return match[0]
        address = self.assets.address(unquote(name))
        if address is None:
            return match[0]
        return f"{match['quote']}{address}{mark}{tail}{match['quote']}"


def _split(rest: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", rest)
    if found is None:
        return rest, "", ""
    return rest[: found.start()], found[0], rest[found.end() :]
