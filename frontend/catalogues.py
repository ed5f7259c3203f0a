"""Translations of the blocks: one file a language for translators, from which each block's catalogues are made.

    python frontend/catalogues.py extract    bring the .po files up to date with the texts in the code
    python frontend/catalogues.py compile    write each block's text.mo (Python), text.js and learner.js (scripts)
    python frontend/catalogues.py check      list what is missing, unused, not marked or not fresh; fails if anything is

Translators edit `xblocks/human_rights_mooc/translations/<language>/LC_MESSAGES/text.po`, with any gettext editor.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import polib

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import node_tools  # noqa: E402 - the folders of the tools come first

from builder.catalogues import PLURALS, metadata  # noqa: E402

ROOT = node_tools.ROOT
BLOCKS = {
    "practice_explorer": "HrlPracticeExplorerI18N",
    "rights_map": "HrlRightsMapI18N",
    "action_plan": "HrlActionPlanI18N",
}
# The script catalogues of a block: of which scripts each has the texts, and what its namespace adds to the block's.
# `text.js` is the platform's own form, one file for all; learners, on slow lines, load `learner.js`, and
# `saving.js` when they act.
SCRIPTS = {
    "text.js": (("first", "lazy", "saving", "studio"), ""),
    "learner.js": (("first", "lazy"), "Learner"),
    "saving.js": (("saving",), "Saving"),
}
SHARED = "human_rights_mooc"
PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass
class Text:
    """A text of the interface and the places where it stands."""

    id: str
    plural: str | None = None
    places: list[tuple[str, int]] = field(default_factory=list)


def python_texts() -> list[Text]:
    """Return the texts marked `_("...")` in the packages of the blocks."""
    found = []
    for package in (SHARED, *BLOCKS):
        for path in sorted((ROOT / "xblocks" / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and node.args:
                    value = node.args[0]
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found.append(Text(value.value, None, [(place, node.lineno)]))
    return found


def script_texts() -> tuple[list[Text], list[str]]:
    """Return the texts of the scripts, and what is not marked or not plain, as `file:line what`."""
    result = json.loads(node_tools.run_node("scripts/strings.mjs").stdout)
    texts = [
        Text(item["id"], item.get("plural"), [(f"frontend/{item['file']}", item["line"])]) for item in result["strings"]
    ]
    return texts, [f"frontend/{item['file']}:{item['line']} {item['what']}" for item in result["wrong"]]


def merged(texts: list[Text]) -> dict[str, Text]:
    """Return the texts by id, each with all its places. A text has one plural only."""
    found: dict[str, Text] = {}
    for text in texts:
        known = found.setdefault(text.id, Text(text.id, text.plural))
        known.plural = known.plural or text.plural
        known.places += text.places
    return found


def bundle_sources() -> dict[str, dict[str, set[str]]]:
    """Return the sources whose texts each script catalogue has: {package: {"learner.js": {"frontend/src/..."}}}."""
    with tempfile.TemporaryDirectory() as folder:
        meta = Path(folder) / "meta.json"
        node_tools.run_node("build.mjs", "--out", folder, "--meta", meta)
        inputs = json.loads(meta.read_text(encoding="utf-8"))
    return {
        package: {
            name: {f"frontend/{path}" for kind in kinds for path in paths[kind]}
            for name, (kinds, _end) in SCRIPTS.items()
        }
        for package, paths in inputs.items()
    }


def po_path(language: str) -> Path:
    """Return the translators' file of a language."""
    return ROOT / "xblocks" / SHARED / "translations" / language / "LC_MESSAGES" / "text.po"


def read_po(language: str) -> polib.POFile:
    """Return the translators' file of a language; an empty one if there is none yet."""
    path = po_path(language)
    catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)
    catalogue.metadata = metadata(language)
    return catalogue


def extract() -> None:
    """Bring each language's file up to date: new texts empty, unused ones out, places noted by file."""
    texts = merged(python_texts() + script_texts()[0])
    for language, (number, _rule) in PLURALS.items():
        old = {entry.msgid: entry for entry in read_po(language)}
        fresh = read_po(language)
        fresh.clear()
        for text in sorted(texts.values(), key=lambda item: (item.places[0][0], item.places[0][1])):
            fresh.append(_entry(text, old.get(text.id), number))
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))


