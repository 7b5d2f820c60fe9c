"""Pure decisions about reference data: when a treaty is in force, and what States are called."""

from cna_directory.reference.rules.naming import NamesOfStates, Place, names_of_states
from cna_directory.reference.rules.resolving import place_meant, resolve_state, state_called
from cna_directory.reference.rules.treaties import in_force_on

__all__ = [
    "NamesOfStates",
    "Place",
    "in_force_on",
    "names_of_states",
    "place_meant",
    "resolve_state",
    "state_called",
]
