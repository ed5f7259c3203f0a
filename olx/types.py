"""The one table of block types: what each is, where its definition stands, what it holds, which fields it has.

Whoever asks whether a block follows a pointer, holds others, reads its own children or is offered in Studio, asks here.
Rows and fields are those of the Teak release (June 2025); each row names the file of the platform, or the package, that
it was read from. A type that is not in the table is a block that somebody installed: nothing is claimed about it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from olx.values import named

Content = Literal["blocks", "own", "options"]
Fields = dict[str, object]

SHOWANSWER = (
    "always",
    "answered",
    "attempted",
    "closed",
    "finished",
    "correct_or_past_due",
    "past_due",
    "never",
    "after_attempts",
    "after_all_attempts",
    "after_all_attempts_or_correct",
    "attempted_no_past_due",
)
RANDOMIZE = ("always", "onreset", "never", "per_student")
SHOW_CORRECTNESS = ("always", "past_due", "never", "never_but_include_grade")

# What Studio writes into exports by itself when somebody copies, pastes or takes a block from a library:
# cms/lib/xblock/authoring_mixin.py, cms/lib/xblock/upstream_sync.py, xmodule/xml_block.py (metadata_to_strip).
# Later releases add more of the same names, so the beginnings count.
STUDIO_WRITES = ("copied_from_block", "upstream", "downstream_", "top_level_downstream_", "x-is-pointer-node")

# Fields of any block below the course: XBLOCK_MIXINS of cms/envs/common.py (xmodule/modulestore/inheritance.py,
# lms/djangoapps/lms_xblock/mixin.py, xmodule/x_module.py), and what XML keeps beside them.
INHERITED: Fields = {
    **named(("start", "due"), "date"),
    **named(("max_attempts", "relative_weeks_due"), "integer"),
    **named(("tags", "user_partitions"), "list"),
    **named(("group_access", "video_bumper"), "dict"),
    **named(
        (
            "edxnotes",
            "edxnotes_visibility",
            "graded",
            "hide_from_toc",
            "in_entrance_exam",
            "self_paced",
            "show_reset_button",
            "use_latex_compiler",
            "video_auto_advance",
            "video_speed_optimizations",
            "visible_to_staff_only",
        ),
        "boolean",
    ),
    **named(
        (
            "chrome",
            "course_edit_method",
            "default_tab",
            "display_name",
            "filename",
            "format",
            "giturl",
            "matlab_api_key",
            "name",
            "slug",
            "source_file",
            "static_asset_path",
            "url_name",
            "xblock-family",
            "xqa_key",
        ),
        "string",
    ),
    "days_early_for_beta": "float",
    "graceperiod": "timedelta",
    "rerandomize": RANDOMIZE,
    "show_correctness": SHOW_CORRECTNESS,
    "showanswer": SHOWANSWER,
}
# Fields of our own blocks that come from the platform.
OF_OURS = (
    "url_name",
    "xblock-family",
    "display_name",
    "graded",
    "format",
    "start",
    "due",
    "visible_to_staff_only",
    "group_access",
)
SEQUENCE: Fields = {
    **named(
        (
            "hide_after_due",
            "is_entrance_exam",
            "is_onboarding_exam",
            "is_practice_exam",
            "is_proctored_enabled",
            "is_time_limited",
        ),
        "boolean",
    ),
    "default_time_limit_minutes": "integer",
    "exam_review_rules": "string",
    "highlights": "list",
}
VERTICAL: Fields = {"discussion_enabled": "boolean", **named(("hide_after_due", "is_entrance_exam"), "boolean")}
HTML: Fields = {"editor": ("visual", "raw"), "source_code": "string"}
DISCUSSION: Fields = named(
    ("discussion_id", "discussion_category", "discussion_target", "sort_key", "for", "id"), "string"
)
PROBLEM: Fields = {
    **named(("attempts", "attempts_before_showanswer_button", "submission_wait_seconds"), "integer"),
    **named(("force_save_button", "markdown_edited"), "boolean"),
    **named(("markdown", "source_code"), "string"),
    "weight": "float",
    "grading_method": ("last_score", "first_score", "highest_score", "average_score"),
}
BANK: Fields = {
    "max_count": "integer",
    "allow_resetting_children": "boolean",
    **named(("capa_type", "source_library_id", "source_library_version"), "string"),
}
EDX_SGA: Fields = {"points": "integer", "staff_score": "integer", "weight": "float", "solution": "string"}


@dataclass(frozen=True)
class BlockType:
    """One row: a type of block as the platform has it, and the file there that says so.

    content says what the elements inside it are: "blocks" (each is a block), "own" (markup that the block reads
    itself), "options" (XBlock's way: an element of the option: namespace is a field, any other would be a block).
    pointer: the definition may stand in a file of its own, TYPE/NAME.xml. offered: Studio offers it without
    advanced_modules. child: the one type that belongs inside. own: elements inside that are no blocks all the same.
    fields: beside those of every block; complete: the platform knows no other.
    """

    tag: str
    source: str
    content: Content
    pointer: bool
    offered: bool = False
    child: str | None = None
    own: frozenset[str] = frozenset()
    fields: Fields = field(default_factory=dict)
    complete: bool = False


def _container(tag: str, source: str, fields: Fields, child: str | None = None, own: frozenset[str] = frozenset()):
    return BlockType(tag, source, "blocks", True, True, child, own, fields, tag != "course")


def _holder(tag: str, source: str, offered: bool = False, pointer: bool = True, **more):
    return BlockType(tag, source, "blocks", pointer, offered, **more)


def _reader(tag: str, source: str, offered: bool = False, pointer: bool = True, **more):
    return BlockType(tag, source, "own", pointer, offered, **more)


def _plain(tag: str, source: str, offered: bool = False):
    return BlockType(tag, source, "options", False, offered, complete=tag in OURS)


CONTAINERS = ("course", "chapter", "sequential", "vertical")
OURS = ("practice_explorer", "rights_map", "action_plan")  # their fields are read from their classes

ROWS = (
    _container("course", "xmodule/course_block.py", {}, "chapter", frozenset({"wiki", "textbook", "license"})),
    _container("chapter", "xmodule/seq_block.py", SEQUENCE, "sequential"),
    _container("sequential", "xmodule/seq_block.py", SEQUENCE, "vertical"),
    _container("vertical", "xmodule/vertical_block.py", VERTICAL),
    # Components of a unit that hold other blocks: a problem bank, a content experiment.
    _holder("itembank", "xmodule/item_bank_block.py", offered=True, fields=BANK),
    _holder("library_content", "xmodule/library_content_block.py", offered=True, fields=BANK),
    # in releases before Teak:
    _holder("library_sourced", "xmodule/library_sourced_block.py", pointer=False),
    _holder("split_test", "xmodule/split_test_block.py", offered=True, fields={"user_partition_id": "integer"}),
    _holder("conditional", "xmodule/conditional_block.py", own=frozenset({"show"})),
    _holder("randomize", "xmodule/randomize_block.py"),
    _holder("wrapper", "xmodule/wrapper_block.py"),
    # Components that read their own elements, from a file of their own or in place.
    _reader("html", "xmodule/html_block.py", offered=True, fields=HTML, complete=True),
    _reader("problem", "xmodule/capa_block.py", offered=True, fields=PROBLEM, complete=True),
    _reader("video", "xmodule/video_block/video_block.py", offered=True),
    _reader("videoalpha", "xmodule/video_block/video_block.py"),
    _reader("word_cloud", "xmodule/word_cloud_block.py", offered=True),
    _reader("poll_question", "xmodule/poll_block.py"),
    _reader("annotatable", "xmodule/annotatable_block.py"),
    _reader("lti", "xmodule/lti_block.py"),
    _reader("hidden", "xmodule/hidden_block.py"),
    _reader("customtag", "xmodule/template_block.py"),
    BlockType(
        "discussion", "xmodule/discussion_block.py", "options", True, True, fields=DISCUSSION, complete=True
    ),  # XBlock's reading first, then the file of XmlMixin
    # Pages about the course, which stand in no unit.
    _reader("about", "xmodule/html_block.py", offered=True),
    _reader("static_tab", "xmodule/html_block.py", offered=True),
    _reader("course_info", "xmodule/html_block.py", offered=True),
    # Packages that come with the platform: requirements/edx/bundled.in and kernel.in.
    _reader("openassessment", "openassessment/xblock/openassessmentblock.py", offered=True, pointer=False),
    _reader("edx_sga", "edx_sga/sga.py", pointer=False, own=frozenset({"solution"}), fields=EDX_SGA, complete=True),
    _reader("recommender", "recommender/recommender.py", pointer=False),
    _reader("crowdsourcehinter", "crowdsourcehinter/crowdsourcehinter.py", pointer=False),
    _plain("drag-and-drop-v2", "drag_and_drop_v2/drag_and_drop_v2.py", offered=True),
    _plain("staffgradedxblock", "staff_graded/staff_graded.py", offered=True),
    _plain("lti_consumer", "lti_consumer/lti_xblock.py", offered=True),
    _plain("poll", "poll/poll.py", offered=True),
    _plain("survey", "poll/poll.py", offered=True),
    _plain("google-calendar", "google_drive/google_calendar.py", offered=True),
    _plain("google-document", "google_drive/google_docs.py", offered=True),
    _plain("done", "done/done.py"),
    _plain("practice_explorer", "xblocks/practice_explorer/block.py"),
    _plain("rights_map", "xblocks/rights_map/block.py"),
    _plain("action_plan", "xblocks/action_plan/block.py"),
)
TYPES: dict[str, BlockType] = {row.tag: row for row in ROWS}
HOLDERS = tuple(tag for tag, row in TYPES.items() if row.content == "blocks" and tag not in CONTAINERS)
PARENTS = CONTAINERS + HOLDERS
POINTER_TYPES = tuple(tag for tag, row in TYPES.items() if row.pointer and tag != "course")
NOT_BLOCKS = tuple(sorted(name for tag in PARENTS for name in TYPES[tag].own))  # elements inside those


def is_known(tag: str) -> bool:
    """Tell whether a type belongs to the platform or to us; another may be installed all the same."""
    return tag in TYPES


def is_ours(tag: str) -> bool:
    """Tell whether a block is one of this project's."""
    return tag in OURS


def is_container(tag: str) -> bool:
    """Tell whether a block is the course, a section, a subsection or a unit."""
    return tag in CONTAINERS


def holds_blocks(tag: str) -> bool:
    """Tell whether a block is a component of a unit that holds other blocks: itembank, split_test ..."""
    return tag in HOLDERS


def has_children(tag: str) -> bool:
    """Tell whether the elements inside a block are blocks: of containers, and of components that hold others."""
    return tag in PARENTS


def child_of(tag: str) -> str | None:
    """Return the one type that belongs inside a container; None where components do, or nothing."""
    row = TYPES.get(tag)
    return row.child if row else None


def follows_pointer(tag: str) -> bool:
    """Tell whether `<TAG url_name="x"/>` names the file TAG/x.xml (the classes with XmlMixin, xmodule/xml_block.py).

    Other blocks stand whole in their unit: a pointer to them gives a block with default values.
    """
    row = TYPES.get(tag)
    return row is not None and row.pointer


def reads_own_children(tag: str) -> bool:
    """Tell whether the elements inside a block are its own business. So are those of a type that nobody knows here."""
    row = TYPES.get(tag)
    return row is None or row.content == "own"


def reads_options(tag: str) -> bool:
    """Tell whether elements inside a block must be of the option: namespace (parse_xml of xblock/core.py)."""
    row = TYPES.get(tag)
    return row is not None and row.content == "options"


def own_elements(tag: str) -> frozenset[str]:
    """Return the elements of a block that the table knows and that are no blocks: <wiki> of a course."""
    row = TYPES.get(tag)
    return row.own if row else frozenset()


def shows_its_name(tag: str) -> bool:
    """Tell whether learners read the display_name of a block: not of text, nor where a title stands inside."""
    return tag in TYPES and tag not in (*HOLDERS, "course", "html", "discussion", "openassessment")


def needs_advanced_module(tag: str) -> bool:
    """Tell whether Studio offers a type only when the setting advanced_modules names it.

    Without: COMPONENT_TYPES and DEFAULT_ADVANCED_MODULES of cms/djangoapps/contentstore/views/component.py, and
    ADVANCED_PROBLEM_TYPES and LIBRARY_BLOCK_TYPES of cms/envs/common.py. A block that is not offered is shown.
    """
    row = TYPES.get(tag)
    return row is None or not row.offered


def written_by_studio(name: str) -> bool:
    """Tell whether an attribute is one that Studio writes for itself, and no setting of a course."""
    return name.startswith(STUDIO_WRITES)


def allowed_fields(tag: str) -> Fields | None:
    """Return the fields of a block type with their kinds; None when the type is not known here."""
    if tag in OURS:
        return custom_fields(tag)
    row = TYPES.get(tag)
    return None if row is None else INHERITED | row.fields


def knows_all_fields(tag: str) -> bool:
    """Tell whether `allowed_fields` holds every field of a type, so that another name is a mistake."""
    row = TYPES.get(tag)
    return row is not None and row.complete and allowed_fields(tag) is not None


@cache
def custom_fields(tag: str) -> Fields | None:
    """Return the authored fields of a block of ours, read from its class; None when it is not installed."""
    try:
        module = importlib.import_module(f"{tag}.block")
        from xblock.core import XBlock
        from xblock.fields import UserScope
    except ImportError:
        return None
    classes: list[type[XBlock]] = [
        item
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, XBlock) and item.__module__ == module.__name__
    ]
    if not classes:
        return None
    found = {name: INHERITED[name] for name in OF_OURS}
    for name, item in classes[-1].fields.items():
        if getattr(item.scope, "user", None) in (None, UserScope.NONE) and name not in ("parent", "children"):
            found[name] = _kind(item)
    return found


def _kind(item) -> object:
    kinds = {"Boolean": "boolean", "Integer": "integer", "Float": "float", "List": "list", "Dict": "dict"}
    values = getattr(item, "values", None)
    if type(item).__name__ == "String" and isinstance(values, (list, tuple)) and values:
        options = tuple(item["value"] if isinstance(item, dict) else item for item in values)
        if all(isinstance(option, str) for option in options):
            return options
    return kinds.get(type(item).__name__, "string")
