"""The course of an edition: closed and proved a week before, looked at, hurried, and compared."""

import dataclasses
import zlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from cna_directory import wording
from cna_directory.access.actors import OPERATOR, SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.claims import Claim, ClaimLost
from cna_directory.editions.models import (
    ChapterCache,
    Edition,
    EditionContent,
    EditionStatus,
    EditionWork,
)
from cna_directory.editions.operations import recompiled, reconcile
from cna_directory.editions.operations.chapters import KeptChapters
from cna_directory.editions.operations.claiming import claim_edition
from cna_directory.editions.operations.freezing import freeze_edition
from cna_directory.editions.operations.issuing import BuiltEdition, issue_edition
from cna_directory.editions.operations.proofs import BuiltProof, store_proof
from cna_directory.editions.queries.watched import proof_of, watched_edition, work_on
from cna_directory.editions.rules import Share, Standing, Step, next_step, time_left
from cna_directory.errors import RuleBroken
from cna_directory.mail.models import OutgoingMail
from cna_directory.settings import Mode, Settings
from publish.content import read_content
from publish.trust.signing import demonstration_key
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import an_account
from tests.features.editions.compiling import compiled
from tests.features.editions.directory import ON_THE_DAY, RECORDED_AT, Steps

FIRST = EditionNumber(2026, 1)
SECOND = FIRST.next()
CLOSING = datetime(2026, 5, 24, 23, 59, 59, 999999, UTC)
CLOSED = datetime(2026, 5, 25, tzinfo=UTC)
SECOND_DAY = datetime(2026, 12, 1, 6, tzinfo=UTC)


def wake(settings: Settings, now: datetime, progress: Steps | None = None) -> list[EditionStatus]:
    """Let the scheduler wake at a moment; return what became of each edition."""
    with time_machine.travel(now, tick=True):
        return [it.status for it in reconcile(SCHEDULER, settings, now, progress)]


def row(number: EditionNumber = FIRST) -> Edition:
    """Return an edition as it is in the database now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(
        select(Edition).where(Edition.year == number.year, Edition.half == number.half)
    ).one()


def kept(number: EditionNumber = FIRST) -> bytes:
    """Return what an edition says, as it was kept."""
    compressed = queries.content_of(number.year, number.half)
    assert compressed is not None
    return zlib.decompress(compressed)


def mails(name: str) -> list[OutgoingMail]:
    """Return the mails of one kind in the outbox."""
    return list(db.session.scalars(select(OutgoingMail).where(OutgoingMail.message_name == name)))


def test_the_next_step_follows_the_day_and_what_is_there() -> None:
    """Freeze, prove, issue; none of them early, and no proof that nobody could look at."""
    awaited = Standing(number=FIRST, closing_at=CLOSING, issue_at=ON_THE_DAY)
    assert next_step(awaited, CLOSING) is None
    assert next_step(awaited, CLOSED) is Step.FREEZE
    assert next_step(awaited, ON_THE_DAY) is Step.FREEZE
    frozen = dataclasses.replace(awaited, is_frozen=True)
    assert next_step(frozen, CLOSED) is Step.PROOF
    assert next_step(frozen, ON_THE_DAY) is Step.ISSUE
    proved = dataclasses.replace(frozen, has_proof=True)
    assert next_step(proved, ON_THE_DAY - timedelta(microseconds=1)) is None
    assert next_step(proved, ON_THE_DAY) is Step.ISSUE
    for stop in ("is_held", "is_over"):
        for it in (awaited, frozen, proved):
            assert next_step(dataclasses.replace(it, **{stop: True}), ON_THE_DAY) is None


def test_at_its_closing_an_edition_is_frozen_and_proved(app: Flask, ten_states: Settings) -> None:
    """The content is kept, the proof stored with pictures and warnings, the officers told once."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    seed(a_record(9400, "FR", name=words("\U0010fffd Office")), recorded_at=RECORDED_AT)
    seed(a_record(9401, "FR", service=words("Amt" * 100)), recorded_at=RECORDED_AT)
    assert wake(ten_states, CLOSING) == []
    assert wake(ten_states, CLOSED) == [EditionStatus.FROZEN]
    assert wake(ten_states, CLOSED + timedelta(days=1)) == []
    edition = row()
    assert edition.status is EditionStatus.FROZEN
    assert edition.content_hash == read_content(kept()).hash()
    assert chain.verify(edition.trail_head) is None
    proof = proof_of(FIRST)
    assert proof is not None
    assert proof.content_hash == edition.content_hash
    assert [f"{f.language}.{f.format}" for f in proof.files] == [
        "en.pdf", "en.rtf", "mul.csv", "mul.json",
    ]  # fmt: skip
    pdf = proof.files[0]
    assert len(b"".join(queries.chunks_of(pdf.sha256))) == pdf.size
    assert [f.page for f in proof.pictures][:3] == [1, 2, 3]
    assert next(queries.chunks_of(proof.pictures[0].sha256)).startswith(b"\x89PNG")
    glyphs = [w for w in proof.warnings if w["kind"] == "no_glyph"]
    assert [(w["record"], w["character"]) for w in glyphs] == [(9400, "U+10FFFD")]
    (cut,) = [w for w in proof.warnings if w["kind"] == "cut_word"]
    assert (cut["state"], cut["record"], cut["word"]) == ("FR", 9401, f"{('Amt' * 100)[:59]}…")
    assert [m.recipient for m in mails("edition_proof")] == ["officer@secretariat.example"]
    assert f"{ten_states.base_url}/desk/editions/2026/1" in mails("edition_proof")[0].text
    assert queries.issued_editions() == ()


