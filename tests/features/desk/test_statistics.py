"""The figures of the desk are equal to a count by hand over a random history."""

import csv
import io
import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from statistics import median_low
from xml.etree.ElementTree import Element

import html5lib
import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from cna_directory.access.roles import Role
from cna_directory.accounts.models import PagesRead
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.standing import RequestStatus, Voucher
from cna_directory.audit.models import AuditOperation
from cna_directory.authorities import record as r
from cna_directory.authorities.rules import due_on
from cna_directory.cards.rules.tables import unguarded
from cna_directory.confirmations.models import ConfirmationReminder
from cna_directory.database import db
from cna_directory.desk.rules.figures import (
    Age,
    Figure,
    FigureName,
    Row,
    age_of,
    by_month,
    csv_of,
    full_months,
    last_months,
    share,
    times_to_decide,
)
from cna_directory.desk.showing import figures
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.review.models import ChangeProposal
from cna_directory.review.standing import ProposalKind, ProposalStatus
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import Browser, an_account, browser_at, past_the_application
from tests.web.checking import problems_with_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
YEAR_AGO = NOW - timedelta(days=365)
LANGUAGES = ["en", "fr", "mul"]
FORMATS = ["pdf", "rtf", "csv"]


class History:
    """What happened, written down here as it is written into the database."""

    def __init__(self, app: Flask, chance: random.Random) -> None:
        self.chance = chance
        self.rows: list[tuple[type, dict[str, object]]] = []
        self.officer = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
        self.records = [
            a_record(
                9001 + number,
                chance.choice(["FR", "KE", "BR"]),
                status=chance.choice([*[r.RecordStatus.LIVE] * 4, r.RecordStatus.WITHDRAWN]),
                confirmation=chance.choice([None, *[self.a_confirmation()] * 6]),
                designations=(a_designation(chance.choice(["mla", "extradition"])),),
            )
            for number in range(40)
        ]
        seed(*self.records)
        self.spans: dict[str, list[float]] = {"Change proposals": [], "Account requests": []}
        self.downloads: Counter[tuple[str, str]] = Counter()
        self.pages: Counter[date] = Counter()
        self.mails: Counter[tuple[date, str]] = Counter()
        self.reminded: Counter[int] = Counter()

    def a_confirmation(self) -> r.Confirmation:
        day = TODAY - timedelta(days=self.chance.randrange(900))
        return r.Confirmation(day, r.ConfirmationMeans.ACCOUNT, "focal point")

    def moment(self, days: int = 800) -> datetime:
        return NOW - timedelta(minutes=self.chance.randrange(days * 24 * 60))

    def add(self, model: type, **values: object) -> None:
        self.rows.append((model, values))

    def happen(self) -> None:
        for number in range(60):
            self.a_proposal()
            self.a_request(number)
            self.a_mail(number)
        for number in range(80):
            self.a_download(number)
        for day in range(500):
            self.reading(TODAY - timedelta(days=day))
        for record in self.records:
            self.a_reminder(record)

    def a_proposal(self) -> None:
        status = self.chance.choice(list(ProposalStatus))
        asked = self.moment()
        signed = asked + timedelta(hours=3) if self.chance.random() < 0.3 else None
        decided = min((signed or asked) + timedelta(hours=self.chance.randrange(1, 900)), NOW)
        is_decided = status in {"accepted", "accepted_in_part", "returned", "refused"}
        has_end = is_decided or status == ProposalStatus.WITHDRAWN
        self.add(
            ChangeProposal,
            kind=ProposalKind.CHANGE,
            status=status,
            state_iso2="FR",
            authority_number=9001,
            base_revision=1,
            base_hash="",
            proposed={},
            content_hash="",
            remark="",
            paper_sha256="",
            proposed_by=self.officer,
            proposed_as=Role.SECRETARIAT,
            proposed_at=asked,
            signed_off_at=signed,
            decided_at=decided if has_end else None,
            reason="",
            accepted_fields=(),
        )
        if is_decided and decided >= YEAR_AGO:
            days = (decided - (signed or asked)) / timedelta(days=1)
            self.spans["Change proposals"].append(round(days, 1))

    def a_request(self, number: int) -> None:
        status = self.chance.choice(list(RequestStatus))
        confirmed = self.moment()
        decided = min(confirmed + timedelta(hours=self.chance.randrange(1, 900)), NOW)
        is_decided = status in {"approved", "refused"}
        self.add(
            AccountRequest,
            reference=f"R{number}",
            status=status,
            status_token_hash=f"{number}",
            confirm_by=confirmed,
            email="x@mission.example",
            person_name="x",
            telephone="",
            state_iso2="FR",
            organisation="x",
            post_title="x",
            wished_role=Role.READER,
            request_types=(),
            purpose="x",
            voucher=Voucher.NOBODY,
            language="en",
            letter_sha256="",
            submitted_at=confirmed,
            confirmed_at=confirmed,
            decided_at=decided if is_decided or status == RequestStatus.LAPSED else None,
            reason="",
        )
        if is_decided and decided >= YEAR_AGO:
            days = (decided - confirmed) / timedelta(days=1)
            self.spans["Account requests"].append(round(days, 1))

    def a_download(self, number: int) -> None:
        at, what = self.moment(), self.chance.choice(["edition.downloaded", "copy.asked"])
        language, form = self.chance.choice(LANGUAGES), self.chance.choice(FORMATS)
        self.add(
            AuditOperation,
            number=10_000 + number,
            action=what,
            actor_role="reader",
            actor_account_id=self.officer,
            happened_at=at,
            subject="",
            details={"language": language, "format": form},
            previous_hash=f"{number}",
            hash=f"{number}",
        )
        if what == "edition.downloaded" and at >= YEAR_AGO:
            self.downloads[language, form] += 1

    def reading(self, day: date) -> None:
        number = self.chance.randrange(100)
        self.add(PagesRead, account_id=self.officer, day=day, number=number)
        self.pages[day.replace(day=1)] += number

    def a_mail(self, number: int) -> None:
        at, status = self.moment(), self.chance.choice(list(MailStatus))
        self.add(
            OutgoingMail,
            message_name="x",
            about="",
            ending_link="",
            sender="d@d.example",
            recipient="x@mission.example",
            subject="x",
            text="",
            html="",
            message_id=f"{number}",
            status=status,
            attempts=0,
            posted_at=at,
            next_try_at=at,
            last_error="",
        )
        self.mails[at.date().replace(day=1), status.value] += 1

    def a_reminder(self, record: r.Record) -> None:
        due = due_on(record.confirmation.confirmed_on) if record.confirmation else TODAY
        for stage in (0, 30, 60)[: self.chance.randrange(4)]:
            self.add(
                ConfirmationReminder,
                state_iso2=record.state,
                authority_number=record.number,
                due_on=due,
                stage=stage,
                reminded_at=datetime.combine(due, time(8), UTC) + timedelta(days=stage),
                sent_to="focal_points",
            )
            if TODAY - timedelta(days=365) <= due <= TODAY:
                self.reminded[stage] += 1


