"""What every answer carries: a policy that keeps the page on this machine, a learner, and readable errors."""

from __future__ import annotations

import logging
import traceback

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from rights_atlas.wording import speaking

from builder.reasons import why
from olx.errors import UnreadableError
from preview import learners, site
from preview.boxes import DEEPEST_FRAMES, whole
from preview.faults import storing_sentence
from preview.policy import content_security_policy
from preview.runtime import UnreadableBlockError

log = logging.getLogger(__name__)


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


class Speaking:
    """Lets the sentences about the course's files come in the language of the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with speaking(translation.get_language(), for_a_page=True):
            return self.get_response(request)


class CurrentLearner:
    """Puts the learner that this browser is into the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.learner = request.user = learners.current(request)
        return self.get_response(request)


class ReadableErrors:
    """Whatever goes wrong while an answer is made becomes a page, or a JSON text, that says what and what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer with the page; leave what Django has its own answer for (no such page, not allowed) to Django."""
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            return None
        sentence = storing_sentence(exception)
        if sentence:
            return self._answer(request, {"sentence": sentence}, "preview/not_stored.html", 507)
        if isinstance(exception, UnreadableBlockError):
            exception = exception.error
        if isinstance(exception, UnreadableError):
            found = {
                "error": exception,
                "sentence": f"{exception.path}: {why(exception)}",
                "nothing_works": not _course_is_readable(),
            }
            return self._answer(request, found, "preview/olx_error.html", 500)
        log.exception("No answer could be made for %s", request.path, exc_info=exception)
        details = whole("".join(traceback.format_exception(exception, limit=DEEPEST_FRAMES)))
        found = {"sentence": _("The preview could not make this page. Other pages still open."), "details": details}
        return self._answer(request, found, "preview/failed.html", 500)

    @staticmethod
    def _answer(request, found: dict, template: str, status: int):
        if _wants_json(request):
            return JsonResponse({"error": found["sentence"]}, status=status)
        try:
            return render(request, template, {**found, "course": None}, status=status)
        except Exception:  # what broke the page may break the frame round its error as well
            log.exception("The page of an error could not be made")
            return server_error(request)


def _wants_json(request) -> bool:
    asked = request.headers.get("Accept", "") + (request.content_type or "")
    return "json" in asked or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _course_is_readable() -> bool:
    try:
        site.course()
    except UnreadableError:
        return False
    return True


def server_error(request):
    """The last resort: a page without a frame, which nothing of the course can break."""
    sentence = _("The preview could not make this page. Other pages still open.")
    return HttpResponse(render_to_string("preview/last_resort.html", {"sentence": sentence}), status=500)
