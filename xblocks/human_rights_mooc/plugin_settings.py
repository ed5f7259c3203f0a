"""Settings that the platform takes over: which of our events become xAPI statements."""

from __future__ import annotations

# Names of all events that our blocks publish; `docs/events.md` tells when. A test holds them to the blocks.
EVENT_NAMES = (
    "edx.action_plan.answer.saved",
    "edx.action_plan.plan.deleted",
    "edx.action_plan.plan.exported",
    "edx.action_plan.point.checked",
    "edx.action_plan.practice.noted",
    "edx.action_plan.practice.removed",
    "edx.action_plan.practice.shortlisted",
    "edx.action_plan.territory.saved",
    "edx.practice_explorer.list.exported",
    "edx.practice_explorer.practice.compared",
    "edx.practice_explorer.practice.noted",
    "edx.practice_explorer.practice.opened",
    "edx.practice_explorer.practice.removed",
    "edx.practice_explorer.practice.shortlisted",
    "edx.practice_explorer.practices.searched",
    "edx.practice_explorer.reflection.saved",
    "edx.practice_explorer.territory.saved",
    "edx.rights_map.cities.searched",
    "edx.rights_map.city.opened",
    "edx.rights_map.list.exported",
    "edx.rights_map.practice.noted",
    "edx.rights_map.practice.opened",
    "edx.rights_map.practice.removed",
    "edx.rights_map.practice.shortlisted",
    "edx.rights_map.territory.saved",
    "edx.rights_map.timeline.played",
)


def plugin_settings(settings):
    """Add our events to those that edx-event-routing-backends passes on, whichever of the two apps comes first.

    Its list is changed in place, since its xAPI backend holds that very list; the outer whitelist is a set of its own.
    Source: event_routing_backends/settings/common.py and utils/settings.py.
    """
    if not hasattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"):
        settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS = []
    allowed = settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS
    allowed += [name for name in EVENT_NAMES if name not in allowed]
    backend = getattr(settings, "EVENT_TRACKING_BACKENDS", {}).get("event_transformer", {})
    for processor in backend.get("OPTIONS", {}).get("processors", []):
        whitelist = processor.get("OPTIONS", {}).get("whitelist")
        if isinstance(whitelist, set):
            whitelist.update(EVENT_NAMES)
