"""Settings that the platform takes over: which of our events become xAPI statements."""

from __future__ import annotations

# Names of all events that our blocks publish; `docs/events.md` tells when. A test holds them to the blocks.
EVENT_NAMES = (
    "edx.practice_explorer.list.exported",
    "edx.practice_explorer.practice.compared",
    "edx.practice_explorer.practice.noted",
    "edx.practice_explorer.practice.opened",
    "edx.practice_explorer.practice.removed",
    "edx.practice_explorer.practice.searched",
    "edx.practice_explorer.practice.shortlisted",
    "edx.practice_explorer.territory.saved",
)


def plugin_settings(settings):
    """Add our events to those that edx-event-routing-backends passes on.

    That app appends to the list where it exists, so the order of the two apps does not matter.
    """
    allowed = list(getattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS", []))
    settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS = allowed + [
        name for name in EVENT_NAMES if name not in allowed
    ]
