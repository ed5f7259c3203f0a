"""Every regular expression of ours, found in the code: none is listed by hand."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("builder", "preview", "xblocks", "scripts")
SCAN, MATCH, FULLMATCH = "scan", "match", "fullmatch"
METHODS = {"match": MATCH, "fullmatch": FULLMATCH} | dict.fromkeys(
    ("search", "sub", "subn", "split", "finditer", "findall", "compile"), SCAN
)


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and how it meets a text: scan (from every place), match or fullmatch."""

    place: str
    pattern: str
    flags: int
    way: str


@dataclass(frozen=True)
class Unknown:
    """A pattern that is made while the program runs: `source` is the expression."""

    place: str
    source: str
    flags: int
    way: str


def sources() -> list[Path]:
    """Return our Python files: what is shipped and what is run, without tests."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def module_of(path: Path) -> dict[str, object]:
    """Return the names of a module of ours."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    parts = parts[1:] if parts[0] == "xblocks" else parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    return vars(importlib.import_module(".".join(parts)))


def _ways(trees: dict[Path, ast.Module]) -> dict[tuple[str, str], set[str]]:
    """Return how each name of a compiled pattern is used, by the module it comes from.

    NAME.fullmatch(...) in its module or where it was imported; self.NAME.sub(...).
    """
    ways: dict[tuple[str, str], set[str]] = {}
    for path, tree in trees.items():
        nodes = list(ast.walk(tree))
        home = {
            (word.asname or word.name): (node.module or "").rsplit(".", 1)[-1]
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for word in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = getattr(node.value, "id", None) or getattr(node.value, "attr", None)
                if name:
                    ways.setdefault((home.get(name, path.stem), name), set()).add(METHODS[node.attr])
    return ways


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "re" and called.attr in METHODS:
            yield node


def _value(node: ast.expr | None, names: dict[str, object]) -> object:
    """Return what an expression is worth with the names of its module; raise NameError when it needs more."""
    if node is None:
        return 0
    return eval(compile(ast.Expression(node), "pattern", "eval"), dict(names))  # our own code


def _flags_of(call: ast.Call, names: dict[str, object]) -> int:
    place = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2}.get(call.func.attr, 4)
    given = next((word.value for word in call.keywords if word.arg == "flags"), None)
    return int(_value(given or (call.args[place] if len(call.args) > place else None), names))


def in_python() -> tuple[list[Found], list[Unknown]]:
    """Return the patterns of `re` calls in our Python, and those that are made while it runs."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
    used = _ways(trees)
    found, unknown = [], []
    for path, tree in trees.items():
        names = module_of(path) if any(_calls(tree)) else {}
        called = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                target = node.targets[0]
                called[node.value] = getattr(target, "id", None) or getattr(target, "attr", "")
        for call in _calls(tree):
            place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
            ways = {METHODS[call.func.attr]}
            if call.func.attr == "compile":
                ways = used.get((path.stem, called.get(call, "")), {SCAN})
            flags = _flags_of(call, names)
            for way in sorted(ways):
                try:
                    pattern = _value(call.args[0], names)
                except (NameError, KeyError):
                    unknown.append(Unknown(place, ast.unparse(call.args[0]), flags, way))
                else:
                    if isinstance(pattern, re.Pattern):
                        pattern, flags = pattern.pattern, pattern.flags
                    found.append(Found(place, str(pattern), flags & ~re.U, way))
    return found, unknown


def in_settings() -> list[Found]:
    """Return the patterns of the authors' settings (`pattern=` in our blocks) and of the addresses of the preview."""
    found = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            given = []
            if isinstance(node, ast.keyword) and node.arg == "pattern":
                given = [(node.value, FULLMATCH)]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "re_path":
                given = [(node.args[0], MATCH)]
            for value, way in given:
                pattern = _value(value, module_of(path))
                if pattern:
                    found.append(Found(f"{path.relative_to(ROOT).as_posix()}:{value.lineno}", str(pattern), 0, way))
    return found


def in_data() -> list[Found]:
    """Return the patterns of our JSON schemas, which jsonschema searches for."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.json")):
            if "node_modules" in path.parts or '"pattern' not in (text := path.read_text(encoding="utf-8")):
                continue
            place = path.relative_to(ROOT).as_posix()
            found += [Found(f"{place} {name}", pattern, 0, SCAN) for name, pattern in _of_schema(json.loads(text), "")]
    return found


def _of_schema(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "pattern" and isinstance(item, str):
                yield name, item
            elif key == "patternProperties":
                yield from ((name, pattern) for pattern in item)
            yield from _of_schema(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _of_schema(item, name)


SCRIPT_CLASSES = {r"[^\p{L}\p{N}]": r"[\W_]"}  # classes that Python writes in another way


def in_scripts() -> tuple[list[Found], list[str]]:
    """Return the regular expressions of the front end, as TypeScript itself reads them, written for Python.

    And the expressions of those that are made while a script runs.
    """
    import node_tools

    node_tools.install()
    listed = node_tools.run_node(Path(__file__).with_name("script_patterns.mjs")).stdout
    items = json.loads(listed)
    found = [_of_script(**item) for item in items if item["pattern"] is not None]
    return found, [item["source"] for item in items if item["pattern"] is None]


def _of_script(place: str, pattern: str, flags: str, way: str) -> Found:
    """Return a pattern of JavaScript in Python's words; raise re.error for what has none."""
    for theirs, ours in SCRIPT_CLASSES.items():
        pattern = pattern.replace(theirs, ours)
    pattern = re.sub(r"\(\?<(?=\w)", "(?P<", pattern)
    if "m" not in flags:
        pattern = re.sub(r"(?<!\\)\$", r"\\Z", pattern)
    re.compile(pattern)
    return Found(place, pattern, re.I if "i" in flags else 0, way)
