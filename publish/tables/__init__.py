"""The edition for programs: rows of CSV that spreadsheets open, and the content itself as JSON.

Both hold what the printed files hold and nothing else; fixed words stand in English.
"""

from publish.tables.as_csv import csv_of
from publish.tables.as_json import json_of

__all__ = ["csv_of", "json_of"]
