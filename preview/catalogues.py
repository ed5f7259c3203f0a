"""The preview's own texts in its languages: what there is to translate, and the compiled catalogues.

`python -m preview.catalogues` writes new texts into the `.po` files and compiles each of them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import polib

from builder.catalogues import PLURALS, metadata
from olx.markup import spans

FOLDER = Path(__file__).parent
TRANSLATE = re.compile(r"\{% translate (?:\"([^\"]+)\"|'([^']+)')")
FILTER = re.compile(r"_\(\s*\"([^\"]+)\",?\s*\)")
BLOCK = ("{% blocktranslate", "{% endblocktranslate %}")


def texts() -> dict[str, str | None]:
    """Return {text: its plural or None} of everything that the templates and modules show."""
    found: dict[str, str | None] = {}
    for path in sorted((FOLDER / "templates").rglob("*.html")):
        content = path.read_text("utf-8")
        for match in TRANSLATE.finditer(content):
            found.setdefault(match[1] or match[2])
        for match in FILTER.finditer(content):
            found.setdefault(match[1])
        for start, end in spans(content, *BLOCK):
            inside = content[content.index("%}", start) + 2 : end - len(BLOCK[1])]
            one, plural, many = inside.partition("{% plural %}")
            found[_with_placeholders(one)] = _with_placeholders(many) if plural else None
    for path in sorted(FOLDER.rglob("*.py")):
        content = path.read_text("utf-8")
        if "from django.utils.translation import" in content:  # the others' are in builder/translations
            for match in FILTER.finditer(content):
                found.setdefault(match[1])
    return found


def _with_placeholders(text: str) -> str:
    """`{{ name }}` is `%(name)s` in a catalogue; a percent sign is doubled."""
    return re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", text.replace("%", "%%"))


def catalogue_path(locale: str) -> Path:
    """Return the path of a language's `.po` file."""
    return FOLDER / "locale" / locale / "LC_MESSAGES" / "django.po"


def update(locale: str) -> polib.POFile:
    """Add new texts to a catalogue and drop those that are gone."""
    path = catalogue_path(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    catalogue.metadata = metadata(locale)
    wanted = texts()
    for entry in list(catalogue):
        if entry.msgid not in wanted:
            catalogue.remove(entry)
    known = {entry.msgid for entry in catalogue}
    forms = PLURALS[locale][0]
    for text, plural in wanted.items():
        if text not in known:
            entry = polib.POEntry(msgid=text)
            if plural:
                entry.msgid_plural, entry.msgstr_plural = plural, dict.fromkeys(range(forms), "")
            catalogue.append(entry)
    return catalogue


def main() -> int:
    """Update and compile all catalogues."""
    for locale in PLURALS:
        catalogue = update(locale)
        path = catalogue_path(locale)
        catalogue.save(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        print(f"{locale}: {len(catalogue)} texts, {len(catalogue.untranslated_entries())} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
