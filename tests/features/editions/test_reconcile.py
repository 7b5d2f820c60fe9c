"""What the scheduler does at a wake: exactly what is due, once, and never early."""

import hashlib
import zlib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import OPERATOR, SCHEDULER, VISITOR
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.authorities import queries as authorities
from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.editions import claims, operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.claims import ClaimLost
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import Outcome, reconcile
from cna_directory.editions.operations.claiming import claim_edition, fail_edition
from cna_directory.editions.rules import drafts_now, issued_languages
from cna_directory.errors import AccessRefused, AlreadyClaimed, RuleBroken
from cna_directory.mail.models import OutgoingMail
from cna_directory.settings import SettingMissing, Settings
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import an_account, change, subscribed
from tests.features.editions.directory import ON_THE_DAY, RECORDED_AT, STATES, Steps, with_first

FIRST = EditionNumber(2026, 1)
SECOND = FIRST.next()
HALF_A_YEAR = timedelta(days=184)
CLOSED = datetime(2026, 5, 25, tzinfo=UTC)
"""The first moment after the closing of the first edition."""

FILES = ["en.pdf", "en.rtf", "en.rtf.p7s", "mul.csv", "mul.csv.p7s", "mul.json", "mul.json.p7s"]
"""The files of an edition in one language, with the signatures of those that hold none."""


def wake(
    settings: Settings, now: datetime = ON_THE_DAY, progress: Steps | None = None
) -> list[Outcome]:
    """Let the scheduler wake at a moment."""
    return list(reconcile(SCHEDULER, settings, now, progress))


def issued() -> list[str]:
    """Return the numbers of the issued editions, the newest first."""
    return [str(edition.number) for edition in queries.issued_editions()]


def happened(action: Action) -> int:
    """Return how often something happened, as the trail has it."""
    return len(
        db.session.scalars(select(AuditOperation).where(AuditOperation.action == action)).all()
    )


def frozen_text(number: EditionNumber) -> str:
    """Return the content that was frozen with an edition."""
    compressed = queries.content_of(number.year, number.half)
    assert compressed is not None
    return zlib.decompress(compressed).decode()


def test_an_edition_is_issued_once(ten_states: Settings) -> None:
    """The first wake on the day issues it, the second finds nothing to do."""
    assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]
    assert wake(ten_states) == []
    (edition,) = queries.issued_editions()
    assert (edition.closing_on, edition.counts["states"]) == (date(2026, 5, 24), 10)
    assert [f"{f.language}.{f.format}" for f in edition.files] == FILES
    for state in STATES:
        assert f"Service of {state}" in frozen_text(FIRST)
    assert happened(Action.EDITION_FROZEN) == happened(Action.EDITION_ISSUED) == 1
    assert chain.verify(edition.trail_head) is None


def test_nothing_is_issued_early(ten_states: Settings) -> None:
    """A microsecond before its time an edition cannot be issued, nor claimed past the calendar."""
    early = ON_THE_DAY - timedelta(microseconds=1)
    assert wake(ten_states, early) == [Outcome(FIRST, EditionStatus.FROZEN)]
    assert wake(ten_states, early) == []
    schedule = queries.schedule_of(ten_states)
    with pytest.raises(AlreadyClaimed):
        claim_edition(SCHEDULER, FIRST, schedule=schedule, now=early)
    assert issued() == []


def test_missed_periods_are_caught_up_each_from_its_own_closing(ten_states: Settings) -> None:
    """After a year of sleep every edition is issued, and says what was known at its closing."""
    known_in_july = datetime(2026, 7, 1, tzinfo=UTC)
    seed(a_record(9100, "FR", service=words("Opened in July")), recorded_at=known_in_july)
    outcomes = wake(ten_states, ON_THE_DAY + 2 * HALF_A_YEAR)
    assert [str(outcome.number) for outcome in outcomes] == ["2026/1", "2026/2", "2027/1"]
    assert issued() == ["2027/1", "2026/2", "2026/1"]
    assert "Opened in July" not in frozen_text(FIRST)
    assert "Opened in July" in frozen_text(SECOND)


def test_a_revision_counts_by_its_recording_and_its_effect(ten_states: Settings) -> None:
    """Known by the closing and effective by the closing: both, to the last second of the day."""
    last = datetime(2026, 5, 24, 23, 59, 59, tzinfo=UTC)
    midnight = datetime(2026, 5, 25, tzinfo=UTC)
    seed(a_record(9101, "FR", service=words("In the last second")), recorded_at=last)
    seed(a_record(9102, "FR", service=words("A second too late")), recorded_at=midnight)
    later = a_record(9103, "FR", service=words("In effect too late"))
    seed(later, recorded_at=RECORDED_AT, effective_from=date(2026, 5, 25))
    wake(ten_states)
    content = frozen_text(FIRST)
    assert "In the last second" in content
    assert "A second too late" not in content
    assert "In effect too late" not in content


