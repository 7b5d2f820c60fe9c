"""The authenticator app of an account: adding, removing, and using its codes."""

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries
from cna_directory.accounts.messages.factors import second_factor_changed
from cna_directory.accounts.models import Account, AuthenticatorApp
from cna_directory.accounts.offers import offered_app
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.operations.pending import note_first_factor
from cna_directory.accounts.rules.factors import matching_step, problems_with_removal
from cna_directory.accounts.sealing import seal, unseal
from cna_directory.accounts.standing import Factor, FactorChange
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import Problem, RuleBroken
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

SECRET = "secret of an authenticator app"  # noqa: S105 - the name of a purpose, not a secret.
OFFER_OVER = "This key was shown too long ago. Open the page again and take the new one."
NOT_THE_CODE = (
    "This is not the code that the app shows now. Check that its clock is right and that you took"
    " the key of this page."
)


@operation(Action.AUTHENTICATOR_APP_ADDED, needs=Capability.MANAGE_OWN_ACCOUNT)
def add_app(
    actor: Actor,
    *,
    sealed: str,
    code: str,
    settings: Settings,
    pending: queries.Pending | None = None,
) -> None:
    """Add the authenticator app that shows the right code, in place of the one before.

    `sealed` is the secret that the page offered; `pending` is the sign-in that sets up the first
    second factor, if it is one.

    Raises:
        RuleBroken: the code is not right, or the offer is over.
        LinkExpired: the sign-in that sets it up is over.
    """
    account = db.session.get_one(Account, actor.account_id, with_for_update=True)
    if pending is not None:
        note_first_factor(pending, Factor.AUTHENTICATOR_APP)
    offer = offered_app(sealed, account.id, settings)
    if offer is None:
        raise RuleBroken([Problem("code", OFFER_OVER)])
    now = clock.now()
    step = matching_step(offer.secret, code, now, last_step=0)
    if step is None:
        raise RuleBroken([Problem("code", NOT_THE_CODE)])
    app = _app_of(account.id) or AuthenticatorApp(account_id=account.id)
    app.secret = seal(offer.secret, SECRET, settings)
    app.made_at = now
    app.last_step = step
    db.session.add(app)
    post(second_factor_changed(account, FactorChange.APP_ADDED, settings), settings)
    note(subject=place_of(account))


@operation(Action.AUTHENTICATOR_APP_REMOVED, needs=Capability.MANAGE_OWN_ACCOUNT)
def remove_app(actor: Actor, *, settings: Settings) -> None:
    """Remove the actor's authenticator app.

    Raises:
        RuleBroken: it is the last second factor.
    """
    account = db.session.get_one(Account, actor.account_id, with_for_update=True)
    note(subject=place_of(account))
    app = _app_of(account.id)
    if app is None:
        return
    require(problems_with_removal(queries.factors_of(account.id)))
    db.session.delete(app)
    post(second_factor_changed(account, FactorChange.APP_REMOVED, settings), settings)


def use_code(account_id: int, code: str, settings: Settings) -> bool:
    """Say whether a code of the account's app is right, and let it count this once.

    A plain function, called inside an operation; the lock keeps two tries of one code apart.
    """
    app = _app_of(account_id)
    secret = unseal(app.secret, SECRET, settings) if app else None
    if app is None or secret is None:
        return False
    step = matching_step(secret, code, clock.now(), app.last_step)
    if step is None:
        return False
    app.last_step = step
    return True


def _app_of(account_id: int) -> AuthenticatorApp | None:
    return db.session.scalars(
        select(AuthenticatorApp).where(AuthenticatorApp.account_id == account_id).with_for_update()
    ).one_or_none()
