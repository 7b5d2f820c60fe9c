"""Nominating somebody for an account, handing a post over, and taking either back."""

from dataclasses import dataclass
from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts import queries as accounts
from cna_directory.accounts.models import Account
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.admission.messages.nominating import (
    successor_named,
    you_are_named_successor,
    you_are_nominated,
)
from cna_directory.admission.models import Nomination
from cna_directory.admission.queries.nominations import OwnNomination
from cna_directory.admission.rules.nominating import (
    problems_with_nomination,
    problems_with_successor,
)
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.limits import Limit, count_try
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

NOMINATIONS_A_DAY = Limit(
    "nomination",
    20,
    timedelta(days=1),
    "You have nominated twenty people today. Go on tomorrow, or write to the secretariat.",
)
WITHDRAWN_BEFORE = "This nomination was withdrawn before. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Nominee:
    """Whom somebody nominates; the State is the nominating account's own."""

    email: str
    post_title: str
    role: Role
    state_iso2: str


@dataclass(frozen=True, slots=True)
class Successor:
    """Who is to take over a post."""

    email: str
    post_title: str


def nominate(actor: Actor, nominee: Nominee, *, settings: Settings) -> None:
    """Count the nomination, then make it.

    Raises:
        TooManyAttempts: the account has nominated enough people for a day.
        RuleBroken: the address, the post or the role cannot be taken.
    """
    count_try([(NOMINATIONS_A_DAY, f"account {actor.account_id}")])
    record_nomination(actor, nominee, settings=settings)


@operation(Action.NOMINATED, needs=Capability.NOMINATE)
def record_nomination(actor: Actor, nominee: Nominee, *, settings: Settings) -> None:
    """Say that somebody of one's own State is to have an account, and tell the nominee."""
    by = db.session.get_one(Account, actor.account_id)
    email = normalised_address(nominee.email)
    require(problems_with_nomination(email, nominee.post_title, nominee.role, by.email))
    made = _add(
        by,
        email=email,
        post_title=nominee.post_title,
        role=nominee.role,
        state_iso2=nominee.state_iso2,
    )
    post(you_are_nominated(made, actor.language, settings), settings)
    note(subject=f"nomination/{made.id}", role=made.role, hands_over=False)


def hand_over(actor: Actor, successor: Successor, *, settings: Settings) -> None:
    """Count the nomination, then hand the own post over.

    Raises:
        TooManyAttempts: the account has nominated enough people for a day.
        RuleBroken: the address or the post cannot be taken.
    """
    count_try([(NOMINATIONS_A_DAY, f"account {actor.account_id}")])
    record_hand_over(actor, successor, settings=settings)


@operation(Action.NOMINATED, needs=Capability.MANAGE_OWN_ACCOUNT)
def record_hand_over(actor: Actor, successor: Successor, *, settings: Settings) -> None:
    """Name the successor in one's own post, and tell the successor and the secretariat."""
    by = db.session.get_one(Account, actor.account_id)
    email = normalised_address(successor.email)
    require(problems_with_successor(email, successor.post_title, by.email))
    made = _add(
        by,
        email=email,
        post_title=successor.post_title,
        role=by.role,
        state_iso2=by.state_iso2,
        hands_over=True,
    )
    post(you_are_named_successor(made, actor.language, settings), settings)
    for officer in accounts.secretariat():
        post(successor_named(officer, made, settings), settings)
    note(subject=f"nomination/{made.id}", role=made.role, hands_over=True)


@operation(Action.NOMINATION_WITHDRAWN, needs=Capability.WITHDRAW_NOMINATION)
def withdraw_nomination(actor: Actor, nomination: OwnNomination) -> None:
    """Take a nomination of one's own back; an account that came of it stays.

    Raises:
        EditConflict: it was withdrawn before.
    """
    found = db.session.get_one(Nomination, nomination.id, with_for_update=True)
    if found.withdrawn_at is not None:
        raise EditConflict(WITHDRAWN_BEFORE)
    found.withdrawn_at = clock.now()
    note(subject=f"nomination/{found.id}")


def _add(
    by: Account,
    *,
    email: str,
    post_title: str,
    role: Role,
    state_iso2: str | None,
    hands_over: bool = False,
) -> Nomination:
    made = Nomination(
        state_iso2=state_iso2,
        email=email,
        post_title=post_title.strip(),
        role=role,
        nominated_by=by.id,
        nominated_at=clock.now(),
        hands_over=hands_over,
    )
    db.session.add(made)
    db.session.flush()
    return made
