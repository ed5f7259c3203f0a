"""Addresses of a course's tarball: which are fetched at all, and which a redirect may lead to. Standard library only.

An address is checked before anything is fetched, and every address that a redirect leads to as well: never less than
https, never a host inside the network of the platform.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import unicodedata
import urllib.parse
from pathlib import Path

# What may stand in an address as it is (RFC 3986); everything else is percent-encoded, as a browser does.
PLAIN = "%/:@!$&'()*+,;=~"
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ImportStoppedError(Exception):
    """The import cannot go on; the message says why and what to do."""


def one_line(text: str) -> bool:
    """Tell whether a text has no control character, line break or half of a character in it."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text)


def shown(text: object) -> str:
    """Return a text as it may stand in a sentence: one line, not long, without the query of a signed address."""
    address, mark, _query = str(text).partition("?")
    said = address + (mark and "?...") if "://" in address else str(text)
    said = "".join(letter if one_line(letter) else "\ufffd" for letter in said)
    return said if len(said) <= 200 else said[:200] + "..."


def checked_source(source: str, allow_http: bool = False) -> str:
    """Return a path as it is, an address in the form in which it is sent.

    Raises ImportStoppedError where nothing can be fetched from it. Nothing is fetched here.
    """
    if not one_line(source):
        raise ImportStoppedError(f"{shown(source)} holds a line break or a control character. Take it out.")
    source = source.strip()
    if not source:
        raise ImportStoppedError("No course is named. Set HUMAN_RIGHTS_MOOC_COURSE, or give --course.")
    if "://" not in source:
        if not _is_file(source):
            raise ImportStoppedError(
                f"{shown(source)} is no file in the cms container. Mount it, or give an https address."
            )
        return source
    scheme, address = _address(source)
    if scheme == "http" and not allow_http:
        raise ImportStoppedError(
            f"{shown(source)} is not an https address. For plain http set HUMAN_RIGHTS_MOOC_COURSE_ALLOW_HTTP."
        )
    if scheme not in ("http", "https"):
        raise ImportStoppedError(f"{shown(source)} is not an https address.")
    return address


def _is_file(path: str) -> bool:
    """Tell whether a path leads to a file; no where it is too long, or a folder on the way may not be read."""
    try:
        return Path(path).is_file()
    except OSError:
        return False


def _address(text: str) -> tuple[str, str]:
    """Return the scheme of an address, and the address in letters that HTTP can send. Raises ImportStoppedError."""
    try:
        parts = urllib.parse.urlsplit(text)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ImportStoppedError(f"{shown(text)} is not an address: {shown(error)}. Correct it.") from error
    # urllib decodes a host after it was looked at: %31 would be a digit of another one. A zone of IPv6 has a % too.
    coded = "%" in host and ":" not in host
    if parts.scheme in ("http", "https") and (not host or " " in host or coded):
        raise ImportStoppedError(f"{shown(text)} is not an address: it names no host. Correct it.")
    if "@" in parts.netloc:
        raise ImportStoppedError("The address holds a name or a password, which is not sent. Leave it out.")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    quoted = (urllib.parse.quote(parts.path, safe=PLAIN), urllib.parse.quote(parts.query, safe=PLAIN + "?"))
    return parts.scheme, urllib.parse.urlunsplit((parts.scheme, place, *quoted, ""))


def followed(address: str, location: str) -> str:
    """Return the address that a redirect leads to. Raises ImportStoppedError for a step down, or to a private host."""
    if not one_line(location):
        raise ImportStoppedError(f"{shown(address)} leads to an address with a control character.")
    # A header's letters are bytes: http.client reads them as latin-1.
    location = urllib.parse.quote(location, safe=PLAIN + "?#[]", encoding="latin-1")
    try:
        joined = urllib.parse.urljoin(address, location)
    except ValueError as error:
        raise ImportStoppedError(f"{shown(address)} leads to {shown(location)}, which is no address.") from error
    scheme, found = _address(joined)
    if scheme != "https" and (scheme, urllib.parse.urlsplit(address).scheme) != ("http", "http"):
        raise ImportStoppedError(f"{shown(address)} leads to {shown(joined)}, which is not https. That is refused.")
    host = urllib.parse.urlsplit(found).hostname or ""
    with contextlib.suppress(OSError, ValueError):  # an unknown name is told by who connects, or known to the proxy
        for *_kind, peer in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
            refuse_private(found, str(peer[0]))
    return found


def refuse_private(address: str, peer: str) -> None:
    """Raise ImportStoppedError where a redirect ends at a peer that is not public."""
    if not is_public(peer):
        raise ImportStoppedError(
            f"A redirect leads to {shown(address)}, which is inside the network. That is refused; "
            "if it is the right address, give it itself."
        )


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the public internet: not private, loopback, link-local or the like."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.is_site_local:  # fec0::/10, private before fc00::/7 was
            return False
        address = inner or address
    return address.is_global and not address.is_multicast and not address.is_reserved
