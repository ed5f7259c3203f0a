"""What the benches in a browser share: a small server for their pages, and how a painted result is timed."""

from __future__ import annotations

import http.server
import json
import threading
import time
from pathlib import Path

import node_tools
from conftest import find_chromium

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "course" / "static"
THROTTLE = 6  # times that the processor is slowed down
# From an event to the end of the frame that shows what came of it. The event comes at the start of a frame, so that
# the wait for the screen's next refresh (0 to 16 ms, whatever the page does) is not counted.
PAINTED = """
window.painted = (act) => new Promise((resolve) => requestAnimationFrame(() => {
  const start = performance.now(); act();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => resolve(performance.now() - start); channel.port2.postMessage(0); }));
"""

__all__ = ["PAINTED", "ROOT", "STATIC", "THROTTLE", "PageSite", "find_chromium", "modules", "node_tools", "start"]


class PageSite(http.server.BaseHTTPRequestHandler):
    """Pages, scripts and data by address, and handlers that answer one thing. Each bench has a class of its own."""

    files: dict[str, tuple[str, bytes]] = {}
    posted = b"{}"
    data_after = 0.0  # seconds that data takes, as from a server that is not next door

    def do_GET(self):  # noqa: N802 - the name is the library's
        """Answer with a file."""
        kind, body = self.files.get(self.path.split("?")[0], ("text/plain", b""))
        if kind == "application/json":
            time.sleep(self.data_after)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):  # noqa: N802
        """Answer a handler."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.posted)

    def log_message(self, *_arguments):
        """Silent."""


def modules(scripts: Path) -> str:
    """Return what a page of ours tells the script of the learner's view of its modules, as JavaScript."""
    return json.dumps(json.loads((scripts / "manifest.json").read_text(encoding="utf-8"))["first"][1:])


def start(site: type[PageSite], scripts: Path) -> http.server.ThreadingHTTPServer:
    """Serve a site's files and the scripts of a folder from this process."""
    for path in scripts.glob("*.js"):
        site.files[f"/{path.name}"] = ("text/javascript", path.read_bytes())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
