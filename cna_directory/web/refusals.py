"""Refusals are recorded: an account that asks for what it may not do leaves a trace."""

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.operation import note, operation


@operation(Action.ACCESS_REFUSED, needs=Capability.VISIT)
def record_refusal(actor: Actor, endpoint: str, capability: str) -> None:
    """Record that an account asked for what it may not do."""
    note(endpoint=endpoint, capability=capability)
