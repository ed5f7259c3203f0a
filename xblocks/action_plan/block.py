"""The XBlock of the plan: one step, or the overview; what a learner writes, checks, takes away and deletes."""

from __future__ import annotations

import base64
from typing import Any

from human_rights_mooc import compat, events, limits, versioned
from human_rights_mooc.mixin import HumanRightsMixin
from human_rights_mooc.requests import RefusedError, learner_handler
from human_rights_mooc.studio import StudioMixin
from human_rights_mooc.wording import _
from xblock.core import XBlock

from action_plan import answers, authored
from action_plan.editor import EDITOR
from action_plan.keeping import PlanFullError, PlanKeepingMixin
from action_plan.outline import Plan, make_outline, written
from action_plan.practices import known_practices
from action_plan.settings import DEFAULT_UNITS, STEP_NAMES, PlanSettings
from action_plan.steps import CHECK, OVERVIEW, RUBRIC, STEPS, Question

FORMATS = ("docx", "print", "text")
NOT_UNDERSTOOD = answers.NOT_UNDERSTOOD
FULL = _(
    "This step has no more room. Shorten an answer here, or delete your plan of another course, then save again. "
    "Your text is still on this page."
)


@XBlock.wants("i18n", "user", "replace_urls", "studio_user_permissions", "completion", "settings")
class ActionPlanXBlock(HumanRightsMixin, PlanSettings, PlanKeepingMixin, StudioMixin, XBlock):
    """Six steps, one in each block of the course; one plan; a document that the learner leaves with."""

    INITIALISER = "HrlActionPlan"
    INDEX_TYPE = "Action plan"
    i18n_js_namespace = "HrlActionPlanI18N"
    EVENTS = {
        "answer.saved": {
            "step": events.one_of(*STEPS),
            "question": lambda value: isinstance(value, str) and 0 < len(value) <= 30,
            "characters": events.count,
            "items": events.count,
        },
        "point.checked": {
            "point": events.one_of(*(point.id for point in RUBRIC)),
            "level": events.one_of(*answers.LEVELS, ""),
        },
        "plan.exported": {"format": events.one_of(*FORMATS), "complete_steps": events.count},
        "plan.deleted": {"answers": events.count},
    }
    CLIENT_EVENTS = ()

    EDITOR = EDITOR

    # Settings

    def step_name(self) -> str:
        """Return "1" to "6" or "overview"; an unknown name is step 1."""
        name = compat.read_field(self, "step", str, "1").strip()
        return name if name in STEP_NAMES else "1"

    def minimum(self) -> int:
        """Return the length from which an answer counts, in characters."""
        return min(answers.MOST_MINIMUM, max(0, compat.read_field(self, "minimum_length", int, 40)))

    def authored_text(self, name: str) -> str:
        """Return a text of the author, "" where ours is to be shown."""
        return compat.read_field(self, name, str, "").strip()

    def questions_here(self) -> tuple[Question, ...]:
        """Return the questions of this instance: of its step, or of the self-check in an overview."""
        name = self.step_name()
        if name == OVERVIEW:
            return RUBRIC
        return authored.questions_of_step(STEPS[name], self.authored_text("questions"))[0]

    def questions_everywhere(self) -> dict[str, tuple[Question, ...]]:
        """Return the questions of all steps, as far as this instance knows them."""
        name = self.step_name()
        if name == OVERVIEW:
            return authored.questions_of_all(self.authored_text("questions"))[0]
        return {number: step.questions for number, step in STEPS.items()} | {name: self.questions_here()}

    def steps_known(self) -> frozenset[str]:
        """Return the steps of which this instance's own settings say what is asked: an author may change another step's
        questions there only.
        """
        name = self.step_name()
        return authored.steps_named(self.authored_text("questions")) if name == OVERVIEW else frozenset({name})

    def parts_at_once(self) -> tuple[str, ...]:
        """Return the parts of the script that this step shows."""
        name = self.step_name()
        if name == OVERVIEW:
            return ("overview",)
        kinds = {question.kind for question in STEPS[name].questions}  # authors reword them, and add texts
        own = ("territory",) if name == "1" else ()
        return ("step", *own, *(part for part in ("practices", "actions") if part in kinds))

    def settings_for_page(self) -> dict:
        """Return the settings that the script needs, in the reader's language."""
        name = self.step_name()
        shown = {
            "title": compat.read_field(self, "display_name", str, ""),
            "step": name,
            "introduction": self.authored_text("introduction"),
            "questions": [self._question_for_page(question) for question in self.questions_here()],
            "minimum": self.minimum(),
            "scored": self.has_score,
            "steps": self._steps_for_page(),
        }
        if name == OVERVIEW:
            return shown
        step = STEPS[name]
        reviewer = authored.points(self.authored_text("reviewer")) or [self.say(point) for point in step.reviewer]
        return {
            **shown,
            "introduction": shown["introduction"] or self.say(step.introduction),
            "good": self.authored_text("example_good") or self.say(step.good),
            "weak": self.authored_text("example_weak") or self.say(step.weak),
            "reviewer": reviewer,
        }

    def editor_arguments(self) -> dict:
        """Return our own questions by step, which the editor shows and from which an author's own begin."""
        steps = {number: [self._question_for_page(q) for q in step.questions] for number, step in STEPS.items()}
        return {"steps": steps, "titles": {number: self.say(step.title) for number, step in STEPS.items()}}

    def _question_for_page(self, question: Question) -> dict:
        shown: dict[str, Any] = {"id": question.id, "text": self.say(question.text), "kind": question.kind}
        if question.help:
            shown["help"] = self.say(question.help)
        if question.kind == "check":
            shown["label"] = self.say(question.label)
        if not question.required:
            shown["optional"] = True
        return shown

    def _steps_for_page(self) -> list[dict]:
        """Titles and links. The LMS makes an address of `/jump_to_id/...`; where nobody does, it stays a title."""
        pattern = compat.read_field(self, "step_units", str, DEFAULT_UNITS).strip()
        found = []
        for number, step in STEPS.items():
            unit = pattern.replace("{step}", number)
            link = f"/jump_to_id/{unit}" if "{step}" in pattern and limits.is_id(unit) else ""
            found.append({"number": number, "title": self.say(step.title), "link": link})
        return found

    def findings(self) -> list[str]:
        """Return sentences about wrong settings, for the author."""
        found = super().findings()
        name = compat.read_field(self, "step", str, "1").strip()
        if name not in STEP_NAMES:
            sentence = self.say(_("Step: “{name}” is not understood. Write 1 to 6, or overview. Step 1 is shown."))
            found.append(sentence.format(name=name[:40]))
        text = self.authored_text("questions")
        if self.step_name() == OVERVIEW:
            wrong = authored.questions_of_all(text)[1]
        else:
            wrong = authored.questions_of_step(STEPS[self.step_name()], text)[1]
        for number, line in wrong:
            if number:
                sentence = self.say(_("Questions, line {number}: “{line}” is not understood. It has no effect."))
            else:
                sentence = self.say(
                    _("Questions: “{line}” has no effect here. It belongs to another step, or there are too many.")
                )
            found.append(sentence.format(number=number, line=line))
        return found

    # A learner's state

    def entries_here(self) -> dict[str, dict]:
        """Return the stored entries of this instance: of its step, or of the self-check."""
        name = self.step_name()
        return self.checks() if name == OVERVIEW else self.entries_of(name, self.questions_here())

    def own_state(self) -> dict:
        """Return what this instance shows of the learner's answers."""
        return {"answers": self.entries_here()}

    def page_state(self) -> dict:
        """Return the learner's state for the page; long answers are asked for by the script."""
        return self.state_for_page({}, self.own_state())

    def progress(self) -> float:
        """Return the share of the required answers that count; in an overview, of the points checked."""
        entries, minimum = self.entries_here(), self.minimum()
        required = [question for question in self.questions_here() if question.required]
        done = sum(answers.is_written(q.kind, (entries.get(q.id) or {"v": None})["v"], minimum) for q in required)
        return done / len(required) if required else 1.0 if entries else 0.0

    def plan(self, data: dict) -> Plan:
        """Return the whole plan, with what a request tells of its practices."""
        territory = (self.territory_here() or {"v": None})["v"] or {}
        date = data.get("date")
        questions = self.questions_everywhere()
        plan = Plan(
            questions=questions,
            entries={number: self.entries_of(number, questions[number]) for number in STEPS},
            kept={
                **{number: self.kept_of(number, questions[number]) for number in STEPS},
                CHECK: self.kept_of(CHECK, RUBRIC),
            },
            known=self.steps_known(),
            notes=self.note_parts_here(),
            practices={},
            minimum=self.minimum(),
            place=str(territory.get("name") or "")[:80],
            date=(limits.clean_text(date, 60) or "").strip() if isinstance(date, str) else "",
        )
        plan.practices = known_practices(data.get("practices"), plan.chosen())
        return plan

    # Handlers

    @learner_handler
    def change_answer(self, data):
        """Store `{"question", "value", "writer", "number", "base"}`; return `{"answer", "question", "conflict"}`.

        With `"conflict": true` nothing was stored, and the entry is what another page stored.
        """
        question = next((q for q in self.questions_here() if q.id == data.get("question")), None)
        if question is None:
            raise RefusedError(self, _("This question is no longer here. Copy your text and load the page again."))
        try:
            value = answers.clean_answer(question.kind, data.get("value"))
        except answers.BadAnswerError as wrong:
            raise RefusedError(self, wrong.sentence, most=wrong.most) from None
        known = self.entries_here().get(question.id)
        entry, store, conflict = self.apply_versioned(known, value, data)
        if store:
            self._store(question.id, known, entry)
            self.publish_progress()
            self._tell_answer(question, value)
        return {"answer": entry, "question": question.id, "conflict": conflict}

    def _store(self, ident: str, known: dict | None, entry: dict) -> None:
        name = self.step_name()
        try:
            self.store_entry(CHECK if name == OVERVIEW else name, ident, known, entry)
        except PlanFullError:
            raise RefusedError(self, FULL) from None

    def _tell_answer(self, question: Question, value: Any) -> None:
        if question.kind == "check":
            self.tell("point.checked", {"point": question.id, "level": value or ""})
            return
        items = len(value) if isinstance(value, list) else 0
        payload = {"question": question.id, "characters": answers.characters(value), "items": items}
        self.tell("answer.saved", {"step": self.step_name(), **payload})

    @learner_handler
    def read_plan(self, data):
        """Return `{"outline": the whole plan as texts, "practices": ids that it uses}`.

        `data` may tell the date and, of the practices, title, place, years and sources; with `"format": "print"` or
        "text" it also notes that the plan was taken away so.
        """
        plan = self.plan(data)
        if data.get("format") in ("print", "text"):
            self._tell_export(plan, data["format"])
        return {"outline": make_outline(plan, self.say), "practices": plan.chosen()}

    @learner_handler
    def export_document(self, data):
        """Return the plan as a Word document: `{"filename", "base64"}`. `data` as for `read_plan`, and `"rtl"`."""
        from action_plan.document import write_document  # loaded when it is needed: it is large

        plan = self.plan(data)
        outline = make_outline(plan, self.say)
        content = write_document(outline, data.get("rtl") is True, compat.language(self))
        self._tell_export(plan, "docx")
        return {"filename": "action-plan.docx", "base64": base64.b64encode(content).decode("ascii")}

    def _tell_export(self, plan: Plan, form: str) -> None:
        complete = sum(done >= asked for done, asked in (written(plan, number) for number in STEPS))
        self.tell("plan.exported", {"format": form, "complete_steps": complete})

    @learner_handler
    def delete_plan(self, data):
        """Delete all answers of this course's plan: `{"writer", "number"}`; return `{"deleted", "answers", "bases"}`.

        Those to questions that are no longer asked, and what this version cannot read, too. `bases` holds, by step and
        question, the version that was deleted: with it the script finds out later whether a request that overlapped
        brought an answer back. Completion and points stay: they were for taking part.
        """
        bases: dict[str, dict[str, str]] = {}
        deleted = 0
        try:
            for step in (*STEPS, CHECK):
                versions, count = self.forget_step(step, data.get("writer"), data.get("number"))
                deleted += count
                if versions:
                    bases[OVERVIEW if step == CHECK else step] = versions
        except versioned.BadVersionError:
            raise RefusedError(self, NOT_UNDERSTOOD) from None
        if deleted:
            self.tell("plan.deleted", {"answers": deleted})
        return {"deleted": deleted, "answers": self.entries_here(), "bases": bases}

    # Search of courses

    def index_texts(self) -> dict[str, str]:
        """Return the authored texts."""
        return {
            **super().index_texts(),
            **{name: self.authored_text(name) for name in ("introduction", "questions", "example_good")},
        }

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Scenarios for the XBlock workbench."""
        return [("Action plan, step 1", "<action_plan/>"), ("Action plan, overview", '<action_plan step="overview"/>')]
