"""Bring the course's tarball: from an https address without a step down, or from a path. Standard library only.

Size and time of the whole transfer are bounded; which addresses are allowed stands in `addresses.py`.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
from functools import partial
from pathlib import Path
from typing import IO

from human_rights_mooc.addresses import ImportStoppedError, checked_source, followed, refuse_private, shown

LARGEST_TARBALL = 50 * 1024 * 1024  # bytes
MOST_SECONDS = 600.0  # for the whole transfer
QUIET_SECONDS = 60.0  # without a byte
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# What a network or a server can do to http.client, and an address to either.
NETWORK_FAULTS = (OSError, http.client.HTTPException, ValueError)


def fetch(source: str, target: Path, allow_http: bool = False, seconds: float = MOST_SECONDS) -> None:
    """Copy the tarball from a path or an address to `target`, within `seconds`. Raises ImportStoppedError."""
    source = checked_source(source, allow_http)
    with _Watch(seconds) as watch:
        try:
            if "://" in source:
                _download(source, target, watch)
            else:
                with Path(source).open("rb") as found, target.open("wb") as file:
                    _copy(found, file)
        except (*NETWORK_FAULTS, ImportStoppedError) as error:
            if watch.over:
                raise ImportStoppedError(
                    f"{shown(source)} took longer than {seconds / 60:g} minutes. Check the network, or mount the file."
                ) from error
            if isinstance(error, ImportStoppedError):
                raise
            raise ImportStoppedError(
                f"{shown(source)} cannot be fetched: {_why(error)}. Check the address, the network and the disk."
            ) from error


def _why(error: Exception) -> str:
    """Say what went wrong on the way; http.client shows what it read instead."""
    if isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected):
        return "the answer ends too early"
    if isinstance(error, http.client.BadStatusLine):
        return "the answer is not HTTP"
    return shown(getattr(error, "reason", error) or type(error).__name__)


def _download(address: str, target: Path, watch: _Watch) -> None:
    """Follow redirects from a checked address, and copy what is found. Raises NETWORK_FAULTS, ImportStoppedError."""
    only_public = False
    for _number in range(MOST_REDIRECTS + 1):
        try:
            with _opener(address, watch, only_public).open(address, timeout=QUIET_SECONDS) as answer:
                with target.open("wb") as file:
                    _copy(answer, file)
                if watch.over or answer.length:
                    raise ImportStoppedError(f"{shown(address)} ended too early. Try again.")
                return
        except urllib.error.HTTPError as answer:
            with answer:
                location = answer.headers.get("Location", "")
            if answer.code not in REDIRECTS or not location:
                raise ImportStoppedError(f"{shown(address)} answers {answer.code}. Check the address.") from answer
        address, only_public = followed(address, location), True
    raise ImportStoppedError(f"{shown(address)} comes after {MOST_REDIRECTS} redirects. Give the last address itself.")


def _copy(answer: IO[bytes] | http.client.HTTPResponse, file: IO[bytes]) -> None:
    """Copy a stream of at most LARGEST_TARBALL bytes."""
    size = 0
    while part := answer.read(1 << 16):
        size += len(part)
        if size > LARGEST_TARBALL:
            raise ImportStoppedError(
                f"The tarball is larger than {LARGEST_TARBALL // 1024 // 1024} MB. Is it the right file?"
            )
        file.write(part)


class _Watch:
    """Ends a transfer after some seconds, whatever it waits for: a server may send one byte a minute for ever."""

    def __init__(self, seconds: float):
        self.over = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def add(self, sock: socket.socket) -> None:
        """Watch a socket that was opened."""
        with self._lock:
            self._sockets.append(sock)
        if self.over:
            self._end()

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # under TLS too: who reads sees the end


class _Watched(http.client.HTTPConnection):
    """A connection whose socket is watched, and refused before anything is asked where its peer may not be asked."""

    def __init__(self, *arguments, watch: _Watch, only_public_for: str, **options):
        super().__init__(*arguments, **options)
        self._watch, self._only_public_for = watch, only_public_for

    def connect(self) -> None:
        """Connect. Raises ImportStoppedError for a private peer: a name may lead elsewhere the second time."""
        super().connect()
        self._watch.add(self.sock)
        if self._only_public_for:
            refuse_private(self._only_public_for, self.sock.getpeername()[0])


class _WatchedTls(_Watched, http.client.HTTPSConnection):
    """The same under TLS."""


class _Web(urllib.request.AbstractHTTPHandler):
    """http and https through watched connections, without redirects and without any other scheme."""

    def __init__(self, **options):
        super().__init__()
        self.options = options

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_Watched, **self.options), request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_WatchedTls, context=ssl.create_default_context(), **self.options), request)

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_


def _opener(address: str, watch: _Watch, only_public: bool) -> urllib.request.OpenerDirector:
    """Return an opener for one address. Behind a proxy the peer is the proxy, which is the operator's own choice."""
    parts = urllib.parse.urlsplit(address)
    proxied = parts.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(parts.hostname or "")
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Web(watch=watch, only_public_for=address if only_public and not proxied else ""),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
