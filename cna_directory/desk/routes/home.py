"""The first page of the desk: what waits, each with the page where it is dealt with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.desk.queries import waiting
from cna_directory.desk.queries.filters import own_filters
from cna_directory.desk.queries.waiting import Waiting
from cna_directory.desk.queries.work_list import completeness
from cna_directory.desk.routes.blueprint import blueprint
from cna_directory.desk.rules.work_list import Narrowed, work_list
from cna_directory.editions.queries import awaited_editions, next_edition
from cna_directory.jobs import last_runs
from cna_directory.mail.queries import count_by_status
from cna_directory.reference.queries import names_in
from cna_directory.settings import Settings
from cna_directory.trail.queries import last_posted_head
from cna_directory.web.helpers import may_open, settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page


@dataclass(frozen=True, slots=True)
class Counted:
    """A sort of what waits: where it is dealt with, what it is called, and how it is counted."""

    endpoint: str
    words: str
    count: Callable[[datetime], Waiting]
    one: str = ""
    """Endpoint of the page of one of them; empty where they have none of their own."""
    argument: str = ""
    """What the number of one of them is called in its address."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with what it counts, the page where it is dealt with, and the oldest of it."""

    words: str
    waiting: Waiting
    address: str
    oldest: str
    oldest_address: str


COUNTED = (
    Counted(
        "admission.waiting_requests",
        _("Account requests for the secretariat"),
        lambda now: waiting.account_requests_waiting(),
        "admission.examine",
        "account_request_id",
    ),
    Counted(
        "accounts.changes",
        _("Changes of accounts that wait for an officer"),
        lambda now: waiting.account_changes_waiting(),
    ),
    Counted(
        "review.desk",
        _("Change proposals to review"),
        lambda now: waiting.proposals_waiting(),
        "review.examine",
        "proposal_id",
    ),
    Counted(
        "confirmations.overdue",
        _("Records that their States have to confirm"),
        lambda now: waiting.records_overdue(now.date()),
        "authorities.authority",
        "number",
    ),
    Counted(
        "problems.desk",
        _("Problems that readers reported"),
        lambda now: waiting.reports_waiting(),
        "problems.show",
        "report_id",
    ),
    Counted(
        "exchange.imports",
        _("Imports for another officer to accept"),
        lambda now: waiting.imports_waiting(),
        "exchange.one_import",
        "import_id",
    ),
    Counted(
        "laws.dead",
        _("Links that do not answer"),
        lambda now: waiting.links_dead(),
    ),
    Counted("desk.mails", _("Mails that failed or are an hour late"), waiting.mails_in_trouble),
)
"""Asked only for those who may open the page."""


@blueprint.get("/desk", needs=Capability.SEE_DESK)
def home() -> Response:
    """Show what waits, and whether the directory runs as it should."""
    now, of_deployment = clock.now(), settings()
    coming = next_edition(of_deployment, now)
    return page(
        "desk/home",
        tallies=_tallies(now, of_deployment),
        filters=own_filters(current_actor().account_id),
        jobs=waiting.troubled_jobs(now),
        runs=last_runs(),
        mails=count_by_status(),
        progress=work_list(completeness(), Narrowed(), now.date()).progress,
        next_edition=coming,
        days_left=(coming.issue_on - now.date()).days,
        awaited=awaited_editions(of_deployment, now),
        posted=last_posted_head(),
    )


def _tallies(now: datetime, of_deployment: Settings) -> list[Tally]:
    """Return the numbers, what waits longest first and what waits for nothing last."""
    tallies = [
        _tally(it, now)
        for it in COUNTED
        # In the demonstration every mail waits for ever, and nobody has to do anything about it.
        if may_open(it.endpoint)
        and not (it.endpoint == "desk.mails" and of_deployment.is_demonstration)
    ]
    return sorted(tallies, key=lambda tally: tally.waiting.oldest_at or now)


def _tally(counted: Counted, now: datetime) -> Tally:
    found = counted.count(now)
    oldest, name, address = found.oldest, "", ""
    if oldest is not None:
        states = names_in(words_language()).states
        name = " · ".join(part for part in (oldest.name, states.get(oldest.state, "")) if part)
        if counted.one and may_open(counted.one):
            named: dict[str, Any] = {counted.argument: oldest.key}
            address = url_for(counted.one, **named)
    return Tally(counted.words, found, url_for(counted.endpoint), name, address)
