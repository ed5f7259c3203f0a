"""Tutor plugin `human-rights-mooc`: the blocks in the image, their settings, and a job that imports the course.

Install it beside Tutor without dependencies (`pip install --no-deps human-rights-mooc`): this module imports
Tutor only.
Source of the hooks: https://docs.tutor.edly.io/reference/api/hooks/catalog.html
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

import click
from tutor import hooks

BLOCK_TYPES = ("practice_explorer", "rights_map", "action_plan")


def released_version() -> str:
    """Return the version of the installed distribution ("0" in a checkout that is not installed)."""
    try:
        return version("human-rights-mooc")
    except PackageNotFoundError:
        return "0"


hooks.Filters.CONFIG_DEFAULTS.add_items(
    [
        ("HUMAN_RIGHTS_MOOC_VERSION", released_version()),
        # Address of the git repository that the requirement's tag is taken from; empty: the package index.
        ("HUMAN_RIGHTS_MOOC_REPOSITORY", ""),
        (
            "HUMAN_RIGHTS_MOOC_REQUIREMENT",
            "human-rights-mooc"
            "{% if HUMAN_RIGHTS_MOOC_REPOSITORY %}"
            " @ git+{{ HUMAN_RIGHTS_MOOC_REPOSITORY }}@v{{ HUMAN_RIGHTS_MOOC_VERSION }}"
            "{% else %}=={{ HUMAN_RIGHTS_MOOC_VERSION }}{% endif %}",
        ),
        # Address (https) of the course's tarball, or its path inside the cms container.
        ("HUMAN_RIGHTS_MOOC_COURSE", ""),
        # What `sha256sum` says of the tarball; empty: not checked.
        ("HUMAN_RIGHTS_MOOC_COURSE_SHA256", ""),
    ]
)

hooks.Filters.ENV_PATCHES.add_items(
    [
        (
            "openedx-dockerfile-post-python-requirements",
            "RUN --mount=type=cache,target=/openedx/.cache/pip,sharing=shared \\\n"
            "    pip install '{{ HUMAN_RIGHTS_MOOC_REQUIREMENT }}'",
        ),
        (
            "openedx-cms-common-settings",
            "LIBRARY_ENABLED_BLOCKS = sorted({*globals().get('LIBRARY_ENABLED_BLOCKS', []), "
            + ", ".join(repr(name) for name in BLOCK_TYPES)
            + "})",
        ),
    ]
)


@click.command(
    name="import-human-rights-course",
    help="Create the course Human rights at the local level from its tarball.",
)
@click.option("--course", "source", default="", help="https address, or path in the cms container, of the tarball.")
@click.option("--sha256", default="", help="Sum that the tarball must have.")
@click.option("--replace", is_flag=True, help="Import over a course that exists: what was changed in Studio is lost.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
def import_human_rights_course(source: str, sha256: str, replace: bool, dry_run: bool) -> Iterable[tuple[str, str]]:
    """Yield the job: one command for the cms service."""
    options = {
        "HRL_COURSE": source or "{{ HUMAN_RIGHTS_MOOC_COURSE }}",
        "HRL_SHA256": sha256 or "{{ HUMAN_RIGHTS_MOOC_COURSE_SHA256 }}",
        "HRL_REPLACE": "yes" if replace else "",
        "HRL_DRY_RUN": "yes" if dry_run else "",
    }
    exports = "\n".join(f"export {name}={_quoted(value)}" for name, value in options.items())
    code = "from human_rights_mooc.course_import import main; main()"
    yield "cms", f"set -eu\n{exports}\npython ./manage.py cms shell -c {shlex.quote(code)}\n"


def _quoted(value: str) -> str:
    """Quote a value for the shell, but leave a Tutor template to be filled in."""
    return f'"{value}"' if value.startswith("{{") else shlex.quote(value)


hooks.Filters.CLI_DO_COMMANDS.add_item(import_human_rights_course)
