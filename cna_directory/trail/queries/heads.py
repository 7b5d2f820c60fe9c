"""The head of the trail: when it was last told to others, to whom, and where it is printed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions.queries import issued_editions
from cna_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class PostedHead:
    """A head that was mailed, with what verifying the chain before it gave."""

    posted_at: datetime
    number: int
    hash: str
    fault: str
    """Why the chain did not hold; empty where it did."""
    broken_number: int
    """The first operation that did not hold; 0 where all did."""


def last_posted_head() -> PostedHead | None:
    """Return the head that was mailed last; `None` if none ever was."""
    row = db.session.execute(
        select(AuditOperation.happened_at, AuditOperation.details)
        .where(AuditOperation.action == Action.TRAIL_HEAD_POSTED.value)
        .order_by(AuditOperation.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    said = row.details
    return PostedHead(
        posted_at=row.happened_at,
        number=said["number"],
        hash=said["head"],
        fault=said.get("fault", ""),
        broken_number=said.get("broken_number", 0),
    )


def is_head_posted_on(day: date) -> bool:
    """Say whether the head was mailed on a day (UTC)."""
    midnight = datetime.combine(day, time.min, UTC)
    found = select(AuditOperation.number).where(
        AuditOperation.action == Action.TRAIL_HEAD_POSTED.value,
        AuditOperation.happened_at >= midnight,
        AuditOperation.happened_at < midnight + timedelta(days=1),
    )
    return db.session.scalar(found.limit(1)) is not None


def heads_of_editions() -> tuple[str, ...]:
    """Return the heads that issued editions print; a chain that lacks one of them was cut."""
    return tuple(edition.trail_head for edition in issued_editions())


def keepers_of_the_head(settings: Settings) -> dict[str, str]:
    """Return who gets the head by mail: addresses with their languages, each address once."""
    outside = {address.casefold(): "en" for address in settings.trail_witnesses}
    rows = db.session.execute(
        select(Account.email, Account.language)
        .where(
            Account.role.in_((Role.SECRETARIAT, Role.ADMINISTRATOR)),
            Account.status == AccountStatus.ACTIVE,
        )
        .order_by(Account.id)
    )
    return outside | {row.email: row.language for row in rows}
