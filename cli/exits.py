"""With which code a command ends: the same in all of them."""

from __future__ import annotations

DONE = 0  # it did what was asked; warnings do not count
FOUND = 1  # something has to be mended first, or was refused; nothing was changed
USAGE = 2  # the words, or a place that they name, cannot be used
INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal
UNHEARD = 141  # whoever read the output has gone, as with `| head`


class UsageError(Exception):
    """What was asked cannot be done so; the message is a sentence that says what to write instead."""
