"""The session hooks: a change outside an operation raises, every other one leaves its entry.

The hooks hang on the one session class of the program, once, when this module is imported; a second
line of defence hangs on the application's own engine and stops statements that bypass the session.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Delete, Engine, Insert, Table, Update, event, inspect
from sqlalchemy.orm import (
    InstanceState,
    Mapper,
    ORMExecuteState,
    PassiveFlag,
    Session,
    SessionTransaction,
    UOWTransaction,
)

from cna_directory.audit.values import (
    Commitment,
    Recording,
    commit_to,
    digest,
    plain,
    recording_of,
)
from cna_directory.database import Base
from cna_directory.errors import UnrecordedChange

CREATED, CHANGED, REMOVED = "created", "changed", "removed"
UNKNOWN = "not known"


@dataclass(slots=True)
class OpenRecording:
    """What one operation has changed so far."""

    may_change_recorded: bool
    entries: list[dict[str, Any]] = field(default_factory=list)
    personal: list[Commitment] = field(default_factory=list)
    is_flushing: bool = False
    may_commit: bool = False
    """Whether the operation is done and its link written; nobody else commits."""


_open: ContextVar[OpenRecording | None] = ContextVar("open_recording", default=None)


@contextmanager
def recording(*, may_change_recorded: bool) -> Iterator[OpenRecording]:
    """Open the session for changes; only `operation` calls this.

    Raises:
        UnrecordedChange: an operation is under way already; operations do not nest.
    """
    if _open.get() is not None:
        raise UnrecordedChange("operations do not nest: call the plain inner function")
    opened = OpenRecording(may_change_recorded)
    token = _open.set(opened)
    try:
        yield opened
    finally:
        _open.reset(token)


def recording_under_way() -> OpenRecording:
    """Return what the operation under way has changed so far.

    Raises:
        UnrecordedChange: no operation is under way.
    """
    opened = _open.get()
    if opened is None:
        raise UnrecordedChange("this belongs inside an operation")
    return opened


def _refuse(what: str) -> None:
    raise UnrecordedChange(f"{what} outside an operation; wrap it in @operation")


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    changed = [*session.new, *session.deleted]
    changed += [row for row in session.dirty if session.is_modified(row)]
    if not changed:
        return
    opened = _open.get()
    if opened is None:
        _refuse(f"change of {type(changed[0]).__name__}")
        return
    if not opened.may_change_recorded:
        for row in changed:
            if type(row).__not_recorded__ is None:
                _refuse(f"bookkeeping touched {type(row).__name__}, a recorded table, that is")
    opened.is_flushing = True


def _listener(kind: str) -> Callable[[Any, Any, Base], None]:
    def record_row(mapper: Any, connection: Any, row: Base) -> None:
        opened = _open.get()
        if opened is not None and row.__not_recorded__ is None:
            _record(opened, row, kind)

    return record_row


# Mapper events and not the session's lists: an orphan that a cascade deletes stands in no list.
for _moment, _kind in (
    ("after_insert", CREATED),
    ("after_update", CHANGED),
    ("after_delete", REMOVED),
):
    event.listen(Base, _moment, _listener(_kind), propagate=True)


@event.listens_for(Session, "after_flush_postexec")
def _after_flush_postexec(session: Session, context: UOWTransaction) -> None:
    if opened := _open.get():
        opened.is_flushing = False


@event.listens_for(Session, "after_soft_rollback")
def _after_soft_rollback(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was recorded of changes that are undone, also by a flush that failed."""
    if opened := _open.get():
        opened.entries.clear()
        opened.personal.clear()
        opened.is_flushing = False


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    opened = _open.get()
    if opened is not None and not opened.may_commit:
        raise UnrecordedChange("an operation commits when it is done, together with its link")


def _record(opened: OpenRecording, row: Base, kind: str) -> None:
    state = inspect(row)
    if kind == CHANGED:
        changes = _changed_values(opened, state)
        if not changes:
            return
    else:
        changes = _all_values(opened, row, state.mapper)
    key = "/".join(str(part) for part in state.mapper.primary_key_from_instance(row))
    opened.entries.append(
        {
            "position": len(opened.entries) + 1,
            "table": row.__tablename__,
            "row": key,
            "kind": kind,
            "changes": changes,
        }
    )


