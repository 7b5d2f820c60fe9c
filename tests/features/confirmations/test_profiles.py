"""What holds for a State as a whole is due, asked about and counted like a record of it."""

from dataclasses import replace
from datetime import date, timedelta

from flask import Flask

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.authorities.record import (
    Confirmation,
    ConfirmationMeans,
    Provenance,
    ProvenanceKind,
    StateProfile,
)
from cna_directory.confirmations import queries
from cna_directory.confirmations.operations import confirm_records, remind_states
from cna_directory.confirmations.rules import THE_STATE, SentTo, StateRecords
from cna_directory.database import db
from cna_directory.desk.queries.waiting import records_overdue
from tests.builders import seed
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import an_account, browser_at, rows
from tests.features.confirmations.cycle import (
    an_address,
    at,
    confirmed,
    focal_point,
    job,
    reminders,
    seeded,
)
from tests.web.checking import problems_with_page, words_of

CONFIRMED = date(2025, 3, 1)
DUE = date(2026, 3, 1)
LATER = Confirmation(DUE - timedelta(days=30), ConfirmationMeans.ACCOUNT, "focal point")
PROFILE = StateProfile(
    "FR",
    Provenance(ProvenanceKind.STATE, ""),
    confirmation=Confirmation(CONFIRMED, ConfirmationMeans.ACCOUNT, "focal point"),
)
WHOLE = "What holds for the State as a whole"


def with_profile_alone_due() -> None:
    """Have a State whose record was confirmed of late, and its profile a year ago."""
    seeded(confirmed(9001, "FR", LATER.confirmed_on), on=CONFIRMED)
    with at(CONFIRMED):
        seed(PROFILE)
    db.session.remove()


def test_a_state_is_written_to_whose_profile_alone_is_due(app: Flask) -> None:
    with_profile_alone_due()
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    for days, mails in {-1: 0, 0: 1, 29: 1, 30: 2, 60: 3, 90: 4, 200: 4}.items():
        with at(DUE + timedelta(days=days)):
            job(app)
            job(app)
        assert len(mailbox(app, "please_confirm")) == mails, days
    first = mailbox(app, "please_confirm")[0]
    assert f"- {WHOLE}\n" in first.text
    assert "due since 1 March 2026" in first.text
    assert "9001" not in first.text
    html = rows(app, "SELECT html FROM outgoing_mail WHERE message_name = 'please_confirm'")[0][0]
    assert f"<strong>{WHOLE}</strong>" in html
    assert [(r[0], r[2]) for r in reminders(app)] == [(THE_STATE, it) for it in (0, 30, 60, 90)]
    told = rows(app, "SELECT details FROM audit_operation WHERE action = 'confirmation.reminded'")
    assert "profile" in str(told[0].details)


def test_what_is_due_is_the_same_wherever_it_is_counted(app: Flask) -> None:
    with_profile_alone_due()
    focal = an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")
    with at(DUE - timedelta(days=1)):
        asked = queries.profile_to_confirm("FR")
        assert asked is not None
        assert not asked.is_due
        assert queries.overdue_of("FR", DUE - timedelta(days=1)).records == ()
        assert queries.next_due("FR") == DUE
    with at(DUE):
        asked = queries.profile_to_confirm("FR")
        assert asked is not None
        assert asked.is_due
        (overdue,) = queries.overdue(DUE)
        assert [it.number for it in overdue.records] == [THE_STATE]
        assert queries.states_to_remind(DUE) == ("FR",)
        assert records_overdue(DUE).number == 1
        db.session.rollback()
        target = StateRecords("FR", (THE_STATE,))
        seen = {THE_STATE: asked.content_hash}
        confirm_records(
            focal_point("FR", focal), target, means=ConfirmationMeans.ACCOUNT, seen=seen
        )
        assert queries.overdue(DUE) == ()
        assert remind_states(SCHEDULER, app.extensions["settings"], clock.now()) == 0
        db.session.remove()


def test_the_desk_shows_a_profile_that_is_due(app: Flask) -> None:
    officer = browser_at(app)
    with at(CONFIRMED):
        seed(replace(PROFILE, confirmation=None))
        db.session.remove()
    with at(DUE):
        officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
        for page in ("/desk", "/desk/overdue", "/desk/overdue/FR", "/desk/overdue/telephones"):
            assert problems_with_page(officer.get(page)) == [], page
        assert "/authorities/0" not in officer.get("/desk").text
        shown = officer.get("/desk/overdue/FR")
        assert WHOLE in words_of(shown)
        assert "The State confirmed on paper" in words_of(shown)
        assert "1 record is due to be confirmed." in words_of(officer.get("/desk/overdue"))
        assert WHOLE in officer.get("/desk/overdue.csv").text
        assert "Nobody has to be telephoned" in words_of(officer.get("/desk/overdue/telephones"))
    (found,) = queries.overdue(DUE)
    assert found.recipients.to is SentTo.NOBODY
    assert found.days_overdue == 365
    db.session.rollback()
