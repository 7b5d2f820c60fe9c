"""Made-up authorities that complete the directory: the same ones each time for the same day.

Everything made up says so: names begin with the word for a sample, domains are under `example`,
telephones under +999, persons are not named, and the provenance is `MADE_UP`. Real records and the
profiles of States with real notifications are never touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cna_directory.authorities.record import (
    NumberUse,
    PostalAddress,
    Record,
    RecordStatus,
    StateProfile,
    Telephone,
)
from cna_directory.seeding.history import SeedRevision, order_of
from cna_directory.seeding.made_up_plan import Office, planned_offices
from cna_directory.seeding.made_up_profiles import has_state_requirements, made_up_profile
from cna_directory.seeding.made_up_records import (
    confirmation_on,
    made_up_record,
    telephone_number,
)
from cna_directory.seeding.reference_rows import Reference, StateRow

SEED = 20030929
"""The day on which the Organized Crime Convention came into force."""

_OVERDUE_SHARE = 0.17
_FRESHLY_CONFIRMED = 40
_WITH_NEW_TELEPHONE = 24
_WITH_TWO_CHANGES = 10
_WITH_FUTURE_ADDRESS = 5
_CHANGED_IN_ALL = (
    _WITH_NEW_TELEPHONE + _WITH_TWO_CHANGES + _WITH_FUTURE_ADDRESS + _FRESHLY_CONFIRMED
)
_WITHDRAWN = 3
_SUPERSEDED = 5


def made_up_revisions(
    historic: Iterable[Record | StateProfile],
    reference: Reference,
    as_of: date,
    *,
    seed: int = SEED,
) -> tuple[SeedRevision, ...]:
    """Return the dated history of all made-up authorities and State profiles, in loading order."""
    real = list(historic)
    real_records = [record for record in real if isinstance(record, Record)]
    real_profiles = {record.state for record in real if isinstance(record, StateProfile)}
    offices = planned_offices(real_records, reference, seed=seed)
    first = [_first_revision(office, real_profiles, as_of, seed) for office in offices]
    profiles = _profile_revisions(offices, real_profiles, reference, as_of, seed)
    later = _later_revisions(offices, first, as_of, seed)
    return tuple(sorted([*first, *profiles, *later], key=order_of))


def _first_revision(
    office: Office, real_profiles: set[str], as_of: date, seed: int
) -> SeedRevision:
    chance = Random(f"{seed}:record:{office.number}")
    recorded_on = as_of - timedelta(days=_age_in_days(chance))
    state = office.state
    record = made_up_record(
        office,
        as_of,
        recorded_on,
        chance,
        has_state_requirements=state.code not in real_profiles
        and has_state_requirements(state, seed),
    )
    return _revision(record, recorded_on, "First recorded")


def _age_in_days(chance: Random) -> int:
    # A confirmation is due after 365 days and a record counts as not confirmed 90 days later. No
    # first revision is younger than 200 days, so that the latest past edition holds every record.
    if chance.random() < _OVERDUE_SHARE:
        return chance.randrange(470, 1000)
    return chance.randrange(200, 440)


def _revision(
    record: Record | StateProfile, day: date, reason: str, *, effective_from: date | None = None
) -> SeedRevision:
    recorded_at = datetime.combine(day, time(10, 30), tzinfo=UTC)
    return SeedRevision(record, recorded_at, effective_from or day, reason)


def _profile_revisions(
    offices: Sequence[Office],
    real_profiles: set[str],
    reference: Reference,
    as_of: date,
    seed: int,
) -> list[SeedRevision]:
    designated: dict[str, set[str]] = {}
    for office in offices:
        designated.setdefault(office.state.code, set()).update(office.request_types)
    return [
        _profile_revision(state, designated[state.code], reference, as_of, seed)
        for state in reference.states
        if state.code not in real_profiles
    ]


def _profile_revision(
    state: StateRow, designated: set[str], reference: Reference, as_of: date, seed: int
) -> SeedRevision:
    chance = Random(f"{seed}:age:{state.code}")
    recorded_on = as_of - timedelta(days=_age_in_days(chance))
    profile = made_up_profile(state, designated, reference, as_of, recorded_on, seed=seed)
    return _revision(profile, recorded_on, "First recorded")


def _later_revisions(
    offices: Sequence[Office], first: Sequence[SeedRevision], as_of: date, seed: int
) -> list[SeedRevision]:
    """Return the later steps of some records, each record taken for one purpose only."""
    chance = Random(f"{seed}:later")
    pairs = [
        (office, revision.record)
        for office, revision in zip(offices, first, strict=True)
        if isinstance(revision.record, Record)
    ]
    ending = _ending_pairs(pairs, chance)
    ending_numbers = {office.number for office, _ in ending}
    remaining = [pair for pair in pairs if pair[0].number not in ending_numbers]
    chosen = iter(chance.sample(remaining, k=_CHANGED_IN_ALL))
    steps: list[SeedRevision] = []
    for _ in range(_WITH_NEW_TELEPHONE):
        steps += _with_new_telephone(*next(chosen), as_of, chance)
    for _ in range(_WITH_TWO_CHANGES):
        steps += _with_two_changes(*next(chosen), as_of, chance)
    for _ in range(_WITH_FUTURE_ADDRESS):
        steps += _with_future_address(*next(chosen), as_of, chance)
    for _ in range(_FRESHLY_CONFIRMED):
        steps += _confirmed_again(*next(chosen), as_of, chance)
    return steps + _endings(ending, as_of)


def _ending_pairs(
    pairs: Sequence[tuple[Office, Record]], chance: Random
) -> list[tuple[Office, Record]]:
    # Only the second office of a State comes to an end, so that the first can be its successor.
    possible = [
        pair
        for pair in pairs
        if pair[0].main_number is not None and pair[0].split is None and not pair[0].territory
    ]
    return chance.sample(possible, k=_WITHDRAWN + _SUPERSEDED)


def _endings(ending: Sequence[tuple[Office, Record]], as_of: date) -> list[SeedRevision]:
    day = as_of - timedelta(days=60)
    steps: list[SeedRevision] = []
    for place, (office, record) in enumerate(ending):
        if place < _SUPERSEDED:
            ended = replace(
                record, status=RecordStatus.SUPERSEDED, superseded_by=office.main_number
            )
            steps.append(_revision(ended, day, "Superseded by another authority"))
        else:
            ended = replace(record, status=RecordStatus.WITHDRAWN)
            steps.append(_revision(ended, day, "Withdrawn by the State"))
    return steps


def _with_new_telephone(
    office: Office, record: Record, as_of: date, chance: Random
) -> list[SeedRevision]:
    day = as_of - timedelta(days=chance.randrange(3, 180))
    return [_revision(_new_telephone(office, record, day), day, "Telephone changed")]


def _new_telephone(office: Office, record: Record, day: date) -> Record:
    telephones = tuple(
        replace(telephone, number=telephone_number(office, 22))
        if telephone.use is NumberUse.SERVICE
        else telephone
        for telephone in record.telephones
    )
    return replace(record, telephones=telephones, contact_changed_on=day)


def _with_two_changes(
    office: Office, record: Record, as_of: date, chance: Random
) -> list[SeedRevision]:
    first_day = as_of - timedelta(days=chance.randrange(90, 180))
    second_day = first_day + timedelta(days=chance.randrange(20, 80))
    once = _new_telephone(office, record, first_day)
    fax = Telephone(telephone_number(office, 29))
    twice = replace(
        once,
        faxes=(fax,),
        contact_changed_on=second_day,
        confirmation=confirmation_on(second_day, chance),
    )
    return [
        _revision(once, first_day, "Telephone changed"),
        _revision(twice, second_day, "Fax changed and record confirmed"),
    ]


def _with_future_address(
    _office: Office, record: Record, as_of: date, chance: Random
) -> list[SeedRevision]:
    recorded_on = as_of - timedelta(days=chance.randrange(2, 20))
    effective_from = as_of + timedelta(days=chance.randrange(14, 90))
    moved = replace(
        record,
        address=_moved(record.address),
        visiting_address=None,
        contact_changed_on=effective_from,
    )
    return [_revision(moved, recorded_on, "Office moves", effective_from=effective_from)]


def _moved(address: PostalAddress) -> PostalAddress:
    return replace(address, lines=(*address.lines, "Sample Building B"), postal_code="09999")


def _confirmed_again(
    _office: Office, record: Record, as_of: date, chance: Random
) -> list[SeedRevision]:
    day = as_of - timedelta(days=chance.randrange(1, 180))
    confirmed = replace(record, confirmation=confirmation_on(day, chance))
    return [_revision(confirmed, day, "Confirmed by the State")]
