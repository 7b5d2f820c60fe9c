"""The trail as people read it: a page of it, and one operation with all its entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from cna_directory.accounts.models import Account
from cna_directory.accounts.queries import account_by_email
from cna_directory.audit import chain
from cna_directory.audit.models import AuditOperation, PersonalValue
from cna_directory.audit.recorder import REMOVED
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.trail.queries.selecting import Conditions, conditions_of, own_conditions
from cna_directory.trail.rules import Selection, ShownValue, Span, commitment_in, shown_value

PER_PAGE = 50
ABOUT_ACCOUNT = "account/"


@dataclass(frozen=True, slots=True)
class AccountName:
    """What an account is called in the trail: its post, not a person."""

    account_id: int
    post_title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Line:
    """One operation in a list."""

    number: int
    happened_at: datetime
    action: str
    role: str
    actor: AccountName | None
    subject: str
    subject_account: AccountName | None
    remote_address: ShownValue
    details: dict[str, ShownValue]


@dataclass(frozen=True, slots=True)
class Reading:
    """One page of the trail, the newest operation first."""

    lines: tuple[Line, ...]
    newer_than: int | None
    """The number above which the page of newer ones begins; `None` on the first page."""
    older_than: int | None
    """The number below which the page of older ones begins; `None` on the last page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that an operation created, changed or removed, with its fields before and after."""

    table: str
    row: str
    kind: str
    fields: tuple[tuple[str, ShownValue, ShownValue], ...]


@dataclass(frozen=True, slots=True)
class OneOperation:
    """One operation with all that the trail holds of it."""

    line: Line
    entries: tuple[Entry, ...]
    hash: str
    previous_hash: str
    fault: str
    """Why its link does not hold, recomputed now; empty where it does."""
    has_next: bool


def account_number(email: str) -> int | None:
    """Return the number of the account of an e-mail address."""
    found = account_by_email(email)
    return found.id if found else None


def read(asked: Selection, span: Span) -> Reading:
    """Return a page of what was asked for."""
    return _reading(conditions_of(asked), span)


def own_events(account_id: int, span: Span) -> Reading:
    """Return a page of what an account did and of what touched its safety."""
    return _reading(own_conditions(account_id), span)


def one_operation(number: int) -> OneOperation:
    """Return one operation with its entries.

    Raises:
        NotFound: no operation has this number.
    """
    found = chain.page_of_links(AuditOperation.number == number)
    if not found:
        raise NotFound(NO_SUCH_PAGE)
    (link,) = found
    kept = {value.commitment: value.value for value in link.personal}
    return OneOperation(
        line=_lines([link.operation])[0],
        entries=tuple(_entry(entry, kept) for entry in link.entries),
        hash=link.operation.hash,
        previous_hash=link.operation.previous_hash,
        fault=chain.fault_of(link),
        has_next=chain.head().number > number,
    )


def _reading(conditions: Conditions, span: Span) -> Reading:
    """Read one row more than a page shows: it tells whether there is another page."""
    rows = select(AuditOperation.__table__).where(*conditions).limit(PER_PAGE + 1)
    number = AuditOperation.number
    if span.after is not None:
        asked = rows.where(number > span.after).order_by(number)
        found = list(db.session.execute(asked))
        if found:
            shown = found[:PER_PAGE][::-1]
            is_first = len(found) <= PER_PAGE
            return Reading(_lines(shown), None if is_first else shown[0].number, shown[-1].number)
    asked = rows.order_by(number.desc())
    before = None if span.after is not None else span.before
    if before is not None:
        asked = asked.where(number < before)
    found = list(db.session.execute(asked))
    shown = found[:PER_PAGE]
    return Reading(
        _lines(shown),
        None if before is None else before - 1,
        shown[-1].number if len(found) > PER_PAGE else None,
    )


def _lines(rows: list[Row[Any]]) -> tuple[Line, ...]:
    names = _names(rows)
    personal = _personal(value for row in rows for value in row.details.values())
    return tuple(_line(row, names, personal) for row in rows)


def _line(row: Row[Any], names: Mapping[int, AccountName], personal: Mapping[str, str]) -> Line:
    details = {key: shown_value(value, personal) for key, value in row.details.items()}
    remote_address = details.pop("remote_address", shown_value(None, personal))
    return Line(
        number=row.number,
        happened_at=row.happened_at,
        action=row.action,
        role=row.actor_role,
        actor=names.get(row.actor_account_id),
        subject=row.subject,
        subject_account=names.get(_subject_account(row.subject)),
        remote_address=remote_address,
        details=details,
    )


def _subject_account(subject: str) -> int:
    number = subject.removeprefix(ABOUT_ACCOUNT)
    is_account = subject.startswith(ABOUT_ACCOUNT) and number.isascii() and number.isdigit()
    return int(number) if is_account else 0


def _names(rows: Iterable[Row[Any]]) -> dict[int, AccountName]:
    """Return the names of all accounts that act or are acted upon, read at once."""
    wanted = {row.actor_account_id or 0 for row in rows}
    wanted |= {_subject_account(row.subject) for row in rows}
    found = db.session.execute(
        select(Account.id, Account.post_title, Account.organisation).where(Account.id.in_(wanted))
    )
    return {row.id: AccountName(row.id, row.post_title, row.organisation) for row in found}


def _personal(values: Iterable[Any]) -> dict[str, str]:
    """Return the personal values among these that were not erased, by their commitments."""
    wanted = {commitment for value in values if (commitment := commitment_in(value))}
    found = db.session.execute(
        select(PersonalValue.commitment, PersonalValue.value).where(
            PersonalValue.commitment.in_(wanted)
        )
    )
    return {row.commitment: row.value for row in found}


def _entry(entry: Row[Any], kept: Mapping[str, str]) -> Entry:
    fields = []
    for name, values in entry.changes.items():
        before, after = _before_and_after(entry.kind, values)
        fields.append((name, shown_value(before, kept), shown_value(after, kept)))
    return Entry(entry.table_name, entry.row_key, entry.kind, tuple(fields))


def _before_and_after(kind: str, values: list[Any]) -> tuple[Any, Any]:
    """Return both values of a field; a row that was created or removed has one of them."""
    if len(values) == 2:
        return values[0], values[1]
    return (values[0], None) if kind == REMOVED else (None, values[0])
