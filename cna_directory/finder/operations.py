"""Marking the States that somebody often writes to."""

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import Problem
from cna_directory.finder.models import StarredState
from cna_directory.operation import note, operation, require
from cna_directory.reference.queries import state_by_code

MOST_STARS = 50


@operation(Action.STATE_STARRED, needs=Capability.STAR_STATES)
def star(actor: Actor, state: str) -> None:
    """Mark a State for the actor's account; a State that is marked stays so.

    Raises:
        NotFound: no State has the code.
        RuleBroken: the account has marked as many States as it may.
    """
    code = state_by_code(state).iso2
    if _star(actor, code) is None:
        require(_problems_with_another_star(actor))
        db.session.add(
            StarredState(
                account_id=actor.account_id,
                state_iso2=code,
                starred_at=clock.now(),
            )
        )
    note(subject=f"state/{code}")


@operation(Action.STATE_UNSTARRED, needs=Capability.STAR_STATES)
def unstar(actor: Actor, state: str) -> None:
    """Take the actor's mark from a State; a State without one stays so.

    Raises:
        NotFound: no State has the code.
    """
    code = state_by_code(state).iso2
    found = _star(actor, code)
    if found is not None:
        db.session.delete(found)
    note(subject=f"state/{code}")


def _star(actor: Actor, code: str) -> StarredState | None:
    return db.session.get(StarredState, (actor.account_id, code))


def _problems_with_another_star(actor: Actor) -> list[Problem]:
    has = db.session.scalar(
        select(func.count())
        .select_from(StarredState)
        .where(StarredState.account_id == actor.account_id)
    )
    if (has or 0) < MOST_STARS:
        return []
    return [
        Problem(
            "state", f"You have marked {MOST_STARS} States. Take a mark from another one first."
        )
    ]
