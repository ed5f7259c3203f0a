"""Blocks that cannot work outside a platform.

They show what they hold and say where they work; none pretends.
"""

from django.template.loader import render_to_string
from lxml import etree
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Float, Integer, Scope, String

from preview.extracted import LegacyXmlMixin


class StandIn(XBlock):
    """A block that renders one template with itself in it."""

    template = ""
    display_name = String(scope=Scope.settings, default=None)

    def student_view(self, _context=None):
        """What the block holds, and where it works."""
        return Fragment(render_to_string(self.template, {"block": self}))

    author_view = public_view = student_view


class DiscussionStandIn(LegacyXmlMixin, StandIn):
    """`discussion`: the forum itself is a service of the platform."""

    template = "preview/blocks/discussion.html"
    discussion_id = String(scope=Scope.settings, default=None)
    discussion_category = String(scope=Scope.settings, default=None)
    discussion_target = String(scope=Scope.settings, default=None)

    @classmethod
    def definition_from_xml(cls, xml_object, system):
        """The block keeps all it has in attributes."""
        return {}, []


class StaffGradedAssignmentStandIn(StandIn):
    """`edx_sga`: its package imports the platform, so it is read here without it.

    Field names and defaults are those of edx-sga's `StaffGradedAssignmentXBlock`.
    """

    template = "preview/blocks/edx_sga.html"
    has_score = True
    # A submitted file completes it on a platform; here nothing can be submitted.
    completion_mode = "excluded"
    points = Integer(scope=Scope.settings, default=100)
    weight = Float(scope=Scope.settings, default=None)
    showanswer = String(scope=Scope.settings, default="past_due")
    solution = String(scope=Scope.settings, default="")

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Attributes, and the solution as markup in an element of that name."""
        solution = node.find("solution")
        if solution is not None:
            node.remove(solution)
        block = super().parse_xml(node, runtime, keys)
        if solution is not None:
            inner = [solution.text or ""]
            inner += [etree.tostring(child, encoding="unicode") for child in solution]
            block.solution = "".join(inner)
        return block

    def max_score(self):
        """The points of the assignment."""
        return float(self.points)


class NotInstalled(StandIn):
    """A type without a class. A platform without it would show learners nothing at all."""

    template = "preview/blocks/not_installed.html"
    completion_mode = "excluded"

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Nothing in it is known, so nothing of it is read but the name."""
        block = runtime.construct_xblock_from_class(cls, keys)
        if node.get("display_name"):
            block.display_name = node.get("display_name")
        return block


class FailedToLoad(NotInstalled):
    """A type whose code raised when it was loaded."""

    template = "preview/blocks/failed_to_load.html"
    reason = ""
