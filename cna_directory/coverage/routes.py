"""The page with a tile for each State, and its numbers as a file."""

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.coverage import queries, rules
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("coverage", __name__)
blueprint.add_app_template_global(rules.step, "step_of")


@blueprint.get("/coverage", needs=Capability.READ_REFERENCE)
def tiles() -> Answer:
    """Show for which request types each State has an authority, or who has one for a chosen type."""
    names = names_in(words_language())
    asked = request.args.get("request_type", "").strip()
    return page(
        "coverage/tiles",
        names=names,
        found=queries.coverage(tuple(names.states)),
        chosen=asked if asked in names.request_types else "",
        is_unknown=bool(asked) and asked not in names.request_types,
    )


@blueprint.get("/coverage.csv", needs=Capability.READ_REFERENCE)
def table() -> Answer:
    """Send the numbers of the page; they name no contact, so the trail does not tell of it."""
    names = names_in(words_language())
    found = queries.coverage(tuple(names.states))
    answer = Response(
        rules.csv_of(found.states, names.states, tuple(names.request_types)),
        content_type="text/csv; charset=utf-8",
    )
    answer.headers.set("Content-Disposition", "attachment", filename="coverage.csv")
    return answer
