"""Taking all records along."""

from enum import StrEnum

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.operation import note, operation


class ExportFormat(StrEnum):
    """In what form all records can be taken along."""

    CSV = "csv"
    JSON = "json"


@operation(Action.RECORDS_EXPORTED, needs=Capability.EXPORT_RECORDS)
def record_export(actor: Actor, *, file_format: ExportFormat, records: int) -> None:
    """Note that all records are taken along, before the first byte of them leaves."""
    note("records", format=file_format, records=records)
