"""Unit pages, and the addresses that lead to them."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from preview import models, site
from preview.olx import Node
from preview.outline import LEVELS, is_unit, leaves, outline, units_of, visible_units
from preview.pages import libraries_for, parts_of
from preview.platform_only import notes_above, with_notes
from preview.policy import allow_blocks


def _unit_of(node: Node | None) -> Node | None:
    """Return the unit that a node stands in, or the first one below it."""
    above = node
    while above is not None and not is_unit(above):
        above = above.parent
    if above is not None:
        return above
    return next(units_of(node), None) if node else None


def unit(request, url_name):
    """One unit with its blocks, the outline, the tabs of its subsection, previous and next."""
    course = site.course()
    units = visible_units(course, request.learner)
    node = next((each for each in units if each.block_id == url_name), None)
    if node is None:
        raise Http404(url_name)
    if node.error is not None:
        raise node.error.with_traceback(None)
    models.Position.objects.update_or_create(learner=request.learner.number, defaults={"unit": node.block_id})
    runtime = site.runtime(request, course)
    runtime.learner_store.prefetch([course.usage(leaf) for leaf in leaves(node)])
    fragment = runtime.render_usage(course.usage(node), "student_view", {"username": request.learner.username})
    parts = parts_of(with_notes(fragment, notes_above(course, node)))
    types = {leaf.block_type for leaf in leaves(node)}
    place = units.index(node)
    sections = outline(course, request.learner, node)
    chapter = next(section for section in sections if section.here)
    subsection = next(item for item in chapter.items if item.here)
    siblings = [item.here for item in subsection.items]
    context = {
        "unit": node,
        "place": {"number": siblings.index(True) + 1, "total": len(siblings)},
        "chapter": chapter,
        "subsection": subsection,
        "sections": sections,
        "content": mark_safe(parts.html),  # noqa: S308  the course's own blocks
        "parts": parts,
        "previous": units[place - 1] if place else None,
        "next": units[place + 1] if place + 1 < len(units) else None,
        "active": "courseware",
        "libraries": libraries_for(types),
    }
    page = render(request, "preview/unit.html", context)
    return allow_blocks(page, types)


def section(request, url_name):
    """The first unit of a section or subsection; an error in its file as a page."""
    course = site.course()
    named = [node for node in course.root.walk() if node.block_id == url_name]
    node = next((node for node in named if node.block_type in LEVELS), named[0] if named else None)
    found = _unit_of(node)
    if found is None:
        if node is not None and node.error is not None:
            raise node.error.with_traceback(None)
        broken = next((each.error for each in node.walk() if each.error), None) if node else None
        if broken:
            raise broken.with_traceback(None)
        if node is None:
            raise Http404(url_name)
        return render(request, "preview/empty.html", {"name": node.title, "active": "courseware"})
    return redirect("unit", url_name=found.block_id)


def resume(request):
    """The unit that the learner opened last, or the first one."""
    course = site.course()
    position = models.Position.objects.filter(learner=request.learner.number).first()
    units = visible_units(course, request.learner)
    known = position and any(each.block_id == position.unit for each in units)
    if not known and not units:
        raise Http404("unit")
    return redirect("unit", url_name=position.unit if known else units[0].block_id)


def jump(request, course_key, url_name):
    """`/jump_to_id/x`: the unit that holds x."""
    found = _unit_of(site.course().find(url_name))
    if found is None:
        raise Http404(url_name)
    return redirect("unit", url_name=found.block_id)


def jump_to(request, course_key, usage):
    """The unit that holds the block with this key."""
    found = _unit_of(site.course().node(usage))
    if found is None:
        raise Http404(usage)
    return redirect("unit", url_name=found.block_id)
