"""Finding out whose copy a file is; who asked is in the trail."""

import hashlib

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.copies import queries
from cna_directory.copies.queries import TracedCopy
from cna_directory.errors import Problem
from cna_directory.operation import note, operation, require
from publish.trust.numbers import numbers_in
from publish.trust.tracing import SECONDS, CannotBeRead, copy_numbers


def trace_file(actor: Actor, content: bytes, *, seconds: int = SECONDS) -> tuple[TracedCopy, ...]:
    """Return whose copies a file shows, whatever became of it; nobody if it shows none.

    Raises:
        RuleBroken: the file cannot be looked through.
    """
    try:
        numbers = copy_numbers(content, seconds=seconds)
    except CannotBeRead as error:
        require([Problem("file", str(error))])
        return ()
    return _trace(actor, numbers, sha256=hashlib.sha256(content).hexdigest())


def trace_number(actor: Actor, text: str) -> tuple[TracedCopy, ...]:
    """Return whose copy has a number that somebody read off a page.

    Raises:
        RuleBroken: it is the number of no copy; three misread letters in it always show.
    """
    numbers = numbers_in(text)
    if not numbers:
        require([Problem("number", "This is not the number of a copy. Look at each letter again.")])
    return _trace(actor, numbers, sha256="")


@operation(Action.COPY_TRACED, needs=Capability.TRACE_COPY)
def _trace(actor: Actor, numbers: tuple[str, ...], *, sha256: str) -> tuple[TracedCopy, ...]:
    found = queries.copies_numbered(numbers)
    note("copies", copies=[traced.copy.number for traced in found], sha256=sha256)
    return found
