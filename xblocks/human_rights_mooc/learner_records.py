"""What the platform keeps of a learner for our blocks: to hand it out, and to delete it.

    ./manage.py lms shell -c "from human_rights_mooc.learner_records import main; main('show', 'USERNAME')"
    ./manage.py lms shell -c "from human_rights_mooc.learner_records import main; main('forget', 'USERNAME')"

When the platform retires an account, its signal USER_RETIRE_LMS_MISC calls `forget_retired`. Three tables hold what
learners do in our blocks; points and completion are the platform's own and go its own way.
"""

from __future__ import annotations

import json
import sys
from typing import Any

BLOCK_TYPES = ("practice_explorer", "rights_map", "action_plan")
SHARED_PREFIX = "hrl_"


def rows_of(user) -> list[Any]:
    """Return the query sets of a learner's rows: state by block, preferences by type of block, shared fields."""
    from lms.djangoapps.courseware.models import StudentModule, XModuleStudentInfoField, XModuleStudentPrefsField

    return [
        StudentModule.objects.filter(student=user, module_type__in=BLOCK_TYPES),
        XModuleStudentPrefsField.objects.filter(student=user, module_type__in=BLOCK_TYPES),
        XModuleStudentInfoField.objects.filter(student=user, field_name__startswith=SHARED_PREFIX),
    ]


def records_of(user) -> dict[str, Any]:
    """Return all that is kept, {name of the place: value}, as JSON can hold it."""
    states, preferences, shared = rows_of(user)
    return {
        **{str(row.module_state_key): json.loads(row.state or "{}") for row in states},
        **{f"{row.module_type}.{row.field_name}": json.loads(row.value or "null") for row in preferences},
        **{row.field_name: json.loads(row.value or "null") for row in shared},
    }


def forget(user) -> int:
    """Delete all that is kept; return the number of rows deleted. Points that stand in such a row go with it."""
    return sum(rows.delete()[0] for rows in rows_of(user))


def forget_retired(sender=None, user=None, **_more) -> None:
    """Receive the platform's signal that an account is retired."""
    if user is not None:
        forget(user)


def main(command: str, username: str) -> None:
    """Show or forget what is kept of a learner."""
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        sys.exit(f"There is no account {username}.")
    if command == "show":
        print(json.dumps(records_of(user), ensure_ascii=False, indent=2))
    elif command == "forget":
        print(f"{forget(user)} rows of {username} were deleted.")
    else:
        sys.exit("Say show or forget.")
