"""Announcing an edition that was never built, and what a mail server gets."""

from collections.abc import Callable
from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import messages
from cna_directory.editions.calendar import EditionNumber
from cna_directory.mail.outbox import deliver_waiting_mail, post
from cna_directory.mail.transport import smtp
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.manifest import built_file
from tests.mail.sink import listening


@operation(Action.EDITION_ISSUED, needs=Capability.PUBLISH_EDITION)
def announce(
    actor: Actor, settings: Settings, before_commit: Callable[[], object] = lambda: None
) -> None:
    """Post the announcements of an edition as issuing does."""
    number = EditionNumber(2026, 1)
    file = built_file(str(number), "en", "pdf", b"", 1)
    for message in messages.edition_available(settings, number, [file]):
        post(message, settings)
    db.session.flush()
    before_commit()
    note(edition=str(number), content_hash="", files={}, in_draft=[], left_out=[])


def delivered(*answers: str, later: timedelta = timedelta()) -> list[tuple[str, str]]:
    """Deliver what is due to a server; return receivers and subjects of what it took."""
    with listening(*answers) as sink:
        deliver_waiting_mail(SCHEDULER, smtp(sink.url), lambda: clock.now() + later)
    return [(mail["To"], mail["Subject"]) for mail in sink.taken]
