"""The yearly question whether a holder is still in post, through the scheduler's job."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from structlog.testing import capture_logs

from cna_directory import clock, scheduler
from cna_directory.access.roles import Role
from cna_directory.accounts.rules.posts import (
    PostQuestion,
    PostStep,
    due_step,
    may_be_suspended_unasked,
)
from cna_directory.database import db
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import an_account, browser_at, change, rows

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
ABOUT_POSTS = {"are_you_still_in_post", "post_not_confirmed", "post_of_your_state_not_confirmed"}


@contextmanager
def day(number: int) -> Iterator[None]:
    """Travel to a day counted from the activation of the accounts."""
    with time_machine.travel(BEGIN + timedelta(days=number), tick=False):
        yield


def kept(app: Flask) -> None:
    """Run the scheduler's job once."""
    with app.app_context():
        scheduler.keep_accounts(app.extensions["settings"])
        db.session.remove()


def told(app: Flask) -> list[tuple[str, str]]:
    """Return name and recipient of the mails about posts."""
    return [(mail.name, mail.recipient) for mail in mailbox(app) if mail.name in ABOUT_POSTS]


def account(app: Flask, number: int) -> Any:
    columns = "status, post_asked_at, post_reminded_at, post_confirmed_at"
    return rows(app, f"SELECT {columns} FROM account WHERE id = {number}")[0]


def in_the_trail(app: Flask, number: int) -> list[str]:
    found = rows(
        app,
        "SELECT action FROM audit_operation WHERE action LIKE 'post.%' "
        f"AND subject = 'account/{number}' ORDER BY number",
    )
    return [row.action for row in found]


def test_asked_reminded_and_suspended_in_this_order(app: Flask) -> None:
    with day(0):
        focal = an_account(app, "focal@justice.example", Role.FOCAL_POINT)
        other = an_account(app, "other@justice.example", Role.FOCAL_POINT)
        an_account(app, "spain@justice.example", Role.FOCAL_POINT, state_iso2="ES")
    change(app, f"UPDATE account SET status = 'suspended' WHERE id <> {focal}")
    asked = ("are_you_still_in_post", "focal@justice.example")
    for number, expected in {364: [], 365: [asked], 394: [asked], 395: [asked] * 2}.items():
        with day(number):
            kept(app)
            kept(app)
            assert told(app) == expected, number
    first, second = mailbox(app, "are_you_still_in_post")
    assert first.page == second.page == "/account/post"
    assert "suspended in a month" in second.text
    assert "suspended in a month" not in first.text

    change(app, f"UPDATE account SET status = 'active' WHERE id = {other}")
    confirmed = (BEGIN + timedelta(days=400)).strftime("%Y-%m-%d %H:%M:%S.000000")
    change(app, f"UPDATE account SET post_confirmed_at = '{confirmed}' WHERE id = {other}")
    with day(424):
        kept(app)
        assert account(app, focal).status == "active"
    browser = browser_at(app)
    with day(425):
        browser.let_in(focal)
        assert browser.is_let_in()
        kept(app)
        kept(app)
        assert account(app, focal).status == "suspended"
        assert not browser.is_let_in()
    assert told(app)[2:] == [
        ("post_not_confirmed", "focal@justice.example"),
        ("post_of_your_state_not_confirmed", "other@justice.example"),
    ]
    assert in_the_trail(app, focal) == ["post.asked", "post.asked", "post.not_confirmed"]
    details = rows(app, "SELECT details FROM audit_operation WHERE action = 'post.not_confirmed'")[
        0
    ].details
    assert "nobody has said" in str(details)


def test_an_answer_puts_the_question_off_for_a_year(app: Flask) -> None:
    with day(0):
        reader = an_account(app)
    with day(365):
        kept(app)
    with day(370):
        browser = browser_at(app)
        browser.let_in(reader)
        assert browser.send("/account/post", answer="yes").status_code == 303
        assert account(app, reader).post_asked_at is None
    with day(425):
        kept(app)
        assert account(app, reader).status == "active"
        assert len(told(app)) == 1
        assert in_the_trail(app, reader) == ["post.asked", "post.confirmed"]
    with day(735):
        kept(app)
        kept(app)
    with day(764):
        kept(app)
    assert in_the_trail(app, reader) == ["post.asked", "post.confirmed", "post.asked"]


