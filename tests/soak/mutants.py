"""Small changes to code, one at a time: what mutate.py tries.

A mutant is (file, number): the number counts the places of a file in the order of the syntax tree.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
SHARED = (
    *("versioned", "stored", "shortlist", "notes", "territory", "limits", "requests", "learner_state", "progress"),
    "mixin",
)
HANDLERS = (
    *("action_plan/block.py", "action_plan/answers.py", "action_plan/keeping.py", "action_plan/kept.py"),
    *("action_plan/practices.py", "action_plan/authored.py"),
    *("practice_explorer/block.py", "practice_explorer/preset.py", "rights_map/block.py"),
    *(f"human_rights_mooc/{name}.py" for name in (*SHARED, "studio_atlas")),
)


@dataclass(frozen=True)
class Mutant:
    """One change: which file below xblocks/, which of its places."""

    file: str
    number: int


def targets(root: Path) -> list[str]:
    """Return the files that are changed: all of rights_atlas, and the modules of the handlers."""
    atlas = sorted((root / "xblocks" / "rights_atlas").rglob("*.py"))
    return [path.relative_to(root / "xblocks").as_posix() for path in atlas if path.read_text()] + list(HANDLERS)


def _kept(tree: ast.Module) -> set[int]:
    """Return the nodes that no test can notice: docstrings, annotations, what f-strings are written of."""
    found: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found |= {id(inner) for inner in ast.walk(body[0])} if isinstance(body[0].value, ast.Constant) else set()
        notes = [getattr(node, name, None) for name in ("annotation", "returns")]
        parts = [part for part in notes if part is not None]
        if isinstance(node, ast.JoinedStr):
            parts += [part for part in node.values if isinstance(part, ast.Constant)]
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            parts.append(node.format_spec)
        found |= {id(inner) for part in parts for inner in ast.walk(part)}
    return found


def _kind(node: ast.AST) -> str:
    """Return the kind of change that a node allows, "" for none."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        return "compare"
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
        return "operator"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return "not"
    if isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        return "constant"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip() and " " not in node.value:
        return "name"  # a key, a code; sentences are not changed
    if isinstance(node, ast.Return) and node.value is not None:
        return "return"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return "call"
    if isinstance(node, ast.Break | ast.Continue):
        return "loop"
    return ""


def places(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """Return what can be changed: nodes and the kind of change."""
    kept = _kept(tree)
    return [(node, kind) for node in ast.walk(tree) if id(node) not in kept and (kind := _kind(node))]


class _Replace(ast.NodeTransformer):
    """Put one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST):
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the new node for the old one."""
        return self.new if node is self.old else super().generic_visit(node)


def change(tree: ast.Module, node, kind: str) -> None:
    """Change a node of a tree in place."""
    if kind == "compare":
        node.ops[0] = SWAPS[type(node.ops[0])]()
    elif kind == "operator":
        node.op = SWAPS[type(node.op)]()
    elif kind == "not":
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif kind == "constant":
        node.value = (not node.value) if isinstance(node.value, bool) else node.value + 1
    elif kind == "name":
        node.value += "X"
    elif kind == "return":
        node.value = ast.Constant(None)
    else:
        new = {"call": ast.Pass, "loop": ast.Continue if isinstance(node, ast.Break) else ast.Break}[kind]()
        _Replace(node, ast.copy_location(new, node)).visit(tree)


def mutate(source: str, number: int) -> tuple[str, str, range]:
    """Return (changed source, what was changed, lines of the change)."""
    tree = ast.parse(source)
    node, kind = places(tree)[number]
    lines = range(node.lineno, node.end_lineno + 1)
    said = f"{node.lineno} ({kind}) {ast.unparse(node)[:70]!r} in: {source.splitlines()[node.lineno - 1].strip()[:100]}"
    change(tree, node, kind)
    return ast.unparse(ast.fix_missing_locations(tree)), said, lines


def all_mutants(root: Path) -> list[Mutant]:
    """Return every change of every target."""
    return [
        Mutant(name, number)
        for name in targets(root)
        for number in range(len(places(ast.parse((root / "xblocks" / name).read_text(encoding="utf-8")))))
    ]
