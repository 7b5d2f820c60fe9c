"""Taking the trail along is itself recorded."""

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.operation import operation


@operation(Action.TRAIL_EXPORTED, needs=Capability.EXPORT_TRAIL)
def record_export(actor: Actor) -> None:
    """Record that the trail was taken along, before the first line is written."""