def test_clock_back_after_issuing(ten_states: Settings) -> None:
    """A clock that is put back and runs over the day again issues nothing twice."""
    for now in (ON_THE_DAY, ON_THE_DAY - timedelta(days=1), ON_THE_DAY, ON_THE_DAY + timedelta(1)):
        wake(ten_states, now)
    assert issued() == ["2026/1"]
    assert happened(Action.EDITION_ISSUED) == 1


def test_a_lease_from_a_clock_that_ran_ahead_is_not_waited_for(ten_states: Settings) -> None:
    """A claim made in a wrong year does not block the edition until that year."""
    schedule = queries.schedule_of(ten_states)
    with time_machine.travel(datetime(2036, 1, 1, tzinfo=UTC), tick=True):
        claim_edition(SCHEDULER, FIRST, schedule=schedule, now=ON_THE_DAY)
    if db.engine.dialect.name == "sqlite":
        with time_machine.travel(ON_THE_DAY, tick=True):
            assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]


def test_a_claim_is_respected_until_its_lease_ends(ten_states: Settings) -> None:
    """While one is at work another goes home; with a newer claim the old one cannot issue."""
    schedule = queries.schedule_of(ten_states)
    wake(ten_states, CLOSED)
    claim = claim_edition(SCHEDULER, FIRST, schedule=schedule, now=ON_THE_DAY)
    (outcome,) = wake(ten_states)
    assert outcome.status is EditionStatus.BUILDING
    claims.give_back(claim)
    assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]
    with pytest.raises(ClaimLost):
        fail_edition(SCHEDULER, claim, settings=ten_states, reason="late")
    assert issued() == ["2026/1"]


def test_a_held_edition_is_not_issued_until_it_is_released(ten_states: Settings) -> None:
    """The secretariat may keep it back beforehand; released, it goes out at the next wake."""
    schedule = queries.schedule_of(ten_states)
    operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="A note verbale is awaited.")
    (outcome,) = wake(ten_states)
    assert (outcome.status, outcome.reason) == (EditionStatus.HELD, "A note verbale is awaited.")
    assert issued() == []
    assert queries.oldest_overdue(ten_states, ON_THE_DAY) is None
    operations.release_edition(OPERATOR, FIRST, schedule=schedule)
    assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]
    with pytest.raises(RuleBroken):
        operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Too late.")
    with pytest.raises(RuleBroken):
        operations.release_edition(OPERATOR, FIRST, schedule=schedule)
    assert issued() == ["2026/1"]


def test_a_hold_reaches_an_edition_that_is_being_built(ten_states: Settings) -> None:
    """What is being built when the hold comes is thrown away."""
    schedule = queries.schedule_of(ten_states)

    def hold() -> None:
        operations.hold_edition(OPERATOR, FIRST, schedule=schedule, reason="Stop.")

    (outcome,) = wake(ten_states, progress=Steps("rtf", hold))
    assert outcome.status is EditionStatus.HELD
    assert issued() == []
    assert queries.awaited_editions(ten_states, ON_THE_DAY)[0].status is EditionStatus.HELD


def test_a_hold_needs_a_reason(ten_states: Settings) -> None:
    """Who keeps an edition back says why."""
    with pytest.raises(RuleBroken, match="why"):
        operations.hold_edition(
            OPERATOR, FIRST, schedule=queries.schedule_of(ten_states), reason="  "
        )


