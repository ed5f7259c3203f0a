"""Blocks that cannot work outside a platform.

They show what they hold and say where they work; none pretends.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from lxml import etree
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Float, Integer, Scope, String

from olx.types import is_known
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


class PlatformOnly(NotInstalled):
    """A type that is known, though it is not installed here: its stand-in says what it does on a platform."""

    template = "preview/blocks/platform_only.html"
    kind: Kind
    address = String(scope=Scope.settings, default="")

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Its name, which a peer assessment has in an element, and the address of a tool of another site."""
        block = super().parse_xml(node, runtime, keys)
        title = node.findtext("title")
        if title and title.strip() and not block.display_name:
            block.display_name = title.strip()
        if node.get("launch_url"):
            block.address = node.get("launch_url")
        return block


@dataclass(frozen=True)
class Kind:
    """A block type that is not installed here: what it is called, and what it does on a platform."""

    name: str
    what: str


KINDS = {
    "openassessment": Kind(
        _("Open response assessment"),
        _("Learners write an answer here, and they, their peers or the course staff assess it."),
    ),
    "lti": Kind(_("Tool of another site (LTI)"), _("A tool of another site opens here.")),
    "lti_consumer": Kind(_("Tool of another site (LTI)"), _("A tool of another site opens here.")),
    "staffgradedxblock": Kind(_("Staff graded points"), _("The course staff gives points here.")),
    "scorm": Kind(_("SCORM package"), _("A SCORM package plays here.")),
    "scormxblock": Kind(_("SCORM package"), _("A SCORM package plays here.")),
    "drag-and-drop-v2": Kind(_("Drag and drop"), _("Learners drag things to their places here.")),
    "ubcpi": Kind(_("Peer instruction"), _("Learners answer, see the reasons of others, and answer again.")),
    "done": Kind(_("Completion"), _("Learners mark here that they are done.")),
}


def for_type(block_type: str) -> type[StandIn]:
    """Return the stand-in of a type that is not installed here."""
    kind = KINDS.get(block_type)
    if kind is None and is_known(block_type):
        kind = Kind(block_type, _("This block is a part of Open edX."))
    return NotInstalled if kind is None else type("PlatformOnly", (PlatformOnly,), {"kind": kind})