def test_what_is_recorded_after_the_freezing_is_not_issued(ten_states: Settings) -> None:
    """It is issued from the stored content, whatever the records say by then."""
    wake(ten_states, CLOSED)
    before = kept()
    # As if written by a machine whose clock was behind: recorded before the closing, seen after.
    seed(a_record(9401, "FR", service=words("Came too late")), recorded_at=RECORDED_AT)
    assert wake(ten_states, ON_THE_DAY) == [EditionStatus.ISSUED]
    assert kept() == before
    assert b"Came too late" not in before
    assert queries.issued_edition(2026, 1).content_hash == read_content(before).hash()


def test_a_clock_that_jumps_freezes_once(ten_states: Settings) -> None:
    """Back over the closing and forward again: what was frozen stays as it is."""
    for now in (CLOSED, CLOSING - timedelta(days=1), CLOSED, CLOSING, CLOSED):
        wake(ten_states, now)
    frozen = select(func.count()).select_from(AuditOperation)
    count = db.session.scalar(frozen.where(AuditOperation.action == Action.EDITION_FROZEN))
    assert count == 1


def test_a_schedule_that_moves_leaves_what_was_begun(ten_states: Settings) -> None:
    """Once frozen, an edition keeps its dates, even if the closing were later now."""
    wake(ten_states, CLOSED)
    moved = dataclasses.replace(ten_states, edition_closings="05-30,11-23")
    assert wake(moved, ON_THE_DAY) == [EditionStatus.ISSUED]
    assert queries.issued_edition(2026, 1).closing_on == CLOSING.date()


def test_a_hold_stops_proving_too_and_release_goes_on(ten_states: Settings) -> None:
    """Cancelling is holding: nothing is stored, and nothing happens until it is released."""
    schedule = queries.schedule_of(ten_states)

    def hold() -> None:
        assert work_on(FIRST) is not None
        operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Stop.")

    assert wake(ten_states, CLOSED, Steps("pdf", hold)) == [EditionStatus.HELD]
    assert proof_of(FIRST) is None
    assert work_on(FIRST) is None
    assert wake(ten_states, CLOSED) == [EditionStatus.HELD]
    operations.release_edition(OPERATOR, FIRST, schedule=schedule)
    assert row().status is EditionStatus.FROZEN
    assert wake(ten_states, CLOSED) == [EditionStatus.FROZEN]
    assert proof_of(FIRST) is not None


