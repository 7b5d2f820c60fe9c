"""Imports while others are at work: two officers, midnight, two schedulers, and a busy database."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.audit import chain
from cna_directory.authorities import record as r
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import authority_record, revisions_taking_effect
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.exchange import operations, queries
from cna_directory.exchange.models import ImportedRow, RecordImport
from cna_directory.exchange.operations import writing
from cna_directory.exchange.rules.columns import cells_of
from cna_directory.exchange.rules.tables import csv_of
from cna_directory.exchange.standing import KEPT_FOR, ImportStatus
from cna_directory.mail.models import OutgoingMail
from cna_directory.review.queries.references import problems_with_references
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import Browser
from tests.features.exchange.test_imports import accept, read_in, revisions, write
from tests.features.exchange.test_imports import officers as officers  # noqa: PLC0414 - a fixture.
from tests.web.checking import problems_with_page, words_of

LATE = datetime(2026, 6, 9, 23, 58, tzinfo=UTC)
NEW_LINE = (r.Telephone("+999 1 555 9999"),)
ADDITION = "number,state,name,kind\n,FR,Court of Paris,court\n"


@pytest.fixture
def late() -> Iterator[time_machine.Traveller]:
    """Let a test begin shortly before midnight; ask for it before `officers`."""
    with time_machine.travel(LATE, tick=False) as now:
        yield now


def accepted(officers: tuple[Browser, Browser], table: str) -> str:
    """Let one officer read a table in and hand it on, and the other one accept it."""
    one, two = officers
    page = read_in(one, table).location
    one.send(page, f"{page}/submit")
    assert accept(two, page).status_code == 303
    return page


def status_of(page: str) -> ImportStatus:
    """Return where a file stands."""
    db.session.rollback()
    return queries.one_import(int(page.rsplit("/", 1)[1])).status


def test_a_file_stays_its_authors_when_another_officer_reads_it_again(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """The author never accepts it; who read it again may, for then two have looked."""
    one, two = officers
    seed(a_record())
    page = read_in(one, "number,telephones\n9001,+999 6 666 6666\n").location
    one.send(page, f"{page}/submit")
    seed(a_record(acronym="MOVED"))
    assert accept(two, page).status_code == 409
    again = two.send(page, f"{page}/again").location
    shown = one.get(again)
    assert not problems_with_page(shown)
    assert "Read again by" in words_of(shown)
    assert one.send(again, f"{again}/submit").status_code == 303
    seen = queries.seen_hash(int(again.rsplit("/", 1)[1]))
    assert one.send(again, f"{again}/accept", seen=seen).status_code == 404
    assert accept(two, again).status_code == 303
    assert write(app) == 1


def test_an_import_leaves_what_takes_effect_at_midnight(
    app: Flask, late: time_machine.Traveller, officers: tuple[Browser, Browser]
) -> None:
    """The rows of the record show the day before until the scheduler has looked at them."""
    seed(a_record())
    tomorrow = clock.today() + timedelta(days=1)
    seed(a_record(telephones=NEW_LINE), recorded_at=clock.now(), effective_from=tomorrow)
    page = accepted(officers, "number,acronym\n9001,NEW\n")
    late.shift(timedelta(minutes=3))
    assert write(app) == 0
    assert status_of(page) is ImportStatus.NOT_WRITTEN
    for revision in revisions_taking_effect(clock.now()):
        bring_into_force(SCHEDULER, revision)
    assert authority_record(9001).record.telephones == NEW_LINE


def test_a_file_outlives_two_schedulers_that_begin_it_together(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Time after time one of them writes it, and none of them takes it for failed."""
    seed(a_record())
    for turn in range(6):
        page = accepted(officers, f"number,acronym\n9001,A{turn}\n")
        both = threading.Barrier(2)
        written: list[int] = []

        def run(both: threading.Barrier = both, written: list[int] = written) -> None:
            with suppress(threading.BrokenBarrierError):
                written.append(write(app, lambda: both.wait(30)))

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (sorted(written), status_of(page)) == ([0, 1], ImportStatus.WRITTEN)


