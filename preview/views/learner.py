"""Who one is, in which language, and what the blocks published."""

import json

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from preview import learners, models, site

# Longer payloads stand folded: a problem's holds its whole state.
SHORT_PAYLOAD = 400


def _back(request):
    """Return to the page that the form stood on; never to another host."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return redirect(target)


@require_POST
def choose(request):
    """Become another learner."""
    number = request.POST.get("learner", "")
    if not number.isdigit() or not learners.choose(request, int(number)):
        return HttpResponseBadRequest("There is no such learner.")
    return _back(request)


@require_POST
def reset(request):
    """Forget what the current learner did, or everybody."""
    for learner in learners.LEARNERS if request.POST.get("everybody") else (request.learner,):
        learners.reset(learner)
    return _back(request)


@require_POST
def language(request):
    """Change the language of the interface; the course keeps its own."""
    code = request.POST.get("language")
    response = _back(request)
    if code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, samesite="Lax")
    return response


def events(request):
    """What the blocks published for this learner: events, grades and completions, the newest first."""
    course = site.course()
    rows = models.Publication.objects.filter(learner=request.learner.number).order_by("-id")[:500]
    found = []
    for row in rows:
        node = course.node(row.usage)
        payload = json.dumps(json.loads(row.payload), indent=2, ensure_ascii=False)
        found.append({"row": row, "node": node, "payload": payload, "is_short": len(payload) < SHORT_PAYLOAD})
    return render(request, "preview/events.html", {"events": found, "active": "events"})
