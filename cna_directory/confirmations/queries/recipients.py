"""Who is written to for a State: its focal points, else its mission, else nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.confirmations.rules import SentTo
from cna_directory.database import db

WRITTEN_TO = {Role.FOCAL_POINT: SentTo.FOCAL_POINTS, Role.READER: SentTo.MISSION}
"""The roles of those who speak for a State, the first of them that has an active account."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is written to for a State, and how many there are."""

    to: SentTo
    number: int

    @classmethod
    def nobody(cls) -> "Recipients":
        """Return that a State has no account that could answer."""
        return cls(SentTo.NOBODY, 0)


def recipients_by_state(state: str = "") -> dict[str, Recipients]:
    """Return who is written to for each State that has somebody, or for one."""
    rows = db.session.execute(
        select(Account.state_iso2, Account.role, func.count())
        .where(
            Account.role.in_(WRITTEN_TO),
            Account.status == AccountStatus.ACTIVE,
            Account.state_iso2 == state if state else Account.state_iso2.is_not(None),
        )
        .group_by(Account.state_iso2, Account.role)
    ).all()
    numbers = {(iso2 or "", role): number for iso2, role, number in rows}
    return {
        iso2: next(
            Recipients(to, numbers[iso2, role])
            for role, to in WRITTEN_TO.items()
            if (iso2, role) in numbers
        )
        for iso2, _ in numbers
    }


def accounts_written_to(state: str) -> tuple[SentTo, Sequence[Account]]:
    """Return the active accounts that are written to for a State, and as what."""
    found = db.session.scalars(
        select(Account)
        .where(
            Account.role.in_(WRITTEN_TO),
            Account.status == AccountStatus.ACTIVE,
            Account.state_iso2 == state,
        )
        .order_by(Account.id)
    ).all()
    for role, to in WRITTEN_TO.items():
        if told := [account for account in found if account.role is role]:
            return to, told
    return SentTo.NOBODY, ()
