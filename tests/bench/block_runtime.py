"""One runtime for our blocks and their peers: storage that counts rows, and the services that all of them ask for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import django_ready  # noqa: F401 - before anything that asks Django for its models
import simplejson
from blocks.learning import LEARNER_SCOPES, LearningRuntime, Storage
from fs.memoryfs import MemoryFS
from webob import Request
from xblock.fields import Scope

from preview import services
from preview.classes import MIXINS

ROOT = Path(__file__).resolve().parents[2]
LEARNER = SimpleNamespace(number=1, username="learner", name="Learner", is_staff=False)


class CountingStorage(Storage):
    """Counts rows as a platform has them: the state of a learner in a block is one row, else each field."""

    def __init__(self):
        super().__init__()
        self.restart()

    def restart(self) -> None:
        """Count from nothing."""
        self.read: set[tuple] = set()
        self.written: list[tuple] = []

    @staticmethod
    def platform_row(key) -> tuple:
        """Return what stands for the row that holds a field."""
        field = "" if key.scope == Scope.user_state else key.field_name
        return (str(key.scope), str(key.block_scope_id), field)

    def _look(self, key) -> None:
        if key.scope in LEARNER_SCOPES:
            self.read.add(self.platform_row(key))

    def get(self, key):
        """Return a stored value, counted."""
        self._look(key)
        return super().get(key)

    def has(self, key):
        """Tell whether a value is stored, counted: a platform reads the row to know."""
        self._look(key)
        return super().has(key)

    def set(self, key, value):
        """Store a value, counted."""
        if key.scope in LEARNER_SCOPES:
            self.written.append(self.platform_row(key))
        self.rows[self._row(key)] = simplejson.dumps(value)  # as a platform does: a score is an object

    def set_many(self, update):
        """Store the fields of one save: those of one row are written together, as on a platform."""
        before = len(self.written)
        super().set_many(update)
        self.written[before:] = set(self.written[before:])


class BenchRuntime(LearningRuntime):
    """The tests' runtime with the preview's services and mixins, so that `problem` finds what a platform gives it."""

    def __init__(self, storage: CountingStorage):
        super().__init__(storage, 1)
        self._services.pop("i18n")
        self.mixologist._mixins = MIXINS  # noqa: SLF001 - the library has no other way after its making
        self.resources_fs = MemoryFS()
        self.is_author_mode = False
        self.suppports_state_for_anonymous_users = False
        rewriter = SimpleNamespace(rewrite=lambda text, static_only=False: text)
        self._makers = {
            "i18n": services.I18nService,
            "user": lambda _block: services.PreviewUserService(LEARNER),
            "replace_urls": lambda _block: services.ReplaceUrlsService(rewriter),
            "cache": lambda _block: services.CacheService(),
            "sandbox": lambda _block: services.SandboxService(),
            "settings": lambda _block: services.SettingsService(),
            "xqueue": lambda _block: SimpleNamespace(interface=None, default_queuename="", waittime=0),
        }

    def service(self, block, service_name):
        """Return a service of the preview, else one of the tests' runtime."""
        if block.service_declaration(service_name) and service_name in self._makers:
            return self._makers[service_name](block)
        return super().service(block, service_name)

    def local_resource_url(self, block, uri):
        """Return where the file lies, so that its bytes can be counted."""
        folder = Path(sys.modules[services.class_of(block).__module__].__file__).parent
        found = next((base / uri for base in (folder, folder.parent) if (base / uri).is_file()), None)
        return f"file:{found}" if found else f"missing:{uri}"


def post(block, handler: str, data, suffix: str = "", form: bool = False):
    """Send a request to a handler; return its answer. Anything but 200 ends the bench."""
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    body = data.encode() if form else json.dumps(data).encode()
    request = Request.blank("/", method="POST", content_type=kind, body=body)
    response = block.runtime.handle(block, handler, request, suffix)
    if response.status_code != 200:
        raise SystemExit(f"{type(block).__name__}.{handler}: {response.status_code} {response.body[:300]!r}")
    return json.loads(response.body)
