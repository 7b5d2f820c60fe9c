"""Declaring an address for programs: its route, its check of parameters and its description are one.

    @endpoint("/states/<string:iso2>", summary="A State", answer=StateWithTreaties,
              needs=Capability.READ_REFERENCE, parameters=(STATE_IN_PATH,))
    def state(values: Values) -> StateWithTreaties: ...

The view returns what the description promises; here it becomes JSON with a strong `ETag`. Answers
are kept nowhere on the way (`no-store`, as for all of this site): a program that keeps one itself
shows its `ETag` and is told in a few bytes whether it still holds.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, request

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.accounts.reading import count_records
from cna_directory.api.parameters import Asked, Parameter, Values, values_of
from cna_directory.api.shapes import as_json
from cna_directory.database import compact_json

ROOT = "/api/v1"
View = Callable[[Values], Any]

blueprint = GuardedBlueprint("api", "cna_directory.api")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address as the description has it."""

    name: str
    rule: str
    summary: str
    description: str
    needs: Capability
    answer: type
    parameters: tuple[Parameter, ...]


ENDPOINTS: list[Endpoint] = []
"""Every address for programs, in the order in which the description shows them."""


def endpoint(
    rule: str,
    *,
    summary: str,
    needs: Capability,
    answer: type,
    parameters: Sequence[Parameter] = (),
) -> Callable[[View], View]:
    """Register a view that answers programs, and describe it; its docstring is the description."""

    def register(view: View) -> View:
        declared = Endpoint(
            name=view.__name__,
            rule=rule,
            summary=summary,
            description=" ".join((view.__doc__ or "").split()),
            needs=needs,
            answer=answer,
            parameters=tuple(parameters),
        )
        ENDPOINTS.append(declared)

        @wraps(view)
        def run(**in_path: Any) -> Response:
            asked = Asked(in_path, request.args.to_dict(flat=False))
            return answer_of(view(values_of(declared.parameters, asked)))

        blueprint.get(f"{ROOT}{rule}", needs=needs, for_programs=True)(run)
        return view

    return register


def answer_of(answer: object) -> Response:
    """Return an answer as JSON, or that the one the program has still holds."""
    plain = as_json(answer)
    count_records(len(plain.get("items", ())))
    return with_tag(compact_json(plain))


def with_tag(text: str) -> Response:
    """Return JSON with the hash of its content; same content, same hash, whoever asks."""
    response = Response(text, mimetype="application/json")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
