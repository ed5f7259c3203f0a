"""What the runner told this process: which service, which tarball, which source."""
import os
from pathlib import Path

from harness.source import Source


def service():
    """Return "cms" (Studio) or "lms", or None when no platform was given."""
    return os.environ.get("OPENEDX_SERVICE")


def tarball():
    """Return the path of the tarball to import."""
    return Path(os.environ["COURSE_TARBALL"])


def source():
    """Return the course as its OLX says it."""
    return Source(os.environ["COURSE_SOURCE"])
