"""What only the secretariat sees leaves no trace for anybody else, in pages, marks and mails."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from cna_directory import clock
from cna_directory.authorities import record as r
from cna_directory.review import operations
from cna_directory.review.rules import Target, hidden_points_changed, is_contact_change
from cna_directory.review.standing import ProposalKind
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import an_account
from tests.features.review.proposals import (
    NUMBER,
    accept,
    examined,
    focal_point,
    live,
    officer,
    propose,
    send,
)
from tests.features.review.test_operations import mails
from tests.features.review.test_pages import browser_of, page, said

SECOND = "second@secretariat.example"
NIGHT = r.ContactPoint(
    words("Night desk"),
    telephones=(r.Telephone("+999 1 555 0777"),),
    emails=(r.Email("night@justice.example"),),
    visibility=r.Visibility.SECRETARIAT,
)
CELL = replace(NIGHT, post=words("Crisis cell"), telephones=(), emails=(r.Email("c@j.example"),))
MOVED = replace(NIGHT, telephones=(r.Telephone("+999 1 555 0778"),))


def test_a_focal_point_reads_an_addition_without_what_is_hidden(app: Flask) -> None:
    """Before it is accepted and after; the officer who decides reads it whole."""
    seed(a_record())
    added = a_record(0, confirmation=None, name=words("A new office"), contact_points=(NIGHT,))
    number = send(officer(app), Target(ProposalKind.ADDITION, "FR"), added)
    focal, second = focal_point(app), officer(app, SECOND)
    officers = browser_of(app, second.account_id)
    assert "Night desk" in page(officers, f"/desk/proposals/{number}")
    for _ in ("open", "accepted"):
        text = page(browser_of(app, focal.account_id), f"/proposals/{number}")
        assert "A new office" in text
        assert "Night desk" not in text
        assert "night@justice.example" not in text
        if examined(number).is_open:
            accept(app, second, number)
    assert live(9002).contact_points == (NIGHT,)


def test_what_officers_say_to_each_other_is_not_shown_to_a_focal_point(app: Flask) -> None:
    seed(a_record(contact_points=(NIGHT,)))
    number, second = propose(officer(app), acronym="X"), officer(app, SECOND)
    it = examined(number)
    operations.return_proposal(
        second,
        it,
        reason="Ask the Night desk first.",
        content_seen=it.content_hash,
        settings=app.extensions["settings"],
    )
    assert "Night desk" in page(browser_of(app, second.account_id), f"/proposals/{number}")
    text = said(page(browser_of(app, focal_point(app).account_id), f"/proposals/{number}"))
    assert "Night desk" not in text
    assert "What the secretariat said" not in text


def test_a_hidden_number_changes_and_nobody_but_its_post_learns_of_it(app: Flask) -> None:
    seed(a_record(contact_points=(NIGHT, CELL)))
    focal, second = focal_point(app), officer(app, SECOND)
    number = propose(officer(app), contact_points=(MOVED, CELL))
    text = said(page(browser_of(app, second.account_id), f"/desk/proposals/{number}"))
    assert "nobody is told but the e-mail addresses that stood there" in text
    assert "the focal points of the State" not in text
    accept(app, second, number)
    assert live().contact_points == (MOVED, CELL)
    assert live().contact_changed_on is None
    assert mails() == [
        ("proposal_accepted", "officer@secretariat.example"),
        ("proposal_contact_changed_office", "night@justice.example"),
    ]
    reader = browser_of(app, an_account(app, "reader@mission.example"))
    assert "Contact details changed" not in said(page(reader, f"/authorities/{NUMBER}"))
    assert "Proposal" not in said(page(reader, f"/authorities/{NUMBER}/history"))
    page(browser_of(app, focal.account_id), f"/proposals/{number}", 404)
    assert "What was proposed" in page(browser_of(app, second.account_id), f"/proposals/{number}")


def test_a_change_that_all_see_is_told_to_all(app: Flask) -> None:
    seed(a_record(contact_points=(NIGHT,)))
    focal_point(app)
    number = propose(officer(app), contact_points=(), telephones=(r.Telephone("+999 1 555 0199"),))
    accept(app, officer(app, SECOND), number)
    assert live().contact_changed_on == clock.today()
    assert mails() == [
        ("proposal_accepted", "officer@secretariat.example"),
        ("proposal_contact_changed_office", "night@justice.example"),
        ("proposal_contact_changed_office", "office9001@justice.example"),
        ("proposal_contact_changed_state", "focal@ministry.example"),
    ]


@pytest.mark.parametrize(
    ("changes", "is_seen_by_all", "told"),
    [
        ({"contact_points": (MOVED, CELL)}, False, (NIGHT,)),
        ({"contact_points": (CELL,)}, False, (NIGHT,)),
        ({"contact_points": ()}, False, (NIGHT, CELL)),
        ({"contact_points": (CELL, NIGHT)}, False, ()),
        ({"contact_points": (replace(NIGHT, person_name="A. Person"), CELL)}, False, ()),
        (
            {"contact_points": (replace(NIGHT, visibility=r.Visibility.ALL_ACCOUNTS), CELL)},
            True,
            (),
        ),
        ({"emails": ()}, True, ()),
    ],
)
def test_who_is_concerned_by_a_change_of_contacts(
    changes: dict[str, Any], *, is_seen_by_all: bool, told: tuple[r.ContactPoint, ...]
) -> None:
    before = a_record(contact_points=(NIGHT, CELL))
    after = replace(before, **changes)
    assert is_contact_change(before, after) == is_seen_by_all
    assert hidden_points_changed(before, after) == told
