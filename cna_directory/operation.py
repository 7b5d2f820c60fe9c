"""The doorway for writes: one operation is one transaction and one link of the trail.

    @operation(Action.EDITION_ISSUED, needs=Capability.PUBLISH_EDITION)
    def issue_edition(actor: Actor, edition: Edition, ...) -> None: ...

The first argument of an operation is always the actor. Operations do not nest: a composed act calls
plain inner functions.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import structlog
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.audit import chain
from cna_directory.audit.actions import REQUIRED_DETAILS, Action
from cna_directory.audit.models import AuditEntry, AuditOperation, PersonalValue
from cna_directory.audit.recorder import OpenRecording, committed, recording
from cna_directory.audit.values import plain
from cna_directory.database import begin_writing, db, is_held, is_sqlite, is_taken
from cna_directory.errors import EditConflict, Problem, RuleBroken, TooBusy, UnrecordedChange

P = ParamSpec("P")
R = TypeVar("R")

TRAIL_LOCK = 0x434E41  # Any number that nothing else in the database uses as an advisory lock.

AT_THE_SAME_MOMENT = "Somebody changed this at the same moment. Look again."
SOMEBODY_WRITES = (
    "Somebody else is writing to the directory just now, and this was not saved. Wait a minute, then"
    " reload this page: what you typed is sent again."
)

log = structlog.get_logger()


class Details:
    """What the operation under way says about itself in the trail."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.subject = ""
        self.values: dict[str, Any] = {}


_details: ContextVar[Details | None] = ContextVar("details_of_operation", default=None)


def note(subject: str = "", **values: Any) -> None:
    """Say in the trail what the operation under way is about; never a secret, never a person's name.

    `subject` is a place in the directory such as `authority/1042` or `edition/2026/1`.
    """
    current = _details.get()
    if current is None:
        raise UnrecordedChange("note() says something about an operation, and none is under way")
    current.subject = subject or current.subject
    current.values.update({key: plain(value) for key, value in values.items()})


def require(problems: Sequence[Problem]) -> None:
    """Raise `RuleBroken` with the problems, if there are any."""
    if problems:
        raise RuleBroken(problems)


def operation(
    action: Action, *, needs: Capability
) -> Callable[
    [Callable[Concatenate[Actor, P], R]],
    Callable[Concatenate[Actor, P], R],
]:
    """Make a function the one way in which `action` happens.

    The actor's capability is checked again here, whoever calls: page, scheduler or command. The
    function runs in a write transaction that is committed with its link of the trail, or rolled
    back whole.

    Raises:
        AccessRefused: the actor may not do this.
    """

    def decorate(
        function: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        names = [*inspect.signature(function).parameters]
        subject_name = names[1] if len(names) > 1 else ""

        @functools.wraps(function)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            subject = args[0] if args else kwargs.get(subject_name)
            refuse_unless_may(actor, needs, subject)
            with _transaction(may_change_recorded=True) as (opened, details):
                result = function(actor, *args, **kwargs)
                db.session.flush()
                _write_link(action, actor, opened, details)
            return result

        OPERATIONS[f"{function.__module__}.{function.__name__}"] = action
        return cast("Callable[Concatenate[Actor, P], R]", run)

    return decorate


OPERATIONS: dict[str, Action] = {}
"""Every operation of the program by its name, for the architecture tests and the documentation."""


@contextmanager
def bookkeeping() -> Iterator[None]:
    """Open a write transaction that may only touch tables the trail does not record.

    For marks such as "this session was last seen at" and leases, which change nothing that anyone
    reads as truth.
    """
    with _transaction(may_change_recorded=False):
        yield
        db.session.flush()


@contextmanager
def _transaction(*, may_change_recorded: bool) -> Iterator[tuple[OpenRecording, Details]]:
    details = Details()
    with recording(may_change_recorded=may_change_recorded) as opened:
        token = _details.set(details)
        try:
            begin_writing()
            yield opened, details
            opened.may_commit = True
            db.session.commit()
        except IntegrityError as error:
            db.session.rollback()
            if not is_taken(error):
                raise
            # The words of the error hold the value, which may be an e-mail address.
            log.warning("two changes at the same moment", error=type(error.orig).__name__)
            raise EditConflict(AT_THE_SAME_MOMENT) from None
        except OperationalError as error:
            db.session.rollback()
            if not is_held(error):
                raise
            log.warning("somebody else held the database", error=type(error.orig).__name__)
            raise TooBusy(SOMEBODY_WRITES) from None
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _details.reset(token)


def _write_link(action: Action, actor: Actor, opened: OpenRecording, details: Details) -> None:
    missing = REQUIRED_DETAILS.get(action, frozenset()) - set(details.values)
    if missing:
        raise RuntimeError(f"{action} must say {sorted(missing)} in its details")
    if not is_sqlite():
        # One writer at a time may add a link; SQLite's write transaction is that already.
        db.session.execute(select(func.pg_advisory_xact_lock(TRAIL_LOCK)))
    last = chain.head()
    values = dict(details.values)
    if actor.remote_address:
        values["remote_address"] = committed(opened, actor.remote_address)
    link = AuditOperation(
        number=last.number + 1,
        action=action.value,
        actor_role=actor.role.value,
        actor_account_id=actor.account_id,
        happened_at=clock.now(),
        subject=details.subject,
        details=values,
        previous_hash=last.hash,
    )
    link.hash = chain.link_hash(link, opened.entries)
    db.session.add(link)
    db.session.flush()
    _insert(
        AuditEntry,
        [
            {
                "operation_number": link.number,
                "position": entry["position"],
                "table_name": entry["table"],
                "row_key": entry["row"],
                "kind": entry["kind"],
                "changes": entry["changes"],
            }
            for entry in opened.entries
        ],
    )
    _insert(
        PersonalValue,
        [
            {
                "commitment": personal.digest,
                "operation_number": link.number,
                "salt": personal.salt,
                "value": personal.value,
            }
            for personal in opened.personal
        ],
    )


def _insert(table: type[AuditEntry | PersonalValue], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)
