"""The seeds fill the directory: enough authorities, every State, every type, every field."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from cna_directory.authorities.record import (
    CompetenceDimension,
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
)
from cna_directory.authorities.rules import (
    ConfirmationState,
    confirmation_state,
    problems_with_profile,
    problems_with_record,
)
from cna_directory.seeding import SeedPlan, all_revisions
from cna_directory.seeding.made_up_plan import MISSION_TYPES
from tests.seeding.conftest import AS_OF, SEEDS
from tests.seeding.walking import values_in

NEVER_FILLED = {
    "ContactPoint.person_name": "contact points are posts; no person is named in the seeds",
    "ContactPoint.salutation": "goes before a person's name, and there is none",
}


def live(records: list[Record]) -> list[Record]:
    return [record for record in records if record.status is RecordStatus.LIVE]


def test_there_are_at_least_650_live_authorities_in_all_197_states(records: list[Record]) -> None:
    assert len(live(records)) >= 650
    assert len({record.state for record in live(records)}) == 197


def test_numbers_are_unique_and_counts_tell_the_truth(
    plan: SeedPlan, records: list[Record]
) -> None:
    made_up = [r for r in records if r.provenance.kind is ProvenanceKind.MADE_UP]
    assert plan.counts.authorities == len(records) == len({r.number for r in records})
    assert plan.counts.records_made_up == len(made_up)
    assert plan.counts.records_historic + plan.counts.records_made_up == plan.counts.authorities
    assert plan.counts.states == 197


def test_about_two_fifths_of_states_and_types_are_left_without_designation(
    records: list[Record],
) -> None:
    cells = {(r.state, d.request_type) for r in live(records) for d in r.designations}
    by_type = Counter(request_type for _, request_type in cells)
    filled = sum(by_type[code] for code in MISSION_TYPES)
    assert 0.55 <= filled / (197 * len(MISSION_TYPES)) <= 0.65
    for code in (*MISSION_TYPES, "corruption_prevention", "asset_recovery"):
        assert by_type[code] >= 10, code


def test_every_field_is_filled_somewhere(
    records: list[Record], profiles: list[StateProfile]
) -> None:
    seen: dict[str, bool] = {}
    for record in [*records, *profiles]:
        for path, value in values_in(record):
            seen[path] = seen.get(path, False) or value not in (None, "", ())
    empty = {path for path, is_filled in seen.items() if not is_filled}
    assert empty == set(NEVER_FILLED)


def test_every_record_passes_the_rules_of_the_directory(plan: SeedPlan) -> None:
    problems = [
        (revision.record.state, problem)
        for revision in plan.revisions
        for problem in (
            problems_with_record(revision.record)
            if isinstance(revision.record, Record)
            else problems_with_profile(revision.record)
        )
    ]
    assert problems == []


def test_competence_is_split_in_every_dimension_in_about_fifteen_states(
    records: list[Record],
) -> None:
    rules = [
        (record.state, designation.request_type, rule)
        for record in live(records)
        for designation in record.designations
        for rule in designation.competence_rules
    ]
    assert {rule.dimension for _, _, rule in rules} == set(CompetenceDimension)
    assert len({state for state, _, _ in rules}) >= 15
    territory = CompetenceDimension.TERRITORY
    sides = Counter((s, t, r.dimension) for s, t, r in rules if r.dimension is not territory)
    assert set(sides.values()) == {2}


def test_about_fifteen_percent_of_made_up_records_are_not_confirmed(
    records: list[Record],
) -> None:
    made_up = [r for r in live(records) if r.provenance.kind is ProvenanceKind.MADE_UP]
    states = Counter(confirmation_state(r.confirmation, AS_OF) for r in made_up)
    assert 0.12 <= states[ConfirmationState.NOT_CONFIRMED] / len(made_up) <= 0.18
    assert states[ConfirmationState.DUE] > 20
    assert states[ConfirmationState.CONFIRMED] > 200


def test_history_is_dated_in_the_past_and_in_order(plan: SeedPlan) -> None:
    recorded = [revision.recorded_at for revision in plan.revisions]
    assert recorded == sorted(recorded)
    assert all(moment.date() < AS_OF for moment in recorded)
    last_past_closing = AS_OF - timedelta(days=200)
    first: dict[object, date] = {}
    for revision in plan.revisions:
        key = getattr(revision.record, "number", revision.record.state)
        first.setdefault(key, revision.recorded_at.date())
    assert max(first.values()) <= last_past_closing


def test_some_records_have_several_revisions_and_a_few_lie_ahead(plan: SeedPlan) -> None:
    numbers = Counter(r.record.number for r in plan.revisions if isinstance(r.record, Record))
    changed = {
        revision.record.number
        for revision in plan.revisions
        if isinstance(revision.record, Record) and revision.record.contact_changed_on
    }
    assert len(changed) >= 30
    assert Counter(numbers.values())[3] >= 10
    ahead = [revision for revision in plan.revisions if revision.effective_from > AS_OF]
    assert 2 <= len(ahead) <= 10


def test_no_snapshot_is_confirmed_after_it_was_recorded(plan: SeedPlan) -> None:
    for revision in plan.revisions:
        confirmation = revision.record.confirmation
        if confirmation is not None:
            assert confirmation.confirmed_on <= revision.recorded_at.date()


def test_a_typical_authority_has_as_much_legal_text_as_in_real_directories(
    records: list[Record],
) -> None:
    lengths = sorted(
        sum(
            len(value)
            for designation in record.designations
            for path, value in values_in(designation.requirement)
            if path == "LocalisedText.text" and isinstance(value, str)
        )
        for record in live(records)
        if record.provenance.kind is ProvenanceKind.MADE_UP
    )
    assert 900 <= sum(lengths) / len(lengths) <= 1300


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2028, 2, 29)])
def test_any_day_will_do(day: date) -> None:
    assert all_revisions(SEEDS, day).counts.authorities == 715


def test_the_plan_is_the_same_in_another_process_with_another_hash_seed(plan: SeedPlan) -> None:
    script = (
        "import hashlib; from datetime import date; from pathlib import Path;"
        "from cna_directory.seeding import all_revisions;"
        f"plan = all_revisions(Path({str(SEEDS)!r}), date.fromisoformat({AS_OF.isoformat()!r}));"
        "print(hashlib.sha256(repr(plan).encode()).hexdigest())"
    )
    here = hashlib.sha256(repr(plan).encode()).hexdigest()
    for hash_seed in ("1", "4242"):
        answer = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert answer.stdout.strip() == here
