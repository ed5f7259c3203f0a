"""The one course that this server shows: loaded lazily, kept until its files change."""

import logging
from functools import cache

from django.conf import settings

from olx.errors import N_, UnreadableError
from preview.assets import Assets
from preview.olx import Course, CourseLoader
from preview.parsing import ParseCache
from preview.rewriting import Rewriter
from preview.runtime import PreviewRuntime

log = logging.getLogger(__name__)


@cache
def loader(root=None) -> CourseLoader:
    """Return the loader of the course folder in the settings."""
    return CourseLoader(root or settings.COURSE_DIR)


@cache
def parse_cache(root) -> ParseCache:
    """Return the parsed blocks of a course folder."""
    return ParseCache()


@cache
def asset_store(root) -> Assets:
    """Return the assets of a course folder."""
    return Assets(root / "static")


def course() -> Course:
    """Return the course as it is on disk now. Raises UnreadableError when nothing of it can be shown."""
    try:
        return loader(settings.COURSE_DIR).load()
    except UnreadableError:
        raise
    except Exception as error:
        log.exception("The course cannot be read")
        raise UnreadableError(0, N_("The course cannot be read: {reason}"), reason=str(error)).at(
            "course.xml"
        ) from error


def assets(current: Course):
    """Return the course's assets."""
    return asset_store(settings.COURSE_DIR).for_course(current.key)


def rewriter(current: Course) -> Rewriter:
    """Return what rewrites authors' addresses."""
    return Rewriter(current.key, assets(current))


def runtime(request, current: Course, mode: str = "lms") -> PreviewRuntime:
    """Return the runtime of a request: of the LMS, of Studio's preview of a unit, or of its edit page."""
    cache_ = parse_cache(settings.COURSE_DIR)
    return PreviewRuntime(current, cache_, request.learner, rewriter(current), mode)
