"""Telling an account of what its holder may not have done, and the holder disowning it."""

from datetime import timedelta

from cna_directory.accounts.messages.new_browsers import new_browser
from cna_directory.accounts.models import Account, UserSession
from cna_directory.accounts.operations.links import make_link
from cna_directory.accounts.standing import LinkPurpose
from cna_directory.mail.outbox import post
from cna_directory.settings import Settings

NOT_ME_HOLDS_FOR = timedelta(days=7)
"""A holder may be on mission; after that, undoing what happened is for the secretariat."""


def tell_of_new_browser(account: Account, user_session: UserSession, settings: Settings) -> None:
    """Post the mail that tells of a session in a new browser, with a link to disown it.

    A plain function, called inside the operation that begins the session.
    """
    post(new_browser(account, user_session, make_not_me_link(account), settings), settings)


def make_not_me_link(account: Account) -> str:
    """Make the link by which whoever has the account's mailbox now disowns what happened to it.

    It keeps the address it goes to, so that an address which somebody else puts in its place later
    can be taken back.
    """
    return make_link(account, LinkPurpose.NOT_ME, NOT_ME_HOLDS_FOR, sent_to=account.email)
