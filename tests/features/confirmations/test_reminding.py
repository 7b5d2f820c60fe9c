"""Reminders by the calendar and by hand, through the real database."""

import threading
from datetime import date, timedelta

import pytest
from flask import Flask
from structlog.testing import capture_logs

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.authorities.record import (
    ConfirmationMeans,
    Provenance,
    ProvenanceKind,
    RecordStatus,
)
from cna_directory.confirmations import queries
from cna_directory.confirmations.operations import (
    confirm_records,
    remind_all_now,
    remind_now,
    remind_states,
)
from cna_directory.confirmations.rules import StateRecords
from cna_directory.database import db
from cna_directory.errors import AccessRefused, EditConflict, TooManyAttempts
from tests.builders import seed
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import change, rows
from tests.features.confirmations.cycle import (
    OFFICER,
    an_address,
    at,
    confirmed,
    focal_point,
    job,
    reminders,
    seeded,
    seen,
)

CONFIRMED = date(2025, 3, 1)
DUE = date(2026, 3, 1)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def told(app: Flask) -> list[str]:
    """Return who got which mail about confirming."""
    return [mail.recipient for mail in mailbox(app, "please_confirm")]


def test_a_state_is_reminded_on_its_days_and_once_each(app: Flask) -> None:
    seeded(confirmed(9001, "FR", CONFIRMED), confirmed(9002, "FR", CONFIRMED), on=CONFIRMED)
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    an_address(app, "deux@fr.example", Role.FOCAL_POINT, "FR", language="fr")
    an_address(app, "mission@fr.example", Role.READER, "FR")
    for days, mails in {-1: 0, 0: 2, 1: 2, 30: 4, 60: 6, 89: 6, 90: 8, 364: 8, 365: 10}.items():
        with at(after(days)):
            job(app)
            job(app)
        assert len(told(app)) == mails, days
    assert set(told(app)) == {"one@fr.example", "deux@fr.example"}
    assert [(r[0], r[2]) for r in reminders(app)] == [
        (number, stage) for stage in (0, 30, 60, 90, 0) for number in (9001, 9002)
    ]
    first, last = mailbox(app, "please_confirm")[0], mailbox(app, "please_confirm")[6]
    assert first.page == "/my-state"
    assert "due since 1 March 2026; shown as not confirmed from 30 May 2026 on" in first.text
    assert "shown as not confirmed since 30 May 2026" in last.text
    assert [name in first.text for name in ("(9001)", "(9002)")] == [True, True]


def test_the_trail_names_records_stage_and_receiver(app: Flask) -> None:
    seeded(confirmed(9001, "FR", CONFIRMED), on=CONFIRMED)
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    with at(DUE):
        job(app)
    (link,) = rows(
        app,
        "SELECT subject, actor_role, details FROM audit_operation "
        "WHERE action = 'confirmation.reminded'",
    )
    assert (link.subject, link.actor_role) == ("state/FR", "scheduler")
    for words in ('"records":[9001]', '"stage":[0]', '"sent_to":"focal_points"'):
        assert words in str(link.details).replace(" ", "").replace("'", '"')
    assert "one@fr.example" not in str(link.details)


def test_a_machine_that_was_off_for_seven_weeks_sends_one_mail_that_tells_the_truth(
    app: Flask,
) -> None:
    seeded(
        confirmed(9001, "FR", CONFIRMED),
        confirmed(9002, "FR", CONFIRMED - timedelta(days=60)),
        confirmed(9003, "FR", CONFIRMED + timedelta(days=200)),
        on=CONFIRMED,
    )
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    with at(after(-1)):
        job(app)  # 9002 has been due for 59 days.
    with at(after(49)):
        job(app)
        job(app)
    assert [(r[0], r[2], r[3]) for r in reminders(app)] == [
        (9002, 30, str(after(-1))),
        (9001, 30, str(after(49))),
        (9002, 90, str(after(49))),
    ]
    mail = mailbox(app, "please_confirm")[-1]
    assert len(told(app)) == 2
    assert "(9003)" not in mail.text
    assert "due since 1 March 2026; shown as not confirmed from" in mail.text
    assert "due since 31 December 2025; shown as not confirmed since 31 March 2026" in mail.text


def test_without_a_focal_point_the_mission_is_told_and_whoever_comes_later(app: Flask) -> None:
    seeded(confirmed(9001, "FR", CONFIRMED), on=CONFIRMED)
    with at(DUE):
        job(app)
        job(app)
    assert [r[4] for r in reminders(app)] == ["nobody"]
    assert told(app) == []
    an_address(app, "else@de.example", Role.FOCAL_POINT, "DE")
    an_address(app, "gone@fr.example", Role.FOCAL_POINT, "FR", status="suspended")
    an_address(app, "mission@fr.example", Role.READER, "FR")
    with at(after(5)):
        job(app)
        job(app)
    assert told(app) == ["mission@fr.example"]
    assert reminders(app) == [(9001, str(DUE), 0, str(after(5)), "mission")]
    mail = mailbox(app, "please_confirm")[0]
    assert "no focal point" in mail.text
    assert "/nominations" in mail.text
    assert "/my-state" not in mail.text
    change(app, "UPDATE account SET status = 'active' WHERE email = 'gone@fr.example'")
    with at(after(30)):
        job(app)
    assert told(app) == ["mission@fr.example", "gone@fr.example"]


