"""From a table to records: read by one officer, accepted by another, written whole or not at all."""

import csv
import io
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.operations.administration import suspend_account
from cna_directory.accounts.queries.administration import managed_account
from cna_directory.authorities import record as r
from cna_directory.authorities.models import Revision
from cna_directory.authorities.operations import pasts_of
from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.queries import authority_record
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.exchange import exporting, operations, queries
from cna_directory.exchange.models import ImportedRow
from cna_directory.exchange.operations import writing
from cna_directory.exchange.rules.tables import csv_of
from cna_directory.mail.models import OutgoingMail
from cna_directory.scheduler import Ending
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import (
    TOKEN,
    Browser,
    an_account,
    browser_at,
    past_the_application,
)
from tests.web.checking import problems_with_page

SEEN = re.compile(r'name="seen" value="([^"]+)"')
HIDDEN = r.ContactPoint(
    words("Duty officer of the secretariat"),
    telephones=(r.Telephone("+999 1 555 0777"),),
    visibility=r.Visibility.SECRETARIAT,
)


@pytest.fixture
def officers(app: Flask) -> tuple[Browser, Browser]:
    """Return the browsers of two officers."""
    made = []
    for name in ("one", "two"):
        browser = browser_at(app)
        browser.let_in(an_account(app, f"{name}@secretariat.example", Role.SECRETARIAT))
        made.append(browser)
    return made[0], made[1]


def read_in(browser: Browser, content: bytes | str, name: str = "records.csv") -> TestResponse:
    """Choose a file on the page and send it."""
    token = TOKEN.search(browser.get("/desk/imports").text)
    assert token
    raw = content.encode() if isinstance(content, str) else content
    return browser.post(
        "/desk/imports",
        data={"csrf_token": token[1], "file": (io.BytesIO(raw), name)},
        content_type="multipart/form-data",
    )


def accept(browser: Browser, page: str, **values: str) -> TestResponse:
    """Decide on what the page shows."""
    seen = SEEN.search(browser.get(page).text)
    assert seen
    return browser.send(page, f"{page}/accept", seen=seen[1], **values)


def write(app: Flask, alive: Callable[[], object] = lambda: None) -> int:
    """Let the scheduler write what was accepted."""
    with app.app_context():
        return operations.write_accepted_imports(SCHEDULER, app.extensions["settings"], alive)


def is_over(browser: Browser, page: str) -> bool:
    """Return what the script of the page learns."""
    return bool(browser.get(f"{page}/progress").get_json()["is_over"])


def revisions() -> int:
    """Return how many revisions there are."""
    return db.session.scalar(select(func.count()).select_from(Revision)) or 0


