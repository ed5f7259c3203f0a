"""A runtime for tests with the platform's storage: a field is written whole, without locks, the last writer wins.

Scopes as the platform keeps them: `user_state` by learner and block, `preferences` by learner, block type and field,
`user_info` by learner and field. Two blocks made at the same time read the same state, and each saves its own.
"""

from __future__ import annotations

import copy
import json
from types import SimpleNamespace

from opaque_keys.edx.keys import CourseKey
from webob import Request
from xblock.field_data import SplitFieldData
from xblock.fields import Scope, ScopeIds, UserScope
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import KeyValueStore, KvsFieldData, Runtime

COURSE = CourseKey.from_string("course-v1:UCLG+HRLOCAL+2026")
LEARNER_SCOPES = (Scope.user_state, Scope.preferences, Scope.user_info, Scope.user_state_summary)


class Storage(KeyValueStore):
    """Rows of JSON, so that what comes back is what a database would give."""

    def __init__(self):
        self.rows: dict[tuple, str] = {}
        self.writes = 0
        self.failing = False

    @staticmethod
    def _row(key) -> tuple:
        if key.scope.user == UserScope.NONE:
            return ("authored", str(key.block_scope_id), key.field_name)
        return (key.user_id, str(key.scope), str(key.block_scope_id), key.field_name)

    def get(self, key):
        return json.loads(self.rows[self._row(key)])

    def set(self, key, value):
        if self.failing:
            raise OSError("the database is away")
        self.writes += 1
        self.rows[self._row(key)] = json.dumps(value)

    def delete(self, key):
        del self.rows[self._row(key)]

    def has(self, key):
        return self._row(key) in self.rows


class Users(UserService):
    """The current user, as the LMS says it."""

    def __init__(self, runtime):
        super().__init__()
        self.runtime = runtime

    def get_current_user(self):
        user = XBlockUser(is_current_user=True)
        user.opt_attrs["edx-platform.is_authenticated"] = self.runtime.learner_id is not None
        return user


class LearningRuntime(Runtime):
    """One learner's request, or a visitor's if `user_id` is None. `published` holds what blocks published."""

    def __init__(self, storage: Storage, user_id: int | None = 1, services: dict | None = None, course=COURSE):
        learner = KvsFieldData(storage)
        authored = KvsFieldData(storage)
        mapping = dict.fromkeys(LEARNER_SCOPES, learner)
        mapping |= dict.fromkeys((Scope.content, Scope.settings, Scope.children, Scope.parent), authored)
        found = {"field-data": SplitFieldData(mapping), "user": Users(self)}
        super().__init__(
            id_reader=SimpleNamespace(),
            id_generator=SimpleNamespace(),
            services={**found, **(services or {})},
        )
        self.learner_id = user_id
        self.course = course
        self.published: list[tuple[str, dict]] = []

    def block(self, cls, name: str = "one", **fields):
        """Make a block; `fields` are set as the author would."""
        block_type = cls.__module__.split(".")[0]
        usage = self.course.make_usage_key(block_type, name)
        block = self.construct_xblock_from_class(cls, ScopeIds(self.learner_id, block_type, usage, usage))
        for field, value in fields.items():
            setattr(block, field, value)
        if fields:
            block.save()
        return block

    def publish(self, block, event_type, event_data):
        self.published.append((event_type, copy.deepcopy(event_data)))

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{handler_name}"

    def local_resource_url(self, block, uri):
        return f"/static/xblock/resources/{block.unmixed_class.__module__.split('.')[0]}/{uri}"

    def resource_url(self, resource):
        return resource

    def get_block(self, usage_id, for_parent=None):
        raise NotImplementedError

    def query(self, block):
        raise NotImplementedError


def ask(block, handler: str, data, content_type: str = "application/json", method: str = "POST", headers=None):
    """Send a request to a handler: return (status, answer). Nothing is saved before `block.save()`."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    request = Request.blank("/", method=method, content_type=content_type, body=body if method == "POST" else b"")
    request.headers.update(headers or {})
    response = block.runtime.handle(block, handler, request)
    text = response.body.decode()
    return response.status_code, json.loads(text) if text else None


def send(storage: Storage, cls, handler: str, data, user_id: int | None = 1, name: str = "one"):
    """One whole request, as a client sends it: return (status, answer, what was published)."""
    runtime = LearningRuntime(storage, user_id)
    status, answer = ask(runtime.block(cls, name), handler, data)
    return status, answer, runtime.published
