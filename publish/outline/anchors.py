"""The names of the places in an edition that its links, contents and indices point to.

Names are letters, digits and hyphens, at most 40 of them: what every format takes for an anchor.
"""

INTRODUCTION = "introduction"
EXPLANATIONS = "explanatory-notes"
NOTE = "note"
CONTENTS = "contents"
INDEX = "index-request-types"
MISSING = "without-designation"
COLOPHON = "colophon"


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


def index_anchor(part: str, request_type: str) -> str:
    """Name the lines of the index for one request type in a part."""
    return f"index-{part}-{request_type.replace('_', '-')}"


def missing_anchor(part: str, request_type: str = "any") -> str:
    """Name the list of States of a part without an authority for a request type."""
    return f"without-{part}-{request_type.replace('_', '-')}"
