"""The files of a proof go when they have had their time; what they were stays on record."""

from datetime import timedelta

from sqlalchemy import delete, select

from cna_directory.access.actors import OPERATOR, SCHEDULER, SEEDER, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import queries
from cna_directory.editions.models import FileChunk, ProofFile
from cna_directory.editions.operations import hold_edition, release_edition
from cna_directory.editions.operations.forgetting import forget_old_proofs
from cna_directory.editions.queries.watched import proof_of
from cna_directory.editions.rules import PROOF_KEPT
from cna_directory.operation import operation
from cna_directory.settings import Settings
from tests.features.editions.directory import ON_THE_DAY
from tests.features.editions.test_course import CLOSED, FIRST, SECOND, SECOND_DAY, row, wake

SECOND_CLOSED = CLOSED.replace(month=11, day=24)


def sizes() -> dict[str, int]:
    """Return how many bytes of each file of the first proof are there."""
    proof = proof_of(FIRST)
    assert proof is not None
    return {
        f"{file.format}{file.page or ''}": len(b"".join(queries.chunks_of(file.sha256)))
        for file in (*proof.files, *proof.pictures)
    }


def forgotten() -> list[AuditOperation]:
    """Return what the trail says of proofs that were forgotten."""
    db.session.rollback()
    asked = select(AuditOperation).where(AuditOperation.action == Action.PROOF_FORGOTTEN)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


def test_a_proof_is_kept_until_two_weeks_after_the_issue(ten_states: Settings) -> None:
    wake(ten_states, CLOSED)
    before = sizes()
    assert forget_old_proofs(SCHEDULER, CLOSED + timedelta(days=400)) == 0
    wake(ten_states, ON_THE_DAY)
    issued_at = row().issued_at
    assert issued_at is not None
    wake(ten_states, issued_at + PROOF_KEPT)
    assert (sizes(), forgotten()) == (before, [])
    wake(ten_states, issued_at + PROOF_KEPT + timedelta(seconds=1))
    after = sizes()
    # What the edition was issued with is the edition's.
    assert {name for name, size in after.items() if size} == {"csv", "json"}
    assert {after["csv"], after["json"]} == {before["csv"], before["json"]}
    for file in queries.issued_edition(2026, 1).files:
        assert len(b"".join(queries.chunks_of(file.sha256))) == file.size
    (entry,) = forgotten()
    assert entry.subject == "edition/2026/1"
    assert entry.details == {"edition": "2026/1", "files": len(before) - 2}
    assert chain.verify() is None


def test_what_was_forgotten_is_still_known_and_not_forgotten_again(ten_states: Settings) -> None:
    wake(ten_states, CLOSED)
    kept = proof_of(FIRST)
    wake(ten_states, ON_THE_DAY)
    for days in (15, 16, 17):
        wake(ten_states, ON_THE_DAY + timedelta(days=days))
    assert len(forgotten()) == 1
    proof = proof_of(FIRST)
    assert kept is not None
    assert proof is not None
    assert (kept.is_kept, proof.is_kept) == (True, False)
    assert (proof.files, proof.warnings) == (kept.files, kept.warnings)


def test_bytes_that_a_younger_proof_has_too_are_left(ten_states: Settings) -> None:
    """The pictures of two proofs can be the same: their bytes go with the later of the two."""
    schedule = queries.schedule_of(ten_states)
    wake(ten_states, CLOSED)
    hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Wait.")
    wake(ten_states, SECOND_CLOSED)
    first = proof_of(FIRST)
    assert first is not None
    shared, own = (picture.sha256 for picture in first.pictures[:2])
    let_share(SEEDER, shared)
    release_edition(OPERATOR, FIRST, schedule=schedule)
    wake(ten_states, SECOND_CLOSED + timedelta(hours=1))
    wake(ten_states, SECOND_DAY)
    wake(ten_states, SECOND_CLOSED + PROOF_KEPT + timedelta(hours=2))
    assert [bool(list(queries.chunks_of(sha256))) for sha256 in (shared, own)] == [True, False]
    wake(ten_states, SECOND_DAY + PROOF_KEPT + timedelta(hours=2))
    assert list(queries.chunks_of(shared)) == []


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def let_share(actor: Actor, sha256: str) -> None:
    """Give the first page of the second proof the picture that the first one has."""
    second = proof_of(SECOND)
    assert second is not None
    picture = second.pictures[0].sha256
    row = db.session.scalars(select(ProofFile).where(ProofFile.sha256 == picture)).one()
    row.sha256 = sha256
    db.session.execute(delete(FileChunk).where(FileChunk.sha256 == picture))
