"""Studio, as far as our blocks need it: author view, edit page, handlers, and the asset endpoint.

Addresses and answers are Studio's: `/xblock/<usage>/action/edit`, `/xblock/<usage>/handler/...`,
`/preview/xblock/<usage>/handler/...` and `/assets/<course key>/`.
"""

from __future__ import annotations

import mimetypes
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt, csrf_protect, ensure_csrf_cookie
from opaque_keys.edx.locator import AssetLocator

from preview import olx_edit, site
from preview.classes import load_class
from preview.outline import blocks_of, leaves, units_of
from preview.pages import parts_of
from preview.studio import can_edit, save_authored
from preview.views.blocks import keep_body, run_handler, usage_key

LARGEST_UPLOAD = 20 * 1024 * 1024
LARGEST_PAGE = 1000


def _refused(request):
    return render(request, "preview/studio_refused.html", status=403)


def index(request):
    """The units that hold one of our blocks."""
    if not request.learner.is_staff:
        return _refused(request)
    course = site.course()
    units = []
    for unit in units_of(course.root):
        blocks = [leaf for leaf in leaves(unit) if can_edit(leaf)]
        if blocks:
            units.append({"node": unit, "blocks": [{"node": b, "usage": course.usage(b)} for b in blocks]})
    return render(request, "preview/studio.html", {"units": units, "active": "studio"})


@ensure_csrf_cookie
def unit(request, url_name):
    """A unit as its author sees it in Studio, with a way to edit our blocks."""
    if not request.learner.is_staff:
        return _refused(request)
    course = site.course()
    node = next((each for each in units_of(course.root) if each.block_id == url_name), None)
    if node is None:
        raise Http404(url_name)
    if node.error is not None:
        raise node.error.with_traceback(None)
    runtime = site.runtime(request, course, "studio-preview")
    blocks, styles, scripts, markup = [], [], [], []
    for leaf in blocks_of(node):
        usage = course.usage(leaf)
        parts = parts_of(runtime.render_usage(usage, "author_view", {"is_pages_view": False}))
        styles += [each for each in parts.styles if each not in styles]
        scripts += [each for each in parts.scripts if each not in scripts]
        markup += parts.markup
        title = leaf.display_name or leaf.block_id
        blocks.append(
            {
                "node": leaf,
                "usage": usage,
                "title": title,
                "html": mark_safe(parts.html),
                "editable": can_edit(leaf),
            }
        )
    parts = {"styles": styles, "scripts": scripts, "markup": markup}
    return render(
        request,
        "preview/studio_unit.html",
        {"unit": node, "blocks": blocks, "parts": parts, "active": "studio"},
    )


@ensure_csrf_cookie
def edit(request, usage):
    """The edit page of a block: its `studio_view`, in a frame of a modal's size."""
    if not request.learner.is_staff:
        return _refused(request)
    course = site.course()
    key = usage_key(usage)
    node = course.node(key)
    if node is None or node.parent is None or not hasattr(load_class(node.block_type), "studio_view"):
        raise Http404(usage)
    runtime = site.runtime(request, course, "studio")
    parts = parts_of(runtime.render_usage(key, "studio_view", {}))
    context = {
        "unit": node.parent,
        "node": node,
        "title": node.display_name or node.block_id,
        "content": mark_safe(parts.html),
        "parts": parts,
        "editable": can_edit(node),
        "active": "studio",
    }
    return render(request, "preview/studio_edit.html", context)


@csrf_exempt
def handler(request, usage, handler, suffix="", preview=False):
    """A handler in Studio.

    Anyone who is logged in may call it; what it sets is saved for the course team only.
    """
    course = site.course()
    key = usage_key(usage)
    keep_body(request)

    def answer(request):
        runtime = site.runtime(request, course, "studio-preview" if preview else "studio")

        def save(block):
            if request.learner.is_staff and not preview:
                save_authored(runtime, course.node(key), block)

        try:
            return run_handler(request, runtime, key, handler, suffix, save)
        except olx_edit.EditError as error:
            return JsonResponse({"error": str(error)}, status=409)
        except TypeError as error:
            return JsonResponse({"error": str(error)}, status=500)

    return csrf_protect(answer)(request)


def _asset_json(assets, name: str) -> dict:
    path = assets.store.find(name)
    stat = path.stat()
    key = assets.key(name)
    added = datetime.fromtimestamp(stat.st_mtime, UTC).strftime("%b %d, %Y at %H:%M UTC")
    return {
        "display_name": name,
        "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "date_added": added,
        "url": f"/{key}",
        "external_url": f"/{key}",
        "portable_url": f"/static/{name}",
        "thumbnail": None,
        "locked": False,
        "static_full_url": assets.address(name),
        "id": key,
        "file_size": stat.st_size,
        "usage_locations": [],
    }


@csrf_exempt
def assets(request, course_key):
    """List and upload course assets, as Studio does: JSON only, CSRF token, the course team only."""
    return csrf_protect(_assets)(request, course_key)


def _assets(request, course_key):
    course = site.course()
    if "application/json" not in request.headers.get("Accept", ""):
        return HttpResponse("There is nothing at this address without Accept: application/json.", status=404)
    if str(course.key) != course_key or not request.learner.is_staff:
        return JsonResponse({"error": "Only the course team of this course may do this."}, status=403)
    current = site.assets(course)
    if request.method == "POST":
        return _upload(request, current)
    return _listing(request, current)


def _listing(request, current) -> JsonResponse:
    wanted = request.GET.get("display_name")
    search = request.GET.get("text_search", "").casefold()
    names = [name for name in current.store.names() if (wanted is None or name == wanted) and search in name.casefold()]
    page = _number(request.GET.get("page"), 0, 10**6)
    size = _number(request.GET.get("page_size"), 50, LARGEST_PAGE) or 50
    shown = names[page * size : (page + 1) * size]
    return JsonResponse(
        {
            "start": page * size,
            "end": page * size + len(shown),
            "page": page,
            "pageSize": size,
            "totalCount": len(names),
            "assets": [_asset_json(current, name) for name in shown],
            "sort": request.GET.get("sort", "uploadDate"),
            "direction": request.GET.get("direction", ""),
            "assetTypes": request.GET.get("asset_type", ""),
            "textSearch": request.GET.get("text_search", ""),
        }
    )


def _number(text, default: int, largest: int) -> int:
    return min(int(text), largest) if text and text.isascii() and text.isdigit() else default


def _upload(request, current) -> JsonResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": "No file was sent."}, status=400)
    if upload.size > LARGEST_UPLOAD:
        return JsonResponse({"error": f"{upload.name} is larger than 20 MB."}, status=413)
    name = AssetLocator.clean_keeping_underscores(upload.name.replace("/", "_"))
    if not name or name.startswith("."):
        return JsonResponse({"error": "The name of a file cannot begin with a dot."}, status=400)
    static = current.store.folder
    inside = (current.store.find(name) or static / name).relative_to(static.parent)
    try:
        olx_edit.upload(static.parent, inside.as_posix(), upload.read())
    except olx_edit.EditError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"asset": _asset_json(current, name), "msg": "Upload completed"})
