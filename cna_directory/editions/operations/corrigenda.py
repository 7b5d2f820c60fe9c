"""What is done when an issued edition turns out to be wrong: say so, or take it back."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import messages
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import Edition, EditionCorrigendum, EditionStatus
from cna_directory.editions.operations import rows
from cna_directory.editions.rules import LONGEST_CORRIGENDUM, reason_problems
from cna_directory.errors import Problem, RuleBroken
from cna_directory.mail.outbox import post, take_off_about
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings


@operation(Action.CORRIGENDUM_PUBLISHED, needs=Capability.WITHDRAW_EDITION)
def publish_corrigendum(
    actor: Actor, number: EditionNumber, *, text: str, settings: Settings
) -> None:
    """Say what is wrong in an issued edition and what holds instead; its readers are told.

    Raises:
        RuleBroken: nothing is said, or the edition is not issued or withdrawn already.
    """
    edition = _issued(number, text)
    _publish(edition, number, text.strip(), settings)
    note(f"edition/{number}", edition=str(number), text=text.strip())


@operation(Action.EDITION_WITHDRAWN, needs=Capability.WITHDRAW_EDITION)
def withdraw_edition(actor: Actor, number: EditionNumber, *, text: str, settings: Settings) -> None:
    """Take an issued edition back: it stays listed, and its readers are told not to use it.

    What is still unsent of it, that it is issued or what is corrected in it, never goes out.

    Raises:
        RuleBroken: no reason is given, or the edition is not issued or withdrawn already.
    """
    edition = _issued(number, text)
    edition.status = EditionStatus.WITHDRAWN
    edition.withdrawn_at = clock.now()
    _publish(edition, number, text.strip(), settings)
    take_off_about(f"edition/{number}", "edition_available", "edition_corrigendum")
    note(f"edition/{number}", edition=str(number), reason=text.strip())


def _issued(number: EditionNumber, text: str) -> Edition:
    require(reason_problems("text", text, most=LONGEST_CORRIGENDUM))
    edition = rows.found(number)
    if edition is None or edition.status is not EditionStatus.ISSUED:
        sentence = f"Edition {number} is not issued, or has been withdrawn already."
        raise RuleBroken([Problem("edition", sentence)])
    return edition


def _publish(edition: Edition, number: EditionNumber, text: str, settings: Settings) -> None:
    withdraws = edition.status is EditionStatus.WITHDRAWN
    db.session.add(
        EditionCorrigendum(
            edition_id=edition.id, published_at=clock.now(), text=text, withdraws=withdraws
        )
    )
    for message in messages.edition_corrected(settings, number, text, withdraws=withdraws):
        post(message, settings)
