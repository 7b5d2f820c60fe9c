"""A reader reports a problem with a field; the secretariat warns others, settles it and answers."""

import threading
from dataclasses import replace

import pytest
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.plain import to_plain
from cna_directory.reports.rules import reportable_fields
from tests.builders import a_record, seed, words
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import (
    TOKEN,
    Browser,
    an_account,
    browser_at,
    everything_in_the_trail,
    rows,
)
from tests.web.checking import problems_with_page, words_of

PAGE = "/authorities/9001/report"
TELEPHONE = "telephones[0].number"

HIDDEN = r.ContactPoint(
    words("Night desk of the secretariat"),
    telephones=(r.Telephone("+999 1 555 0999"),),
    visibility=r.Visibility.SECRETARIAT,
)
SHOWN = r.ContactPoint(words("Duty officer"), telephones=(r.Telephone("+999 1 555 0111"),))


@pytest.fixture
def reader(app: Flask) -> Browser:
    seed(replace(a_record(), contact_points=(HIDDEN, SHOWN)))
    return let_in(app, "reader@mission.example")


def let_in(app: Flask, email: str, role: Role = Role.READER, **fields: str) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, email, role, **fields))
    return browser


def reported(reader: Browser, **changes: str) -> str:
    """Report a problem; return the address of the report."""
    values = {
        "field": TELEPHONE,
        "kind": "wrong_number",
        "words": "It rings for ever.",
        "happened_on": "",
        "seen": "1",
    } | changes
    answer = reader.send(PAGE, **values)
    assert answer.status_code == 303, words_of(answer)
    return str(answer.location)


def test_the_form_lists_what_can_be_reached_with_what_it_says_now(reader: Browser) -> None:
    shown = reader.get(f"{PAGE}?field={TELEPHONE}")
    assert problems_with_page(shown) == []
    assert "Telephone 1: number – +999 1 555 0100" in shown.text
    assert "E-mail 1: address – office9001@justice.example" in shown.text
    assert 'value="telephones[0].number" selected' in shown.text
    assert "+999 1 555 0111" in shown.text
    assert "+999 1 555 0999" not in shown.text
    assert "Night desk" not in shown.text


def test_every_reportable_field_of_a_record_can_be_chosen() -> None:
    plain = to_plain(
        a_record(
            faxes=(r.Telephone("+999 1 555 0102"),),
            websites=("https://justice.example",),
            contact_points=(SHOWN,),
            links=(r.Link(r.LinkKind.GUIDE, words("Guide"), "https://guide.example"),),
        )
    )
    assert [field.path for field in reportable_fields(plain)] == [
        "telephones[0].number",
        "faxes[0].number",
        "emails[0].address",
        "websites[0]",
        "address",
        "name",
        "contact_points[0].post",
        "contact_points[0].telephones[0].number",
        "designations[0].request_type",
        "links[0].url",
    ]


def test_the_outcome_reaches_the_reporter_and_the_state_never_learns_who_it_was(
    app: Flask, reader: Browser
) -> None:
    focal = let_in(app, "focal@justice.example", Role.FOCAL_POINT, state_iso2="FR")
    officer = let_in(app, "officer@directory.example", Role.SECRETARIAT)
    place = reported(reader)
    (told,) = mailbox(app, "problem_reported")
    assert told.recipient == "focal@justice.example"
    assert "Telephone 1" in told.text
    assert "555 0100" not in told.text
    assert told.page == place

    seen_by_state = focal.get(place)
    assert problems_with_page(seen_by_state) == []
    assert "+999 1 555 0100" in seen_by_state.text
    assert "It rings for ever." in seen_by_state.text
    for secret in ("reader@mission.example", "Legal adviser", "account 1"):
        assert secret not in seen_by_state.text
        assert secret not in focal.get("/reports").text
    assert "account 1" in words_of(officer.get(place))

    answer = officer.send(
        place, to=f"{place}/settle", ending="corrected", outcome="The switchboard had moved."
    )
    assert answer.location == "/desk/reports"
    (outcome,) = mailbox(app, "problem_settled")
    assert outcome.recipient == "reader@mission.example"
    assert "The switchboard had moved." in outcome.text
    assert "555 0100" not in outcome.text
    assert "The switchboard had moved." in reader.get(place).text
    assert "Corrected" in reader.get("/reports").text
    trail = everything_in_the_trail(app)
    assert "problem.reported" in trail
    assert "problem.settled" in trail
    assert "rings for ever" not in trail
    assert "switchboard had moved" not in trail


def test_readers_are_warned_until_the_report_is_settled(app: Flask, reader: Browser) -> None:
    officer = let_in(app, "officer@directory.example", Role.SECRETARIAT)
    other = let_in(app, "other@mission.example")
    place = reported(reader, field="contact_points[0].telephones[0].number")
    line = "A user reported a problem"
    assert line not in other.get("/authorities/9001").text
    officer.send(place, to=f"{place}/warn")
    # The page was kept; the officer sees one contact point more, and the same words all the same.
    for browser in (other, officer):
        shown = browser.get("/authorities/9001")
        assert problems_with_page(shown) == []
        assert line in shown.text
        assert "Contact point “Duty officer”: telephone 1: number" in words_of(shown)
    pages = ("/answers/FR/mla", "/authorities/9001/qr")
    for page in pages:
        shown = other.get(page)
        assert problems_with_page(shown) == []
        assert line in shown.text, page
    officer.send(place, to=f"{place}/settle", ending="not_a_problem", outcome="It works.")
    for page in ("/authorities/9001", *pages):
        assert line not in other.get(page).text


