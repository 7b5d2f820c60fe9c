"""Writing an accepted file: compare each row outside any transaction, write all of them in one.

Only the scheduler does this, because it takes longer than a web server waits. It writes in the name
of the officer who accepted, whose right to do so is asked again. Any number of schedulers may: who
comes second finds the file written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from traceback import format_exception

import structlog
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import OperationalError

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.models import Account
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit.actions import Action
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import pasts_of, require_sound, write_together
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.planning import (
    Past,
    PlannedChange,
    holding_on,
    planned_addition,
    planned_change,
)
from cna_directory.authorities.record import Record
from cna_directory.database import db
from cna_directory.errors import AccessRefused, EditConflict, RuleBroken, TooBusy
from cna_directory.exchange import messages, queries
from cna_directory.exchange.models import ImportedRow, ImportWork
from cna_directory.exchange.operations.standing import open_row
from cna_directory.exchange.queries import ReadImport
from cna_directory.exchange.rules.rows import TO_BE_ADDED
from cna_directory.exchange.standing import ImportStatus, Step
from cna_directory.mail.outbox import post
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.review.messages import addresses_of
from cna_directory.review.rules.merging import is_contact_change, merged, three_way
from cna_directory.settings import Settings

log = structlog.get_logger()

Alive = Callable[[], object]
"""Called now and then during long work, which it ends by raising."""

LAST_BEFORE_FIRST = 1000
"""The number before that of the first record of a directory that has none."""
COMPARED_AT_A_TIME = 100
"""Rows after which the page that waits is told how far it is."""
TRIED_FOR = timedelta(hours=1)
"""How long after its acceptance a file is tried again when the database cannot be reached."""

MOVED_ON = "Records changed after the file was accepted. Read the file again, then decide."
NOT_AS_ACCEPTED = "The rows are not as they were accepted. Read the file again, then decide."
NO_OFFICER = "Whoever accepted the file may not do so any more. Let another officer decide."
RULE_BROKEN = "What comes of a row breaks a rule of the directory. Read the file again."
NAME_TAKEN = (
    "An authority that the file adds is in the directory by now. Read the file again, then decide."
)
FAILED = "The program failed while it wrote the file. Read it again; if it fails again, say so."


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a file comes to, before anything of it is written."""

    seen: str
    """The hash of the rows it was made of."""
    changes: tuple[PlannedChange[Record], ...]
    of_contact: tuple[Record, ...]
    """The records, as they are, that will be reached in another way."""


def write_accepted_imports(actor: Actor, settings: Settings, alive: Alive) -> int:
    """Write one accepted file after the other until none waits; return how many were written.

    `alive` is called now and then, and may end the work by raising: nothing is written then, and
    the next start takes it up again.
    """
    written = 0
    while (subject := queries.next_to_write()) is not None:
        try:
            written += _written(actor, settings, subject, alive)
        except EditConflict:
            # Another scheduler was a moment earlier; the next look shows what is left.
            db.session.rollback()
    return written


def _written(actor: Actor, settings: Settings, subject: ReadImport, alive: Alive) -> bool:
    try:
        officer = officer_of(subject)
        plan = plan_of(subject, alive)
        _tell(subject, Step.WRITING, subject.good, subject.good)
        write_import(officer, subject, plan=plan, settings=settings)
    except EditConflict as error:
        leave_unwritten(actor, subject, reason=str(error))
    except AccessRefused:
        leave_unwritten(actor, subject, reason=NO_OFFICER)
    except RuleBroken:
        leave_unwritten(actor, subject, reason=RULE_BROKEN)
    except Exception as error:
        if _is_to_be_tried_again(subject, error):
            raise
        # Written out here, because a log that shows variables too would show the records.
        trace = "".join(format_exception(error))
        log.error("import failed", number=subject.id, trace=trace)  # noqa: TRY400
        leave_unwritten(actor, subject, reason=FAILED)
    else:
        return True
    return False


def _is_to_be_tried_again(subject: ReadImport, error: Exception) -> bool:
    """Say whether the file itself may be all right: others held the database, or it was away.

    The file waits then, the job is noted as failed, and the next wake takes it up again, until its
    time from the acceptance on is over.
    """
    is_passing = isinstance(error, (OperationalError, TooBusy))
    accepted_at = subject.decided_at
    return is_passing and accepted_at is not None and clock.now() < accepted_at + TRIED_FOR


def officer_of(subject: ReadImport) -> Actor:
    """Return who accepted the file, as they stand now."""
    account = db.session.get_one(Account, subject.decided_by, populate_existing=True)
    if account.status is not AccountStatus.ACTIVE:
        raise EditConflict(NO_OFFICER)
    return Actor(account.role, account_id=account.id, language=account.language)


def plan_of(subject: ReadImport, alive: Alive) -> Plan:
    """Return what the file comes to, and say meanwhile how far the comparison is."""
    seen = queries.seen_hash(subject.id)
    changes: list[PlannedChange[Record]] = []
    of_contact = []
    for start in range(0, subject.good, COMPARED_AT_A_TIME):
        alive()
        _tell(subject, Step.COMPARING, start, subject.good)
        rows = queries.rows_of(
            subject.id, queries.Shown.CHANGES, offset=start, most=COMPARED_AT_A_TIME
        )
        pasts = pasts_of([it.authority_number for it in rows if it.authority_number])
        for planned, before in (_compared(it, pasts) for it in rows):
            if planned is not None:
                changes.append(planned)
                if is_contact_change(before, planned.revisions[0].record):
                    of_contact.append(before)
    return Plan(seen, tuple(changes), tuple(it for it in of_contact if it))


