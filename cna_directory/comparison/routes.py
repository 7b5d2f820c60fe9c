"""Two or three States side by side, and a State on one printed page."""

from flask import request
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.comparison import queries
from cna_directory.comparison.rules.asking import asked
from cna_directory.comparison.rules.rows import rows
from cna_directory.comparison.rules.sheet import (
    LETTERS_OF_A_NOTE,
    MOST_BASES,
    MOST_CLOCKS,
    MOST_FOCAL,
    MOST_HOLIDAYS,
    basis_lines,
    shortened,
)
from cna_directory.reference.queries import known_states, names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("comparison", __name__)


@blueprint.get("/compare", needs=Capability.READ_DIRECTORY)
def compare() -> Response:
    """Show what two or three States ask of one type of request, row by row."""
    names = names_in(words_language())
    question = asked(
        states=request.args.getlist("state"),
        request_type=request.args.get("request_type"),
        only=request.args.get("only", ""),
        names=known_states(),
        request_types=names.request_types,
    )
    compared = (
        tuple(queries.compared(state, question.request_type) for state in question.states)
        if question.is_answerable
        else ()
    )
    found = rows(compared, question.request_type) if compared else ()
    return page(
        "comparison/compare",
        names=names,
        asked=question,
        compared=compared,
        rows=found,
        shown_rows=[row for row in found if row.differs or not question.only_differences],
    )


@blueprint.get(
    "/states/<string:iso2>/sheet", needs=Capability.READ_DIRECTORY, subject=queries.sheet
)
def sheet(subject: queries.Sheet) -> Response:
    """Show all that a mission needs about a State on one page to be printed."""
    names = names_in(words_language())
    found = subject.state.profile
    profile = found.record if found else None
    note = profile.fallback_note if profile else None
    return page(
        "comparison/sheet",
        names=names,
        sheet=subject,
        profile=profile,
        shown=subject.shown(names.request_types),
        bases=basis_lines(profile.legal_bases if profile else ()),
        fallback=shortened(note, LETTERS_OF_A_NOTE) if note else None,
        most={
            "bases": MOST_BASES,
            "holidays": MOST_HOLIDAYS,
            "clocks": MOST_CLOCKS,
            "focal": MOST_FOCAL,
        },
    )