def test_a_report_is_settled_once_and_with_words(app: Flask, reader: Browser) -> None:
    officer = let_in(app, "officer@directory.example", Role.SECRETARIAT)
    place = reported(reader)
    answer = officer.send(place, to=f"{place}/settle", ending="open", outcome=" ")
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert {"ending-problem", "outcome-problem"} <= set(answer.text.split('"'))
    settle = {"ending": "corrected", "outcome": "Corrected."}
    assert officer.send(place, to=f"{place}/settle", **settle).status_code == 303
    again = officer.send("/account", to=f"{place}/settle", **settle)
    assert again.status_code == 409
    warned = officer.send("/account", to=f"{place}/warn")
    assert warned.status_code == 409
    assert len(mailbox(app, "problem_settled")) == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("field", {"field": "contact_points[1]"}),
        ("field", {"field": "contact_points[0].hours"}),
        ("field", {"seen": "7"}),
        ("field", {"seen": "x"}),
        ("kind", {"kind": "klingon"}),
        ("words", {"kind": "other", "words": " "}),
        ("words", {"words": "a" * 2001}),
        ("happened_on", {"happened_on": "2999-01-01"}),
        ("happened_on", {"happened_on": "yesterday"}),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    app: Flask, reader: Browser, field: str, wrong: dict[str, str]
) -> None:
    values = {"field": TELEPHONE, "kind": "no_answer", "words": "", "happened_on": "", "seen": "1"}
    answer = reader.send(PAGE, **(values | wrong))
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert f'id="{field}-problem"' in answer.text
    assert rows(app, "SELECT * FROM problem_report") == []


def test_one_field_is_reported_once_and_an_account_reports_so_much_an_hour(
    app: Flask, reader: Browser
) -> None:
    reported(reader)
    answer = reader.send(PAGE, field=TELEPHONE, kind="no_answer", seen="1")
    assert "You have reported this field already" in answer.text
    seed(*(a_record(9100 + at) for at in range(10)))
    sent = [
        reader.send(f"/authorities/{9100 + at}/report", kind="no_answer", seen="1").status_code
        for at in range(10)
    ]
    assert sent == [303] * 8 + [429] * 2


def test_a_button_pressed_twice_at_once_reports_once(app: Flask, reader: Browser) -> None:
    an_account(app, "focal@justice.example", Role.FOCAL_POINT, state_iso2="FR")
    account = an_account(app, "eager@mission.example")
    browsers = [browser_at(app) for _ in range(4)]
    tokens = []
    for browser in browsers:
        browser.let_in(account)
        found = TOKEN.search(browser.get(PAGE).text)
        assert found
        tokens.append(found[1])
    begin, answers = threading.Barrier(len(browsers)), []

    def press(browser: Browser, token: str) -> None:
        values = {"field": TELEPHONE, "kind": "no_answer", "words": "", "happened_on": ""}
        begin.wait()
        answer = browser.post(PAGE, data={"csrf_token": token, "seen": "1", **values})
        answers.append(answer.status_code)

    threads = [
        threading.Thread(target=press, args=one) for one in zip(browsers, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 422, 422, 422]
    assert len(rows(app, "SELECT id FROM problem_report")) == 1
    assert len(mailbox(app, "problem_reported")) == 1


def test_the_desk_lists_the_oldest_first_and_narrows(app: Flask, reader: Browser) -> None:
    seed(a_record(9002, "DE"))
    officer = let_in(app, "officer@directory.example", Role.SECRETARIAT)
    first = reported(reader)
    second = reader.send(
        "/authorities/9002/report", field="emails[0].address", kind="other", words="?", seen="1"
    ).location
    shown = officer.get("/desk/reports")
    assert problems_with_page(shown) == []
    assert 0 < shown.text.index(f'"{first}"') < shown.text.index(f'"{second}"')
    for narrowed, left in (
        ("state=DE", second),
        ("record=9001", first),
        ("field=emails", second),
    ):
        text = officer.get(f"/desk/reports?{narrowed}").text
        assert [it for it in (first, second) if f'"{it}"' in text] == [left]
    assert "No report waits here" in officer.get("/desk/reports?status=corrected").text
    assert officer.get("/desk/reports?field=%00&record=x&status=?&state=ZZ").status_code == 200


def test_a_report_is_for_its_reporter_its_state_and_the_secretariat(
    app: Flask, reader: Browser
) -> None:
    place = reported(reader)
    for email, role, fields, status in (
        ("other@mission.example", Role.READER, {}, 404),
        ("focal@justice.example", Role.FOCAL_POINT, {"state_iso2": "FR"}, 200),
        ("focal@foreign.example", Role.FOCAL_POINT, {"state_iso2": "DE"}, 404),
        ("officer@directory.example", Role.SECRETARIAT, {}, 200),
        ("admin@directory.example", Role.ADMINISTRATOR, {}, 404),
    ):
        browser = let_in(app, email, role, **fields)
        assert browser.get(place).status_code == status, email
        listed = place in browser.get("/reports").text
        assert listed == (role is Role.FOCAL_POINT and status == 200), email
    assert reader.get(place).status_code == 200
    assert place in reader.get("/reports").text
