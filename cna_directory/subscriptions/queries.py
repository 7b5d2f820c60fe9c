"""Reading subscriptions: one's own, the one a link ends, and everybody who is told of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.subscriptions.models import EditionSubscription
from cna_directory.subscriptions.rules import Choice


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody to whom each edition is announced."""

    email: str
    language: str
    """Of the mail; the languages of the edition are in the choice."""
    choice: Choice
    ending_token: str


@dataclass(frozen=True, slots=True)
class EndingLink:
    """A subscription as the link in its mails finds it."""

    account_id: int
    email: str


def choice_of(account_id: int | None) -> Choice | None:
    """Return what an account chose; `None` where nothing is announced to it."""
    row = db.session.get(EditionSubscription, account_id) if account_id else None
    return Choice(tuple(row.languages), tuple(row.formats)) if row else None


def ending_link(token: str) -> EndingLink:
    """Return the subscription that a link ends.

    Raises:
        NotFound: the subscription is over already, or there never was one.
    """
    found = None
    if "\0" not in token:  # PostgreSQL cannot even be asked for it.
        found = db.session.execute(
            select(EditionSubscription.account_id, Account.email)
            .join(Account, Account.id == EditionSubscription.account_id)
            .where(EditionSubscription.ending_token == token)
        ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return EndingLink(found.account_id, found.email)


def subscribers() -> Sequence[Subscriber]:
    """Return everybody to whom editions are announced and whose account is active.

    Their subscriptions stay until the transaction ends: who ends one meanwhile waits, and then
    finds what was posted.
    """
    rows = db.session.execute(
        select(Account.email, Account.language, EditionSubscription)
        .join(EditionSubscription, EditionSubscription.account_id == Account.id)
        .where(Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
        .with_for_update(read=True, of=EditionSubscription)
    )
    return [
        Subscriber(
            email, language, Choice(tuple(row.languages), tuple(row.formats)), row.ending_token
        )
        for email, language, row in rows
    ]
