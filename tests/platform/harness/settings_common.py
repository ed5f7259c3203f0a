"""Changes to the platform's own test settings that Studio and the LMS share here."""

from harness import places


def adapt(settings):
    """Change a module's settings (its `globals()`) in place.

    Start dates count, as on a real platform: a course that starts in the future is closed to learners.
    """
    settings["FEATURES"]["DISABLE_START_DATES"] = False
    settings["WEBPACK_LOADER"] = {
        name: {**options, "LOADER_CLASS": "harness.bundles.NoBundles"}
        for name, options in settings["WEBPACK_LOADER"].items()
    }
    if places.shared():
        share(settings, places.shared())


class NoMigrations(dict):
    """Every app has its tables made at once, without its history."""

    def __contains__(self, _app):
        return True

    def __getitem__(self, _app):
        return None


def share(settings, folder):
    """Let Studio and the LMS have one database, one store of courses and files, and one cache, as in production."""
    settings["DATABASES"] = {
        name: {**options, "NAME": str(folder / f"{name}.sqlite3"), "OPTIONS": {"timeout": 30}}
        for name, options in settings["DATABASES"].items()
    }
    settings["MIGRATION_MODULES"] = NoMigrations()
    for store in settings["MODULESTORE"]["default"]["OPTIONS"]["stores"]:
        store["DOC_STORE_CONFIG"]["db"] = "courses"
    settings["CONTENTSTORE"]["DOC_STORE_CONFIG"]["db"] = "files"
    settings["CACHES"] = {
        name: {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(folder / "cache" / name),
            # As in production: both find a thing under the same key, so one can remove what the other kept.
            "KEY_FUNCTION": "common.djangoapps.util.memcache.safe_key",
            "KEY_PREFIX": name,
        }
        for name in settings["CACHES"]
    }
    settings["MIDDLEWARE"] = [*settings["MIDDLEWARE"], "harness.serving.SignIn"]
