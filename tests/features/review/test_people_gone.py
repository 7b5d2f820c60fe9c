"""Proposals of accounts that were suspended or closed since: who is warned, and who is told."""

import pytest
from flask import Flask

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.administration import suspend_account
from cna_directory.accounts.queries.administration import managed_account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.review import operations
from cna_directory.review.queries import Asked, queue_of_proposals
from cna_directory.review.rules import Sign, signals_of_people
from tests.builders import a_record, seed
from tests.features.accounts.visitors import an_account, change
from tests.features.review.proposals import (
    NUMBER,
    accept,
    examined,
    focal_point,
    live,
    officer,
    propose,
)
from tests.features.review.test_operations import mails
from tests.features.review.test_pages import browser_of, page, said, seen_on

PROPOSER_GONE = "The account that proposed this is suspended or closed by now."
SIGNER_GONE = "The account that agreed to this for the State is suspended or closed by now."


def an_official(app: Flask) -> Actor:
    account = an_account(app, "user@office.example", Role.AUTHORITY_USER, authority_number=NUMBER)
    return Actor(Role.AUTHORITY_USER, account_id=account, state="FR", authority_number=NUMBER)


def close(app: Flask, actor: Actor) -> None:
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {actor.account_id}")


@pytest.mark.parametrize(
    ("proposer", "signer", "expected"),
    [
        (AccountStatus.ACTIVE, None, ()),
        (AccountStatus.INVITED, AccountStatus.INVITED, ()),
        (AccountStatus.SUSPENDED, None, (Sign.PROPOSER_GONE,)),
        (AccountStatus.ACTIVE, AccountStatus.CLOSED, (Sign.SIGNER_GONE,)),
        (AccountStatus.CLOSED, AccountStatus.SUSPENDED, (Sign.PROPOSER_GONE, Sign.SIGNER_GONE)),
    ],
)
def test_which_accounts_are_asked_about(
    proposer: AccountStatus, signer: AccountStatus | None, expected: tuple[Sign, ...]
) -> None:
    assert tuple(it.sign for it in signals_of_people(proposer, signer)) == expected


def test_the_officer_is_warned_and_a_suspended_proposer_is_not_told(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number, address = propose(proposer, acronym="X"), "/desk/proposals/1"
    officers = browser_of(app, one.account_id)
    assert PROPOSER_GONE not in said(page(officers, address))
    assert queue_of_proposals(Asked(), 1).rows[0].signals == 0
    it = managed_account(proposer.account_id or 0)
    suspend_account(one, it, reason="Broken into.", settings=app.extensions["settings"])
    text = page(officers, address)
    assert PROPOSER_GONE in said(text)
    assert queue_of_proposals(Asked(), 1).rows[0].signals == 1
    officers.send(address, f"{address}/accept", **seen_on(text), **{"field-0": "take"})
    assert live().acronym == "X"
    assert "Nobody is told" in said(page(officers, "/desk/proposals"))
    assert ("proposal_accepted", "focal@ministry.example") not in mails()
    assert PROPOSER_GONE not in said(page(officers, f"/desk/proposals/{number}"))


@pytest.mark.parametrize("decide", [operations.return_proposal, operations.refuse_proposal])
def test_a_closed_account_is_told_nothing(app: Flask, decide: object) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number = propose(proposer, acronym="X")
    close(app, proposer)
    it = examined(number)
    assert callable(decide)
    decide(one, it, reason="No.", content_seen=it.content_hash, settings=app.extensions["settings"])
    assert mails() == []


def test_a_focal_point_is_warned_before_it_agrees(app: Flask) -> None:
    seed(a_record())
    user, signer = an_official(app), focal_point(app)
    address = f"/proposals/{propose(user, acronym='X')}"
    signers = browser_of(app, signer.account_id)
    assert PROPOSER_GONE not in said(page(signers, address))
    close(app, user)
    assert PROPOSER_GONE in said(page(signers, address))


def test_an_officer_is_warned_of_who_agreed_too(app: Flask) -> None:
    seed(a_record())
    user, signer, one = an_official(app), focal_point(app), officer(app)
    number = propose(user, acronym="X")
    operations.sign_off_proposal(
        signer, examined(number), content_seen=examined(number).content_hash
    )
    close(app, signer)
    text = said(page(browser_of(app, one.account_id), f"/desk/proposals/{number}"))
    assert SIGNER_GONE in text
    assert PROPOSER_GONE not in text
    accept(app, one, number)
    assert ("proposal_accepted", "user@office.example") in mails()


def test_a_focal_point_learns_nothing_of_an_officers_account(app: Flask) -> None:
    seed(a_record())
    one = officer(app)
    address = f"/proposals/{propose(one, acronym='X')}"
    close(app, one)
    text = said(page(browser_of(app, focal_point(app).account_id), address))
    assert PROPOSER_GONE not in text
