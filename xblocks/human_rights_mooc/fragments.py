"""Views: one script, one initialiser, its arguments, the modules that it begins with; a sentence for whoever has no
script.
"""

from __future__ import annotations

import functools
import hashlib
import html
import importlib
import json
import re
from pathlib import Path

from web_fragments.fragment import Fragment

from human_rights_mooc import compat
from human_rights_mooc.wording import _


def own_class(block):
    """Return the block's own class, without what the runtime mixed in."""
    return getattr(block.__class__, "unmixed_class", block.__class__)


@functools.cache
def package_folder(module: str) -> Path:
    """Return the folder of a module's package."""
    return Path(importlib.import_module(module).__file__ or "").parent


@functools.cache
def manifest(module: str) -> dict[str, list[str]]:
    """Return the package's list of built files: `{"first": [...], "lazy": [...], "saving": [...], "studio": [...]}`.

    Of "first" and "studio" the first is the view's script, the second its module.
    """
    return {kind: _manifest(module).get(kind, []) for kind in ("first", "lazy", "saving", "studio")}


def parts(module: str) -> dict[str, list[str]]:
    """Return the files of each part that is loaded later, without those that the learner's view begins with."""
    return _manifest(module).get("parts", {})


@functools.cache
def _manifest(module: str) -> dict:
    path = package_folder(module) / "public" / "manifest.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


@functools.cache
def release(module: str) -> str:
    """Return a short text that changes when a built file changes, so that browsers do not mix two
    releases.
    """
    digest = hashlib.sha256()
    for names in manifest(module).values():
        for name in names:
            path = package_folder(module) / "public" / name
            digest.update(path.read_bytes() if path.is_file() else name.encode())
    return digest.hexdigest()[:10]


def catalogue(block, bundle: str) -> tuple[str, str]:
    """Return the address of the texts of a bundle's scripts in the interface's language ("" for English), and the
    namespace that they have in the page.

    The operator's pulled catalogue comes first: one file, for all scripts. Of the package's own two, learners get the
    small one. It has a namespace of its own, so that in Studio, where both can stand in one page, an editor does not
    take it for the whole one.
    """
    namespace = own_class(block).i18n_js_namespace
    whole, _name = _own_catalogue(block, ("text.js",))
    translator = compat.translator_of(block)
    try:
        pulled = translator.get_javascript_i18n_catalog_url(block)
    except Exception:  # noqa: BLE001 - the service is absent or older
        pulled = None
    if pulled and pulled != whole:  # a runtime to which nobody pulls may name the package's own
        return pulled, namespace
    if bundle == "first":
        own, name = _own_catalogue(block, ("learner.js", "text.js"))
        return own, f"{namespace}Learner" if name == "learner.js" else namespace
    return whole, namespace


def _own_catalogue(block, names: tuple[str, ...]) -> tuple[str, str]:
    """Return address and name of the first of these files that the package has, the exact language before the general;
    both are "" where it has none.
    """
    language = compat.language(block)
    folder = package_folder(own_class(block).__module__)
    for code in (language, language.split("-")[0]):
        for name in names:
            path = f"public/js/translations/{code}/{name}"
            if code.replace("-", "").isalpha() and (folder / path).is_file():
                return compat.resource_url(block, path), name
    return "", ""


def common_arguments(block, bundle: str) -> dict:
    """Return what the scripts of a bundle need to know, whichever block and view they are of."""
    cls = own_class(block)
    base = compat.resource_url(block, "public/manifest.json")
    address, namespace = catalogue(block, bundle)
    return {
        "block": block.scope_ids.block_type,
        "usage": str(block.scope_ids.usage_id),
        "course": compat.course_name(block),
        "learner": compat.learner_mark(block),
        "language": compat.language(block),
        "release": release(cls.__module__),
        # "?raw": Studio's preview would else take these addresses for course assets.
        "resources": f"{base}?raw" if base else "",
        "catalogue": f"{address}?raw" if address else "",
        "namespace": namespace,
        "sorry": compat.gettext(block, _("This activity could not start. Load the page again.")),
    }


def script_fragment(block, bundle: str, initialiser: str, arguments: dict, at_once: tuple[str, ...] = ()) -> Fragment:
    """Return a view: the script of a bundle ("first" or "studio"), its initialiser and its arguments.

    `at_once` names the parts that the view will ask for as soon as it is drawn. The HTML stays small; the script draws
    into the element. Without script a sentence stands there.
    """
    module = own_class(block).__module__
    title = html.escape(compat.read_field(block, "display_name", str, "") or "")
    need = html.escape(
        compat.gettext(block, _("This activity needs JavaScript. Switch it on and load the page again."))
    )
    kind = html.escape(block.scope_ids.block_type)
    names = modules(module, bundle, at_once)
    common = common_arguments(block, bundle)
    fragment = Fragment(
        f'<div class="hrl-block" data-hrl-block="{kind}" data-hrl-title="{title}">'
        f"<noscript><p>{need}</p></noscript></div>{early(common, names)}"
    )
    for name in manifest(module)[bundle][:1]:
        url = compat.resource_url(block, f"public/{name}")
        fragment.add_javascript_url(f"{url}?v={release(module)}")
    fragment.initialize_js(initialiser, {**common, "modules": names, **arguments})
    return fragment


def modules(module: str, bundle: str, at_once: tuple[str, ...] = ()) -> list[str]:
    """Return the modules that a view begins with, its own first, each once."""
    names = [*manifest(module)[bundle][1:], *(name for part in at_once for name in parts(module).get(part, []))]
    return list(dict.fromkeys(names))


def early(arguments: dict, names: list[str]) -> str:
    """Return links by which a browser fetches modules and texts while the page is still read: one way there and back
    less on a slow line.

    Without quotes: runtimes rewrite what begins with `"/static/`. A module's address must be the very one that other
    modules import it by, a published name with a mark of its content in it is another.
    """
    folder = arguments["resources"].split("?")[0].rpartition("/")[0]
    links = [f"<link rel=modulepreload href={folder}/{name}>" for name in names if _plain(folder)]
    if _plain(arguments["catalogue"]):
        links.append(f"<link rel=preload as=script href={arguments['catalogue']}>")
    return "".join(links)


def _plain(address: str) -> bool:
    """Tell whether an address may stand in HTML without quotes."""
    return re.fullmatch(r"[\w./:?=%+@-]+", address) is not None