def test_an_edition_may_be_hurried_once_it_is_closed(ten_states: Settings) -> None:
    """Its cover then says the day on which it is issued; nothing else of it changes."""
    schedule, day = queries.schedule_of(ten_states), CLOSED + timedelta(days=2)
    for early in ("Why.", ""):
        with pytest.raises(RuleBroken):
            operations.hasten_edition(OPERATOR, FIRST, schedule=schedule, reason=early)
    wake(ten_states, CLOSED)
    before = read_content(kept())
    with time_machine.travel(day, tick=True):
        operations.hasten_edition(OPERATOR, FIRST, schedule=schedule, reason="A treaty needs it.")
    assert wake(ten_states, day + timedelta(minutes=1)) == [EditionStatus.ISSUED]
    after = read_content(kept())
    assert after.issue_on == day.date()
    assert dataclasses.replace(after, issue_on=before.issue_on) == before
    assert queries.issued_edition(2026, 1).content_hash == after.hash()
    assert queries.next_edition(ten_states, day).number == SECOND
    assert wake(ten_states, ON_THE_DAY) == []
    with pytest.raises(RuleBroken):
        operations.hasten_edition(OPERATOR, FIRST, schedule=schedule, reason="Again.")
    assert recompiled(OPERATOR, ten_states, FIRST).is_same


def test_a_held_edition_is_not_hurried(ten_states: Settings) -> None:
    """Whoever holds it back lets it go first."""
    schedule = queries.schedule_of(ten_states)
    wake(ten_states, CLOSED)
    operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Wait.")
    with time_machine.travel(CLOSED, tick=True), pytest.raises(RuleBroken):
        operations.hasten_edition(OPERATOR, FIRST, schedule=schedule, reason="Hurry.")


def test_a_past_edition_compiles_again_to_the_same_bytes(ten_states: Settings) -> None:
    """From the revisions, with later ones in between and another issuer; a changed one shows."""
    late = SECOND_DAY + timedelta(days=1)
    seed(
        a_record(9402, "BE", service=words("Opened in July")),
        recorded_at=datetime(2026, 7, 1, tzinfo=UTC),
    )
    wake(ten_states, late)
    other = dataclasses.replace(ten_states, issuer="Another body", contact="a@body.example")
    for number in (FIRST, SECOND):
        again = recompiled(OPERATOR, other, number)
        assert again.is_same
        assert list(again.files) == [
            f.name for f in queries.issued_edition(number.year, number.half).files
            if f.unsigned_sha256
        ]  # fmt: skip
    assert row(SECOND).compared_with == "2026/1"
    seed(a_record(9403, "BE", service=words("Smuggled in")), recorded_at=RECORDED_AT)
    assert not recompiled(OPERATOR, ten_states, FIRST).is_content_same


def test_chapters_are_kept_and_forgotten(app: Flask) -> None:
    """What was put is found again, by another one too; a key that nobody put is not."""
    one = KeptChapters()
    one.put("a" * 64, b"laid out")
    assert one.get("a" * 64) == b"laid out"
    assert KeptChapters().get("a" * 64) is None
    with time_machine.travel(RECORDED_AT, tick=False):
        one.keep()
    other = KeptChapters()
    assert other.get("a" * 64) == b"laid out"
    assert other.get("b" * 64) is None
    with time_machine.travel(ON_THE_DAY, tick=False):
        other.keep()
    db.session.expire_all()
    assert db.session.scalars(select(ChapterCache.used_at)).one() == ON_THE_DAY


def test_progress_is_told_while_an_edition_is_built(ten_states: Settings) -> None:
    """Whoever watches sees step and share grow; when it is done nothing is left."""
    seen: list[tuple[str, int, int]] = []

    class Watching(Steps):
        def __call__(self, step: str, done: int, total: int) -> None:
            super().__call__(step, done, total)
            if work := work_on(FIRST):
                seen.append((work.kind, work.done, work.total))
            db.session.rollback()

    wake(ten_states, CLOSED, Watching())
    assert {kind for kind, _, _ in seen} == {"proof"}
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert db.session.scalar(select(func.count()).select_from(EditionWork)) == 0


