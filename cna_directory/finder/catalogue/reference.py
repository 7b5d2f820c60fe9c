"""What the search knows of States, territories, request types and treaties."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cna_directory.finder.rules.asking import folded_names
from cna_directory.finder.rules.values import LegalBases
from cna_directory.reference.queries import Names
from cna_directory.reference.rules import NamesOfStates
from cna_directory.text import terms

SHORTEST_NAME = 3
"""A two-letter code is a State's name where nothing else is asked, not a word among others."""


ByLanguage = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownState:
    """A State, where it lies, what it is called and where it stands in a list."""

    region: str
    names: ByLanguage
    sort_keys: ByLanguage


@dataclass(frozen=True)
class Reference:
    """Reference rows as they stood when the catalogue was made, by their codes."""

    names_of_states: NamesOfStates
    states: Mapping[str, KnownState]
    territories: Mapping[str, ByLanguage]
    request_types: Mapping[str, ByLanguage]
    """In the order of the directory."""
    instruments: Mapping[str, ByLanguage]
    """In the order of the directory."""
    legal_bases: Mapping[str, LegalBases]
    """State -> what it said of treaties as legal bases."""

    @cached_property
    def request_types_by_name(self) -> Mapping[str, str]:
        """Return the folded names of request types, each with its code."""
        return folded_names((code, names.values()) for code, names in self.request_types.items())

    @cached_property
    def terms_of_request_types(self) -> frozenset[str]:
        """Return the terms in names of request types."""
        return frozenset(term for name in self.request_types_by_name for term in terms(name))

    def terms_of_places(self) -> dict[str, set[str]]:
        """Return each term of a name of a State or territory with the codes of those places."""
        found: dict[str, set[str]] = {}
        for name, states in self.names_of_states.phrases.items():
            if name.isascii() and len(name) < SHORTEST_NAME:
                continue
            for term in terms(name):
                found.setdefault(term, set()).update(states)
        for code, names in self.territories.items():
            for name in names.values():
                for term in terms(name):
                    found.setdefault(term, set()).add(code)
        return found

    def states_in_order(self, language: str) -> list[str]:
        """Return the codes of all States in the order of their names in a language."""
        return sorted(self.states, key=lambda state: self.states[state].sort_keys[language])

    def names(self, language: str) -> Names:
        """Return all names in a language, in the order in which its readers expect them."""
        if language not in self._names:
            self._names[language] = Names(
                states={s: self.states[s].names[language] for s in self.states_in_order(language)},
                request_types={code: n[language] for code, n in self.request_types.items()},
                instruments={code: n[language] for code, n in self.instruments.items()},
                territories={code: n[language] for code, n in self.territories.items()},
            )
        return self._names[language]

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {}
