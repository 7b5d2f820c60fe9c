"""What the authority page and the State page show, gathered from revisions and reference rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cna_directory import clock
from cna_directory.authorities.office_now import OfficeNow, office_now
from cna_directory.authorities.office_week import OfficeWeek, office_week
from cna_directory.authorities.public_holidays import (
    PublicHoliday,
    holidays_from,
    holidays_where,
)
from cna_directory.authorities.queries import Revised, authority_record, profile_of_state
from cna_directory.authorities.record import (
    AcceptedChannel,
    Designation,
    LegalBasis,
    LegalRequirement,
    Record,
    StateProfile,
    Urgency,
)
from cna_directory.authorities.rules import Standing, standing, visible
from cna_directory.authorities.summaries import (
    AuthoritySummary,
    others_of_state,
    summaries,
    summaries_of_state,
)
from cna_directory.reference.queries import (
    TreatyStatus,
    state_by_code,
    territories,
    treaty_status,
)

DAYS_OF_CHANGE_NOTICE = 30
MOST_OTHERS = 8
DAYS_OF_HOLIDAYS = 30


@dataclass(frozen=True, slots=True)
class DesignationPart:
    """One designation with what the State says for all its authorities."""

    designation: Designation
    requirement: LegalRequirement | None
    is_requirement_of_state: bool
    legal_bases: tuple[LegalBasis, ...]
    has_ended: bool
    has_not_begun: bool
    anchor: str
    """The id of the part on its page; the first of a request type bears that type's code."""

    def channels(self, urgency: Urgency) -> tuple[AcceptedChannel, ...]:
        """Return the channels for normal or for urgent requests."""
        return tuple(c for c in self.designation.channels if c.urgency == urgency)


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """Everything that the page of one authority says."""

    revised: Revised[Record]
    standing: Standing
    parts: tuple[DesignationPart, ...]
    week: OfficeWeek | None
    now: OfficeNow
    reports_to: AuthoritySummary | None
    others: tuple[AuthoritySummary, ...]
    """Some other authorities of the State, those for the same request types first."""
    contact_changed_on: date | None

    @property
    def record(self) -> Record:
        """Return the record itself."""
        return self.revised.record


@dataclass(frozen=True, slots=True)
class TimeThere:
    """What the clocks show in some of a State's time zones."""

    local_now: datetime
    time_zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatePage:
    """Everything that the page of one State says."""

    iso2: str
    iso3: str
    names: dict[str, str]
    profile: Revised[StateProfile] | None
    treaties: tuple[TreatyStatus, ...]
    authorities: tuple[AuthoritySummary, ...]
    territory_codes: tuple[str, ...]
    is_interpol_member: bool
    official_languages: tuple[str, ...]
    times_there: tuple[TimeThere, ...]
    """The hours that its clocks show now, the earliest first."""
    holidays: tuple[PublicHoliday, ...]
    """Those of the next days, as far as known; not from the State."""

    def treaty(self, instrument: str) -> TreatyStatus | None:
        """Return what the State is to an instrument, if anything is known."""
        return next((t for t in self.treaties if t.instrument == instrument), None)

    def for_type(self, request_type: str) -> tuple[AuthoritySummary, ...]:
        """Return the authorities designated for a request type."""
        return tuple(a for a in self.authorities if request_type in a.request_types)


def authority_page(number: int, *, to_secretariat: bool) -> AuthorityPage:
    """Return what the page of an authority shows its reader today.

    Raises:
        NotFound: no live record has the number.
    """
    revised = authority_record(number)
    record, today = visible(revised.record, to_secretariat=to_secretariat), clock.today()
    found = profile_of_state(record.state)
    profile = found.record if found else None
    above = summaries([record.reports_to], today) if record.reports_to else ()
    return AuthorityPage(
        revised=replace(revised, record=record),
        standing=standing(record.confirmation, today),
        parts=designation_parts(record, profile, today),
        week=office_week(record),
        now=office_now_of(record, profile),
        reports_to=above[0] if above else None,
        others=_others(record, today),
        contact_changed_on=_recent_change(record, today),
    )


