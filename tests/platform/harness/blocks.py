"""Our own blocks: which the source has, and what their packages and classes say."""

from harness import places

OURS = ("practice_explorer", "rights_map", "action_plan")


def in_source():
    """Return our blocks in the source, the first of each type; none when no platform is given."""
    if places.service() is None:
        return []
    found = {}
    for block in places.source().of_kind(*OURS):
        found.setdefault(block.kind, block)
    return list(found.values())


def installed():
    """Return those of them whose type the platform knows."""
    from xblock.plugin import PluginMissingError

    found = []
    for block in in_source():
        try:
            class_of(block.kind)
        except PluginMissingError:
            continue
        found.append(block)
    return found


def hide(monkeypatch):
    """Let the platform find none of our block types, as after `pip uninstall`."""
    from xblock.core import XBlock
    from xblock.plugin import PluginMissingError

    load = XBlock.load_class.__func__

    def without_ours(cls, identifier, default=None, *more, **options):
        if identifier not in OURS:
            return load(cls, identifier, default, *more, **options)
        if default is None:
            raise PluginMissingError(identifier)
        return default

    monkeypatch.setattr(XBlock, "load_class", classmethod(without_ours))


def class_of(kind):
    """Return the class of a block type, as the platform finds it."""
    from xblock.core import XBlock

    return XBlock.load_class(kind)


def handlers_of(kind):
    """Return the names of a block type's handlers, without those that the platform gives to each block."""
    cls = class_of(kind)
    platforms_own = set(dir(class_of("html")))
    return sorted(
        name
        for name in dir(cls)
        if name not in platforms_own and getattr(getattr(cls, name), "_is_xblock_handler", False)
    )


def text_of(kind, path):
    """Return the text of a file in the package of a block type."""
    from importlib.resources import files

    return files(class_of(kind).__module__.partition(".")[0]).joinpath(path).read_text(encoding="utf-8")


def published_files(kind):
    """Return what `collectstatic` makes public for the package of a block type: paths, and their prefix."""
    from openedx.core.lib.xblock_pipeline.finder import XBlockPipelineFinder
    from openedx.core.lib.xblock_utils import xblock_resource_pkg

    package = xblock_resource_pkg(class_of(kind))
    files = XBlockPipelineFinder().list([])
    return {path for path, storage in files if storage.module == package}, f"xblock/resources/{package}/"
