"""The atlas as two spreadsheets for the course team: practices.csv and cities.csv, and back."""

from .losses import Question
from .merge import ImportResult, import_texts
from .table import decode, decoded
from .write import export_texts

__all__ = ["ImportResult", "Question", "decode", "decoded", "export_texts", "import_texts"]
