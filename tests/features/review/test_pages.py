"""The pages of proposals: the way of one telephone number, and who sees what."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import Imprint, read_before, read_sources
from cna_directory.editions.differences import changes_of
from cna_directory.review import operations
from cna_directory.review.rules import Paper, Target
from cna_directory.review.standing import ProposalKind
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import (
    Browser,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    rows,
)
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
from tests.web.checking import problems_with_page

PAPER = Paper("note verbale.pdf", "application/pdf", b"%PDF-1.7 a note")


def browser_of(app: Flask, account_id: int | None) -> Browser:
    browser = browser_at(app)
    browser.let_in(account_id or 0)
    return browser


def page(browser: Browser, address: str, status: int = 200) -> str:
    """Return the words of a page, after looking that it is sound."""
    answer = browser.get(address)
    assert answer.status_code == status, answer.text
    if status == 200:
        assert problems_with_page(answer) == []
    return answer.text


def seen_on(text: str) -> dict[str, str]:
    """Return the hidden fields of the form that accepts."""
    return {
        name: (re.search(rf'name="{name}" value="([^"]*)"', text) or ["", ""])[1]
        for name in ("content", "live")
    }


def said(text: str) -> str:
    """Return the words of a page without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_way_of_one_telephone_number(app: Flask) -> None:
    """Proposed by one, accepted by another, live, in the next edition's list, and in the trail."""
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number = propose(proposer, telephones=(r.Telephone("+999 1 555 0199"),))
    officers, own = browser_of(app, one.account_id), browser_of(app, proposer.account_id)
    assert "Waits for the secretariat" in page(own, f"/proposals/{number}")
    assert f'href="/desk/proposals/{number}"' in page(officers, "/desk/proposals")
    address = f"/desk/proposals/{number}"
    text = page(officers, address)
    assert re.search(r"<del>.*0100.*</del>", text)
    assert re.search(r"<ins>.*0199.*</ins>", text)
    assert "Telephone 1: number" in said(text)
    assert "The first edition to print it is" in said(text)
    answer = officers.send(address, f"{address}/accept", **seen_on(text), **{"field-0": "take"})
    assert answer.status_code == 303, answer.text
    assert "+999 1 555 0199" in page(own, f"/authorities/{NUMBER}")
    assert "Accepted" in page(own, f"/proposals/{number}")
    before = read_before("2026/1", datetime.combine(clock.today(), time.min, clock.now().tzinfo))
    closing = clock.now() + timedelta(days=1)
    imprint = Imprint("2026/2", closing, closing.date(), "", True, "0" * 64)
    (state,) = changes_of(content_of(imprint, read_sources(closing, before)), "en")
    (found,) = [it for it in state.differences if "elephone" in it.what]
    assert ("0100" in found.before, "0199" in found.after) == (True, True)
    trail = everything_in_the_trail(app)
    assert "+999 1 555 0100" in trail
    assert "+999 1 555 0199" in trail
    assert "proposal.accepted" in trail


def test_an_officer_sees_own_proposals_but_does_not_decide_on_them(app: Flask) -> None:
    seed(a_record())
    one = officer(app)
    number = propose(one, acronym="OWN")
    officers = browser_of(app, one.account_id)
    assert f'href="/proposals/{number}"' in page(officers, "/desk/proposals")
    page(officers, f"/desk/proposals/{number}", 404)
    text = page(officers, f"/proposals/{number}")
    assert "Withdraw" in text
    assert "Decide on it" not in text
    assert officers.send(f"/proposals/{number}", f"/proposals/{number}/withdraw").status_code == 303
    assert "Withdrawn by the proposer" in page(officers, f"/proposals/{number}")


