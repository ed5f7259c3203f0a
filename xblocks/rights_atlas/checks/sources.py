"""Checks of references and links."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from ..findings import Finding
from ..model import CARD_FILE
from ..tables import read_table
from ..wording import N_, _
from .view import View, finding

IN_WORDS = N_("Link to the original, or leave the link out: title and publisher are a reference in words.")


@cache
def _copy_hosts() -> frozenset[str]:
    return frozenset(read_table("copy_hosts")["hosts"])


@cache
def _test_labels() -> frozenset[str]:
    return frozenset(read_table("copy_hosts")["labels"])


def link_problem(url: str) -> str | None:
    """Return what makes an address unfit to be shown to a learner, or None."""
    if "\\" in url or any(char.isspace() or char in '<>"{}|^`' for char in url):
        return _("The link has a character that no address has.")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return _("The link is not a valid address.")
    if parts.scheme != "https":
        return _("The link does not start with https://.")
    if "." not in host or parts.username or parts.password or port not in (None, 443):
        return _("The link does not name a public website.")
    return _host_problem(host) or (_("The link is to an embedded view.") if "format=embed" in parts.query else None)


def _host_problem(host: str) -> str | None:
    try:
        ipaddress.ip_address(host)
        return _("The link names a machine by its number, not a website.")
    except ValueError:
        pass
    labels = host.split(".")
    if any(".".join(labels[start:]) in _copy_hosts() for start in range(len(labels) - 1)):
        return _("{host} holds copies or uploads of other people's pages.", host=host)
    if any(label in _test_labels() for label in labels[:-1]):
        return _("{host} looks like a test or a reduced copy of a website.", host=host)
    return None


def check_links(view: View) -> Iterator[Finding]:
    """Every link is https and leads to an original."""
    for city in view.cities:
        for number, entry in enumerate(city["recognition"], 1):
            problem = link_problem(entry["source"]["url"]) if "url" in entry["source"] else None
            if problem:
                yield finding(
                    CARD_FILE, city, f"recognition.{number}.source.url", problem, _(IN_WORDS), rule="check_links"
                )
    for name, body in view.bodies:
        for number, source in enumerate(body["sources"], 1):
            problem = link_problem(source["url"]) if "url" in source else None
            if problem:
                yield finding(name, body, f"sources.{number}.url", problem, _(IN_WORDS), rule="check_links")


def check_references(view: View) -> Iterator[Finding]:
    """Each practice has a reference, and names none twice."""
    for name, body in view.bodies:
        if not body["sources"]:
            message = _("The practice has no source.")
            yield finding(name, body, "sources", message, _("Name at least one."), rule="check_references")
        seen = set()
        for source in body["sources"]:
            key = source.get("url") or (source["title"].casefold(), source["publisher"].casefold())
            if key in seen:
                message = _("The source {title!r} is named twice.", title=source["title"])
                yield finding(name, body, "sources", message, _("Keep it once."), rule="check_references")
            seen.add(key)
