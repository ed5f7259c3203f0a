"""Find an installed Chromium or Chrome, or install one the way the system offers.

Run: python tests/browser/installed_browser.py; prints its path, or says what to do and ends with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PATHS = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
MISSING = (
    "No Chromium or Chrome is installed. Install one (Debian: apt-get install chromium; "
    "anywhere: python -m playwright install chromium), or name it in the variable CHROMIUM."
)


def find_chromium(playwright_path: str = "") -> str | None:
    """Return the path of an installed Chromium or Chrome; `CHROMIUM` in the environment wins."""
    named = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES), *PATHS, playwright_path]
    return next((path for path in named if path and Path(path).is_file()), None)


def playwright_chromium() -> str:
    """Return where Playwright keeps its own Chromium ('' where Playwright is not installed)."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return ""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> None:
    """Try Debian's package as root or through sudo without a password, then Playwright's download."""
    root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "--non-interactive"]
    attempts = []
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        attempts.append([*root, "apt-get", "update", "-qq"])
        attempts.append([*root, "apt-get", "install", "-y", "-qq", "chromium"])
    attempts.append([sys.executable, "-m", "playwright", "install", "chromium"])
    for command in attempts:
        if find_chromium(playwright_chromium()):
            return
        print("No browser yet:", " ".join(command), file=sys.stderr, flush=True)
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, timeout=900)


def main() -> int:
    """Make sure that there is a browser; print its path."""
    path = find_chromium(playwright_chromium())
    if path is None:
        install()
        path = find_chromium(playwright_chromium())
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
