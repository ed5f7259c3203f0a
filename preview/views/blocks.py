"""What blocks ask the server for.

Handlers, resources of their packages, course assets, texts of fragments.
"""

from __future__ import annotations

import importlib
import mimetypes

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import AssetKey, UsageKey
from webob import Request
from xblock.core import XBlock
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage, NotFoundError, ProcessingError

from preview import pages, services, site
from preview.classes import EXTRACTED, OURS


def usage_key(text: str) -> UsageKey:
    """Return the usage key in an address, or answer 404."""
    try:
        return UsageKey.from_string(text)
    except InvalidKeyError as error:
        raise Http404(text) from error


def run_handler(request, runtime, usage, handler, suffix, saved=None) -> HttpResponse:
    """Call a block's handler and answer as the LMS does.

    `saved` is called with the block once it is saved.
    """
    try:
        block = runtime.get_block(usage)
    except NoSuchUsage as error:
        raise Http404(str(usage)) from error
    try:
        answer = runtime.handle(block, handler, webob_request(request), suffix or "")
        block.save()
        if saved is not None:
            saved(block)
    except (NoSuchHandlerError, NotFoundError) as error:
        raise Http404(handler) from error
    except ProcessingError as error:
        return JsonResponse({"success": error.args[0]})
    response = HttpResponse(answer.body, status=answer.status_code, content_type=answer.headers.get("Content-Type"))
    for name, value in answer.headerlist:
        if name.lower() not in ("content-type", "content-length"):
            response[name] = value
    return response


def keep_body(request) -> None:
    """Read the body now: the check of the CSRF token may parse a form, and a block wants the bytes."""
    request.body  # noqa: B018  reading it is what keeps it


def webob_request(request) -> Request:
    """Return the request in the form that XBlock handlers take."""
    environ = dict(request.META)
    made = Request(environ)
    made.body = request.body
    # Where the LMS leaves the Django request; the video block's transcripts look for it there.
    made._request = request
    return made


@csrf_exempt
def handler(request, course_key, usage, route, handler, suffix=None):
    """A handler in the LMS. `handler_noauth` checks neither CSRF nor access, as there."""
    course = site.course()
    keep_body(request)

    def answer(request):
        return run_handler(request, site.runtime(request, course), usage_key(usage), handler, suffix)

    return answer(request) if route == "handler_noauth" else csrf_protect(answer)(request)


@require_POST
def viewed(request, usage):
    """A block that completes by being looked at was looked at, for as long as the platform asks."""
    course = site.course()
    block = site.runtime(request, course).get_block(usage_key(usage))
    service = services.CompletionService(request.learner)
    if not service.can_mark_block_complete_on_view(block):
        return JsonResponse({"error": "This block does not complete by being viewed."}, status=400)
    services.record(request.learner, usage, "completion", {"completion": 1.0, "by": "viewing"})
    services.store_completion(request.learner, usage, 1.0)
    return JsonResponse({"result": "ok"})


def text(request, name):
    """A script or style that a fragment brought as text."""
    found = pages.text_at(name)
    if found is None:
        raise Http404(name)
    response = HttpResponse(found[0], content_type=f"{found[1]}; charset=utf-8")
    response["Cache-Control"] = "max-age=31536000, immutable"
    return response


def _class_of_package(package: str) -> type[XBlock] | None:
    """Return a block class whose resources stand under this package name."""
    known = [path.split(":")[0] for path in EXTRACTED.values()] + [f"{name}.block" for name in OURS]
    for _name, _class in XBlock.load_classes(fail_silently=True):
        if _class.__module__.rsplit(".", 1)[0] == package:
            return _class
    for module_name in known:
        if module_name.split(".")[0] != package.split(".")[0]:
            continue
        try:
            module = importlib.import_module(module_name)
        except ImportError:
            continue
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, XBlock) and value.__module__.rsplit(".", 1)[0] == package:
                return value
    return None


def resource(request, package, uri):
    """A file of a block's package. Only what the class gives away: `public/`, and no hidden file."""
    block_class = _class_of_package(package)
    if block_class is None:
        raise Http404(package)
    try:
        with block_class.open_local_resource(uri) as file:
            content = file.read()
    except Exception as error:  # noqa: BLE001  a class answers in its own way to a file that it does not give
        raise Http404(uri) from error
    media_type = mimetypes.guess_type(uri)[0] or "application/octet-stream"
    if media_type == "text/css":
        content = pages.without_foreign_imports(content.decode("utf-8")).encode()
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "no-cache"
    return response


def _asset_name(key: str) -> str:
    try:
        return str(AssetKey.from_string(key)).split("@", 2)[2]
    except InvalidKeyError as error:
        raise Http404(key) from error


def asset(request, key):
    """A course asset under its plain key."""
    current = site.assets(site.course())
    return _send_asset(request, current, _asset_name(key))


def versioned_asset(request, digest, key):
    """A course asset under an address with its md5. An old md5 leads to the new one, as on the platform."""
    current = site.assets(site.course())
    name = _asset_name(key)
    address = current.address(name)
    if address is None:
        raise Http404(key)
    if f"/{digest}/" not in address:
        return HttpResponseRedirect(address, status=301)
    return _send_asset(request, current, name)


def _send_asset(request, current, name) -> HttpResponse:
    path = current.store.find(name)
    if path is None:
        raise Http404(name)
    response = HttpResponse(path.read_bytes(), content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Last-Modified"] = http_date(path.stat().st_mtime)
    # A picture of the course is shown, never run: an SVG opened by itself carries no script.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
    return response
