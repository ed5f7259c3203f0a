"""The course's files in `static/`, under the addresses that the platform gives them.

`static/a/b.png` is the asset `a_b.png`: the platform keeps assets flat.
"""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from pathlib import Path

from opaque_keys.edx.locator import AssetLocator

from olx.files import file_at

mimetypes.add_type("application/json", ".json")
mimetypes.add_type("image/svg+xml", ".svg")
mimetypes.add_type("image/webp", ".webp")


class Assets:
    """Assets of one course: their names, addresses and files. What is no file of the folder itself is no asset."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._digests: dict[Path, tuple[tuple, str]] = {}
        self._lock = threading.Lock()

    def for_course(self, course_key) -> CourseAssets:
        """Return the assets with the addresses of this course."""
        return CourseAssets(self, course_key)

    def names(self) -> dict[str, Path]:
        """Return {asset name: file} of everything in the folder."""
        if not self.folder.is_dir():
            return {}
        found = {}
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder).as_posix()
            if path.name.startswith(".") or not _is_utf8(inside) or self._file(inside) is None:
                continue
            found[inside.replace("/", "_")] = path
        return found

    def _file(self, inside: str) -> Path | None:
        return file_at(self.folder.parent, f"{self.folder.name}/{inside}")

    def find(self, name: str) -> Path | None:
        """Return the file of an asset, or None. Names never leave the folder."""
        flat = name.replace("/", "_")
        if not flat or flat.startswith(".") or not _is_utf8(flat):
            return None
        return self._file(flat) or self.names().get(flat) or self._with_key(flat)

    def _with_key(self, key: str) -> Path | None:
        """Return the file that a platform keeps under this name: what no address takes is an underscore there."""
        return next((path for name, path in self.names().items() if key_of(name) == key), None)

    def digest(self, path: Path) -> str:
        """Return the md5 of a file's content: what the platform puts into the address."""
        stat = path.stat()
        signature = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            known = self._digests.get(path)
            if known is None or known[0] != signature:
                known = (signature, hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest())
                self._digests[path] = known
            return known[1]


def key_of(name: str) -> str:
    """Return what a platform makes of a file's name when it imports it: "plan of town.pdf" is plan_of_town.pdf there.

    `StaticContent.compute_location` of the platform.
    """
    return AssetLocator.clean_keeping_underscores(name.replace("/", "_"))


def _is_utf8(name: str) -> bool:
    """Tell whether a name can be part of an address: a file from an old disk may have bytes that are no letters."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class CourseAssets:
    """Assets with the addresses of one course."""

    def __init__(self, assets: Assets, course_key):
        self.store = assets
        self.course_key = course_key

    def key(self, name: str) -> str:
        """Return the asset's key, as in `asset-v1:ORG+NUMBER+RUN+type@asset+block@name`."""
        return str(self.course_key.make_asset_key("asset", key_of(name)))

    def find(self, name: str) -> Path | None:
        """Return the file of an asset, or None."""
        return self.store.find(name)

    def address(self, name: str) -> str | None:
        """Return the address that a browser fetches the asset from, or None when there is no such asset."""
        path = self.store.find(name)
        if path is None:
            return None
        return f"/assets/courseware/v1/{self.store.digest(path)}/{self.key(name)}"
