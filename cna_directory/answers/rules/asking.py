"""What is asked: a State under any name, a type of request by code or name, or what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from cna_directory.reference.rules import (
    NamesOfStates,
    Place,
    place_meant,
    resolve_state,
    state_called,
)
from cna_directory.text import fold

LONGEST_NAME = 200
"""Characters of a name that are looked at; no State and no type of request has a longer one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The two halves of the question as understood, and what was typed where they were not."""

    state: str = ""
    request_type: str = ""
    guessed_from: str = ""
    """What was typed, where the State is not called so: through a slip, or as a place in it."""
    place: Place | None = None
    """The territory or capital that was typed; its State is shown in its place."""
    unknown_state: str = ""
    suggested_states: tuple[str, ...] = ()
    """States that may be meant instead."""
    unknown_request_type: str = ""

    @property
    def is_whole(self) -> bool:
        """Say whether both halves are known."""
        return bool(self.state and self.request_type)


def understand(
    state: str, request_type: str, *, states: NamesOfStates, request_types: Mapping[str, str]
) -> Asked:
    """Return what is asked; `request_types` has the names by their codes."""
    state, request_type = state[:LONGEST_NAME], request_type[:LONGEST_NAME]
    found, suggested = resolve_state(state, states)
    code = _request_type(request_type, request_types)
    place = place_meant(state, states) if found else None
    is_certain = bool(found) and not suggested and state_called(state, states) == found
    return Asked(
        state=found,
        request_type=code,
        guessed_from=state.strip() if found and not is_certain else "",
        place=place,
        unknown_state="" if found else state.strip(),
        suggested_states=suggested,
        unknown_request_type="" if code else request_type.strip(),
    )


def _request_type(text: str, request_types: Mapping[str, str]) -> str:
    asked = fold(text)
    called_so = (c for c, name in request_types.items() if asked in {fold(c), fold(name)})
    return next(called_so, "") if asked else ""
