"""Asking for an account, as a visitor does it: a question a page, saved as one goes."""

import re
import unicodedata
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from flask import Flask

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.admission.operations import drafting, submitting
from cna_directory.admission.rules.answers import LONGEST_LINE
from cna_directory.admission.rules.letters import SENTENCES, LetterRefusal
from cna_directory.database import db
from tests.conftest import make_settings, running
from tests.features.accounts.visitors import (
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    rows,
)
from tests.features.admission.applicants import (
    NEW,
    PAGES,
    answer,
    at,
    begun,
    confirmed,
    filled_in,
    link_in,
    mailed,
    mails,
    request_row,
    sent,
    upload,
)
from tests.features.admission.letters_to_try import ACTIVE, a_jpeg, a_pdf, a_png
from tests.features.admission.test_answers import GENUINE_NAMES
from tests.web.checking import heading_of, problems_with_page, words_of

SEVEN_DAYS = timedelta(days=7)


def test_the_whole_walk_to_the_desk(app: Flask) -> None:
    """Visitor, questions, letter, sent, first mail, confirmed: then the officers are told."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    browser = filled_in(app)
    assert upload(browser, a_pdf(), "Note verbale.pdf").location == at("letter")
    assert "Note verbale.pdf" in browser.get(at("letter")).text
    own = browser.send(at("check")).location
    page = browser.get(own)
    assert "We have sent a message to anne@justice.example" in words_of(page)
    assert {mail.name for mail in mails(app)} == {"activate_your_account"}, "no mail is posted yet"

    mailed(app)
    mail = mails(app)[-1]
    assert (mail.name, mail.recipient) == ("confirm_your_address", "anne@justice.example")
    assert link_in(mail, "/account-requests/status/") == own
    link = link_in(mail, "/account-requests/confirm/")
    assert browser.send(link).location == own
    assert "Your request is with the secretariat." in words_of(browser.get(own))

    waiting, received = mails(app)[-2:]
    assert (waiting.name, waiting.recipient) == (
        "account_request_waiting",
        "officer@secretariat.example",
    )
    assert (received.name, received.recipient) == (
        "account_request_received",
        "anne@justice.example",
    )
    row = request_row(app)
    assert row.status == "awaiting_decision"
    assert row.reference in waiting.subject
    assert row.telephone == "+33 1 42 34 56 78"
    assert row.wished_role == "reader"
    (letter,) = rows(app, "SELECT * FROM letter")
    assert (row.letter_id, row.letter_sha256) == (letter.id, letter.sha256)
    assert rows(app, "SELECT * FROM account_request_draft") == []


def test_every_page_is_well_made(app: Flask) -> None:
    browser = begun(app)
    seen = [browser.get(NEW), *(_looked_at(browser, page) for page in PAGES)]
    upload(browser, a_png())
    seen += [browser.get(at("letter")), browser.get(at("check"))]
    own = browser.send(at("check")).location
    seen += [browser.get(own), browser.get(f"{own}/withdraw")]
    mailed(app)
    seen.append(browser.get(link_in(mails(app)[-1], "/account-requests/confirm/")))
    for page in seen:
        assert page.status_code == 200
        assert problems_with_page(page) == []
    headings = [heading_of(page) for page in seen]
    assert len(set(headings)) == len(headings)
    steps = [words_of(page) for page in seen[1:8]]
    for number, words in enumerate(steps, start=1):
        assert f"Step {number} of 7" in words


def _looked_at(browser: Any, page: str) -> Any:
    seen = browser.get(at(page))
    answer(browser, page)
    return seen


def test_every_state_can_be_chosen_by_name(app: Flask) -> None:
    page = begun(app).get(at("state")).text
    names = re.findall(r'<option value="[A-Z]{2}"[^>]*>([^<]+)</option>', page)
    assert len(names) == 197
    assert names[0] == "Afghanistan"
    assert "secretariat" not in re.findall(r'name="body" value="([^"]+)"', page)


def test_fields_tell_what_they_are_for(app: Flask) -> None:
    """Browsers fill in what they know (WCAG 1.3.5)."""
    browser = filled_in(app)
    tokens = {
        "post": {"organisation": "organization", "post_title": "organization-title"},
        "person": {"person_name": "name", "email": "email", "telephone": "tel"},
    }
    for page, fields in tokens.items():
        text = browser.get(at(page)).text
        for field, token in fields.items():
            (box,) = re.findall(rf'<input[^>]* id="{field}"[^>]*>', text)
            assert f'autocomplete="{token}"' in box


def test_genuine_names_are_shown_and_kept_as_they_were_typed(app: Flask) -> None:
    browser = filled_in(app)
    for name in GENUINE_NAMES:
        assert answer(browser, "person", person_name=name).status_code == 303
        assert unicodedata.normalize("NFC", name) in unescape(browser.get(at("check")).text)
    browser.send(at("check"))
    assert request_row(app).person_name == unicodedata.normalize("NFC", GENUINE_NAMES[-1])
    assert len(request_row(app).person_name) == LONGEST_LINE


def test_hidden_marks_are_shown_and_not_obeyed(app: Flask) -> None:
    page = filled_in(app, person_name="Anne\u202eeltsac").get(at("check")).text
    assert "Anne[U+202E]eltsac" in page
    assert "\u202e" not in page


def test_what_is_typed_is_text(app: Flask) -> None:
    page = filled_in(app, organisation="<script>alert(1)</script>").get(at("check")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_is_told_at_its_fields_and_nothing_is_saved(app: Flask, page: str) -> None:
    browser = begun(app)
    for before in list(PAGES)[: list(PAGES).index(page)]:
        answer(browser, before)
    kept = rows(app, "SELECT answers FROM account_request_draft")
    told = browser.send(at(page))
    assert told.status_code == 422
    assert "There is a problem" in told.text
    assert problems_with_page(told) == []
    assert rows(app, "SELECT answers FROM account_request_draft") == kept


def test_nothing_is_lost_when_one_answer_is_wrong(app: Flask) -> None:
    browser = begun(app)
    answer(browser, "state")
    answer(browser, "post")
    told = answer(browser, "person", email="anne at justice", person_name="Ó Súilleabháin")
    assert told.status_code == 422
    assert 'value="anne at justice"' in told.text
    assert 'value="Ó Súilleabháin"' in told.text
    assert 'value="01 42 34 56 78"' in told.text
    too_long = answer(browser, "person", person_name="x" * (LONGEST_LINE + 1))
    assert "Use no more than 300 characters." in too_long.text
    wrong = browser.send(at("state"), state="XX", body="agency")
    assert re.search(r'value="agency" checked', wrong.text)


def test_a_public_mail_service_is_asked_about_and_can_be_kept(app: Flask) -> None:
    browser = begun(app)
    answer(browser, "state")
    answer(browser, "post")
    assert "keep this one" not in browser.get(at("person")).text
    asked = answer(browser, "person", email="anne@gmail.com")
    assert asked.status_code == 422
    assert "This is an address of a public mail service." in asked.text
    kept = answer(browser, "person", email="anne@gmail.com", is_public_mail_kept="y")
    assert kept.location == at("purpose")


def test_later_pages_open_only_when_the_earlier_are_answered(app: Flask) -> None:
    browser = begun(app)
    for page in ("post", "person", "purpose", "voucher", "letter", "check"):
        assert browser.get(at(page)).location == at("state"), page
        assert browser.send(at("state"), at(page)).location == at("state"), page
    answer(browser, "state")
    assert browser.get(at("check")).location == at("post")
    assert browser.get(at("nonsense")).status_code == 404


def test_without_a_draft_the_way_leads_to_the_beginning(app: Flask) -> None:
    browser = browser_at(app)
    for page in (*PAGES, "letter", "check"):
        assert browser.get(at(page)).location == NEW
        assert browser.send(NEW, at(page)).location == NEW


def test_one_goes_on_where_one_was(app: Flask) -> None:
    browser = begun(app)
    answer(browser, "state")
    assert "Your answers are still here." in browser.get(NEW).text
    assert browser.send(NEW).location == at("post")
    assert len(rows(app, "SELECT id FROM account_request_draft")) == 1


def test_back_and_change_keep_all_answers(app: Flask) -> None:
    browser = filled_in(app)
    assert f'href="{at("state")}"' in browser.get(at("post")).text
    check = browser.get(at("check")).text
    change = f"{at('post')}?change=1"
    assert f'href="{change}"' in check
    page = browser.get(change).text
    assert 'value="Ministère de la Justice"' in page
    assert f'href="{at("check")}"' in page
    changed = browser.send(change, organisation="Parquet", post_title="Procureure")
    assert changed.location == at("check")
    words = words_of(browser.get(at("check")))
    for kept in ("Parquet", "Procureure", "France", "Anne-Marie O’Brien", "+33 1 42 34 56 78"):
        assert kept in words
    for page_name in PAGES:
        assert "checked" in browser.get(at(page_name)).text or page_name in {"post", "person"}


def test_answers_can_be_deleted(app: Flask) -> None:
    browser = filled_in(app)
    upload(browser, a_pdf())
    assert browser.send(NEW, f"{NEW}/forget").location == NEW
    assert rows(app, "SELECT * FROM account_request_draft") == []
    assert rows(app, "SELECT * FROM letter") == []
    assert browser.get(at("check")).location == NEW


def test_a_domain_in_another_script_is_told_in_ascii(app: Flask) -> None:
    """So that nobody overlooks a letter of another alphabet, the applicant included."""
    browser = filled_in(app, email="anne@justíce.example")
    assert "xn--justce-6va.example" in words_of(browser.get(at("check")))
    browser.send(at("check"))
    mailed(app)
    assert mails(app)[-1].recipient == "anne@xn--justce-6va.example"


def test_a_letter_can_be_replaced_and_removed(app: Flask) -> None:
    browser = filled_in(app)
    upload(browser, a_pdf(), "first.pdf")
    upload(browser, a_jpeg(), "second.jpeg")
    ((name, kind),) = rows(app, "SELECT file_name, media_type FROM letter")
    assert (name, kind) == ("second.jpg", "image/jpeg")
    assert "second.jpg" in browser.get(at("check")).text
    assert browser.send(at("letter"), f"{at('letter')}/remove").location == at("letter")
    assert rows(app, "SELECT * FROM letter") == []
    assert "None." in words_of(browser.get(at("check")))
    assert browser.send(at("letter")).location == at("check"), "no file is no letter"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", LetterRefusal.EMPTY),
        (b"MZ", LetterRefusal.OTHER_TYPE),
        (b"%PDF-1.4 and nothing", LetterRefusal.UNREADABLE),
        (a_pdf(ACTIVE[0]), LetterRefusal.ACTIVE),
        (b"%PDF-" + b" " * (5 * 1024 * 1024), LetterRefusal.TOO_LARGE),
    ],
)
def test_a_refused_letter_is_told_at_its_field_and_the_one_before_stays(
    app: Flask, content: bytes, refused: LetterRefusal
) -> None:
    browser = filled_in(app)
    upload(browser, a_png(), "good.png")
    told = upload(browser, content)
    assert told.status_code == 422
    assert SENTENCES[refused] in told.text.replace("&#39;", "'")
    assert problems_with_page(told) == []
    ((name,),) = rows(app, "SELECT file_name FROM letter")
    assert name == "good.png"


def test_what_is_far_too_large_is_not_even_read(app: Flask) -> None:
    browser = filled_in(app)
    body = b"%PDF-" + b" " * (7 * 1024 * 1024)
    kind = "multipart/form-data; boundary=x"
    assert browser.post(at("letter"), data=body, content_type=kind).status_code == 413
    assert rows(app, "SELECT * FROM letter") == []


def test_no_page_for_visitors_gives_a_letter_out(app: Flask) -> None:
    """Only the desk does; a visitor is sent to sign in from whatever is not public."""
    browser, _ = sent(app)
    for rule in app.url_map.iter_rules():
        if "letter" in rule.rule and "GET" in rule.methods and "new" not in rule.rule:
            values = dict.fromkeys(rule.arguments, 1)
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            assert browser.get(address).status_code in {303, 404}


def test_looking_changes_nothing(app: Flask) -> None:
    browser = filled_in(app)
    own = browser.send(at("check")).location
    mailed(app)
    link = link_in(mails(app)[-1], "/account-requests/confirm/")
    browser = begun(app)
    before = everything(app)
    for address in (NEW, own, f"{own}/withdraw", link, *(at(page) for page in PAGES), at("letter")):
        browser.get(address)
        browser.head(address)
    assert everything(app) == before


def everything(app: Flask) -> Any:
    """Return all that asking for an account writes."""
    tables = (
        "account_request",
        "account_request_draft",
        "letter",
        "outgoing_mail",
        "audit_operation",
    )
    return [rows(app, f"SELECT * FROM {table} ORDER BY 1") for table in tables]


def test_a_draft_is_anothers_secret(app: Flask) -> None:
    """Another browser does not get to it, and the database does not hold its token."""
    browser = filled_in(app)
    with browser.session_transaction() as cookie:
        token = cookie["account_request_draft"]
    assert browser_at(app).get(at("check")).location == NEW
    ((kept,),) = rows(app, "SELECT token_hash FROM account_request_draft")
    assert token != kept
    browser.send(at("check"))
    with browser.session_transaction() as cookie:
        assert "account_request_draft" not in cookie


def test_a_request_is_sent_once(app: Flask) -> None:
    browser = filled_in(app)
    page = browser.get(at("check")).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    with browser.session_transaction() as cookie:
        draft = cookie["account_request_draft"]
    assert browser.post(at("check"), data={"csrf_token": token}).status_code == 303
    with browser.session_transaction() as cookie:
        cookie["account_request_draft"] = draft
    assert browser.post(at("check"), data={"csrf_token": token}).location == NEW
    assert request_row(app)


def test_references_are_random_and_can_be_read_out(app: Flask) -> None:
    drawn = {submitting._new_reference() for _ in range(200)}
    assert len(drawn) == 200
    for reference in drawn:
        assert re.fullmatch(r"AR-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", reference)


def test_known_and_unknown_addresses_get_the_same_answer(app: Flask) -> None:
    """Nothing on the pages, in the answer's head or in the database's work tells them apart."""
    an_account(app, "known@justice.example")
    seen = []
    for email in ("known@justice.example", "other@justice.example"):
        browser, own = sent(app, email=email)
        mailed(app)
        page = browser.get(own)
        own_things = r'name="csrf_token" value="[^"]+"|datetime="[^"]+"|AR-\w{4}-\w{4}'
        own_things += r"|[\w-]{43}|\w+@justice\.example|\d\d:\d\d"
        words = re.sub(own_things, "", page.text)
        seen.append((page.status_code, sorted(page.headers.keys()), words))
    assert seen[0] == seen[1]
    first, second = [mail for mail in mails(app) if mail.name != "activate_your_account"]
    assert first.name == "you_have_an_account"
    assert second.name == "confirm_your_address"
    assert "/sign-in" in first.text
    assert "/account-requests/" not in first.text


def test_a_request_for_a_known_address_lapses_like_one_that_nobody_confirms(app: Flask) -> None:
    an_account(app, "known@justice.example")
    sent(app, email="known@justice.example")
    mailed(app)
    row = request_row(app)
    assert row.status == "awaiting_confirmation"
    assert row.confirm_token_hash is None
    assert row.mailed_at is not None


def test_the_first_mail_is_written_once(app: Flask) -> None:
    sent(app)
    mailed(app)
    mailed(app)
    assert [mail.name for mail in mails(app)] == ["confirm_your_address"]


def test_a_request_that_cannot_be_answered_stops_no_other(app: Flask) -> None:
    sent(app, email="first@justice.example")
    sent(app, "198.51.100.20", email="second@justice.example")
    change(
        app,
        "UPDATE account_request SET email = 'no address' WHERE email = 'first@justice.example'",
    )
    with pytest.raises(ValueError, match="one address"):
        mailed(app)
    assert [mail.recipient for mail in mails(app)] == ["second@justice.example"]


def test_sending_looks_up_no_account(app: Flask) -> None:
    """So that it cannot take longer for one address than for another."""
    from sqlalchemy import event

    browser = filled_in(app)
    asked: list[str] = []

    def listen(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    browser.send(at("check"))
    event.remove(db.engine, "before_cursor_execute", listen)
    assert asked
    assert not [s for s in asked if re.search(r"(FROM|JOIN|INTO) (account|outgoing_mail)\b", s)]


def test_the_trail_holds_no_person_and_no_secret(app: Flask) -> None:
    _, own = confirmed(app)
    trail = everything_in_the_trail(app)
    token = own.rpartition("/")[2]
    for secret in ("anne@justice.example", "O’Brien", "42 34 56", "We send requests.", token):
        assert secret not in trail
    row = request_row(app)
    assert row.status_token_hash not in trail
    assert row.confirm_token_hash not in trail
    actions = [r.action for r in rows(app, "SELECT action FROM audit_operation ORDER BY number")]
    assert [a for a in actions if a.startswith("account_request")] == [
        "account_request.submitted",
        "account_request.mailed",
        "account_request.confirmed",
    ]


def limited(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, most: int) -> None:
    """Make a limit small enough to be reached in a test."""
    from dataclasses import replace

    monkeypatch.setattr(module, name, replace(getattr(module, name), most=most))


def test_one_network_begins_twenty_drafts_a_day(app: Flask) -> None:
    for _ in range(20):
        begun(app)
    assert browser_at(app).send(NEW).status_code == 429
    begun(app, "198.51.100.7")
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        begun(app)


def test_one_subscriber_of_ipv6_is_one_network(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, drafting, "DRAFTS_FROM_ADDRESS", 2)
    begun(app, "2001:db8:0:1::1")
    begun(app, "2001:db8:0:1::2")
    assert browser_at(app, "2001:db8:0:1:ffff::3").send(NEW).status_code == 429
    begun(app, "2001:db8:0:2::1")


def test_everybody_together_is_limited_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, drafting, "DRAFTS_OVERALL", 3)
    for number in range(3):
        begun(app, f"203.0.113.{number}")
    assert browser_at(app, "203.0.113.200").send(NEW).status_code == 429


@pytest.mark.parametrize("email", ["known@justice.example", "other@justice.example"])
def test_one_address_is_asked_for_three_times_a_day(app: Flask, email: str) -> None:
    """Alike whether the address is known, and however it is typed."""
    an_account(app, "known@justice.example")
    for number in range(3):
        sent(app, f"203.0.113.{number}", email=email if number else email.upper())
    browser = filled_in(app, "203.0.113.9", email=email)
    refused = browser.send(at("check"))
    assert refused.status_code == 429
    assert "Several requests for an account were sent for this e-mail address" in refused.text
    assert browser.get(at("check")).status_code == 200, "the answers are still there"
    sent(app, "203.0.113.10", email="third@justice.example")


@pytest.mark.parametrize(
    ("module", "limit", "do"),
    [
        (drafting, "UPLOADS_FROM_ADDRESS", lambda browser: upload(browser, a_png())),
        (drafting, "UPLOADS_OVERALL", lambda browser: upload(browser, a_png())),
        (submitting, "SENT_FROM_ADDRESS", lambda browser: browser.send(at("check"))),
        (submitting, "SENT_OVERALL", lambda browser: browser.send(at("check"))),
    ],
)
def test_limits_hold_and_do_so_after_a_restart(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path, module: Any, limit: str, do: Any
) -> None:
    limited(monkeypatch, module, limit, 1)
    assert do(filled_in(app)).status_code == 303
    assert do(filled_in(app, email="other@justice.example")).status_code == 429
    url = app.extensions["settings"].database_url
    db.session.remove()
    with running(make_settings(url, tmp_path)) as restarted:
        assert do(filled_in(restarted, email="third@justice.example")).status_code == 429


def test_the_figures_of_the_limits() -> None:
    """Someone who weakens a limit sees it here."""
    assert [
        limit.most
        for limit in (
            drafting.DRAFTS_FROM_ADDRESS,
            drafting.DRAFTS_OVERALL,
            drafting.UPLOADS_FROM_ADDRESS,
            drafting.UPLOADS_OVERALL,
            submitting.SENT_FROM_ADDRESS,
            submitting.SENT_OVERALL,
            submitting.SENT_FOR_EMAIL,
        )
    ] == [20, 5000, 30, 1000, 10, 1000, 3]


@pytest.mark.parametrize("page", [*PAGES, "letter", "check"])
def test_without_the_forms_token_nothing_is_saved(app: Flask, page: str) -> None:
    browser = filled_in(app)
    before = everything(app)
    refused = browser.post(at(page), data=PAGES.get(page, {}))
    assert refused.status_code == 400
    assert everything(app) == before


def test_pages_run_from_right_to_left(app: Flask) -> None:
    browser = begun(app)
    page = browser.get(f"{at('state')}?lang=ar")
    assert 'dir="rtl"' in page.text
    assert problems_with_page(page) == []
