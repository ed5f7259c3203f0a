"""The Django application of the preview."""

from django.apps import AppConfig


class PreviewConfig(AppConfig):
    """Registers models, templates and translations of the preview."""

    name = "preview"
    verbose_name = "Course preview"
