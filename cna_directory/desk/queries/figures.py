"""Counting for the pictures of the desk; never by person."""

from datetime import date, datetime

from sqlalchemy import func, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import PagesRead
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.standing import RequestStatus
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.authorities.models import Authority
from cna_directory.authorities.summaries import is_shown
from cna_directory.database import db
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.review.models import ChangeProposal
from cna_directory.review.standing import ProposalStatus

DECIDED_PROPOSALS = (
    ProposalStatus.ACCEPTED,
    ProposalStatus.ACCEPTED_IN_PART,
    ProposalStatus.RETURNED,
    ProposalStatus.REFUSED,
)
DECIDED_REQUESTS = (RequestStatus.APPROVED, RequestStatus.REFUSED)

Span = tuple[datetime, datetime]


def days_of_confirmation() -> tuple[date | None, ...]:
    """Return for every live record when it was confirmed last; nothing where it never was."""
    confirmed_on = Authority.__table__.c.confirmed_on
    return tuple(db.session.scalars(select(confirmed_on).where(is_shown())))


def decided_proposals(since: datetime) -> tuple[Span, ...]:
    """Return from when to when the proposals decided since a moment waited for the secretariat.

    One that a focal point had to agree to waits for the secretariat from then on.
    """
    begun = func.coalesce(ChangeProposal.signed_off_at, ChangeProposal.proposed_at)
    rows = db.session.execute(
        select(begun, ChangeProposal.decided_at).where(
            ChangeProposal.status.in_(DECIDED_PROPOSALS),
            ChangeProposal.decided_at >= since,
            # What a focal point sent back never came to the secretariat.
            ChangeProposal.decided_as.is_distinct_from(Role.FOCAL_POINT),
        )
    )
    return tuple((asked, decided) for asked, decided in rows if decided is not None)


def decided_requests(since: datetime) -> tuple[Span, ...]:
    """Return from when to when the account requests decided since a moment waited."""
    rows = db.session.execute(
        select(AccountRequest.confirmed_at, AccountRequest.decided_at).where(
            AccountRequest.status.in_(DECIDED_REQUESTS),
            AccountRequest.decided_at >= since,
        )
    )
    return tuple((asked, decided) for asked, decided in rows if asked and decided)


def downloads(since: datetime) -> dict[tuple[str, str], int]:
    """Return how often files of editions were downloaded since a moment, by language and format."""
    language = AuditOperation.details["language"].as_string()
    file_format = AuditOperation.details["format"].as_string()
    rows = db.session.execute(
        select(language, file_format, func.count())
        .where(
            AuditOperation.action == Action.EDITION_DOWNLOADED.value,
            AuditOperation.happened_at >= since,
        )
        .group_by(language, file_format)
    )
    return {(language or "", file_format or ""): number for language, file_format, number in rows}


def pages_read(since: date) -> tuple[tuple[date, int], ...]:
    """Return how many pages all accounts together read on each day since one."""
    rows = db.session.execute(
        select(PagesRead.day, func.sum(PagesRead.number))
        .where(PagesRead.day >= since)
        .group_by(PagesRead.day)
    )
    return tuple((day, int(number)) for day, number in rows)


def mails_posted(since: datetime, before: datetime) -> dict[MailStatus, int]:
    """Return how many mails posted in a span of time stand how today."""
    rows = db.session.execute(
        select(OutgoingMail.status, func.count())
        .where(OutgoingMail.posted_at >= since, OutgoingMail.posted_at < before)
        .group_by(OutgoingMail.status)
    )
    found = {row[0]: row[1] for row in rows}
    return {status: found.get(status, 0) for status in MailStatus}
