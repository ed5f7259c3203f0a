"""Django settings of the preview. It is a tool for one machine: it listens on 127.0.0.1 and nowhere else.

The environment may say: PREVIEW_COURSE (folder of the OLX), PREVIEW_DATA (folder of the database) and
PREVIEW_VIEWING_DELAY_MS (how long a text stays in view before it counts as read; the platform's figure is
5000).
"""

import os
from pathlib import Path

from django.conf.locale import LANG_INFO

BASE_DIR = Path(__file__).resolve().parent.parent
COURSE_DIR = Path(os.environ.get("PREVIEW_COURSE", BASE_DIR / "course")).resolve()
DATA_DIR = Path(os.environ.get("PREVIEW_DATA", BASE_DIR / "preview" / "data")).resolve()
VIEWING_DELAY_MS = int(os.environ.get("PREVIEW_VIEWING_DELAY_MS", "5000"))

# The key signs the session cookie of a server that only this machine can reach; nothing secret rests on it.
SECRET_KEY = "preview-on-this-machine-only"
DEBUG = False
# The loopback names alone: a page of another host that resolves to this machine gets no answer.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "xblocks_contrib.problem.capa.apps.CapaAppConfig",
    "preview",
]
MIDDLEWARE = [
    "preview.middleware.ContentSecurityPolicy",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "preview.middleware.Speaking",
    "django.middleware.csrf.CsrfViewMiddleware",
    "preview.middleware.ReadableErrors",
    "preview.middleware.CurrentLearner",
]
ROOT_URLCONF = "preview.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["preview.views.context.page"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "preview.sqlite3",
        # Several requests of one page write at once; each waits for its turn rather than failing. A transaction takes
        # its turn when it begins: one that has read already could not wait (SQLite would say "database is locked").
        "OPTIONS": {
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_SAMESITE = "Lax"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# The proxy in front of most platforms takes bodies of at most 4 MB; files of a form are counted on their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [BASE_DIR / "preview" / "locale"]
STATIC_URL = "/static/"

# The extracted `problem` block asks for "public/..." below its own package with these two.
PIPELINE = {"PIPELINE_ENABLED": False}
REQUIRE_DEBUG = True
# Code in questions runs in a sandbox on a platform. This machine has none; our questions hold no code.
CODE_JAIL: dict = {}
FEATURES: dict = {}
# What the extracted video block asks for. Films of the course's own play; nothing is asked of another server.
COMPLETION_VIDEO_COMPLETE_PERCENTAGE = 0.95
LMS_ROOT_URL = ""
AI_TRANSLATIONS_API_URL = ""
LANGUAGE_DICT = dict(LANGUAGES)
ALL_LANGUAGES = sorted((code, info["name"]) for code, info in LANG_INFO.items() if "name" in info)
YOUTUBE_API_KEY = None
YOUTUBE = {"API": "", "TEST_TIMEOUT": 1, "METADATA_URL": "", "IMAGE_API": "", "TEXT_API": {"url": "", "params": {}}}
TRANSCRIPT_LANG_CACHE_TIMEOUT = 60
VIDEO_IMAGE_SETTINGS: dict = {}
VIDEO_TRANSCRIPTS_SETTINGS: dict = {}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
