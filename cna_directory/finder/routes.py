"""The first page and the search."""

from flask import request, session
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.cards.files import file_of_cards
from cna_directory.cards.operations import CardFormat, limits_of
from cna_directory.cards.queries import cards_of
from cna_directory.errors import Problem, RuleBroken
from cna_directory.finder import operations, queries
from cna_directory.finder.catalogue import Catalogue, catalogue_at, catalogue_now
from cna_directory.finder.rules import Facet, Understood
from cna_directory.finder.rules.asking import LONGEST_QUESTION
from cna_directory.finder.rules.issue_days import days_of_issue
from cna_directory.finder.showing import ALL_SHOWN, ResultsPage
from cna_directory.reference.queries import catalogue_stamp, names_in
from cna_directory.web.helpers import settings
from cna_directory.web.kept_pages import kept_page
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page, wants_fragment
from cna_directory.web.paging import page_number

blueprint = GuardedBlueprint("finder", __name__)

TOO_LONG_A_LIST = (
    "This list is longer than what your account may take along a day, which is {most} records."
    " Narrow it down, or download the latest edition: it holds every record."
)


@blueprint.app_template_global()
def starred_states() -> tuple[str, ...]:
    """Return the States that whoever looks at the page has starred; read where a page asks."""
    account_id = current_actor().account_id
    return queries.starred_states(account_id) if account_id else ()


@blueprint.get("/", needs=Capability.VISIT)
def home() -> Response:
    """Show visitors what the directory is, and accounts where to find an authority."""
    if not current_actor().is_signed_in:
        return page(
            "public/welcome",
            request_types=tuple(names_in(words_language()).request_types.values()),
            issue_days=days_of_issue(settings().edition_issues),
        )
    catalogue = catalogue_now()
    return page(
        "finder/home",
        names=catalogue.reference.names(words_language()),
        counts=queries.count_by_request_type(catalogue),
        regions=queries.states_by_region(catalogue),
        starred_codes=starred_states(),
    )


@blueprint.get("/search", needs=Capability.READ_DIRECTORY)
def search() -> Response:
    """Show who is found, and from which sides to narrow it down; or what to do where nobody is."""
    template = "finder/results" if wants_fragment() else "finder/search"
    stamp = catalogue_stamp()
    return kept_page(stamp, lambda: page(template, shown=_results_page(catalogue_at(stamp))))


def _results_page(catalogue: Catalogue) -> ResultsPage:
    text = request.args.get("q", "").strip()
    number = request.args.get("page", "")
    understood = _understood(catalogue)
    found = queries.search(
        catalogue, understood.query, page_number(number), language=words_language()
    )
    return ResultsPage(
        text=text[:LONGEST_QUESTION],
        is_text_too_long=len(text) > LONGEST_QUESTION,
        is_all=request.args.get("all") == ALL_SHOWN,
        is_page_unknown=bool(number) and str(page_number(number)) != number,
        understood=understood,
        results=found,
        names=catalogue.reference.names(words_language()),
    )


def _understood(catalogue: Catalogue) -> Understood:
    args = request.args
    return queries.understood(
        catalogue,
        text=args.get("q", ""),
        state=args.get("state", ""),
        chosen={facet: args.getlist(facet.value) for facet in Facet if facet.value in args},
    )


@blueprint.get("/search.<any(csv, json, vcf):ending>", needs=Capability.TAKE_RECORDS_ALONG)
def take_along(ending: str) -> Response:
    """Send the whole list as a file: every designation of those who are found."""
    language = words_language()
    catalogue = catalogue_now()
    numbers = queries.numbers_found(catalogue, _understood(catalogue).query, language=language)
    most = limits_of(current_actor().role)[1].most
    if len(numbers) > most:
        raise RuleBroken([Problem("", TOO_LONG_A_LIST.format(most=most))])
    cards = cards_of(numbers, language=language, base_url=settings().base_url)
    return file_of_cards(cards, CardFormat(ending), name="authorities", subject="search")


@blueprint.get("/keys", needs=Capability.READ_DIRECTORY)
def keys() -> Response:
    """Tell which keys save time."""
    return page("finder/keys", are_off="keys_off" in session)


@blueprint.post("/keys", needs=Capability.READ_DIRECTORY)
def set_keys() -> Response:
    """Switch the keys of one sign off or on, for this browser; its cookie remembers it."""
    if request.form.get("keys") == "off":
        session["keys_off"] = True
    else:
        session.pop("keys_off", None)
    return done("finder.keys")


@blueprint.post("/states/<string:iso2>/star", needs=Capability.STAR_STATES)
def star(iso2: str) -> Response:
    """Star a State, so that it stands on the first page of whoever did."""
    operations.star(current_actor(), iso2)
    return _back_from_star(iso2)


@blueprint.post("/states/<string:iso2>/unstar", needs=Capability.STAR_STATES)
def unstar(iso2: str) -> Response:
    """Take the star of a State away."""
    operations.unstar(current_actor(), iso2)
    return _back_from_star(iso2)


def _back_from_star(iso2: str) -> Response:
    if request.form.get("back") == "home":
        return done("finder.home")
    return done("authorities.state", iso2=iso2.upper())
