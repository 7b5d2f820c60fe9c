"""How many tries to sign in failed of late."""

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.accounts.models import SignInAttempt, UserSession
from cna_directory.accounts.rules.sign_in_limits import (
    FAMILIAR_FOR,
    OVERALL,
    PER_ACCOUNT,
    PER_FAMILIAR_ACCOUNT,
    PER_PAIR,
    PER_REMOTE_ADDRESS,
    FailedTries,
    Limit,
)
from cna_directory.database import db
from cna_directory.limits import counted_address


def failed_tries(address_hash: str, account_id: int | None, remote_address: str) -> FailedTries:
    """Return how many tries failed of late from everywhere that the limits look at."""
    at_account = SignInAttempt.address_hash == address_hash
    there = counted_address(remote_address)
    from_there = SignInAttempt.remote_address == there
    familiar = _familiar_addresses(account_id)
    from_familiar = SignInAttempt.remote_address.in_(familiar)
    return FailedTries(
        by_pair=_count_failed(PER_PAIR, at_account, from_there),
        by_remote_address=_count_failed(PER_REMOTE_ADDRESS, from_there),
        by_account=_count_failed(PER_ACCOUNT, at_account),
        by_account_familiar=_count_failed(PER_FAMILIAR_ACCOUNT, at_account, from_familiar),
        overall=_count_failed(OVERALL),
        is_familiar=there in familiar,
    )


def _count_failed(limit: Limit, *conditions: object) -> int:
    statement = select(func.count()).where(
        SignInAttempt.at > clock.now() - limit.within,
        SignInAttempt.succeeded.is_(False),
        *conditions,  # type: ignore[arg-type]
    )
    return db.session.scalar(statement) or 0


def _familiar_addresses(account_id: int | None) -> set[str]:
    """Return from where an account signed in of late, as the limits count it."""
    found = db.session.scalars(
        select(UserSession.remote_address)
        .where(
            UserSession.account_id == account_id,
            UserSession.created_at > clock.now() - FAMILIAR_FOR,
        )
        .distinct()
    )
    return {counted_address(remote_address) for remote_address in found}
