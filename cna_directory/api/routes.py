"""The addresses for programs under /api/v1, and the page that explains them to people."""

from flask import Response
from flask_babel import format_decimal
from werkzeug.wrappers import Response as Page

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts.rules.access_tokens import MOST_A_DAY, MOST_A_MINUTE
from cna_directory.answers.queries import case_of
from cna_directory.answers.rules.facts import SENDER
from cna_directory.api import guide as guiding
from cna_directory.api import queries, shapes
from cna_directory.api.declaring import ROOT, blueprint, endpoint, with_tag
from cna_directory.api.document import REFUSALS, document
from cna_directory.api.parameters import Values
from cna_directory.api.wanted import (
    FROM,
    ISO2,
    KNOWN_OF_CASE,
    NUMBER,
    PAGE_OF_AUTHORITIES,
    REQUEST_TYPE,
)
from cna_directory.database import compact_json
from cna_directory.finder.rules.query import Facet
from cna_directory.web.helpers import settings
from cna_directory.web.pages import page


@endpoint(
    "/states",
    summary="All States",
    needs=Capability.READ_REFERENCE,
    answer=shapes.States,
)
def states(values: Values) -> shapes.States:
    """List every State of the directory with its names in six languages, region and codes."""
    return queries.states()


@endpoint(
    "/states/<string:iso2>",
    summary="A State and its treaties",
    needs=Capability.READ_REFERENCE,
    answer=shapes.StateWithTreaties,
    parameters=(ISO2,),
)
def state(values: Values) -> shapes.StateWithTreaties:
    """Show one State, and for each instrument whether it is a party and since when."""
    return queries.state_with_treaties(values["iso2"])


@endpoint(
    "/request-types",
    summary="All types of request",
    needs=Capability.READ_REFERENCE,
    answer=shapes.RequestTypes,
)
def request_types(values: Values) -> shapes.RequestTypes:
    """List every type of request, with the articles it rests on and the measures it knows."""
    return queries.request_types()


@endpoint(
    "/instruments",
    summary="All instruments",
    needs=Capability.READ_REFERENCE,
    answer=shapes.Instruments,
)
def instruments(values: Values) -> shapes.Instruments:
    """List every instrument, with the articles under which authorities are designated."""
    return queries.instruments()


@endpoint(
    "/coverage",
    summary="Who is covered",
    needs=Capability.READ_REFERENCE,
    answer=shapes.CoverageOfStates,
)
def coverage(values: Values) -> shapes.CoverageOfStates:
    """Count the authorities of each State by type of request, and say who has designated none."""
    return queries.coverage()


@endpoint(
    "/answers/<string:iso2>/<string:request_type>",
    summary="Which authority do I send this to?",
    needs=Capability.READ_DIRECTORY,
    answer=shapes.AnswerToQuestion,
    parameters=(ISO2, REQUEST_TYPE, FROM, *KNOWN_OF_CASE),
)
def answer(values: Values) -> shapes.AnswerToQuestion:
    """Say which authority receives a type of request in a State.

    Where the State splits competence, `question` says what to send to learn more. Where nobody is
    known, `nobody` says what helps.
    """
    case = case_of(values["iso2"], values["request_type"])
    known = {parameter.name: values[parameter.name] for parameter in KNOWN_OF_CASE}
    sender = values[SENDER] or current_actor().state
    return queries.answer(case, known, sender, settings().base_url)


@endpoint(
    "/authorities",
    summary="Authorities by words and facets",
    needs=Capability.READ_DIRECTORY,
    answer=shapes.Authorities,
    parameters=PAGE_OF_AUTHORITIES,
)
def authorities(values: Values) -> shapes.Authorities:
    """List authorities in a few lines each; of a facet either value will do, all must hold."""
    return queries.authorities(_wanted(values))


@endpoint(
    "/authorities/<int(max=999999999):number>",
    summary="An authority's whole record",
    needs=Capability.READ_DIRECTORY,
    answer=shapes.AuthorityRecord,
    parameters=(NUMBER,),
)
def authority(values: Values) -> shapes.AuthorityRecord:
    """Show the record as it stands today; contact points for the secretariat alone are not in it."""
    return queries.record(values["number"])


@endpoint(
    "/authorities/<int(max=999999999):number>/cards",
    summary="An authority's cards",
    needs=Capability.TAKE_RECORDS_ALONG,
    answer=shapes.CardsOfAuthority,
    parameters=(NUMBER,),
)
def cards_of_authority(values: Values) -> shapes.CardsOfAuthority:
    """Show a card for each designation: what a tool that writes requests needs, in one piece."""
    return queries.cards_of_authority(values["number"], settings().base_url)


@endpoint(
    "/cards",
    summary="Cards by words and facets",
    needs=Capability.TAKE_RECORDS_ALONG,
    answer=shapes.Cards,
    parameters=PAGE_OF_AUTHORITIES,
)
def cards(values: Values) -> shapes.Cards:
    """List the cards of what `/authorities` finds, for the types of request asked for.

    A page holds the cards of `limit` authorities.
    """
    return queries.cards(_wanted(values), settings().base_url)


def _wanted(values: Values) -> queries.Wanted:
    return queries.Wanted(
        words=values["q"],
        state=values["state"],
        chosen={facet: values[facet.value] for facet in Facet},
        after=int(values["cursor"] or 0),
        limit=values["limit"],
    )


@blueprint.get(f"{ROOT}/openapi.json", needs=Capability.VISIT, for_programs=True)
def description() -> Response:
    """Return the description of all addresses, which holds no record, to anybody."""
    return with_tag(compact_json(document()))


@blueprint.get("/api", needs=Capability.READ_REFERENCE)
def guide() -> Page:
    """Explain to people how their programs read the directory."""
    return page(
        "api/guide",
        chapters=guiding.chapters(settings().base_url),
        shapes=guiding.shapes(),
        refusals=REFUSALS,
        a_minute=MOST_A_MINUTE,
        a_day=format_decimal(MOST_A_DAY),
    )
