"""What stands in the place of a block that cannot be shown: one sentence, the place, and details for programmers."""

from __future__ import annotations

import traceback

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from web_fragments.fragment import Fragment

from builder.reasons import why
from olx.errors import UnreadableError
from preview.olx import Node

DEEPEST_FRAMES = -6


def unreadable(error: UnreadableError, usage) -> Fragment:
    """A block whose OLX cannot be read."""
    return _box(usage, why(error), error.path, error.line)


def failed(usage, node: Node | None) -> Fragment:
    """A block that raised while it was made; called where the exception is handled. Its words are the code's."""
    kind = node.block_type if node is not None else usage.block_type
    words = _("The preview cannot show this {type} block. It may work on a platform. The rest of the page is complete.")
    place, line = (node.path, node.line) if node is not None else (str(usage), None)
    return _box(usage, words.format(type=kind), place, line, traceback.format_exc(limit=DEEPEST_FRAMES))


def _box(usage, message, path: str, line: int | None, details: str = "") -> Fragment:
    context = {"usage": usage, "message": message, "path": path, "line": line, "details": whole(details)}
    return Fragment(render_to_string("preview/blocks/error.html", context))


def legible(fragment: Fragment) -> Fragment:
    """Return a fragment that can be sent: some blocks put halves of characters into their markup."""
    made = Fragment(whole(fragment.content))
    made.add_fragment_resources(fragment)
    if fragment.js_init_fn:
        made.initialize_js(fragment.js_init_fn, fragment.json_init_args)
    return made


def whole(text: str) -> str:
    """Join the halves of characters beyond U+FFFF, as JSON escapes them; a half alone becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
