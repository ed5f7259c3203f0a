"""A person at a browser, over HTTP: signed in to Studio and to the LMS, which run in processes of their own."""

import base64
import gzip
import html
import json
import re

import requests

TIMEOUT_S = 120


class Visitor:
    """One person, or nobody in particular when `name` is None."""

    def __init__(self, address, name=None):
        """Sign in at the service of this address."""
        self.address, self.session = address, requests.Session()
        if name:
            self.get(f"/sign-in/{name}")

    def get(self, path, **options):
        """Return the answer to a page or a file."""
        return self.session.get(self.address + path, timeout=TIMEOUT_S, **options)

    def _headers(self, token=None):
        token = self.session.cookies.get("csrftoken", "") if token is None else token
        return {"X-CSRFToken": token, "Accept": "application/json", "Referer": self.address}

    def send(self, path, data):
        """Send JSON, as a page of Studio does."""
        address = self.address + path
        return self.session.post(address, json=data, headers=self._headers(), timeout=TIMEOUT_S, allow_redirects=False)

    def pack(self, path, data):
        """Send JSON packed, as the editor of the atlas does."""
        return self.send(path, {"packed": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()})

    def upload(self, course, name, text, token=None):
        """Save a file of the course, as the editor of the atlas does; `token` is that of the form, if another."""
        return self.session.post(
            f"{self.address}/assets/{course}/",
            files={"file": (name, text.encode("utf-8"), "application/json")},
            headers=self._headers(token),
            timeout=TIMEOUT_S,
            allow_redirects=False,
        )


def arguments_of(page, kind):
    """Return what the first block of a type gives to its script in a page."""
    for found in re.finditer(r'<script type="json/xblock-args"[^>]*>(.*?)</script>', page, re.DOTALL):
        arguments = json.loads(html.unescape(found.group(1)))
        if arguments.get("block") == kind:
            return arguments
    raise AssertionError(f"no {kind} in the page")
