"""A course with the keys that a platform makes of it: what the preview adds to `olx.course`."""

from __future__ import annotations

from pathlib import Path

from opaque_keys import InvalidKeyError
from opaque_keys.edx.locator import CourseLocator

from olx import course as olx
from olx.course import Block as Node
from olx.errors import N_, UnreadableError

__all__ = ["Course", "CourseLoader", "Node", "UnreadableError"]


class Course:
    """A course as it stands on disk at one moment. Raises UnreadableError when there is none."""

    def __init__(self, read: olx.Course):
        if read.tree is None:
            raise (read.error or UnreadableError(0, N_("The file does not exist."))).with_traceback(None)
        try:
            self.key = CourseLocator(*read.key)
        except InvalidKeyError:
            text = N_("The names of organisation, course and run hold letters, digits, hyphens and full stops only.")
            raise UnreadableError(1, text).at("course.xml") from None
        self.read, self.files, self.run, self.root = read, read.files, read.run, read.tree
        self.policy, self.policy_error = read.policy, read.policy_error
        self.grading_policy = read.json_or(read.grading_path, {})
        self._usages = {id(node): self._usage(node) for node in self.root.walk()}
        # A definition that is used twice is a block once: the first use counts, the second has an error.
        self.by_usage = {str(self.usage(node)): node for node in reversed(list(self.root.walk()))}
        self.units = [node for node in self.root.of_type("vertical") if not _is_in_unit(node)]

    def _usage(self, node: Node):
        if node.parent is None:
            return self.key.make_usage_key("course", "course")
        try:
            return self.key.make_usage_key(node.tag, node.block_id)
        except InvalidKeyError:  # of a type that is none; the node has an error
            return self.key.make_usage_key("error", node.block_id)

    def usage(self, node: Node):
        """Return the usage key of a node, as a platform makes it."""
        return self._usages[id(node)]

    def node(self, usage) -> Node | None:
        """Return the node of a usage key, or None."""
        return self.by_usage.get(str(usage))

    def find(self, name: str) -> Node | None:
        """Return the first node with this name, whatever its type: what /jump_to_id/ does."""
        return next((node for node in self.root.walk() if node.block_id == name), None)

    @property
    def name(self) -> str:
        """The course's title."""
        return self.policy.get("display_name") or self.root.display_name or str(self.key)


def _is_in_unit(node: Node) -> bool:
    return node.parent is not None and node.parent.ancestor("vertical") is not None


class CourseLoader:
    """Gives the course as it is on disk now; reads again only after a change."""

    def __init__(self, root: Path):
        self._loader = olx.Loader(root)
        self._course: Course | None = None

    def load(self) -> Course:
        """Return the current course. Raises UnreadableError when the course as a whole cannot be read."""
        read, course = self._loader.load(), self._course
        if course is None or course.read is not read:
            self._course = course = Course(read)
        return course
