"""Taking the trail along is itself recorded, and so is telling its head to others."""

from enum import StrEnum

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.chain import BrokenLink, Head
from cna_directory.database import db, is_sqlite
from cna_directory.errors import AlreadyClaimed
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from cna_directory.trail import messages, queries
from cna_directory.trail.rules import Selection

HEAD_LOCK = 0x434E44  # Any number that nothing else in the database uses as an advisory lock.


class ExportFormat(StrEnum):
    """In what form the trail can be taken along."""

    CSV = "csv"
    JSON_LINES = "jsonl"


@operation(Action.TRAIL_EXPORTED, needs=Capability.EXPORT_TRAIL)
def record_export(actor: Actor, asked: Selection, file_format: ExportFormat) -> None:
    """Record which part of the trail is taken along, before the first byte of it leaves."""
    note(subject="trail", format=file_format, **asked.in_words())


def verify_and_post_head(actor: Actor, settings: Settings) -> bool:
    """Verify the whole chain and mail its head, once a day; return whether it was done now.

    Not an operation itself: walking the chain takes its time and must not hold the database.
    """
    if queries.is_head_posted_on(clock.now().date()):
        return False
    head = chain.head()
    broken = chain.verify(head.hash if head.number else "", *queries.heads_of_editions())
    try:
        post_head(actor, head, broken, settings=settings)
    except AlreadyClaimed:
        return False
    return True


@operation(Action.TRAIL_HEAD_POSTED, needs=Capability.POST_TRAIL_HEAD)
def post_head(actor: Actor, head: Head, broken: BrokenLink | None, *, settings: Settings) -> None:
    """Mail the head of the trail to those who keep it, with what verifying the chain gave.

    Raises:
        AlreadyClaimed: somebody did it today.
    """
    if not is_sqlite():
        # Looking and posting belong together; SQLite has one writer anyway.
        db.session.execute(select(func.pg_advisory_xact_lock(HEAD_LOCK)))
    day = clock.now().date()
    if queries.is_head_posted_on(day):
        raise AlreadyClaimed("The head of the trail was posted today.")
    mails = list(messages.trail_head(settings, head, broken, day))
    for mail in mails:
        post(mail, settings)
    note(
        subject="trail",
        head=head.hash,
        number=head.number,
        mails=len(mails),
    )
    if broken:
        note(fault=broken.reason, broken_number=broken.number)