def test_officers_are_asked_and_never_fewer_than_two_are_left(app: Flask) -> None:
    with day(0):
        for name in ("a", "b", "c"):
            an_account(app, f"{name}@secretariat.example", Role.SECRETARIAT)
    for number in (365, 395, 425, 426):
        with day(number):
            kept(app)
    statuses = sorted(row.status for row in rows(app, "SELECT status FROM account"))
    assert statuses == ["active", "active", "suspended"]


def test_an_account_whose_mail_cannot_be_made_stops_no_other(app: Flask) -> None:
    with day(0):
        numbers = [an_account(app, f"{name}@mission.example") for name in ("a", "b", "c")]
    change(app, f"UPDATE account SET email = 'no address' WHERE id = {numbers[1]}")
    with day(365):
        with capture_logs() as logged, pytest.raises(ValueError, match="one address"):
            kept(app)
        assert [recipient for _, recipient in told(app)] == [
            "a@mission.example",
            "c@mission.example",
        ]
        assert account(app, numbers[1]).post_asked_at is None
        change(app, f"UPDATE account SET email = 'b@mission.example' WHERE id = {numbers[1]}")
        kept(app)
    assert told(app)[-1] == ("are_you_still_in_post", "b@mission.example")
    (failed,) = [it for it in logged if it["event"] == "failed for one of several"]
    assert failed["subject"] == f"account/{numbers[1]}"


def test_a_scheduler_that_was_down_still_reminds_first() -> None:
    question = PostQuestion(BEGIN, None, None)
    late = BEGIN + timedelta(days=500)
    assert due_step(question, late) is PostStep.ASK
    question = PostQuestion(BEGIN, late, None)
    later = late + timedelta(days=100)
    assert due_step(question, later) is PostStep.REMIND
    question = PostQuestion(BEGIN, late, later)
    assert due_step(question, later + timedelta(days=29)) is None
    assert due_step(question, later + timedelta(days=30)) is PostStep.SUSPEND


def test_a_reminder_of_last_year_counts_for_nothing() -> None:
    asked = BEGIN + timedelta(days=730)
    question = PostQuestion(BEGIN, asked, asked - timedelta(days=300))
    assert due_step(question, asked + timedelta(days=29)) is None
    assert due_step(question, asked + timedelta(days=30)) is PostStep.REMIND


@pytest.mark.parametrize(
    ("role", "left", "expected"),
    [
        (Role.READER, 0, True),
        (Role.FOCAL_POINT, 0, True),
        (Role.SECRETARIAT, 2, True),
        (Role.SECRETARIAT, 1, False),
        (Role.ADMINISTRATOR, 1, False),
    ],
)
def test_who_may_be_suspended_unasked(role: Role, left: int, *, expected: bool) -> None:
    assert may_be_suspended_unasked(role, left) is expected


def test_a_restored_account_is_not_suspended_again_the_next_day(app: Flask) -> None:
    with day(0):
        reader = an_account(app)
        officers = [
            an_account(app, f"{n}@secretariat.example", Role.SECRETARIAT) for n in ("a", "b", "c")
        ]
    for number in (365, 395, 425):
        with day(number):
            kept(app)
    assert account(app, reader).status == "suspended"
    change(app, f"UPDATE account SET status = 'active' WHERE id = {officers[0]}")
    with day(430):
        browser = browser_at(app)
        browser.let_in(officers[0])
        page = f"/desk/accounts/{reader}/restore"
        assert browser.send(page, reason="Called back.").status_code == 303
    with day(431):
        kept(app)
        assert account(app, reader).status == "active"
        assert clock.now() > BEGIN
