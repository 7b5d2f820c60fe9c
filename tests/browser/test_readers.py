"""What readers and the desk do with records beside changing them, in a real browser.

A dead number is reported and its outcome read, two revisions are compared, a filter and a note are
kept, and a table is read in and written while the page shows how far it is: on a wide window, on a
telephone, and in Arabic.
"""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record
from cna_directory.database import db
from cna_directory.exchange.operations import write_accepted_imports
from tests.browser.conftest import SMALL, NewContext
from tests.browser.test_pages import faults, overflow
from tests.builders import seed, words
from tests.features.accounts.visitors import an_account, browser_at

pytestmark = pytest.mark.browser

NewPage = Callable[[Role], Page]
numbers = count(1)


@pytest.fixture
def a_page_of(served: Flask, a_context: NewContext) -> NewPage:
    """Return a function that opens a browser of a new account in a role."""

    def make(role: Role) -> Page:
        email = f"{role.value}{next(numbers)}@readers.example"
        browser = browser_at(served, "127.0.0.1")
        browser.let_in(an_account(served, email, role))
        cookie = browser.get_cookie("directory")
        assert cookie is not None
        context = a_context(is_signed_in=False)
        address = served.config["ADDRESS"]
        context.add_cookies([{"name": "directory", "value": cookie.value, "url": address}])
        return context.new_page()

    return make


def seen_everywhere(page: Page) -> None:
    """Look at the page that is open on a wide window, on a telephone, and in Arabic."""
    address = re.sub(r"[?&]lang=\w+", "", page.url.partition("#")[0])
    for width, language, direction in ((1280, "en", "ltr"), (375, "en", "ltr"), (375, "ar", "rtl")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        expect(page.locator("html")).to_have_attribute("dir", direction)
        assert overflow(page) == 0, (address, width, language)
        assert faults(page) == [], (address, width, language)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}{'&' if '?' in address else '?'}lang=en")


def test_a_dead_number_is_reported_and_its_outcome_read(a_page_of: NewPage) -> None:
    reader, officer = a_page_of(Role.READER), a_page_of(Role.SECRETARIAT)
    reader.goto(f"/authorities/{SMALL}")
    reader.get_by_role("link", name="Report a problem").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Report a problem")
    seen_everywhere(reader)
    reader.get_by_label("What does not work?").select_option("telephones[0].number")
    reader.get_by_label("The number is wrong or dead").check()
    reader.get_by_role("button", name="Report the problem").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Reported problem")
    place = reader.url.partition("?")[0]

    officer.goto("/desk/reports")
    officer.get_by_role("link", name="Telephone 1: number").first.click()
    expect(officer.get_by_role("heading", name="Settle it")).to_be_visible()
    officer.get_by_role("button", name="Warn readers").click()
    expect(officer.get_by_text("The page of the record warns its readers.")).to_be_visible()
    seen_everywhere(officer)
    for address in (f"/authorities/{SMALL}", "/answers/FR/transfer", f"/authorities/{SMALL}/qr"):
        reader.goto(address)
        expect(reader.get_by_text("A user reported a problem").first).to_be_visible()
        assert overflow(reader) == 0

    officer.get_by_label("Corrected").check()
    officer.get_by_label("What do you tell the reporter?").fill("The switchboard had moved.")
    officer.get_by_role("button", name="Settle it and tell the reporter").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Reported problems")

    reader.goto("/account")
    reader.get_by_role("link", name="Problems you reported").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Reported problems")
    reader.get_by_role("link", name="Telephone 1: number").first.click()
    expect(reader.get_by_text("The switchboard had moved.")).to_be_visible()
    assert reader.url.partition("?")[0] == place
    seen_everywhere(reader)
    reader.goto(f"/authorities/{SMALL}")
    expect(reader.get_by_text("A user reported a problem")).to_have_count(0)


def test_two_revisions_of_a_record_and_of_a_state_are_compared(
    served: Flask, a_page_of: NewPage
) -> None:
    with served.app_context():
        number = 9101
        before = replace(authority_record(SMALL).record, number=number, name=words("First name"))
        profile = r.StateProfile("BE", r.Provenance(r.ProvenanceKind.MADE_UP))
        for name, telephone in (("First name", "1"), ("Second name", "2"), ("Third name", "3")):
            seed(
                replace(
                    before,
                    name=words(name),
                    telephones=(r.Telephone(f"+999 1 555 010{telephone}"),),
                ),
                replace(profile, general_note=words(f"{name} of the note")),
            )
        db.session.remove()
    reader = a_page_of(Role.READER)
    for history, old, new in (
        (f"/authorities/{number}/history", "First", "Third"),
        ("/states/BE/history", "First", "Third"),
    ):
        reader.goto(history)
        seen_everywhere(reader)
        reader.get_by_label("Compare revision").select_option("1")
        reader.get_by_label("with revision").select_option("3")
        reader.get_by_role("button", name="Compare", exact=True).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("Revisions 1 and 3 compared")
        expect(reader.locator("del").first).to_contain_text(old)
        expect(reader.locator("ins").first).to_contain_text(new)
        seen_everywhere(reader)
        reader.goto(history)
        reader.get_by_label("As it was on the day").fill(clock.today().isoformat())
        reader.get_by_role("button", name="Show").click()
        expect(reader.get_by_text("This is also what holds now.")).to_be_visible()
        seen_everywhere(reader)


