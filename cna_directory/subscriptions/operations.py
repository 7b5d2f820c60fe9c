"""Writing subscriptions: choosing what is announced, and ending it, signed in or by a link."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries import account_of
from cna_directory.accounts.tokens import new_token
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.mail import outbox
from cna_directory.operation import note, operation, require
from cna_directory.subscriptions.models import EditionSubscription
from cna_directory.subscriptions.queries import EndingLink
from cna_directory.subscriptions.rules import Choice, problems_of


@operation(Action.SUBSCRIPTION_CHANGED, needs=Capability.MANAGE_OWN_ACCOUNT)
def subscribe(actor: Actor, choice: Choice) -> None:
    """Have editions announced in these languages and formats from now on.

    Raises:
        RuleBroken: no language or no format is chosen, or one that editions do not have.
    """
    require(problems_of(choice))
    account = account_of(actor, for_update=True)
    row = db.session.get(EditionSubscription, account.id)
    if row is None:
        row = EditionSubscription(account_id=account.id, ending_token=new_token())
        db.session.add(row)
    row.languages, row.formats = list(choice.languages), list(choice.formats)
    row.changed_at = clock.now()
    note(f"account/{account.id}", languages=row.languages, formats=row.formats)


@operation(Action.SUBSCRIPTION_ENDED, needs=Capability.MANAGE_OWN_ACCOUNT)
def unsubscribe(actor: Actor) -> None:
    """Have nothing announced any more, not even what waits to be sent."""
    account = account_of(actor, for_update=True)
    _end(account.id)


@operation(Action.SUBSCRIPTION_ENDED, needs=Capability.UNSUBSCRIBE)
def unsubscribe_by_link(actor: Actor, link: EndingLink) -> None:
    """End the announcements that a mail belongs to, whoever opens its link and without signing in."""
    _end(link.account_id)


def _end(account_id: int) -> None:
    row = db.session.get(EditionSubscription, account_id)
    if row is not None:
        db.session.delete(row)
        # Whoever announces an edition just now holds the row: what is posted is there afterwards.
        db.session.flush()
        outbox.take_off_ended_by(row.ending_token)
    note(f"account/{account_id}")
