"""Course home, progress, tabs, handouts and updates."""

import logging

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from olx.errors import N_, MissingError, UnreadableError
from olx.markup import line_of
from preview import foreign, models, site
from preview.grading import progress_of as grades_of
from preview.outline import outline, visible_units

log = logging.getLogger(__name__)
HANDOUTS = "info/handouts.html"
UPDATES = "info/updates.items.json"


def _file(course, path: str) -> str:
    """Return a file of author's HTML, ready to show, or an empty text when there is none."""
    if not course.files.is_file(path):
        return ""
    html = foreign.named(site.rewriter(course).rewrite(course.files.text(path)))
    return mark_safe(html)  # noqa: S308  the authors' own HTML


class _Parts:
    """The parts of a page, each made on its own: what one cannot show is said, and the others stand."""

    def __init__(self):
        self.errors: list[UnreadableError] = []

    def make(self, path: str, default, maker, *arguments):
        """Return what the maker makes; where it raises, the default, and keep an error that names the file."""
        try:
            return maker(*arguments)
        except UnreadableError as error:
            self.errors.append(error)
        except Exception:  # what an author wrote may break anything
            log.exception("A part of the page cannot be made from %s", path)
            text = N_("This part of the page cannot be shown. Look at this file.")
            self.errors.append(UnreadableError(0, text).at(path))
        return default


def home(request):
    """The course's first page: title, image, about, outline, resume."""
    course = site.course()
    position = models.Position.objects.filter(learner=request.learner.number).first()
    policy = course.read.policy_path
    parts = _Parts()
    about = {name: f"about/{name}.html" for name in ("short_description", "overview", "effort")}
    context = {
        "sections": parts.make(course.root.path, [], outline, course, request.learner),
        "resume": course.find(position.unit) if position else None,
        "first": next(iter(visible_units(course, request.learner)), None),
        "image": parts.make(policy, None, _image, course),
        **{name: parts.make(path, "", _file, course, path) for name, path in about.items()},
        "has_handouts": bool(parts.make(HANDOUTS, "", _file, course, HANDOUTS).strip()),
        "updates": parts.make(UPDATES, [], _updates, course)[:1],
        "errors": parts.errors,
        "active": "courseware",
    }
    return render(request, "preview/home.html", context)


def _image(course) -> str | None:
    return site.assets(course).address(str(course.policy.get("course_image") or "course_image.jpg"))


def home_of(request, course_key):
    """The home page under the address that `/course/` is rewritten to."""
    return redirect("home")


def progress_of(request, course_key):
    """The progress page under its platform address."""
    return redirect("progress")


def progress(request):
    """Scores by subsection and by grader, the overall grade and the pass mark."""
    course = site.course()
    report = grades_of(course, site.runtime(request, course))
    return render(request, "preview/progress.html", {"report": report, "active": "progress"})


def tab(request, course_key, slug):
    """A static tab of the course."""
    course = site.course()
    declared = [t for t in course.read.tabs if t.get("type") == "static_tab"]
    found = next((t for t in declared if t.get("url_slug") == slug), None)
    if found is None:
        raise Http404(slug)
    path = f"tabs/{slug}.html"
    if not course.files.is_file(path):
        policy = course.read.policy_path
        raise MissingError(path, named_in=(policy, line_of(course.files.text(policy), f'"{slug}"')))
    return render(
        request,
        "preview/tab.html",
        {"title": found.get("name", slug), "content": _file(course, path), "slug": slug},
    )


def handouts(request):
    """The course's handouts."""
    course = site.course()
    return render(request, "preview/handouts.html", {"content": _file(course, HANDOUTS)})


def _updates(course) -> list[dict]:
    if not course.files.is_file(UPDATES):
        return []
    items = [item for item in course.files.json(UPDATES) if item.get("status", "visible") == "visible"]
    rewriter = site.rewriter(course)
    return [
        {"date": item.get("date", ""), "content": mark_safe(foreign.named(rewriter.rewrite(item.get("content", ""))))}  # noqa: S308
        for item in sorted(items, key=lambda item: item.get("id", 0), reverse=True)
    ]


def updates(request):
    """News of the course, the newest first."""
    return render(request, "preview/updates.html", {"updates": _updates(site.course())})
