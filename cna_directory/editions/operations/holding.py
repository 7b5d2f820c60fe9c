"""What the secretariat decides about an edition before its day: hold it, let it go, or hurry it."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.editions import claims
from cna_directory.editions.calendar import EditionNumber, Schedule
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import rows
from cna_directory.editions.queries import standing_of
from cna_directory.editions.rules import reason_problems
from cna_directory.errors import Problem, RuleBroken
from cna_directory.operation import note, operation, require


@operation(Action.EDITION_HELD, needs=Capability.HOLD_EDITION)
def hold_edition(actor: Actor, number: EditionNumber, *, schedule: Schedule, reason: str) -> None:
    """Keep an edition back until it is released; whoever is at work on it is shut out at once.

    Raises:
        RuleBroken: it has been issued already, or no reason is given.
    """
    require(reason_problems("reason", reason))
    claims.break_off(number)
    if standing_of(number, schedule).is_over:
        raise RuleBroken([Problem("edition", f"Edition {number} has been issued already.")])
    edition = rows.row_of(number, schedule)
    edition.status = EditionStatus.HELD
    edition.reason = reason.strip()
    note(f"edition/{number}", edition=str(number), reason=edition.reason)


@operation(Action.EDITION_RELEASED, needs=Capability.HOLD_EDITION)
def release_edition(actor: Actor, number: EditionNumber, *, schedule: Schedule) -> None:
    """Let a held edition go; what is due of it is done at the next wake of the scheduler.

    Raises:
        RuleBroken: it is not held.
    """
    claims.break_off(number)
    edition = rows.row_of(number, schedule)
    if edition.status is not EditionStatus.HELD:
        raise RuleBroken([Problem("edition", f"Edition {number} is not held back.")])
    edition.status = EditionStatus.FROZEN if edition.frozen_at else EditionStatus.DUE
    edition.reason = ""
    note(f"edition/{number}", edition=str(number))


@operation(Action.EDITION_HASTENED, needs=Capability.ISSUE_EDITION_NOW)
def hasten_edition(actor: Actor, number: EditionNumber, *, schedule: Schedule, reason: str) -> None:
    """Let a closed edition be issued at the next wake of the scheduler, before its day.

    Its cover prints the day on which it is issued; nothing else of it changes.

    Raises:
        RuleBroken: no reason is given, or it is not closed, is held, or is due or issued already.
    """
    require(reason_problems("reason", reason))
    claims.break_off(number)
    standing, now = standing_of(number, schedule), clock.now()
    if not standing.is_frozen or standing.is_held or standing.is_over:
        sentence = f"Edition {number} cannot be issued now: it must be closed and not held back."
        raise RuleBroken([Problem("edition", sentence)])
    if now >= standing.issue_at:
        raise RuleBroken([Problem("edition", f"Edition {number} is being issued already.")])
    edition = rows.existing(number)
    edition.issue_at = now
    note(f"edition/{number}", edition=str(number), reason=reason.strip())
