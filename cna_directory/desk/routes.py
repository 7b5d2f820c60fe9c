"""The desk: what waits, each with the page where it is dealt with; and the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.desk import queries
from cna_directory.desk.queries import Waiting
from cna_directory.desk.rules import pieces_of
from cna_directory.editions.queries import awaited_editions, next_edition
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.mail.queries import (
    MailWithText,
    count_by_status,
    mail_with_text,
    outbox,
    status_named,
)
from cna_directory.settings import Settings
from cna_directory.trail.queries import last_posted_head
from cna_directory.web.helpers import may_open, settings
from cna_directory.web.pages import page
from cna_directory.web.paging import Page, page_number

blueprint = GuardedBlueprint("desk", __name__)

MAILS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with what it counts and the page where it is dealt with."""

    words: str
    waiting: Waiting
    address: str


COUNTED: tuple[tuple[str, str, Callable[[datetime], Waiting]], ...] = (
    (
        "admission.waiting_requests",
        _("Account requests for the secretariat"),
        lambda now: queries.account_requests_waiting(),
    ),
    (
        "accounts.changes",
        _("Changes of accounts that need a second officer"),
        lambda now: queries.account_changes_waiting(),
    ),
    ("desk.mails", _("Mails that failed or are an hour late"), queries.mails_in_trouble),
)
"""Endpoint, words and question of each number; asked only for those who may open its page."""


@blueprint.get("/desk", needs=Capability.SEE_DESK)
def home() -> Response:
    """Show what waits, and whether the directory runs as it should."""
    now, of_deployment = clock.now(), settings()
    coming = next_edition(of_deployment, now)
    return page(
        "desk/home",
        tallies=_tallies(now, of_deployment),
        jobs=queries.troubled_jobs(now),
        has_scheduler_run=queries.has_scheduler_run(),
        next_edition=coming,
        days_left=(coming.issue_on - now.date()).days,
        awaited=awaited_editions(of_deployment, now),
        posted=last_posted_head(),
    )


def _tallies(now: datetime, of_deployment: Settings) -> list[Tally]:
    return [
        Tally(words, count(now), url_for(endpoint))
        for endpoint, words, count in COUNTED
        # In the demonstration every mail waits for ever, and nobody has to do anything about it.
        if may_open(endpoint) and not (endpoint == "desk.mails" and of_deployment.is_demonstration)
    ]


@blueprint.get("/desk/outbox", needs=Capability.SEE_OUTBOX)
def mails() -> Response:
    """Show the mails that wait, failed or were sent, without their texts."""
    status = status_named(request.args.get("status", ""))
    counts = count_by_status()
    total = counts[status] if status else sum(counts.values())
    shown = Page(page_number(request.args.get("page", "")), total, MAILS_PER_PAGE)
    return page(
        "desk/mails",
        counts=counts,
        chosen=status,
        mails=outbox(status, offset=shown.offset, most=MAILS_PER_PAGE),
        shown=shown,
    )


@blueprint.get(
    "/desk/outbox/<int(max=999999999):mail_id>",
    needs=Capability.SEE_OUTBOX,
    subject=mail_with_text,
)
def mail(subject: MailWithText) -> Response:
    """Show the text of a mail, in the demonstration alone: it may hold a one-time link."""
    if not settings().is_demonstration:
        raise NotFound(NO_SUCH_PAGE)
    pieces = tuple(pieces_of(subject.text, settings().base_url))
    return page("desk/mail", mail=subject.posted, pieces=pieces)