def test_who_is_second_tells_nothing_of_a_file_that_is_written(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """It learns from the row of the file, under its lock, that there is nothing to do any more."""
    seed(a_record())
    accepted(officers, "number,acronym\n9001,AA\n")
    subject = queries.next_to_write()
    assert subject is not None
    assert write(app) == 1
    with pytest.raises(EditConflict):
        writing.plan_of(subject, lambda: None)


def test_a_database_that_is_away_for_a_moment_does_not_end_a_file(
    app: Flask, late: time_machine.Traveller, officers: tuple[Browser, Browser]
) -> None:
    """It waits for the next wake; an hour after its acceptance it is not tried again."""

    def away() -> None:
        raise OperationalError("", {}, Exception("the connection was lost"))

    seed(a_record())
    page = accepted(officers, "number,acronym\n9001,AA\n")
    with pytest.raises(OperationalError):
        write(app, away)
    assert status_of(page) is ImportStatus.ACCEPTED
    late.shift(timedelta(hours=1))
    assert write(app, away) == 0
    assert status_of(page) is ImportStatus.NOT_WRITTEN


def test_an_authority_is_added_once_however_often_its_file_is_read(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """The second acceptance says which row; what both officers accepted before is not written."""
    one, two = officers
    pages = [read_in(one, ADDITION).location for _ in range(3)]
    for page in pages:
        one.send(page, f"{page}/submit")
    assert accept(two, pages[0]).status_code == 303
    assert accept(two, pages[1]).status_code == 303
    assert write(app) == 1
    refused = accept(two, pages[2])
    assert refused.status_code == 409
    assert "Court of Paris (row 2)" in words_of(refused)
    assert status_of(pages[1]) is ImportStatus.NOT_WRITTEN
    assert "is in the directory by now" in words_of(two.get(pages[1]))
    names = select(func.count()).where(Authority.state == "FR")
    assert db.session.scalar(names) == 1


@pytest.mark.parametrize("number", [4242, 9002, 9001])
def test_a_row_names_only_other_live_records_of_its_state(app: Flask, number: int) -> None:
    """Neither one that is not there, nor one of another State, nor itself; by row and field."""
    seed(a_record(), a_record(9002, "DE"), a_record(9003))
    (row,) = queries.dry_run(f"number,reports_to\n9001,{number}\n".encode()).read
    assert [(row.row, it.column) for it in row.problems] == [(2, "reports_to")]
    assert row.proposed is None
    (good,) = queries.dry_run(b"number,reports_to\n9001,9003\n").read
    assert good.proposed is not None


def test_what_a_row_names_in_lists_is_there_too(app: Flask) -> None:
    """Channels that go to another record, and the types of request of a link: as in proposals."""
    seed(a_record())
    (designation,) = a_record().designations
    channel = replace(designation.channels[0], copy_to=4242)
    law = r.Link(r.LinkKind.NATIONAL_LAW, words("Law"), "https://law.example/")
    for column, named, proposed in (
        ("designations", "4242", {"designations": (replace(designation, channels=(channel,)),)}),
        ("links", "nonsense", {"links": (replace(law, request_types=("nonsense",)),)}),
    ):
        record = a_record(**proposed)
        assert [it.field for it in problems_with_references(record)] == [column]
        cell = cells_of(record)[column]
        table = csv_of(("number", column), [["9001", cell]])
        (row,) = queries.dry_run("".join(table).encode()).read
        (problem,) = row.problems
        assert (problem.column, named in problem.words) == (column, True), problem


def test_a_mailbox_of_many_records_gets_one_mail(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """It names all of them; another mailbox gets its own."""
    shared = (r.Email("registry@justice.example"), r.Email("Other@justice.example"))
    seed(*(a_record(number, emails=shared[:1]) for number in range(9001, 9006)))
    seed(a_record(9006, emails=(r.Email("REGISTRY@justice.example"), shared[1])))
    rows = "".join(f"{number},'+999 2 555 0200\n" for number in range(9001, 9007))
    accepted(officers, f"number,telephones\n{rows}")
    assert write(app) == 1
    mails = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.recipient.like("%justice.example"))
    ).all()
    by_address = {mail.recipient: mail for mail in mails}
    assert sorted(by_address) == ["Other@justice.example", "registry@justice.example"]
    assert len(mails) == 2
    mail = by_address["registry@justice.example"]
    assert mail.subject == "Contact details of 6 authorities with this address were changed"
    for number in range(9001, 9007):
        assert mail.text.count(f"/authorities/{number}\n") == 1, number


def test_files_are_forgotten_when_they_have_had_their_time(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Head, counts and trail stay; what nobody decided about is put away; what waits is written."""
    one, two = officers
    seed(a_record(), a_record(9002))
    written = accepted(officers, "number,acronym\n9001,AA\n")
    assert write(app) == 1
    read = read_in(one, "number,acronym\n9002,BB\n77,XX\n").location
    waiting = accepted(officers, "number,acronym\n9002,CC\n")
    before = revisions()
    assert operations.forget_old_imports(SCHEDULER, clock.now() + KEPT_FOR - timedelta(1)) == 0
    with time_machine.travel(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        assert operations.forget_old_imports(SCHEDULER, clock.now()) == 2
        assert operations.forget_old_imports(SCHEDULER, clock.now()) == 0
    assert status_of(read) is ImportStatus.DISCARDED
    for page in (written, read):
        kept = db.session.get_one(RecordImport, int(page.rsplit("/", 1)[1]))
        assert (kept.content, bool(kept.sha256)) == (b"", True)
        rows = select(func.count()).where(ImportedRow.import_id == kept.id)
        assert db.session.scalar(rows) == 0
        shown = two.get(page)
        assert not problems_with_page(shown)
        assert "The file and its rows are no longer kept." in words_of(shown)
        assert f"{page}/again" not in shown.text
        assert one.get(f"{page}/problems.csv").status_code == 404
    assert "1 record was written." in words_of(two.get(written))
    assert status_of(waiting) is ImportStatus.ACCEPTED
    assert write(app) == 1
    assert status_of(waiting) is ImportStatus.WRITTEN
    assert revisions() == before + 1
    assert chain.verify() is None
