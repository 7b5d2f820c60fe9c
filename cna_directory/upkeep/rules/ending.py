"""Pure decisions about authorities that end."""

from collections.abc import Collection
from dataclasses import replace

from cna_directory.authorities.record import Record, RecordStatus
from cna_directory.errors import Problem, RuleBroken


def ended(record: Record, successor: str, successors: Collection[int]) -> Record:
    """Return a record as it stands after its end.

    Raises:
        RuleBroken: the successor is not an authority of the same State.
    """
    if not successor:
        return replace(record, status=RecordStatus.WITHDRAWN, superseded_by=None)
    number = next((it for it in successors if str(it) == successor), None)
    if number is None:
        raise RuleBroken([Problem("successor", "Choose an authority of the list, or none.")])
    return replace(record, status=RecordStatus.SUPERSEDED, superseded_by=number)