def test_a_telephone_is_changed_by_two_officers(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Read, handed on, accepted; the hidden contact point stays, and the old address is told."""
    one, two = officers
    an_account(app, "focal@state.example", Role.FOCAL_POINT)
    with app.app_context():
        seed(a_record(contact_points=(HIDDEN,)))
        before = revisions()
    answer = read_in(one, "number,telephones\n9001,'+999 2 555 0200 | use: urgent\n")
    page = answer.location
    shown = one.get(page)
    assert not problems_with_page(shown)
    assert "+999 2 555 0200" in shown.text
    assert "Duty officer" not in shown.text
    assert one.send(page, f"{page}/submit").status_code == 303
    with app.app_context():
        assert revisions() == before
    assert one.send(page, f"{page}/accept", seen="x").status_code == 404
    assert accept(two, page).status_code == 303
    with app.app_context():
        assert revisions() == before
    waiting = two.get(page)
    assert not problems_with_page(waiting)
    assert f'data-watch="{page}/progress"' in waiting.text
    assert not is_over(two, page)
    assert write(app) == 1
    assert is_over(two, page)
    assert "1 record was written." in two.get(page).text
    with app.app_context():
        record = authority_record(9001).record
        assert record.telephones == (r.Telephone("+999 2 555 0200", r.NumberUse.URGENT),)
        assert record.contact_points == (HIDDEN,)
        assert record.contact_changed_on is not None
        assert revisions() == before + 1
        mails = db.session.scalars(select(OutgoingMail.recipient)).all()
        assert {"focal@state.example", "office9001@justice.example"} <= set(mails)


def test_the_export_comes_back_without_a_difference(app: Flask) -> None:
    """Records with all that the builders know, and what only the secretariat sees left out."""
    with app.app_context():
        seed(a_record(), a_record(9002, "DE", contact_points=(HIDDEN,)))
        table = "".join(exporting.record_table())
        found = queries.dry_run(table.encode())
        assert (found.rows, found.read) == (2, ())
        assert "Duty officer" not in table


def test_five_thousand_rows_with_fifty_faulty_ones(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Each faulty one is named by row and field, nothing is written, and none of them is lost."""
    one, _ = officers
    faults = {
        0: ("telephones", "dead line"),
        1: ("emails", "no address"),
        2: ("kind", "ministry"),
        3: ("state", "XX"),
        4: ("designations", "request_type: mla"),
    }
    heads = ("number", "state", "name", "kind", "telephones", "emails", "designations")
    rows = []
    for at in range(5000):
        cells = {"state": "FR", "name": f"Office {at}", "kind": "court"}
        if at % 100 == 50:
            column, cell = faults[at // 100 % 5]
            cells[column] = cell
        rows.append([cells.get(head, "") for head in heads])
    with app.app_context():
        before = revisions()
    page = read_in(one, "".join(csv_of(heads, rows))).location
    import_id = int(page.rsplit("/", 1)[1])
    with app.app_context():
        kept = queries.one_import(import_id)
        assert (kept.rows, kept.good, kept.faulty) == (5000, 4950, 50)
        faulty = queries.rows_of(import_id, queries.Shown.PROBLEMS)
        for row in faulty:
            at = row.row - 2
            assert at % 100 == 50
            assert [it["field"] for it in row.problems] == [faults[at // 100 % 5][0]], row.problems
        assert revisions() == before
    assert "Row" in one.get(page).text
    sent = one.get(f"{page}/problems.csv").get_data().decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(sent)))
    assert back[0] == ["problems", *heads]
    assert len(back) == 51
    assert back[1][1:] == rows[50]
    again = read_in(one, sent)
    with app.app_context():
        assert queries.one_import(int(again.location.rsplit("/", 1)[1])).faulty == 50


def test_the_list_of_files_is_narrowed_by_where_they_stand(
    officers: tuple[Browser, Browser],
) -> None:
    """What nobody knows narrows nothing."""
    one, _ = officers
    page = read_in(one, "number,state,name,kind\n,FR,Office,court\n", "first.csv").location
    one.send(page, f"{page}/submit")
    read_in(one, "number,state,name,kind\n,FR,Office,court\n", "second.csv")
    for status, names in (
        ("submitted", {"first.csv"}),
        ("read", {"second.csv"}),
        ("written", set()),
        ("nonsense", {"first.csv", "second.csv"}),
    ):
        shown = one.get(f"/desk/imports?status={status}")
        assert not problems_with_page(shown)
        assert {it for it in ("first.csv", "second.csv") if it in shown.text} == names, status


def test_good_rows_alone_are_written_only_when_somebody_chooses_that(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """One faulty row keeps the whole file out; chosen, the good ones are written at once."""
    one, two = officers
    with app.app_context():
        seed(a_record(), a_record(9002))
        before = revisions()
    page = read_in(one, "number,acronym,kind\n9001,AA,court\n9002,BB,nothing\n").location
    one.send(page, f"{page}/submit")
    refused = accept(two, page)
    assert refused.status_code == 422
    assert not problems_with_page(refused)
    with app.app_context():
        assert revisions() == before
    assert accept(two, page, is_only_good="y").status_code == 303
    assert write(app) == 1
    with app.app_context():
        assert authority_record(9001).record.acronym == "AA"
        assert authority_record(9002).record.acronym == ""


def test_a_record_that_moved_on_is_named_and_nothing_is_written(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """The whole file stays out; read again, it is compared with what holds now."""
    one, two = officers
    with app.app_context():
        seed(a_record(), a_record(9002))
    page = read_in(one, "number,acronym\n9001,AA\n9002,BB\n").location
    one.send(page, f"{page}/submit")
    with app.app_context():
        seed(a_record(9002, service=words("New service")))
        before = revisions()
    answer = accept(two, page)
    assert answer.status_code == 409
    assert "9002 (row 3)" in answer.text
    with app.app_context():
        assert revisions() == before
    page = one.send(page, f"{page}/again").location
    one.send(page, f"{page}/submit")
    assert accept(two, page).status_code == 303
    assert write(app) == 1
    with app.app_context():
        record = authority_record(9002).record
        assert (record.acronym, record.service) == ("BB", words("New service"))


def test_what_moves_on_after_the_acceptance_keeps_the_whole_file_out(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """The page says so and which records; read again, the file is written."""
    one, two = officers
    with app.app_context():
        seed(a_record(), a_record(9002))
    page = read_in(one, "number,acronym\n9001,AA\n9002,BB\n").location
    one.send(page, f"{page}/submit")
    assert accept(two, page).status_code == 303
    with app.app_context():
        seed(a_record(9002, service=words("New service")))
        before = revisions()
    assert write(app) == 0
    with app.app_context():
        assert revisions() == before
        assert authority_record(9001).record.acronym == ""
    shown = two.get(page)
    assert not problems_with_page(shown)
    assert "Records changed after the file was accepted." in shown.text
    assert 'href="/authorities/9002"' in shown.text
    page = one.send(page, f"{page}/again").location
    one.send(page, f"{page}/submit")
    assert accept(two, page).status_code == 303
    assert write(app) == 1
    with app.app_context():
        assert authority_record(9001).record.acronym == "AA"


def test_a_record_that_moves_on_while_it_is_written_keeps_the_whole_file_out(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """A revision of a later day changes nothing that is live, and is not lost all the same."""
    one, two = officers
    with app.app_context():
        seed(a_record(), a_record(9002))
    page = read_in(one, "number,acronym\n9001,AA\n9002,BB\n").location
    one.send(page, f"{page}/submit")
    accept(two, page)
    later = clock.today() + timedelta(days=30)
    with app.app_context():
        subject = queries.next_to_write()
        assert subject is not None
        plan = writing.plan_of(subject, lambda: None)
        seed(a_record(9002, service=words("New service")), effective_from=later)
        before = revisions()
        officer = writing.officer_of(subject)
        with pytest.raises(EditConflict, match="9002"):
            writing.write_import(officer, subject, plan=plan, settings=app.extensions["settings"])
        assert revisions() == before
    assert write(app) == 1
    with app.app_context():
        assert authority_record(9002).record.acronym == "BB"
        (last,) = pasts_of([9002])[9002].timeline[-1:]
        assert (last.effective_from, last.record.acronym) == (later, "BB")
        assert last.record.service == words("New service")


def test_rows_that_are_not_as_they_were_accepted_are_not_written(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Whoever reaches the rows past the program changes no record with them."""
    one, two = officers
    with app.app_context():
        seed(a_record())
        before = revisions()
    page = read_in(one, "number,acronym\n9001,AA\n").location
    one.send(page, f"{page}/submit")
    accept(two, page)
    with past_the_application(app) as connection:
        proposed = to_plain(a_record(telephones=(r.Telephone("+999 6 666 6666"),)))
        connection.execute(update(ImportedRow).values(proposed=proposed))
    assert write(app) == 0
    with app.app_context():
        assert revisions() == before
    assert "The rows are not as they were accepted." in one.get(page).text


def test_who_may_not_accept_any_more_has_accepted_nothing(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """The officer's right is asked again when the file is written in their name."""
    one, two = officers
    with app.app_context():
        seed(a_record())
        before = revisions()
    page = read_in(one, "number,acronym\n9001,AA\n").location
    one.send(page, f"{page}/submit")
    accept(two, page)
    with app.app_context():
        numbers = db.session.scalars(select(Account.id).order_by(Account.id)).all()
        suspend_account(
            Actor(Role.SECRETARIAT, numbers[0]),
            managed_account(numbers[1]),
            reason="Has left.",
            settings=app.extensions["settings"],
        )
    assert write(app) == 0
    with app.app_context():
        assert revisions() == before
    assert "Let another officer decide." in one.get(page).text


def test_work_that_is_broken_off_is_taken_up_again(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """Nothing is written by then, and the page says that the file waits."""
    one, two = officers
    with app.app_context():
        seed(*(a_record(number) for number in range(9001, 9151)))
        before = revisions()
    rows = "".join(f"{number},AA\n" for number in range(9001, 9151))
    page = read_in(one, f"number,acronym\n{rows}").location
    one.send(page, f"{page}/submit")
    accept(two, page)
    seen = []

    def end_at_the_second() -> None:
        seen.append(two.get(f"{page}/progress").get_json())
        if len(seen) == 2:
            raise Ending

    with pytest.raises(Ending):
        write(app, end_at_the_second)
    assert [(it["done"], it["total"]) for it in seen] == [(0, 150), (0, 150)]
    with app.app_context():
        assert revisions() == before
    assert write(app) == 1
    with app.app_context():
        assert revisions() == before + 150


def test_two_schedulers_write_a_file_once(app: Flask, officers: tuple[Browser, Browser]) -> None:
    """Each has compared all rows; who comes second finds the file written."""
    one, two = officers
    with app.app_context():
        seed(a_record())
        before = revisions()
    page = read_in(one, "number,acronym\n9001,AA\n").location
    one.send(page, f"{page}/submit")
    accept(two, page)
    both = threading.Barrier(2)
    written = []

    def run() -> None:
        with suppress(threading.BrokenBarrierError):
            written.append(write(app, lambda: both.wait(30)))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == [0, 1]
    with app.app_context():
        assert revisions() == before + 1


def test_an_older_row_does_not_bring_back_what_others_changed(app: Flask) -> None:
    """A row that says which revision it was made from is refused once there is another."""
    with app.app_context():
        seed(a_record())
        table = "".join(exporting.record_table())
        seed(a_record(acronym="NEW"))
        (row,) = queries.dry_run(table.encode()).read
        assert [it.column for it in row.problems] == ["revision"]


def test_only_what_was_seen_is_accepted(app: Flask, officers: tuple[Browser, Browser]) -> None:
    """Another hash than that of the rows shown is refused; so is a second decision."""
    one, two = officers
    with app.app_context():
        seed(a_record())
    page = read_in(one, "number,acronym\n9001,AA\n").location
    one.send(page, f"{page}/submit")
    assert two.send(page, f"{page}/accept", seen="0" * 64).status_code == 409
    seen = SEEN.search(two.get(page).text)
    assert seen
    assert two.send(page, f"{page}/accept", seen=seen[1]).status_code == 303
    assert two.send(page, f"{page}/accept", seen=seen[1]).status_code == 409


def test_an_authority_is_added_with_a_number_of_its_own(
    app: Flask, officers: tuple[Browser, Browser]
) -> None:
    """An empty number adds; a name that the State has already does not."""
    one, two = officers
    with app.app_context():
        seed(a_record())
    table = (
        "number,state,name,name.language,kind,provenance.kind,telephones\n"
        ",fr,Cour de cassation,fr,court,made_up,'+999 1 555 0300\n"
        ",FR,Sample Authority 9001,fr,court,made_up,\n"
    )
    page = read_in(one, table).location
    assert "has an authority of this name already" in one.get(page).text
    one.send(page, f"{page}/submit")
    assert accept(two, page, is_only_good="y").status_code == 303
    assert write(app) == 1
    with app.app_context():
        added = authority_record(9002).record
        assert (added.state, added.name) == ("FR", words("Cour de cassation", "fr"))
        assert added.confirmation is None


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("number,status\n9001,withdrawn\n", "status"),
        ("number,confirmation.by\n9001,me\n", "confirmation"),
        ("number,state\n9001,DE\n", "state"),
        ("number,name\n9001,\n", "name"),
        ("number,acronym\n9001,A\n9001,B\n", "number"),
        ("number,acronym\n77,A\n", "number"),
        ("number,acronym\nfirst,A\n", "number"),
        ("number,languages_of_communication\n9001,french words\n", "languages_of_communication"),
        ("number,telephones\n9001,+33 1\n", "telephones"),
        ("number,designations\n9001,request_type: x\n", "designations"),
    ],
)
def test_what_an_import_must_not_write_is_a_problem_of_its_row(
    app: Flask, table: str, column: str
) -> None:
    """Each at its column, before anybody is asked to accept it."""
    with app.app_context():
        seed(a_record())
        rows = queries.dry_run(table.encode()).read
        assert column in {it.column for row in rows for it in row.problems}
        assert not any(row.proposed for row in rows)


def test_a_file_that_is_no_table_is_refused_on_the_page(
    officers: tuple[Browser, Browser],
) -> None:
    """With what to do, and nothing is kept."""
    answer = read_in(officers[0], b"PK\x03\x04")
    assert answer.status_code == 422
    assert "Open it in a table program" in answer.text
    assert not problems_with_page(answer)
    assert "No file was read in yet" in answer.text


def test_the_update_form_is_not_taken_for_the_table_of_records(
    officers: tuple[Browser, Browser],
) -> None:
    """Whoever sends it is told where its answers go."""
    answer = read_in(officers[0], officers[0].get("/forms/update.csv").get_data())
    assert answer.status_code == 422
    assert "This is the update form of one authority" in answer.text
    assert not problems_with_page(answer)


def test_whole_records_take_their_parts_with_them(app: Flask) -> None:
    """A field left out of the table is the very same in what is proposed."""
    with app.app_context():
        seed(a_record(acronym="AA"))
        (row,) = queries.dry_run(b"number,acronym\n9001,BB\n").read
        assert row.proposed == replace(a_record(), acronym="BB")
    assert operations.LAST_BEFORE_FIRST == 1000
