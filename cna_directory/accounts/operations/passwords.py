"""Changing a password, and setting a new one that was forgotten."""

from datetime import timedelta

from sqlalchemy import delete

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts import passwords, queries
from cna_directory.accounts.messages.passwords import password_changed, reset_your_password
from cna_directory.accounts.models import Account, PasswordResetAsked
from cna_directory.accounts.operations.ending import sign_out_everywhere, withdraw_links
from cna_directory.accounts.operations.links import SPENT_LINK, make_link, place_of, spend
from cna_directory.accounts.operations.new_browsers import make_not_me_link
from cna_directory.accounts.rules.addresses import normalised_address, problems_with_address
from cna_directory.accounts.rules.passwords import problems_with_password
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import (
    AlreadyClaimed,
    EditConflict,
    LinkExpired,
    Problem,
    RuleBroken,
    TooManyAttempts,
)
from cna_directory.limits import Limit, count_try, counted_address
from cna_directory.mail.outbox import post
from cna_directory.operation import bookkeeping, note, operation, require
from cna_directory.settings import Settings
from cna_directory.turns import each_in_turn

RESET_HOLDS_FOR = timedelta(minutes=60)

RESETS_OF_ADDRESS = (
    Limit("reset_of_address", 3, timedelta(hours=1), ""),
    Limit("reset_of_address", 10, timedelta(days=1), ""),
)
"""More mails than these would pester whoever has the address; nobody is told of these limits.

A stranger can use them up, but each wish of the hour sent the holder a link that is still good.
"""

RESETS_FROM_THERE = Limit(
    "reset_from_there",
    10,
    timedelta(hours=1),
    "A new password was asked for too often from your network. Wait an hour and try again.",
)

RESETS_OVERALL = Limit(
    "reset_overall",
    2000,
    timedelta(hours=1),
    "Very many people ask for a new password just now. Wait an hour and try again.",
)

TRIES_OF_OLD = Limit(
    "old_password",
    10,
    timedelta(minutes=15),
    "The password you have now was wrong too often. Wait a quarter of an hour and try again.",
)

WRONG_OLD = "This is not the password you have now. Check it and try again."


def ask_for_new_password(actor: Actor, email: str) -> None:
    """Write down that somebody wants a new password for an address, known or unknown.

    Not an operation: the page must take the same time whether there is an account or not, so the
    scheduler looks for it.

    Raises:
        RuleBroken: this is no e-mail address.
        TooManyAttempts: a limit of the remote address, or of all together, stands against it.
    """
    require(problems_with_address(email))
    address = normalised_address(email)
    count_try([(RESETS_FROM_THERE, counted_address(actor.remote_address)), (RESETS_OVERALL, "")])
    try:
        count_try([(limit, address) for limit in RESETS_OF_ADDRESS])
    except TooManyAttempts:
        return
    with bookkeeping():
        db.session.add(PasswordResetAsked(email=address, asked_at=clock.now()))


def answer_password_resets(actor: Actor, settings: Settings) -> int:
    """Answer every wish for a new password; return how many links were made.

    Wishes for addresses without an active account are removed.

    Raises:
        AccessRefused: the actor may not keep accounts.
    """
    refuse_unless_may(actor, Capability.KEEP_ACCOUNTS)

    def answer(email: str) -> bool:
        return _answer(actor, email, settings)

    asked = queries.asked_password_resets()
    return sum(each_in_turn(asked, answer, lambda email: "a password reset").or_raise())


def _answer(actor: Actor, email: str, settings: Settings) -> bool:
    account = queries.account_by_email(email)
    if account is None or account.status is not AccountStatus.ACTIVE:
        with bookkeeping():
            _remove(email)
        return False
    answer_password_reset(actor, account, settings=settings)
    return True


