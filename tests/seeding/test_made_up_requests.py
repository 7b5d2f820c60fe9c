"""The demonstration's queue: requests that go the way of every other, and say that they are made up."""

from flask import Flask

from cna_directory.access.actors import OPERATOR
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.demonstration import (
    demonstration_email,
    has_other_accounts,
    make_demonstration_accounts_and_links,
)
from cna_directory.admission.queries.waiting import signals_for, waiting_requests
from cna_directory.admission.rules.signals import Sign
from cna_directory.admission.standing import RequestStatus
from cna_directory.seeding.made_up_requests import MADE_UP_REQUESTS, load_made_up_requests
from tests.features.accounts.visitors import an_account, rows

HOST = "AT"
EMAILS = {role: demonstration_email(role) for role in (Role.FOCAL_POINT, Role.SECRETARIAT)}


def ask(app: Flask) -> int:
    return load_made_up_requests(app.extensions["settings"], host_state=HOST, emails=EMAILS)


def demonstrate(app: Flask) -> int:
    settings = app.extensions["settings"]
    make_demonstration_accounts_and_links(OPERATOR, settings=settings, state_iso2=HOST)
    return ask(app)


def test_the_queue_holds_one_request_of_each_kind(app: Flask) -> None:
    assert demonstrate(app) == len(MADE_UP_REQUESTS) == 5
    queue = waiting_requests(None, 1).rows
    assert [row.status for row in queue].count(RequestStatus.AWAITING_ANSWER) == 1
    letter, vouched, imitating, free_mail, asked = ({*signs(row.id)} for row in queue)
    assert Sign.NO_LETTER not in letter
    assert {Sign.VOUCHED_FOR, Sign.DOMAIN_KNOWN} <= vouched
    assert Sign.DOMAIN_IMITATES in imitating
    assert Sign.DOMAIN_NOT_KNOWN in free_mail
    assert Sign.DOMAIN_IMITATES not in letter | vouched | free_mail | asked


def signs(account_request_id: int) -> list[Sign]:
    return [signal.sign for signal in signals_for(account_request_id)]


def test_they_are_asked_for_once(app: Flask) -> None:
    demonstrate(app)
    assert ask(app) == 0
    assert len(waiting_requests(None, 1).rows) == len(MADE_UP_REQUESTS)


def test_everything_in_them_says_that_it_is_made_up(app: Flask) -> None:
    demonstrate(app)
    asked = rows(
        app,
        "SELECT person_name, organisation, post_title, purpose, email, telephone"
        " FROM account_request",
    )
    for *words, email, telephone in asked:
        assert all("made up" in text.lower() for text in words)
        assert email.endswith(".example")
        assert not telephone or telephone.startswith("+999")
    for (text,) in rows(app, "SELECT text FROM account_request_note"):
        assert "made up" in text


def test_the_demonstration_starts_again_after_a_request_was_approved(app: Flask) -> None:
    an_account(app, "somebody@institution.example")
    assert has_other_accounts(), "accounts alone are of a directory in service"
    demonstrate(app)
    assert not has_other_accounts()
