"""Confirming the e-mail address of a request, which brings it before the secretariat."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.admission.messages.own_request import account_request_received
from cna_directory.admission.operations.answering import tell_officers
from cna_directory.admission.operations.holding import held_request, place_of
from cna_directory.admission.operations.status_address import status_address, status_token
from cna_directory.admission.operations.vouching import ask_focal_points
from cna_directory.admission.queries.own_request import ConfirmationLink
from cna_directory.admission.rules.steps import next_status
from cna_directory.admission.standing import RequestStep, Voucher
from cna_directory.audit.actions import Action
from cna_directory.errors import LinkExpired
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings

SPENT_LINK = "This link was used before, or its time has run out."


@operation(Action.ACCOUNT_REQUEST_CONFIRMED, needs=Capability.ASK_FOR_ACCOUNT)
def confirm_account_request(actor: Actor, link: ConfirmationLink, *, settings: Settings) -> str:
    """Show an address to be the applicant's; return the token of the request's own page.

    The secretariat and, where the applicant named them, the State's focal points are told.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
    """
    found = held_request(link.id)
    status = next_status(found.status, RequestStep.CONFIRM)
    if status is None or clock.now() >= found.confirm_by:
        raise LinkExpired(SPENT_LINK)
    found.status, found.confirmed_at = status, clock.now()
    if found.voucher is Voucher.FOCAL_POINT:
        ask_focal_points(found, settings)
    tell_officers(found, settings)
    post(account_request_received(found, status_address(found, settings), settings), settings)
    note(subject=place_of(found))
    return status_token(found, settings)