def state_page(iso2: str) -> StatePage:
    """Return what the page of a State shows today.

    Raises:
        NotFound: no State has the code.
    """
    state = state_by_code(iso2)
    profile = profile_of_state(state.iso2)
    known = profile.record if profile else None
    times = times_there((known and known.time_zones) or state.time_zones, clock.now())
    return StatePage(
        iso2=state.iso2,
        iso3=state.iso3,
        names=state.names,
        profile=profile,
        treaties=treaty_status(state.iso2),
        authorities=summaries_of_state(state.iso2, clock.today()),
        territory_codes=tuple(t.code for t in territories() if t.state_iso2 == state.iso2),
        is_interpol_member=state.interpol_member,
        official_languages=(known and known.official_languages) or state.official_languages,
        times_there=times,
        holidays=holidays_from(
            state.iso2,
            min((t.local_now.date() for t in times), default=clock.today()),
            DAYS_OF_HOLIDAYS,
        ),
    )


def office_now_of(record: Record, profile: StateProfile | None) -> OfficeNow:
    """Return how it stands at an authority's office now."""
    return office_now(
        record,
        profile.closures if profile else (),
        holidays_where(record),
        clock.now(),
        time_zone="" if record.time_zone else _only_time_zone(record.state, profile),
    )


def times_there(time_zones: tuple[str, ...], now: datetime) -> tuple[TimeThere, ...]:
    """Return what the clocks of some time zones show, zones with the same time together."""
    by_time: dict[datetime, list[str]] = {}
    for zone in time_zones:
        shown = now.astimezone(ZoneInfo(zone))
        by_time.setdefault(shown.replace(tzinfo=None), []).append(zone)
    return tuple(TimeThere(moment, tuple(zones)) for moment, zones in sorted(by_time.items()))


def _only_time_zone(state: str, profile: StateProfile | None) -> str:
    """Return a State's time zone where it has only one."""
    zones = (profile and profile.time_zones) or state_by_code(state).time_zones
    return zones[0] if len(zones) == 1 else ""


def designation_parts(
    record: Record, profile: StateProfile | None, today: date
) -> tuple[DesignationPart, ...]:
    """Return each designation of a record with what the State says for all its authorities."""
    types = [designation.request_type for designation in record.designations]
    anchors = [
        code if code not in types[:position] else f"{code}-{position}"
        for position, code in enumerate(types)
    ]
    held = zip(record.designations, anchors, strict=True)
    return tuple(
        designation_part(designation, anchor, profile, today) for designation, anchor in held
    )


def designation_part(
    designation: Designation, anchor: str, profile: StateProfile | None, today: date
) -> DesignationPart:
    """Return a designation with what the State says for all its authorities."""
    of_state = next(
        (
            requirement
            for requirement in (profile.requirements if profile else ())
            if requirement.request_type == designation.request_type
        ),
        None,
    )
    return DesignationPart(
        designation=designation,
        requirement=designation.requirement or of_state,
        is_requirement_of_state=designation.requirement is None,
        legal_bases=tuple(
            basis
            for basis in (profile.legal_bases if profile else ())
            if basis.request_type == designation.request_type
        ),
        has_ended=designation.valid_until is not None and designation.valid_until < today,
        has_not_begun=designation.valid_from is not None and designation.valid_from > today,
        anchor=anchor,
    )


def _others(record: Record, today: date) -> tuple[AuthoritySummary, ...]:
    """Return some other authorities; whoever is wrong here looks for the same type first.

    The page of the State has them all.
    """
    types = {d.request_type for d in record.designations}
    return others_of_state(record.number, record.state, types, MOST_OTHERS, today)


def _recent_change(record: Record, today: date) -> date | None:
    changed = record.contact_changed_on
    if changed is None or today - changed > timedelta(days=DAYS_OF_CHANGE_NOTICE):
        return None
    return changed
