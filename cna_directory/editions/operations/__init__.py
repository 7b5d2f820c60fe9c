"""Writing editions: freezing and proving them, issuing, holding, correcting, and what is taken."""

from cna_directory.editions.operations.corrigenda import publish_corrigendum, withdraw_edition
from cna_directory.editions.operations.downloads import record_download, record_proof_download
from cna_directory.editions.operations.holding import (
    hasten_edition,
    hold_edition,
    release_edition,
)
from cna_directory.editions.operations.proofs import build_proof
from cna_directory.editions.operations.recompiling import Recompiled, recompiled
from cna_directory.editions.operations.reconciling import Outcome, reconcile
from cna_directory.editions.operations.rows import CHUNK

__all__ = [
    "CHUNK",
    "Outcome",
    "Recompiled",
    "build_proof",
    "hasten_edition",
    "hold_edition",
    "publish_corrigendum",
    "recompiled",
    "reconcile",
    "record_download",
    "record_proof_download",
    "release_edition",
    "withdraw_edition",
]