@pytest.fixture
def history(app: Flask) -> Iterator[History]:
    with time_machine.travel(NOW, tick=False):
        history = History(app, random.Random(5))
        history.happen()
        with past_the_application(app) as connection:
            connection.exec_driver_sql("DELETE FROM outgoing_mail")
            for model, values in history.rows:
                connection.execute(insert(model).values(**values))
        db.session.rollback()
        yield history


def shown(app: Flask) -> dict[str, Figure]:
    with app.test_request_context("/desk/statistics"):
        found = {figure.name.value: figure for figure in figures()}
    db.session.rollback()
    return found


def numbers(figure: Figure) -> dict[str, tuple[object, ...]]:
    return {row.words: row.values for row in figure.rows}


def test_every_figure_equals_a_count_by_hand(app: Flask, history: History) -> None:
    found = shown(app)
    assert list(found) == [name.value for name in FigureName]
    live = [record for record in history.records if record.status is r.RecordStatus.LIVE]

    ages = Counter(months_by_hand(record.confirmation) for record in live)
    assert [row.values[0] for row in found["age"].rows] == [ages[age] for age in Age]
    assert sum(ages.values()) == len(live)

    states = {(d.request_type, x.state) for x in live for d in x.designations}
    by_type = Counter(request_type for request_type, _ in states)
    assert [row.values[0] for row in found["coverage"].rows][:2] == [
        by_type["mla"],
        by_type["extradition"],
    ]

    for words, days in history.spans.items():
        ordered = sorted(days)
        ninetieth = ordered[-(-90 * len(ordered) // 100) - 1]
        expected = (median_low(days), ninetieth, len(days))
        assert numbers(found["decisions"])[words] == expected
        assert len(days) > 5

    assert [row.values[0] for row in found["reminders"].rows][:3] == [
        history.reminded[stage] for stage in (0, 30, 60)
    ]
    assert sum(history.reminded.values()) > 5

    formats = [words.lower() for words in found["downloads"].columns]
    drawn = Counter(
        {
            (place, form): value
            for place, row in enumerate(found["downloads"].rows)
            for form, value in zip(formats, row.values, strict=True)
            if value
        }
    )
    by_hand = Counter(history.downloads.values())
    assert Counter(drawn.values()) == by_hand
    assert sum(drawn.values()) == sum(history.downloads.values()) > 20

    months = last_months(TODAY)
    assert [row.values[0] for row in found["reading"].rows] == [history.pages[m] for m in months]
    assert [row.values for row in found["mails"].rows] == [
        tuple(history.mails[month, status] for status in ("sent", "failed", "waiting"))
        for month in months
    ]


def months_by_hand(confirmation: r.Confirmation | None) -> Age:
    """Count months by going forward from the day, one after another."""
    if confirmation is None:
        return Age.NEVER
    months, day = 0, confirmation.confirmed_on
    while True:
        year, month = divmod(day.month + months, 12)
        following = (day.year + year, month + 1, day.day)
        if following > (TODAY.year, TODAY.month, TODAY.day):
            break
        months += 1
    return next(
        (age for most, age in zip((6, 12, 18), list(Age), strict=False) if months < most), Age.OLDER
    )


def officer_of(app: Flask, history: History) -> Browser:
    browser = browser_at(app)
    browser.let_in(history.officer)
    return browser


def test_the_page_has_a_picture_a_table_and_a_file_for_each(app: Flask, history: History) -> None:
    browser = officer_of(app, history)
    browser.get("/account")  # What was read until now is written down; the clock stands still.
    page = browser.get("/desk/statistics")
    assert problems_with_page(page) == []
    root = html5lib.parse(page.text, namespaceHTMLElements=False)
    pictures = [e for e in root.iter() if e.get("role") == "img"]
    assert len(pictures) == len(FigureName)
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    found = shown(app)
    for picture in pictures:
        name = picture.get("aria-labelledby").removesuffix("-title")
        figure = found[name]
        assert "".join(ids[f"{name}-title"].itertext()) == figure.title
        assert f"{figure.longest:g}" in "".join(ids[picture.get("aria-describedby")].itertext())
        answer = browser.get(f"/desk/statistics/{name}.csv")
        assert answer.mimetype == "text/csv"
        rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
        assert [unguarded(cell) for cell in rows[0]] == [figure.heading, *figure.columns]
        table = tables(root)[figure.title]
        assert [row[0] for row in rows[1:]] == [row.words for row in figure.rows]
        for row, cells in zip(table, rows[1:], strict=True):
            assert [n.replace("–", "") for n in row] == [as_shown(cell) for cell in cells]


def as_shown(cell: str) -> str:
    return unguarded(cell)


def tables(root: Element) -> dict[str, list[list[str]]]:
    return {
        "".join(table.find("caption").itertext()): [
            ["".join(cell.itertext()) for cell in row] for row in table.find("tbody")
        ]
        for table in root.iter("table")
    }


def test_an_empty_directory_has_figures_too(app: Flask) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    page = browser.get("/desk/statistics")
    assert problems_with_page(page) == []
    assert "Nothing to draw: every number is zero." in page.text
    assert browser.get("/desk/statistics/nonsense.csv").status_code == 404
    reader = browser_at(app)
    reader.let_in(an_account(app))
    assert reader.get("/desk/statistics").status_code == 403


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(1, 100))
def test_a_share_is_the_least_that_so_many_do_not_exceed(values: list[int], percent: int) -> None:
    found = share(values, percent)
    assert found in values
    assert 100 * sum(value <= found for value in values) >= percent * len(values)
    assert 100 * sum(value < found for value in values) < percent * len(values)


def test_nothing_was_decided() -> None:
    assert share([], 50) is None
    times = times_to_decide([])
    assert (times.decided, times.median, times.ninetieth) == (0, None, None)


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 10, 23), 0),
        (date(2026, 10, 22), 1),
        (date(2025, 11, 23), 11),
        (date(2025, 11, 22), 12),
        (date(2027, 1, 1), 0),
    ],
)
def test_only_whole_months_count(since: date, months: int) -> None:
    assert full_months(since, TODAY) == months


