"""A scheduler's process for the tests: warm before it begins, and able to die where it is told to.

It is loaded into a fork server, so that each of many processes starts within milliseconds.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from cna_directory.access.actors import SCHEDULER
from cna_directory.database import db
from cna_directory.editions import claims, picturing, queries, rules
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import (
    freezing,
    issuing,
    masters,
    proofs,
    reconciling,
    rows,
)
from publish.building import build
from tests.conftest import make_settings, running
from tests.features.editions.compiling import compiled
from tests.features.editions.directory import with_first

SHORT = 0.05
"""Seconds of a lease for which the process after a killed one need not wait long."""

PATIENCE = 60

KILL_POINTS = {
    "before the claim": None,
    "claimed": EditionStatus.DUE,
    "compiled": EditionStatus.DUE,
    "before the freezing": EditionStatus.DUE,
    "frozen": EditionStatus.FROZEN,
    "outline": EditionStatus.FROZEN,
    "pdf": EditionStatus.FROZEN,
    "rtf": EditionStatus.FROZEN,
    "checks": EditionStatus.FROZEN,
    "pictured": EditionStatus.FROZEN,
    "before the proof": EditionStatus.FROZEN,
    "between the bytes of the proof": EditionStatus.FROZEN,
    "proved": EditionStatus.FROZEN,
    "signed": EditionStatus.BUILDING,
    "before the issue": EditionStatus.BUILDING,
    "before the files": EditionStatus.BUILDING,
    "between the files": EditionStatus.BUILDING,
    "before the commit": EditionStatus.BUILDING,
    "issued": EditionStatus.ISSUED,
}
"""Where a scheduler may die, and what it leaves the edition as."""

Die = Callable[[], None]

build(compiled())


def reconcile_at(
    url: str,
    folder: Path,
    *,
    first: str,
    moments: Sequence[datetime],
    die_at: str,
    by: signal.Signals,
    lease: float,
    patience: float = PATIENCE,
) -> None:
    """Do what the scheduler does at its wakes, at each moment until nothing of it is left to do.

    It sends itself the signal `by` when it comes to the point `die_at`: SIGKILL ends it there,
    SIGSTOP lets it sleep there until somebody wakes it.
    """
    claims.LEASE = timedelta(seconds=lease)
    rules.PICTURED_AT_ONCE = 2
    ends = time.monotonic() + patience
    die = partial(os.kill, os.getpid(), by)
    steps = _deadly_progress(die_at, die)
    _arrange_death(die_at, die)
    with running(with_first(make_settings(url, folder), first)) as app:
        settings = app.extensions["settings"]
        for now in moments:
            while any(rules.next_step(it, now) for it in queries.standings(settings, now)):
                reconciling.reconcile(SCHEDULER, settings, now, steps)
                db.session.rollback()
                if time.monotonic() > ends:
                    raise TimeoutError(f"not done after {patience} seconds")
                time.sleep(0.02)


def _deadly_progress(die_at: str, die: Die) -> Callable[[str, int, int], None]:
    def tell(step: str, done: int, total: int) -> None:
        if step == die_at:
            die()

    return tell


AROUND = {
    "before the claim": (reconciling, "claim_edition", True),
    "claimed": (reconciling, "claim_edition", False),
    "compiled": (freezing, "compiled_edition", False),
    "before the freezing": (freezing, "freeze_edition", True),
    "frozen": (freezing, "freeze_edition", False),
    "pictured": (picturing, "pictures_of", False),
    "before the proof": (proofs, "store_proof", True),
    "between the bytes of the proof": (rows, "store_bytes", False),
    "proved": (proofs, "store_proof", False),
    "signed": (masters, "signed", False),
    "before the issue": (issuing, "issue_edition", True),
    "before the files": (issuing, "store_master", True),
    "between the files": (issuing, "store_master", False),
    "issued": (issuing, "issue_edition", False),
}
"""What is called at a point, and whether the process dies before or after it."""


def _arrange_death(die_at: str, die: Die) -> None:
    """Put the kill where it belongs by wrapping what is called at that point."""
    if die_at in AROUND:
        module, name, before = AROUND[die_at]
        _wrap(module, name, die, before=before)
    elif die_at == "before the commit":
        original = issuing.issue_edition

        def issue(*args: Any, **kwargs: Any) -> None:
            event.listen(Session, "before_commit", lambda session: die())
            original(*args, **kwargs)

        issuing.issue_edition = issue


def _wrap(module: ModuleType, name: str, die: Die, *, before: bool) -> None:
    original = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if before:
            die()
        result = original(*args, **kwargs)
        if not before:
            die()
        return result

    setattr(module, name, deadly)
