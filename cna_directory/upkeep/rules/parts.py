"""The pages of a form: most of a record stands on one, what is long on pages of its own."""

import re
from collections.abc import Iterable, Mapping

from cna_directory.authorities.record import StateProfile
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.upkeep.rules.filling import Values, rows_of
from cna_directory.upkeep.rules.shape import Node, Rows, shape_of

MAIN = ""
CLOSURES = "closures"
APART = frozenset({"designations", "requirements", "legal_bases", CLOSURES})
"""Lists that are filled in on pages of their own: one page for each row, one for all closures."""

ROW_APART = re.compile(r"(designations|requirements|legal_bases)\[(\d{1,3})\]")


def part_named(made: type, part: str) -> str:
    """Return the name of a page that the form of a class can have.

    Raises:
        NotFound: no form of it has such a page.
    """
    is_closures = part == CLOSURES and made is StateProfile
    if part == MAIN or is_closures or ROW_APART.fullmatch(part):
        return part
    raise NotFound(NO_SUCH_PAGE)


def checked_part(made: type, part: str, values: Mapping[str, str]) -> str:
    """Return the name of a page of the form, if there is such a page by now.

    Raises:
        NotFound: there is none.
    """
    found = ROW_APART.fullmatch(part_named(made, part))
    if found and int(found[2]) not in rows_of(values).get(found[1], ()):
        raise NotFound(NO_SUCH_PAGE)
    return part


def node_at(made: type, part: str) -> tuple[type, str, Node]:
    """Return the class, the field and the node that a page of its own fills in."""
    name = part.partition("[")[0]
    node = dict(shape_of(made).nodes)[name]
    is_row = isinstance(node, Rows) and part != name
    return made, name, node.row if is_row and isinstance(node, Rows) else node


def part_of(path: str) -> str:
    """Return the page on which a field of the form stands."""
    if path.partition("[")[0].partition(".")[0] == CLOSURES:
        return CLOSURES
    found = ROW_APART.match(path)
    return found[0] if found else MAIN


def with_part(values: Mapping[str, str], part: str, sent: Iterable[tuple[str, str]]) -> Values:
    """Return values in which one page is as it was sent; a browser leaves out what is not ticked."""
    kept = {path: value for path, value in values.items() if part_of(path) != part}
    return {**kept, part: "", **{path: value for path, value in sent if part_of(path) == part}}
