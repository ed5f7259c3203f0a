"""What every answer carries: a policy that keeps the page on this machine, a learner, and readable errors."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from django.shortcuts import render

from preview import learners
from preview.olx import OlxError
from preview.runtime import UnreadableBlockError


@cache
def content_security_policy() -> str:
    """Return the policy of every page.

    Scripts: ours and the blocks', from this server; none inline but the one that the extracted problem's
    template holds, by its hash. Styles may be inline: authors' HTML and the extracted templates carry `style`
    attributes. Pictures may be `data:` (the problem block's style sheet) and `blob:` (a download that a block
    makes).
    """
    template = (files("xblocks_contrib") / "problem/capa/templates/problem.html").read_text("utf-8")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall(r"<script>(.*?)</script>", template, re.DOTALL)
    ]
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "object-src 'none'",
        )
    )


class ContentSecurityPolicy:
    """Adds the policy to every answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_security_policy())
        response["X-Content-Type-Options"] = "nosniff"
        response["Referrer-Policy"] = "same-origin"
        return response


class CurrentLearner:
    """Puts the learner that this browser is into the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.learner = learners.current(request)
        return self.get_response(request)


class ReadableErrors:
    """An error in the course's files becomes a page that names the file and the line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer with the page, or leave the error to Django."""
        if isinstance(exception, UnreadableBlockError):
            exception = exception.error
        if not isinstance(exception, OlxError):
            return None
        return render(request, "preview/olx_error.html", {"error": exception, "course": None}, status=500)
