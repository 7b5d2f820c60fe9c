"""The first page and the search."""

from flask import request
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.finder import queries, rules
from cna_directory.reference.queries import Names, known_states, names_in
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page
from cna_directory.web.paging import page_number

blueprint = GuardedBlueprint("finder", __name__)


@blueprint.get("/", needs=Capability.VISIT)
def home() -> Response:
    """Show visitors what the directory is, and accounts where to find an authority."""
    names = names_in(words_language())
    if not current_actor().is_signed_in:
        return page(
            "public/welcome",
            request_types=tuple(names.request_types.values()),
            issue_days=rules.days_of_issue(settings().edition_issues),
        )
    return page(
        "finder/home",
        names=names,
        counts=queries.count_by_request_type(rules.Query()),
        regions=queries.states_by_region(),
        understood=rules.Understood(rules.Query()),
    )


@blueprint.get("/search", needs=Capability.READ_DIRECTORY)
def search() -> Response:
    """Show who answers what was asked for, or what to do where nobody does."""
    names = names_in(words_language())
    understood = _understood(names)
    query = understood.query
    if understood.unknown_state or understood.unknown_request_type or query.is_empty:
        return page("finder/not_understood", names=names, understood=understood)
    if query.is_exact:
        return _exact(names, understood)
    number = page_number(request.args.get("page", ""))
    return page(
        "finder/results",
        names=names,
        understood=understood,
        hits=queries.find(query, number, order_of_states=tuple(names.states)),
        by_type=queries.count_by_request_type(query),
        by_state=queries.count_by_state(query),
    )


def _understood(names: Names) -> rules.Understood:
    return rules.understand(
        state=request.args.get("state", ""),
        request_type=request.args.get("request_type", ""),
        text=request.args.get("q", ""),
        names=known_states(),
        request_types=names.request_types,
    )


def _exact(names: Names, understood: rules.Understood) -> Response:
    """Show the answer to "who receives this type of request in that State?"."""
    query = understood.query
    by_type = queries.count_by_request_type(query)
    if not by_type.get(query.request_type):
        return page(
            "finder/nobody",
            names=names,
            understood=understood,
            nobody=queries.nobody_designated(query),
            by_type=by_type,
        )
    return page(
        "finder/answer",
        names=names,
        understood=understood,
        answers=queries.answers(query),
        hits=queries.find(query, 1, order_of_states=tuple(names.states)),
    )
