"""Changes to the platform's own test settings that Studio and the LMS share here."""


def adapt(settings):
    """Change a module's settings (its `globals()`) in place.

    Start dates count, as on a real platform: a course that starts in the future is closed to learners.
    """
    settings["FEATURES"]["DISABLE_START_DATES"] = False
    settings["WEBPACK_LOADER"] = {
        name: {**options, "LOADER_CLASS": "harness.bundles.NoBundles"}
        for name, options in settings["WEBPACK_LOADER"].items()
    }
