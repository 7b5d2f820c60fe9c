"""The names of the places in an edition that its links, contents and indices point to.

Names are letters, digits and hyphens, at most 40 of them: what every format takes for an anchor.
"""

import re

INTRODUCTION = "introduction"
EXPLANATIONS = "explanatory-notes"
NOTE = "note"
CONTENTS = "contents"
CHANGES = "changes"
FIGURES = "figures"
STATES_INDEX = "index-states"
INDEX = "index-request-types"
INTERPOL_INDEX = "index-interpol"
LANGUAGES_INDEX = "index-languages"
MISSING = "without-designation"
PARTIES = "parties"
FALLBACK = "if-no-authority-answers"
FORM = "update-form"
COLOPHON = "colophon"

_state = re.compile(r"state-\w+-([A-Z]{2})")
_record = re.compile(r"(?:authority|designation)-\w+-(\d+)(?:-\d+)?")


def part_anchor(part: str) -> str:
    """Name the title page of a part."""
    return f"part-{part}"


def state_anchor(part: str, code: str) -> str:
    """Name the chapter of a State in a part."""
    return f"state-{part}-{code}"


def authority_anchor(part: str, number: int) -> str:
    """Name the entry of an authority in a part."""
    return f"authority-{part}-{number}"


def designation_anchor(part: str, number: int, position: int) -> str:
    """Name one designation of an authority by its place in the entry, counted from 1."""
    return f"designation-{part}-{number}-{position}"


def state_at(anchor: str) -> str:
    """Return the code of the State whose chapter an anchor opens, or nothing."""
    found = _state.fullmatch(anchor)
    return found[1] if found else ""


def record_at(anchor: str) -> int:
    """Return the number of the record in whose entry an anchor lies, or 0."""
    found = _record.fullmatch(anchor)
    return int(found[1]) if found else 0


def index_anchor(part: str, request_type: str) -> str:
    """Name the lines of the index for one request type in a part."""
    return f"index-{part}-{request_type.replace('_', '-')}"


def missing_anchor(part: str, request_type: str = "any") -> str:
    """Name the list of States of a part without an authority for a request type."""
    return f"without-{part}-{request_type.replace('_', '-')}"


def changes_anchor(state: str, unit: str = "") -> str:
    """Name what has changed in a State, or in one unit of it."""
    return f"changes-{state}-{unit}" if unit else f"changes-{state}"


def section_anchor(chapter: str, section: str) -> str:
    """Name a section of a chapter that stands outside the parts."""
    return f"{chapter}-{section}".replace("_", "-")
