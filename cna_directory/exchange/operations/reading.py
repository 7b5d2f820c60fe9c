"""Reading a file in: it is compared with the records, and what it would change is kept."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities.plain import to_plain
from cna_directory.database import db
from cna_directory.exchange import queries
from cna_directory.exchange.models import ImportedRow, RecordImport
from cna_directory.exchange.operations.standing import NOT_WRITTEN_YET, close
from cna_directory.exchange.queries import DryRun, ReadImport
from cna_directory.exchange.rules.rows import ReadRow
from cna_directory.exchange.standing import ImportStatus
from cna_directory.limits import Limit, count_try
from cna_directory.operation import note, operation

ROWS_AT_A_TIME = 500
LONGEST_NAME = 200
READ_A_DAY = Limit(
    "imports_read",
    60,
    timedelta(days=1),
    "You have read in 60 files within 24 hours. Go on when 24 hours have passed since the first.",
)


def read_in(actor: Actor, *, file_name: str, content: bytes) -> int:
    """Read a file, compare it with the records, and keep what it would change; return its number.

    Raises:
        RuleBroken: it is no table of records.
        TooManyAttempts: the account has read in what it may within a day.
    """
    count_try([(READ_A_DAY, f"account {actor.account_id}")])
    read = queries.dry_run(content)
    return _keep(actor, file_name, content, read)


def read_in_again(actor: Actor, subject: ReadImport) -> int:
    """Compare the same file with the records as they stand now; the older reading is put away.

    Raises:
        EditConflict: somebody decided about it already.
    """
    count_try([(READ_A_DAY, f"account {actor.account_id}")])
    content = queries.content_of(subject.id)
    read = queries.dry_run(content)
    return _keep(actor, subject.file_name, content, read, before=subject)


@operation(Action.IMPORT_READ, needs=Capability.IMPORT_RECORDS)
def _keep(
    actor: Actor,
    file_name: str,
    content: bytes,
    read: DryRun,
    before: ReadImport | None = None,
) -> int:
    """Keep a file with what it would change.

    A file that is read again stays that of its author: nobody accepts his own. Whoever read it again
    may accept it, and then two persons have looked.
    """
    if before is not None:
        close(before, ImportStatus.DISCARDED, actor, NOT_WRITTEN_YET)
    faulty = sum(1 for row in read.read if row.proposed is None)
    kept = RecordImport(
        status=ImportStatus.READ,
        file_name=file_name[-LONGEST_NAME:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        rows=read.rows,
        good=len(read.read) - faulty,
        faulty=faulty,
        uploaded_by=before.uploaded_by if before else actor.account_id,
        uploaded_at=clock.now(),
        read_again_by=actor.account_id if before else None,
    )
    db.session.add(kept)
    db.session.flush()
    _keep_rows(kept.id, read.read)
    note(f"import/{kept.id}", **{"import": kept.id}, rows=read.rows, sha256=kept.sha256)
    return kept.id


def _keep_rows(import_id: int, rows: Sequence[ReadRow]) -> None:
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        some = [_as_row(import_id, row) for row in rows[start : start + ROWS_AT_A_TIME]]
        db.session.execute(insert(ImportedRow), some)


def _as_row(import_id: int, row: ReadRow) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "row": row.row,
        "authority_number": row.number,
        "state_iso2": row.state,
        "base_revision": row.base_revision,
        "changes": [{"field": it.path, "old": it.old, "new": it.new} for it in row.changes],
        "problems": [{"field": it.column, "words": it.words} for it in row.problems],
        "proposed": to_plain(row.proposed) if row.proposed else None,
        "words": row.name,
    }
