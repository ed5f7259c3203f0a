"""Why a name is not written, in words."""

from __future__ import annotations

from builder.wording import N_, _
from olx.names import Reason, UnsafeNameError

LONGEST_SHOWN = 120  # characters of a name; some are long for no other reason than to be shown
WORDS = {
    Reason.EMPTY: N_("The name {name} has an empty part."),
    Reason.LEAVES: N_("The name {name} leads out of the course folder."),
    Reason.GIT: N_("The name {name} is one that git keeps for itself."),
    Reason.SIGN: N_("The name {name} holds a sign that Windows or macOS does not allow in a name."),
    Reason.DEVICE: N_("The name {name} is the name of a device on Windows."),
    Reason.END: N_("The name {name} begins with a space, or ends with a space or a full stop."),
    Reason.LONG: N_("The name {name} is too long."),
    Reason.DEEP: N_("The name {name} stands in too many folders."),
    Reason.LINK: N_("The name {name} is a link, or a link stands on the way to it."),
    Reason.NO_FILE: N_("At the name {name} there is something else than a file."),
    Reason.TWIN: N_("The names {name} and {other} are one and the same on some systems."),
}


def why(error: UnsafeNameError) -> str:
    """Return a sentence that names the name and says why it is not written."""
    return _(WORDS[error.reason], name=shown_name(error.name), other=shown_name(error.other))


def shown_name(name: str) -> str:
    """Return a name as it can be shown: signs that cannot be seen by their numbers, not too long."""
    text = repr(name)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
