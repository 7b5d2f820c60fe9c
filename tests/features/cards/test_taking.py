"""Taking a record along: who gets which file, what the trail says, and where it ends."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
import time_machine
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy import event

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.cards import queries
from cna_directory.cards.operations import CardFormat, limits_of, record_taking
from cna_directory.cards.rules.vcards import short_vcard
from cna_directory.database import db
from cna_directory.errors import AccessRefused, TooManyAttempts
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at, rows
from tests.features.authorities.hostile import a_hostile_record
from tests.features.cards.making import cards_made_of
from tests.features.cards.reader import first, read
from tests.features.cards.test_tables import cells_of
from tests.web.checking import problems_with_page, words_of

PAGE = "/authorities/9001"
FILES = {
    f"{PAGE}.vcf": ("text/vcard; charset=utf-8", "authority-9001.vcf"),
    f"{PAGE}.json": ("application/json", "authority-9001.json"),
    f"{PAGE}.csv": ("text/csv; charset=utf-8", "authority-9001.csv"),
}
EVERY_ADDRESS = (*FILES, f"{PAGE}/qr", f"{PAGE}/qr.svg")
HIDDEN = r.ContactPoint(
    words("Hidden desk"),
    telephones=(r.Telephone("+999 1 555 7777"),),
    is_for_urgent=True,
    visibility=r.Visibility.SECRETARIAT,
)


def fill() -> None:
    """Write a small directory: two authorities, one of them with a hidden contact point."""
    seed(a_record(contact_points=(HIDDEN,)), a_record(9002, "JP"))


pytestmark = pytest.mark.filled(by=fill)


def links(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    """Return what the trail says of records that were taken along."""
    found = rows(
        app,
        "SELECT subject, details FROM audit_operation WHERE action = 'records.taken_along'"
        " ORDER BY number",
    )
    return [
        (subject, details if isinstance(details, dict) else json.loads(details))
        for subject, details in found
    ]


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_saved_under_a_name_and_recorded(
    app: Flask, reader: Browser, address: str
) -> None:
    answer = reader.get(address)
    media_type, name = FILES[address]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Sample Authority 9001" in answer.text
    ((subject, details),) = links(app)
    assert subject == "authority/9001"
    assert details["format"] == name.rpartition(".")[2]
    assert details["records"] == 1


@pytest.mark.parametrize("address", FILES)
def test_asking_for_the_heads_alone_takes_nothing(
    app: Flask, reader: Browser, address: str
) -> None:
    answer = reader.head(address)
    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert links(app) == []


def test_the_files_are_what_they_say(app: Flask, reader: Browser) -> None:
    (entry,) = read(reader.get(f"{PAGE}.vcf").text)
    assert first(entry, "FN").text == "Sample Authority 9001 (France)"
    assert len(cells_of(reader.get(f"{PAGE}.csv").get_data().decode())) == 2
    schema = reader.get("/cards/schema.json")
    assert schema.headers["Content-Type"] == "application/schema+json"
    content = json.loads(reader.get(f"{PAGE}.json").text)
    assert content["$schema"] == json.loads(schema.text)["$id"]
    assert list(Draft202012Validator(json.loads(schema.text)).iter_errors(content)) == []
    (card,) = content["cards"]
    assert card["state"] == {"iso2": "FR", "iso3": "FRA", "name": "France"}
    assert card["request_type"] == {"code": "mla", "name": "Mutual legal assistance"}


@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_what_only_the_secretariat_sees_is_in_no_file_whoever_asks(app: Flask, role: Role) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, "somebody@office.example", role))
    for address in EVERY_ADDRESS:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "7777" not in answer.text
        assert "Hidden desk" not in answer.text


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_a_visitor_is_sent_to_sign_in(app: Flask, address: str) -> None:
    answer = browser_at(app).get(address)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?")
    assert links(app) == []


@pytest.mark.parametrize("ending", [".vcf", ".json", ".csv", "/qr", "/qr.svg"])
@pytest.mark.parametrize("number", ["4242", "0", "-1", "999999999999", "9001%00", "abc", "9003"])
def test_what_is_not_there_or_withdrawn_is_not_found(
    app: Flask, reader: Browser, number: str, ending: str
) -> None:
    seed(a_record(9003, status=r.RecordStatus.WITHDRAWN))
    db.session.rollback()
    answer = reader.get(f"/authorities/{number}{ending}")
    assert answer.status_code == 404
    assert links(app) == []


def test_an_authority_whose_designations_have_ended_is_not_taken_along(
    app: Flask, reader: Browser
) -> None:
    ended = a_designation(valid_until=date(2020, 1, 1))
    seed(a_record(9004, designations=(ended,)))
    db.session.rollback()
    answer = reader.get("/authorities/9004.vcf")
    assert answer.status_code == 404
    assert "nothing to take along" in answer.text
    assert links(app) == []
    page = words_of(reader.get("/authorities/9004"))
    assert "no file to save" in page
    assert "vCard" not in page


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_nothing_is_taken_along_by_sending(reader: Browser, address: str) -> None:
    assert reader.send(PAGE, to=address).status_code == 405


def test_the_record_page_leads_to_every_file_and_takes_none(app: Flask, reader: Browser) -> None:
    answer = reader.get(PAGE)
    assert problems_with_page(answer) == []
    for address in FILES:
        assert f'href="{address}"' in answer.text
    assert "qr.svg" not in answer.text
    text = words_of(answer)
    assert "Telephone: +999 1 555 0100" in text
    assert "Check before use: http://localhost/authorities/9001" in text
    assert "Printed from the directory as it stood on" in text
    assert links(app) == []


def test_the_code_to_scan_is_drawn_on_a_page_of_its_own(app: Flask, reader: Browser) -> None:
    answer = reader.get(f"{PAGE}/qr")
    assert problems_with_page(answer) == []
    assert f'src="{PAGE}/qr.svg"' in answer.text
    assert links(app) == []
    picture = reader.get(f"{PAGE}/qr.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.text.lstrip().startswith("<?xml")
    assert "style" not in picture.text
    assert links(app) == [("authority/9001", links(app)[0][1])]


needs_a_scanner = pytest.mark.skipif(
    shutil.which("zbarimg") is None,
    reason="No scanner is installed: apt-get install zbar-tools.",
)


@needs_a_scanner
@pytest.mark.parametrize(
    "name", ["Sample Authority", "وزارة العدل", "法務省", "Ministère, dépt; 2"]
)
def test_a_scanner_reads_what_was_drawn(tmp_path: Path, name: str) -> None:
    from cna_directory.cards.routes import code_to_scan

    text = short_vcard(cards_made_of(a_record(name=words(name)))[0])
    code_to_scan(text).save(str(tmp_path / "code.png"), scale=4, border=4)
    assert scanned(tmp_path / "code.png") == text.replace("\r\n", "\n").strip()


@needs_a_scanner
def test_a_hostile_record_can_be_scanned(tmp_path: Path) -> None:
    from cna_directory.cards.routes import code_to_scan

    text = short_vcard(cards_made_of(a_hostile_record())[0])
    code_to_scan(text).save(str(tmp_path / "code.png"), scale=4, border=4)
    assert scanned(tmp_path / "code.png") == text.replace("\r\n", "\n").strip()


def scanned(picture: Path) -> str:
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", str(picture)]
    found = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return found.stdout.decode().replace("\r\n", "\n").strip()


def test_a_hostile_record_is_words_in_every_answer(app: Flask, reader: Browser) -> None:
    hostile = replace(a_hostile_record(), number=9005)
    seed(hostile)
    db.session.rollback()
    address = "/authorities/9005"
    assert problems_with_page(reader.get(address)) == []
    assert problems_with_page(reader.get(f"{address}/qr")) == []
    assert read(reader.get(f"{address}.vcf").text)
    assert json.loads(reader.get(f"{address}.json").text)["cards"]
    assert len(cells_of(reader.get(f"{address}.csv").get_data().decode())) > 1
    for ending in (".vcf", ".json", ".csv", "/qr.svg"):
        assert "\u202e" not in reader.get(f"{address}{ending}").text


def actor_of(account_id: int, role: Role = Role.READER) -> Actor:
    return Actor(role, account_id)


def take(account_id: int, records: int = 1, role: Role = Role.READER) -> None:
    record_taking(
        actor_of(account_id, role), subject="search", file_format=CardFormat.CSV, records=records
    )


def refusals(app: Flask) -> list[Any]:
    return rows(app, "SELECT subject FROM audit_operation WHERE action = 'access.refused'")


def test_records_are_counted_and_not_files_alone(app: Flask) -> None:
    reader_, other = an_account(app), an_account(app, "other@mission.example")
    most = limits_of(Role.READER)[1].most
    take(reader_, most - 1)
    with pytest.raises(TooManyAttempts, match="24 hours"):
        take(reader_, 2)
    take(reader_, 1)
    with pytest.raises(TooManyAttempts):
        take(reader_, 1)
    take(other, most)
    assert [details["records"] for _, details in links(app)] == [most - 1, 1, most]
    assert len(refusals(app)) == 1  # The first is recorded, the others are only counted.


def test_files_are_counted_and_the_day_passes(app: Flask) -> None:
    account_id, most = an_account(app), limits_of(Role.READER)[0].most
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(most):
            take(account_id)
        with pytest.raises(TooManyAttempts):
            take(account_id)
        traveller.shift(timedelta(hours=23))
        with pytest.raises(TooManyAttempts):
            take(account_id)
        traveller.shift(timedelta(hours=1, seconds=1))
        take(account_id)


def test_the_secretariat_may_take_more(app: Flask) -> None:
    officer = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    take(officer, limits_of(Role.READER)[1].most + 1, Role.SECRETARIAT)


def test_a_limit_is_told_on_a_page_and_nothing_leaves(app: Flask) -> None:
    account_id = an_account(app)
    browser = browser_at(app)
    browser.let_in(account_id)
    take(account_id, limits_of(Role.READER)[1].most)
    for address in (*FILES, f"{PAGE}/qr.svg"):
        answer = browser.get(address)
        assert answer.status_code == 429
        assert "within 24 hours" in answer.text
        assert "+999" not in answer.text


def test_whoever_may_not_take_records_along_takes_none(app: Flask) -> None:
    with pytest.raises(AccessRefused):
        record_taking(Actor(Role.VISITOR), subject="search", file_format=CardFormat.CSV, records=1)


def test_however_many_records_the_statements_are_the_same(app: Flask) -> None:
    seed(*(a_record(number, "BR") for number in range(9010, 9040)))

    def statements(numbers: list[int]) -> int:
        asked: list[str] = []
        listener = lambda *args: asked.append(args[2])  # noqa: E731 - taken off again by name.
        event.listen(db.engine, "before_cursor_execute", listener)
        cards = queries.cards_of(numbers, language="en", base_url="http://localhost")
        event.remove(db.engine, "before_cursor_execute", listener)
        assert [card.record_number for card in cards] == numbers
        return len(asked)

    statements([9002])  # The first opens a connection.
    few = statements([9002])
    assert statements([9030, 9001, *range(9010, 9030)]) == few < 10


def test_what_is_not_live_is_left_out_of_a_list(app: Flask) -> None:
    seed(a_record(9006, status=r.RecordStatus.SUPERSEDED))
    cards = queries.cards_of([9006, 4242, 9002], language="en", base_url="http://localhost")
    assert [card.record_number for card in cards] == [9002]


def test_segno_draws_no_micro_code() -> None:
    from cna_directory.cards.routes import code_to_scan

    assert isinstance(code_to_scan("x"), segno.QRCode)
    assert not code_to_scan("x").is_micro