@operation(Action.PASSWORD_RESET_ANSWERED, needs=Capability.KEEP_ACCOUNTS)
def answer_password_reset(actor: Actor, account: Account, *, settings: Settings) -> None:
    """Send the holder of an account a link that sets a new password.

    Raises:
        AlreadyClaimed: another scheduler has answered.
    """
    if not _remove(account.email):
        raise AlreadyClaimed("somebody else has answered")
    post_reset_link(account, settings)
    note(subject=place_of(account))


def _remove(email: str) -> int:
    removed = db.session.execute(
        delete(PasswordResetAsked)
        .where(PasswordResetAsked.email == email)
        .returning(PasswordResetAsked.id)
    )
    return len(removed.all())


def post_reset_link(account: Account, settings: Settings) -> None:
    """Post the mail with a link that sets a new password; called inside an operation."""
    token = make_link(account, LinkPurpose.RESET_PASSWORD, RESET_HOLDS_FOR)
    post(reset_your_password(account, token, settings), settings)


def reset_password(actor: Actor, link: queries.Link, *, password: str, settings: Settings) -> None:
    """Set a new password by a link that came by mail; it leaves the second factor as it is.

    Not an operation itself: hashing takes its time and must not hold the database.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
        RuleBroken: the password is too short, too long or easily guessed.
    """
    if not link.is_unspent:
        raise LinkExpired(SPENT_LINK)
    require(problems_with_password(password, link.email, queries.known_of(link.account_id)))
    accept_reset(actor, link, new_hash=passwords.hash_password(password), settings=settings)


@operation(Action.PASSWORD_CHANGED, needs=Capability.RECOVER_ACCOUNT)
def accept_reset(actor: Actor, link: queries.Link, *, new_hash: str, settings: Settings) -> None:
    """Spend the link, set the password and end every session.

    Raises:
        LinkExpired: the link was used before, its time has run out, or the account is not active.
    """
    account = spend(link, LinkPurpose.RESET_PASSWORD)
    if account.status is not AccountStatus.ACTIVE:
        raise LinkExpired(SPENT_LINK)
    _set_password(account, new_hash, settings)
    sign_out_everywhere(account)
    note(subject=place_of(account), by="link")


def change_password(
    actor: Actor, *, old: str, password: str, session_id: int | None, settings: Settings
) -> None:
    """Change the actor's own password and end all sessions but this one.

    Not an operation itself, as `reset_password`. An account that has no password, such as one that
    signs in by passkey, is not asked for the old one.

    Raises:
        RuleBroken: the old password is wrong, or the new one too short, too long or easily guessed.
        TooManyAttempts: the old password was wrong too often.
    """
    account = queries.account_of(actor)
    old_hash = account.password_hash
    require(problems_with_password(password, account.email, queries.known_of(account.id)))
    if old_hash is not None:
        count_try([(TRIES_OF_OLD, str(account.id))])
        if not passwords.is_right(old_hash, old):
            raise RuleBroken([Problem("old", WRONG_OLD)])
    accept_change(
        actor,
        old_hash=old_hash,
        new_hash=passwords.hash_password(password),
        session_id=session_id,
        settings=settings,
    )


@operation(Action.PASSWORD_CHANGED, needs=Capability.MANAGE_OWN_ACCOUNT)
def accept_change(
    actor: Actor,
    *,
    old_hash: str | None,
    new_hash: str,
    session_id: int | None,
    settings: Settings,
) -> None:
    """Set the actor's own password, if it is still the one that was shown.

    Raises:
        EditConflict: the password was changed at the same time.
    """
    account = queries.account_of(actor, for_update=True)
    if account.password_hash != old_hash:
        raise EditConflict("The password was changed at the same time. Sign in again.")
    _set_password(account, new_hash, settings)
    sign_out_everywhere(account, but=session_id)
    note(subject=place_of(account), by="password")


def _set_password(account: Account, new_hash: str, settings: Settings) -> None:
    account.password_hash = new_hash
    withdraw_links(account, {LinkPurpose.RESET_PASSWORD})
    post(password_changed(account, clock.now(), make_not_me_link(account), settings), settings)
