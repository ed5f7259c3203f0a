"""The six steps of the plan: their questions and texts in plain English, marked for translation.

A question's id is its identity: it never changes, so that rewording a question keeps learners' answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field


def _(text: str) -> str:
    """Mark a text for extraction; it is translated when it is shown."""
    return text


@dataclass(frozen=True)
class Question:
    """One guided question. kind: "text", "practices" (from the shortlist), "actions" (a table of actions) or "check".

    `label` is the heading of its answer in the document: a plan is read by people who did not see the questions.
    """

    id: str
    label: str
    text: str
    help: str = ""
    required: bool = True
    kind: str = "text"


@dataclass(frozen=True)
class Step:
    """One step of the plan: its questions, an example of a good and of a weak answer, and what a reviewer looks for."""

    number: str
    title: str
    introduction: str
    questions: tuple[Question, ...]
    good: str
    weak: str
    reviewer: tuple[str, ...] = field(default=())


STEP_1 = Step(
    number="1",
    title=_("My territory and my mandate"),
    introduction=_("Say who you are and what your local government may decide. Short and true is enough."),
    questions=(
        Question(
            "territory",
            _("Territory and role"),
            _("Which territory is your plan for, and what is your role there?"),
            _(
                "Size, region, what people live from. Officer, councillor, organiser, resident: say what you can start yourself."
            ),
        ),
        Question(
            "powers",
            _("What we may decide"),
            _("What may your local government decide on the subject you have in mind, and what not?"),
            _("Rules, budget, permits, land, staff, contracts. Name the level that decides the rest."),
        ),
        Question(
            "duties",
            _("Duties that bind us"),
            _("Which human rights duties bind you already?"),
            _(
                "A constitution, a national law, a treaty, a charter that the council signed. If you do not know, say whom you will ask."
            ),
        ),
        Question(
            "exists",
            _("What exists already"),
            _("What exists already, and who works on it?"),
            _("An office, a plan, a group of residents, a person who never gives up."),
            required=False,
        ),
    ),
    good=_(
        "We are a rural district of 38,000 people. I am the clerk for civil registration. The council decides on my opening "
        "hours, on mobile desks and on a fee of up to two days' wages; the law on registration is national. The constitution "
        "guarantees a name and a nationality to every child. A group of midwives already keeps a list of births."
    ),
    weak=_("We are a modern municipality that is fully committed to human rights in all its activities."),
    reviewer=(
        _("Can I see what this person or council can really decide?"),
        _("Is at least one duty named, with where it is written?"),
        _("Does the plan build on what exists?"),
    ),
)

STEP_2 = Step(
    number="2",
    title=_("The gap, read with rights"),
    introduction=_("Describe one gap between a right and the present situation. Use your service map from block 2."),
    questions=(
        Question(
            "gap",
            _("The right that is not yet real"),
            _("Which right is not real, for whom, and where?"),
            _("One right, one group or two, one place. Write what people cannot do today."),
        ),
        Question(
            "bearers",
            _("Rights-holders and duty-bearers"),
            _("Who are the rights-holders, and who has which duty?"),
            _("Think also of those who are left out twice, and of companies that act for you."),
        ),
        Question(
            "evidence",
            _("What we know, and how we know it"),
            _("How do you know? Which figures by group, and whose voices?"),
            _("Give the year and the source. Say what you do not know."),
        ),
        Question(
            "causes",
            _("What lies behind it"),
            _("What lies behind it?"),
            _("Ask why until you reach something that somebody in your territory can change."),
        ),
    ),
    good=_(
        "Children in the two lakeside settlements cannot be registered at birth: in a count in March, three of ten had no "
        "certificate, against one of fifty in the rest of the district. Mothers told us that the journey costs a day's wage "
        "and that the desk closes before the ferry comes. We do not know how many children live with relatives."
    ),
    weak=_("Many people are not aware of the importance of registration, so we need to raise awareness."),
    reviewer=(
        _("Is the gap told as a right, with rights-holders and duty-bearers?"),
        _("Are there data by group, with year and source, and the voice of the people concerned?"),
        _("Does the chain of causes end with something that can be changed?"),
    ),
)

STEP_3 = Step(
    number="3",
    title=_("The priority and the practice"),
    introduction=_(
        "Choose one theme, and one to three practices of other places that could help. Fame does not matter."
    ),
    questions=(
        Question(
            "priority",
            _("Our priority"),
            _("What is your one priority, and why this one first?"),
            _("Who gains most? What is possible now? What would be lost by waiting?"),
        ),
        Question(
            "practices",
            _("Practices that we learn from"),
            _("Which practices from your shortlist will you use?"),
            _("Choose one to three. Your notes come with them."),
            kind="practices",
        ),
        Question(
            "adaptation",
            _("What must change for our place"),
            _("What must change for them to work at your place?"),
            _("Powers, people, money, language, distance, trust."),
        ),
        Question(
            "limits",
            _("Limits, and what we do not know"),
            _("What did not work there, or what do you not know about it?"),
            _("If the source tells only good news, say what you would ask the people there."),
            required=False,
        ),
    ),
    good=_(
        "Priority: register every child in the two settlements within a year, because school, vaccines and later the vote "
        "depend on it. We take the door-to-door count by young people from another city. Here adults must go with them, since "
        "many paths are far from a road. We do not know how that city paid the young people after the first year."
    ),
    weak=_("We will copy the best practice of a leading human rights city."),
    reviewer=(
        _("Is there one priority, with a reason?"),
        _("Are the practices adapted, and not only admired?"),
        _("Is a limit of the practice named?"),
    ),
)

STEP_4 = Step(
    number="4",
    title=_("The outside lever"),
    introduction=_(
        "Say which help from outside makes your priority stronger: a standard, a report, an institution, a review."
    ),
    questions=(
        Question(
            "lever",
            _("Help from outside"),
            _("Which outside lever helps, and why this one?"),
            _("A UN or regional body, your national human rights institution, a recommendation, a review of the SDGs."),
        ),
        Question(
            "use",
            _("What we send, ask or use"),
            _("What will you send, ask or use?"),
            _("Two pages with data, one sentence for the council, a question of law."),
        ),
        Question(
            "dates",
            _("Dates that matter"),
            _("When? Name the dates that matter."),
            _("Count back from the review or the deadline to the day on which your part must be ready."),
        ),
        Question(
            "safety",
            _("Safety"),
            _("Is there any risk for you or for others, and how will you lower it?"),
            _("If it is safer to go through an association or a network, say so."),
            required=False,
        ),
    ),
    good=_(
        "The committee on the rights of the child asked our State to register every child. We will put that sentence before the "
        "council in June and send two pages with our count to the national institution by September, before the State reports."
    ),
    weak=_("The United Nations should put pressure on the government."),
    reviewer=(
        _("Does the lever fit the priority?"),
        _("Is it clear what is sent or used, by whom and by when?"),
        _("Has somebody thought about safety?"),
    ),
)

STEP_5 = Step(
    number="5",
    title=_("With whom"),
    introduction=_("Say who must be in the room, what they can decide and what could go wrong."),
    questions=(
        Question(
            "people",
            _("Who must be in the room"),
            _("Who must be in the room, and who is missing today?"),
            _("Those whose rights are at stake, those with a duty, those who know, those who could stop it."),
        ),
        Question(
            "decide",
            _("What they decide and what they get back"),
            _("What can they really decide, and what do they get back?"),
            _("Name the level: inform, consult, decide together, decide alone. When do they hear the result?"),
        ),
        Question(
            "risks",
            _("Risks"),
            _("What could go wrong, and for whom?"),
            _("Displacement, higher prices, backlash, exposure of people, tired volunteers."),
        ),
        Question(
            "safeguards",
            _("Safeguards"),
            _("Which safeguard do you plan for each risk?"),
            _("A safeguard has a number or a date, and somebody who watches it."),
        ),
    ),
    good=_(
        "Mothers and grandmothers of the settlements, the midwives, the ferryman, the clerk, and the chief who doubts us. They "
        "decide on days and places of the mobile desk; the fee stays with the council. Risk: the list shows who has no papers. "
        "Safeguard: the midwives keep it and give us numbers only; a nurse checks this every three months."
    ),
    weak=_("All stakeholders will be involved through a participatory approach."),
    reviewer=(
        _("Have the people concerned a decided place, and is it said who is missing?"),
        _("Is it honest about what can be decided?"),
        _("Does each risk have a safeguard that can be checked?"),
    ),
)

STEP_6 = Step(
    number="6",
    title=_("The plan"),
    introduction=_("Write down actions so concrete that somebody else could begin on Monday."),
    questions=(
        Question(
            "actions",
            _("Actions"),
            _("Which actions will you take?"),
            _("For each: what, who, by when, cost band, and the indicator that shows it."),
            kind="actions",
        ),
        Question(
            "hundred_days",
            _("The first hundred days"),
            _("What will people see within the first hundred days?"),
            _("One visible repair, one rule or one named person."),
        ),
        Question(
            "partners",
            _("Partners and networks"),
            _("Which partners or networks will you write to, and what will you ask?"),
            _("One place with the same problem, one umbrella or one room. Or none, with a reason."),
            required=False,
        ),
        Question(
            "checks",
            _("Who checks, and where it can be read"),
            _("Who checks, how often, and where can residents read the result?"),
            _("Not the office that does the work. Bad news first."),
        ),
    ),
    good=_(
        "Mobile desk at the landing place, first and third Monday, from April: the clerk; low cost, from the travel budget; "
        "process indicator: desks held; outcome: children registered, girls and boys. The women's group and the school check "
        "every quarter and post one page at the landing place and the town hall."
    ),
    weak=_("Organise trainings and campaigns. Responsible: the municipality. Date: continuous."),
    reviewer=(
        _("Does each action have who, when, a cost band and an indicator?"),
        _("Are there at least two kinds of indicator: structure, process, outcome?"),
        _("Does somebody check who does not do the work?"),
    ),
)

STEPS: dict[str, Step] = {step.number: step for step in (STEP_1, STEP_2, STEP_3, STEP_4, STEP_5, STEP_6)}

# The five points of the rubric in the closing chapter, as questions for the learner's own check.
RUBRIC: tuple[Question, ...] = (
    Question(
        "rights",
        _("Rights basis"),
        _(
            "Do I name the right, the rights-holders, the duty-bearers and a standard, and do the actions follow from them?"
        ),
        kind="check",
    ),
    Question(
        "participation",
        _("Participation"),
        _("Have those concerned shaped the plan, or do they have a decided place in it?"),
        kind="check",
    ),
    Question(
        "evidence",
        _("Evidence"),
        _("Do I give data by group, voices and causes, and say what I do not know?"),
        kind="check",
    ),
    Question(
        "feasibility",
        _("Feasibility"),
        _("Does each action have who, when and a cost band, within our powers?"),
        kind="check",
    ),
    Question(
        "monitoring",
        _("Monitoring"),
        _("Are there indicators of more than one kind, somebody independent who checks, and a date to report?"),
        kind="check",
    ),
)

OVERVIEW = "overview"
# Where the learner's own check is kept, beside the answers of the steps.
CHECK = "check"
