"""The accounts of others as the secretariat sees them, and the changes that wait there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts.models import (
    Account,
    AccountChange,
    AuthenticatorApp,
    PagesRead,
    Passkey,
    UserSession,
)
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.accounts.rules.administration import (
    PASSKEY_WANTED,
    PRIVILEGED,
    Place,
    has_moved,
)
from cna_directory.accounts.standing import AccountStatus, ChangeStatus, ProposedChange
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.web.paging import Page

READ_OF_LATE = timedelta(days=14)

SEARCHED = (Account.email, Account.post_title, Account.organisation)


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What the list of accounts is narrowed to; an empty value narrows nothing."""

    words: str = ""
    state_iso2: str = ""
    role: Role | None = None
    status: AccountStatus | None = None


@dataclass(frozen=True, slots=True)
class ManagedAccount:
    """An account as officers see it; also what the grants compare with the officer's own."""

    account_id: int
    email: str
    post_title: str
    organisation: str
    state_iso2: str
    authority_number: int | None
    role: Role
    status: AccountStatus
    passkeys: int
    has_app: bool
    created_at: datetime
    activated_at: datetime | None
    last_sign_in_at: datetime | None
    in_post_since: datetime | None
    """When the holder last said to be in post; before that, since the activation."""
    post_asked_at: datetime | None
    """Empty unless the holder has been asked and has not answered."""

    @property
    def lacks_wanted_passkey(self) -> bool:
        """Say whether the role wants a passkey and the account has an app alone."""
        return self.role in PASSKEY_WANTED and self.has_app and not self.passkeys


def accounts_page(narrowed: AccountFilter, number: int) -> tuple[Page, list[ManagedAccount]]:
    """Return one page of the accounts that a filter leaves, by State, organisation and post."""
    conditions = _conditions(narrowed)
    total = db.session.scalar(select(func.count(Account.id)).where(*conditions)) or 0
    page = Page(number, total)
    rows = db.session.execute(
        _managed()
        .where(*conditions)
        .order_by(Account.state_iso2, Account.organisation, Account.post_title, Account.id)
        .limit(page.per_page)
        .offset(page.offset)
    )
    return page, [_from_row(row) for row in rows]


def managed_account(account_id: int) -> ManagedAccount:
    """Return one account; an unknown number raises `NotFound`."""
    row = db.session.execute(_managed().where(Account.id == account_id)).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _from_row(row)


def is_last_focal_point(account: ManagedAccount) -> bool:
    """Say whether an account is the only active one that speaks for its State."""
    if account.role is not Role.FOCAL_POINT or account.status is not AccountStatus.ACTIVE:
        return False
    return not focal_points_of(account.state_iso2, beside=account.account_id)


@dataclass(frozen=True, slots=True)
class DayOfReading:
    """How many pages an account read on a day."""

    day: date
    number: int


def pages_read_of_late(account_id: int) -> list[DayOfReading]:
    """Return how much an account read on each of the last days on which it read anything."""
    since = clock.today() - READ_OF_LATE
    rows = db.session.scalars(
        select(PagesRead)
        .where(PagesRead.account_id == account_id, PagesRead.day > since)
        .order_by(PagesRead.day.desc())
    )
    return [DayOfReading(row.day, row.number) for row in rows]