def _entry(text: Text, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    places = sorted({(file, "") for file, _line in text.places})
    if text.plural is None:
        return polib.POEntry(msgid=text.id, msgstr=old.msgstr if old else "", occurrences=places)
    known = old.msgstr_plural if old else {}
    plural = {form: known.get(form, known.get(str(form), "")) for form in range(forms)}
    return polib.POEntry(msgid=text.id, msgid_plural=text.plural, msgstr_plural=plural, occurrences=places)


def compiled() -> dict[Path, bytes]:
    """Return every catalogue that the blocks ship: {path: content}."""
    found = {}
    sources = bundle_sources()
    python = merged(python_texts())
    scripts = merged(script_texts()[0])
    for package, namespace in BLOCKS.items():
        folder = ROOT / "xblocks" / package
        if not (folder / "block.py").exists():
            continue
        parts = (f"xblocks/{package}/", f"xblocks/{SHARED}/")
        for language in PLURALS:
            entries = read_po(language).translated_entries()
            own = [e for e in entries if e.msgid in python and _stands_in(python[e.msgid], parts)]
            mo = folder / "translations" / language / "LC_MESSAGES" / "text.mo"
            found[mo] = _mo(own, language)
            for name, (_kinds, end) in SCRIPTS.items():
                shown = sources.get(package, {}).get(name, set())
                js = [e for e in entries if e.msgid in scripts and _used_by(scripts[e.msgid], shown)]
                script = folder / "public" / "js" / "translations" / language / name
                found[script] = _script(js, language, namespace + end).encode()
    return found


def _stands_in(text: Text, folders: tuple[str, ...]) -> bool:
    return any(place.startswith(folders) for place, _line in text.places)


def _used_by(text: Text, sources: set[str]) -> bool:
    return any(place in sources for place, _line in text.places)


def _mo(entries, language: str) -> bytes:
    catalogue = polib.POFile()
    catalogue.metadata = read_po(language).metadata
    for entry in sorted(entries, key=lambda item: item.msgid):
        catalogue.append(entry)
    return catalogue.to_binary()


def _script(entries, language: str, namespace: str) -> str:
    """A catalogue as the platform's own JS catalogues have it: `gettext` and `ngettext` in a namespace."""
    texts: dict[str, str | list[str]] = {}
    for entry in sorted(entries, key=lambda item: item.msgid):
        forms = entry.msgstr_plural
        texts[entry.msgid] = [forms[form] for form in sorted(forms)] if forms else entry.msgstr
    rule = PLURALS[language][1]
    return (
        f"(function(){{var c={json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};"
        f"function p(n){{return Number({rule})}}"
        f"window[{json.dumps(namespace)}]={{"
        "gettext:function(s){var v=c[s];return v===undefined?s:typeof v==='string'?v:v[0]},"
        "ngettext:function(a,b,n){var v=c[a];return v===undefined?(n===1?a:b):typeof v==='string'?v:v[p(n)]}"
        "}})();\n"
    )


def compile_all() -> None:
    """Write every catalogue."""
    for path, content in compiled().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def problems() -> list[str]:
    """Return what keeps the translations from being complete, as lines to read."""
    scripts, found = script_texts()
    texts = merged(python_texts() + scripts)
    for language in PLURALS:
        name = po_path(language).relative_to(ROOT).as_posix()
        entries = {entry.msgid: entry for entry in read_po(language)}
        found += [f"{name}: not there yet: {text}" for text in texts if text not in entries]
        for entry in entries.values():
            found += [f"{name}: {line}: {entry.msgid}" for line in _entry_problems(entry, texts)]
    stale = [path for path, content in compiled().items() if not path.exists() or path.read_bytes() != content]
    found += [
        f"{path.relative_to(ROOT).as_posix()}: not fresh; run: python frontend/catalogues.py compile" for path in stale
    ]
    return found


def _entry_problems(entry: polib.POEntry, texts: dict[str, Text]) -> list[str]:
    if entry.msgid not in texts:
        return ["no longer used"]
    if entry.fuzzy:
        return ["marked as uncertain"]
    if not entry.translated():
        return ["not translated"]
    if entry.msgid_plural:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural))
        # A form for one, two or none may say the number in a word.
        wrong = any(set(PLACEHOLDER.findall(form)) - wanted for form in entry.msgstr_plural.values())
    else:
        wrong = set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(entry.msgstr))
    return ["placeholders differ"] if wrong else []


def main(arguments: list[str]) -> int:
    """Run one of the commands; return the exit code."""
    command = arguments[0] if arguments else ""
    if command == "extract":
        extract()
    elif command == "compile":
        compile_all()
    elif command == "check":
        found = problems()
        print("\n".join(found) or "Translations are complete.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
