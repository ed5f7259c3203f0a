"""Cases: a hostile file in a sandbox, the tool that meets it, and whether it has to refuse."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hostile_archives as archives
import hostile_bytes as content
from small_course import SMALL, write_course

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Case:
    """One try. `run` returns the exit code; `mine` are the folders in which the tool may write."""

    name: str
    run: Callable[[], int]
    refuses: bool
    mine: tuple[str, ...] = ()


def _scripts_in(value, chance: random.Random):
    """Put script into every text of a JSON value."""
    if isinstance(value, dict):
        return {key: _scripts_in(item, chance) for key, item in value.items()}
    if isinstance(value, list):
        return [_scripts_in(item, chance) for item in value]
    return f"{value} {chance.choice(content.SCRIPTS)}" if isinstance(value, str) else value


def _hostile_file(chance: random.Random, number: int) -> tuple[str, bytes, str]:
    """Return a path in a course, what to put there, and the name of the recipe."""
    paths = sorted(path for path in SMALL if path.endswith((".xml", ".json", ".html")))
    path = paths[chance.randrange(len(paths))]
    recipes = content.JSON_FILES if path.endswith(".json") else content.XML_FILES
    recipe = recipes[number % len(recipes)]
    return path, recipe(chance), f"{recipe.__name__} in {path}"


def _strange_course(folder: Path, chance: random.Random, number: int) -> str:
    """Add to a course what only a file system can hold; return what."""
    kinds = ("link to a file", "link to a folder", "loop", "pipe", "deep folders", "name with ..", "scripts")
    kind = kinds[number % len(kinds)]
    if kind == "link to a file":
        os.symlink("/etc/passwd", folder / "static" / "a.txt")
    elif kind == "link to a folder":
        os.symlink("/etc", folder / "html" / "etc")
    elif kind == "loop":
        os.symlink(folder, folder / "static" / "again")
    elif kind == "pipe":
        os.mkfifo(folder / "html" / "pipe.html")
    elif kind == "deep folders":
        (folder / "static" / "/".join(["a"] * 400)).mkdir(parents=True)
        (folder / "static" / "/".join(["a"] * 400) / "a.txt").write_text("x")
    elif kind == "name with ..":
        path = folder / "html" / "block-1-lesson-1-text.xml"
        path.write_text(path.read_text().replace('filename="', f'filename="{"../" * chance.randint(1, 9)}etc/passwd'))
    else:
        for path in folder.rglob("*.xml"):
            script = chance.choice(content.SCRIPTS).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            path.write_text(path.read_text().replace('display_name="', f'display_name="{script}'))
    return kind


def builder_case(box: Path, chance: random.Random, number: int) -> Case:
    """The builder on a course with one hostile file, or with a strange one."""
    from cli.main import command

    main = command("build")

    changes, name = {}, ""
    if number % 3:
        path, data, name = _hostile_file(chance, number)
        changes = {path: data}
    folder = write_course(box / "input" / "course", changes)
    name = name or _strange_course(folder, chance, number // 3)
    # Noise and cut-off text may be harmless HTML; what the builder must not let pass is unreadable XML and JSON.
    refuses = not name.startswith(("noise", "scripts")) and ".html" not in name and "many_attributes" not in name
    arguments = ["--course", str(folder), "--out", str(box / "out"), "--fast"]
    return Case(name, lambda: main(arguments), refuses, ("out",))


def export_case(box: Path, chance: random.Random, number: int) -> Case:
    """The way home on a hostile archive, or on an export with one hostile file."""
    from cli.main import command

    main = command("sync")

    ours = write_course(box / "course")
    path = box / "input" / "export.tar.gz"
    if number % 2:
        recipe = archives.ARCHIVES[number // 2 % len(archives.ARCHIVES)]
        recipe(path, chance)
        name, refuses = recipe.__name__, True
    elif number % 8 == 0:
        path.write_bytes(chance.choice([content.zip_bomb, content.noise, content.nul])(chance))
        name, refuses = "no archive", True
    else:
        inside, data, name = _hostile_file(chance, number // 2)
        files = {key: value.encode() if isinstance(value, str) else value for key, value in SMALL.items()}
        archives.pack(path, {**files, inside: data})
        refuses = False  # what can be read comes home; what cannot is named
    return Case(name, lambda: main([str(path), "--course", str(ours), "--force"]), refuses, ("course",))


def _atlas_texts() -> dict[str, str]:
    names = sorted((ROOT / "course" / "static").glob("atlas*.json"))
    return {path.name: path.read_text(encoding="utf-8") for path in names}


def atlas_case(box: Path, chance: random.Random, number: int) -> Case:
    """The atlas's own check and export on a hostile atlas.json or body file."""
    from cli.main import command

    main = command("atlas")
    folder = box / "input" / "atlas"
    folder.mkdir()
    texts = _atlas_texts()
    for key, text in texts.items():
        (folder / key).write_text(text, encoding="utf-8")
    victim = chance.choice(sorted(texts))
    if number % 4 == 3:
        scripted = _scripts_in(json.loads(texts[victim]), chance)
        (folder / victim).write_text(json.dumps({**scripted, "version": 1}), encoding="utf-8")
        name = f"scripts in {victim}"
    else:
        recipe = content.JSON_FILES[number % len(content.JSON_FILES)]
        (folder / victim).write_bytes(recipe(chance))
        name = f"{recipe.__name__} in {victim}"
    if number % 5 == 4 and "scripts" not in name and "number_past" not in name:
        arguments = ["export", str(box / "out"), "--atlas", str(folder)]
        return Case(f"export, {name}", lambda: main(arguments), True, ("out",))
    return Case(name, lambda: main(["check", str(folder)]), True)


