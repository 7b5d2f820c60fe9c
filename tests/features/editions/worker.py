"""A scheduler's process for the tests: warm before it begins, and able to die where it is told to.

It is loaded into a fork server, so that each of many processes starts within milliseconds.
"""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from cna_directory.access.actors import SCHEDULER
from cna_directory.editions import claims, operations
from cna_directory.editions.models import EditionStatus
from publish.building import build
from tests.conftest import make_settings, running
from tests.features.editions.compiling import compiled
from tests.features.editions.directory import with_first

SHORT = 0.05
"""Seconds of a lease for which the process after a killed one need not wait long."""

PATIENCE = 60

KILL_POINTS = (
    "before the claim",
    "claimed",
    "compiled",
    "outline",
    "pdf",
    "rtf",
    "checks",
    "built",
    "before the files",
    "between the files",
    "before the commit",
    "issued",
)

build(compiled())


def reconcile_until_issued(
    url: str, folder: Path, *, first: str, now: datetime, die_at: str, lease: float
) -> None:
    """Do what the scheduler does at each wake, until nothing is left to do."""
    claims.LEASE = timedelta(seconds=lease)
    ends = time.monotonic() + PATIENCE
    steps = _deadly_progress(die_at)
    _arrange_death(die_at)
    with running(with_first(make_settings(url, folder), first)) as app:
        while time.monotonic() < ends:
            outcomes = operations.reconcile(SCHEDULER, app.extensions["settings"], now, steps)
            if all(o.status is EditionStatus.ISSUED for o in outcomes):
                return
            time.sleep(0.05)
    raise TimeoutError(f"{outcomes} after {PATIENCE} seconds")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _deadly_progress(die_at: str) -> Callable[[str, int, int], None]:
    def tell(step: str, done: int, total: int) -> None:
        if step == die_at:
            _die()

    return tell


AROUND = {
    "before the claim": ("claim_edition", True),
    "claimed": ("claim_edition", False),
    "compiled": ("compiled_edition", False),
    "built": ("issue_edition", True),
    "issued": ("issue_edition", False),
    "before the files": ("_store", True),
    "between the files": ("_store", False),
}
"""What is called at a point, and whether the process dies before or after it."""


def _arrange_death(die_at: str) -> None:
    """Put the kill where it belongs by wrapping what is called at that point."""
    if die_at in AROUND:
        name, before = AROUND[die_at]
        _wrap(name, before=before)
    elif die_at == "before the commit":
        original = operations.issue_edition

        def issue(*args: Any, **kwargs: Any) -> None:
            event.listen(Session, "before_commit", lambda session: _die())
            original(*args, **kwargs)

        operations.issue_edition = issue


def _wrap(name: str, *, before: bool) -> None:
    original = getattr(operations, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if before:
            _die()
        result = original(*args, **kwargs)
        _die()
        return result

    setattr(operations, name, deadly)