def officers_beside(*account_ids: int | None) -> Sequence[Account]:
    """Return the active officers and administrators but for some."""
    return db.session.scalars(
        select(Account)
        .where(
            Account.role.in_(PRIVILEGED),
            Account.status == AccountStatus.ACTIVE,
            Account.id.not_in([number for number in account_ids if number is not None]),
        )
        .order_by(Account.id)
    ).all()


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A proposed change with what an officer needs to decide it."""

    id: int
    account_id: int
    post_title: str
    organisation: str
    email: str
    state_iso2: str
    role: Role
    is_last_focal_point: bool
    """Whether the State has no other account that speaks for it."""
    kind: ProposedChange
    role_then: Role | None
    state_iso2_then: str
    new_role: Role | None
    new_state_iso2: str
    new_authority_number: int | None
    reason: str
    status: ChangeStatus
    proposed_by: int
    proposed_by_post: str
    proposed_by_state: str
    proposed_by_status: AccountStatus
    proposed_at: datetime

    @property
    def has_moved(self) -> bool:
        """Say whether the account has another role or State by now, so that nobody can accept it."""
        return self.role_then is not None and has_moved(
            Place(self.role_then, self.state_iso2_then), Place(self.role, self.state_iso2)
        )

    @property
    def leaves_no_focal_point(self) -> bool:
        """Say whether nobody would speak for the State if it were accepted."""
        takes_away = {ProposedChange.CLOSE, ProposedChange.CHANGE_ROLE}
        return self.is_last_focal_point and self.kind in takes_away


def waiting_changes() -> list[WaitingChange]:
    """Return the changes that wait for an officer, oldest first."""
    waiting = _changes().where(AccountChange.status == ChangeStatus.WAITING)
    rows = db.session.execute(waiting.order_by(AccountChange.proposed_at, AccountChange.id))
    return [_change_from_row(row) for row in rows]


def account_change(change_id: int) -> WaitingChange:
    """Return one proposed change, decided or not; an unknown number raises `NotFound`."""
    row = db.session.execute(_changes().where(AccountChange.id == change_id)).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _change_from_row(row)


def kinds_waiting(account_id: int) -> Sequence[ProposedChange]:
    """Return what is proposed for an account and waits."""
    return db.session.scalars(
        select(AccountChange.kind).where(
            AccountChange.account_id == account_id, AccountChange.status == ChangeStatus.WAITING
        )
    ).all()


def _conditions(narrowed: AccountFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if narrowed.role:
        conditions.append(Account.role == narrowed.role)
    if narrowed.status:
        conditions.append(Account.status == narrowed.status)
    if narrowed.state_iso2:
        conditions.append(Account.state_iso2 == narrowed.state_iso2)
    # PostgreSQL cannot even be asked for a text with a zero character.
    for word in narrowed.words.replace("\0", "").lower().split():
        in_columns = (func.lower(column).contains(word, autoescape=True) for column in SEARCHED)
        conditions.append(or_(*in_columns))
    return conditions


def _managed() -> Select[Account, int, bool, datetime | None]:
    passkeys = (
        select(func.count(Passkey.id)).where(Passkey.account_id == Account.id).scalar_subquery()
    )
    has_app = exists().where(AuthenticatorApp.account_id == Account.id)
    last_sign_in = (
        select(func.max(UserSession.created_at))
        .where(UserSession.account_id == Account.id)
        .scalar_subquery()
    )
    return select(Account, passkeys, has_app, last_sign_in)


def _from_row(row: Any) -> ManagedAccount:
    account, passkeys, has_app, last_sign_in_at = row
    return ManagedAccount(
        account_id=account.id,
        email=account.email,
        post_title=account.post_title,
        organisation=account.organisation,
        state_iso2=account.state_iso2 or "",
        authority_number=account.authority_number,
        role=account.role,
        status=account.status,
        passkeys=passkeys,
        has_app=bool(has_app),
        created_at=account.created_at,
        activated_at=account.activated_at,
        last_sign_in_at=last_sign_in_at,
        in_post_since=account.post_confirmed_at or account.activated_at,
        post_asked_at=account.post_asked_at,
    )


def _changes() -> Select[AccountChange, Account, Account, bool]:
    proposer, other = aliased(Account), aliased(Account)
    is_another_there = exists().where(
        other.id != Account.id,
        other.state_iso2 == Account.state_iso2,
        other.role == Role.FOCAL_POINT,
        other.status == AccountStatus.ACTIVE,
    )
    return (
        select(AccountChange, Account, proposer, is_another_there)
        .join(Account, Account.id == AccountChange.account_id)
        .join(proposer, proposer.id == AccountChange.proposed_by)
    )


def _change_from_row(row: Any) -> WaitingChange:
    change, account, proposer, is_another_there = row
    is_focal_point = account.role is Role.FOCAL_POINT and account.status is AccountStatus.ACTIVE
    return WaitingChange(
        id=change.id,
        account_id=account.id,
        post_title=account.post_title,
        organisation=account.organisation,
        email=account.email,
        state_iso2=account.state_iso2 or "",
        role=account.role,
        is_last_focal_point=is_focal_point and not is_another_there,
        kind=change.kind,
        role_then=change.role_then,
        state_iso2_then=change.state_iso2_then or "",
        new_role=change.new_role,
        new_state_iso2=change.new_state_iso2 or "",
        new_authority_number=change.new_authority_number,
        reason=change.reason,
        status=change.status,
        proposed_by=change.proposed_by,
        proposed_by_post=proposer.post_title,
        proposed_by_state=proposer.state_iso2 or "",
        proposed_by_status=proposer.status,
        proposed_at=change.proposed_at,
    )
