"""The services that blocks ask the runtime for, as small as they can be and behaving as the platform's do."""

from __future__ import annotations

import gettext as gettext_module
import importlib
import json
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.core.cache import cache as django_cache
from django.utils import timezone, translation
from xblock.completable import XBlockCompletionMode
from xblock.reference.user_service import UserService, XBlockUser
from xblocks_contrib.video.exceptions import TranscriptNotFoundError

from preview import models, subtitles


class PreviewUserService(UserService):
    """The current learner, with the optional attributes that the LMS gives."""

    def __init__(self, learner, **kwargs):
        super().__init__(**kwargs)
        self.learner = learner

    def get_current_user(self):
        """Return the learner as an XBlockUser."""
        anonymous = f"anonymous-{self.learner.number}"
        user = XBlockUser(
            is_current_user=True,
            emails=[f"{self.learner.username}@example.org"],
            full_name=str(self.learner.name),
        )
        user.opt_attrs.update(
            {
                "edx-platform.anonymous_user_id": anonymous,
                "edx-platform.deprecated_anonymous_user_id": anonymous,
                "edx-platform.is_authenticated": True,
                "edx-platform.user_id": self.learner.number,
                "edx-platform.user_is_staff": self.learner.is_staff,
                "edx-platform.user_is_global_staff": False,
                "edx-platform.user_is_beta_tester": False,
                "edx-platform.user_role": "staff" if self.learner.is_staff else "student",
                "edx-platform.username": self.learner.username,
                "edx-platform.user_preferences": {"pref-lang": translation.get_language(), "time_zone": None},
                "edx-platform.request_country_code": None,
            }
        )
        return user

    def get_anonymous_user_id(self, username, course_id):
        """Return the id that stands for a learner in a course."""
        return f"anonymous-{username}-{course_id}"


def class_of(block):
    """Return a block's own class, without what the runtime mixed in."""
    return getattr(block.__class__, "unmixed_class", block.__class__)


def package_folder(block_class) -> Path:
    """Return the folder of the module that a block's class stands in."""
    return Path(str(importlib.import_module(block_class.__module__).__file__)).parent


class I18nService:
    """Translations: the block package's (`translations/<lang>/LC_MESSAGES/text.mo`), then the preview's."""

    def __init__(self, block):
        self.block_class = class_of(block)
        self.translator = None
        locale = translation.to_locale(translation.get_language() or "en")
        folder = package_folder(self.block_class) / "translations"
        for code in (locale, locale.split("_")[0]):
            try:
                self.translator = gettext_module.translation("text", str(folder), [code])
                break
            except OSError:
                continue

    def gettext(self, text):
        """Translate a text."""
        return self.translator.gettext(text) if self.translator else translation.gettext(text)

    ugettext = gettext

    def ngettext(self, singular, plural, number):
        """Translate a text that depends on a number."""
        if self.translator:
            return self.translator.ngettext(singular, plural, number)
        return translation.ngettext(singular, plural, number)

    ungettext = ngettext

    def strftime(self, value, format_name):
        """Format a date as the platform does, with the plain names of the formats only."""
        return value.strftime({"SHORT_DATE": "%x", "TIME": "%X", "DATE_TIME": "%c"}.get(format_name, format_name))

    def get_language_bidi(self):
        """True when the language is written from right to left."""
        return translation.get_language_bidi()

    @staticmethod
    def get_javascript_locale_path(block):
        """Return the block's own catalogue for its script, below its package, or None."""
        block_class = class_of(block)
        if not getattr(block_class, "i18n_js_namespace", None):
            return None
        language = translation.get_language() or "en"
        locale = translation.to_locale(language)
        for code in (locale, language, language.split("-")[0]):
            path = f"public/js/translations/{code}/text.js"
            if (package_folder(block_class) / path).is_file():
                return path
        return None

    def get_javascript_i18n_catalog_url(self, block):
        """Return the address of that catalogue, or None."""
        path = self.get_javascript_locale_path(block)
        return block.runtime.local_resource_url(block, path) if path else None


class ReplaceUrlsService:
    """Rewrites `"/static/x"`, `"/jump_to_id/x"` and `"/course/..."` as the platform does: after a quote."""

    def __init__(self, rewriter):
        self.rewriter = rewriter

    def replace_urls(self, text, static_replace_only=False):
        """Return the text with its addresses rewritten."""
        return self.rewriter.rewrite(text, static_only=static_replace_only)


class SandboxService:
    """Code in questions does not run here: no sandbox, and never without one."""

    def can_execute_unsafe_code(self):
        """Never."""
        return False

    def get_python_lib_zip(self):
        """The course brings no Python library."""
        return


class CacheService:
    """The process's cache."""

    def get(self, key, *args, **kwargs):
        """Return a stored value."""
        return django_cache.get(key, *args, **kwargs)

    def set(self, key, value, *args, **kwargs):
        """Store a value."""
        return django_cache.set(key, value, *args, **kwargs)


