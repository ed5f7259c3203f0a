"""Which class shows which block type, and what every block carries besides its own fields."""

from __future__ import annotations

import importlib
import logging
from functools import cache

from xblock.core import XBlock, XBlockMixin
from xblock.fields import Boolean, Date, Integer, Scope, String, Timedelta
from xblock.plugin import PluginMissingError

from olx.types import HOLDERS

log = logging.getLogger(__name__)

# The platform's own blocks, in their own package, under the names that OLX uses.
EXTRACTED = {
    "html": "xblocks_contrib.html:HtmlBlock",
    "problem": "xblocks_contrib.problem:ProblemBlock",
    "video": "xblocks_contrib.video:VideoBlock",
    "word_cloud": "xblocks_contrib.word_cloud:WordCloudBlock",
    "poll_question": "xblocks_contrib.poll:PollBlock",
    "annotatable": "xblocks_contrib.annotatable:AnnotatableBlock",
    "course": "preview.containers:CourseBlock",
    "chapter": "preview.containers:ChapterBlock",
    "sequential": "preview.containers:SequentialBlock",
    "vertical": "preview.containers:VerticalBlock",
    **dict.fromkeys(HOLDERS, "preview.containers:HolderBlock"),
    "discussion": "preview.stand_ins:DiscussionStandIn",
    "edx_sga": "preview.stand_ins:StaffGradedAssignmentStandIn",
}
# Our blocks, for a working copy that was not installed: pip makes their entry points known only at
# installation.
OURS = ("practice_explorer", "rights_map", "action_plan")


class Inherited(XBlockMixin):
    """Settings that a block takes from the containers above it, as on the platform."""

    graded = Boolean(help="Whether the problem counts towards the grade", default=False, scope=Scope.settings)
    format = String(help="The grader's type of the subsection", default=None, scope=Scope.settings)
    # The extracted blocks set the text of an attribute; the platform's store of fields makes the value of it.
    start = Date(help="When learners first see it", scope=Scope.settings, enforce_type=True)
    due = Date(help="When it is due", scope=Scope.settings, enforce_type=True)
    graceperiod = Timedelta(help="Time after the due date", scope=Scope.settings, enforce_type=True)
    visible_to_staff_only = Boolean(help="Only the course staff sees it", default=False, scope=Scope.settings)
    self_paced = Boolean(help="No fixed dates", default=False, scope=Scope.settings)
    max_attempts = Integer(help="Attempts at a problem", scope=Scope.settings)
    showanswer = String(help="When a problem shows its answer", default="finished", scope=Scope.settings)
    show_correctness = String(help="When a problem says right or wrong", default="always", scope=Scope.settings)
    rerandomize = String(help="When a problem's numbers change", default="never", scope=Scope.settings)
    show_reset_button = Boolean(help="Whether a problem has a reset button", default=False, scope=Scope.settings)
    video_speed_optimizations = Boolean(help="Unused here", default=True, scope=Scope.settings)


class Located(XBlockMixin):
    """What the platform mixes into each block.

    Its key, its name, its type, and no score unless it says so.
    """

    has_score = False

    @property
    def location(self):
        """The usage key."""
        return self.scope_ids.usage_id

    @property
    def course_id(self):
        """The course key."""
        return self.scope_ids.usage_id.course_key

    @property
    def url_name(self):
        """The last part of the usage key."""
        return self.scope_ids.usage_id.block_id

    @property
    def category(self):
        """The block type."""
        return self.scope_ids.block_type

    @property
    def display_name_with_default(self):
        """The block's name; made from its url_name when the author gave none."""
        return getattr(self, "display_name", None) or self.url_name.replace("_", " ")


MIXINS = (Inherited, Located)
MIXED_FIELDS = dict(Inherited.fields)
INHERITABLE = frozenset(MIXED_FIELDS)


def _import(path: str):
    module, name = path.split(":")
    return getattr(importlib.import_module(module), name)


def _from_working_copy(block_type: str):
    module = importlib.import_module(f"{block_type}.block")
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, XBlock) and value.__module__ == module.__name__:
            return value
    raise ImportError(f"{block_type}.block holds no XBlock")


def _load_video():
    """The video block, told that there is no Video Asset Library: that is a service of the platform."""
    for name in ("video", "video_utils", "video_transcripts_utils", "bumper_utils"):
        module = importlib.import_module(f"xblocks_contrib.video.{name}")
        module.get_edxval_api = lambda: None
    return _import(EXTRACTED["video"])


@cache
def load_class(block_type: str) -> type[XBlock]:
    """Return the class of a block type.

    A type that is not installed, or whose code cannot be loaded, gets a stand-in that says so: one broken block
    must not take the course with it.
    """
    try:
        return _load(block_type)
    except Exception as error:  # noqa: BLE001  the code of a block may raise anything
        log.exception("The code of the block %s cannot be loaded", block_type)
        base = _import("preview.stand_ins:FailedToLoad")
        return type("FailedToLoad", (base,), {"reason": f"{type(error).__name__}: {error}"})


def _load(block_type: str) -> type[XBlock]:
    if block_type == "video":
        return _load_video()
    if block_type in EXTRACTED:
        return _import(EXTRACTED[block_type])
    try:
        return XBlock.load_class(block_type)
    except PluginMissingError:
        if block_type in OURS:
            try:
                return _from_working_copy(block_type)
            except ModuleNotFoundError as error:
                if error.name not in (block_type, f"{block_type}.block"):
                    raise
    return _import("preview.stand_ins:for_type")(block_type)
