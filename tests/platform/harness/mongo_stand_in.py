"""A stand-in for MongoDB that lives in the process, so that Open edX runs without a server.

Where the runner names a folder that Studio and the LMS share, the store is kept there.

The platform asks `pymongo.MongoClient` for connections, some of them while its modules load.
`install()` must therefore run before any module of the platform is imported: the settings here do so first.
"""

import mongomock
import mongomock.gridfs
import pymongo
from mongomock.database import Database
from mongomock.store import ServerStore

from harness import places
from harness.shared_store import SharedStore

# One store for all clients: module store, contents store and whatever else connects see the same data.
_STORE = SharedStore(places.shared() / "mongo.log") if places.shared() else ServerStore()
_CLIENT_OPTIONS = ("host", "port", "document_class", "tz_aware", "connect", "read_preference")


class StandInClient(mongomock.MongoClient):
    """A MongoDB client on the process's own store. Options of a network connection are dropped."""

    def __init__(self, *args, **options):
        """Take what `pymongo.MongoClient` takes."""
        known = {name: value for name, value in options.items() if name in _CLIENT_OPTIONS}
        known.update(zip(_CLIENT_OPTIONS, args, strict=False))
        super().__init__(_store=_STORE, **known)


def _answer_command(_database, command, *_args, **_options):
    """Answer the commands by which the platform asks whether the server is there."""
    name = command if isinstance(command, str) else next(iter(command))
    if name.lower() in ("ping", "ismaster", "hello"):
        return {"ok": 1.0}
    raise NotImplementedError(f"The stand-in for MongoDB does not know the command {name!r}.")


def install():
    """Put the stand-in in the place of MongoDB for the rest of this process."""
    if pymongo.MongoClient is StandInClient:
        return
    Database.command = _answer_command
    mongomock.gridfs.enable_gridfs_integration()
    pymongo.MongoClient = StandInClient