def test_a_failed_edition_is_tried_again(app: Flask, ten_states: Settings) -> None:
    """It says why, tells each officer once, waits a little longer each time, and then succeeds."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)

    def fail() -> None:
        raise OSError("no space left on device")

    start = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=True) as clock:
        (outcome,) = wake(ten_states, progress=Steps("pdf", fail))
        assert outcome.status is EditionStatus.FAILED
        assert "no space left" in outcome.reason
        assert issued() == []
        overdue = queries.oldest_overdue(ten_states, ON_THE_DAY)
        assert overdue is not None
        assert overdue.status is EditionStatus.FAILED
        if db.engine.dialect.name != "sqlite":
            return
        assert wake(ten_states)[0].status is EditionStatus.FAILED
        assert happened(Action.EDITION_CLAIMED) == 2
        clock.shift(timedelta(seconds=61))
        wake(ten_states, progress=Steps("pdf", fail))
        assert happened(Action.EDITION_FAILED) == 2
        clock.shift(timedelta(seconds=61))
        assert wake(ten_states)[0].status is EditionStatus.FAILED
        assert happened(Action.EDITION_CLAIMED) == 3
        clock.shift(timedelta(seconds=60))
        assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]
    failures = [m for m in waiting_mail() if m.message_name == "edition_failed"]
    assert [m.recipient for m in failures] == ["officer@secretariat.example"]
    assert "no space left" in failures[0].text


def waiting_mail() -> list[OutgoingMail]:
    """Return what is in the outbox."""
    return list(db.session.scalars(select(OutgoingMail)))


def test_subscribers_are_told_when_it_is_issued(app: Flask, ten_states: Settings) -> None:
    """Each subscriber gets one mail with the hashes, in the transaction that issues."""
    subscribed(app, an_account(app, "mission@state.example"))
    an_account(app, "other@state.example")
    wake(ten_states)
    wake(ten_states)
    told = [m for m in waiting_mail() if m.message_name == "edition_available"]
    assert [m.recipient for m in told] == ["mission@state.example"]
    assert "2026/1" in told[0].subject
    (pdf,) = (f for f in queries.issued_edition(2026, 1).files if f.format == "pdf")
    assert pdf.sha256 in told[0].text
    assert pdf.sha256 in told[0].html


def test_an_interrupted_build_gives_its_claim_back(ten_states: Settings) -> None:
    """Who has to end in the middle leaves the edition free for the next start."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wake(ten_states, progress=Steps("pdf", interrupt))
    assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]


def test_two_tries_freeze_the_same_content(ten_states: Settings) -> None:
    """The colophon names the head of the trail at the first claim: a second try says the same."""
    schedule = queries.schedule_of(ten_states)
    first = claim_edition(SCHEDULER, FIRST, schedule=schedule, now=ON_THE_DAY)
    claims.give_back(first)
    second = claim_edition(SCHEDULER, FIRST, schedule=schedule, now=ON_THE_DAY)
    assert first.trail_head == second.trail_head
    assert first.fence < second.fence


def test_what_takes_effect_is_brought_into_force(ten_states: Settings) -> None:
    """A record whose day has come shows its new revision after the next wake."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    changed = a_record(9000, "AR", acronym="NEW")
    seed(changed, recorded_at=RECORDED_AT, effective_from=tomorrow)
    assert authorities.authority_record(9000).record.acronym == ""
    noon = datetime.combine(tomorrow, datetime.min.time(), UTC) + timedelta(hours=12)
    wake(with_first(ten_states, "2099/1"), noon)
    assert authorities.authority_record(9000).record.acronym == "NEW"
    wake(with_first(ten_states, "2099/1"), noon)
    assert happened(Action.REVISION_TOOK_EFFECT) == 1


def test_a_revision_that_cannot_be_shown_stops_no_other(app: Flask, ten_states: Settings) -> None:
    """The others are shown and the edition is issued; then the error is raised, to be noticed."""
    with time_machine.travel(CLOSED, tick=False):
        for number, state in ((9000, "AR"), (9001, "BE"), (9002, "CL")):
            changed = a_record(number, state, acronym="NEW")
            seed(changed, recorded_at=CLOSED, effective_from=ON_THE_DAY.date())
    change(
        app,
        "UPDATE revision SET snapshot = '{}'"
        " WHERE authority_number = 9000 AND effective_from = '2026-06-01'",
    )
    db.session.expire_all()
    with time_machine.travel(ON_THE_DAY, tick=True):
        for _ in range(2):
            with pytest.raises(Exception, match="Record"):
                wake(ten_states)
    db.session.expire_all()
    shown = [authorities.authority_record(number).record.acronym for number in (9001, 9002)]
    assert shown == ["NEW", "NEW"]
    assert happened(Action.REVISION_TOOK_EFFECT) == 2
    assert issued() == ["2026/1"]


def test_pages_do_not_wait_for_the_proof_of_an_edition(ten_states: Settings) -> None:
    """What takes effect on the day of a closing is shown before the proof is built."""
    with time_machine.travel(CLOSED - timedelta(days=1), tick=False):
        changed = a_record(9000, "AR", acronym="NEW")
        seed(changed, recorded_at=RECORDED_AT, effective_from=CLOSED.date())
    shown = []

    def look() -> None:
        shown.append(authorities.authority_record(9000).record.acronym)

    with time_machine.travel(CLOSED, tick=True):
        wake(ten_states, CLOSED, Steps("pdf", look))
    assert shown == ["NEW"]


def test_without_a_setting_the_first_record_decides(ten_states: Settings) -> None:
    """The first edition is the one that closes next after the directory's first record."""
    assert queries.first_due(with_first(ten_states, "")) == FIRST
    assert queries.first_due(with_first(ten_states, "2031/2")) == EditionNumber(2031, 2)
    with pytest.raises(SettingMissing, match="CNA_FIRST_EDITION"):
        queries.first_due(with_first(ten_states, "first"))