class SettingsService:
    """`XBLOCK_SETTINGS` of the Django settings, by the block's key. `needs` an object to know which."""

    def get_settings_bucket(self, block, default=None):
        """Return the settings of a block's class."""
        bucket = getattr(block, "block_settings_key", class_of(block).__name__)
        return getattr(settings, "XBLOCK_SETTINGS", {}).get(bucket, default or {})


class CompletionService:
    """Completion of the current learner."""

    def __init__(self, learner):
        self.learner = learner

    def completion_tracking_enabled(self):
        """Always on."""
        return True

    def get_completions(self, candidates):
        """Return {key: completion from 0.0 to 1.0} for the given usage keys."""
        rows = models.Completion.objects.filter(learner=self.learner.number, usage__in=map(str, candidates))
        found = {row.usage: row.value for row in rows}
        return {key: found.get(str(key), 0.0) for key in candidates}

    def can_mark_block_complete_on_view(self, block):
        """True for a block that completes by being looked at: no score, no completion of its own."""
        return (
            XBlockCompletionMode.get_mode(class_of(block)) == XBlockCompletionMode.COMPLETABLE
            and not getattr(block, "has_custom_completion", False)
            and not block.has_score
            and not block.has_children
        )


def record(learner, usage, kind: str, payload) -> None:
    """Keep one publication, for the events page."""
    models.Publication.objects.create(
        learner=learner.number, usage=str(usage), kind=kind, payload=json.dumps(payload, default=str)
    )


def store_completion(learner, usage, value) -> None:
    """Store a completion as the platform does: any value from 0.0 to 1.0, also a lower one than before."""
    number = float(value)
    if not 0.0 <= number <= 1.0:
        raise ValueError(f"A completion lies between 0.0 and 1.0; this one is {value}.")
    models.Completion.objects.update_or_create(learner=learner.number, usage=str(usage), defaults={"value": number})


def store_grade(learner, block, event: dict) -> None:
    """Store a published grade, in weighted points, and complete the block if it leaves that to its score."""
    value, maximum = event.get("value"), event.get("max_value")
    usage = str(block.scope_ids.usage_id)
    if value is None or not maximum:
        models.Grade.objects.filter(learner=learner.number, usage=usage).delete()
        return
    known = models.Grade.objects.filter(learner=learner.number, usage=usage).first()
    earned, possible = weighted(value, maximum, getattr(block, "weight", None))
    if event.get("only_if_higher") and known and known.possible and known.earned / known.possible > value / maximum:
        return
    models.Grade.objects.update_or_create(
        learner=learner.number, usage=usage, defaults={"earned": earned, "possible": possible}
    )
    if not getattr(block, "has_custom_completion", False):
        store_completion(learner, usage, 1.0)


def weighted(value: float, maximum: float, weight) -> tuple[float, float]:
    """Return (earned, possible) in points of a block: its raw score scaled to its weight, if it has one."""
    if weight is None or not maximum:
        return float(value), float(maximum)
    return float(value) * float(weight) / float(maximum), float(weight)


def now():
    """The current time, with its zone."""
    return timezone.now()


class VideoConfigService:
    """What a platform knows about films: no streaming service, nothing from YouTube, subtitles from `static/`."""

    def __init__(self, assets):
        self.assets = assets

    def is_hls_playback_enabled(self, _course_key):
        """No streaming."""
        return False

    is_youtube_deprecated = is_transcript_feedback_enabled = is_hls_playback_enabled

    def is_youtube_blocked_for_course(self, _course_key):
        """Nothing is asked of another server."""
        return True

    def get_public_video_url(self, _usage_key):
        """A film has no page of its own."""
        return ""

    def get_public_sharing_context(self, _block, _course_key):
        """Nothing is shared."""
        return {}

    def available_translations(self, block, *_args, **_kwargs):
        """Return the languages whose files are there."""
        return sorted(subtitles.files_of(block, self.assets.find))

    def get_transcript(self, block, lang=None, output_format="srt", *_args, **_kwargs):
        """Return (content, file name, media type) of the subtitles in a language."""
        path = subtitles.files_of(block, self.assets.find).get(lang or block.transcript_language)
        if path is None:
            raise TranscriptNotFoundError(f"There is no file of subtitles for {lang}.")
        content = subtitles.converted(subtitles.cues_of(path), output_format)
        name = f"{lang}_{path.name.partition('.')[0]}.{output_format}"
        return content.encode(), name, subtitles.MEDIA_TYPES[output_format]


class NoModuleStore:
    """In the place of the platform's store of courses, where a film looks for the files of a course from 2013."""

    def get_course(self, _course_key):
        """Return a course that keeps no files of its own."""
        return SimpleNamespace(static_asset_path="", data_dir="")


class StudioPermissions:
    """Who may write in Studio: the one person in front of this machine."""

    def can_read(self, _course_key):
        """Always."""
        return True

    def can_write(self, _course_key):
        """Always."""
        return True
