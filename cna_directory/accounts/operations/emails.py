"""Changing the e-mail address of one's own account."""

from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.messages.emails import (
    address_change_asked,
    address_changed,
    confirm_your_new_address,
)
from cna_directory.accounts.operations.ending import withdraw_links
from cna_directory.accounts.operations.links import SPENT_LINK, make_link, place_of, spend
from cna_directory.accounts.operations.new_browsers import make_not_me_link
from cna_directory.accounts.rules.addresses import normalised_address, problems_with_new_address
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.errors import LinkExpired
from cna_directory.limits import Limit, count_try
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

CHANGE_HOLDS_FOR = timedelta(hours=24)

CHANGES_ASKED = Limit(
    "address_change",
    5,
    timedelta(days=1),
    "You asked for a new e-mail address too often today. Try again tomorrow.",
)


def ask_for_new_address(actor: Actor, *, email: str, settings: Settings) -> None:
    """Ask to use another e-mail address of the same domain; nothing changes before it is confirmed.

    Raises:
        RuleBroken: it is no address, the one in use, or one of another domain.
        TooManyAttempts: it was asked too often today.
    """
    account = queries.account_of(actor)
    require(problems_with_new_address(email, account.email))
    count_try([(CHANGES_ASKED, str(account.id))])
    note_asked_address(actor, email=email, settings=settings)


@operation(Action.EMAIL_CHANGE_ASKED, needs=Capability.MANAGE_OWN_ACCOUNT)
def note_asked_address(actor: Actor, *, email: str, settings: Settings) -> None:
    """Send a link to the new address and tell the one in use.

    Where another account has the new address, everything looks the same and no link is sent.
    """
    account = queries.account_of(actor, for_update=True)
    address = normalised_address(email)
    require(problems_with_new_address(address, account.email))
    withdraw_links(account, {LinkPurpose.CHANGE_EMAIL})
    post(address_change_asked(account, clock.now(), make_not_me_link(account), settings), settings)
    if queries.account_by_email(address) is None:
        token = make_link(account, LinkPurpose.CHANGE_EMAIL, CHANGE_HOLDS_FOR, sent_to=address)
        post(confirm_your_new_address(account, address, token, settings), settings)
    note(subject=place_of(account))


@operation(Action.EMAIL_CHANGED, needs=Capability.CONFIRM_OWN_ADDRESS)
def change_address(actor: Actor, link: queries.Link, *, settings: Settings) -> None:
    """Take the address that the link went to into use, and tell the one that was in use.

    Raises:
        LinkExpired: the link was used before, its time has run out, or the address is taken by now.
    """
    account = spend(link, LinkPurpose.CHANGE_EMAIL)
    is_taken = queries.account_by_email(link.sent_to) is not None
    if account.status is not AccountStatus.ACTIVE or is_taken:
        raise LinkExpired(SPENT_LINK)
    old_address, token = account.email, make_not_me_link(account)
    account.email = link.sent_to
    # A link that sets a password went to the old address, which has no say any more.
    withdraw_links(account, {LinkPurpose.RESET_PASSWORD})
    post(address_changed(account, old_address, clock.now(), token, settings), settings)
    note(subject=place_of(account))
