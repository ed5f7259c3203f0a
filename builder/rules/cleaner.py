"""What olxcleaner reports at error level: operators may have it switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.course import Course
from builder.findings import Remark
from builder.registry import rule
from builder.rules.structure import OURS, PLATFORM_CUSTOM


@rule("olxcleaner")
def olxcleaner(course: Course) -> Iterator[Remark]:
    """The platform's course check (ENABLE_COURSE_OLX_VALIDATION) fails the import at each error of its
    first stage.

    All its stages run here, with the custom blocks allowed.
    """
    if course.tree is None or any((course.root / path).is_symlink() for path in course.files):
        return
    from olxcleaner import validate

    allowed = PLATFORM_CUSTOM | OURS | {"edx_sga"}
    try:
        _, store, _ = validate(str(course.root), steps=8, allowed_xblocks=sorted(allowed))
    except Exception as error:  # it stops on some broken courses that the other rules describe
        yield Remark(
            "course.xml",
            1,
            f"olxcleaner stopped: {type(error).__name__}: {error}",
            "Mend the other findings first.",
        )
        return
    for error in store.errors:
        if error.level == "ERROR":
            path = error.filename.replace("\\", "/")
            yield Remark(
                path,
                1,
                f"{error.name}: {re.sub(r'[.]$', '', error.description)}.",
                "See olxcleaner's list of errors.",
            )
