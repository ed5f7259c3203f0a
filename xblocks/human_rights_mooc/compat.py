"""The services of the runtime, each with a fallback: a block reads well where one is missing.

The LMS, Studio, content libraries and the preview differ in services and scopes. Nothing here imports the
platform
at import time.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

log = logging.getLogger(__name__)


def service(block, name: str) -> Any:
    """Return a service of the block's runtime, or None where it is absent or cannot be made."""
    try:
        return block.runtime.service(block, name)
    except Exception:  # noqa: BLE001 - runtimes raise what they like; a block without the service still reads
        return None


def current_user(block) -> Any:
    """Return the current XBlockUser, or None."""
    users = service(block, "user")
    try:
        return users.get_current_user() if users else None
    except Exception:  # noqa: BLE001 - an anonymous visitor makes some runtimes raise
        return None


def is_authenticated(block) -> bool:
    """True when a logged-in person calls. Without word from the runtime, a known user id counts."""
    user = current_user(block)
    told = getattr(user, "opt_attrs", {}).get("edx-platform.is_authenticated") if user else None
    if told is not None:
        return bool(told)
    return getattr(block.scope_ids, "user_id", None) is not None


def is_studio(block) -> bool:
    """True in Studio, where nothing of a learner is stored for good."""
    runtime = block.runtime
    if getattr(runtime, "is_author_mode", False):
        return True
    return service(block, "studio_user_permissions") is not None


def can_author(block) -> bool:
    """True when the caller may write the course in Studio."""
    permissions = service(block, "studio_user_permissions")
    key = course_key(block)
    try:
        return bool(permissions and key is not None and permissions.can_write(key))
    except Exception:  # noqa: BLE001 - a key that is no course's
        return False


def course_key(block) -> Any:
    """Return the key of the block's course, or None outside a course."""
    usage = getattr(block.scope_ids, "usage_id", None)
    for name in ("course_key", "context_key"):
        key = getattr(usage, name, None)
        if key is not None:
            return key
    return getattr(block.runtime, "course_id", None)


def course_name(block) -> str:
    """Return the course's key as text, the key of what a learner keeps for this course; "" outside a
    course.
    """
    key = course_key(block)
    return "" if key is None else str(key)[:255]


def block_type(block) -> str:
    """Return the type of a block, such as "practice_explorer"."""
    return block.scope_ids.block_type


def language(block) -> str:
    """Return the language of the interface as a BCP 47 tag, "en" when nobody says."""
    try:
        from django.utils import translation

        found = translation.get_language()
    except Exception:  # noqa: BLE001 - no Django, or no settings
        found = None
    return found or "en"


def translator_of(block) -> Any:
    """Return the i18n service, or None. Runtimes make a new one each time that they are asked, and look for the files
    of its catalogue: a view with twenty texts asks once.
    """
    if "_hrl_translator" not in block.__dict__:
        block._hrl_translator = service(block, "i18n")  # noqa: SLF001 - ours; a block is made anew for each request
    return block._hrl_translator  # noqa: SLF001


def gettext(block, text: str) -> str:
    """Translate a text of this distribution by the block's catalogue."""
    translator = translator_of(block)
    try:
        return translator.gettext(text) if translator and text else text
    except Exception:  # noqa: BLE001 - a service without a catalogue
        return text


def ngettext(block, one: str, many: str, number: int) -> str:
    """Translate a text that depends on a number."""
    translator = translator_of(block)
    try:
        if translator:
            return translator.ngettext(one, many, number)
    except Exception:  # noqa: BLE001 - a service without a catalogue
        pass
    return one if number == 1 else many


def expand_static(block, address: str) -> str:
    """Return the real address of a course asset such as `/static/atlas.json`, or the text itself where
    nobody can.

    Views need not call this: the runtime expands addresses in `json_init_args`. Handlers' answers,
    `student_view_data` and `studio_view` do.
    """
    if not isinstance(address, str) or not address.startswith("/static/"):
        return address
    if any(sign in address for sign in "\"'\\<>"):
        return address
    urls = service(block, "replace_urls")
    try:
        expanded = urls.replace_urls(f'"{address}"') if urls else address
    except Exception:  # noqa: BLE001 - a runtime without course assets
        return address
    return expanded.strip('"') if isinstance(expanded, str) else address


def resource_url(block, path: str) -> str:
    """Return the address of a file of the block's package, "" where the runtime cannot say."""
    try:
        return block.runtime.local_resource_url(block, path)
    except Exception:  # noqa: BLE001 - test runtimes have none
        return ""


def publish(block, kind: str, payload: dict) -> bool:
    """Publish an event, a grade or a completion. Return False where the runtime refused: never an error."""
    try:
        block.runtime.publish(block, kind, payload)
    except Exception:
        log.exception("%s could not publish %s", block.scope_ids.usage_id, kind)
        return False
    return True


def read_field(block, name: str, kind: Any, default: Any) -> Any:
    """Return a field's value if it has the right type, else the default: a scope may be absent, a value
    damaged.
    """
    try:
        value = getattr(block, name)
    except Exception:  # noqa: BLE001 - anonymous visitors and libraries have no learner scopes
        return default
    return value if isinstance(value, kind) else default


def shared_cache() -> Any:
    """Return the platform's cache, which all its processes share, or None outside a platform."""
    try:
        from django.core.cache import cache

        cache.get("hrl.pieces")  # settings that are not there, and a server that is down, show here
    except Exception:  # noqa: BLE001 - no Django, or no settings
        return None
    return cache


def user_name(block) -> str:
    """Return what tells the caller from others: the number of the account, "" for nobody."""
    return str(getattr(block.scope_ids, "user_id", None) or "")


def learner_mark(block) -> str:
    """Return a text that differs between the people who share a browser, and is not their name; "" for nobody."""
    person = getattr(block.scope_ids, "user_id", None)
    return "" if person is None else hashlib.sha256(f"hrl {person}".encode()).hexdigest()[:12]


def stored_field(block, name: str) -> Any:
    """Return a field's value as it is stored, also one of another type than the field's, which the field itself refuses
    to read; None where nothing is stored, or the scope is absent.
    """
    try:
        return getattr(block, name)
    except Exception:  # noqa: BLE001 - anonymous visitors and libraries have no learner scopes
        pass
    try:
        return block._field_data.get(block, name)  # noqa: SLF001 - the way to it below the field
    except Exception:  # noqa: BLE001 - as above
        return None
