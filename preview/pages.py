"""From a fragment to what a page needs: its markup, and its scripts and styles as addresses of this server.

A platform writes the texts of scripts and styles into the page. Here they get an address made from their
content, so that the page needs no inline script. What would come from another server is left out.
"""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass, field

from preview.boxes import whole

_texts: dict[str, tuple[str, str]] = {}
_lock = threading.Lock()
# Libraries of the platform's page that only some blocks ask for.
LIBRARIES = {"video": ("preview/vendor/jquery-ui-slider-1.13.3.js",)}
FOREIGN = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
FOREIGN_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?(?:https?:)?//[^;]*;?""", re.IGNORECASE)
FOREIGN_SOURCE = re.compile(
    r"""(?P<tag><(?:img|iframe|script|audio|video|source|embed)\b[^<>]*?)\ssrc=(?P<quote>["'])(?:https?:)?//.*?(?P=quote)""",
    re.IGNORECASE | re.DOTALL,
)
EXTENSIONS = {"text/css": "css", "application/javascript": "js", "text/javascript": "js"}


@dataclass
class PageParts:
    """A rendered fragment, ready for a template."""

    html: str
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)


def parts_of(fragment) -> PageParts:
    """Return the markup of a fragment and the addresses of its scripts and styles, in their order."""
    parts = PageParts(without_foreign_sources(whole(fragment.content)))
    for resource in fragment.resources:
        extension = EXTENSIONS.get(resource.mimetype)
        if extension is None:
            if resource.kind == "text":
                parts.markup.append(whole(resource.data))
            continue
        address = resource.data
        if resource.kind == "text":
            address = address_of_text(whole(resource.data), extension)
        elif FOREIGN.match(address):
            continue
        target = parts.styles if extension == "css" else parts.scripts
        if address not in target:
            target.append(address)
    return parts


def address_of_text(text: str, extension: str) -> str:
    """Keep a text and return its address."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    name = f"{digest}.{extension}"
    with _lock:
        _texts[name] = (text, "text/css" if extension == "css" else "text/javascript")
    return f"/preview/text/{name}"


def text_at(name: str) -> tuple[str, str] | None:
    """Return (text, media type) of an address made before, or None."""
    known = _texts.get(name)
    if known and name.endswith(".css"):
        return without_foreign_imports(known[0]), known[1]
    return known


def without_foreign_imports(css: str) -> str:
    """Drop what a style sheet would fetch from another server: the extracted blocks import a font."""
    return FOREIGN_IMPORT.sub("", css)


def without_foreign_sources(html: str) -> str:
    """Drop the address of a picture, frame or film of another server: the extracted video block shows a logo."""
    return FOREIGN_SOURCE.sub(r"\g<tag>", html)


def libraries_for(block_types) -> list[str]:
    """Return the static files of the libraries that these blocks ask the page for."""
    return [file for block_type in sorted(block_types) for file in LIBRARIES.get(block_type, ())]