def _compared(
    row: ImportedRow, pasts: dict[int, Past[Record]]
) -> tuple[PlannedChange[Record] | None, Record | None]:
    """Return what a row comes to, and the record as it is.

    Raises:
        EditConflict: another revision holds than the one that the row was compared with.
    """
    proposed, today = from_plain(row.proposed or {}, Record), clock.today()
    if proposed.number == TO_BE_ADDED:
        return planned_addition(proposed, effective_from=today), None
    past = pasts[proposed.number]
    holding = holding_on(past.timeline, today)
    if holding.number != row.base_revision:
        # The rows of a record may still show what held until midnight; its revisions know better.
        raise EditConflict(MOVED_ON)
    planned = planned_change(
        past, lambda held: _as_row_says(held, proposed), effective_from=today, today=today
    )
    return planned, holding.record


def _as_row_says(held: Record, proposed: Record) -> Record:
    """Return a record with what a row changes of it; what the row did not show is kept."""
    shown = queries.seen(held)
    taken = [it.path for it in three_way(shown, shown, proposed)]
    after = merged(shown, held, proposed, taken)
    if is_contact_change(held, after):
        return replace(after, contact_changed_on=clock.today())
    return after


@operation(Action.IMPORT_WRITTEN, needs=Capability.ACCEPT_IMPORT)
def write_import(actor: Actor, subject: ReadImport, *, plan: Plan, settings: Settings) -> None:
    """Write a file whole, in the name of the officer who accepted it, and tell whom it concerns.

    Raises:
        EditConflict: it is written already, its rows are not as accepted, a record moved on, or
            there is an authority of a name that it adds by now.
        RuleBroken: what comes of a row breaks a rule of the house.
    """
    kept = open_row(subject, {ImportStatus.ACCEPTED})
    if plan.seen != kept.accepted_hash:
        raise EditConflict(NOT_AS_ACCEPTED)
    if queries.moved_on(subject.id):
        raise EditConflict(MOVED_ON)
    changes = _numbered(plan.changes)
    # Asked after the numbers are drawn: who adds the same meanwhile draws the same ones, and fails.
    if queries.names_taken(subject.id):
        raise EditConflict(NAME_TAKEN)
    for planned in changes:
        require_sound(planned)
    now = clock.now()
    reason = f"Import {subject.id}, file {subject.sha256[:12]}"
    write_together(changes, recorded_at=now, reason=reason)
    _tell_of_contacts(actor, plan.of_contact, settings)
    kept.status = ImportStatus.WRITTEN
    kept.written_at = now
    _forget_work(subject)
    note(
        f"import/{subject.id}",
        **{"import": subject.id},
        records=len(changes),
        sha256=subject.sha256,
        left_out=subject.faulty,
    )


@operation(Action.IMPORT_NOT_WRITTEN, needs=Capability.LEAVE_IMPORT)
def leave_unwritten(actor: Actor, subject: ReadImport, *, reason: str) -> None:
    """Say why nothing of an accepted file was written; an officer can read it again.

    Raises:
        EditConflict: it is written already.
    """
    kept = open_row(subject, {ImportStatus.ACCEPTED})
    kept.status = ImportStatus.NOT_WRITTEN
    kept.reason = reason
    _forget_work(subject)
    note(f"import/{subject.id}", **{"import": subject.id}, reason=reason)


def _numbered(changes: Sequence[PlannedChange[Record]]) -> tuple[PlannedChange[Record], ...]:
    """Return the changes with a number of its own for each authority to be added."""
    number = db.session.scalar(select(func.max(Authority.number))) or LAST_BEFORE_FIRST
    numbered = []
    for planned in changes:
        (first, *_) = planned.revisions
        if first.record.number == TO_BE_ADDED:
            number += 1
            record = replace(first.record, number=number)
            numbered.append(planned_addition(record, effective_from=first.effective_from))
        else:
            numbered.append(planned)
    return tuple(numbered)


def _tell(subject: ReadImport, step: Step, done: int, total: int) -> None:
    """Say how far the work is, for the page that waits.

    Raises:
        EditConflict: another scheduler has finished it.
    """
    said = {"step": step, "done": done, "total": total, "told_at": clock.now()}
    with bookkeeping():
        open_row(subject, {ImportStatus.ACCEPTED})
        _forget_work(subject)
        db.session.execute(insert(ImportWork).values(import_id=subject.id, **said))


def _forget_work(subject: ReadImport) -> None:
    db.session.execute(delete(ImportWork).where(ImportWork.import_id == subject.id))


def _tell_of_contacts(actor: Actor, records: Sequence[Record], settings: Settings) -> None:
    """Tell the States' focal points and the addresses that records had until now.

    Whoever has got into two accounts can then not turn requests away in silence.
    """
    told: set[str] = set()
    in_order = sorted(records, key=lambda record: record.state)
    for state, of_state in groupby(in_order, key=lambda record: record.state):
        changed = list(of_state)
        for account in focal_points_of(state, beside=actor.account_id or 0):
            told.add(account.email.lower())
            post(messages.contacts_changed_to_state(account, changed, settings), settings)
    for address, of_address in _by_address(records).items():
        if address.lower() not in told:
            post(messages.contacts_changed_to_office(address, of_address, settings), settings)


def _by_address(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the records that each address belongs to, however its letters are written."""
    written: dict[str, str] = {}
    found: dict[str, list[Record]] = {}
    for record in records:
        for address in addresses_of(record):
            of_address = found.setdefault(written.setdefault(address.lower(), address), [])
            if record not in of_address:
                of_address.append(record)
    return found
