"""Translations of blocks, atlas, commands and preview: python -m scripts.catalogues [update compile check]

update   brings the .po files up to date with the texts in the code: new ones come in empty, unused ones go out
compile  writes what ships: each .mo, and for the blocks' scripts text.js, learner.js and saving.js
check    lists what is missing, unused, not marked or not fresh, and ends with 1 if anything is

Without a word all three, in this order (make catalogues). Babel finds, reads and writes; babel.cfg says how each kind
of file is read. What stands here is which texts go together, and the form of the scripts' catalogues.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import SEEK_END, BytesIO
from itertools import product
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import check_and_call_extract_file, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from frontend import node_tools

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("es", "fr", "pt", "ar")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
BLOCKS = {
    "practice_explorer": "HrlPracticeExplorerI18N",
    "rights_map": "HrlRightsMapI18N",
    "action_plan": "HrlActionPlanI18N",
}
SHARED = "xblocks/human_rights_mooc"
# The script catalogues of a block: of which scripts each has the texts, and what its namespace adds to the block's.
# `text.js` is the platform's own form, one file for all; learners, on slow lines, load `learner.js`, and
# `saving.js` when they act.
SCRIPTS = {
    "text.js": (("first", "lazy", "saving", "studio"), ""),
    "learner.js": (("first", "lazy"), "Learner"),
    "saving.js": (("saving",), "Saving"),
}
OURS = re.compile(r"^from (builder\.wording|olx\.errors) import .*\b(_|N_|ngettext)\b", re.M)  # who speaks our words
PLACEHOLDER = re.compile(r"\{\w+(?:![rs])?(?::[^{}]*)?\}|%(?:\(\w+\))?[sr]")

# GNU gettext manual, "Header Entry".
HEAD = r"""#
msgid ""
msgstr ""
"Project-Id-Version: human-rights-mooc\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural}\n"

"""


@dataclass(frozen=True)
class Texts:
    """Texts that are translated together: the folder of their .po files, the files' name, and where they stand."""

    folder: str
    name: str
    sources: tuple[str, ...]

    def path(self, language: str) -> Path:
        """Return the file that translators edit."""
        return ROOT / self.folder / language / "LC_MESSAGES" / f"{self.name}.po"

    def has(self, path: str) -> bool:
        """Tell whether a file's texts belong here; a module of the preview speaks with Django's words or with ours."""
        if path.startswith("preview/"):
            text = (ROOT / path).read_text("utf-8") if path.endswith(".py") else "django.utils.translation import"
            if "django.utils.translation import" in text:
                return self.sources[0] == "preview"
            return self.sources[0] == "builder" and bool(OURS.search(text))
        return any(path == source or path.startswith(f"{source}/") for source in self.sources)


CATALOGUES = {
    "blocks": Texts(
        f"{SHARED}/translations", "text", (SHARED, *(f"xblocks/{name}" for name in BLOCKS), "frontend/src")
    ),
    "atlas": Texts("xblocks/rights_atlas/translations", "text", ("xblocks/rights_atlas",)),
    "commands": Texts("builder/translations", "text", ("builder", "olx", "cli", "scripts", "preview")),
    "preview": Texts("preview/locale", "django", ("preview",)),
}


def template_texts(fileobj, keywords, comment_tags, options) -> Iterator[tuple]:
    """Find the texts of a Django template, which Django itself turns into what looks like Python."""
    from django.utils.translation.template import templatize

    source = templatize(fileobj.read().decode("utf-8"))
    yield from extract_python(BytesIO(source.encode("utf-8")), keywords, comment_tags, options)


@cache
def scripts_read() -> dict[str, list[dict]]:
    """Return {"strings": [{file, line, id, plural}], "wrong": [{file, line, what}]}, as TypeScript reads them."""
    return json.loads(node_tools.run_node("scripts/strings.mjs").stdout)


def typescript_texts(fileobj, keywords, comment_tags, options) -> Iterator[tuple]:
    """Find the texts of a script. Babel's own reader of JavaScript overlooks a text inside the call of another one."""
    name = Path(fileobj.name).relative_to(node_tools.FRONTEND).as_posix()
    for item in scripts_read()["strings"]:
        if item["file"] == name:
            words = (item["id"], item["plural"]) if "plural" in item else item["id"]
            yield item["line"], "gettext" if isinstance(words, str) else "ngettext", words, []


