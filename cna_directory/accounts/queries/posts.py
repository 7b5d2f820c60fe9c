"""Who is to be asked whether the post is still theirs, and who is told if nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.rules.posts import ASKED_EVERY, PostQuestion, PostStep, due_step
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db


@dataclass(frozen=True, slots=True)
class DuePost:
    """An account with what is due about the question to it."""

    account_id: int
    step: PostStep


def posts_to_ask(now: datetime) -> list[DuePost]:
    """Return the active accounts to ask, to remind or to suspend at `now`."""
    since = func.coalesce(Account.post_confirmed_at, Account.activated_at, Account.created_at)
    candidates = db.session.scalars(
        select(Account)
        .where(
            Account.status == AccountStatus.ACTIVE,
            or_(Account.post_asked_at.is_not(None), since <= now - ASKED_EVERY),
        )
        .order_by(Account.id)
    )
    return [
        DuePost(account.id, step)
        for account in candidates
        if (step := due_step(question_to(account), now))
    ]


def question_to(account: Account) -> PostQuestion:
    """Return how the question to an account stands."""
    since = account.post_confirmed_at or account.activated_at or account.created_at
    return PostQuestion(since, account.post_asked_at, account.post_reminded_at)


def focal_points_of(state_iso2: str | None, *, beside: int) -> Sequence[Account]:
    """Return the active focal points of a State but for one account; none for no State."""
    if state_iso2 is None:
        return ()
    return db.session.scalars(
        select(Account)
        .where(
            Account.role == Role.FOCAL_POINT,
            Account.status == AccountStatus.ACTIVE,
            Account.state_iso2 == state_iso2,
            Account.id != beside,
        )
        .order_by(Account.id)
    ).all()
