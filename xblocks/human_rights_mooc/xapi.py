"""xAPI statements of our events, for edx-event-routing-backends. Imported only where that app is installed.

Verbs come from the ADL vocabulary where it has one (https://w3id.org/xapi/adl), else from the registries that the app
itself uses. The object is the practice, city, list or step that was acted on; the block stands in the context.
"""

from __future__ import annotations

from dataclasses import dataclass

from event_routing_backends.processors.xapi import constants
from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry
from event_routing_backends.processors.xapi.transformer import XApiTransformer
from tincan import Activity, ActivityDefinition, ActivityList, Extensions, LanguageMap, Result, Verb

from human_rights_mooc.plugin_settings import EVENT_NAMES

ADL = "http://adlnet.gov/expapi/verbs/"
RESOURCE = constants.XAPI_ACTIVITY_RESOURCE
INTERACTION = constants.XAPI_ACTIVITY_INTERACTION
PLACE = "http://activitystrea.ms/schema/1.0/place"
FILE = "http://activitystrea.ms/schema/1.0/file"
TOTAL_ITEMS = constants.XAPI_ACTIVITY_TOTAL_COUNT


@dataclass(frozen=True)
class Shape:
    """How an event becomes a statement.

    verb: IRI; display: its English word; kind: what the object is (part of its IRI); key: the payload's key with its id
    ("" = the block itself); type: IRI of the activity's type; count: the payload's key with a number of items.
    """

    verb: str
    display: str
    kind: str
    key: str
    type: str
    count: str = ""
    response: str = ""


OPENED = ADL + "experienced"
PREFERRED = ADL + "preferred"
DELETED = constants.XAPI_VERB_DELETED
DOWNLOADED = "http://id.tincanapi.com/verb/downloaded"
SEARCHED = "https://w3id.org/xapi/acrossx/verbs/searched"

# By the part of the name after the block's.
SHAPES: dict[str, Shape] = {
    "practice.opened": Shape(OPENED, "experienced", "practice", "practice", RESOURCE),
    "practice.shortlisted": Shape(PREFERRED, "preferred", "practice", "practice", RESOURCE, count="shortlisted"),
    "practice.removed": Shape(DELETED, "deleted", "practice", "practice", RESOURCE, count="shortlisted"),
    "practice.noted": Shape(ADL + "commented", "commented", "practice", "practice", RESOURCE, count="parts"),
    "practice.compared": Shape(ADL + "interacted", "interacted", "xblock", "", INTERACTION),
    "practices.searched": Shape(SEARCHED, "searched", "xblock", "", INTERACTION, count="results", response="text"),
    "reflection.saved": Shape(ADL + "responded", "responded", "xblock", "", INTERACTION, count="characters"),
    "list.exported": Shape(DOWNLOADED, "downloaded", "xblock", "", FILE, count="items", response="format"),
    "territory.saved": Shape(PREFERRED, "preferred", "xblock", "", INTERACTION),
    "city.opened": Shape(OPENED, "experienced", "city", "city", PLACE),
    "cities.searched": Shape(SEARCHED, "searched", "xblock", "", INTERACTION, count="results", response="text"),
}


class BlockEventTransformer(XApiTransformer):
    """Statement of one of our events; the shape follows from the event's name."""

    additional_fields = ("result",)

    @property
    def shape(self) -> Shape:
        """Shape for this event."""
        return SHAPES[self.get_data("name", True).split(".", 2)[2]]

    def get_verb(self):
        """Return the verb."""
        return Verb(id=self.shape.verb, display=LanguageMap({constants.EN: self.shape.display}))

    def _usage_key(self) -> str:
        """Usage key of the block that published the event."""
        return self.get_data("context.module.usage_key") or ""

    def get_object(self):
        """Return the practice, city or step of the event, or the block itself."""
        shape = self.shape
        name = str(self.get_data(f"data.{shape.key}", True)) if shape.key else self._usage_key()
        definition = ActivityDefinition(type=shape.type, name=LanguageMap({constants.EN: name}))
        return Activity(id=self.get_object_iri(shape.kind, name), definition=definition)

    def get_context_activities(self):
        """Return the course as parent, and the block as grouping."""
        activities = super().get_context_activities()
        usage_key = self._usage_key()
        if activities is not None and usage_key:
            activities.grouping = ActivityList([Activity(id=self.get_object_iri("xblock", usage_key))])
        return activities

    def get_result(self):
        """Return the response and the number of items, as far as the event has them."""
        shape = self.shape
        result = {}
        if shape.response:
            result["response"] = str(self.get_data(f"data.{shape.response}") or "")
        if shape.count:
            result["extensions"] = Extensions({TOTAL_ITEMS: self.get_data(f"data.{shape.count}")})
        return Result(**result) if result else None


for event_name in EVENT_NAMES:
    XApiTransformersRegistry.register(event_name)(BlockEventTransformer)