def _sheet(chance: random.Random, text: str, number: int) -> tuple[bytes, str, bool]:
    """Return a spreadsheet made hostile, the name of what was done, and whether it must be refused."""
    kind = ("bytes", "scripts", "large cell", "many columns", "quotes", "long number", "surrogate")[number % 7]
    lines = text.split("\n")
    if kind == "bytes":
        recipe = chance.choice([content.nul, content.wrong_encoding, content.noise, content.zip_bomb])
        return recipe(chance), f"sheet: {recipe.__name__}", False
    if kind == "scripts":
        cells = [f'"{script.replace(chr(34), chr(34) * 2)}"' for script in content.SCRIPTS]
        changed = [",".join(chance.choice(cells) for _ in lines[0].split(",")) for _ in range(30)]
        return "\n".join([lines[0], *changed]).encode(), "sheet: scripts", True
    if kind == "large cell":
        return (lines[0] + '\n"' + "a" * 30_000_000 + '"').encode(), "sheet: large cell", True
    if kind == "many columns":
        return (lines[0] + "\n" + "," * 1_000_000).encode(), "sheet: many columns", False
    if kind == "quotes":
        return (lines[0] + "\n" + '"' * 1_000_001).encode(), "sheet: quotes", True
    number_text = "9" * chance.choice([400, 5_000, 100_000]) if kind == "long number" else "\\ud800\x00"
    row = ",".join([number_text] * (lines[0].count(",") + 1))
    return f"{lines[0]}\n{row}\n".encode(), f"sheet: {kind}", True


def sheet_case(box: Path, chance: random.Random, number: int) -> Case:
    """The spreadsheet's way into the atlas."""
    from rights_atlas import load
    from rights_atlas.sheet import export_texts

    from cli.main import command

    main = command("atlas")
    atlas = box / "atlas"
    atlas.mkdir()
    for path in (ROOT / "course" / "static").glob("atlas*.json"):
        shutil.copy(path, atlas)
    sheets = export_texts(load(atlas))
    victim = chance.choice(sorted(sheets))
    data, name, refuses = _sheet(chance, sheets[victim], number)
    (box / "input" / victim).write_bytes(data)
    arguments = ["import", str(box / "input"), "--atlas", str(atlas)]
    return Case(f"{name} in {victim}", lambda: main(arguments), refuses, () if refuses else ("atlas",))


def job_case(box: Path, chance: random.Random, number: int) -> Case:
    """The job that imports the course into a platform, with a Studio that takes everything."""
    from human_rights_mooc import course_import

    path = box / "input" / "course.tar.gz"
    if number % 4 == 3:
        recipe = content.XML_FILES[number // 4 % len(content.XML_FILES)]
        archives.pack(path, {"course.xml": recipe(chance)})
        name = f"course.xml: {recipe.__name__}"
    else:
        made = archives.ARCHIVES[number % len(archives.ARCHIVES)]
        made(path, chance)
        name = made.__name__

    def run() -> int:
        course_import.course_exists = lambda key: False
        course_import.import_folder = lambda folder: None
        os.environ |= {"HRL_COURSE": str(path), "HRL_WITHOUT_SUM": "yes"}
        course_import.main()
        return 0

    return Case(name, run, refuses=True)


TARGETS = {
    "builder": builder_case,
    "export": export_case,
    "atlas": atlas_case,
    "sheet": sheet_case,
    "job": job_case,
}


def make(number: int, box: Path) -> tuple[str, Case]:
    """Make case `number` in a sandbox; the same number gives the same case."""
    target = list(TARGETS)[number % len(TARGETS)]
    (box / "input").mkdir()
    return target, TARGETS[target](box, random.Random(number), number // len(TARGETS))
