"""Showing a second factor: after the password, or again before what is privileged."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from cna_directory import clock, limits
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.models import UserSession
from cna_directory.accounts.operations.authenticator_apps import use_code
from cna_directory.accounts.operations.passkeys import NOT_ACCEPTED, answer_taken, use_passkey
from cna_directory.accounts.operations.recovery_codes import use_recovery_code
from cna_directory.accounts.operations.refusing import recording_limits, refuse_sign_in
from cna_directory.accounts.passkeys import Answer
from cna_directory.accounts.standing import ChallengePurpose, Factor, RefusalReason
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import AccessRefused, Problem, RuleBroken
from cna_directory.limits import Limit
from cna_directory.operation import note, operation
from cna_directory.settings import Settings

TOO_MANY = "There were too many tries with codes for this account. {} Or use a passkey."
LIMITS = (
    Limit("second_factor", 5, timedelta(minutes=5), TOO_MANY.format("Wait five minutes.")),
    Limit("second_factor", 20, timedelta(hours=1), TOO_MANY.format("Wait an hour.")),
    Limit("second_factor", 50, timedelta(days=1), TOO_MANY.format("Try again tomorrow.")),
)
"""A code has a million values and the limits leave fifty tries a day.

They stand for codes alone: nobody guesses a passkey, so using one up to keep its holder out must
not be possible either.
"""

NOTHING_SHOWN = "Type the six digits that your authenticator app shows."
WRONG_CODE = "This code is not right, or was used before. Wait for the next one and type that."
WRONG_RECOVERY_CODE = "This is none of your recovery codes, or it was used before."


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows as a second factor: the first that is filled counts."""

    passkey: str = ""
    code: str = ""
    recovery_code: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was shown, after the try was counted and the question to a passkey taken."""

    shown: Shown
    answer: Answer | None


def count_shown(
    actor: Actor, shown: Shown, *, account_id: int, purpose: ChallengePurpose
) -> Counted:
    """Count a try before it is checked.

    Raises:
        RuleBroken: nothing was shown.
        TooManyAttempts: a limit stands against it.
    """
    if shown.passkey:
        answer = answer_taken(actor, shown.passkey, purpose=purpose, account_id=account_id)
        return Counted(shown, answer)
    if not shown.code and not shown.recovery_code:
        raise RuleBroken([Problem("code", NOTHING_SHOWN)])
    with recording_limits(actor, account_id):
        limits.count_try([(limit, str(account_id)) for limit in LIMITS])
    return Counted(shown, None)


def use_factor(counted: Counted, *, account_id: int, settings: Settings) -> Factor:
    """Return which second factor was shown; a plain function, called inside an operation.

    Raises:
        RuleBroken: it is not right, or was used before.
    """
    shown = counted.shown
    if shown.passkey:
        answer = counted.answer
        if answer and use_passkey(answer, account_id=account_id, settings=settings):
            return Factor.PASSKEY
        raise RuleBroken([Problem("passkey", NOT_ACCEPTED)])
    if shown.code:
        if use_code(account_id, shown.code, settings):
            return Factor.AUTHENTICATOR_APP
        raise RuleBroken([Problem("code", WRONG_CODE)])
    if use_recovery_code(account_id, shown.recovery_code):
        return Factor.RECOVERY_CODE
    raise RuleBroken([Problem("recovery_code", WRONG_RECOVERY_CODE)])


def confirm_by_second_factor(
    actor: Actor, *, account_id: int, session_id: int, shown: Shown, settings: Settings
) -> str:
    """Show a second factor again, so that what is privileged may be done for some minutes.

    Returns the token that the session has from now on.

    Raises:
        RuleBroken: it is not right, or was used before; the try is recorded.
        TooManyAttempts: a limit stands against the try.
    """
    counted = count_shown(actor, shown, account_id=account_id, purpose=ChallengePurpose.CONFIRM)
    try:
        return confirm_session(actor, session_id=session_id, counted=counted, settings=settings)
    except RuleBroken:
        refuse_sign_in(actor, account_id, reason=RefusalReason.WRONG_SECOND_FACTOR)
        raise


@operation(Action.SECOND_FACTOR_SHOWN, needs=Capability.MANAGE_OWN_ACCOUNT)
def confirm_session(actor: Actor, *, session_id: int, counted: Counted, settings: Settings) -> str:
    """Mark a session of the actor's as confirmed by a second factor; return its new token.

    Raises:
        RuleBroken: it is not right, or was used before.
    """
    assert actor.account_id is not None  # noqa: S101 - only signed-in roles have the capability.
    factor = use_factor(counted, account_id=actor.account_id, settings=settings)
    note(subject=f"account/{actor.account_id}", factor=factor)
    return _confirm(actor.account_id, session_id)


@operation(Action.SECOND_FACTOR_SHOWN, needs=Capability.MANAGE_OWN_ACCOUNT)
def confirm_without_factor(actor: Actor, *, session_id: int, settings: Settings) -> str:
    """Confirm a session of an account that the demonstration made and that has no second factor.

    Returns the token that the session has from now on.

    Raises:
        AccessRefused: this is not the demonstration, or the account has a second factor.
    """
    assert actor.account_id is not None  # noqa: S101 - only signed-in roles have the capability.
    if not settings.is_demonstration or queries.factors_of(actor.account_id).has_any:
        raise AccessRefused("Show your second factor.")
    note(subject=f"account/{actor.account_id}", factor=Factor.DEMONSTRATION_LINK)
    return _confirm(actor.account_id, session_id)


def _confirm(account_id: int, session_id: int) -> str:
    """Confirm a session under a new token, which ends copies of its cookie."""
    token = new_token()
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.account_id == account_id)
        .values(confirmed_at=clock.now(), token_hash=hash_of(token))
    )
    return token
