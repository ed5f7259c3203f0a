"""What a test asks before it needs a program of the machine: is the part there that it needs, and does it work?"""

import sys

import office
import pytest

OFFICE = """#!{python}
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
kind = sys.argv[sys.argv.index("--convert-to") + 1]
if kind in {kinds!r}:
    out.mkdir(exist_ok=True)
    (out / (pathlib.Path(sys.argv[-1]).stem + "." + kind)).write_text("converted")
elif {code}:
    sys.exit({code})
else:
    print("Error: no export filter")
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a program in the place of LibreOffice that converts to some kinds alone, and ends with a code otherwise."""

    def installed(*kinds, code=0):
        program = tmp_path / "soffice"
        program.write_text(OFFICE.format(python=sys.executable, kinds=kinds, code=code))
        program.chmod(0o755)
        monkeypatch.setattr(office, "PROGRAM", str(program))

    office.missing.cache_clear()
    yield installed
    office.missing.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="the program here is a Unix script")
def test_a_part_of_libreoffice_counts_when_it_works(install):
    install("ods")
    assert office.missing("Calc") == ""
    assert office.missing("Writer") == "LibreOffice is installed without Writer."


@pytest.mark.skipif(sys.platform == "win32", reason="the program here is a Unix script")
def test_a_libreoffice_that_breaks_off_is_said(install):
    install(code=77)
    assert office.missing("Calc").startswith("LibreOffice does not run: ")


def test_no_libreoffice_is_said(monkeypatch):
    office.missing.cache_clear()
    monkeypatch.setattr(office, "PROGRAM", None)
    assert office.missing("Writer") == "LibreOffice is not installed."
    office.missing.cache_clear()
