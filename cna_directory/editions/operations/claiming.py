"""Claiming the next step of an edition, and saying that it could not be done."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import claims, messages
from cna_directory.editions.calendar import EditionNumber, Schedule
from cna_directory.editions.claims import Claim
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import rows
from cna_directory.editions.queries import standing_of
from cna_directory.editions.rules import Step, next_step
from cna_directory.errors import AlreadyClaimed
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings


@operation(Action.EDITION_CLAIMED, needs=Capability.PUBLISH_EDITION)
def claim_edition(
    actor: Actor, number: EditionNumber, *, schedule: Schedule, now: datetime
) -> Claim:
    """Claim the step that an edition is to take now.

    Raises:
        AlreadyClaimed: somebody else is at work on it, or nothing is due of it: its day has not
            come, it is held, or another scheduler has done the step in this very moment.
    """
    lease = claims.take(number)
    # Read once the lease is locked: from now on nobody else can take a step.
    step = next_step(standing_of(number, schedule), now)
    if step is None:
        raise AlreadyClaimed(f"Nothing is due of edition {number}.")
    edition = rows.row_of(number, schedule)
    note(
        f"edition/{number}",
        edition=str(number),
        step=step.value,
        fence=lease.fence,
        took_over=edition.status is EditionStatus.BUILDING,
    )
    edition.trail_head = edition.trail_head or chain.head().hash
    edition.claimed_at = clock.now()
    if step is Step.ISSUE:
        edition.status = EditionStatus.BUILDING
    claims.begin_work(number, step)
    return Claim(
        number=number,
        step=step,
        closing_at=edition.closing_at,
        issue_at=edition.issue_at,
        trail_head=edition.trail_head,
        owner=lease.owner,
        fence=lease.fence,
    )


@operation(Action.EDITION_FAILED, needs=Capability.PUBLISH_EDITION)
def fail_edition(actor: Actor, claim: Claim, *, settings: Settings, reason: str) -> None:
    """Say why a step could not be done; it is tried again, each time a little later.

    The secretariat is told once for each reason and not at each try.

    Raises:
        ClaimLost: another scheduler took over, whose result counts.
    """
    claims.confirm_and_end(claim, pause=timedelta(minutes=1 + _failures_of(claim)))
    edition = rows.existing(claim.number)
    if edition.reason != reason:
        for message in messages.edition_failed(settings, claim.number, reason):
            post(message, settings)
    edition.status = EditionStatus.FAILED
    edition.reason = reason
    note(f"edition/{claim.number}", edition=str(claim.number), step=claim.step.value, reason=reason)


def _failures_of(claim: Claim) -> int:
    """Return how often this step of the edition has failed before, as the trail has it."""
    failures = select(func.count()).where(
        AuditOperation.action == Action.EDITION_FAILED.value,
        AuditOperation.subject == f"edition/{claim.number}",
        AuditOperation.details["step"].as_string() == claim.step.value,
    )
    return db.session.scalar(failures) or 0
