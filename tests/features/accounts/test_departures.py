"""What becomes of a proposed change when its account ends, or gets another place, in between."""

import pytest
from flask import Flask

from cna_directory.access.actors import OPERATOR, VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.operations import administration, changes
from cna_directory.accounts.queries.administration import (
    account_change,
    managed_account,
    waiting_changes,
)
from cna_directory.accounts.queries.officials import official
from cna_directory.accounts.rules.administration import Place
from cna_directory.database import db
from cna_directory.errors import EditConflict, RuleBroken
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import (
    PASSWORD,
    Browser,
    an_account,
    browser_at,
    change,
    rows,
)
from tests.web.checking import problems_with_page, words_of

LAST = "This is the last focal point of France with an active account."
MOVED = "The account has another role or State since this was proposed."


@pytest.fixture
def officer(app: Flask) -> Actor:
    return Actor(Role.SECRETARIAT, an_account(app, "one@secretariat.example", Role.SECRETARIAT))


@pytest.fixture
def second(app: Flask) -> Actor:
    return Actor(Role.SECRETARIAT, an_account(app, "two@secretariat.example", Role.SECRETARIAT))


@pytest.fixture
def focal(app: Flask) -> Actor:
    number = an_account(app, "focal@ministry.example", Role.FOCAL_POINT)
    return Actor(Role.FOCAL_POINT, number, state="FR")


@pytest.fixture
def holder(app: Flask) -> int:
    return an_account(app, "holder@ministry.example", state_iso2="FR")


def report(app: Flask, reporter: Actor, account_id: int) -> None:
    """Say that the holder of an account has left."""
    settings = app.extensions["settings"]
    changes.report_departure(reporter, official(account_id), reason="Left.", settings=settings)
    db.session.rollback()


def decided(app: Flask) -> list[tuple[str, str, int | None]]:
    """Return kind, status and decider of every proposed change."""
    found = rows(app, "SELECT kind, status, decided_by FROM account_change ORDER BY id")
    return [tuple(row) for row in found]


def at_desk(app: Flask, officer: Actor) -> Browser:
    """Return the browser of an officer."""
    browser = browser_at(app)
    browser.let_in(officer.account_id or 0)
    return browser


def test_an_account_that_is_closed_settles_what_waits_for_it(
    app: Flask, officer: Actor, second: Actor, focal: Actor, holder: int
) -> None:
    settings = app.extensions["settings"]
    report(app, focal, holder)
    changes.propose_new_start(
        second, managed_account(holder), proofing="Called record 9001 on Monday.", settings=settings
    )
    administration.close_account(
        officer, managed_account(holder), reason="It is so.", settings=settings
    )
    assert decided(app) == [
        ("close", "accepted", officer.account_id),
        ("reset_factors", "refused", officer.account_id),
    ]
    assert waiting_changes() == []
    (answer,) = mailbox(app, "departure_answered")
    assert answer.recipient == "focal@ministry.example"
    assert "has closed the account for good" in answer.text
    (refused,) = mailbox(app, "account_change_refused")
    assert refused.recipient == "two@secretariat.example"


def test_a_report_is_answered_when_the_successor_takes_over(
    app: Flask, officer: Actor, focal: Actor, holder: int
) -> None:
    settings = app.extensions["settings"]
    report(app, focal, holder)
    token = operations.invite_account(
        OPERATOR,
        "next@ministry.example",
        role=Role.READER,
        post_title="Legal adviser",
        settings=settings,
        state_iso2="FR",
    )
    change(
        app,
        f"UPDATE account SET succeeds_account_id = {holder} WHERE email = 'next@ministry.example'",
    )
    link = queries.activation_link(token)
    operations.activate_account(VISITOR, link, password=PASSWORD, settings=settings)
    assert decided(app) == [("close", "accepted", None)]
    (answer,) = mailbox(app, "departure_answered")
    assert "has closed the account for good" in answer.text
    assert "Nothing waits" in words_of(at_desk(app, officer).get("/desk/account-changes"))


def test_an_accepted_report_is_answered_once(
    app: Flask, officer: Actor, focal: Actor, holder: int
) -> None:
    report(app, focal, holder)
    (waits,) = waiting_changes()
    changes.accept_change(officer, waits, settings=app.extensions["settings"])
    assert decided(app) == [("close", "accepted", officer.account_id)]
    assert len(mailbox(app, "departure_answered")) == 1


