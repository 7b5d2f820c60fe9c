"""Pure decisions about one form that is open in two windows: neither loses what the other saved."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cna_directory.upkeep.rules.filling import Values, rows_of, tidied
from cna_directory.upkeep.rules.parts import MAIN, ROW_APART, part_of, with_part

NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Taken:
    """A form after one of its pages was sent."""

    values: Values
    part: str
    """Where that page stands by now: rows move when another one is removed."""
    is_stale: bool = False
    """Whether another window has saved the same page since it was opened."""
    is_typed: bool = True
    """Whether anything was typed into it since."""


def fingerprint(made: type, values: Mapping[str, str], part: str) -> str:
    """Return what names the contents of one page, wherever its row stands among the others."""
    return _fingerprint(_page(tidied(made, values), part))


def taken(
    made: type, values: Mapping[str, str], part: str, sent: Iterable[tuple[str, str]], shown: str
) -> Taken:
    """Return the form with one page as it was sent.

    `shown` is the fingerprint with which the page was opened; without one nothing is compared. What
    was typed over a row that another window changed or removed is kept as a row of its own, because
    nobody can say which of the others it was meant to be. A stale page into which nothing was typed
    changes nothing.
    """
    before, typed = tidied(made, values), _typed(made, part, sent)
    place = place_of(made, before, part, shown) if shown else part
    if place is None and typed == _page(before, part):
        place = part
    if place is not None:
        return Taken(_with_page(made, before, place, typed), place)
    is_row = ROW_APART.fullmatch(part) is not None
    if _fingerprint(typed) == shown or (is_row and not any(typed.values())):
        is_there = bool(_page(before, part)) or not is_row
        return Taken(before, part if is_there else MAIN, is_stale=True, is_typed=False)
    kept = next_row(before, part) if is_row else part
    return Taken(_with_page(made, before, kept, typed), kept, is_stale=True)


def place_of(made: type, values: Mapping[str, str], part: str, shown: str) -> str | None:
    """Return where the page that was shown stands by now; `None` if it is not there any more."""
    before = tidied(made, values)
    row = ROW_APART.fullmatch(part)
    if row is None:
        return part if _fingerprint(_page(before, part)) == shown else None
    rows = [f"{row[1]}[{number}]" for number in rows_of(before).get(row[1], ())]
    if part == next_row(before, part) and shown == _fingerprint(NOTHING):
        return part
    places = (part, *rows) if part in rows else rows
    return next((it for it in places if _fingerprint(_page(before, it)) == shown), None)


def row_meant(made: type, it: Taken, part: str, path: str, shown: str) -> str | None:
    """Return the row that a button names by now; `None` if it is not the one beside the button.

    `part` is the page on which the button stood. A button beside a row with a page of its own says
    the fingerprint of that page.
    """
    if shown:
        return place_of(made, it.values, path, shown)
    if ROW_APART.fullmatch(part) and part_of(path) == part:
        return it.part + path.removeprefix(part)
    return path


def next_row(values: Mapping[str, str], part: str) -> str:
    """Return the row that would be added to the list of a row."""
    name = part.partition("[")[0]
    return f"{name}[{len(rows_of(values).get(name, ()))}]"


def _typed(made: type, part: str, sent: Iterable[tuple[str, str]]) -> Values:
    """Return what was sent of one page; alone, its row is the first of its list."""
    alone = f"{part.partition('[')[0]}[0]" if ROW_APART.fullmatch(part) else part
    return _page(tidied(made, with_part(NOTHING, part, sent)), alone)


def _page(values: Mapping[str, str], part: str) -> Values:
    """Return the values of one page, by their paths below it."""
    own = {path: value for path, value in values.items() if part_of(path) == part}
    if not ROW_APART.fullmatch(part):
        return own
    return {path.removeprefix(part): value for path, value in own.items()}


def _with_page(made: type, values: Mapping[str, str], part: str, page: Values) -> Values:
    prefix = part if ROW_APART.fullmatch(part) else ""
    sent = [(f"{prefix}{path}", value) for path, value in page.items()]
    return tidied(made, with_part(values, part, sent))


def _fingerprint(page: Values) -> str:
    return hashlib.sha256(json.dumps(page, sort_keys=True).encode()).hexdigest()[:32]
