"""Passkeys of an account: asking for one, adding, removing, and using one."""

import base64
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from cna_directory import clock, limits
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import passkeys, queries
from cna_directory.accounts.messages.factors import second_factor_changed
from cna_directory.accounts.models import Account, Passkey, PasskeyChallenge
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.operations.pending import note_first_factor
from cna_directory.accounts.operations.refusing import recording_limits
from cna_directory.accounts.passkeys import Answer, KnownPasskey
from cna_directory.accounts.rules.factors import (
    problems_with_name,
    problems_with_removal,
    tidy_name,
)
from cna_directory.accounts.sealing import derived_key
from cna_directory.accounts.standing import ChallengePurpose, Factor, FactorChange
from cna_directory.accounts.tokens import digest_of
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound, Problem, RuleBroken
from cna_directory.limits import Limit, counted_address
from cna_directory.mail.outbox import post
from cna_directory.operation import bookkeeping, note, operation, require
from cna_directory.settings import Settings

CHALLENGE_BYTES = 32
CHALLENGE_HOLDS_FOR = timedelta(minutes=5)
NOT_ACCEPTED = "This passkey was not accepted. Try again, or sign in another way."
NOT_ADDED = "The passkey could not be added. Try again."

FROM_ONE_ADDRESS = Limit(
    "passkey",
    200,
    timedelta(minutes=5),
    "There were too many tries with passkeys from your network. Wait five minutes and try again.",
)
"""Nobody guesses a passkey, so this only bounds what one visitor can make the program do."""

FROM_EVERYWHERE = Limit(
    "passkey",
    100_000,
    timedelta(minutes=5),
    "Very many people try to sign in just now. Wait a few minutes and try again.",
)


def count_passkey(actor: Actor) -> None:
    """Count one question or answer.

    Raises:
        TooManyAttempts: there were too many from this address, or from everywhere.
    """
    from_there = counted_address(actor.remote_address)
    with recording_limits(actor, None):
        limits.count_try([(FROM_ONE_ADDRESS, from_there), (FROM_EVERYWHERE, "")])


def ask_for_any_passkey(actor: Actor, *, settings: Settings) -> str:
    """Return the question to a browser that signs in by passkey alone."""
    count_passkey(actor)
    challenge = _new_challenge(ChallengePurpose.SIGN_IN, None)
    return passkeys.question_to_show(settings, challenge=challenge)


def ask_for_passkey_of(
    actor: Actor, *, account_id: int, purpose: ChallengePurpose, settings: Settings
) -> str:
    """Return the question to a browser that is to show a passkey of one account."""
    count_passkey(actor)
    known = queries.credential_ids_of(account_id)
    challenge = _new_challenge(purpose, account_id)
    return passkeys.question_to_show(settings, challenge=challenge, known=known)


def ask_for_new_passkey(actor: Actor, *, account_id: int, settings: Settings) -> str:
    """Return the question to a browser that is to make a passkey."""
    count_passkey(actor)
    account = db.session.get_one(Account, account_id)
    email, handle = account.email, _name_for_passkeys(account, settings)
    known = queries.credential_ids_of(account_id)
    challenge = _new_challenge(ChallengePurpose.ADD, account_id)
    return passkeys.question_to_add(
        settings, challenge=challenge, handle=handle.encode(), email=email, known=known
    )


def _name_for_passkeys(account: Account, settings: Settings) -> str:
    """Return what passkeys know an account by; the first passkey fixes it."""
    if account.passkey_handle:
        return account.passkey_handle
    key = derived_key(f"passkey handle of account {account.id}", settings)
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def _new_challenge(purpose: ChallengePurpose, account_id: int | None) -> bytes:
    now, challenge = clock.now(), secrets.token_bytes(CHALLENGE_BYTES)
    with bookkeeping():
        db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now))
        db.session.add(
            PasskeyChallenge(
                challenge_hash=digest_of(challenge),
                purpose=purpose,
                account_id=account_id,
                expires_at=now + CHALLENGE_HOLDS_FOR,
            )
        )
    return challenge