def test_who_sees_a_proposal_and_its_paper(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    revised = authority_record(NUMBER)
    number = send(
        proposer,
        Target(ProposalKind.CHANGE, "FR", NUMBER),
        replace(revised.record, acronym="X"),
        base=(revised.number, revised.content_hash),
        paper=PAPER,
    )
    others = [
        an_account(app, "other@ministry.example", Role.FOCAL_POINT, state_iso2="JP"),
        an_account(app, "reader@mission.example"),
        an_account(app, "user@ministry.example", Role.AUTHORITY_USER, authority_number=NUMBER),
    ]
    for account in others:
        for address in (f"/proposals/{number}", f"/proposals/{number}/paper"):
            assert browser_of(app, account).get(address).status_code in {403, 404}
        assert browser_of(app, account).get(f"/desk/proposals/{number}").status_code in {403, 404}
    assert browser_of(app, proposer.account_id).get("/desk/proposals").status_code == 403
    officers = browser_of(app, one.account_id)
    assert f"/proposals/{number}/paper" in page(officers, f"/desk/proposals/{number}")
    sent = officers.get(f"/proposals/{number}/paper")
    assert sent.data == PAPER.content
    assert "attachment" in sent.headers["Content-Disposition"]
    (opened,) = rows(
        app, "SELECT details FROM audit_operation WHERE action = 'proposal_paper.opened'"
    )
    assert PAPER.sha256 in str(opened)


def test_conflicts_are_shown_three_ways_and_none_is_chosen_beforehand(app: Flask) -> None:
    seed(a_record(acronym="BASE"))
    proposer, one = focal_point(app), officer(app)
    number = propose(proposer, acronym="WANTED", name=words("Renamed"))
    accept(app, one, propose(proposer, acronym="MEANWHILE"))
    officers, address = browser_of(app, one.account_id), f"/desk/proposals/{number}"
    text = page(officers, address)
    for word in ("As it was when proposed", "As it is now", "BASE", "MEANWHILE", "WANTED"):
        assert word in said(text)
    places = re.findall(r'type="radio" id="field-(\d+)-take"(.*?)>', text)
    assert len(places) == 1
    assert "checked" not in places[0][1]
    (ticked,) = re.findall(r'type="checkbox" id="field-(\d+)"', text)
    values = {**seen_on(text), f"field-{ticked}": "take", "reason": "As agreed."}
    answer = officers.send(address, f"{address}/accept", **values)
    assert answer.status_code == 422
    assert "Choose what is to hold" in answer.text
    answer = officers.send(
        address, f"{address}/accept", **values, **{f"field-{places[0][0]}": "keep"}
    )
    assert answer.status_code == 303
    assert (live().acronym, live().name.text) == ("MEANWHILE", "Renamed")


def test_what_moved_on_after_the_page_was_opened_is_not_accepted(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number = propose(proposer, acronym="X")
    officers, address = browser_of(app, one.account_id), f"/desk/proposals/{number}"
    seen = seen_on(page(officers, address))
    accept(app, one, propose(proposer, name=words("Renamed")))
    answer = officers.send(address, f"{address}/accept", **seen, **{"field-0": "take"})
    assert answer.status_code == 409
    assert live().acronym == ""
    seen = seen_on(page(officers, address))
    operations.withdraw_proposal(proposer, examined(number))
    answer = officers.send(address, f"{address}/accept", **seen, **{"field-0": "take"})
    assert answer.status_code == 409


def test_returned_with_words_and_refused_with_words(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    officers, own = browser_of(app, one.account_id), browser_of(app, proposer.account_id)
    for act, words_of in (("return", "Returned to the proposer"), ("refuse", "Refused")):
        number = propose(proposer, acronym=act)
        address = f"/desk/proposals/{number}"
        seen = seen_on(page(officers, address))
        answer = officers.send(address, f"{address}/{act}", **seen, reason="")
        assert answer.status_code == 422
        answer = officers.send(address, f"{address}/{act}", **seen, reason="Check <b>it</b>.")
        assert answer.status_code == 303
        text = page(own, f"/proposals/{number}")
        assert words_of in text
        assert "Check &lt;b&gt;it&lt;/b&gt;." in text
        page(officers, address)


def test_what_is_privileged_asks_for_the_second_factor_again(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number = propose(proposer, acronym="X")
    stale = browser_at(app)
    stale.let_in(one.account_id or 0, confirmed_at=clock.now() - timedelta(minutes=6))
    address = f"/desk/proposals/{number}"
    seen = seen_on(page(stale, address))
    stale.send(address, f"{address}/accept", **seen, **{"field-0": "take"})
    assert live().acronym == ""


def test_an_authority_users_proposal_is_agreed_to_by_the_focal_point(app: Flask) -> None:
    seed(a_record())
    signer = focal_point(app)
    user = an_account(app, "user@ministry.example", Role.AUTHORITY_USER, authority_number=NUMBER)
    revised = authority_record(NUMBER)
    number = send(
        replace(signer, role=Role.AUTHORITY_USER, account_id=user, authority_number=NUMBER),
        Target(ProposalKind.CHANGE, "FR", NUMBER),
        replace(revised.record, acronym="X"),
        base=(revised.number, revised.content_hash),
    )
    address = f"/proposals/{number}"
    assert "Agree for your State" not in page(browser_of(app, user), address)
    focal = browser_of(app, signer.account_id)
    seen = (re.search(r'name="seen" value="([^"]*)"', page(focal, address)) or ["", ""])[1]
    assert focal.send(address, f"{address}/sign-off", seen="0").status_code == 409
    assert focal.send(address, f"{address}/sign-off", seen=seen).status_code == 303
    assert "Agreed by the State" in page(focal, address)


def test_an_officer_decides_where_no_focal_point_is_left_to_agree(app: Flask) -> None:
    seed(a_record())
    signer, one = focal_point(app), officer(app)
    user = an_account(app, "user@ministry.example", Role.AUTHORITY_USER, authority_number=NUMBER)
    actor = replace(signer, role=Role.AUTHORITY_USER, account_id=user, authority_number=NUMBER)
    address = f"/desk/proposals/{propose(actor, acronym='X')}"
    officers = browser_of(app, one.account_id)
    assert "has to agree first" in said(page(officers, address))
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {signer.account_id}")
    text = page(officers, address)
    assert "no focal point any more" in said(text)
    done = officers.send(address, f"{address}/accept", **seen_on(text), **{"field-0": "take"})
    assert done.status_code == 303
    assert live().acronym == "X"


def test_the_list_is_narrowed_and_its_oldest_stands_first(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    first, second = propose(proposer, acronym="A"), propose(proposer, acronym="B")
    officers = browser_of(app, one.account_id)
    text = page(officers, "/desk/proposals")
    assert text.index(f"/desk/proposals/{first}") < text.index(f"/desk/proposals/{second}")
    for question, is_there in (
        ("state=FR", True),
        ("state=JP", False),
        ("kind=change", True),
        ("kind=ending", False),
        ("status=refused", False),
        ("status=nonsense&kind=no&state=nowhere&page=x", True),
    ):
        text = page(officers, f"/desk/proposals?{question}")
        assert (f"/desk/proposals/{first}" in text) == is_there


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"emails": (r.Email("office@justlce.example"),)}, "looks like"),
        ({"emails": (r.Email("office@elsewhere.example"),)}, "is new for this record"),
        ({"name": words("Office \u202e of Justice")}, "cannot be seen"),
        ({"telephones": (), "emails": ()}, "No telephone number and no e-mail"),
    ],
)
def test_signals_are_said_in_words(app: Flask, changes: dict[str, Any], sentence: str) -> None:
    seed(a_record(), a_record(9002))
    number = propose(focal_point(app), **changes)
    officers = browser_of(app, officer(app).account_id)
    text = page(officers, f"/desk/proposals/{number}")
    assert sentence in said(text)
    assert "\u202e" not in text


def test_an_officer_does_not_show_a_focal_point_what_is_hidden(app: Flask) -> None:
    """A proposal of an officer may speak of contact points that nobody else sees."""
    hidden = r.ContactPoint(words("Night post"), visibility=r.Visibility.SECRETARIAT)
    seed(a_record(contact_points=(hidden,)))
    revised = authority_record(NUMBER)
    number = send(
        officer(app),
        Target(ProposalKind.CHANGE, "FR", NUMBER),
        replace(
            revised.record, contact_points=(replace(hidden, hours="Tonight"),), acronym="SHOWN"
        ),
        base=(revised.number, revised.content_hash),
        remark="The Night post moved.",
        paper=PAPER,
    )
    focal = browser_of(app, focal_point(app).account_id)
    text = page(focal, f"/proposals/{number}")
    assert focal.get(f"/proposals/{number}/paper").status_code == 404
    assert "SHOWN" in text
    assert "Tonight" not in text
    assert "Night post" not in text


def test_a_new_authority_is_shown_whole_and_accepted(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    number = send(
        proposer,
        Target(ProposalKind.ADDITION, "FR"),
        a_record(0, confirmation=None, name=words("A new office")),
    )
    officers, address = browser_of(app, one.account_id), f"/desk/proposals/{number}"
    text = page(officers, address)
    assert "A new office" in text
    assert "+999 1 555 0100" in said(text)
    answer = officers.send(address, f"{address}/accept", **seen_on(text))
    assert answer.status_code == 303, answer.text
    assert live(9002).name.text == "A new office"
    page(officers, address)
