"""What this machine may refuse while the preview runs, as a sentence: a full disk, a file that cannot be written."""

from __future__ import annotations

import errno

from django.db import DatabaseError

from builder.wording import _
from olx.names import UnsafeNameError
from olx.writing import BrokenOffError, BusyError

FULL = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def writing_sentence(error: Exception, name: str) -> str | None:
    """Return why a file of the course was not written, and what to do; None for an error of another kind."""
    if isinstance(error, UnsafeNameError):
        return _("The file {name} was not written. Choose a name that works on every computer.", name=name)
    if isinstance(error, BusyError):
        return _("Another program is changing the course at the moment. Nothing was changed. Try again.")
    if isinstance(error, BrokenOffError):
        return _("A change of the course was broken off. Look into the folder {folder}.", folder=error.staging)
    if not isinstance(error, OSError):
        return None
    if error.errno in FULL:
        return _("The disk is full. Nothing was changed. Make room on it, then try again.")
    if error.errno in FORBIDDEN:
        refused = error.filename or name
        return _("The file {name} cannot be written: it or its folder is read-only. Nothing was changed.", name=refused)
    return _("The file {name} was not written ({reason}). Nothing was changed.", name=name, reason=error.strerror)


def storing_sentence(error: Exception) -> str | None:
    """Return why learner state was not stored, and what to do; None for an error of another kind."""
    said = str(error)
    if isinstance(error, DatabaseError) and "full" in said or isinstance(error, OSError) and error.errno in FULL:
        return _("The disk is full. Nothing was stored. Make room on it, then try again.")
    if isinstance(error, DatabaseError) and "readonly" in said:
        return _("The preview's database is read-only. Nothing was stored. Make its folder writable, then try again.")
    return None
