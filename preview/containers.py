"""The containers of a course.

On the platform they live in the platform itself; these are what a page needs.
"""

from markupsafe import escape
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Scope, String


class ContainerBlock(XBlock):
    """A block that shows its children, one below the other."""

    has_children = True
    completion_mode = XBlockCompletionMode.AGGREGATOR
    display_name = String(scope=Scope.settings, default=None)

    def student_view(self, context=None):
        """Every child's view, each wrapped as the platform's vertical does it."""
        return self._children("student_view", context)

    def author_view(self, context=None):
        """Every child as its author sees it."""
        return self._children("author_view", context)

    def _children(self, view, context):
        fragment = Fragment()
        fragment.add_content('<div class="vert-mod">')
        for index, (usage, child) in enumerate(self.runtime.rendered_children(self, view, context)):
            fragment.add_fragment_resources(child)
            fragment.add_content(f'<div class="vert vert-{index}" data-id="{escape(usage)}">{child.content}</div>')
        fragment.add_content("</div>")
        return fragment


class CourseBlock(ContainerBlock):
    """The course itself."""


class ChapterBlock(ContainerBlock):
    """A section."""


class SequentialBlock(ContainerBlock):
    """A subsection."""


class VerticalBlock(ContainerBlock):
    """A unit."""


class HolderBlock(ContainerBlock):
    """A block of a unit that holds blocks: a problem bank, an experiment, a condition.

    A platform shows some of its children to each learner; here all stand, with a note that says so.
    """
