"""The preview's server: its database, its address, what stands in its way."""

from __future__ import annotations

import errno
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.reasons import why
from builder.wording import _
from olx.errors import UnreadableError
from olx.writing import BrokenOffError, BusyError, recover


class StartError(Exception):
    """The preview cannot start here; the message is a sentence for whoever starts it."""


def port_of(text: str) -> int:
    """Return a port, 0 for any free one. Raises StartError."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise StartError(_("{text} is not a port. Give a whole number from 0 to 65535, for example 8000.", text=text))
    return int(text)


@contextmanager
def _database_told(data: Path) -> Iterator[None]:
    """Turn what stands in the way of the database into a StartError."""
    from django.db import DatabaseError

    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        words = _("{path} is a file. Give a folder for the database with --data.", path=error.filename or data)
        raise StartError(words) from error
    except (OSError, DatabaseError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC or "full" in str(error):
            words = _(
                "There is no room on the disk for the database in {folder}. Make room, then start again.", folder=data
            )
        elif isinstance(error, DatabaseError) and "not a database" in str(error):
            words = _("The database in {folder} is damaged. Delete the folder, then start again.", folder=data)
        else:
            words = _(
                "The folder {folder} cannot be used for the database ({reason}). Give another one with --data.",
                folder=data,
                reason=getattr(error, "strerror", None) or error,
            )
        raise StartError(words) from error


def _import_fs() -> None:
    """Import `fs` before the blocks do: at each start it announces that it needs pkg_resources."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning)
        import fs  # noqa: F401


def configure(course: Path | None = None, data: Path | None = None) -> None:
    """Point Django to the preview's settings, make the folder of the database and its tables. Raises StartError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preview.settings")
    if course is not None:
        os.environ["PREVIEW_COURSE"] = str(course.resolve())
    if data is not None:
        os.environ["PREVIEW_DATA"] = str(data.resolve())
    import django
    from django.conf import settings
    from django.core.management import call_command

    _import_fs()
    django.setup()
    with _database_told(settings.DATA_DIR):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)


def mend(course: Path) -> None:
    """Undo a change of the course that was broken off, say by a power cut while an author saved."""
    try:
        if recover(course):
            print(_("A change of the course was broken off. The course is as it was before it."), file=sys.stderr)
    except BusyError:
        pass  # somebody is changing it at this moment
    except BrokenOffError as error:
        words = _("A change of the course was broken off. Look into the folder {folder}.", folder=error.staging)
        print(words, file=sys.stderr)
    except OSError as error:
        print(_("The course cannot be changed here ({reason}).", reason=error.strerror), file=sys.stderr)


def warm_up() -> None:
    """Load what the first unit page needs, so that its reader does not wait for it."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: F401

    from preview import classes, site

    for block_type in ("html", "problem"):
        classes.load_class(block_type)
    try:
        course = site.course()
    except UnreadableError as error:
        print(_("The course has an error: {error}", error=f"{error.path}: {why(error)}"), file=sys.stderr)
        return
    for node in course.root.walk():
        classes.load_class(node.block_type)


def serve(port: int) -> None:
    """Serve until interrupted. Raises StartError."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Handler(WSGIRequestHandler):
        """Says what failed, not what was asked for."""

        def log_message(self, format, *args):  # noqa: A002  the name is the base class's
            if len(args) > 1 and str(args[1])[:1] == "5":
                super().log_message(format, *args)

    class Server(ThreadedWSGIServer):
        """Lets as many wait as a class that works at once."""

        request_queue_size = 128

    if not (settings.COURSE_DIR / "course.xml").is_file():
        raise StartError(_("There is no course in {folder}: it has no course.xml.", folder=settings.COURSE_DIR))
    try:
        server = Server(("127.0.0.1", port), Handler)
    except OSError as error:
        words = _(
            "Port {port} cannot be used ({reason}). Try another one with --port.", port=port, reason=error.strerror
        )
        raise StartError(words) from error
    mend(settings.COURSE_DIR)
    warm_up()
    server.daemon_threads = True
    server.set_app(WSGIHandler())
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    print(_("The preview is at {address} (Ctrl+C ends it)", address=address), flush=True)
    try:
        server.serve_forever()
    finally:
        server.server_close()