def test_ages_have_bounds() -> None:
    assert age_of(None, TODAY) is Age.NEVER
    assert age_of(date(2026, 5, 23), TODAY) is Age.UP_TO_SIX
    assert age_of(date(2026, 5, 22), TODAY) is Age.UP_TO_TWELVE
    assert age_of(date(2025, 11, 22), TODAY) is Age.UP_TO_EIGHTEEN
    assert age_of(date(2025, 5, 22), TODAY) is Age.OLDER


def test_months_are_the_last_twelve() -> None:
    months = last_months(date(2026, 2, 28))
    assert (months[0], months[-1], len(months)) == (date(2025, 3, 1), date(2026, 2, 1), 12)
    days = [(date(2026, 2, 1), 2), (date(2026, 2, 28), 3), (date(2020, 1, 1), 5)]
    assert sum(by_month(days, months).values()) == 5


def test_no_cell_of_a_file_is_a_formula() -> None:
    figure = Figure(FigureName.AGE, "t", "e", "=h", ("+c",), (Row("@x", (1.5,)), Row("y", (None,))))
    assert csv_of(figure) == "\ufeff'=h,'+c\r\n'@x,'1.5\r\ny,\r\n"
    assert figure.percent(1.5) == 100
    assert figure.percent(None) == 0
