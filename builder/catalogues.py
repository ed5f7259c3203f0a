"""Translations of what the commands say: the builder's own texts with the preview's, and those of the atlas.

    python -m builder.catalogues extract    bring the .po files up to date with the texts in the code
    python -m builder.catalogues compile    write the .mo file beside each
    python -m builder.catalogues check      list what is missing, unused or not fresh; fails if anything is

Babel finds the texts under the names that gettext knows: `_("...")`, `N_("...")`, `ngettext("...", "...", n)`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
# The number of forms and which form a number takes, in gettext's notation (C and JavaScript alike).
PLURALS = {
    "es": (2, "n != 1"),
    "fr": (2, "n > 1"),
    "pt": (2, "n != 1"),
    "ar": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),
}
PLACEHOLDER = re.compile(r"\{\w+(?:![rs])?(?::[^{}]*)?\}|%(?:\(\w+\))?[sr]")


@dataclass(frozen=True)
class Package:
    """A package with catalogues of its own: its folder, and where its texts stand."""

    folder: Path
    sources: tuple[Path, ...]

    def po(self, language: str) -> Path:
        """Return the file that translators edit."""
        return self.folder / "translations" / language / "LC_MESSAGES" / "text.po"


def metadata(language: str) -> dict[str, str]:
    """Return the head of a catalogue (GNU gettext manual, "Header Entry")."""
    number, rule = PLURALS[language]
    return {
        "Project-Id-Version": "human-rights-mooc",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={number}; plural=({rule});",
    }


def _python_in(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.rglob("*.py")) if path.name not in ("catalogues.py", "wording.py"))


def _of_the_preview() -> tuple[Path, ...]:
    """Return the modules of the preview that speak with the builder's words; the others speak with Django's."""
    marks = ("from builder.wording import", "from olx.errors import N_")
    texts_by_path = {path: path.read_text("utf-8") for path in _python_in(ROOT / "preview")}
    return tuple(path for path, text in texts_by_path.items() if any(mark in text for mark in marks))


def packages() -> dict[str, Package]:
    """Return the packages by name."""
    builder, atlas = ROOT / "builder", ROOT / "xblocks" / "rights_atlas"
    return {
        "builder": Package(
            builder,
            _python_in(builder) + _python_in(ROOT / "olx") + _python_in(ROOT / "scripts") + _of_the_preview(),
        ),
        "rights_atlas": Package(atlas, _python_in(atlas)),
    }


def texts(package: Package) -> dict[str, tuple[str | None, set[str]]]:
    """Return {text: (its plural or None, files in which it stands)} of a package, in the order of the code."""
    found: dict[str, tuple[str | None, set[str]]] = {}
    for path in package.sources:
        for _line, words, _comments, _context in extract_from_file("python", str(path), keywords=KEYWORDS):
            text, plural = words if isinstance(words, tuple) else (words, None)
            known = found.setdefault(text, (plural, set()))
            found[text] = (known[0] or plural, known[1] | {path.relative_to(ROOT).as_posix()})
    return found


def read(package: Package, language: str) -> polib.POFile:
    """Return a translators' file; an empty one if there is none yet."""
    path = package.po(language)
    catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)
    catalogue.metadata = metadata(language)
    return catalogue


def updated(package: Package, language: str) -> polib.POFile:
    """Return a catalogue as it should be: new texts empty, unused ones out."""
    fresh = read(package, language)
    old = {entry.msgid: entry for entry in fresh}
    fresh.clear()
    forms = PLURALS[language][0]
    for text, (plural, files) in texts(package).items():
        entry = polib.POEntry(msgid=text, occurrences=[(name, "") for name in sorted(files)])
        known = old.get(text)
        if plural is None:
            entry.msgstr = known.msgstr if known else ""
        else:
            said = known.msgstr_plural if known else {}
            entry.msgid_plural, entry.msgstr_plural = plural, {form: said.get(form, "") for form in range(forms)}
        fresh.append(entry)
    return fresh


def compiled(package: Package, language: str) -> bytes:
    """Return the .mo file of a catalogue."""
    catalogue = polib.POFile()
    source = read(package, language)
    catalogue.metadata = source.metadata
    catalogue.extend(sorted(source.translated_entries(), key=lambda entry: entry.msgid))
    return catalogue.to_binary()


def problems() -> list[str]:
    """Return what keeps the catalogues from being complete, as lines to read."""
    found = []
    for package in packages().values():
        wanted = texts(package)
        for language in PLURALS:
            path = package.po(language)
            name = path.relative_to(ROOT).as_posix()
            entries = {entry.msgid: entry for entry in read(package, language)}
            found += [f"{name}: not there yet: {text}" for text in wanted if text not in entries]
            for text, entry in entries.items():
                found += [f"{name}: {what}: {text}" for what in _wrong(entry, wanted)]
            binary = path.with_suffix(".mo")
            if not binary.exists() or binary.read_bytes() != compiled(package, language):
                found.append(f"{name}: not fresh; run: python -m builder.catalogues compile")
    return found


def _wrong(entry: polib.POEntry, wanted: dict[str, tuple[str | None, set[str]]]) -> list[str]:
    if entry.msgid not in wanted:
        return ["no longer used"]
    if entry.fuzzy:
        return ["marked as uncertain"]
    if not entry.translated():
        return ["not translated"]
    needed = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    forms = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] or [entry.msgstr]
    for number, form in enumerate(forms):
        found = sorted(PLACEHOLDER.findall(form))
        # A form for none, one or two may say the number in a word.
        in_a_word = len(forms) > number and bool(entry.msgid_plural) and number < len(forms) / 2
        if found != needed and not (in_a_word and found == [sign for sign in needed if sign != "{count}"]):
            return ["placeholders differ"]
    return []


def main(arguments: list[str]) -> int:
    """Run one of the commands; return the exit code."""
    command = arguments[0] if arguments else ""
    if command not in ("extract", "compile", "check"):
        print(__doc__)
        return 2
    if command == "check":
        found = problems()
        print("\n".join(found) or "Translations are complete.")
        return 1 if found else 0
    for package in packages().values():
        for language in PLURALS:
            path = package.po(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            if command == "extract":
                updated(package, language).save(str(path))
            else:
                path.with_suffix(".mo").write_bytes(compiled(package, language))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
