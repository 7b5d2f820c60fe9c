"""The tables of reference data: rows and not code, because the field's own lists keep changing."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cna_directory.database import Base, CodeList

CODE = String(40)


class State(Base):
    """A State: members and observers of the United Nations, and others as treaty practice has them."""

    __tablename__ = "state"

    iso2: Mapped[str] = mapped_column(String(2), primary_key=True)
    iso3: Mapped[str] = mapped_column(String(3), unique=True)
    m49: Mapped[str] = mapped_column(String(3))
    un_status: Mapped[str] = mapped_column(CODE)
    un_member_since: Mapped[str] = mapped_column(String(10))
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    sort_keys: Mapped[dict[str, str]] = mapped_column(JSON)
    region: Mapped[str] = mapped_column(String(60), index=True)
    sub_region: Mapped[str] = mapped_column(String(60))
    interpol_member: Mapped[bool]
    time_zones: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    official_languages: Mapped[tuple[str, ...]] = mapped_column(CodeList)


class Territory(Base):
    """A special region or territory for which a State may designate a distinct authority."""

    __tablename__ = "territory"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    sort_keys: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(CODE)
    has_separate_system: Mapped[bool | None]
    ended_on: Mapped[date | None]


class Instrument(Base):
    """A treaty, with what decides when it is in force for a party."""

    __tablename__ = "instrument"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    position: Mapped[int]
    edition_part: Mapped[str] = mapped_column(String(5))
    citation: Mapped[str] = mapped_column(String(120))
    titles: Mapped[dict[str, str]] = mapped_column(JSON)
    short_names: Mapped[dict[str, str]] = mapped_column(JSON)
    title_marks: Mapped[dict[str, str]] = mapped_column(JSON)
    adopted_on: Mapped[date]
    in_force_on: Mapped[date]
    days_to_force: Mapped[int]
    """Days from a party's deposit until the instrument is in force for it."""
    provisions: Mapped[list["InstrumentProvision"]] = relationship(
        order_by="InstrumentProvision.position", lazy="selectin", cascade="all, delete-orphan"
    )


class InstrumentProvision(Base):
    """An article of an instrument that designations are made under."""

    __tablename__ = "instrument_provision"

    instrument_code: Mapped[str] = mapped_column(ForeignKey("instrument.code"), primary_key=True)
    article: Mapped[str] = mapped_column(String(20), primary_key=True)
    position: Mapped[int]
    subject: Mapped[dict[str, str]] = mapped_column(JSON)
    request_types: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    asks_for_notification: Mapped[bool]


class RequestType(Base):
    """A type of request, in the order of the directory."""

    __tablename__ = "request_type"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    is_mission_type: Mapped[bool]
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    name_marks: Mapped[dict[str, str]] = mapped_column(JSON)
    sub_measures: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    provisions: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    """As cited: instrument and article apart by a space, for example `UNTOC 18(13)`."""


class CatalogueStamp(Base):
    """One row with a number that rises with every change to what readers find.

    It rises in the transaction of the change, so a process that keeps what it read in memory knows
    by one look whether that still holds.
    """

    __tablename__ = "catalogue_stamp"
    __not_recorded__ = "counts changes that are operations themselves"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(default=0)


class Party(Base):
    """A party to or signatory of an instrument; the European Union is a party and not a State."""

    __tablename__ = "party"

    instrument_code: Mapped[str] = mapped_column(ForeignKey("instrument.code"), primary_key=True)
    party_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name_in_source: Mapped[str] = mapped_column(String(120))
    signed_on: Mapped[date | None]
    action: Mapped[str] = mapped_column(CODE)
    acted_on: Mapped[date | None]
    is_party: Mapped[bool]
    entered_into_force_on: Mapped[date | None]
    """As the source gives it, which it does for few; else it follows from deposit and instrument."""
    source: Mapped[str]
