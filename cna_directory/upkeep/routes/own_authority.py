"""The page from which an official keeps the record of the own authority."""

from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.confirmations.queries import records_to_confirm
from cna_directory.reference.queries import names_in
from cna_directory.review.queries import open_proposals, proposals_of
from cna_directory.review.words import KIND_WORDS, STATUS_WORDS
from cna_directory.upkeep import queries
from cna_directory.upkeep.queries import OwnAuthority
from cna_directory.upkeep.routes.blueprint import blueprint
from cna_directory.upkeep.routes.workspace import LATEST
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page


def own_authority() -> OwnAuthority:
    """Return the authority of whoever acts."""
    actor = current_actor()
    return OwnAuthority(actor.authority_number, actor.state)


@blueprint.get("/my-authority", needs=Capability.WORK_FOR_AUTHORITY, subject=own_authority)
def my_authority(subject: OwnAuthority) -> Response:
    """Show how the record of an official's authority stands, and what is under way."""
    actor, state = current_actor(), subject.state_iso2
    account_id = actor.account_id or 0
    of_state = records_to_confirm(state)
    waiting = queries.told_to(actor.role, open_proposals(state, subject.authority_number))
    return page(
        "upkeep/my_authority",
        it=next((one for one in of_state if one.number == subject.authority_number), None),
        number=subject.authority_number,
        state=state,
        names=names_in(words_language()),
        has_focal_point=bool(focal_points_of(state, beside=0)),
        of_others=[one for one in waiting if one.account_id != account_id],
        sent=proposals_of(account_id)[:LATEST],
        draft=queries.draft_of(account_id, f"authority/{subject.authority_number}"),
        kind_words=KIND_WORDS,
        status_words=STATUS_WORDS,
    )
