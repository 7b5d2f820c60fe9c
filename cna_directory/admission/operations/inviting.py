"""Turning an approved request into an invited account. Plain functions, called inside an operation."""

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.roles import SIGNED_IN
from cna_directory.accounts.messages.activating import activate_your_account
from cna_directory.accounts.models import Account, OneTimeLink
from cna_directory.accounts.operations.links import ACTIVATION_HOLDS_FOR, add_account, make_link
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.admission.models import AccountRequest
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.mail.outbox import post
from cna_directory.settings import Settings

NOT_INVITED = (
    "This account does not wait for its activation any more. Nothing was sent. "
    "Open the request again to see how it stands."
)


def invite_applicant(account_request: AccountRequest, settings: Settings) -> None:
    """Make the account that was approved, and nothing else; send its activation link."""
    role = account_request.approved_role
    if role not in SIGNED_IN:
        raise RuntimeError("an account is made only of a role that was approved")
    account = add_account(
        email=account_request.email,
        role=role,
        status=AccountStatus.INVITED,
        post_title=account_request.post_title,
        organisation=account_request.organisation,
        state_iso2=account_request.approved_state_iso2,
        authority_number=account_request.approved_authority_number,
        language=account_request.language,
        succeeds_account_id=account_request.approved_succeeds_account_id,
    )
    account_request.account_id = account.id
    _send_link(account, settings)


def invite_once_more(account_request: AccountRequest, settings: Settings) -> None:
    """Send a new activation link, and end those that were sent before.

    Raises:
        EditConflict: there is no account, or it does not wait to be activated.
    """
    account = (
        db.session.scalars(
            select(Account).where(Account.id == account_request.account_id).with_for_update()
        ).one_or_none()
        if account_request.account_id
        else None
    )
    if account is None or account.status is not AccountStatus.INVITED:
        raise EditConflict(NOT_INVITED)
    _end_links(account)
    _send_link(account, settings)


def _end_links(account: Account) -> None:
    now = clock.now()
    for link in db.session.scalars(
        select(OneTimeLink).where(
            OneTimeLink.account_id == account.id,
            OneTimeLink.purpose == LinkPurpose.ACTIVATE,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
    ):
        link.expires_at = now


def _send_link(account: Account, settings: Settings) -> None:
    token = make_link(account, LinkPurpose.ACTIVATE, ACTIVATION_HOLDS_FOR)
    post(activate_your_account(account, token, settings), settings)
