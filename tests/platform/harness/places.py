"""What the runner told this process: which service, which tarball, which source."""

import os
from pathlib import Path

# Folders that the platform's test settings expect below the folder in which they run.
TEST_FOLDERS = ("data", "db", "uploads", "staticfiles")


def make_test_folders(folder):
    """Make what the platform's test settings expect in the folder in which a service runs."""
    for name in TEST_FOLDERS:
        (folder / "test_root" / name).mkdir(parents=True)


def service():
    """Return "cms" (Studio), "lms" or "together" (tests of both), or None when no platform was given."""
    return os.environ.get("OPENEDX_SERVICE")


def inside():
    """True in a process of the platform, not in one that only talks to it."""
    return service() in ("cms", "lms")


def shared():
    """Return the folder of what Studio and the LMS share, None where each has its own."""
    folder = os.environ.get("OPENEDX_SHARED")
    return Path(folder) if folder else None


def tarball():
    """Return the path of the tarball to import."""
    return Path(os.environ["COURSE_TARBALL"])


def source():
    """Return the course as its OLX says it."""
    from harness.source import Source

    return Source(os.environ["COURSE_SOURCE"])
