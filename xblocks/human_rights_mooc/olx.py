"""OLX of the blocks: the authored settings, never a learner's state, whichever runtime writes or reads it."""

from __future__ import annotations

import copy

from lxml import etree
from xblock.fields import Scope, UserScope


def learner_fields(fields) -> set[str]:
    """Return the names of the fields that belong to a learner. `Scope.parent` and `Scope.children` have no
    user.
    """
    return {
        name
        for name, field in fields.items()
        if field.scope in (Scope.user_state, Scope.preferences, Scope.user_info, Scope.user_state_summary)
        or getattr(field.scope, "user", UserScope.NONE) != UserScope.NONE
    }


def strip_fields(node, names: set[str]) -> None:
    """Take the named fields out of an element: its attributes and its children of the `option:` namespace."""
    for name in names & set(node.attrib):
        del node.attrib[name]
    for child in list(node):
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            node.remove(child)


class LearnerStateStaysOut:
    """Mixin, left of XBlock: content libraries would else write a learner's state into the block and hand
    it on.
    """

    def add_xml_to_node(self, node):
        """Write the block's settings into an element."""
        super().add_xml_to_node(node)
        strip_fields(node, learner_fields(self.fields))

    @classmethod
    def parse_xml(cls, node, runtime, *args, **kwargs):
        """Read the block's settings from an element, whatever an older export put in there."""
        settings = copy.deepcopy(node)
        settings.tail = None
        strip_fields(settings, learner_fields(cls.fields))
        return super().parse_xml(settings, runtime, *args, **kwargs)