def test_whoever_puts_a_report_away_tells_what_holds_of_the_account(
    app: Flask, officer: Actor, focal: Actor, holder: int
) -> None:
    report(app, focal, holder)
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {holder}")
    (waits,) = waiting_changes()
    changes.refuse_change(officer, waits, settings=app.extensions["settings"])
    (answer,) = mailbox(app, "departure_answered")
    assert "has closed the account for good" in answer.text


def test_two_focal_points_who_report_each_other_are_not_both_closed_unwarned(
    app: Flask, officer: Actor, focal: Actor
) -> None:
    settings = app.extensions["settings"]
    other = an_account(app, "other@ministry.example", Role.FOCAL_POINT)
    report(app, focal, other)
    report(app, Actor(Role.FOCAL_POINT, other, state="FR"), focal.account_id or 0)
    desk = at_desk(app, officer)
    listed = desk.get("/desk/account-changes")
    assert problems_with_page(listed) == []
    assert LAST not in words_of(listed)
    assert "Proposed by Legal adviser, France" in words_of(listed)
    changes.accept_change(officer, waiting_changes()[0], settings=settings)
    (left,) = waiting_changes()
    db.session.rollback()
    for page in ("/desk/account-changes", f"/desk/account-changes/{left.id}/accept"):
        shown = desk.get(page)
        assert problems_with_page(shown) == []
        assert LAST in words_of(shown), page
        assert "Account of whoever proposed it Closed" in words_of(shown), page
    assert [mail.recipient for mail in mailbox(app, "departure_answered")] == [
        "focal@ministry.example"
    ]
    changes.accept_change(officer, left, settings=settings)
    assert len(mailbox(app, "departure_answered")) == 1, "a closed account gets no mail"


def test_a_report_of_an_earlier_post_is_put_away_and_not_accepted(
    app: Flask, officer: Actor, second: Actor, focal: Actor, holder: int
) -> None:
    settings = app.extensions["settings"]
    report(app, focal, holder)
    administration.change_place(
        officer,
        managed_account(holder),
        Place(Role.FOCAL_POINT, "DE"),
        reason="Moved.",
        settings=settings,
    )
    (waits,) = waiting_changes()
    db.session.rollback()
    desk = at_desk(app, officer)
    shown = desk.get("/desk/account-changes")
    assert problems_with_page(shown) == []
    assert MOVED in words_of(shown)
    assert f"/desk/account-changes/{waits.id}/accept" not in shown.text
    answer = desk.send(f"/desk/account-changes/{waits.id}/accept")
    assert answer.status_code == EditConflict.status
    assert "Refuse it to put it away" in words_of(answer)
    assert rows(app, f"SELECT status FROM account WHERE id = {holder}")[0][0] == "active"
    with pytest.raises(EditConflict):
        changes.accept_change(second, account_change(waits.id), settings=settings)
    assert desk.send(f"/desk/account-changes/{waits.id}/refuse").status_code == 303
    (told,) = mailbox(app, "departure_answered")
    assert "has left the account open" in told.text


def test_a_report_does_not_close_who_joined_the_secretariat(
    app: Flask, officer: Actor, second: Actor, focal: Actor, holder: int
) -> None:
    settings = app.extensions["settings"]
    report(app, focal, holder)
    changes.propose_place(
        officer,
        managed_account(holder),
        Place(Role.SECRETARIAT),
        reason="Joins.",
        settings=settings,
    )
    changes.accept_change(second, waiting_changes()[1], settings=settings)
    with pytest.raises(EditConflict):
        changes.accept_change(officer, waiting_changes()[0], settings=settings)


def test_the_secretariat_belongs_to_no_state(app: Flask, officer: Actor, holder: int) -> None:
    settings = app.extensions["settings"]
    for role in (Role.SECRETARIAT, Role.ADMINISTRATOR):
        with pytest.raises(RuleBroken, match="belongs to no State"):
            operations.invite_account(
                OPERATOR,
                f"{role}@secretariat.example",
                role=role,
                post_title="Officer",
                settings=settings,
                state_iso2="FR",
            )
        with pytest.raises(RuleBroken, match="belongs to no State"):
            changes.propose_place(
                officer,
                managed_account(holder),
                Place(role, "FR"),
                reason="Joins.",
                settings=settings,
            )
    db.session.rollback()
    assert rows(app, "SELECT count(*) FROM account WHERE role <> 'reader'")[0][0] == 1
