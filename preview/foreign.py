"""What a page would fetch from other sites. It is not fetched here: its place says what it would be, with a link."""

from __future__ import annotations

import html
import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

FOREIGN_FRAME = re.compile(
    r"""<(?P<kind>iframe|embed|audio|video|img)\b(?P<attributes>[^<>]*?)\ssrc=(?P<quote>["'])\s*"""
    r"""(?P<address>(?:https?:)?//[^"']*)(?P=quote)[^<>]*>(?:\s*</(?:iframe|embed|audio|video)>)?""",
    re.IGNORECASE,
)
TITLE = re.compile(r"""\b(?:title|alt)=(["'])(.*?)\1""", re.IGNORECASE | re.DOTALL)
# The extracted video block draws marks of its own around a film.
DRAWS_ITS_OWN = {"video"}


def named(content: str, block_type: str = "") -> str:
    """Return the markup with a sentence and a link in the place of what is on another site."""
    return content if block_type in DRAWS_ITS_OWN else FOREIGN_FRAME.sub(_place, content)


def _place(match: re.Match) -> str:
    kinds = {
        "img": _("A picture of another site stands here. The preview does not fetch it."),
        "audio": _("A recording of another site stands here. The preview does not fetch it."),
        "video": _("A film of another site stands here. The preview does not fetch it."),
    }
    sentence = kinds.get(match["kind"].lower()) or _(
        "A page of another site stands here. The preview does not open it."
    )
    title = TITLE.search(match[0])
    address = html.unescape(match["address"])
    context = {
        "sentence": sentence,
        "title": html.unescape(title[2]) if title else "",
        "address": f"https:{address}" if address.startswith("//") else address,
    }
    return render_to_string("preview/blocks/elsewhere.html", context)
