"""The atlas as two spreadsheets for the course team: practices.csv and cities.csv, and back."""

from .merge import ImportResult, import_texts
from .table import decode
from .write import export_texts

__all__ = ["ImportResult", "decode", "export_texts", "import_texts"]
