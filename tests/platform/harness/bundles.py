"""Front-end bundles: the platform's pages name webpack bundles that need not be built for these tests."""


class NoBundles:
    """Answers each bundle with no files, so that pages render on a platform whose front end was not built."""

    def __init__(self, name, config):
        """Take what `webpack_loader` gives to a loader."""
        self.name = name
        self.config = config

    def get_bundle(self, _bundle_name):
        """Return the files of a bundle: none."""
        return []
