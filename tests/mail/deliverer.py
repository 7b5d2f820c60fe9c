"""A deliverer's process for the tests; a fork server loads it, so that each starts at once."""

from datetime import datetime
from pathlib import Path

from cna_directory.access.actors import SCHEDULER
from cna_directory.mail.outbox import deliver_waiting_mail
from cna_directory.mail.transport import smtp
from tests.conftest import make_settings, running


def deliver_at(url: str, folder: Path, sink: str, now: datetime) -> None:
    """Hand over the mail that is due at a moment."""
    with running(make_settings(url, folder)):
        deliver_waiting_mail(SCHEDULER, smtp(sink), lambda: now)
