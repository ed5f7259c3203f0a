"""Requests to handlers: who may call, how much they may send, and errors that a person understands."""

from __future__ import annotations

import functools

from xblock.core import XBlock
from xblock.exceptions import JsonHandlerError

from human_rights_mooc import compat, limits
from human_rights_mooc.wording import _

# Whose page sends a request: `compat.learner_mark` when the page was made. Scripts before this release send none.
LEARNER_HEADER = "X-Hrl-Learner"


class RefusedError(JsonHandlerError):
    """A request that was not carried out: status 400 (or 403) with a sentence. Nothing was stored."""

    def __init__(self, block, sentence: str, status: int = 400, **extra):
        super().__init__(
            status,
            compat.gettext(block, sentence).format(**extra) if extra else compat.gettext(block, sentence),
        )


def learner_handler(func):
    """Make a `json_handler` for a learner's own request: `func(self, data) -> dict`, with `data` a dict.

    Checks before the function runs: POST; a body of type JSON (a page of another site cannot send that
    without
    the platform's consent, also on the route that skips the CSRF check); at most 64 kB; an object; a
    logged-in
    caller, and the one whose page it is: a page that stayed open while somebody else logged in would store its text in
    their account. Each failure is an answer with a sentence, never an error of the server.
    """

    @XBlock.json_handler
    @functools.wraps(func)
    def as_json(self, data, suffix=""):
        if not compat.is_authenticated(self):
            raise RefusedError(self, _("Log in to save your work."), 403)
        if not isinstance(data, dict):
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        return func(self, data)

    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        refused = _refused_request(self, request) if request.method == "POST" else None
        if refused is not None:
            return refused.get_response()
        try:
            return as_json(self, request, suffix)
        except RecursionError:
            return RefusedError(self, _("The request is not understood. Load the page again.")).get_response()

    return handler


def author_handler(func):
    """Make a `json_handler` for an author in Studio: `func(self, data) -> dict`. 403 for everybody else.

    A body of more than 1 MiB is refused before it is read.
    """

    @XBlock.json_handler
    @functools.wraps(func)
    def as_json(self, data, suffix=""):
        if not compat.can_author(self):
            raise RefusedError(self, _("Only the course team may do this, in Studio."), 403)
        if not isinstance(data, dict):
            raise RefusedError(self, _("The request is not understood. Load the page again."))
        return func(self, data)

    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        # The platform has taken a multipart body apart already: reading it again would be an error.
        if (getattr(request, "content_type", "") or "").lower().startswith("multipart/"):
            return RefusedError(self, _("The request is not understood. Load the page again.")).get_response()
        if request.method == "POST" and len(request.body or b"") > limits.AUTHOR_BYTES:
            return RefusedError(self, _("This is too much at once. Save in smaller steps.")).get_response()
        try:
            return as_json(self, request, suffix)
        except RecursionError:
            return RefusedError(self, _("The request is not understood. Load the page again.")).get_response()

    return handler


def _refused_request(block, request) -> RefusedError | None:
    kind = (getattr(request, "content_type", "") or "").split(";")[0].strip().lower()
    if kind != "application/json":
        return RefusedError(block, _("The request is not understood. Load the page again."))
    if len(request.body or b"") > limits.REQUEST_BYTES:
        return RefusedError(block, _("This is too much at once. Shorten your text and save again."))
    page_of = request.headers.get(LEARNER_HEADER)
    if page_of and page_of != compat.learner_mark(block) and compat.is_authenticated(block):
        sentence = _("Another account is logged in now. Log in again with yours in another tab, then try again.")
        return RefusedError(block, sentence, 403)
    return None
