"""Learner state with the platform's semantics, never stronger.

A field is written whole; the last writer wins; there is no lock and no transaction round a handler. A request
sees the rows as they were when it first looked at them, as on the platform, which loads them before a handler
runs.
"""

from __future__ import annotations

# The platform stores learner state with simplejson, which keeps a named tuple (a problem's score) as an
# object.
import simplejson as json
from xblock.fields import BlockScope, Scope, UserScope
from xblock.runtime import KeyValueStore

from preview import models

ANONYMOUS = 0


class LearnerStore(KeyValueStore):
    """The learner's rows, as one request sees them."""

    def __init__(self, learner_number: int):
        self.learner = learner_number
        self._rows: dict[tuple, dict] = {}

    def prefetch(self, usages) -> None:
        """Read the state of many blocks with one query."""
        wanted = [str(usage) for usage in usages if ("state", str(usage)) not in self._rows]
        for usage in wanted:
            self._rows["state", usage] = {}
        for row in models.LearnerState.objects.filter(learner=self.learner, usage__in=wanted):
            self._rows["state", row.usage] = json.loads(row.state)

    def _row(self, key) -> tuple[tuple, dict]:
        name = self._row_name(key)
        if name not in self._rows:
            self._rows[name] = self._read(name)
        return name, self._rows[name]

    @staticmethod
    def _row_name(key) -> tuple:
        scope = key.scope
        if scope.user == UserScope.ALL:
            return "summary", str(key.block_scope_id)
        if scope.block == BlockScope.USAGE:
            return "state", str(key.block_scope_id)
        if scope.block == BlockScope.TYPE:
            return "preferences", str(key.block_scope_id)
        if scope.block == BlockScope.ALL:
            return "info", ""
        return "state", str(key.block_scope_id)

    def _read(self, name: tuple) -> dict:
        kind, block = name
        if kind == "state":
            row = models.LearnerState.objects.filter(learner=self.learner, usage=block).first()
            return json.loads(row.state) if row else {}
        if kind == "preferences":
            rows = models.Preference.objects.filter(learner=self.learner, block_type=block)
        elif kind == "info":
            rows = models.UserInfo.objects.filter(learner=self.learner)
        else:
            rows = models.BlockSummary.objects.filter(usage=block)
        return {row.field: json.loads(row.value) for row in rows}

    def get(self, key):
        return self._row(key)[1][key.field_name]

    def has(self, key):
        return key.field_name in self._row(key)[1]

    def set(self, key, value):
        self.set_many({key: value})

    def set_many(self, update_dict):
        by_row: dict[tuple, dict] = {}
        for key, value in update_dict.items():
            name, row = self._row(key)
            row[key.field_name] = value
            by_row.setdefault(name, {})[key.field_name] = value
        for name, values in by_row.items():
            self._write(name, values)

    def delete(self, key):
        (kind, block), row = self._row(key)
        row.pop(key.field_name, None)
        if kind == "state":
            stored = models.LearnerState.objects.filter(learner=self.learner, usage=block).first()
            if stored:
                state = json.loads(stored.state)
                state.pop(key.field_name, None)
                stored.state = json.dumps(state)
                stored.save()
            return
        self._field_rows(kind, block).filter(field=key.field_name).delete()

    def _field_rows(self, kind: str, block: str):
        if kind == "preferences":
            return models.Preference.objects.filter(learner=self.learner, block_type=block)
        if kind == "info":
            return models.UserInfo.objects.filter(learner=self.learner)
        return models.BlockSummary.objects.filter(usage=block)

    def _write(self, name: tuple, values: dict) -> None:
        kind, block = name
        if kind == "state":
            # The platform reads the row again, puts the fields of this request in, and writes the row back.
            row, _created = models.LearnerState.objects.get_or_create(learner=self.learner, usage=block)
            row.state = json.dumps({**json.loads(row.state), **values})
            row.save()
            return
        for field, value in values.items():
            text = json.dumps(value)
            if kind == "preferences":
                models.Preference.objects.update_or_create(
                    learner=self.learner, block_type=block, field=field, defaults={"value": text}
                )
            elif kind == "info":
                models.UserInfo.objects.update_or_create(learner=self.learner, field=field, defaults={"value": text})
            else:
                models.BlockSummary.objects.update_or_create(usage=block, field=field, defaults={"value": text})


LEARNER_SCOPES = (Scope.user_state, Scope.user_state_summary, Scope.preferences, Scope.user_info)