def answer_taken(
    actor: Actor, text: str, *, purpose: ChallengePurpose, account_id: int | None
) -> Answer | None:
    """Return an answer whose question was asked for this and is answered for the first time.

    The question is gone whatever comes of the answer, so that an answer counts once.
    """
    count_passkey(actor)
    answer = passkeys.read(text)
    if answer is None:
        return None
    with bookkeeping():
        taken = db.session.scalars(
            delete(PasskeyChallenge)
            .where(
                PasskeyChallenge.challenge_hash == digest_of(answer.challenge),
                PasskeyChallenge.purpose == purpose,
                PasskeyChallenge.account_id == account_id,
                PasskeyChallenge.expires_at > clock.now(),
            )
            .returning(PasskeyChallenge.id)
        ).all()
    return answer if taken else None


def use_passkey(answer: Answer, *, account_id: int | None, settings: Settings) -> Account | None:
    """Return the account of the passkey that answered, or `None` if its answer is not right.

    A plain function, called inside an operation; the lock keeps two answers of one passkey apart.
    """
    found = db.session.scalars(
        select(Passkey).where(Passkey.credential_id == answer.credential_id).with_for_update()
    ).one_or_none()
    if found is None or account_id not in {None, found.account_id}:
        return None
    account = db.session.get_one(Account, found.account_id)
    if answer.handle and answer.handle != (account.passkey_handle or "").encode():
        return None
    known = KnownPasskey(found.public_key, found.sign_count)
    count = passkeys.proved_count(answer, known, settings)
    if count is None:
        return None
    found.sign_count, found.last_used_at = count, clock.now()
    return account


def add_passkey(
    actor: Actor,
    *,
    account_id: int,
    text: str,
    name: str,
    settings: Settings,
    pending: queries.Pending | None = None,
) -> None:
    """Add the passkey that a browser has just made to an account.

    `pending` is the sign-in that sets up its first second factor, if it is one.

    Raises:
        RuleBroken: the answer is not right, or the name is not.
        LinkExpired: the sign-in that sets it up is over.
    """
    require(problems_with_name(tidy_name(name)))
    answer = answer_taken(actor, text, purpose=ChallengePurpose.ADD, account_id=account_id)
    if answer is None:
        raise RuleBroken([Problem("passkey", NOT_ADDED)])
    keep_passkey(actor, answer=answer, name=tidy_name(name), settings=settings, pending=pending)


@operation(Action.PASSKEY_ADDED, needs=Capability.MANAGE_OWN_ACCOUNT)
def keep_passkey(
    actor: Actor,
    *,
    answer: Answer,
    name: str,
    settings: Settings,
    pending: queries.Pending | None,
) -> None:
    """Keep a passkey whose question was asked for the actor's account.

    Raises:
        RuleBroken: the answer does not prove that the passkey works, or it is known already.
        LinkExpired: the sign-in that sets it up is over.
    """
    account = db.session.get_one(Account, actor.account_id, with_for_update=True)
    if pending is not None:
        note_first_factor(pending, Factor.PASSKEY)
    new = passkeys.proved_new(answer, settings)
    if new is None or _is_known(new.credential_id):
        raise RuleBroken([Problem("passkey", NOT_ADDED)])
    account.passkey_handle = _name_for_passkeys(account, settings)
    added = Passkey(
        account_id=account.id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        transports=answer.transports,
        name=name,
        made_at=clock.now(),
    )
    db.session.add(added)
    db.session.flush()
    post(second_factor_changed(account, FactorChange.PASSKEY_ADDED, settings), settings)
    note(subject=place_of(account), passkey=added.id)


def _is_known(credential_id: bytes) -> bool:
    statement = select(Passkey.id).where(Passkey.credential_id == credential_id)
    return db.session.scalar(statement) is not None


@operation(Action.PASSKEY_REMOVED, needs=Capability.MANAGE_OWN_ACCOUNT)
def remove_passkey(actor: Actor, *, passkey_id: int, settings: Settings) -> None:
    """Remove a passkey of the actor's own.

    Raises:
        NotFound: the actor has no such passkey.
        RuleBroken: it is the last second factor.
    """
    account = db.session.get_one(Account, actor.account_id, with_for_update=True)
    found = db.session.scalars(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account.id)
    ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    require(problems_with_removal(queries.factors_of(account.id)))
    db.session.delete(found)
    post(second_factor_changed(account, FactorChange.PASSKEY_REMOVED, settings), settings)
    note(subject=place_of(account), passkey=passkey_id)