def test_the_share_grows_over_languages_to_the_whole() -> None:
    """Two languages, each in four steps: half after the first, never more than all."""
    share = Share(2)
    told = [
        share.after(step, done, 1)
        for _ in range(2)
        for step in ("outline", "pdf", "rtf", "checks")
        for done in (0, 1)
    ]
    assert told == sorted(told)
    assert told[7] * 2 == share.total
    assert told[-1] == share.total
    assert share.after("tables", 1, 1) == share.total
    assert time_left(25, 100, timedelta(minutes=1)) == timedelta(minutes=3)
    assert time_left(0, 100, timedelta(minutes=1)) is None


def test_a_machine_that_was_off_does_both_at_once(app: Flask, ten_states: Settings) -> None:
    """Closing and issue both past: frozen and issued in one wake, and no proof for nobody."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    assert wake(ten_states, ON_THE_DAY) == [EditionStatus.ISSUED]
    assert proof_of(FIRST) is None
    assert mails("edition_proof") == []
    watched = watched_edition(FIRST, ten_states, ON_THE_DAY)
    assert watched.frozen_at is not None
    assert watched.is_over


def test_without_proofs_one_is_left_to_a_later_wake(ten_states: Settings) -> None:
    """The demonstration begins at once and leaves the proof of the next edition to its scheduler."""
    with time_machine.travel(CLOSED, tick=True):
        reconcile(SCHEDULER, ten_states, CLOSED, with_proofs=False)
    assert (row().status, proof_of(FIRST)) == (EditionStatus.FROZEN, None)
    assert db.session.scalar(select(func.count()).select_from(EditionContent)) == 1


def test_the_secretariat_is_told_of_languages_that_are_left_out(
    app: Flask, ten_states: Settings
) -> None:
    """In production an edition goes out in the reviewed languages, and nobody has to notice alone."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    production = in_production(ten_states, "en", "fr")
    assert wake(production, ON_THE_DAY) == [EditionStatus.ISSUED]
    languages = {f.language for f in queries.issued_edition(2026, 1).files if f.format == "pdf"}
    assert languages == {"en"}
    (mail,) = mails("edition_left_out")
    assert mail.recipient == "officer@secretariat.example"
    assert "fr" in mail.text


def test_without_a_reviewed_language_nothing_is_issued(ten_states: Settings) -> None:
    """An edition without a file to read is none; it says what to do and waits."""
    assert wake(in_production(ten_states, "fr", "es"), ON_THE_DAY) == [EditionStatus.FAILED]
    assert "Wording of editions" in row().reason
    assert queries.issued_editions() == ()


def in_production(settings: Settings, *languages: str) -> Settings:
    """Return the settings of a deployment in service, with a key to sign with."""
    key = settings.data_folder / "key.p12"
    demonstration_key(key, at=RECORDED_AT)
    return dataclasses.replace(
        settings, mode=Mode.PRODUCTION, signing_key_file=key, edition_languages=languages
    )


def test_a_review_that_is_taken_back_during_the_building_counts(
    app: Flask, ten_states: Settings
) -> None:
    """What was built as reviewed is thrown away, and built again without it."""
    production = in_production(ten_states, "en", "fr")
    officer = Actor(
        Role.SECRETARIAT,
        account_id=an_account(app, "officer@secretariat.example", Role.SECRETARIAT),
    )
    french = wording.queries.wording_of("fr")
    wording.operations.record_review(
        officer,
        french,
        reviewer="A translator",
        remarks="",
        has_read_all=True,
        seen=french.wording_hash,
    )
    wake(production, CLOSED)

    def take_back() -> None:
        wording.operations.take_back_review(officer, wording.queries.wording_of("fr"))

    assert wake(production, ON_THE_DAY, Steps("tables", take_back)) == [EditionStatus.FAILED]
    assert "taken back: fr." in row().reason
    assert queries.issued_editions() == ()
    if db.engine.dialect.name != "sqlite":
        return  # Its clock does not travel past the pause.
    assert wake(production, ON_THE_DAY + timedelta(minutes=2)) == [EditionStatus.ISSUED]
    assert queries.issued_edition(2026, 1).languages == ("en",)


