"""Files are as .editorconfig says, read by the library that editors use."""

from pathlib import Path

import pytest
from editorconfig import get_properties

from .test_pages import ROOT, tracked

BINARY = (".mo", ".png", ".gif", ".gz", ".zip", ".docx", ".woff2", ".ico", ".jpg", ".xz", ".db")


def faults(path: Path) -> list[str]:
    """Return what a file has otherwise than .editorconfig says."""
    rules, content = get_properties(str(path)), path.read_bytes()
    lines = content.split(b"\n")
    found = []
    if rules.get("charset") == "utf-8":
        found += ["not UTF-8"] * ("\ufffd" in content.decode("utf-8", "replace") and "\ufffd".encode() not in content)
        found += ["byte order mark"] * content.startswith(b"\xef\xbb\xbf")
    if rules.get("end_of_line") == "lf" and b"\r" in content:
        found.append("carriage return")
    if rules.get("insert_final_newline") == "true" and content and not content.endswith(b"\n"):
        found.append("no line break at the end")
    if rules.get("trim_trailing_whitespace") == "true" and any(line != line.rstrip(b" \t") for line in lines):
        found.append("white space at the end of a line")
    if rules.get("indent_style") == "space" and any(line.startswith(b"\t") for line in lines):
        found.append("tab")
    return found


def test_every_file_is_as_the_editor_would_write_it():
    paths = [path for path in tracked() if path.suffix not in BINARY]
    assert len(paths) > 300
    assert [f"{path.relative_to(ROOT)}: {what}" for path in paths for what in faults(path)] == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a\r\n", "carriage return"),
        (b"a", "no line break at the end"),
        (b"a \n", "white space at the end of a line"),
        (b"\ta\n", "tab"),
        (b"\xef\xbb\xbfa\n", "byte order mark"),
    ],
)
def test_what_is_otherwise_is_found(tmp_path, content, fault):
    (tmp_path / ".editorconfig").write_text((ROOT / ".editorconfig").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "x.py").write_bytes(content)
    assert faults(tmp_path / "x.py") == [fault]
