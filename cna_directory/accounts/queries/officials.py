"""Who of a State has an account, as its focal points see it: by post, and not by name."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, AccountChange
from cna_directory.accounts.standing import AccountStatus, ChangeStatus, ProposedChange
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody of a State with an active account; the bounds of access go by State and account."""

    account_id: int
    state_iso2: str | None
    post_title: str
    organisation: str
    role: Role
    has_left: bool
    """Whether a focal point has said so, and the secretariat has not decided yet."""


def officials_of(state: str) -> tuple[Official, ...]:
    """Return who of a State has an active account, by organisation and post."""
    rows = db.session.execute(
        _officials()
        .where(Account.state_iso2 == state)
        .order_by(Account.organisation, Account.post_title, Account.id)
    )
    return tuple(Official(*row) for row in rows)


def official(account_id: int) -> Official:
    """Return the holder of an active account of a State; any other number raises `NotFound`."""
    row = db.session.execute(_officials().where(Account.id == account_id)).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return Official(*row)


def _officials() -> Select[int, str | None, str, str, Role, bool]:
    has_left = exists().where(
        AccountChange.account_id == Account.id,
        AccountChange.kind == ProposedChange.CLOSE,
        AccountChange.status == ChangeStatus.WAITING,
    )
    return select(
        Account.id,
        Account.state_iso2,
        Account.post_title,
        Account.organisation,
        Account.role,
        has_left,
    ).where(Account.status == AccountStatus.ACTIVE, Account.state_iso2.is_not(None))
