"""What officers decide about a file: hand it on, put it away, and the other one: accept it."""

from collections.abc import Sequence

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.errors import EditConflict, Problem, RuleBroken
from cna_directory.exchange import queries
from cna_directory.exchange.operations.standing import NOT_WRITTEN_YET, close, open_row
from cna_directory.exchange.queries import ReadImport
from cna_directory.exchange.standing import ImportStatus
from cna_directory.operation import note, operation

MOST_NAMED = 20
NOTHING_TO_ACCEPT = "No row of this file changes anything and is without problems."
NOT_AS_SEEN = "The rows of this file are not as you saw them. Look at them again, then decide."
CHOOSE_GOOD_ROWS = (
    "Some rows have problems. Choose to accept the good rows only, or let the file be put right and"
    " read in again."
)


@operation(Action.IMPORT_SUBMITTED, needs=Capability.IMPORT_RECORDS)
def submit_import(actor: Actor, subject: ReadImport) -> None:
    """Ask another officer to accept a file.

    Raises:
        RuleBroken: there is nothing in it to accept.
        EditConflict: it was handed on or put away already.
    """
    if not subject.good:
        raise RuleBroken([Problem("file", NOTHING_TO_ACCEPT)])
    kept = open_row(subject, {ImportStatus.READ})
    kept.status = ImportStatus.SUBMITTED
    note(f"import/{subject.id}", **{"import": subject.id})


@operation(Action.IMPORT_DISCARDED, needs=Capability.IMPORT_RECORDS)
def discard_import(actor: Actor, subject: ReadImport) -> None:
    """Put a file away without writing anything.

    Raises:
        EditConflict: somebody decided about it already.
    """
    close(subject, ImportStatus.DISCARDED, actor, NOT_WRITTEN_YET)
    note(f"import/{subject.id}", **{"import": subject.id})


@operation(Action.IMPORT_ACCEPTED, needs=Capability.ACCEPT_IMPORT)
def accept_import(
    actor: Actor, subject: ReadImport, *, seen: str, is_only_good: bool = False
) -> None:
    """Accept what another officer read in; the scheduler writes it within seconds.

    `seen` is the hash of the rows as they were shown (`queries.seen_hash`). With `is_only_good` the
    rows that something is wrong with are left out; else a single one keeps the whole file out.

    Raises:
        RuleBroken: there are faulty rows, and nobody chose to leave them out.
        EditConflict: the file is not as it was shown, or a record moved on since it was read, or
            somebody has added an authority of the same name meanwhile.
    """
    kept = close(subject, ImportStatus.ACCEPTED, actor, {ImportStatus.SUBMITTED})
    if seen != queries.seen_hash(subject.id):
        raise EditConflict(NOT_AS_SEEN)
    if subject.faulty and not is_only_good:
        raise RuleBroken([Problem("is_only_good", CHOOSE_GOOD_ROWS)])
    _refuse_what_moved_on(subject)
    _refuse_what_was_added(subject)
    kept.accepted_hash = seen
    note(
        f"import/{subject.id}",
        **{"import": subject.id},
        records=subject.good,
        sha256=subject.sha256,
        left_out=subject.faulty,
    )


def _refuse_what_moved_on(subject: ReadImport) -> None:
    moved = [f"{it.number} (row {it.row})" for it in queries.moved_on(subject.id)]
    if moved:
        raise EditConflict(
            f"These records changed since the file was read: {_first_of(moved)}. Read the file"
            " again, then decide. Nothing was written."
        )


def _refuse_what_was_added(subject: ReadImport) -> None:
    taken = [f"{it.name} (row {it.row})" for it in queries.names_taken(subject.id)]
    if taken:
        raise EditConflict(
            f"These authorities were added since the file was read: {_first_of(taken)}. Read the"
            " file again, then decide. Nothing was written."
        )


def _first_of(named: Sequence[str]) -> str:
    return ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