def test_an_empty_directory_issues_nothing(app: Flask, settings: Settings) -> None:
    """Where there is no record there is no edition, whatever the day."""
    assert wake(settings, datetime(2040, 1, 1, tzinfo=UTC)) == []


def test_only_the_scheduler_publishes(ten_states: Settings) -> None:
    """Neither a visitor nor the command line can claim; a visitor cannot hold."""
    schedule = queries.schedule_of(ten_states)
    for actor in (VISITOR, OPERATOR):
        with pytest.raises(AccessRefused):
            claim_edition(actor, FIRST, schedule=schedule, now=ON_THE_DAY)
    with pytest.raises(AccessRefused):
        operations.hold_edition(VISITOR, FIRST, schedule=schedule, reason="Because.")


def test_an_issued_edition_cannot_be_claimed(ten_states: Settings) -> None:
    """Not even by a call past the calendar."""
    wake(ten_states)
    schedule = queries.schedule_of(ten_states)
    with pytest.raises(AlreadyClaimed):
        claim_edition(SCHEDULER, FIRST, schedule=schedule, now=ON_THE_DAY)


def test_hostile_text_stops_nothing(ten_states: Settings) -> None:
    """Text made to break a file, and characters without a glyph, are printed and not obeyed."""
    short = (
        r"{\field{\*\fldinst INCLUDEPICTURE}} </para><b> \par =1+1 "
        "\u202eoverride\u202c \U0010fffd \x07 "
    )
    hostile = short + "x" * 10_000
    bad = a_record(
        9200,
        "FR",
        name=words(hostile),
        service=words(hostile),
        address=r.PostalAddress((hostile,), short, short, short[:40], "ar"),
        additional_details=words(hostile, "zh"),
        designations=(a_designation(responsibilities=words(hostile)),),
    )
    seed(bad, recorded_at=RECORDED_AT)
    assert wake(ten_states) == [Outcome(FIRST, EditionStatus.ISSUED)]


def test_a_proof_issues_nothing(ten_states: Settings) -> None:
    """Before the closing it shows things as they stand; neither edition nor trail knows of it."""
    seed(
        a_record(9300, "FR", service=words("Opened in May")),
        recorded_at=datetime(2026, 5, 2, tzinfo=UTC),
    )
    before = chain.head()
    early = operations.build_proof(ten_states, FIRST, datetime(2026, 5, 1, tzinfo=UTC))
    late = operations.build_proof(ten_states, FIRST, datetime(2027, 1, 1, tzinfo=UTC))
    formats = ["pdf", "rtf", "csv", "json"]
    assert [file.format for file in early] == [file.format for file in late] == formats
    assert b"Opened in May" not in early[1].content
    assert b"Opened in May" in late[1].content
    assert chain.head() == before
    assert issued() == []


def test_the_stored_content_gives_its_hash(ten_states: Settings) -> None:
    """Anyone who holds the content can compare it with the hash in the colophon."""
    wake(ten_states)
    content_hash = queries.issued_edition(2026, 1).content_hash
    assert hashlib.sha256(frozen_text(FIRST).encode()).hexdigest() == content_hash


def test_production_leaves_drafts_out() -> None:
    """A language that no person reviewed is issued in the demonstration only."""
    languages, drafts = ("en", "fr", "ru"), frozenset({"fr", "ru"})
    assert issued_languages(languages, drafts, is_demonstration=True) == languages
    assert issued_languages(languages, drafts, is_demonstration=False) == ("en",)
    after = drafts_now(drafts, reviewed=frozenset({"en", "fr"}))
    assert issued_languages(languages, after, is_demonstration=False) == ("en", "fr")


def test_each_claim_lasts_longer_than_the_one_before() -> None:
    """Takeovers end: if building outlasts a lease, a later claim outlasts the building."""
    spans = [claims.lease_of(fence) for fence in range(1, 30)]
    assert spans[0] == claims.LEASE
    assert all(earlier < later for earlier, later in pairwise(spans[:10]))
    assert spans[9:] == [spans[9]] * 20
    assert spans[-1] < claims.LONGEST_PAUSE
