"""Course home, progress, tabs, handouts and updates."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from olx.errors import MissingError
from olx.markup import line_of
from preview import models, site
from preview.grading import progress_of as grades_of
from preview.outline import outline, visible_units


def _file(course, path: str) -> str:
    """Return a file of author's HTML, ready to show, or an empty text when there is none."""
    if not course.files.is_file(path):
        return ""
    return mark_safe(site.rewriter(course).rewrite(course.files.text(path)))  # noqa: S308  the authors' own HTML


def home(request):
    """The course's first page: title, image, about, outline, resume."""
    course = site.course()
    position = models.Position.objects.filter(learner=request.learner.number).first()
    unit = course.find(position.unit) if position else None
    image = course.policy.get("course_image") or "course_image.jpg"
    context = {
        "sections": outline(course, request.learner),
        "resume": unit,
        "first": next(iter(visible_units(course, request.learner)), None),
        "image": site.assets(course).address(image),
        "short_description": _file(course, "about/short_description.html"),
        "overview": _file(course, "about/overview.html"),
        "effort": _file(course, "about/effort.html"),
        "has_handouts": bool(_file(course, "info/handouts.html").strip()),
        "updates": _updates(course)[:1],
        "active": "courseware",
    }
    return render(request, "preview/home.html", context)


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
    return render(request, "preview/handouts.html", {"content": _file(course, "info/handouts.html")})


def _updates(course) -> list[dict]:
    path = "info/updates.items.json"
    if not course.files.is_file(path):
        return []
    items = [item for item in course.files.json(path) if item.get("status", "visible") == "visible"]
    rewriter = site.rewriter(course)
    return [
        {"date": item.get("date", ""), "content": mark_safe(rewriter.rewrite(item.get("content", "")))}  # noqa: S308
        for item in sorted(items, key=lambda item: item.get("id", 0), reverse=True)
    ]


def updates(request):
    """News of the course, the newest first."""
    return render(request, "preview/updates.html", {"updates": _updates(site.course())})
