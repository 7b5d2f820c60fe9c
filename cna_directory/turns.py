"""Acts done for one subject after the other, where what fails for one must stop no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from traceback import format_exception
from typing import Generic, TypeVar

import structlog

from cna_directory.database import db
from cna_directory.errors import AlreadyClaimed, EditConflict

T = TypeVar("T")
R = TypeVar("R")

log = structlog.get_logger()


@dataclass(slots=True)
class Turns(Generic[T, R]):
    """What came of an act for each of several subjects.

    Those for which somebody else was first are in neither list.
    """

    results: list[R] = field(default_factory=list)
    failed: list[T] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    """Why, for each that failed."""

    def or_raise(self) -> list[R]:
        """Return the results, or raise the first error now that all have had their turn.

        A job that ends this way is shown as failed, and its next run tries again.
        """
        if self.errors:
            raise self.errors[0]
        return self.results


def each_in_turn(
    subjects: Iterable[T], act: Callable[[T], R], called: Callable[[T], str]
) -> Turns[T, R]:
    """Act for each subject by itself; an error is logged and the next subject has its turn.

    `act` is one operation, so that an interruption loses nothing. `called` gives what the log calls
    a subject that failed: a place in the directory, never a person.
    """
    turns: Turns[T, R] = Turns()
    for subject in subjects:
        try:
            turns.results.append(act(subject))
        except (AlreadyClaimed, EditConflict):
            continue  # Another scheduler, an officer or the calendar was first.
        except Exception as error:  # noqa: BLE001 - whatever it is, the others have their turn.
            db.session.rollback()
            # Written out here, because a log that shows variables too would show addresses.
            trace = "".join(format_exception(error))
            log.error("failed for one of several", subject=called(subject), trace=trace)  # noqa: TRY400
            turns.failed.append(subject)
            turns.errors.append(error)
    return turns