def test_the_cover_names_the_day_of_issue_whatever_kept_it_back(ten_states: Settings) -> None:
    """Held over its day and released: what is printed, listed and compiled again is one day."""
    schedule = queries.schedule_of(ten_states)
    wake(ten_states, CLOSED)
    before = read_content(kept())
    operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="A note is awaited.")
    released = datetime(2026, 6, 20, 12, tzinfo=UTC)
    with time_machine.travel(released, tick=True):
        operations.release_edition(OPERATOR, FIRST, schedule=schedule)
    assert wake(ten_states, released + timedelta(minutes=1)) == [EditionStatus.ISSUED]
    after, edition = read_content(kept()), queries.issued_edition(2026, 1)
    assert after.issue_on == edition.issued_on == released.date()
    assert dataclasses.replace(after, issue_on=before.issue_on) == before
    assert edition.content_hash == after.hash()
    (rtf,) = (file for file in edition.files if file.format == "rtf")
    assert b"20 June 2026" in b"".join(queries.chunks_of(rtf.sha256))
    assert recompiled(OPERATOR, ten_states, FIRST).is_same


def test_an_edition_that_is_built_over_midnight_is_built_again(ten_states: Settings) -> None:
    """Its cover would name yesterday."""
    wake(ten_states, CLOSED)
    late = datetime(2026, 6, 1, 23, 59, tzinfo=UTC)
    with time_machine.travel(late, tick=True) as machine:
        over = Steps("tables", lambda: machine.shift(timedelta(minutes=2)))
        (outcome,) = reconcile(SCHEDULER, ten_states, late, over)
        assert outcome.status is EditionStatus.FAILED
        assert "A day has passed" in outcome.reason
        if db.engine.dialect.name != "sqlite":
            return  # Its clock does not travel past the pause.
        machine.shift(timedelta(minutes=2))
        (outcome,) = reconcile(SCHEDULER, ten_states, late)
    assert outcome.status is EditionStatus.ISSUED
    assert read_content(kept()).issue_on == queries.issued_edition(2026, 1).issued_on
    assert read_content(kept()).issue_on == late.date() + timedelta(days=1)


def test_a_proof_that_keeps_failing_delays_nothing(ten_states: Settings) -> None:
    """Its pauses end on the day, and what failed then is tried again a minute later."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the clock of PostgreSQL does not travel")

    def fail() -> None:
        raise OSError("no space left on device")

    wake(ten_states, CLOSED, Steps("outline", fail))
    now = ON_THE_DAY - timedelta(hours=2)
    while now < ON_THE_DAY:
        wake(ten_states, now, Steps("outline", fail))
        now += timedelta(minutes=1)
    failed = select(AuditOperation).where(AuditOperation.action == Action.EDITION_FAILED)
    assert len(db.session.scalars(failed).all()) > 5
    assert wake(ten_states, ON_THE_DAY, Steps("pdf", fail)) == [EditionStatus.FAILED]
    assert {it.details["step"] for it in db.session.scalars(failed)} == {"proof", "issue"}
    assert wake(ten_states, ON_THE_DAY + timedelta(minutes=2)) == [EditionStatus.ISSUED]


def test_what_comes_too_late_is_thrown_away(ten_states: Settings) -> None:
    """Whoever was shut out in the last moment stores neither content nor proof nor files."""
    schedule = queries.schedule_of(ten_states)

    def outdated(now: datetime) -> Claim:
        claim = claim_edition(SCHEDULER, FIRST, schedule=schedule, now=now)
        operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Stop.")
        operations.release_edition(OPERATOR, FIRST, schedule=schedule)
        return claim

    claim = outdated(CLOSED)
    with pytest.raises(ClaimLost):
        freeze_edition(SCHEDULER, claim, content=compiled())
    with time_machine.travel(CLOSED, tick=True):
        reconcile(SCHEDULER, ten_states, CLOSED, with_proofs=False)
    claim, proof = outdated(CLOSED), BuiltProof("", (), (), ())
    with pytest.raises(ClaimLost):
        store_proof(SCHEDULER, claim, settings=ten_states, proof=proof)
    claim = outdated(ON_THE_DAY)
    built = BuiltEdition(content=compiled(), files=(), languages=(), in_draft=())
    with pytest.raises(ClaimLost):
        issue_edition(SCHEDULER, claim, settings=ten_states, built=built)
    assert proof_of(FIRST) is None
    assert queries.issued_editions() == ()
