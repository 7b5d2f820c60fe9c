"""Reading reference rows, in the order in which a reader of the page's language expects them."""

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from cna_directory.database import db
from cna_directory.errors import NotFound
from cna_directory.reference.models import (
    CatalogueStamp,
    Instrument,
    Party,
    RequestType,
    State,
    Territory,
)
from cna_directory.reference.rules import NamesOfStates, in_force_on, names_of_states


def states(language: str) -> tuple[State, ...]:
    """Return all States in the order of their names in `language`."""
    found = db.session.scalars(select(State)).all()
    return tuple(sorted(found, key=lambda state: state.sort_keys[language]))


def state_by_code(iso2: str) -> State:
    """Return a State by its two-letter code, in capitals or not.

    Raises:
        NotFound: no State has the code.
    """
    # A code from an address may hold anything, also characters that PostgreSQL does not take.
    is_code = len(iso2) == 2 and iso2.isascii() and iso2.isalpha()
    state = db.session.get(State, iso2.upper()) if is_code else None
    if state is None:
        raise NotFound("No State has this code. Choose a State from the list.")
    return state


_kept_states: WeakKeyDictionary[Engine, tuple[int, NamesOfStates]] = WeakKeyDictionary()
"""The names by which States are known at a stamp, for each database of the process."""


def known_states() -> NamesOfStates:
    """Return the names by which States are known, and those of places in them.

    They are read once for a stamp of the catalogue, as `names_in` reads names.
    """
    stamp = catalogue_stamp()
    kept_at, kept = _kept_states.get(db.engine, (-1, None))
    if kept is None or kept_at != stamp:
        kept = _known_states()
        _kept_states[db.engine] = (stamp, kept)
    return kept


def _known_states() -> NamesOfStates:
    rows = db.session.execute(select(State.iso2, State.iso3, State.names).order_by(State.iso2))
    return names_of_states(
        tuple((iso2, iso3, *names.values()) for iso2, iso3, names in rows),
        tuple((it.code, it.state_iso2, *it.names.values()) for it in territories()),
    )


STAMP = select(CatalogueStamp.__table__.c.number)
"""Made once, and of the table, because every page asks for it."""


_STAMP_READ = "catalogue_stamp"
"""Where a database session keeps the stamp beside the transaction in which it was read."""


def catalogue_stamp() -> int:
    """Return the number that rises with every change to what readers find.

    A transaction reads it once: a page asks for it again and again, and what it shows may be newer
    than the stamp under which it is kept, but never older.
    """
    session = db.session()
    transaction, number = session.info.get(_STAMP_READ, (None, 0))
    if transaction is None or transaction is not session.get_transaction():
        number = db.session.execute(STAMP).scalar_one()
        keep_stamp(number)
    return int(number)


def keep_stamp(number: int) -> None:
    """Keep the stamp for the rest of the transaction; for who has read it beside something else."""
    session = db.session()
    session.info[_STAMP_READ] = session.get_transaction(), number


def request_types() -> tuple[RequestType, ...]:
    """Return the request types in the order of the directory."""
    return tuple(db.session.scalars(select(RequestType).order_by(RequestType.position)))


def instruments() -> tuple[Instrument, ...]:
    """Return the instruments in the order of the directory."""
    return tuple(db.session.scalars(select(Instrument).order_by(Instrument.position)))


def territories() -> tuple[Territory, ...]:
    """Return all territories."""
    return tuple(db.session.scalars(select(Territory).order_by(Territory.code)))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of reference rows in one language by their codes, in the order to show them."""

    states: dict[str, str]
    request_types: dict[str, str]
    instruments: dict[str, str]
    territories: dict[str, str]


_kept_names: WeakKeyDictionary[Engine, tuple[int, dict[str, Names]]] = WeakKeyDictionary()
"""The names in each language as they were at a stamp, for each database of the process."""


def names_in(language: str) -> Names:
    """Return all names in `language`; pages show codes through these.

    They are read once for a stamp of the catalogue. Operations do not ask here, because a stamp that
    is rolled back comes a second time.
    """
    stamp = catalogue_stamp()
    kept_at, kept = _kept_names.get(db.engine, (-1, {}))
    if kept_at != stamp:
        kept = {}
        _kept_names[db.engine] = (stamp, kept)
    if language not in kept:
        kept[language] = _names_in(language)
    return kept[language]


def _names_in(language: str) -> Names:
    ordered = select(State.iso2, State.names, State.sort_keys)
    found = sorted(db.session.execute(ordered), key=lambda row: row.sort_keys[language])
    types = select(RequestType.code, RequestType.names).order_by(RequestType.position)
    treaties = select(Instrument.code, Instrument.short_names).order_by(Instrument.position)
    places = select(Territory.code, Territory.names)
    return Names(
        states={row.iso2: row.names[language] for row in found},
        request_types={code: names[language] for code, names in db.session.execute(types)},
        instruments={code: names[language] for code, names in db.session.execute(treaties)},
        territories={code: names[language] for code, names in db.session.execute(places)},
    )


@dataclass(frozen=True, slots=True)
class TreatyStatus:
    """What a State is to an instrument, and since when."""

    state: str
    instrument: str
    is_party: bool
    action: str
    acted_on: date | None
    signed_on: date | None
    in_force_on: date | None
    """`None` where the day is not known here, or the State is no party."""
    source: str
    name: str = ""
    """The name under which the source lists it, for a party that is no State."""


def treaty_status(state: str = "") -> tuple[TreatyStatus, ...]:
    """Return the status of one State, or of all, by instrument in the order of the directory."""
    question = (
        select(Party, Instrument)
        .join(Instrument, Instrument.code == Party.instrument_code)
        .order_by(Party.party_code, Instrument.position)
    )
    if state:
        question = question.where(Party.party_code == state)
    return tuple(_status(party, instrument) for party, instrument in db.session.execute(question))


def _status(party: Party, instrument: Instrument) -> TreatyStatus:
    follows = in_force_on(instrument.in_force_on, instrument.days_to_force, party.acted_on)
    return TreatyStatus(
        state=party.party_code,
        instrument=instrument.code,
        is_party=party.is_party,
        action=party.action,
        acted_on=party.acted_on,
        signed_on=party.signed_on,
        in_force_on=(party.entered_into_force_on or follows) if party.is_party else None,
        source=party.source,
        name=party.name_in_source,
    )
