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
QUESTION = constants.XAPI_ACTIVITY_QUESTION
PLACE = "http://activitystrea.ms/schema/1.0/place"
FILE = "http://activitystrea.ms/schema/1.0/file"
TOTAL_ITEMS = constants.XAPI_ACTIVITY_TOTAL_COUNT

EXPERIENCED = ADL + "experienced"
PREFERRED = ADL + "preferred"
INTERACTED = ADL + "interacted"
RESPONDED = ADL + "responded"
REMOVED = "http://activitystrea.ms/schema/1.0/remove"
DELETED = constants.XAPI_VERB_DELETED
DOWNLOADED = "http://id.tincanapi.com/verb/downloaded"
SEARCHED = "https://w3id.org/xapi/acrossx/verbs/searched"


@dataclass(frozen=True)
class Shape:
    """How an event becomes a statement.

    verb: IRI; display: its English word; type: IRI of the activity's type; object: path of the activity below the
    platform's address, where {usage} is the block's key and other names are keys of the payload; count: the payload's
    key with a number (of items, parts or characters); response: the payload's key with what was chosen, at most a
    search text, never what a learner wrote.
    """

    verb: str
    display: str
    type: str
    object: str
    count: str = ""
    response: str = ""


BLOCK = "xblock/{usage}"
PRACTICE = "practice/{practice}"

# By the part of the name after the block's. Verbs that Aspects takes for grades, problems, videos or navigation
# (evaluated, passed, asked, earned, played, navigated ...) are left to the platform.
SHAPES: dict[str, Shape] = {
    "practice.opened": Shape(EXPERIENCED, "experienced", RESOURCE, PRACTICE),
    "practice.shortlisted": Shape(PREFERRED, "preferred", RESOURCE, PRACTICE, count="shortlisted"),
    "practice.removed": Shape(REMOVED, "removed", RESOURCE, PRACTICE, count="shortlisted"),
    "practice.noted": Shape(ADL + "commented", "commented", RESOURCE, PRACTICE, count="parts"),
    "practice.compared": Shape(INTERACTED, "interacted", INTERACTION, BLOCK, response="practices"),
    "practices.searched": Shape(SEARCHED, "searched", INTERACTION, BLOCK, count="results", response="text"),
    "reflection.saved": Shape(RESPONDED, "responded", INTERACTION, BLOCK, count="characters"),
    "list.exported": Shape(DOWNLOADED, "downloaded", FILE, BLOCK + "/list", count="items", response="format"),
    "territory.saved": Shape(PREFERRED, "preferred", PLACE, BLOCK + "/territory"),
    "city.opened": Shape(EXPERIENCED, "experienced", PLACE, "city/{city}"),
    "cities.searched": Shape(SEARCHED, "searched", INTERACTION, BLOCK, count="results", response="text"),
    "timeline.played": Shape(INTERACTED, "interacted", INTERACTION, BLOCK, response="until"),
    "answer.saved": Shape(ADL + "answered", "answered", QUESTION, "plan/{step}/{question}", count="characters"),
    "point.checked": Shape(RESPONDED, "responded", QUESTION, "plan/check/{point}", response="level"),
    "plan.exported": Shape(DOWNLOADED, "downloaded", FILE, BLOCK + "/plan", count="complete_steps", response="format"),
    "plan.deleted": Shape(DELETED, "deleted", FILE, BLOCK + "/plan", count="answers"),
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
        return self.get_data("context.module.usage_key", True)

    def get_object(self):
        """Return the practice, city, question or file of the event, or the block itself."""
        shape = self.shape
        path = shape.object.format(usage=self._usage_key(), **self.get_data("data", True))
        kind, _separator, name = path.partition("/")
        more = {"interaction_type": "other"} if shape.type == INTERACTION else {}
        definition = ActivityDefinition(type=shape.type, name=LanguageMap({constants.EN: name}), **more)
        return Activity(id=self.get_object_iri(kind, name), definition=definition)

    def get_context_activities(self):
        """Return the course as parent, and the block as grouping."""
        activities = super().get_context_activities()
        if activities is not None:
            activities.grouping = ActivityList([Activity(id=self.get_object_iri("xblock", self._usage_key()))])
        return activities

    def get_result(self):
        """Return the response and the number of items, as far as the event has them."""
        shape = self.shape
        result = {}
        if shape.response:
            value = self.get_data(f"data.{shape.response}")
            # Several choices are joined as xAPI writes the response of a question with several choices.
            result["response"] = "[,]".join(value) if isinstance(value, list) else str(value or "")
        if shape.count:
            result["extensions"] = Extensions({TOTAL_ITEMS: self.get_data(f"data.{shape.count}")})
        return Result(**result) if result else None


for event_name in EVENT_NAMES:
    XApiTransformersRegistry.register(event_name)(BlockEventTransformer)
