"""People, proposals and what they come to, for the tests of the review."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask, current_app

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record
from cna_directory.database import db
from cna_directory.review import operations
from cna_directory.review.queries import ExaminedProposal, examined_proposal
from cna_directory.review.rules import Target
from cna_directory.review.standing import ProposalKind
from tests.features.accounts.visitors import an_account

PROPOSER = "focal@ministry.example"
NUMBER = 9001


def focal_point(app: Flask, state: str = "FR", email: str = PROPOSER) -> Actor:
    """Return a focal point with an account."""
    account = an_account(app, email, Role.FOCAL_POINT, state_iso2=state)
    return Actor(Role.FOCAL_POINT, account_id=account, state=state)


def officer(app: Flask, email: str = "officer@secretariat.example") -> Actor:
    """Return an officer with an account."""
    return Actor(Role.SECRETARIAT, account_id=an_account(app, email, Role.SECRETARIAT))


def propose(actor: Actor, *, kind: ProposalKind = ProposalKind.CHANGE, **changes: Any) -> int:
    """Propose a change of the record of the tests as it stands now; return the proposal's number."""
    revised = authority_record(NUMBER)
    seen = revised.record
    return send(
        actor,
        Target(kind, seen.state, NUMBER),
        replace(seen, **changes),
        base=(revised.number, revised.content_hash),
    )


def send(
    actor: Actor,
    target: Target,
    proposed: r.Record | r.StateProfile,
    *,
    base: tuple[int, str] = (0, ""),
    effective_from: date | None = None,
    **more: Any,
) -> int:
    """Submit a proposal; return its number."""
    return operations.submit_proposal(
        actor,
        target,
        proposed=proposed,
        base_revision=base[0],
        base_hash=base[1],
        effective_from=effective_from,
        remark=more.pop("remark", "The switchboard moved."),
        paper=more.pop("paper", None),
        settings=current_app.extensions["settings"],
        **more,
    )


def accept(
    app: Flask,
    actor: Actor,
    seen: ExaminedProposal | int,
    choices: dict[str, bool] | None = None,
    reason: str = "",
) -> int:
    """Accept a proposal as it was seen, all of it unless choices are given."""
    it = examined(seen) if isinstance(seen, int) else seen
    whole = {found.path: True for found in it.differences()}
    return operations.accept_proposal(
        actor,
        it,
        choices=whole if choices is None else choices,
        content_seen=it.content_hash,
        live_seen=it.live_hash,
        reason=reason,
        settings=app.extensions["settings"],
    )


def examined(number: int) -> ExaminedProposal:
    """Return a proposal as a page that is opened now shows it."""
    db.session.rollback()
    db.session.expire_all()
    return examined_proposal(number)


def live(number: int = NUMBER) -> r.Record:
    """Return the live record."""
    db.session.rollback()
    db.session.expire_all()
    return authority_record(number).record
