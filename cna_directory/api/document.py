"""The description of the addresses for programs (OpenAPI 3.1), made from their declarations."""

import re
from functools import cache
from typing import Any

from apispec import APISpec

from cna_directory.access.capabilities import Capability
from cna_directory.accounts.rules.access_tokens import CAPABILITIES, MOST_A_DAY, MOST_A_MINUTE
from cna_directory.accounts.standing import Scope
from cna_directory.api.declaring import ENDPOINTS, ROOT, Endpoint
from cna_directory.api.parameters import MOST_VALUES, Parameter
from cna_directory.cards.rules.schema import definitions

PLACE = "#/components/schemas/"
TITLE = "Directory of Competent National Authorities"
VERSION = "1.0"
DESCRIPTION = (
    "Reading the directory with a program. Each request carries an access token that its holder made"
    " on the page of the account. Lists are read page by page: send `next_cursor` back as"
    " `cursor`. An answer carries an `ETag`; send it back in `If-None-Match` and get 304 while nothing"
    " has changed. Every key of an answer is always there; null stands for what is not known."
)
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457); `errors` names the parameters.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["parameter", "detail"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
REFUSALS = {
    400: "A parameter is unknown, given twice or of no use; `errors` names it.",
    401: "No access token was shown, or one that does not hold.",
    403: "The token's scope is too narrow, or new terms of use wait to be accepted.",
    404: "There is nothing under this address.",
    429: (
        f"More than {MOST_A_MINUTE} requests in a minute with one token, or {MOST_A_DAY} records in"
        " a day; `Retry-After` says how many seconds to wait."
    ),
}


@cache
def document() -> dict[str, Any]:
    """Return the description of every address that was declared."""
    spec = APISpec(
        title=TITLE,
        version=VERSION,
        openapi_version="3.1.0",
        info={"description": DESCRIPTION},
        servers=[{"url": ROOT}],
        security=[{"token": []}],
    )
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Problem", PROBLEM)
    for name, schema in _all_schemas().items():
        spec.components.schema(name, schema)
    for declared in ENDPOINTS:
        spec.path(path=path_of(declared), operations={"get": _operation(declared)})
    found: dict[str, Any] = spec.to_dict()
    return found


def path_of(declared: Endpoint) -> str:
    """Return the path of an endpoint as the description writes it."""
    return re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", declared.rule)


def scope_for(needs: Capability) -> Scope:
    """Return the narrowest scope that allows what an endpoint needs."""
    return next(scope for scope in Scope if needs in CAPABILITIES[scope])


def _all_schemas() -> dict[str, dict[str, Any]]:
    return {
        name: schema
        for declared in ENDPOINTS
        for name, schema in definitions(declared.answer, PLACE).items()
    }


def _operation(declared: Endpoint) -> dict[str, Any]:
    answers: dict[str, Any] = {
        str(status): {
            "description": words,
            "content": {"application/problem+json": {"schema": {"$ref": f"{PLACE}Problem"}}},
        }
        for status, words in REFUSALS.items()
    }
    answers["200"] = {
        "description": "The answer.",
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": {"$ref": f"{PLACE}{declared.answer.__name__}"}}},
    }
    answers["304"] = {"description": "What you have under this `ETag` still holds."}
    return {
        "operationId": declared.name,
        "summary": declared.summary,
        "description": f"{declared.description} Scope: `{scope_for(declared.needs)}`.",
        "parameters": [_parameter(p) for p in declared.parameters],
        "responses": dict(sorted(answers.items())),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(parameter.schema)
    if parameter.is_list:
        schema = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    return {
        "name": parameter.name,
        "in": "path" if parameter.is_in_path else "query",
        "required": parameter.is_in_path,
        "description": f"{parameter.description} {parameter.advice}",
        "schema": schema,
    } | ({"style": "form", "explode": True} if parameter.is_list else {})
