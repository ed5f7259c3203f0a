"""The security policy of a page: what its scripts, styles and pictures may be, and where they may come from."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from olx.markup import spans

# The extracted video block's script compiles its templates in the browser (underscore's `template`).
COMPILES_TEMPLATES = {"video"}


@cache
def content_security_policy(compiles_templates: bool = False) -> str:
    """Return the policy of every page.

    Scripts: ours and the blocks', from this server; none inline but the one that the extracted problem's
    template holds, by its hash. Styles may be inline: authors' HTML and the extracted templates carry `style`
    attributes. Pictures may be `data:` (the problem block's style sheet) and `blob:` (a download that a block
    makes). Only a page with a block that compiles templates in the browser may evaluate text as script.
    """
    template = (files("xblocks_contrib") / "problem/capa/templates/problem.html").read_text("utf-8")
    scripts = spans(template, "<script>", "</script>")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in (template[start + len("<script>") : end - len("</script>")] for start, end in scripts)
    ]
    compiling = " 'unsafe-eval'" if compiles_templates else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)}{compiling}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "object-src 'none'",
        )
    )


def allow_blocks(response, block_types):
    """Give a page the policy that its blocks need."""
    compiles = not COMPILES_TEMPLATES.isdisjoint(block_types)
    response["Content-Security-Policy"] = content_security_policy(compiles)
    return response
