"""What works on a platform only, in one sentence each: what stands there instead, and what is said above a block.

Nothing here is an error of the course. A note is said to every reader: who writes the course looks at it as a learner.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from lxml import etree
from web_fragments.fragment import Fragment

from olx.course_settings import GROUPS_OF_OPEN_EDX
from preview import subtitles
from preview.olx import Course, Node

BANKS = ("itembank", "library_content", "library_sourced")
ONE_OF_THEM = ("split_test", "randomize")
ENROLMENT_TRACKS = 50  # the platform's own partition; it stands in no policy.json
FOREIGN = re.compile(r"^(?:[a-z][a-z+.-]*:)?//", re.IGNORECASE)
# Responses whose answers are checked by code or by a server of the author's.
CHECKED_BY_CODE = ("customresponse", "schematicresponse", "symbolicresponse")
CHECKED_ELSEWHERE = ("coderesponse", "externalresponse")
# What a learner reads of a question, and what is kept from them until they have answered.
TEXTS = ("p", "label", "h3", "li", "legend", "description")
KEPT_BACK = ("solution", "demandhint", "script", "answer", "hintpart", "choicehint")
SHOWN_VIEWS = ("student_view", "author_view", "public_view")


@dataclass
class Instead:
    """What stands in the place of a block: its name, sentences, an address of another site, and texts to unfold."""

    title: str
    sentences: list[str]
    address: str = ""
    texts: list[dict] = field(default_factory=list)

    def fragment(self) -> Fragment:
        """Return it as markup."""
        return Fragment(render_to_string("preview/blocks/instead.html", {"instead": self}))


def instead_of(block, find) -> Instead | None:
    """Return what the preview shows in the place of a question with Python code or a film of another site."""
    if block.category == "problem":
        return _question_with_code(block)
    if block.category == "video":
        return _film(block, find)
    return None


def _problem(block) -> etree._Element | None:
    try:
        return etree.fromstring(block.data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _question_with_code(block) -> Instead | None:
    problem = _problem(block)
    if problem is None or not has_python(problem):
        return None
    said = [
        _("This question holds Python code of its author. The code runs on the platform only."),
        _("The preview cannot show or grade the question."),
    ]
    found = [_words(element) for element in problem.iter(*TEXTS) if not _is_kept_back(element)]
    lines = [line for line in found if line]
    texts = [{"title": _("Its text, as it is written"), "language": "", "lines": lines}] if lines else []
    return Instead(block.display_name_with_default, said, texts=texts)


def _words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_kept_back(element) -> bool:
    return any(above.tag in KEPT_BACK + TEXTS for above in element.iterancestors())


def has_python(problem: etree._Element | None) -> bool:
    """Tell whether the platform would run code to show a question: any script but JavaScript and Perl is Python."""
    scripts = () if problem is None else problem.iter("script")
    kinds = ((script.get("type") or "", script.text or "") for script in scripts)
    return any(text.strip() and "javascript" not in kind and "perl" not in kind for kind, text in kinds)


def _film(block, find) -> Instead | None:
    sources = [source for source in block.html5_sources or [] if source]
    if any(not FOREIGN.match(source) for source in sources):
        return None
    said = [_("This film is on another site. The preview fetches nothing from there; on the platform it plays here.")]
    if sources:
        address = sources[0]
    elif block.youtube_id_1_0 and (block.fields["youtube_id_1_0"].is_set_on(block) or not block.edx_video_id):
        address = f"https://www.youtube.com/watch?v={block.youtube_id_1_0}"
    elif block.edx_video_id:
        address = ""
        said = [_("This film is kept by the platform. It plays here when the course runs on Open edX.")]
    else:
        address = ""
        said = [_("This film has no source yet. Learners see an empty player.")]
    texts = [
        {"title": _("Subtitles: {language}").format(language=language_name(code)), "language": code,
         "lines": [cue.text for cue in subtitles.cues_of(path)]}
        for code, path in sorted(subtitles.files_of(block, find).items())
    ]  # fmt: skip
    return Instead(block.display_name_with_default, said, address, texts)


def language_name(code: str) -> str:
    """Return a language's own name, or its code."""
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


