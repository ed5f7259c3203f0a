"""A store for the stand-in for MongoDB that several processes share: Studio writes, the LMS reads, as in production.

Every write is a line in one log file that only grows. Each process plays what it has not seen yet before it reads.
"""

import fcntl
import pickle
import threading
from pathlib import Path

from mongomock.collection import Collection
from mongomock.store import CollectionStore, DatabaseStore, ServerStore


class Log:
    """The file. `play(record)` is called for each record that another process or this one wrote."""

    def __init__(self, path, play):
        """Use the file at `path`; it is made when it is not there."""
        self.path, self.play, self.seen = Path(path), play, 0
        self.turn = threading.RLock()
        self.path.touch()

    def catch_up(self):
        """Play what was written since the last look."""
        if self.path.stat().st_size == self.seen:
            return
        with self.turn, self.path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            self._play_rest(file)

    def write(self, *record):
        """Write one record, after those that others wrote meanwhile."""
        with self.turn, self.path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._play_rest(file)
            pickle.dump(record, file)
            self.seen = file.tell()

    def _play_rest(self, file):
        file.seek(self.seen)
        end = self.path.stat().st_size
        while file.tell() < end:
            self.play(*pickle.load(file))
        self.seen = file.tell()


class SharedCollection(CollectionStore):
    """One collection. Reading looks into the log first; writing goes into it."""

    def __init__(self, name, database, log):
        """Belong to the database of this name."""
        super().__init__(name)
        self.database, self.log = database, log

    def note(self, key, document):
        """Write a document into the log; None for one that is gone."""
        self.log.write(self.database, self.name, key, document)

    def take(self, key, document):
        """Take over what the log says."""
        if document is None:
            self._documents.pop(key, None)
        else:
            self._documents[key] = document

    def drop(self):
        """Remove everything."""
        for key in list(self._documents):
            self.note(key, None)
        super().drop()

    @property
    def documents(self):
        """Every document."""
        self.log.catch_up()
        yield from list(self._documents.values())

    @property
    def is_empty(self):
        """True when there is no document."""
        self.log.catch_up()
        return not self._documents

    def __contains__(self, key):
        self.log.catch_up()
        return key in self._documents

    def __getitem__(self, key):
        self.log.catch_up()
        return self._documents[key]

    def __len__(self):
        self.log.catch_up()
        return len(self._documents)

    def __setitem__(self, key, document):
        self.note(key, document)
        self._documents[key] = document

    def __delitem__(self, key):
        self.note(key, None)
        del self._documents[key]


class SharedDatabase(DatabaseStore):
    """One database."""

    def __init__(self, name, log):
        """Have no collection yet."""
        super().__init__()
        self.name, self.log = name, log

    def __getitem__(self, name):
        if name not in self._collections:
            self._collections[name] = SharedCollection(name, self.name, self.log)
        return self._collections[name]


class SharedStore(ServerStore):
    """All databases, kept in one file."""

    def __init__(self, path):
        """Use the file at `path`."""
        super().__init__()
        self.log = Log(path, lambda database, name, key, document: self[database][name].take(key, document))
        _log_updates()

    def __getitem__(self, name):
        if name not in self._databases:
            self._databases[name] = SharedDatabase(name, self.log)
        return self._databases[name]


def _log_updates():
    """Log what an update does: mongomock changes the document where it stands."""
    update = Collection._update

    def logged(collection, *args, **options):
        before = {key: pickle.dumps(document) for key, document in collection._store._documents.items()}
        answer = update(collection, *args, **options)
        for key, document in list(collection._store._documents.items()):
            if pickle.dumps(document) != before.get(key):
                collection._store.note(key, document)
        return answer

    Collection._update = logged