def test_what_ends_or_was_confirmed_is_not_asked_about(app: Flask) -> None:
    ending = confirmed(9002, "FR", CONFIRMED, status=RecordStatus.WITHDRAWN)
    ended = confirmed(9003, "FR", CONFIRMED, status=RecordStatus.WITHDRAWN)
    to_come = confirmed(9004, "FR", CONFIRMED)
    seeded(confirmed(9001, "FR", CONFIRMED), confirmed(9002, "FR", CONFIRMED), on=CONFIRMED)
    with at(DUE):
        seed(ending, effective_from=after(20))
        seed(to_come, effective_from=after(40))
        seed(ended, effective_from=DUE)
        db.session.remove()
        an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
        actor, target = focal_point("FR", 1), StateRecords("FR", (9001,))
        confirm_records(actor, target, means=ConfirmationMeans.ACCOUNT, seen=seen("FR"))
        job(app)
    assert reminders(app) == []
    assert told(app) == []
    with at(DUE):
        assert [r.number for r in queries.overdue_of("FR", DUE).records] == [9002]


def test_a_historic_record_is_due_since_the_directory_learned_of_it(app: Flask) -> None:
    historic = Provenance(ProvenanceKind.HISTORIC, "Historic.", ())
    learned = date(2026, 2, 1)
    seeded(confirmed(9001, "FR", None, provenance=historic), on=learned)
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    with at(learned):
        job(app)
    assert [(r[1], r[2]) for r in reminders(app)] == [(str(learned), 0)]
    text = mailbox(app, "please_confirm")[0].text
    assert "never confirmed; in the directory since 1 February 2026" in text
    (found,) = queries.overdue(learned)
    assert (found.not_confirmed, found.days_overdue) == (1, 0)


def test_four_schedulers_at_once_post_each_mail_once(app: Flask) -> None:
    states = ["AT", "BE", "CH", "DE", "ES", "FR", "IT", "NL"]
    for number, state in enumerate(states):
        seeded(confirmed(9001 + number, state, CONFIRMED), on=CONFIRMED)
        an_address(app, f"one@{state.lower()}.example", Role.FOCAL_POINT, state)
    begin, counted = threading.Barrier(4), []

    def scheduler() -> None:
        with app.app_context():
            begin.wait()
            counted.append(remind_states(SCHEDULER, app.extensions["settings"], now))
            db.session.remove()

    with at(DUE):
        now = clock.now()
        threads = [threading.Thread(target=scheduler) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(told(app)) == [f"one@{state.lower()}.example" for state in states]
    assert sum(counted) == len(states)
    links = "SELECT * FROM audit_operation WHERE action = 'confirmation.reminded'"
    assert len(rows(app, links)) == len(states)


def test_a_state_whose_mail_cannot_be_made_stops_no_other(app: Flask) -> None:
    settings = app.extensions["settings"]
    for number, state in enumerate(("AT", "FR", "NL")):
        seeded(confirmed(9001 + number, state, CONFIRMED), on=CONFIRMED)
        an_address(app, f"one@{state.lower()}.example", Role.FOCAL_POINT, state)
    change(app, "UPDATE account SET email = 'no address' WHERE state_iso2 = 'FR'")
    with at(DUE), capture_logs() as logged:
        with pytest.raises(ValueError, match="one address without spaces"):
            remind_states(SCHEDULER, settings, clock.now())
        assert told(app) == ["one@at.example", "one@nl.example"]
        db.session.remove()
    (failed,) = [it for it in logged if it["event"] == "failed for one of several"]
    assert failed["subject"] == "state/FR"
    assert "ValueError" in failed["trace"]
    with at(after(10)):
        turns = remind_all_now(OFFICER, settings)
        assert (len(turns.results), turns.failed) == (2, ["FR"])
        assert told(app) == ["one@at.example", "one@nl.example"] * 2
        change(app, "UPDATE account SET email = 'one@fr.example' WHERE state_iso2 = 'FR'")
        assert remind_states(SCHEDULER, settings, clock.now()) == 1


def test_an_officer_reminds_a_state_once_a_day(app: Flask) -> None:
    seeded(confirmed(9001, "FR", CONFIRMED), confirmed(9002, "DE", CONFIRMED), on=CONFIRMED)
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    settings = app.extensions["settings"]
    with at(DUE):
        job(app)
        with pytest.raises(EditConflict, match="written to today"):
            remind_now(OFFICER, "FR", settings)
    with at(after(10)):
        remind_now(OFFICER, "FR", settings)
        with pytest.raises(EditConflict, match="written to today"):
            remind_now(OFFICER, "FR", settings)
        with pytest.raises(EditConflict, match="Telephone"):
            remind_now(OFFICER, "DE", settings)
        with pytest.raises(EditConflict, match="nothing of it is due"):
            remind_now(OFFICER, "ES", settings)
        with pytest.raises(AccessRefused):
            remind_now(focal_point("FR", 2), "FR", settings)
    assert [r[2] for r in reminders(app) if r[0] == 9001] == [0, -10]
    with at(after(30)):
        job(app)
    assert told(app) == ["one@fr.example"] * 3


def test_reminding_all_leaves_those_in_peace_that_were_written_to(app: Flask) -> None:
    seeded(
        confirmed(9001, "FR", CONFIRMED),
        confirmed(9002, "DE", CONFIRMED + timedelta(days=5)),
        confirmed(9003, "ES", CONFIRMED),
        confirmed(9004, "IT", CONFIRMED + timedelta(days=90)),
        on=CONFIRMED,
    )
    for state in ("FR", "DE", "IT"):
        an_address(app, f"one@{state.lower()}.example", Role.FOCAL_POINT, state)
    settings = app.extensions["settings"]
    for days in (0, 5):
        with at(after(days)):
            job(app)
    with at(after(10)):
        assert len(remind_all_now(OFFICER, settings).results) == 1
        assert remind_all_now(OFFICER, settings).results == []
        with pytest.raises(TooManyAttempts):
            remind_all_now(OFFICER, settings)
    assert told(app) == ["one@fr.example", "one@de.example", "one@fr.example"]
