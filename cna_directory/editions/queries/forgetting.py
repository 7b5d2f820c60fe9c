"""Which files of proofs have had their time: bytes that no edition and no younger proof has."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import Edition, EditionFile, EditionProof, FileChunk, ProofFile
from cna_directory.editions.rules import PROOF_KEPT


def proofs_to_forget(now: datetime) -> tuple[EditionNumber, ...]:
    """Return the editions whose proofs still have bytes that nobody needs, the oldest first."""
    found = _over(select(Edition.year, Edition.half), now).distinct()
    rows = db.session.execute(found.order_by(Edition.year, Edition.half))
    return tuple(EditionNumber(year, half) for year, half in rows)


def files_to_forget(number: EditionNumber, now: datetime) -> Sequence[str]:
    """Return the hashes of the files of a proof whose bytes nobody needs any more."""
    found = _over(select(ProofFile.sha256), now).distinct()
    return db.session.scalars(
        found.where(Edition.year == number.year, Edition.half == number.half)
    ).all()


def _over(columns: Select[*tuple[Any, ...]], now: datetime) -> Select[*tuple[Any, ...]]:
    """Narrow rows to files of proofs that are over, are still there, and are nothing else too."""
    return (
        columns.select_from(ProofFile)
        .join(EditionProof, EditionProof.id == ProofFile.proof_id)
        .join(Edition, Edition.id == EditionProof.edition_id)
        .join(FileChunk, (FileChunk.sha256 == ProofFile.sha256) & (FileChunk.position == 0))
        .where(
            Edition.issued_at < now - PROOF_KEPT,
            ProofFile.sha256.not_in(select(EditionFile.sha256)),
            ~_is_in_younger_proof(now),
        )
    )


def _is_in_younger_proof(now: datetime) -> ColumnElement[bool]:
    """Say whether a proof that is still kept has the same bytes: a white page, for example."""
    file, proof, edition = aliased(ProofFile), aliased(EditionProof), aliased(Edition)
    is_kept = edition.issued_at.is_(None) | (edition.issued_at >= now - PROOF_KEPT)
    return (
        select(file.id)
        .join(proof, proof.id == file.proof_id)
        .join(edition, edition.id == proof.edition_id)
        .where(file.sha256 == ProofFile.sha256, is_kept)
        .exists()
    )
