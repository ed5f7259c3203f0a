"""The builder's texts in the language of whoever runs it: see rights_atlas/wording.py."""

from __future__ import annotations

from pathlib import Path

from rights_atlas.wording import N_, Words

__all__ = ["N_", "_", "ngettext"]

_words = Words(Path(__file__).parent / "translations")
_ = _words.text
ngettext = _words.number
