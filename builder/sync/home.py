"""The whole way home: an export, our course, and the plan that makes ours mean what the export says."""

from __future__ import annotations

import re

from builder.sync import exported
from builder.sync.decide import decide
from builder.sync.names import Names
from builder.sync.pages import report_unplaced, sync_assets, sync_pages, sync_settings, tab_names
from builder.sync.plan import Plan
from builder.sync.studio_writes import forget_what_says_nothing
from builder.sync.tell import tell
from builder.sync.write import Writer
from builder.wording import _
from olx.course import Course


def plan_sync(ours: Course, theirs: Course) -> Plan:
    """Return what has to change in our course. Nothing is written.

    Raises UnsafeNameError for a name that leads out of the course or that a system cannot hold, and UnreadableError.
    """
    plan = Plan(ours)
    forget_what_says_nothing(theirs)
    names = Names(ours, theirs)
    settings = exported.read(exported.settings_of, theirs, theirs.policy_path, plan.unplaced)
    tabs = {} if settings is None else tab_names(ours, settings)
    renamed = names.renamed()

    def home(text: str) -> str:
        """Put our names into an export's links."""
        text = re.sub(r"(/jump_to_id/)([\w.-]+)", lambda m: m.group(1) + renamed.get(m.group(2), m.group(2)), text)
        return re.sub(r"([\"']/course/)([\w.-]+)", lambda m: m.group(1) + tabs.get(m.group(2), m.group(2)), text)

    if theirs.key != ours.key:
        plan.unplaced.append(
            _(
                "the export's course is {theirs}; ours stays {ours}",
                theirs="/".join(theirs.key),
                ours="/".join(ours.key),
            )
        )
    decisions = decide(ours, theirs, names)
    if decisions is not None:
        Writer(plan, theirs, home).write(decisions)
        tell(plan, decisions)
    plan.unplaced += exported.impossible_dates(theirs)
    sync_pages(plan, theirs, None if settings is None else tabs, home)
    sync_settings(plan, theirs, settings, tabs)
    sync_assets(plan, theirs)
    report_unplaced(plan, theirs)
    plan.check()
    return plan