@cache
def _columns(mapper: Mapper[Any]) -> tuple[tuple[str, str, Recording | None], ...]:
    """Return attribute, column name and way of recording of every column that is recorded."""
    columns = ((a.key, a.columns[0]) for a in mapper.column_attrs)
    return tuple(
        (key, column.name, how)
        for key, column in columns
        if (how := recording_of(column)) is not Recording.DERIVED
    )


def _all_values(opened: OpenRecording, row: Base, mapper: Mapper[Any]) -> dict[str, Any]:
    """Return `[value]` for every filled field of a row that was created or removed."""
    return {
        name: [_recorded(opened, how, value)]
        for key, name, how in _columns(mapper)
        if (value := getattr(row, key)) is not None
    }


def _changed_values(opened: OpenRecording, state: InstanceState[Any]) -> dict[str, Any]:
    """Return `[old, new]` for every field that changed."""
    changes = {}
    for key, name, how in _columns(state.mapper):
        history = state.get_history(key, PassiveFlag.PASSIVE_NO_INITIALIZE)
        if history.has_changes():
            old = history.deleted[0] if history.deleted else UNKNOWN
            new = history.added[0] if history.added else None
            changes[name] = [_recorded(opened, how, value) for value in (old, new)]
    return changes


def _recorded(opened: OpenRecording, how: Recording | None, value: Any) -> Any:
    if value is None or how is None:
        return plain(value)
    if how is Recording.HIDDEN:
        return "hidden"
    if how is Recording.DIGEST:
        return {"sha256": digest(value)}
    return committed(opened, str(plain(value)))


def committed(opened: OpenRecording, value: str) -> dict[str, str]:
    """Set a personal value aside and return what the chain holds in its place."""
    commitment = commit_to(value)
    opened.personal.append(commitment)
    return {"personal": commitment.digest}


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        for mapper in state.all_mappers or ():
            if mapper.class_.__not_recorded__ is None:
                raise UnrecordedChange(
                    f"a bulk statement on {mapper.class_.__name__} leaves no entry in the trail;"
                    " change the objects instead"
                )


HARMLESS = frozenset(
    {"begin", "commit", "lock", "rollback", "select", "set", "show", "values", "with"}
)
"""The first words of statements that change nothing, unless a writing word follows `with`.

Savepoints are not among them: what one undoes would stay in the trail.
"""

WRITING = frozenset({"insert", "update", "delete", "merge"})

WORD = re.compile(r"\w+")


def guard_engine(engine: Engine) -> None:
    """Refuse writing statements that do not come from the flush of an operation.

    This catches Core statements, raw text and the driver's own cursor calls alike. Alembic's engine
    is another one and is not hindered.
    """
    event.listen(engine, "before_cursor_execute", _refuse_stray_statement)


def _refuse_stray_statement(
    connection: object,
    cursor: object,
    text: str,
    parameters: object,
    context: Any,
    executemany: bool,  # noqa: FBT001 - the signature is SQLAlchemy's.
) -> None:
    if not _writes(text):
        return
    opened = _open.get()
    statement = getattr(getattr(context, "compiled", None), "statement", None)
    if not isinstance(statement, Insert | Update | Delete):
        raise UnrecordedChange("raw SQL that writes is refused; use an operation")
    if opened is None:
        _refuse(f"a statement that writes to {statement.table}")
    elif not opened.is_flushing and _is_recorded(_table_name(statement)):
        raise UnrecordedChange(
            f"a statement that writes to {statement.table} leaves no entry in the trail;"
            " change the objects instead"
        )


def _table_name(statement: Insert | Update | Delete) -> str:
    return str(getattr(statement.table, "name", statement.table))


def _writes(text: str) -> bool:
    first = text.casefold().split(maxsplit=1)[:1]
    # PostgreSQL runs what follows a semicolon too; the program's own statements never hold one.
    if ";" in text or not HARMLESS.issuperset(first):
        return True
    return first == ["with"] and not WRITING.isdisjoint(WORD.findall(text.casefold()))


@cache
def _is_recorded(table_name: str) -> bool:
    """Say whether the trail records a table; one that no class is mapped to counts as recorded."""
    return not any(
        mapper.class_.__not_recorded__
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == table_name
    )
