"""The door of `hrl`, also as `python -m cli`."""

from __future__ import annotations

import signal
import sys
import warnings


def hrl() -> int:
    """Run the command line of this process; return its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the command can answer, Ctrl+C ends it without a trace
    if not sys.warnoptions:  # what other packages announce, nobody at this terminal can mend
        warnings.simplefilter("ignore")
    from cli.main import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    return main()


if __name__ == "__main__":
    sys.exit(hrl())