@cache
def in_code(name: str) -> Catalog:
    """Return the texts of the code that go into a catalogue, each with the files in which it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = Catalog()
    for path in files_of(CATALOGUES[name]):
        for place, line, words, _comments, _context in check_and_call_extract_file(
            path, methods, options, None, KEYWORDS, (), False, ROOT
        ):
            found.add(words, locations=[(Path(place).as_posix(), line)])
    return found


def files_of(texts: Texts) -> list[Path]:
    """Return the files that may hold texts of a catalogue."""
    roots = [ROOT / source for source in texts.sources]
    paths = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.*")))]
    return [path for path in paths if path.is_file() and texts.has(path.relative_to(ROOT).as_posix())]


def translated(name: str, language: str) -> Catalog:
    """Return what translators wrote; an empty catalogue if there is none yet."""
    path = CATALOGUES[name].path(language)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, language)


def update() -> None:
    """Bring each .po file up to date. Its head has no dates: only texts make a difference."""
    for name, language in product(CATALOGUES, LANGUAGES):
        path = CATALOGUES[name].path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(translated(name, language), in_code(name), language))


def updated(catalogue: Catalog, code: Catalog, language: str) -> bytes:
    """Return a .po file brought up to date with the texts of the code."""
    catalogue.update(code, no_fuzzy_matching=True)
    file = BytesIO(HEAD.format(language=language, plural=catalogue.plural_forms).encode("utf-8"))
    file.seek(0, SEEK_END)
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True, omit_header=True)
    return file.getvalue()


def shipped(name: str, language: str) -> Iterator[tuple[Path, Catalog | str]]:
    """Yield each file that ships, with the catalogue or the script that it must hold."""
    if name == "blocks":
        yield from shipped_by_blocks(language)
    else:
        yield CATALOGUES[name].path(language).with_suffix(".mo"), translated(name, language)


def shipped_by_blocks(language: str) -> Iterator[tuple[Path, Catalog | str]]:
    """Yield the catalogues of each block: one for its Python, three for its scripts."""
    sources = bundle_sources()
    for block, namespace in BLOCKS.items():
        folder = ROOT / "xblocks" / block
        own = only("blocks", language, lambda place, block=block: place.startswith((f"xblocks/{block}/", f"{SHARED}/")))
        yield folder / "translations" / language / "LC_MESSAGES" / "text.mo", own
        for name, (kinds, end) in SCRIPTS.items():
            shown = {path for kind in kinds for path in sources[block][kind]}
            texts = only("blocks", language, shown.__contains__)
            yield folder / "public/js/translations" / language / name, script(texts, namespace + end)


@cache
def bundle_sources() -> dict[str, dict[str, set[str]]]:
    """Return the sources of which each block's scripts are built: {package: {"first": {"frontend/src/..."}}}."""
    with tempfile.TemporaryDirectory() as folder:
        meta = Path(folder) / "meta.json"
        node_tools.run_node("build.mjs", "--out", folder, "--meta", meta)
        built = json.loads(meta.read_text(encoding="utf-8"))
    kinds = {kind for kinds, _end in SCRIPTS.values() for kind in kinds}
    return {
        block: {kind: {f"frontend/{path}" for path in built[block].get(kind, ())} for kind in kinds} for block in BLOCKS
    }


def only(name: str, language: str, stands) -> Catalog:
    """Return the translations of the texts that stand in some files: `stands` says of a path whether it is one."""
    catalogue = translated(name, language)
    for message in list(catalogue):
        known = in_code(name).get(message.id)
        if message.id and not (known and any(stands(place) for place, _line in known.locations)):
            catalogue.delete(message.id)
    return catalogue


