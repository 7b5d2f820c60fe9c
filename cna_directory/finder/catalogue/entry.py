"""An authority as the search knows it: what it is found by, and what a list says of it."""

from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.record import Confirmation, ProvenanceKind
from cna_directory.authorities.rules import standing
from cna_directory.authorities.summaries import AuthoritySummary, DesignationSummary
from cna_directory.finder.rules.values import Competence
from cna_directory.languages import LocalisedText


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision of an authority; a new one is read when the revision has moved."""

    number: int
    revision_number: int
    state: str
    name: LocalisedText
    name_transliterated: str
    acronym: str
    provenance_kind: ProvenanceKind
    confirmation: Confirmation | None
    languages: tuple[str, ...]
    is_reached_day_and_night: bool
    competences: tuple[Competence, ...]
    name_terms: tuple[str, ...]
    """The terms of its names, each once."""
    other_terms: tuple[str, ...]
    """The terms of everything else it may be found by: service, public posts, addresses."""

    def summary(self, today: date) -> AuthoritySummary:
        """Return what a list says of the authority on a day."""
        return AuthoritySummary(
            number=self.number,
            state=self.state,
            name=self.name,
            name_transliterated=self.name_transliterated,
            acronym=self.acronym,
            provenance_kind=self.provenance_kind,
            standing=standing(self.confirmation, today),
            languages=self.languages,
            designations=tuple(
                DesignationSummary(c.request_type, c.territory, c.is_default)
                for c in self.competences
                if c.holds_on(today)
            ),
        )
