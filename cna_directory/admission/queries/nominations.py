"""Nominations as those who made them see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.admission.models import Nomination
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class OwnNomination:
    """A nomination by the account that looks at it."""

    id: int
    account_id: int
    """The account that made it."""
    email: str
    post_title: str
    role: Role
    nominated_at: datetime
    hands_over: bool
    withdrawn_at: datetime | None


def nomination(nomination_id: int) -> OwnNomination:
    """Return one nomination; an unknown number raises `NotFound`."""
    found = db.session.get(Nomination, nomination_id)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return _own(found)


def nominations_by(account_id: int, *, hands_over: bool) -> tuple[OwnNomination, ...]:
    """Return the nominations, or the hand-overs, that an account has made; the newest first."""
    found = db.session.scalars(
        select(Nomination)
        .where(Nomination.nominated_by == account_id, Nomination.hands_over.is_(hands_over))
        .order_by(Nomination.nominated_at.desc(), Nomination.id.desc())
    )
    return tuple(_own(it) for it in found)


def _own(it: Nomination) -> OwnNomination:
    return OwnNomination(
        id=it.id,
        account_id=it.nominated_by,
        email=it.email,
        post_title=it.post_title,
        role=it.role,
        nominated_at=it.nominated_at,
        hands_over=it.hands_over,
        withdrawn_at=it.withdrawn_at,
    )
