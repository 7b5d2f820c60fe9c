"""Refusals are recorded: an account that asks for what it may not do leaves a trace."""

from datetime import timedelta

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.limits import count_refusal
from cna_directory.operation import bookkeeping, note, operation

REPEATED_WITHIN = timedelta(hours=1)


def record_refusal(actor: Actor, endpoint: str, capability: str) -> None:
    """Record that an account asked for what it may not do.

    A program does not stop asking, and the trail cannot be shortened: of its refusals at one address
    the first within an hour is recorded and the others are only counted.
    """
    if actor.is_program:
        with bookkeeping():
            whose = f"{actor.account_id} {endpoint}"
            is_first = count_refusal("program_refused", whose, REPEATED_WITHIN)
        if not is_first:
            return
    _record(actor, endpoint, capability)


@operation(Action.ACCESS_REFUSED, needs=Capability.VISIT)
def _record(actor: Actor, endpoint: str, capability: str) -> None:
    note(endpoint=endpoint, capability=capability)
