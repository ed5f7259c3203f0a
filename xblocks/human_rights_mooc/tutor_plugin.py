"""Tutor plugin `human-rights-mooc`: the blocks in the image, their settings, and a job that imports the course.

Install it beside Tutor without dependencies (`pip install --no-deps` with the wheel): this module imports Tutor and the
standard library only.
Source of the hooks: https://docs.tutor.edly.io/reference/api/hooks/catalog.html
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import quote

import click
from tutor import exceptions, fmt, hooks

from human_rights_mooc.addresses import one_line

BLOCK_TYPES = ("practice_explorer", "rights_map", "action_plan")
PREFIX = "HUMAN_RIGHTS_MOOC_"


def released_version() -> str:
    """Return the version of the installed distribution ("0" in a checkout that is not installed)."""
    try:
        return version("human-rights-mooc")
    except PackageNotFoundError:
        return "0"


hooks.Filters.CONFIG_DEFAULTS.add_items(
    [
        ("HUMAN_RIGHTS_MOOC_VERSION", released_version()),
        # Address of the git repository that the requirement's tag is taken from.
        ("HUMAN_RIGHTS_MOOC_REPOSITORY", ""),
        # Never a bare name by itself: on a package index somebody else could take it.
        (
            "HUMAN_RIGHTS_MOOC_REQUIREMENT",
            "{% if HUMAN_RIGHTS_MOOC_REPOSITORY %}human-rights-mooc"
            " @ git+{{ HUMAN_RIGHTS_MOOC_REPOSITORY }}@v{{ HUMAN_RIGHTS_MOOC_VERSION }}{% endif %}",
        ),
        # Address (https) of the course's tarball, or its path inside the cms container.
        ("HUMAN_RIGHTS_MOOC_COURSE", ""),
        # What `sha256sum` says of the tarball.
        ("HUMAN_RIGHTS_MOOC_COURSE_SHA256", ""),
        ("HUMAN_RIGHTS_MOOC_COURSE_WITHOUT_SUM", False),
        ("HUMAN_RIGHTS_MOOC_COURSE_ALLOW_HTTP", False),
    ]
)

# What a setting needs to stand as one word in a line of a shell; the renderer calls it.
hooks.Filters.ENV_TEMPLATE_FILTERS.add_item(("human_rights_mooc_word", lambda value: shlex.quote(str(value))))

hooks.Filters.ENV_PATCHES.add_items(
    [
        (
            "openedx-dockerfile-post-python-requirements",
            "{% if HUMAN_RIGHTS_MOOC_REQUIREMENT %}"
            "RUN --mount=type=cache,target=/openedx/.cache/pip,sharing=shared \\\n"
            "    pip install {{ HUMAN_RIGHTS_MOOC_REQUIREMENT|human_rights_mooc_word }}"
            "{% endif %}",
        ),
        (
            "openedx-cms-common-settings",
            "LIBRARY_ENABLED_BLOCKS = sorted({*globals().get('LIBRARY_ENABLED_BLOCKS', []), "
            + ", ".join(repr(name) for name in BLOCK_TYPES)
            + "})",
        ),
    ]
)


@hooks.Actions.CONFIG_LOADED.add()
def check_settings(config: dict[str, Any]) -> None:
    """Refuse what no line of a script can hold, and say what is not set, each time the configuration is loaded.

    Tutor has no hook before it writes config.yml: `tutor config save` ends here with an error, before it renders
    anything. Raises TutorError.
    """
    for name, value in config.items():
        if name.startswith(PREFIX) and not one_line(str(value)):
            raise exceptions.TutorError(
                f"{name} holds a line break or a control character. Set it again: tutor config save --set {name}=..."
            )
    if not config.get("HUMAN_RIGHTS_MOOC_REQUIREMENT"):
        fmt.echo_alert(
            "The image gets no blocks of human-rights-mooc, since nothing says where they come from. Set "
            "HUMAN_RIGHTS_MOOC_REPOSITORY to the address of its git repository, or HUMAN_RIGHTS_MOOC_REQUIREMENT to "
            "the address of its wheel."
        )


def _one_line(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return an option's value. Raises BadParameter where a line break stands in it."""
    if not one_line(value):
        raise click.BadParameter("It holds a line break or a control character.")
    return value


@click.command(
    name="import-human-rights-course",
    help="Create the course Human rights at the local level from its tarball.",
)
@click.option(
    "--course",
    "source",
    default="",
    callback=_one_line,
    help="https address, or path in the cms container, of the tarball.",
)
@click.option("--sha256", default="", callback=_one_line, help="Sum that the tarball must have.")
@click.option("--without-sum", is_flag=True, help="Import a tarball of which no sum is known.")
@click.option("--allow-http", is_flag=True, help="Take the tarball from an address without TLS too.")
@click.option("--replace", is_flag=True, help="Import over a course that exists: what was changed in Studio is lost.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
def import_human_rights_course(
    source: str, sha256: str, without_sum: bool, allow_http: bool, replace: bool, dry_run: bool
) -> Iterable[tuple[str, str]]:
    """Yield the job: one command for the cms service."""
    order = {
        "HRL_COURSE": _given(source) or _setting("COURSE"),
        "HRL_SHA256": _given(sha256) or _setting("COURSE_SHA256"),
        "HRL_WITHOUT_SUM": "yes" if without_sum else _setting("COURSE_WITHOUT_SUM"),
        "HRL_ALLOW_HTTP": "yes" if allow_http else _setting("COURSE_ALLOW_HTTP"),
        "HRL_REPLACE": "yes" if replace else "",
        "HRL_DRY_RUN": "yes" if dry_run else "",
    }
    words = "&".join(f"{name}={value}" for name, value in order.items())
    code = (
        "import os; from urllib.parse import parse_qsl; "
        'os.environ.update(parse_qsl(os.environ["HRL_ORDER"], keep_blank_values=True)); '
        "from human_rights_mooc.course_import import main; main()"
    )
    yield "cms", f"set -eu\nexport HRL_ORDER='{words}'\npython ./manage.py cms shell -c {shlex.quote(code)}\n"


# Values travel percent-encoded: letters, digits and "%/_.-~" mean nothing to a shell, to Jinja, or to Kubernetes, which
# fills in $(NAME) by itself.
def _given(value: str) -> str:
    """Encode an option."""
    return quote(value)


def _setting(name: str) -> str:
    """Return a template that encodes a setting when the job is rendered."""
    return f"{{{{ ({PREFIX}{name} or '')|string|urlencode }}}}"


hooks.Filters.CLI_DO_COMMANDS.add_item(import_human_rights_course)
