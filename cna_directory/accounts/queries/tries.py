"""How many tries to sign in failed of late."""

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.accounts.models import SignInAttempt, UserSession
from cna_directory.accounts.rules.addresses import counted_address
from cna_directory.accounts.rules.sign_in_limits import (
    FAMILIAR_FOR,
    OVERALL,
    PER_ACCOUNT,
    PER_PAIR,
    PER_REMOTE_ADDRESS,
    FailedTries,
    Limit,
)
from cna_directory.database import db


def failed_tries(address_hash: str, account_id: int | None, remote_address: str) -> FailedTries:
    """Return how many tries failed of late from everywhere that the limits look at."""
    at_account = SignInAttempt.address_hash == address_hash
    from_there = SignInAttempt.remote_address == counted_address(remote_address)
    return FailedTries(
        by_pair=_count_failed(PER_PAIR, at_account, from_there),
        by_remote_address=_count_failed(PER_REMOTE_ADDRESS, from_there),
        by_account=_count_failed(PER_ACCOUNT, at_account),
        overall=_count_failed(OVERALL),
        is_familiar=_is_familiar(account_id, remote_address),
    )


def _count_failed(limit: Limit, *conditions: object) -> int:
    statement = select(func.count()).where(
        SignInAttempt.at > clock.now() - limit.within,
        SignInAttempt.succeeded.is_(False),
        *conditions,  # type: ignore[arg-type]
    )
    return db.session.scalar(statement) or 0


def _is_familiar(account_id: int | None, remote_address: str) -> bool:
    statement = select(UserSession.id).where(
        UserSession.account_id == account_id,
        UserSession.remote_address == remote_address,
        UserSession.created_at > clock.now() - FAMILIAR_FOR,
    )
    return db.session.scalar(statement.limit(1)) is not None
