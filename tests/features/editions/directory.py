"""A directory of ten States, small enough to build an edition of it in a moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from flask import current_app
from sqlalchemy import select

from cna_directory.access.actors import SCHEDULER, SEEDER, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.editions.operations import reconcile
from cna_directory.operation import operation
from cna_directory.reference.models import Party, State, Territory
from cna_directory.settings import Settings
from tests.builders import a_designation, a_record, seed, words

STATES = ("AR", "BE", "CL", "DE", "EG", "FR", "GH", "HU", "IN", "JP")
RECORDED_AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
FIRST = "2026/1"


def with_first(settings: Settings, first: str = FIRST) -> Settings:
    """Return the settings with a first edition, which is in English alone to be made at once."""
    return replace(settings, first_edition=first, edition_languages=("en",))


def fill() -> None:
    """Keep ten States and give each an authority that takes requests under two conventions."""
    keep_ten_states(SEEDER)
    provisions = (r.Provision("UNTOC", "18(13)"), r.Provision("UNCAC", "46(13)"))
    for place, state in enumerate(STATES):
        record = a_record(
            9000 + place,
            state,
            service=words(f"Service of {state}"),
            designations=(a_designation(provisions=provisions),),
        )
        seed(record, recorded_at=RECORDED_AT)


def fill_and_issue() -> None:
    """Fill the directory with ten States and issue its first edition."""
    fill()
    db.session.rollback()
    reconcile(SCHEDULER, with_first(current_app.extensions["settings"]), ON_THE_DAY)


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def keep_ten_states(actor: Actor) -> None:
    """Take the other States away, so that an edition is small."""
    for kind, column in ((Party, Party.party_code), (Territory, Territory.state_iso2)):
        for row in db.session.scalars(select(kind).where(column.not_in(STATES))):
            db.session.delete(row)
    db.session.flush()
    for state in db.session.scalars(select(State).where(State.iso2.not_in(STATES))):
        db.session.delete(state)


class Steps:
    """A progress display that remembers its steps, and may do something at one of them."""

    def __init__(self, at: str = "", does: Callable[[], None] | None = None) -> None:
        """Do something once, when the step named is told for the first time."""
        self.told: list[str] = []
        self.at, self.does = at, does

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take a step of the builder."""
        self.told.append(step)
        if self.does is not None and step == self.at:
            does, self.does = self.does, None
            does()
