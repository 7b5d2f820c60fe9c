"""Inviting somebody, and the invited activating the account."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts import passwords, queries
from cna_directory.accounts.messages.activating import activate_your_account
from cna_directory.accounts.operations.administration import close_predecessor
from cna_directory.accounts.operations.links import (
    ACTIVATION_HOLDS_FOR,
    SPENT_LINK,
    add_account,
    make_link,
    place_of,
    spend,
)
from cna_directory.accounts.operations.pending import begin_pending
from cna_directory.accounts.rules.passwords import problems_with_password
from cna_directory.accounts.rules.standing import next_status, problems_with_invitation
from cna_directory.accounts.standing import AccountStatus, AccountStep, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.errors import LinkExpired, Problem
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings
from cna_directory.terms import CURRENT_TERMS


@operation(Action.ACCOUNT_INVITED, needs=Capability.INVITE)
def invite_account(
    actor: Actor,
    email: str,
    *,
    role: Role,
    post_title: str,
    settings: Settings,
    organisation: str = "",
    state_iso2: str | None = None,
    authority_number: int | None = None,
    language: str = "en",
) -> str:
    """Make an invited account, post its invitation, and return the link's token.

    The token is returned because the first officers may be invited before mail is set up.

    Raises:
        RuleBroken: the address is none or is taken, or the role cannot be had this way.
    """
    require(problems_with_invitation(email, role, state_iso2))
    if queries.account_by_email(email):
        require([Problem("email", "There is an account with this e-mail address already.")])
    account = add_account(
        email=email,
        role=role,
        post_title=post_title,
        organisation=organisation,
        state_iso2=state_iso2,
        authority_number=authority_number,
        language=language,
        status=AccountStatus.INVITED,
    )
    token = make_link(account, LinkPurpose.ACTIVATE, ACTIVATION_HOLDS_FOR)
    post(activate_your_account(account, token, settings), settings)
    note(subject=place_of(account), role=role)
    return token


def activate_account(actor: Actor, link: queries.Link, *, password: str, settings: Settings) -> str:
    """Give an invited account its first password; return the token of a sign-in that sets it up.

    Not an operation itself: hashing takes its time and must not hold the database.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
        RuleBroken: the password is too short, too long or easily guessed.
    """
    if not link.is_unspent:
        raise LinkExpired(SPENT_LINK)
    require(problems_with_password(password, link.email, queries.known_of(link.account_id)))
    new_hash = passwords.hash_password(password)
    return accept_activation(actor, link, new_hash=new_hash, settings=settings)


@operation(Action.ACCOUNT_ACTIVATED, needs=Capability.ACTIVATE_ACCOUNT)
def accept_activation(
    actor: Actor, link: queries.Link, *, new_hash: str, settings: Settings
) -> str:
    """Spend the link and activate the account; return the token of a sign-in that sets it up.

    Whoever activates has accepted the terms of use that the page links to.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
    """
    account = spend(link, LinkPurpose.ACTIVATE)
    status = next_status(account.status, AccountStep.ACTIVATE)
    if status is None:
        raise LinkExpired(SPENT_LINK)
    account.password_hash = new_hash
    account.status = status
    account.activated_at = account.terms_accepted_at = clock.now()
    account.terms_version = CURRENT_TERMS
    close_predecessor(actor, account, settings)
    note(subject=place_of(account))
    return begin_pending(account)
