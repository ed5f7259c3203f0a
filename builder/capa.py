"""The platform's own question code (xblocks-contrib) run on a question, without a platform."""

from __future__ import annotations

import logging
import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache

from lxml import etree

from builder.wording import _

# Packages that capa imports for chemical equations and symbolic algebra. They take three seconds to load.
HEAVY = ("chem", "chem.chemcalc", "symmath")
HEAVY_TAGS = ("chemicalequationinput", "symbolicresponse")


# What checks these runs in the platform's sandbox, in a service beside it, or on a picture or a text that is not here.
ON_THE_PLATFORM = (
    "script",
    "annotationresponse",
    "choicetextresponse",
    "coderesponse",
    "customresponse",
    "dragdropresponse",
    "externalresponse",
    "imageresponse",
    "javascriptresponse",
    "jsinputresponse",
    "schematicresponse",
    "symbolicresponse",
)


class CapaProblemError(Exception):
    """The platform's code refuses a question; the text says why."""


@contextmanager
def light_imports(light: bool) -> Iterator[None]:
    """Put empty modules in place of the heavy ones while capa is imported, and take them away again."""
    added = []
    for name in HEAVY if light else ():
        if name not in sys.modules:
            module = types.ModuleType(name)
            module.__dict__.update({"chemcalc": sys.modules.get("chem.chemcalc"), "symmath_check": None})
            sys.modules[name] = module
            added.append(name)
    if "chem" in added:
        sys.modules["chem"].__dict__["chemcalc"] = sys.modules["chem.chemcalc"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name in added:
            del sys.modules[name]


@cache
def load_capa(light: bool = True):
    """Return (ProblemBlock, runtime). Django gets settings of its own when nobody has configured it."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_TZ=True, STATIC_URL="/static/", SECRET_KEY="not used", USE_I18N=False)
    with light_imports(light):
        from xblocks_contrib.problem import ProblemBlock
    return ProblemBlock, _runtime()


def can_be_tried(element: etree._Element) -> bool:
    """Tell whether all that checks a question is here."""
    return all(element.find(f".//{tag}") is None for tag in ON_THE_PLATFORM)


def needs_heavy(element: etree._Element) -> bool:
    """Tell whether a question uses one of the heavy packages."""
    return any(element.find(f".//{tag}") is not None for tag in HEAVY_TAGS)


def _runtime():
    """Return the smallest runtime in which a problem can be built and graded."""
    from fs.memoryfs import MemoryFS
    from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, NullI18nService, Runtime

    class CheckRuntime(Runtime):
        """A runtime with no learner, no storage and no page around it."""

        resources_fs = MemoryFS()

        def get_policy(self, _usage):
            """No policy overrides a question."""
            return {}

        def parse_asides(self, *_args):
            """There are no asides."""
            return []

        def handler_url(self, *_args, **_kwargs):
            """Return an address that nobody calls."""
            return ""

        local_resource_url = resource_url = publish = handler_url

    services = {
        "field-data": KvsFieldData(DictKeyValueStore()),
        "i18n": NullI18nService(),
    }
    manager = MemoryIdManager()
    return CheckRuntime(manager, services=services, id_generator=manager)


def try_problem(element: etree._Element, url_name: str) -> None:
    """Build a question as the platform does and answer it with its own right answers.

    Raises CapaProblemError when the platform cannot load it, knows no right answer, or does not take it.
    """
    problem, runtime = load_capa(not needs_heavy(element))
    from opaque_keys.edx.locator import BlockUsageLocator, CourseLocator
    from xblock.fields import ScopeIds

    usage = BlockUsageLocator(CourseLocator("check", "check", "check"), "problem", url_name.replace(" ", "-") or "x")
    logging.disable(logging.CRITICAL)
    try:
        node = deepcopy(element)
        node.set("url_name", url_name)
        block = problem.parse_xml(node, runtime, ScopeIds(None, "problem", usage, usage))
        _answer_rightly(_loncapa(block))
    except CapaProblemError:
        raise
    except Exception as error:
        raise CapaProblemError(f"{type(error).__name__}: {error}") from error
    finally:
        logging.disable(logging.NOTSET)


def _loncapa(block):
    """Return the question as the platform's grader sees it, without rendering its page."""
    from xblocks_contrib.problem.capa.capa_problem import LoncapaProblem, LoncapaSystem

    system = LoncapaSystem(
        ajax_url=None,
        anonymous_student_id=None,
        cache=None,
        can_execute_unsafe_code=lambda: False,
        get_python_lib_zip=lambda: None,
        DEBUG=False,
        i18n=block.runtime.service(block, "i18n"),
        render_template=None,
        resources_fs=block.runtime.resources_fs,
        seed=1,
        xqueue=None,
    )
    return LoncapaProblem(
        problem_text=block.data,
        id=block.scope_ids.usage_id.html_id(),  # later releases have no `location`
        capa_system=system,
        capa_block=block,
        state={},
        seed=1,
        extract_tree=False,
    )


def _answer_rightly(lcp) -> None:
    shown = lcp.get_question_answers()
    rights: dict[str, list] = {}
    for responder in lcp.responders.values():
        for answer_id in responder.answer_ids:
            if not shown.get(answer_id):
                raise CapaProblemError(_("it knows no right answer"))
            rights[answer_id] = _right_answers(responder, shown[answer_id])
    if not rights:
        raise CapaProblemError(_("it asks nothing"))
    for number in range(max(map(len, rights.values()), default=0) or 1):
        # "0" stands where the right answer is a pattern: any answer is as good as another there.
        given = {name: found[min(number, len(found) - 1)] if found else "0" for name, found in rights.items()}
        result = lcp.grade_answers(given)
        if any(not result.is_correct(name) for name, found in rights.items() if found):
            raise CapaProblemError(_("it does not take its own right answer"))


def _right_answers(responder, shown) -> list:
    """Return what a learner may answer, the main answer first; [] where that is a pattern.

    shown: what the platform shows as the answer, which names all right numbers or texts in one sentence.
    """
    if _is_pattern(responder):
        return []
    if responder.xml.tag == "multiplechoiceresponse":
        return [shown[0]]  # a list of the choices that count as right; a learner picks one
    if responder.xml.tag == "stringresponse":
        return list(responder.correct_answer)
    if responder.xml.tag == "numericalresponse":
        return [responder.correct_answer, *responder.additional_answers]
    return [shown]


def _is_pattern(responder) -> bool:
    """Tell whether the right answer is an interval or a regular expression, which is not itself an answer."""
    if responder.xml.tag == "stringresponse":
        return "regexp" in (responder.xml.get("type") or "")
    answer = (responder.xml.get("answer") or "").lstrip()
    return responder.xml.tag == "numericalresponse" and answer.startswith(("[", "("))
