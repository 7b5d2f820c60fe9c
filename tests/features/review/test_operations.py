"""Proposals: who may send which, what acceptance writes, and what it never loses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import (
    authority_record,
    profile_of_state,
    revisions_taking_effect,
)
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.desk.queries import waiting as desk
from cna_directory.desk.queries.figures import decided_proposals
from cna_directory.errors import AccessRefused, EditConflict, NotFound, RuleBroken
from cna_directory.mail.models import OutgoingMail
from cna_directory.review import operations
from cna_directory.review.queries import open_proposals, proposals_of, proposals_waiting
from cna_directory.review.rules import Paper, Target
from cna_directory.review.standing import ProposalKind, ProposalStatus
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import an_account, change
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

NEW = (r.Telephone("+999 1 555 0199"),)


def mails() -> list[tuple[str, str]]:
    """Return name and recipient of every mail of proposals."""
    db.session.rollback()
    found = db.session.execute(select(OutgoingMail.message_name, OutgoingMail.recipient))
    return sorted((n, to) for n, to in found if n.startswith("proposal_"))


def problems(error: pytest.ExceptionInfo[RuleBroken]) -> str:
    return str(error.value)


def test_a_change_by_one_accepted_by_another_is_live(app: Flask) -> None:
    """The proposer, the old address and the other focal points are told; the day is marked."""
    seed(a_record())
    proposer = focal_point(app)
    focal_point(app, email="second@ministry.example")
    number = propose(proposer, telephones=NEW, acronym="OFF")
    assert live().telephones != NEW
    assert proposals_waiting().number == 1
    revision = accept(app, officer(app), number)
    assert revision == 2
    assert live().telephones == NEW
    assert live().acronym == "OFF"
    assert live().contact_changed_on == clock.today()
    assert mails() == [
        ("proposal_accepted", "focal@ministry.example"),
        ("proposal_contact_changed_office", "office9001@justice.example"),
        ("proposal_contact_changed_state", "second@ministry.example"),
    ]
    assert proposals_waiting().number == 0
    assert examined(number).status is ProposalStatus.ACCEPTED


def test_a_change_of_words_alone_tells_only_the_proposer(app: Flask) -> None:
    seed(a_record())
    accept(app, officer(app), propose(focal_point(app), acronym="OFF"))
    assert [name for name, _ in mails()] == ["proposal_accepted"]
    assert live().contact_changed_on is None


def test_nobody_accepts_what_is_ones_own(app: Flask) -> None:
    """Not as an officer, and not after having agreed to it in another role."""
    seed(a_record())
    one, another = officer(app), officer(app, "another@secretariat.example")
    number = propose(one, acronym="OWN")
    with pytest.raises(AccessRefused):
        accept(app, one, number)
    assert live().acronym == ""
    accept(app, another, number)
    assert live().acronym == "OWN"
    signer = focal_point(app)
    number = propose(an_authority_user(app), acronym="NEW")
    operations.sign_off_proposal(
        signer, examined(number), content_seen=examined(number).content_hash
    )
    with pytest.raises(AccessRefused):
        accept(app, replace(signer, role=Role.SECRETARIAT, state=""), number)


def an_authority_user(app: Flask, number: int = NUMBER) -> Actor:
    email = f"user{number}@ministry.example"
    account = an_account(app, email, Role.AUTHORITY_USER, authority_number=number)
    return Actor(Role.AUTHORITY_USER, account_id=account, state="FR", authority_number=number)


def test_an_authority_proposes_for_itself_alone_and_its_state_agrees_first(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    user = an_authority_user(app)
    signer = focal_point(app)
    number = propose(user, acronym="NEW")
    assert examined(number).status is ProposalStatus.AWAITING_SIGN_OFF
    with pytest.raises(EditConflict):
        accept(app, officer(app), number)
    with pytest.raises(AccessRefused):
        operations.sign_off_proposal(replace(signer, state="JP"), examined(number), content_seen="")
    operations.sign_off_proposal(
        signer, examined(number), content_seen=examined(number).content_hash
    )
    assert examined(number).status is ProposalStatus.SUBMITTED
    for target in (Target(ProposalKind.CHANGE, "FR", 9002), Target(ProposalKind.PROFILE, "FR")):
        with pytest.raises(AccessRefused):
            send(user, target, a_record(9002))


def test_every_focal_point_of_the_state_is_told_what_waits_for_it(app: Flask) -> None:
    seed(a_record())
    user = an_authority_user(app)
    focal_point(app)
    focal_point(app, email="second@ministry.example")
    focal_point(app, "JP", "focal@mofa.example")
    propose(user, acronym="NEW")
    assert mails() == [
        ("proposal_to_sign_off", "focal@ministry.example"),
        ("proposal_to_sign_off", "second@ministry.example"),
    ]


def test_what_a_focal_point_proposes_waits_for_no_other(app: Flask) -> None:
    seed(a_record())
    proposer = focal_point(app)
    focal_point(app, email="second@ministry.example")
    propose(proposer, acronym="NEW")
    assert mails() == []


def test_a_focal_point_sends_back_what_an_authority_proposes_and_says_why(app: Flask) -> None:
    seed(a_record())
    user, signer, one = an_authority_user(app), focal_point(app), officer(app)
    number = propose(user, acronym="NEW")

    def send_back(actor: Actor, reason: str, seen: str = "") -> None:
        it = examined(number)
        operations.send_back_proposal(
            actor,
            it,
            reason=reason,
            content_seen=seen or it.content_hash,
            settings=app.extensions["settings"],
        )

    with pytest.raises(RuleBroken):
        send_back(signer, " ")
    with pytest.raises(EditConflict):
        send_back(signer, "Unseen.", seen="0" * 64)
    for other in (user, one, replace(signer, state="JP")):
        with pytest.raises(AccessRefused):
            send_back(other, "Not mine.")
    send_back(signer, " Spell it out. ")
    found = examined(number)
    assert (found.status, found.reason) == (ProposalStatus.RETURNED, "Spell it out.")
    assert found.is_of_state
    assert ("proposal_returned", "user9001@ministry.example") in mails()
    # The secretariat never saw it, so it took no time to decide on it.
    assert decided_proposals(clock.now() - timedelta(days=1)) == ()
    with pytest.raises(EditConflict):  # It was sent back once, and nobody agrees to it any more.
        send_back(signer, "Again.")
    with pytest.raises(EditConflict):
        operations.sign_off_proposal(signer, found, content_seen=found.content_hash)
    again = propose(user, acronym="NEW AUTHORITY")
    operations.sign_off_proposal(signer, examined(again), content_seen=examined(again).content_hash)
    with pytest.raises(EditConflict):  # The secretariat has it by now.
        operations.send_back_proposal(
            signer,
            examined(again),
            reason="Too late.",
            content_seen=examined(again).content_hash,
            settings=app.extensions["settings"],
        )


def test_what_nobody_of_the_state_is_left_to_agree_to_is_for_the_secretariat(app: Flask) -> None:
    seed(a_record())
    user, signer, one = an_authority_user(app), focal_point(app), officer(app)
    number = propose(user, acronym="NEW")
    assert proposals_waiting().number == desk.proposals_waiting().number == 0
    assert not examined(number).is_for_an_officer
    db.session.rollback()
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {signer.account_id}")
    assert proposals_waiting().number == desk.proposals_waiting().number == 1
    assert examined(number).is_for_an_officer
    accept(app, one, number)
    assert live().acronym == "NEW"
    with pytest.raises(EditConflict):
        accept(app, one, number)


def test_without_a_focal_point_the_secretariat_is_asked_at_once(app: Flask) -> None:
    seed(a_record())
    number = propose(an_authority_user(app), acronym="NEW")
    assert examined(number).status is ProposalStatus.SUBMITTED
    assert mails() == []


def test_a_focal_point_proposes_for_the_own_state_alone(app: Flask) -> None:
    """Neither under the name of another State, nor a record of another one under one's own."""
    seed(a_record(), a_record(9002, "JP"))
    proposer = focal_point(app)
    with pytest.raises(AccessRefused):
        send(proposer, Target(ProposalKind.CHANGE, "JP", 9002), a_record(9002, "JP"))
    theirs = authority_record(9002)
    with pytest.raises((EditConflict, RuleBroken)):
        send(
            proposer,
            Target(ProposalKind.CHANGE, "FR", 9002),
            replace(theirs.record, state="FR", acronym="X"),
            base=(theirs.number, theirs.content_hash),
        )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Nothing is different"),
        ({"status": r.RecordStatus.WITHDRAWN}, "status"),
        ({"confirmation": None}, "confirmation"),
        ({"superseded_by": 9001}, "superseded_by"),
        ({"contact_changed_on": clock.today()}, "contact_changed_on"),
        ({"provenance": r.Provenance(r.ProvenanceKind.HISTORIC)}, "provenance"),
        ({"telephones": (r.Telephone("+43 1 5550100"),)}, "telephones"),
        ({"reports_to": 77}, "No live record"),
    ],
)
def test_what_cannot_be_proposed(app: Flask, changes: dict[str, Any], said: str) -> None:
    seed(a_record())
    with pytest.raises(RuleBroken) as error:
        propose(focal_point(app), **changes)
    assert said in problems(error)
    assert open_proposals() == ()


