"""Sending a request for an account."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.admission.models import AccountRequest, AccountRequestDraft, Letter
from cna_directory.admission.operations.drafting import A_DAY, GONE, TOMORROW
from cna_directory.admission.operations.holding import place_of
from cna_directory.admission.operations.status_address import status_token
from cna_directory.admission.queries.drafts import Draft, known_to_answers
from cna_directory.admission.rules.answers import (
    ORDER,
    ROLE_OF_BODY,
    Answers,
    Body,
    problems_with_answers,
)
from cna_directory.admission.rules.own_request import CONFIRM_WITHIN
from cna_directory.admission.standing import RequestStatus, Voucher
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import LinkExpired
from cna_directory.limits import Limit, count_try, counted_address
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

SENT_FROM_ADDRESS = Limit(
    "account_request",
    10,
    A_DAY,
    f"Many requests for an account were sent from your network today. {TOMORROW}",
)
SENT_OVERALL = Limit(
    "account_request", 1000, A_DAY, f"Very many requests for an account were sent today. {TOMORROW}"
)
SENT_FOR_EMAIL = Limit(
    "account_request_email",
    3,
    A_DAY,
    "Several requests for an account were sent for this e-mail address today. Open the link in the"
    " message you got, or try again tomorrow.",
)

UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another when they are read out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the applicant gets for a request that was sent."""

    reference: str
    status_token: str


def send_account_request(actor: Actor, draft: Draft, *, language: str, settings: Settings) -> Sent:
    """Send what a draft holds, counting the try first.

    No account is looked up and no mail posted here: the scheduler does both, so that nobody can
    tell by the answer or by its time whether an address is known.

    Raises:
        RuleBroken: an answer is missing or no longer holds.
        TooManyAttempts: a limit stands against it.
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    known = known_to_answers(settings)
    for step in ORDER:
        require(problems_with_answers(step, draft.answers, known))
    count_try(
        [
            (SENT_FROM_ADDRESS, counted_address(actor.remote_address)),
            (SENT_OVERALL, ""),
            (SENT_FOR_EMAIL, normalised_address(draft.answers["email"])),
        ]
    )
    return submit_account_request(actor, draft, language=language, settings=settings)


@operation(Action.ACCOUNT_REQUEST_SUBMITTED, needs=Capability.ASK_FOR_ACCOUNT)
def submit_account_request(
    actor: Actor, draft: Draft, *, language: str, settings: Settings
) -> Sent:
    """Turn a draft into a request that waits for its address to be confirmed.

    Raises:
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    kept = db.session.get(AccountRequestDraft, draft.id, with_for_update=True)
    if kept is None:
        raise LinkExpired(GONE)
    made = _request(kept, draft.answers, language)
    token = status_token(made, settings)
    db.session.add(made)
    db.session.delete(kept)
    db.session.flush()
    note(subject=place_of(made), state=made.state_iso2, has_letter=made.letter_id is not None)
    return Sent(made.reference, token)


def _request(kept: AccountRequestDraft, answers: Answers, language: str) -> AccountRequest:
    now = clock.now()
    sha256 = db.session.scalar(select(Letter.sha256).where(Letter.id == kept.letter_id))
    return AccountRequest(
        reference=_new_reference(),
        status=RequestStatus.AWAITING_CONFIRMATION,
        confirm_by=now + CONFIRM_WITHIN,
        email=normalised_address(answers["email"]),
        person_name=answers["person_name"],
        telephone=answers["telephone"],
        state_iso2=answers["state"],
        organisation=answers["organisation"],
        post_title=answers["post_title"],
        wished_role=ROLE_OF_BODY[Body(answers["body"])],
        request_types=tuple(answers["request_types"]),
        purpose=answers["purpose"],
        voucher=Voucher(answers["voucher"]),
        language=language,
        letter_id=kept.letter_id,
        letter_sha256=sha256 or "",
        submitted_at=now,
    )


def _new_reference() -> str:
    drawn = "".join(secrets.choice(UNAMBIGUOUS) for _ in range(8))
    return f"AR-{drawn[:4]}-{drawn[4:]}"
