"""The preview's pages and the blocks have the same colours and sizes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def values(path: Path, prefix: str) -> dict[str, str]:
    """Return {token: value} of a file; of `var(--theme, value)` the value behind the theme's."""
    found = re.findall(rf"--{prefix}([\w-]+):\s*(.+?);", path.read_text("utf-8"))
    return {name: re.sub(r"^var\(--[\w-]+,\s*(.+)\)$", r"\1", value) for name, value in found}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAGE = values(ROOT / "preview" / "static" / "preview" / "tokens.css", "p-")


def test_tokens_of_the_pages_are_those_of_the_blocks():
    names = {"quiet": "ink-quiet"}
    blocks = values(ROOT / "frontend" / "src" / "shared" / "tokens.css", "")
    for name, value in blocks.items():
        own = PAGE.get(names.get(name, name))
        if own is not None:
            assert own.replace("#ffffff", "#fff") == value, name


def test_texts_have_a_contrast_of_at_least_4_5_and_marks_of_3():
    for text in ("ink", "ink-quiet", "accent", "success", "warning", "error"):
        for ground in ("paper", "ground"):
            assert contrast(PAGE[text], PAGE[ground]) >= 4.5, (text, ground)
        if f"{text}-soft" in PAGE:
            assert contrast(PAGE[text], PAGE[f"{text}-soft"]) >= 4.5, text
    assert contrast(PAGE["line-strong"], PAGE["paper"]) >= 3