def test_a_day_that_is_past_and_a_paper_that_is_none_are_refused(app: Flask) -> None:
    seed(a_record())
    proposer, revised = focal_point(app), authority_record(NUMBER)
    target = Target(ProposalKind.CHANGE, "FR", NUMBER)
    changed = replace(revised.record, acronym="X")
    base = (revised.number, revised.content_hash)
    with pytest.raises(RuleBroken):
        send(proposer, target, changed, base=base, effective_from=clock.today() - timedelta(days=1))
    script = Paper("note.pdf", "application/pdf", b"<script>")
    with pytest.raises(RuleBroken):
        send(proposer, target, changed, base=base, paper=script)
    with pytest.raises(EditConflict):
        send(proposer, target, changed, base=(1, "0" * 64))
    with pytest.raises(EditConflict):
        send(proposer, target, changed, base=(7, base[1]))


def test_fields_are_taken_one_by_one(app: Flask) -> None:
    """A part needs a reason; the rest of the record stays."""
    seed(a_record())
    number = propose(focal_point(app), telephones=NEW, acronym="OFF")
    choices = {"acronym": True, "telephones[0].number": False}
    one = officer(app)
    with pytest.raises(RuleBroken):
        accept(app, one, number, choices)
    with pytest.raises(RuleBroken):
        accept(app, one, number, dict.fromkeys(choices, False), "No.")
    with pytest.raises(RuleBroken):
        accept(app, one, number, {"acronym": True}, "A field was not decided.")
    accept(app, one, number, choices, "Nobody answers that number.")
    found = examined(number)
    assert (found.status, found.accepted_fields) == (ProposalStatus.ACCEPTED_IN_PART, ("acronym",))
    assert live().acronym == "OFF"
    assert live().telephones == a_record().telephones
    assert live().contact_changed_on is None


