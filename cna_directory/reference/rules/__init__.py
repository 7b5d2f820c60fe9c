"""Pure decisions about reference data: when a treaty is in force, and what States are called."""

from cna_directory.reference.rules.naming import NamesOfStates, names_of_states
from cna_directory.reference.rules.resolving import resolve_state, state_called
from cna_directory.reference.rules.treaties import in_force_on

__all__ = ["NamesOfStates", "in_force_on", "names_of_states", "resolve_state", "state_called"]
