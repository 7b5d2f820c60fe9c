"""The holder of an account disowning what somebody else did in it."""

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.messages.new_browsers import sign_in_disowned
from cna_directory.accounts.models import Account
from cna_directory.accounts.operations.ending import (
    end_access_tokens,
    sign_out_everywhere,
    withdraw_links,
)
from cna_directory.accounts.operations.links import place_of, spend
from cna_directory.accounts.operations.passwords import post_reset_link
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings

UNDONE = frozenset({LinkPurpose.RESET_PASSWORD, LinkPurpose.CHANGE_EMAIL})
"""What somebody else may have asked for and not used yet."""


@operation(Action.SIGN_IN_DISOWNED, needs=Capability.RECOVER_ACCOUNT)
def disown_sign_in(actor: Actor, link: queries.Link, *, settings: Settings) -> None:
    """End all sessions and access tokens, take the password away, and tell the secretariat.

    The account gets back the address that the link went to, and a link to set a new password goes
    there. Older links of this kind stay good: of two mailboxes that each say "not me", the one that
    had the account first is heard last.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
    """
    account = spend(link, LinkPurpose.NOT_ME)
    sign_out_everywhere(account)
    end_access_tokens(account)
    withdraw_links(account, UNDONE)
    withdraw_links(account, {LinkPurpose.NOT_ME}, later_than=link.id)
    account.password_hash = None
    has_address = _give_address_back(account, link.sent_to)
    if has_address and account.status is AccountStatus.ACTIVE:
        post_reset_link(account, settings)
    for officer in queries.secretariat():
        post(sign_in_disowned(officer, account, settings), settings)
    note(subject=place_of(account))


def _give_address_back(account: Account, address: str) -> bool:
    """Give the account an address back, unless another account has it by now; say whether it has it."""
    if account.email == address:
        return True
    if not address or queries.account_by_email(address) is not None:
        return False
    account.email = address
    return True