def test_an_officer_keeps_how_a_list_is_narrowed_and_a_note_apart(a_page_of: NewPage) -> None:
    officer, reader = a_page_of(Role.SECRETARIAT), a_page_of(Role.READER)
    officer.goto("/desk")
    seen_everywhere(officer)
    officer.get_by_role("link", name="See what is missing").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Work list")
    officer.locator("summary").first.click()
    officer.get_by_label("State", exact=True).select_option("FR")
    officer.get_by_role("button", name="Show").click()
    expect(officer.get_by_role("link", name="Keep this filter")).to_be_visible()
    seen_everywhere(officer)
    officer.get_by_role("link", name="Keep this filter").click()
    officer.get_by_label("Name of the filter").fill("France, عمل")
    officer.get_by_role("button", name="Keep it").click()
    expect(officer.get_by_text("The filter is kept.")).to_be_visible()
    seen_everywhere(officer)
    officer.get_by_role("link", name="France, عمل").click()
    expect(officer).to_have_url(re.compile(r"/desk/work-list\?state=FR$"))

    officer.goto(f"/authorities/{SMALL}")
    officer.get_by_role("link", name="Private notes").click()
    officer.get_by_label("Note").fill("Telephoned: <b>they move</b> in spring.")
    officer.get_by_role("button", name="Keep this note").click()
    expect(officer.get_by_text("Telephoned: <b>they move</b> in spring.")).to_be_visible()
    place = officer.url.partition("?")[0]
    seen_everywhere(officer)
    reader.goto(f"/authorities/{SMALL}")
    expect(reader.get_by_role("link", name="Private notes")).to_have_count(0)
    refused = reader.goto(place)
    assert refused is not None
    assert refused.status in {403, 404}
    officer.get_by_role("link", name="Erase this note").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Erase this note?")
    officer.get_by_role("button", name="Erase it").click()
    expect(officer.get_by_text("they move")).to_have_count(0)
    expect(officer.get_by_text("Erased on")).to_be_visible()


class SlowScheduler:
    """Writes what was accepted in a thread of its own, and waits at each hundred rows to be let on."""

    def __init__(self, app: Flask) -> None:
        """Begin, and stop before the first row."""
        self._app = app
        self._steps = threading.Semaphore(0)
        self.written = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def go_on(self) -> None:
        """Let the next hundred rows be compared."""
        self._steps.release()

    def end(self) -> None:
        """Let all the rest be done, and wait for its end."""
        for _ in range(100):
            self._steps.release()
        self._thread.join()

    def _run(self) -> None:
        with self._app.app_context():
            settings = self._app.extensions["settings"]
            try:
                self.written = write_accepted_imports(SCHEDULER, settings, self._wait)
            finally:
                db.session.remove()

    def _wait(self) -> None:
        assert self._steps.acquire(timeout=60)


@pytest.fixture
def slow_scheduler(served: Flask) -> Iterator[Callable[[], SlowScheduler]]:
    begun: list[SlowScheduler] = []

    def begin() -> SlowScheduler:
        begun.append(SlowScheduler(served))
        return begun[-1]

    yield begin
    for scheduler in begun:
        scheduler.end()


def test_a_table_is_read_in_accepted_and_written_before_ones_eyes(
    a_page_of: NewPage, slow_scheduler: Callable[[], SlowScheduler]
) -> None:
    one, two = a_page_of(Role.SECRETARIAT), a_page_of(Role.SECRETARIAT)
    good = "".join(f",CA,Office {at},court,made_up,+999 2 555 {at:04}\n" for at in range(250))
    table = (
        f"number,state,name,kind,provenance.kind,telephones\n{good},CA,Bad office,palace,made_up,\n"
    )
    one.goto("/desk/imports")
    seen_everywhere(one)
    one.get_by_label("Table, saved as CSV").set_input_files(
        {"name": "records.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    one.get_by_role("button", name="Read it").click()
    expect(one.get_by_role("heading", name="Rows with problems")).to_be_visible()
    expect(one.get_by_text("1 row has problems.")).to_be_visible()
    seen_everywhere(one)
    place = one.url.partition("?")[0]
    one.get_by_role("button", name="Hand on to another officer").click()
    expect(one.get_by_text("The file waits for another officer.")).to_be_visible()

    two.goto("/desk/imports?status=submitted")
    expect(two.get_by_role("link", name="Keep this filter")).to_be_visible()
    two.get_by_role("link", name="records.csv").click()
    two.get_by_label("Write the rows without problems only").check()
    two.get_by_role("button", name="Accept and write").click()
    expect(two.get_by_text("The file waits to be written.")).to_be_visible()
    scheduler = slow_scheduler()
    scheduler.go_on()
    expect(two.get_by_text("Comparing the rows with the records: 0 of 250.")).to_be_visible()
    scheduler.go_on()
    expect(two.get_by_text("Comparing the rows with the records: 100 of 250.")).to_be_visible()
    bar = two.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "100")
    expect(bar).to_have_attribute("max", "250")
    seen_everywhere(two)
    scheduler.end()
    expect(two.get_by_text("250 records were written.")).to_be_visible(timeout=10_000)
    assert scheduler.written == 1
    seen_everywhere(two)
    one.goto(place)
    expect(one.get_by_text("250 records were written.")).to_be_visible()
    one.goto("/search?q=Office+249&state=CA")
    expect(one.get_by_role("link", name="Office 249").first).to_be_visible()
