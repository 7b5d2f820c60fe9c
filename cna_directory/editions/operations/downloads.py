"""Taking files: the trail knows who takes which before its first byte leaves."""

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.editions.queries import IssuedFile
from cna_directory.editions.queries.watched import FileOfProof
from cna_directory.operation import note, operation


@operation(Action.EDITION_DOWNLOADED, needs=Capability.PREPARE_EDITION)
def record_download(actor: Actor, file: IssuedFile) -> None:
    """Record who takes which master of an edition."""
    _note(file)


@operation(Action.PROOF_DOWNLOADED, needs=Capability.PREPARE_EDITION)
def record_proof_download(actor: Actor, file: FileOfProof) -> None:
    """Record who takes which file of a proof."""
    _note(file)


def _note(file: IssuedFile | FileOfProof) -> None:
    note(
        f"edition/{file.number}",
        edition=str(file.number),
        language=file.language,
        format=file.format,
        sha256=file.sha256,
    )