def test_where_the_record_moved_on_both_changes_hold_and_conflicts_are_chosen(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    first = propose(proposer, telephones=NEW, acronym="FIRST")
    second = propose(proposer, name=words("Another name"), acronym="SECOND")
    seen = examined(second)
    accept(app, one, first)
    with pytest.raises(EditConflict):  # The record is not the one that was seen.
        accept(app, one, seen)
    found = {it.path: it for it in examined(second).differences()}
    assert found["acronym"].is_conflict
    assert not found["name.text"].is_conflict
    with pytest.raises(RuleBroken):  # The conflict was not chosen.
        accept(app, one, second, {"name.text": True})
    accept(app, one, second, {"name.text": True, "acronym": False}, "The first acronym holds.")
    assert (live().acronym, live().name.text) == ("FIRST", "Another name")
    assert live().telephones == NEW


def test_what_was_withdrawn_or_replaced_cannot_be_accepted_unseen(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    first = propose(proposer, acronym="FIRST")
    seen = examined(first)
    operations.withdraw_proposal(proposer, seen)
    with pytest.raises(EditConflict):
        accept(app, one, seen)
    second = propose(proposer, acronym="SECOND")
    with pytest.raises(EditConflict):
        operations.accept_proposal(
            one,
            examined(second),
            choices={"acronym": True},
            content_seen=seen.content_hash,
            live_seen=seen.live_hash,
            reason="",
            settings=app.extensions["settings"],
        )
    assert live().acronym == ""
    with pytest.raises(AccessRefused):
        operations.withdraw_proposal(one, examined(second))


def test_hidden_contact_points_outlive_the_proposal_of_somebody_who_does_not_see_them(
    app: Flask,
) -> None:
    hidden = r.ContactPoint(
        words("Duty officer"),
        telephones=(r.Telephone("+999 1 555 0777"),),
        visibility=r.Visibility.SECRETARIAT,
    )
    shown = r.ContactPoint(words("Registry"), telephones=(r.Telephone("+999 1 555 0778"),))
    (held,) = a_record().designations
    by_duty = replace(held.channels[0], contact_post="Duty officer")
    seed(
        a_record(
            contact_points=(hidden, shown),
            designations=(replace(held, channels=(by_duty,)),),
        )
    )
    revised = authority_record(NUMBER)
    seen = visible(revised.record, to_secretariat=False)
    wanted = replace(seen, contact_points=(replace(shown, hours="9 to 5"),), acronym="OFF")
    number = send(
        focal_point(app),
        Target(ProposalKind.CHANGE, "FR", NUMBER),
        wanted,
        base=(revised.number, revised.content_hash),
    )
    accept(app, officer(app), number)
    assert live().contact_points == (hidden, replace(shown, hours="9 to 5"))
    assert live().designations[0].channels[0].contact_post == "Duty officer"


def test_a_change_of_later_holds_on_its_day_and_not_before(app: Flask) -> None:
    """A change accepted meanwhile is carried onto it."""
    seed(a_record())
    proposer, one, day = focal_point(app), officer(app), clock.today() + timedelta(days=10)
    revised = authority_record(NUMBER)
    number = send(
        proposer,
        Target(ProposalKind.CHANGE, "FR", NUMBER),
        replace(revised.record, name=words("From then on")),
        base=(revised.number, revised.content_hash),
        effective_from=day,
    )
    accept(app, one, number)
    accept(app, one, propose(proposer, acronym="NOW"))
    assert (live().name.text, live().acronym) == ("Sample Authority 9001", "NOW")
    with time_machine.travel(clock.now() + timedelta(days=10)):
        for revision in revisions_taking_effect(clock.now()):
            bring_into_force(SCHEDULER, revision)
        assert (live().name.text, live().acronym) == ("From then on", "NOW")


def test_a_new_authority_gets_the_next_free_number(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    target = Target(ProposalKind.ADDITION, "FR")
    with pytest.raises(RuleBroken):
        send(proposer, target, a_record(5))
    number = send(proposer, target, a_record(0, confirmation=None, name=words("A new office")))
    accept(app, one, number)
    assert examined(number).authority_number == 9002
    assert live(9002).name.text == "A new office"
    assert [name for name, _ in mails()] == ["proposal_accepted"]


def test_an_ending_names_its_successor_and_references_stay(app: Flask) -> None:
    seed(a_record(), a_record(9002, reports_to=9001), a_record(9003, "JP"))
    proposer, one = focal_point(app), officer(app)
    gone = {"kind": ProposalKind.ENDING, "status": r.RecordStatus.SUPERSEDED}
    for successor in (None, 9001, 9003, 77):
        with pytest.raises(RuleBroken):
            propose(proposer, superseded_by=successor, **gone)
    with pytest.raises(RuleBroken):
        propose(proposer, superseded_by=9002, acronym="X", **gone)
    number = propose(proposer, superseded_by=9002, **gone)
    accept(app, one, number)
    with pytest.raises(NotFound):
        live()
    assert db.session.get_one(Authority, NUMBER).superseded_by == 9002
    assert live(9002).reports_to == 9001
    assert ("proposal_contact_changed_office", "office9001@justice.example") in mails()


def test_a_proposal_for_a_record_that_ended_is_not_accepted(app: Flask) -> None:
    seed(a_record())
    proposer, one = focal_point(app), officer(app)
    change = propose(proposer, acronym="X")
    accept(app, one, propose(proposer, kind=ProposalKind.ENDING, status=r.RecordStatus.WITHDRAWN))
    with pytest.raises(RuleBroken):
        accept(app, one, change)


def test_a_profile_is_changed_the_same_way(app: Flask) -> None:
    """Also the first one of a State that has none."""
    proposer, one = focal_point(app), officer(app)
    profile = r.StateProfile(
        "FR", r.Provenance(r.ProvenanceKind.STATE), closures=(r.Closure(clock.today(), words("X")),)
    )
    target = Target(ProposalKind.PROFILE, "FR")
    accept(app, one, send(proposer, target, profile))
    revised = profile_of_state("FR")
    assert revised is not None
    assert revised.record == profile
    longer = replace(profile, official_languages=("fr",))
    accept(
        app,
        one,
        send(proposer, target, longer, base=(revised.number, revised.content_hash)),
    )
    db.session.expire_all()
    found = profile_of_state("FR")
    assert found is not None
    assert found.record == longer


def test_returned_and_refused_with_a_reason_that_the_proposer_reads(app: Flask) -> None:
    seed(a_record())
    proposer, one, settings = focal_point(app), officer(app), app.extensions["settings"]
    first, second = propose(proposer, acronym="A"), propose(proposer, acronym="B")
    for decide in (operations.return_proposal, operations.refuse_proposal):
        seen = examined(first)
        with pytest.raises(RuleBroken):
            decide(one, seen, reason=" ", content_seen=seen.content_hash, settings=settings)
    for number, decide in (
        (first, operations.return_proposal),
        (second, operations.refuse_proposal),
    ):
        seen = examined(number)
        decide(one, seen, reason="Why?", content_seen=seen.content_hash, settings=settings)
        with pytest.raises(EditConflict):
            decide(one, seen, reason="Why?", content_seen=seen.content_hash, settings=settings)
    assert [name for name, _ in mails()] == ["proposal_refused", "proposal_returned"]
    text = db.session.scalars(
        select(OutgoingMail.text).where(OutgoingMail.message_name == "proposal_returned")
    ).one()
    assert "Why?" in text
    revised = authority_record(NUMBER)
    answer = {
        "target": Target(ProposalKind.CHANGE, "FR", NUMBER),
        "proposed": replace(revised.record, acronym="C"),
        "base": (revised.number, revised.content_hash),
    }
    with pytest.raises(RuleBroken):
        send(proposer, **answer, succeeds_id=second)
    third = send(proposer, **answer, succeeds_id=first)
    assert examined(first).succeeded_by == third
    assert [it.id for it in proposals_of(proposer.account_id or 0)] == [third, second, first]
