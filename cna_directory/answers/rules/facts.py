"""What is known of a case, as an address says it."""

from collections.abc import Mapping

from cna_directory.answers.rules.competence import Facts
from cna_directory.authorities.record import CompetenceDimension

NAMES: dict[CompetenceDimension, str] = {
    CompetenceDimension.TERRITORY: "territory",
    CompetenceDimension.INSTRUMENT: "instrument",
    CompetenceDimension.OFFENCE: "offence",
    CompetenceDimension.SUB_MEASURE: "measure",
    CompetenceDimension.STAGE: "stage",
    CompetenceDimension.REQUESTING_STATE: "requesting",
    CompetenceDimension.VALUE: "value",
    CompetenceDimension.URGENCY: "urgency",
    CompetenceDimension.OTHER: "other",
}
"""What each dimension is called in an address."""

SENDER = "from"
"""What an address calls the State that asks."""


def facts_in(values: Mapping[str, str]) -> Facts:
    """Return what the values of an address say of a case."""
    return {dimension: (values[name],) for dimension, name in NAMES.items() if values.get(name)}


def as_values(known: Facts, sender: str) -> dict[str, str]:
    """Return the values by which an address says the same to whoever opens it."""
    said = {NAMES[dimension]: fact[0] for dimension, fact in known.items() if len(fact) == 1}
    if sender:
        # The State itself answers what a rule asks about the State.
        said.pop(NAMES[CompetenceDimension.REQUESTING_STATE], None)
        said[SENDER] = sender
    return said


def value_of_answer(
    dimension: CompetenceDimension, answer: str | None, *, is_state: bool
) -> dict[str, str | None]:
    """Return the change to an address that gives an answer; `None` takes a value away."""
    if dimension is CompetenceDimension.REQUESTING_STATE and is_state:
        return {SENDER: answer, NAMES[dimension]: None}
    return {NAMES[dimension]: answer}
