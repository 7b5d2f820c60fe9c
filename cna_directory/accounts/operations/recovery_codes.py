"""Recovery codes of an account: making and using them."""

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.messages.factors import second_factor_changed
from cna_directory.accounts.models import Account, RecoveryCode
from cna_directory.accounts.offers import offered_codes
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.rules.factors import normalised_recovery_code
from cna_directory.accounts.standing import FactorChange
from cna_directory.accounts.tokens import hash_of
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import Problem, RuleBroken
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings

OFFER_OVER = "These codes were shown too long ago. Open the page again and print the new ones."
NOT_ONE_OF_THEM = "This is none of the codes on this page. Type one of them, letter for letter."
IN_USE_ALREADY = "These codes are in use already."


@operation(Action.RECOVERY_CODES_MADE, needs=Capability.MANAGE_OWN_ACCOUNT)
def make_recovery_codes(actor: Actor, *, sealed: str, typed: str, settings: Settings) -> None:
    """Let the codes that a page showed count from now on, and none from before.

    One of them is typed back, which shows that they were kept.

    Raises:
        RuleBroken: what was typed is none of them, or they were shown too long ago or before.
    """
    account = db.session.get_one(Account, actor.account_id, with_for_update=True)
    offer = offered_codes(sealed, account.id, settings)
    if offer is None:
        raise RuleBroken([Problem("typed", OFFER_OVER)])
    hashes = [_hash(code) for code in offer.codes]
    if _hash(typed) not in hashes:
        raise RuleBroken([Problem("typed", NOT_ONE_OF_THEM)])
    before = db.session.scalars(
        select(RecoveryCode).where(RecoveryCode.account_id == account.id)
    ).all()
    # The page of codes that were used since would bring them back to life.
    if {code.code_hash for code in before} & set(hashes):
        raise RuleBroken([Problem("typed", IN_USE_ALREADY)])
    for code in before:
        db.session.delete(code)
    now = clock.now()
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=code_hash, made_at=now)
        for code_hash in hashes
    )
    if before:
        post(second_factor_changed(account, FactorChange.CODES_MADE, settings), settings)
    note(subject=place_of(account), codes=len(hashes))


def use_recovery_code(account_id: int, typed: str) -> bool:
    """Say whether a recovery code of the account is right, and let it count this once.

    A plain function, called inside an operation; the lock keeps two tries of one code apart.
    """
    found = db.session.scalars(
        select(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_hash == _hash(typed),
            RecoveryCode.used_at.is_(None),
        )
        .with_for_update()
    ).one_or_none()
    if found is None:
        return False
    found.used_at = clock.now()
    return True


def _hash(code: str) -> str:
    return hash_of(normalised_recovery_code(code))
