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
    copies,
    coverage,
    desk,
    editions,
    finder,
    notices,
    reference,
    subscriptions,
    trail,
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
    editions,
    copies,
    subscriptions,
    wording,
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
