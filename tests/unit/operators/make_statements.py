"""Make the statements of recorded events, in a Django project of its own: prints {event name: statement}.

    python make_statements.py FOLDER

The platform's two look-ups (who a learner is for analytics, what a course is called) are taken from the record.
"""

import json
import logging
import sys
from pathlib import Path
from unittest import mock

import django
from django.conf import settings


def main(folder):
    """Print the statements."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "event_routing_backends"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        LMS_ROOT_URL="http://localhost:8000",
        XAPI_AGENT_IFI_TYPE="external_id",
        SECRET_KEY="for tests",
    )
    logging.disable(logging.CRITICAL)  # the router says that it is not on a platform
    django.setup()
    from event_routing_backends.processors.xapi import transformer
    from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry
    from human_rights_mooc import xapi

    xapi.BlockEventTransformer.transformer_version = "event-routing-backends@9.3.8"
    course = {"display_name": "Human rights at the local level"}
    found = {}
    for path in sorted(Path(folder).glob("*.json")):
        golden = json.loads(path.read_text(encoding="utf-8"))
        event = golden["event"]
        event["context"]["session"] = "0123456789abcdef"
        actor = golden["statement"]["actor"]["account"]["name"]
        with (
            mock.patch.object(transformer, "get_anonymous_user_id", return_value=actor),
            mock.patch.object(transformer, "get_course_from_id", return_value=course),
        ):
            statement = XApiTransformersRegistry.get_transformer(event).transform()
        found[event["name"]] = json.loads(statement.to_json())
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
