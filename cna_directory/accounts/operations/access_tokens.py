"""Making, using and ending the tokens by which an account's programs read the directory."""

from datetime import date

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.messages.access_tokens import access_token_made
from cna_directory.accounts.models import AccessToken
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.rules.access_tokens import (
    PREFIX,
    WantedToken,
    ends_at,
    problems_with_token,
)
from cna_directory.accounts.standing import Scope
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import AlreadyClaimed
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings


@operation(Action.ACCESS_TOKEN_MADE, needs=Capability.KEEP_ACCESS_TOKENS)
def make_access_token(actor: Actor, subject: WantedToken, *, settings: Settings) -> str:
    """Make a token of the actor's own and tell the holder; return it, which nobody does again.

    Raises:
        RuleBroken: a name, scope or life it cannot have, or there are too many.
    """
    account = queries.account_of(actor, for_update=True)
    require(problems_with_token(subject, queries.number_of_open_tokens(account.id)))
    token, now = PREFIX + new_token(), clock.now()
    made = AccessToken(
        account_id=account.id,
        token_hash=hash_of(token),
        name=subject.name,
        scopes=tuple(scope for scope in Scope if scope in subject.scopes),
        made_at=now,
        expires_at=ends_at(now, subject.days or 0),
    )
    db.session.add(made)
    db.session.flush()
    post(access_token_made(account, made, settings), settings)
    note(
        subject=place_of(account),
        token=made.id,
        scopes=[scope.value for scope in made.scopes],
        expires_on=made.expires_at.date(),
    )
    return token


@operation(Action.ACCESS_TOKEN_ENDED, needs=Capability.KEEP_ACCESS_TOKENS)
def end_access_token(actor: Actor, subject: queries.TokenOwner) -> None:
    """End a token; its program is refused from the next request on."""
    found = db.session.get_one(AccessToken, subject.id, with_for_update=True)
    found.ended_at = found.ended_at or clock.now()
    note(subject=f"account/{subject.account_id}", token=subject.id)


def note_token_used(actor: Actor, token_id: int, today: date) -> None:
    """Record the first use of a token on a day, and from where; the rest of the day only counts."""
    try:
        _first_use(actor, token_id, today)
    except AlreadyClaimed:
        return  # Another request of the same program was the first.


@operation(Action.ACCESS_TOKEN_USED, needs=Capability.VISIT)
def _first_use(actor: Actor, token_id: int, today: date) -> None:
    found = db.session.scalars(
        select(AccessToken)
        .where(AccessToken.id == token_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if found.last_used_on == today:
        raise AlreadyClaimed("This token was used today already.")
    found.last_used_on = today
    note(subject=f"account/{found.account_id}", token=token_id)
