"""What every answer carries: a policy that keeps the page on this machine, a learner, and readable errors."""

from __future__ import annotations

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import translation
from rights_atlas.wording import speaking

from olx.errors import UnreadableError
from preview import learners
from preview.faults import storing_sentence
from preview.policy import content_security_policy
from preview.runtime import UnreadableBlockError


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
    """An error in the course's files becomes a page that names the file and the line; a full disk one that says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer with the page, or leave the error to Django."""
        sentence = storing_sentence(exception)
        if sentence:
            return self._not_stored(request, sentence)
        if isinstance(exception, UnreadableBlockError):
            exception = exception.error
        if not isinstance(exception, UnreadableError):
            return None
        return render(request, "preview/olx_error.html", {"error": exception, "course": None}, status=500)

    @staticmethod
    def _not_stored(request, sentence):
        if "json" in request.headers.get("Accept", "") or request.content_type == "application/json":
            return JsonResponse({"error": sentence}, status=507)
        return render(request, "preview/not_stored.html", {"sentence": sentence, "course": None}, status=507)