def notes_on(course: Course, node: Node | None, block, find) -> list[str]:
    """Return what is said above a block."""
    notes = [] if node is None else notes_on_place(course, node)
    if block.category == "problem":
        notes += _graded_elsewhere(_problem(block))
    if block.category == "video":
        words = _("The subtitles in {language} are missing: there is no file {name} in the folder static.")
        missing = sorted(subtitles.missing_from(block, find).items())
        notes += [words.format(language=language_name(code), name=name) for code, name in missing]
    if node is not None:
        notes += _chosen(node)
    return notes


def _graded_elsewhere(problem: etree._Element | None) -> list[str]:
    if problem is None or has_python(problem):
        return []
    if any(True for _found in problem.iter(*CHECKED_BY_CODE)):
        return [
            _("Code of its author checks the answer. The code runs on the platform only; the preview cannot grade it.")
        ]
    if any(True for _found in problem.iter(*CHECKED_ELSEWHERE)):
        return [_("A server of the course team checks the answer. The preview asks no server, so it cannot grade it.")]
    return []


def _chosen(node: Node) -> list[str]:
    """Say what the platform chooses among the children of a block."""
    total = len(node.children)
    if node.block_type in BANKS and not total:
        return [_("These questions come from a library of the platform. They are not in the files of the course.")]
    if node.block_type in BANKS:
        try:
            count = int(json.loads(node.attribute("max_count") or "1"))
        except (ValueError, TypeError):
            count = 1
        if not 0 <= count < total:
            return []
        words = _("On the platform a learner gets {count} of these {total}, chosen at random. The preview shows all.")
        return [words.format(count=count, total=total)]
    if node.block_type in ONE_OF_THEM:
        return [_("On the platform each learner gets one of these. The preview shows all.")]
    if node.block_type == "conditional":
        return [_("On the platform this opens when its condition is met. The preview shows it to everybody.")]
    return []


def notes_on_place(course: Course, node: Node) -> list[str]:
    """Return what is said of a block of any kind: who sees it."""
    try:
        access = json.loads(node.attribute("group_access") or "{}")
        wanted = {int(number): {int(each) for each in groups} for number, groups in access.items() if groups}
    except (ValueError, TypeError, AttributeError):
        return []
    return [_for_groups(course, number, groups) for number, groups in wanted.items()]


def _for_groups(course: Course, number: int, wanted: set[int]) -> str:
    names, found = [], False
    for partition in course.policy.get("user_partitions") or []:
        if isinstance(partition, dict) and partition.get("id") == number:
            found = True
            groups = partition.get("groups") or []
            names = [str(group.get("name")) for group in groups if group.get("id") in wanted]
    if not found and number == ENROLMENT_TRACKS and wanted & GROUPS_OF_OPEN_EDX[str(number)]:
        return _("On the platform only learners of certain enrolment tracks see this.")
    if not names:
        return _("On the platform no learner sees this: it is for a content group that the course does not have.")
    words = _("On the platform only learners of these content groups see this: {groups}.")
    return words.format(groups=", ".join(f"“{name}”" for name in names))


def notes_above(course: Course, unit: Node) -> list[str]:
    """Return what is said on the page of a unit because of where it stands."""
    notes = []
    above = unit.parent
    if above is not None and above.block_type in ("course", "chapter"):
        notes.append(_("This does not stand in a subsection. Open edX leaves it out of the outline: put it into one."))
    while above is not None:
        notes += notes_on_place(course, above)
        above = above.parent
    return notes


def with_notes(fragment: Fragment, notes: list[str]) -> Fragment:
    """Return the fragment with notes above it."""
    if not notes:
        return fragment
    made = Fragment(render_to_string("preview/blocks/notes.html", {"notes": notes}) + fragment.content)
    made.add_fragment_resources(fragment)
    return made
