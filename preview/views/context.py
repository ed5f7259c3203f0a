"""What every page knows: who one is, the languages, the course's tabs."""

from django.conf import settings
from django.utils import translation

from olx.errors import UnreadableError
from preview import site
from preview.learners import LEARNERS

RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur"}


def tabs_of(course) -> list[dict]:
    """Return the course's tabs that a local preview can show, as [{name, address, type}]."""
    known = {"courseware": "/", "progress": "/progress"}
    tabs = []
    for tab in course.read.tabs:
        kind = tab.get("type")
        address = known.get(kind)
        if kind == "static_tab" and tab.get("url_slug"):
            address = f"/courses/{course.key}/{tab['url_slug']}/"
        if address:
            tabs.append({"name": tab.get("name") or kind, "address": address, "type": kind})
    if not tabs:
        tabs = [{"name": "Course", "address": "/", "type": "courseware"}]
    return tabs


def page(request) -> dict:
    """The context processor of all pages."""
    learner = getattr(request, "learner", None)
    if learner is None:
        return {}
    found = {
        "learner": learner,
        "learners": LEARNERS,
        "languages": settings.LANGUAGES,
        "language": translation.get_language(),
        "is_rtl": translation.get_language_bidi(),
        "here": request.get_full_path(),
        "path": request.path,
        "viewing_delay": settings.VIEWING_DELAY_MS,
    }
    try:
        course = site.course()
    except UnreadableError:
        return found
    language = str(course.policy.get("language") or "en")
    return {
        **found,
        "course": course,
        "tabs": tabs_of(course),
        "course_language": language,
        "course_direction": "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
    }
