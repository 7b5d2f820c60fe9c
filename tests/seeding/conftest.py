"""The seed plan, made once for all tests of the seeding."""

from datetime import date
from pathlib import Path

import pytest

from cna_directory.authorities.record import ProvenanceKind, Record, StateProfile
from cna_directory.seeding import SeedPlan, all_revisions

SEEDS = Path(__file__).parents[2] / "seeds"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def plan() -> SeedPlan:
    return all_revisions(SEEDS, AS_OF)


@pytest.fixture(scope="session")
def records(plan: SeedPlan) -> list[Record]:
    """All authorities as they stand after their last revision."""
    latest = {
        revision.record.number: revision.record
        for revision in plan.revisions
        if isinstance(revision.record, Record)
    }
    return list(latest.values())


@pytest.fixture(scope="session")
def profiles(plan: SeedPlan) -> list[StateProfile]:
    return [r.record for r in plan.revisions if isinstance(r.record, StateProfile)]


@pytest.fixture(scope="session")
def historic(records: list[Record], profiles: list[StateProfile]) -> list[Record | StateProfile]:
    everything: list[Record | StateProfile] = [*records, *profiles]
    return [r for r in everything if r.provenance.kind is ProvenanceKind.HISTORIC]


@pytest.fixture(scope="session")
def made_up(plan: SeedPlan) -> list[Record | StateProfile]:
    """Every made-up snapshot, earlier revisions included."""
    return [
        revision.record
        for revision in plan.revisions
        if revision.record.provenance.kind is ProvenanceKind.MADE_UP
    ]
