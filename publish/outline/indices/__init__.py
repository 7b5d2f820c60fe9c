"""The indices after the parts: by State, request type, INTERPOL and language, and who is missing."""

from publish.outline.indices.interpol import interpol_index
from publish.outline.indices.languages import languages_index
from publish.outline.indices.missing import missing_chapter
from publish.outline.indices.request_types import request_type_index
from publish.outline.indices.states import states_index

__all__ = [
    "interpol_index",
    "languages_index",
    "missing_chapter",
    "request_type_index",
    "states_index",
]
