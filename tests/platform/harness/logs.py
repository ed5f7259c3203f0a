"""What the platform logged while it did something."""

import json
import logging
from contextlib import contextmanager


class Records(logging.Handler):
    """Keeps records of level warning and above."""

    def __init__(self):
        """Start with none."""
        super().__init__(level=logging.WARNING)
        self.records = []

    def emit(self, record):
        """Keep a record."""
        self.records.append(record)

    def lines(self, level=logging.ERROR):
        """Return one line for each record of this level or above: logger, message and cause."""
        found = [record for record in self.records if record.levelno >= level]
        return [f"{r.levelname} {r.name}: {r.getMessage()}{self._cause(r)}" for r in found]

    @staticmethod
    def _cause(record):
        error = record.exc_info[1] if record.exc_info else None
        return f" ({type(error).__name__}: {error})" if error is not None else ""


@contextmanager
def recorded():
    """Record what any logger of the process says inside the block."""
    handler = Records()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)


@contextmanager
def tracked():
    """Collect the events that the tracking log gets inside the block, each as a dict."""
    events = []

    class Keep(logging.Handler):
        """Reads each line of the tracking log."""

        def emit(self, record):
            """Keep an event."""
            events.append(json.loads(record.getMessage()))

    handler, log = Keep(), logging.getLogger("tracking")
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield events
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
