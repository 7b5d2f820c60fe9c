"""Reference rows and sources for the compiler's tests, made by hand: no database is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cna_directory.authorities import record as r
from cna_directory.authorities.queries import Revised
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import Imprint, Sources
from cna_directory.reference.models import Instrument, RequestType, State
from publish.content import EditionContent, Field, StateChapter

CLOSING = datetime(2026, 5, 24, 23, 59, 59, 999999, UTC)
IMPRINT = Imprint(
    "2026/1", CLOSING, date(2026, 6, 1), "", is_demonstration=True, trail_head="0" * 64
)


def a_state(iso2: str, name: str, place: str) -> State:
    """Return a reference row of a State."""
    return State(iso2=iso2, iso3=f"{iso2}X", names={"en": name}, sort_keys={"en": place})


def an_instrument(code: str, position: int, part: str) -> Instrument:
    """Return a reference row of an instrument."""
    return Instrument(
        code=code,
        position=position,
        edition_part=part,
        titles={"en": f"Title of {code}"},
        short_names={"en": f"Short {code}"},
        citation="",
    )


def a_request_type(code: str, position: int, *provisions: str) -> RequestType:
    """Return a reference row of a request type."""
    names = {"en": f"Type {code}"}
    return RequestType(code=code, position=position, names=names, provisions=provisions)


def sources(*records: r.Record | r.StateProfile, **changes: Any) -> Sources:
    """Return what an edition of two States and these records is compiled from."""
    made = Sources(
        records=tuple(revised(x) for x in records if isinstance(x, r.Record)),
        profiles=tuple(revised(x) for x in records if isinstance(x, r.StateProfile)),
        states=(a_state("FR", "France", "2"), a_state("BE", "Belgium", "1")),
        territories=(),
        instruments=(
            an_instrument("UNTOC", 1, "I"),
            an_instrument("DRUG1988", 2, "I"),
            an_instrument("UNCAC", 3, "II"),
        ),
        request_types=(
            a_request_type("mla", 1, "UNTOC 18", "UNCAC 46"),
            a_request_type("extradition", 2, "UNTOC 16", "UNCAC 44"),
            a_request_type("asset_recovery", 3, "UNCAC 51"),
        ),
        treaty_status=(),
    )
    return replace(made, **changes)


def revised(record: Any) -> Revised[Any]:
    """Return a record as its first revision."""
    return Revised(record, 1, CLOSING, date(2026, 1, 2), "", "")


def compiled(*records: r.Record | r.StateProfile, **changes: Any) -> EditionContent:
    """Return the content of an edition with these records."""
    return content_of(IMPRINT, sources(*records, **changes))


def chapter(content: EditionContent, part: str = "I", state: str = "FR") -> StateChapter:
    """Return one State's chapter of one part."""
    (found,) = (p for p in content.parts if p.number == part)
    (there,) = (c for c in found.chapters if c.code == state)
    return there


def field_of(there: tuple[Field, ...], label: str) -> Field:
    """Return the one field with a label."""
    (found,) = (f for f in there if f.label == label)
    return found
