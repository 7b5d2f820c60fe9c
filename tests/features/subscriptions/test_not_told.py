"""Whoever has ended the announcements, or is shut out, gets none of those that still wait."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from cna_directory.access.actors import SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.operations import administration
from cna_directory.accounts.queries.administration import managed_account
from cna_directory.database import db
from cna_directory.mail.operations import try_all_again
from tests.features.accounts.visitors import an_account, browser_at, change, rows, subscribed
from tests.features.subscriptions.announcing import announce, delivered

HOLDER, OTHER = "holder@mission.example", "other@mission.example"
OFFICER = Actor(Role.SECRETARIAT, account_id=1)
PAGE = "/account/editions"

Ends = Callable[[Flask, int, str], None]


def by_the_page(app: Flask, account_id: int, token: str) -> None:
    """End the announcements signed in."""
    browser = browser_at(app)
    browser.let_in(account_id)
    assert browser.send(PAGE, languages=["en"], formats=["pdf"]).status_code == 303


def by_the_link(app: Flask, account_id: int, token: str) -> None:
    """End the announcements as a mail program does."""
    assert browser_at(app).post(f"/unsubscribe/{token}").status_code == 200


def by_suspension(app: Flask, account_id: int, token: str) -> None:
    """Shut the holder out."""
    settings = app.extensions["settings"]
    subject = managed_account(account_id)
    administration.suspend_account(OFFICER, subject, reason="Left.", settings=settings)


def by_closing(app: Flask, account_id: int, token: str) -> None:
    """Close the account."""
    settings = app.extensions["settings"]
    subject = managed_account(account_id)
    administration.close_account(OFFICER, subject, reason="Left.", settings=settings)


@pytest.fixture
def holder(app: Flask) -> tuple[int, str]:
    """Subscribe two accounts and empty the outbox; return one of them and the secret of its link."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    account_id = an_account(app, HOLDER)
    token = subscribed(app, account_id)
    subscribed(app, an_account(app, OTHER))
    change(app, "DELETE FROM outgoing_mail")
    return account_id, token


def told_of_the_edition(taken: list[tuple[str, str]]) -> list[str]:
    return sorted(receiver for receiver, subject in taken if "has been issued" in subject)


@pytest.mark.parametrize("ends", [by_the_page, by_the_link, by_suspension, by_closing])
@pytest.mark.parametrize("server_says", ["", "451 busy", "550 never"])
def test_what_waits_or_failed_does_not_go_out_any_more(
    app: Flask, holder: tuple[int, str], ends: Ends, server_says: str
) -> None:
    announce(SCHEDULER, app.extensions["settings"])
    if server_says:
        assert delivered(server_says, server_says) == []
    ends(app, *holder)
    try_all_again(OFFICER)
    assert told_of_the_edition(delivered(later=timedelta(hours=1))) == [OTHER]
    assert told_of_the_edition(delivered(later=timedelta(days=1))) == []
    said = "SELECT details FROM audit_operation WHERE action IN"
    ended = "('subscription.ended', 'account.suspended', 'account.closed')"
    ((details,),) = rows(app, f"{said} {ended}")
    assert re.search(r"['\"]mails_taken_off['\"]: ?1\b", str(details))


@pytest.mark.parametrize("ends", [by_suspension, by_closing])
def test_whoever_is_shut_out_is_told_so(app: Flask, holder: tuple[int, str], ends: Ends) -> None:
    announce(SCHEDULER, app.extensions["settings"])
    ends(app, *holder)
    to_holder = [subject for receiver, subject in delivered() if receiver == HOLDER]
    assert len(to_holder) == 1
    assert "Edition" not in to_holder[0]


def test_who_ends_it_while_an_edition_is_announced_is_not_told(
    app: Flask, holder: tuple[int, str]
) -> None:
    is_posted, has_ended = threading.Event(), threading.Event()

    def until_it_ends_or_waits() -> None:
        is_posted.set()
        has_ended.wait(1)

    def issue() -> None:
        with app.app_context():
            announce(SCHEDULER, app.extensions["settings"], until_it_ends_or_waits)
            db.session.remove()

    def end() -> None:
        by_the_link(app, *holder)
        has_ended.set()

    issuing, ending = (threading.Thread(target=work) for work in (issue, end))
    issuing.start()
    assert is_posted.wait(10)
    ending.start()
    issuing.join()
    ending.join()
    assert has_ended.is_set()
    assert told_of_the_edition(delivered()) == [OTHER]
