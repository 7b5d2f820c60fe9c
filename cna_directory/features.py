"""The features of the directory, in menu order. Alembic imports this too, so no model is forgotten."""

from types import ModuleType

from cna_directory import (
    accounts,
    admission,
    answers,
    api,
    authorities,
    cards,
    comparison,
    confirmations,
    copies,
    coverage,
    desk,
    editions,
    exchange,
    finder,
    following,
    history,
    laws,
    notes,
    notices,
    reference,
    reports,
    review,
    subscriptions,
    trail,
    upkeep,
    wording,
)
from cna_directory.access.guard import GuardedBlueprint

FEATURES: tuple[ModuleType, ...] = (
    finder,
    answers,
    comparison,
    coverage,
    authorities,
    cards,
    history,
    laws,
    reports,
    following,
    editions,
    copies,
    subscriptions,
    wording,
    upkeep,
    review,
    confirmations,
    exchange,
    notes,
    admission,
    accounts,
    desk,
    trail,
    api,
    notices,
    reference,
)


def blueprints() -> tuple[GuardedBlueprint, ...]:
    """Return the blueprint of each feature that has pages."""
    return tuple(f.blueprint for f in FEATURES if hasattr(f, "blueprint"))
