"""Django app for the platform: event allow-list, retirement of learners, and xAPI statements where
edx-event-routing-backends is installed.
"""

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
        "signals_config": {
            "lms.djangoapp": {
                "relative_path": "learner_records",
                "receivers": [
                    {
                        "receiver_func_name": "forget_retired",
                        "signal_path": "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC",
                        "dispatch_uid": "human_rights_mooc.forget_retired",
                    },
                ],
            },
        },
    }

    def ready(self):
        """Register the xAPI transformers, where there is a registry for them."""
        super().ready()
        if find_spec("event_routing_backends"):
            from human_rights_mooc import xapi  # noqa: F401
