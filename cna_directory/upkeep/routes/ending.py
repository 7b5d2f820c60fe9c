"""Proposing that an authority ends, with the one that takes its place."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.authorities.record import Record
from cna_directory.reference.queries import names_in
from cna_directory.review.operations import submit_proposal
from cna_directory.review.queries import ReturnedProposal, returned_proposal
from cna_directory.upkeep import queries
from cna_directory.upkeep.forms import EndForm
from cna_directory.upkeep.queries import Work
from cna_directory.upkeep.routes.blueprint import blueprint
from cna_directory.upkeep.routes.changing import (
    LONGEST_UPLOAD,
    NUMBER,
    begun_with,
    effective_day,
    paper_in,
    sent,
)
from cna_directory.upkeep.rules.ending import ended
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page


@blueprint.route(
    f"/authorities/{NUMBER}/end",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.authority_to_end,
    longest_body=LONGEST_UPLOAD,
)
def end_authority(subject: Work) -> Response:
    """Ask from when an authority is no longer competent, and which one takes its place."""
    actor, names = current_actor(), names_in(words_language())
    answers = returned_proposal(actor.account_id or 0, subject.target)
    form = EndForm(successor=_successor_in(answers), **begun_with(answers))
    successors = queries.known_around(subject, names, actor.role).authorities
    form.successor.choices = [
        ("", _("None: nobody takes its place")),
        *((str(number), words) for number, words in successors.items()),
    ]
    record = subject.seen_by(actor.role)
    if isinstance(record, Record) and form.validate_on_submit():
        with form.reporting():
            number = submit_proposal(
                actor,
                subject.target,
                proposed=ended(record, form.successor.data or "", successors),
                base_revision=subject.revision,
                base_hash=subject.content_hash,
                effective_from=effective_day(form),
                remark=form.remark.data or "",
                paper=paper_in(form),
                settings=settings(),
                succeeds_id=answers.id if answers else None,
            )
            return sent(number)
    return page("upkeep/end", form.status, form=form, work=subject, names=names, answers=answers)


def _successor_in(answers: ReturnedProposal | None) -> str:
    """Return which authority a proposal that was sent back named as the successor."""
    proposed = answers.proposed if answers else None
    number = proposed.superseded_by if isinstance(proposed, Record) else None
    return str(number or "")
