"""Change the code in small ways, one at a time, and see whether the tests notice: a sample of mutants.

python tests/soak/mutate.py HOW_MANY [SEED]      prints survivors and the share that was killed. Works on a copy.
"""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANDLERS = ("shared", "explorer", "map", "plan")
BLOCKS = [f"tests/unit/blocks/test_{name}_handlers.py" for name in HANDLERS]
ATLAS = ["tests/unit/atlas"]
TARGETS = {
    "human_rights_mooc/versioned.py": BLOCKS,
    "human_rights_mooc/shortlist.py": BLOCKS,
    "human_rights_mooc/territory.py": BLOCKS,
    "human_rights_mooc/limits.py": BLOCKS,
    "human_rights_mooc/requests.py": BLOCKS,
    "human_rights_mooc/learner_state.py": BLOCKS,
    "human_rights_mooc/progress.py": BLOCKS,
    "action_plan/answers.py": BLOCKS,
    "action_plan/keeping.py": BLOCKS,
    "practice_explorer/block.py": BLOCKS,
    "rights_map/block.py": BLOCKS,
    "rights_atlas/model.py": ATLAS,
    "rights_atlas/sheet/cells.py": ATLAS,
    "rights_atlas/sheet/merge.py": ATLAS,
    "rights_atlas/checks/shape.py": ATLAS,
    "rights_atlas/checks/whole.py": ATLAS,
    "rights_atlas/checks/tags.py": ATLAS,
}
SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
DESELECT = ["-m", "not frontend and not office", "-x", "-q", "-p", "no:cacheprovider", "--no-header"]


def places(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """Return what can be changed: nodes and the kind of change."""
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            found.append((node, "compare"))
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            found.append((node, "operator"))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            found.append((node, "not"))
        elif isinstance(node, ast.Constant) and type(node.value) in (bool, int):
            found.append((node, "constant"))
        elif isinstance(node, ast.Return) and node.value is not None:
            found.append((node, "return"))
    return found


def change(node: ast.AST, kind: str) -> None:
    """Change a node in place."""
    if kind == "compare":
        node.ops[0] = SWAPS[type(node.ops[0])]()
    elif kind == "operator":
        node.op = SWAPS[type(node.op)]()
    elif kind == "not":
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif kind == "constant":
        node.value = (not node.value) if isinstance(node.value, bool) else node.value + 1
    else:
        node.value = ast.Constant(None)


def survives(copy: Path, tests: list[str]) -> bool:
    """Tell whether all tests pass on the copy."""
    command = [sys.executable, "-W", "ignore", "-m", "pytest", *DESELECT, *tests]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=300, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main() -> None:
    """Try a sample and report."""
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 11)
    everything = [
        (name, number)
        for name in TARGETS
        for number in range(len(places(ast.parse((ROOT / "xblocks" / name).read_text(encoding="utf-8")))))
    ]
    sample = chance.sample(everything, min(int(sys.argv[1]), len(everything)))
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        skip = shutil.ignore_patterns("node_modules", ".git", ".venv", "dist", ".mypy_cache", "data-preview")
        shutil.copytree(ROOT, copy, ignore=skip)
        for tests in (BLOCKS, ATLAS):
            if not survives(copy, tests):
                sys.exit(f"{tests} fail on the copy before any change: nothing was tried.")
        for tried, (name, number) in enumerate(sample, 1):
            path = copy / "xblocks" / name
            before = path.read_text(encoding="utf-8")
            tree = ast.parse(before)
            node, kind = places(tree)[number]
            line = before.splitlines()[node.lineno - 1].strip()
            change(node, kind)
            path.write_text(ast.unparse(tree), encoding="utf-8")
            alive = survives(copy, TARGETS[name])
            path.write_text(before, encoding="utf-8")
            killed += not alive
            if alive:
                print(f"survived: {name}:{node.lineno} ({kind}) {line[:90]}", flush=True)
            print(f"{killed} of {tried} killed; {len(everything)} mutants in all", flush=True)


if __name__ == "__main__":
    main()
