"""What the scheduler does at each wake: every step of every edition that is due, and no other."""

import traceback
from dataclasses import dataclass
from datetime import datetime

import structlog

from cna_directory.access.actors import Actor
from cna_directory.authorities.models import Revision
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import revisions_taking_effect
from cna_directory.database import db
from cna_directory.editions import claims
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.claims import Claim, ClaimLost
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import freezing, issuing, proofs
from cna_directory.editions.operations.claiming import claim_edition, fail_edition
from cna_directory.editions.operations.forgetting import forget_old_proofs
from cna_directory.editions.operations.rows import found
from cna_directory.editions.queries import schedule_of, standing_of, standings
from cna_directory.editions.rules import LONGEST_REASON, Standing, Step, next_step
from cna_directory.errors import AlreadyClaimed
from cna_directory.settings import Settings
from cna_directory.turns import Turns, each_in_turn
from publish.building import Progress

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edition of which something was due."""

    number: EditionNumber
    status: EditionStatus
    reason: str = ""


def reconcile(
    actor: Actor,
    settings: Settings,
    now: datetime,
    progress: Progress | None = None,
    *,
    with_proofs: bool = True,
) -> tuple[Outcome, ...]:
    """Make the directory as it should be at a moment; safe to call at any time, by anybody, again.

    The revisions whose effective date has come are brought into force first: the proofs of an
    edition take minutes, and pages show the rows. Editions go by revisions and do not wait for that.
    Every edition takes, step by step, what is due of it: it is frozen, proved, issued. Then proofs
    that have had their time are forgotten. Without proofs, those are left to a later wake.

    Whatever is wrong with one record, the others are shown and an edition arrives on its day; the
    error is raised when all is done.
    """
    brought = _bring_into_force_what_is_due(actor, now)
    outcomes = []
    for standing in standings(settings, now):
        outcome = _bring_forward(actor, settings, standing, now, progress, with_proofs=with_proofs)
        if outcome is not None:
            outcomes.append(outcome)
    forget_old_proofs(actor, now)
    brought.or_raise()
    return tuple(outcomes)


def _bring_into_force_what_is_due(actor: Actor, now: datetime) -> Turns[Revision, None]:
    return each_in_turn(
        revisions_taking_effect(now),
        lambda revision: bring_into_force(actor, revision),
        called=_place_of,
    )


def _place_of(revision: Revision) -> str:
    if revision.authority_number is not None:
        return f"authority/{revision.authority_number}"
    return f"state/{revision.state_iso2}"


def _bring_forward(
    actor: Actor,
    settings: Settings,
    standing: Standing,
    now: datetime,
    progress: Progress | None,
    *,
    with_proofs: bool,
) -> Outcome | None:
    """Let one edition take every step that is due; return what became of it, if any was."""
    schedule, outcome = schedule_of(settings), _outcome_if_held(standing.number)
    while step := next_step(standing, now):
        if step is Step.PROOF and not with_proofs:
            break
        outcome = _take_step(actor, settings, standing.number, now, progress)
        before, standing = standing, standing_of(standing.number, schedule)
        if standing == before:
            break
    return outcome


def _outcome_if_held(number: EditionNumber) -> Outcome | None:
    edition = found(number)
    if edition is None or edition.status is not EditionStatus.HELD:
        return None
    return Outcome(number, EditionStatus.HELD, edition.reason)


def _take_step(
    actor: Actor,
    settings: Settings,
    number: EditionNumber,
    now: datetime,
    progress: Progress | None,
) -> Outcome:
    try:
        claim = claim_edition(actor, number, schedule=schedule_of(settings), now=now)
    except AlreadyClaimed as claimed:
        return Outcome(number, _status(number), str(claimed))
    try:
        return _do(actor, settings, claim, progress)
    except ClaimLost as lost:
        log.warning("edition taken over", edition=str(number), step=claim.step)
        return Outcome(number, _status(number), str(lost))


def _do(actor: Actor, settings: Settings, claim: Claim, progress: Progress | None) -> Outcome:
    try:
        if claim.step is Step.FREEZE:
            freezing.compile_and_freeze(actor, settings, claim)
            return Outcome(claim.number, EditionStatus.FROZEN)
        if claim.step is Step.PROOF:
            proofs.build_and_store_proof(actor, settings, claim, progress)
            return Outcome(claim.number, EditionStatus.FROZEN)
        issuing.build_and_issue(actor, settings, claim, progress)
        return Outcome(claim.number, EditionStatus.ISSUED)
    except ClaimLost:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the edition.
        # Written out here, because a log that shows variables too would show the whole edition.
        trace = "".join(traceback.format_exception(error))
        log.error("edition failed", edition=str(claim.number), trace=trace)  # noqa: TRY400
        reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        fail_edition(actor, claim, settings=settings, reason=reason)
        return Outcome(claim.number, EditionStatus.FAILED, reason)
    except BaseException:
        claims.give_back(claim)
        raise


def _status(number: EditionNumber) -> EditionStatus:
    """Return the status of an edition as it is in the database now."""
    db.session.rollback()
    db.session.expire_all()
    edition = found(number)
    return edition.status if edition else EditionStatus.DUE
