"""Django app for the platform: event allow-list, and xAPI statements where edx-event-routing-backends is installed."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import AppConfig


class HumanRightsMoocConfig(AppConfig):
    """Found by the entry points lms.djangoapp and cms.djangoapp.

    Source: https://docs.openedx.org/projects/edx-django-utils/en/latest/plugins/readme.html
    """

    name = "human_rights_mooc"
    verbose_name = "Human rights at the local level"
    plugin_app = {
        "settings_config": {
            "lms.djangoapp": {"common": {"relative_path": "plugin_settings"}},
            "cms.djangoapp": {"common": {"relative_path": "plugin_settings"}},
        },
    }

    def ready(self):
        """Register the xAPI transformers, where there is a registry for them."""
        super().ready()
        if find_spec("event_routing_backends"):
            from human_rights_mooc import xapi  # noqa: F401
