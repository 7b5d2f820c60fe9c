"""The pages of a State and of an authority; writing is in review."""

from typing import Any

from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.access.roles import Role
from cna_directory.authorities.office_now import urgent_telephones
from cna_directory.authorities.queries import LiveNumber, counts_on_pages, live_number
from cna_directory.authorities.rules import is_web_address
from cna_directory.authorities.showing import (
    StatePage,
    authority_page,
    state_page,
)
from cna_directory.reference.queries import names_in
from cna_directory.web.kept_pages import kept_page
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("authorities", __name__)
blueprint.add_app_template_test(is_web_address, "web_address")


@blueprint.app_context_processor
def counts_of_records() -> dict[str, Any]:
    """Let the layout say how many records of a demonstration are made up."""
    return {"record_counts": counts_on_pages}


@blueprint.get("/states/<string:iso2>", needs=Capability.READ_DIRECTORY, subject=state_page)
def state(subject: StatePage) -> Response:
    """Show a State: its treaties, its authorities by request type, and what it asks of requests."""
    return page("authorities/state", shown=subject, names=names_in(words_language()))


@blueprint.get(
    "/authorities/<int(max=999999999):number>",
    needs=Capability.READ_DIRECTORY,
    subject=live_number,
)
def authority(subject: LiveNumber) -> Response:
    """Show an authority: what it is, whether to trust it, how to reach it, what to send."""
    return kept_page(subject.stamp, lambda: _authority(subject.number))


def _authority(number: int) -> Response:
    is_secretariat = current_actor().role is Role.SECRETARIAT
    shown = authority_page(number, to_secretariat=is_secretariat)
    return page(
        "authorities/authority",
        shown=shown,
        record=shown.record,
        urgent=urgent_telephones(shown.record),
        names=names_in(words_language()),
    )
