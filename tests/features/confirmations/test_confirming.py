"""Confirming: what was seen, by whom, on what, and what the trail and every page say then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.authorities.queries import authority_record
from cna_directory.authorities.record import (
    ConfirmationMeans,
    Provenance,
    ProvenanceKind,
    RecordStatus,
    StateProfile,
    Telephone,
)
from cna_directory.confirmations import queries
from cna_directory.confirmations.operations import confirm_records
from cna_directory.confirmations.rules import THE_STATE, StateRecords
from cna_directory.database import db
from cna_directory.errors import AccessRefused, EditConflict, NotFound, RuleBroken
from tests.builders import seed
from tests.features.accounts.visitors import rows
from tests.features.confirmations.cycle import (
    OFFICER,
    at,
    confirmed,
    focal_point,
    seeded,
    seen,
)

CONFIRMED = date(2025, 3, 1)
DUE = date(2026, 3, 1)
ACCOUNT, NOTE = ConfirmationMeans.ACCOUNT, ConfirmationMeans.NOTE_VERBALE
FOCAL, FOCAL_DE = focal_point("FR", 7), focal_point("DE", 8)
BOTH = StateRecords("FR", (9001, 9002))


@pytest.fixture(autouse=True)
def two_records(app: Flask) -> None:
    seeded(
        confirmed(9001, "FR", CONFIRMED),
        confirmed(9002, "FR", CONFIRMED),
        confirmed(9003, "DE", CONFIRMED),
        on=CONFIRMED,
    )


def days_of(*numbers: int) -> list[date | None]:
    """Return when records were confirmed, as readers see it."""
    found = [authority_record(number).record.confirmation for number in numbers]
    db.session.rollback()
    return [it.confirmed_on if it else None for it in found]


def test_a_focal_point_confirms_all_at_once(app: Flask) -> None:
    with at(DUE):
        confirm_records(FOCAL, BOTH, means=ACCOUNT, seen=seen("FR"))
        assert days_of(9001, 9002, 9003) == [DUE, DUE, CONFIRMED]
        assert queries.overdue_of("FR", DUE).records == ()
        assert queries.next_due("FR") == date(2027, 3, 1)
    revised = authority_record(9001)
    assert revised.reason == "Confirmed by the focal point of the State"
    assert revised.record.confirmation is not None
    assert revised.record.confirmation.by == "focal point"
    (link,) = rows(
        app, "SELECT subject, details FROM audit_operation WHERE action = 'records.confirmed'"
    )
    assert link.subject == "state/FR"
    assert "[9001,9002]" in str(link.details).replace(" ", "")


def test_what_changed_since_it_was_seen_is_named_and_nothing_is_confirmed(app: Flask) -> None:
    hashes = seen("FR")
    other = confirmed(9002, "FR", CONFIRMED, telephones=(Telephone("+999 2 555 0100"),))
    seeded(other, on=CONFIRMED + timedelta(days=9))
    with at(DUE), pytest.raises(EditConflict, match=r"Sample Authority 9002 \(9002\)"):
        confirm_records(FOCAL, BOTH, means=ACCOUNT, seen=hashes)
    assert days_of(9001, 9002) == [CONFIRMED, CONFIRMED]
    with at(DUE), pytest.raises(EditConflict):
        confirm_records(FOCAL, StateRecords("FR", (9001,)), means=ACCOUNT, seen={})
    trail = "SELECT * FROM audit_operation WHERE action = 'records.confirmed'"
    assert rows(app, trail) == []


def test_nobody_confirms_for_another_state(app: Flask) -> None:
    hashes = seen("FR") | seen("DE")
    with pytest.raises(AccessRefused):
        confirm_records(FOCAL, StateRecords("DE", (9003,)), means=ACCOUNT, seen=hashes)
    with pytest.raises(NotFound):
        confirm_records(FOCAL, StateRecords("FR", (9001, 9003)), means=ACCOUNT, seen=hashes)
    reader = replace(FOCAL, role=Role.READER)
    with pytest.raises(AccessRefused):
        confirm_records(reader, StateRecords("FR", (9001,)), means=ACCOUNT, seen=hashes)
    assert days_of(9001, 9003) == [CONFIRMED, CONFIRMED]


def test_an_officer_confirms_on_a_note_with_its_reference(app: Flask) -> None:
    with at(DUE):
        with pytest.raises(RuleBroken):
            confirm_records(OFFICER, BOTH, means=NOTE, seen=seen("FR"))
        confirm_records(OFFICER, BOTH, means=NOTE, seen=seen("FR"), note_reference=" NV  7/2026 ")
    revised = authority_record(9002)
    assert revised.reason == "Confirmed by note verbale NV 7/2026"
    assert revised.record.confirmation is not None
    assert revised.record.confirmation.by == "permanent mission"
    assert revised.record.confirmation.means is NOTE


def test_a_confirmation_outlives_a_change_that_waits_for_its_day(app: Flask) -> None:
    with at(DUE - timedelta(days=5)):
        moved = confirmed(9001, "FR", CONFIRMED, acronym="SA")
        seed(moved, effective_from=DUE + timedelta(days=10))
        db.session.remove()
    with at(DUE):
        confirm_records(FOCAL, StateRecords("FR", (9001,)), means=ACCOUNT, seen=seen("FR"))
    snapshots = rows(
        app, "SELECT snapshot, effective_from FROM revision WHERE authority_number = 9001"
    )
    waiting = [str(row.snapshot) for row in snapshots if str(row.effective_from) == "2026-03-11"]
    assert any("2026-03-01" in it and "SA" in it for it in waiting)


def test_confirming_twice_on_a_day_changes_nothing_more(app: Flask) -> None:
    with at(DUE):
        confirm_records(FOCAL, BOTH, means=ACCOUNT, seen=seen("FR"))
        confirm_records(FOCAL, BOTH, means=ACCOUNT, seen=seen("FR"))
    count = "SELECT count(*) AS n FROM revision WHERE authority_number IN (9001, 9002)"
    assert rows(app, count)[0].n == 4


def test_a_record_that_ended_cannot_be_confirmed(app: Flask) -> None:
    hashes = seen("FR")
    seeded(confirmed(9002, "FR", CONFIRMED, status=RecordStatus.WITHDRAWN), on=DUE)
    with at(DUE), pytest.raises(NotFound):
        confirm_records(FOCAL, BOTH, means=ACCOUNT, seen=hashes)


def test_the_records_to_confirm_say_what_is_due_and_hide_what_only_officers_see(
    app: Flask,
) -> None:
    seeded(confirmed(9004, "FR", DUE - timedelta(days=30)), on=DUE - timedelta(days=30))
    with at(DUE):
        found = queries.records_to_confirm("FR")
    assert [(it.number, it.is_due) for it in found] == [(9001, True), (9002, True), (9004, False)]
    assert found[0].content_hash == authority_record(9001).content_hash


def test_what_holds_for_the_whole_state_is_confirmed_with_its_records(app: Flask) -> None:
    made_up = Provenance(ProvenanceKind.MADE_UP, "Made up for a test.")
    seed(StateProfile("FR", made_up, cooperation_networks=("EJN",)))
    db.session.remove()
    with at(DUE):
        before = queries.profile_to_confirm("FR")
        assert before is not None
        assert before.is_due
        target = StateRecords("FR", (THE_STATE, 9001))
        with pytest.raises(EditConflict, match="whole State"):
            confirm_records(FOCAL, target, means=ACCOUNT, seen=seen("FR"))
        hashes = seen("FR") | {THE_STATE: before.content_hash}
        confirm_records(FOCAL, target, means=ACCOUNT, seen=hashes)
        after = queries.profile_to_confirm("FR")
        assert after is not None
        assert after.standing.confirmed_on == DUE
        with pytest.raises(NotFound):
            confirm_records(FOCAL_DE, StateRecords("DE", (THE_STATE,)), means=ACCOUNT, seen=hashes)
    assert days_of(9001, 9002) == [DUE, CONFIRMED]