def script(catalogue: Catalog, namespace: str) -> str:
    """Return a catalogue as the platform's own JS catalogues have it: `gettext` and `ngettext` in a namespace."""
    done = sorted((each for each in catalogue if each.id and is_translated(each)), key=english)
    texts = {english(each): list(forms(each)) if each.pluralizable else forms(each)[0] for each in done}
    rule = re.sub(r"^\((.*)\)$", r"\1", catalogue.plural_expr)
    return (
        f"(function(){{var c={json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};"
        f"function p(n){{return Number({rule})}}"
        f"window[{json.dumps(namespace)}]={{"
        "gettext:function(s){var v=c[s];return v===undefined?s:typeof v==='string'?v:v[0]},"
        "ngettext:function(a,b,n){var v=c[a];return v===undefined?(n===1?a:b):typeof v==='string'?v:v[p(n)]}"
        "}})();\n"
    )


def english(message: Message) -> str:
    """Return a message's text in the code; of a counted one that for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """Return a message's translations in the order of their forms."""
    found = message.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


def is_translated(message: Message) -> bool:
    """Tell whether a message can ship: every form is there, and nobody marked it as uncertain."""
    return all(forms(message)) and not message.fuzzy


def compile_all() -> None:
    """Write every file that ships."""
    for name, language in product(CATALOGUES, LANGUAGES):
        for path, content in shipped(name, language):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(content))


def as_bytes(content: Catalog | str) -> bytes:
    """Return a file that ships. A catalogue without a date of its own must not get that of today."""
    if isinstance(content, str):
        return content.encode("utf-8")
    for message in list(content):
        if message.id and not is_translated(message):
            content.delete(message.id)
    content.creation_date = content.revision_date = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    file = BytesIO()
    write_mo(file, content)
    return file.getvalue()


def problems(*names: str) -> list[str]:
    """Return what keeps some catalogues (all, where none is named) from being complete, as lines to read."""
    chosen = names or tuple(CATALOGUES)
    unmarked = scripts_read()["wrong"] if "blocks" in chosen else []
    found = [f"frontend/{item['file']}:{item['line']} {item['what']}" for item in unmarked]
    for name, language in product(chosen, LANGUAGES):
        place = CATALOGUES[name].path(language).relative_to(ROOT).as_posix()
        catalogue = translated(name, language)
        known = {message.id for message in catalogue}
        found += [f"{place}: not there yet: {each.id}" for each in in_code(name) if each.id not in known]
        for message in catalogue:
            found += [f"{place}: {what}: {message.id}" for what in wrong(message, catalogue, name) if message.id]
        stale = [path for path, content in shipped(name, language) if not is_fresh(path, content)]
        found += [f"{path.relative_to(ROOT).as_posix()}: not fresh; run: make catalogues" for path in stale]
    return found


def wrong(message: Message, catalogue: Catalog, name: str) -> list[str]:
    """Return what is wrong with a translation, in a word or two."""
    if message.id not in in_code(name):
        return ["no longer used"]
    if not is_translated(message):
        return ["marked as uncertain" if message.fuzzy else "not translated"]
    needed = sorted(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
    for number, form in enumerate(forms(message)):
        there = sorted(PLACEHOLDER.findall(form))
        # A form for none, one or two may say the number in a word.
        in_a_word = message.pluralizable and number < len(forms(message)) / 2
        if there != needed and not (in_a_word and there == [sign for sign in needed if sign != "{count}"]):
            return ["placeholders differ"]
    return [str(error) for error in message.check(catalogue)]


def is_fresh(path: Path, content: Catalog | str) -> bool:
    """Tell whether a file that ships says what it should, whichever program wrote it."""
    if not path.exists() or isinstance(content, str):
        return path.exists() and path.read_text(encoding="utf-8") == content
    with path.open("rb") as file:
        there = {english(each): forms(each) for each in read_mo(file) if each.id}
    return there == {english(each): forms(each) for each in content if each.id and is_translated(each)}


def main(words: list[str]) -> int:
    """Do what the words say; return the exit code."""
    steps = ["update", "compile", "check"]
    chosen = words or steps
    if set(chosen) - set(steps):
        print(__doc__)
        return 2
    if "update" in chosen:
        update()
    if "compile" in chosen:
        compile_all()
    found = problems() if "check" in chosen else []
    if "check" in chosen:
        print("\n".join(found) or "Translations are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
