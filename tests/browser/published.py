"""The blocks' files as a platform publishes them: Django's `collectstatic`, into a folder that is then served.

Run by itself it publishes: `python published.py FOLDER marked|modules`, and prints {path: published name}.
"""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("practice_explorer", "rights_map", "action_plan")
TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html"}


def publish(folder: Path, how: str) -> dict[str, str]:
    """Publish into a folder: "marked" names as on the platform, "modules" the names inside of modules too."""
    command = [sys.executable, __file__, str(folder), how]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


class Site(http.server.BaseHTTPRequestHandler):
    """Serves `/static/` from a folder, and pages by address; a handler answers with an empty object."""

    folder: Path
    pages: dict[str, str]

    def do_GET(self):  # noqa: N802 - the name is the library's
        """Answer with a page or a file."""
        path = self.path.split("?")[0]
        if path in self.pages:
            return self.answer(200, "text/html", self.pages[path].encode())
        file = self.folder / path.removeprefix("/static/")
        if ".." in path or not file.is_file():
            return self.answer(404, "text/plain", b"")
        return self.answer(200, TYPES.get(file.suffix, "text/plain"), file.read_bytes())

    def do_POST(self):  # noqa: N802
        """Answer a handler."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(200, "application/json", b"{}")

    def answer(self, status: int, kind: str, body: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Silent."""


def serve(folder: Path, pages: dict[str, str]) -> http.server.ThreadingHTTPServer:
    """Serve a folder of published files, and pages, from this process."""
    site = type("PublishedSite", (Site,), {"folder": folder, "pages": pages})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _collect(folder: str, how: str) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.staticfiles import storage

    class Modules(storage.ManifestStaticFilesStorage):
        support_js_module_import_aggregation = True

    storage.Modules = Modules  # type: ignore[attr-defined]
    name = {"marked": "ManifestStaticFilesStorage", "modules": "Modules"}[how]
    publics = {f"xblock/resources/{package}/public": ROOT / "xblocks" / package / "public" for package in PACKAGES}
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_ROOT=folder,
        STATIC_URL="/static/",
        STATICFILES_DIRS=list(publics.items()),
        STORAGES={"staticfiles": {"BACKEND": f"django.contrib.staticfiles.storage.{name}"}},
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    return storage.staticfiles_storage.hashed_files


if __name__ == "__main__":
    print(json.dumps(_collect(*sys.argv[1:3])))
