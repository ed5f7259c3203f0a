"""Views: one script, one initialiser, its arguments; a sentence for whoever has no script."""

from __future__ import annotations

import functools
import hashlib
import html
import importlib
import json
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
    """Return the package's list of built files: `{"first": [...], "lazy": [...], "saving": [...], "studio": [...]}`."""
    path = package_folder(module) / "public" / "manifest.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"first": [], "lazy": [], "saving": [], "studio": []}


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
    translator = compat.service(block, "i18n")
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
    }


def script_fragment(block, bundle: str, initialiser: str, arguments: dict) -> Fragment:
    """Return a view: the scripts of a bundle ("first" or "studio"), their initialiser and its arguments.

    The HTML stays small; the script draws into the element. Without script a sentence stands there.
    """
    module = own_class(block).__module__
    title = html.escape(compat.read_field(block, "display_name", str, "") or "")
    need = html.escape(
        compat.gettext(block, _("This activity needs JavaScript. Switch it on and load the page again."))
    )
    kind = html.escape(block.scope_ids.block_type)
    fragment = Fragment(
        f'<div class="hrl-block" data-hrl-block="{kind}" data-hrl-title="{title}">'
        f"<noscript><p>{need}</p></noscript></div>"
    )
    for name in manifest(module)[bundle]:
        url = compat.resource_url(block, f"public/{name}")
        fragment.add_javascript_url(f"{url}?v={release(module)}")
    fragment.initialize_js(initialiser, {**common_arguments(block, bundle), **arguments})
    return fragment
