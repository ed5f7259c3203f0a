"""The command line: which commands there are, in which language they answer, and how each of them ends."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from builder.wording import N_, _
from cli.exits import INTERRUPTED, UNHEARD, USAGE, UsageError
from cli.language import add_language_option, multilingual

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Command:
    """A subcommand. Its module has `add_arguments(parser)` and `run(args) -> int`, and is imported only when used."""

    name: str
    about: str
    example: str

    def parser_in(self, choices: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
        """Add the parser of this command, without its arguments."""
        about = _(self.about)
        return choices.add_parser(
            self.name,
            help=about,
            description=about,
            epilog=_("Example: {command}", command=self.example),
            allow_abbrev=False,
        )


COMMANDS = (
    Command("preview", N_("Show the course in a browser, on this machine."), "hrl preview --port 8001"),
    Command("check", N_("Check the course and write nothing."), "hrl check --fast --json"),
    Command("build", N_("Check the course and pack it for Studio's import."), "hrl build --out dist"),
    Command(
        "sync",
        N_("Bring what the course team changed in Studio into the course folder."),
        "hrl sync course.abc123.tar.gz --dry-run",
    ),
    Command("atlas", N_("The atlas as spreadsheets, and back."), "hrl atlas export sheets"),
    Command("map", N_("Write docs/course-map.md from the course and docs/outcomes/."), "hrl map"),
    Command(
        "compare",
        N_("List the sequences of words that the course and its atlas share with a folder of texts from elsewhere."),
        "hrl compare texts --words 8",
    ),
    Command("catalogues", N_("Bring the translations up to date with the texts."), "hrl catalogues check"),
    Command("bench", N_("Measure, and write the figures to docs/benchmarks.md."), "hrl bench search map"),
    Command("soak", N_("Run the tests that take hours."), "hrl soak --examples 2000 -k roles_generated"),
)


def version() -> str:
    """Return the version of the project, from pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def parser_for(chosen: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line. Only the chosen command has its arguments, since its module is slow."""
    parser = argparse.ArgumentParser(
        prog="hrl",
        description=_("Work on the course “Human rights at the local level”, its atlas and its blocks."),
        epilog="\n".join(
            (
                _("Help for one command, with an example: {command}", command="hrl check --help"),
                _("Exit codes: 0 done, 1 something has to be mended first, 2 wrong usage, 130 interrupted."),
            )
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=version(), help=_("show the version and exit"))
    add_language_option(parser)
    choices = parser.add_subparsers(dest="command", required=True, metavar=_("command"), title=_("commands"))
    for command in COMMANDS:
        inner = command.parser_in(choices)
        if command.name == chosen:
            module_of(chosen).add_arguments(inner)
            add_language_option(inner, default=argparse.SUPPRESS)
    return parser


def module_of(name: str) -> ModuleType:
    """Import the module of a command."""
    return importlib.import_module(f"cli.{name}")


def chosen_in(words: list[str]) -> str | None:
    """Return the first word that names a command; what parses the words comes to the same, or refuses them."""
    names = {command.name for command in COMMANDS}
    return next((word for word in words if word in names), None)


@multilingual
def main(words: list[str]) -> int:
    """Run the command that the words name; return how it ended (see cli/exits.py)."""
    try:
        args = parser_for(chosen_in(words)).parse_args(words)
        code = int(module_of(args.command).run(args))
        sys.stdout.flush()  # or whoever has gone is noticed too late for an answer
        return code
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\n" + _("Interrupted: the command did not finish."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
        return UNHEARD
    except OSError as error:
        print(_unusable(error), file=sys.stderr)
        return USAGE


def _unusable(error: OSError) -> str:
    """Return a sentence for a file, a folder or a disk that cannot be used."""
    return _(
        "{path} cannot be used ({reason}). Mend that, or name another place.",
        path=error.filename or _("A file"),
        reason=error.strerror or error,
    )


def command(name: str) -> Callable[[list[str]], int]:
    """Return a command as a function of its words, for whoever calls it within Python."""

    def run(words: list[str]) -> int:
        return main([name, *words])

    return run
