"""The work list: designations that say too little to be used, and how many are left."""

from flask import request
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.authorities.usable import Needed
from cna_directory.desk.queries.work_list import completeness
from cna_directory.desk.routes.blueprint import blueprint
from cna_directory.desk.routes.statistics import csv_file
from cna_directory.desk.rules.work_list import Narrowed, WorkList, csv_of, work_list
from cna_directory.reference.queries import Names, names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page
from cna_directory.web.paging import Page, page_number

PER_PAGE = 50

NEEDED_WORDS = {
    Needed.NAME: _("name of the authority"),
    Needed.SERVICE_OR_POST: _("service or post"),
    Needed.CHANNEL: _("a channel by which it can be reached"),
    Needed.LANGUAGES: _("accepted languages"),
    Needed.URGENT: _("what to do in urgent cases"),
    Needed.INTERPOL: _("whether INTERPOL is accepted"),
    Needed.LEGAL_BASIS: _("whether the convention is the legal basis"),
    Needed.CONFIRMATION: _("a confirmation"),
}


@blueprint.get("/desk/work-list", needs=Capability.SEE_DESK)
def todo() -> Response:
    """Show the designations that lack something, by State."""
    names = names_in(words_language())
    narrowed = _narrowed(names)
    found = _found(narrowed, names)
    shown = Page(page_number(request.args.get("page", "")), len(found.todo), PER_PAGE)
    return page(
        "desk/work_list",
        names=names,
        narrowed=narrowed,
        found=found,
        todo=found.todo[shown.offset : shown.offset + PER_PAGE],
        shown=shown,
        needed_words=NEEDED_WORDS,
    )


@blueprint.get("/desk/work-list.csv", needs=Capability.SEE_DESK)
def todo_table() -> Response:
    """Send the work list as the address narrows it; it names no contact."""
    names = names_in(words_language())
    found = _found(_narrowed(names), names)
    return csv_file(csv_of(found.todo, names.states), f"work-list-{clock.today().isoformat()}.csv")


def _narrowed(names: Names) -> Narrowed:
    """Return by what the address narrows the list; a code that nothing has narrows nothing."""
    state, request_type, lacks = (
        request.args.get(name, "").strip() for name in ("state", "request_type", "lacks")
    )
    return Narrowed(
        state if state in names.states else "",
        request_type if request_type in names.request_types else "",
        lacks if lacks in set(Needed) else "",
    )


def _found(narrowed: Narrowed, names: Names) -> WorkList:
    """Return the list in the order of the names of States in the language of the page."""
    place = {code: position for position, code in enumerate(names.states)}
    in_order = sorted(completeness(), key=lambda it: place.get(it.state, len(place)))
    return work_list(in_order, narrowed, clock.today())
