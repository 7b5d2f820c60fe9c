"""The first mail to an applicant, posted by the scheduler.

Whether an address has an account is looked up here and never while somebody waits for a page.
"""

from functools import partial

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries import account_by_email
from cna_directory.accounts.standing import AccountStatus
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.admission.messages.first_mail import confirm_your_address, you_have_an_account
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.operations.holding import place_of
from cna_directory.admission.operations.status_address import status_address
from cna_directory.admission.queries.own_request import requests_to_mail
from cna_directory.admission.rules.own_request import CONFIRM_WITHIN
from cna_directory.admission.standing import RequestStatus
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.mail.message import Message
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from cna_directory.turns import each_in_turn


def mail_account_requests(actor: Actor, settings: Settings) -> int:
    """Post the first mail of every request that has had none; return how many there were."""
    mail = partial(mail_account_request, actor, settings=settings)
    return len(each_in_turn(requests_to_mail(), mail, _called).or_raise())


def _called(account_request_id: int) -> str:
    return f"account-request/{account_request_id}"


@operation(Action.ACCOUNT_REQUEST_MAILED, needs=Capability.KEEP_ACCOUNTS)
def mail_account_request(actor: Actor, account_request_id: int, *, settings: Settings) -> None:
    """Post the link that confirms an address, or tell its holder that there is an account.

    A request whose address has an account stays unconfirmed and lapses in silence, as one whose
    mail nobody opens.
    """
    found = db.session.scalars(
        select(AccountRequest)
        .where(
            AccountRequest.id == account_request_id,
            AccountRequest.mailed_at.is_(None),
            AccountRequest.status == RequestStatus.AWAITING_CONFIRMATION,
        )
        .with_for_update()
    ).one_or_none()
    note(subject=_called(account_request_id))
    if found is None:
        return  # Another scheduler was quicker.
    found.mailed_at = clock.now()
    found.confirm_by = found.mailed_at + CONFIRM_WITHIN
    message = _first_message(found, settings)
    post(message, settings)
    note(subject=place_of(found), message=message.name)


def _first_message(found: AccountRequest, settings: Settings) -> Message:
    account = account_by_email(found.email)
    if account is not None and account.status is not AccountStatus.CLOSED:
        return you_have_an_account(found, settings)
    token = new_token()
    found.confirm_token_hash = hash_of(token)
    return confirm_your_address(found, token, status_address(found, settings), settings)
