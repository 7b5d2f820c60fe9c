"""The parameters that the addresses for programs share."""

from dataclasses import replace

from cna_directory.answers.rules.facts import NAMES, SENDER
from cna_directory.api.parameters import Parameter
from cna_directory.finder.rules.asking import LONGEST_QUESTION
from cna_directory.finder.rules.query import Facet
from cna_directory.finder.rules.values import FIXED_VALUES

ISO2 = Parameter(
    name="iso2",
    description="The State.",
    schema={"type": "string", "pattern": "^[A-Z]{2}$"},
    advice="Write the two capital letters of its ISO 3166-1 code.",
    example="FR",
    is_in_path=True,
)
NUMBER = Parameter(
    name="number",
    description="The record number of the authority.",
    schema={"type": "integer", "minimum": 1, "maximum": 999_999_999},
    advice="Write the number as on the authority's page.",
    example="1042",
    is_in_path=True,
)
REQUEST_TYPE = Parameter(
    name="request_type",
    description="The type of request.",
    schema={"type": "string", "pattern": "^[a-z][a-z_]{1,39}$"},
    advice="Write its code as in `/request-types`.",
    example="mla",
    is_in_path=True,
)
STATE = replace(ISO2, name="state", description="The requested State.", is_in_path=False)
FROM = replace(
    ISO2,
    name=SENDER,
    description="The State that sends the request; else the State of the account, if it has one.",
    example="DE",
    is_in_path=False,
)
WORDS = Parameter(
    name="q",
    description="Words of the name, the service or a post, in any script.",
    schema={"type": "string", "maxLength": LONGEST_QUESTION},
    advice=f"Write at most {LONGEST_QUESTION} characters.",
    example="justice",
)
CURSOR = Parameter(
    name="cursor",
    description="Where the page before ended.",
    schema={"type": "string", "pattern": "^[0-9]{1,9}$"},
    advice="Send `next_cursor` of the page before.",
    example="1042",
)
LIMIT = Parameter(
    name="limit",
    description="How many authorities a page holds.",
    schema={"type": "integer", "minimum": 1, "maximum": 100, "default": 25},
    advice="Write a number from 1 to 100.",
    example="50",
)

FACET_WORDS = {
    Facet.REQUEST_TYPE: "A type of request, as in `/request-types`.",
    Facet.REGION: "A region of the United Nations, as in `/states`.",
    Facet.INSTRUMENT: "An instrument, as in `/instruments`.",
    Facet.LANGUAGE: "A language in which requests are accepted (BCP 47).",
    Facet.CHANNEL: "A way on which requests are accepted.",
    Facet.INTERPOL: "Whether requests are accepted through INTERPOL.",
    Facet.LEGAL_BASIS: "Whether the State takes a convention as the legal basis.",
    Facet.URGENT: "Whether somebody is there for urgent cases.",
    Facet.CONFIRMED: "When the State last confirmed the record.",
    Facet.PROVENANCE: "Where the record comes from.",
}
FACET_EXAMPLES = {
    Facet.REQUEST_TYPE: "mla",
    Facet.REGION: "Africa",
    Facet.INSTRUMENT: "UNTOC",
    Facet.LANGUAGE: "fr",
}


def _facet(facet: Facet) -> Parameter:
    """Return the parameter of a facet; one whose values are rows takes any code."""
    fixed = FIXED_VALUES.get(facet, ())
    values = {"enum": list(fixed)} if fixed else {"pattern": "^[A-Za-z][A-Za-z0-9_-]{0,39}$"}
    return Parameter(
        name=facet.value,
        description=FACET_WORDS[facet],
        schema={"type": "string"} | values,
        advice=f"Choose from: {', '.join(fixed)}." if fixed else "Write a code.",
        example=fixed[0] if fixed else FACET_EXAMPLES[facet],
        is_list=True,
    )


FACETS = tuple(_facet(facet) for facet in Facet)
PAGE_OF_AUTHORITIES = (WORDS, STATE, *FACETS, CURSOR, LIMIT)
"""What asks for authorities: words, a State and facets, and which page of them."""

KNOWN_OF_CASE = tuple(
    Parameter(
        name=name,
        description=f"What is known of the case: {dimension.value.replace('_', ' ')}.",
        schema={"type": "string", "maxLength": LONGEST_QUESTION},
        advice="Send a value that `question` offered.",
        example="",
    )
    for dimension, name in NAMES.items()
)
"""What may decide between several authorities of a State."""
