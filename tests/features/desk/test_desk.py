"""The desk shows what waits and what is wrong, to those who can do something about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.database import db
from cna_directory.desk.queries import waiting as queries
from cna_directory.desk.rules.health import needs_looking_after, pieces_of
from cna_directory.errors import RuleBroken
from cna_directory.jobs import run_noted
from cna_directory.mail.operations import pause_mail
from cna_directory.settings import Mode
from cna_directory.trail.operations import verify_and_post_head
from tests.features.accounts.visitors import Browser, an_account, browser_at, change, rows
from tests.web.checking import problems_with_page, words_of

OFFICER = "officer@secretariat.example"


@pytest.fixture
def officer(app: Flask) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, OFFICER, Role.SECRETARIAT))
    return browser


def in_service(app: Flask) -> None:
    """Let the pages believe that this is no demonstration; nothing else changes."""
    app.extensions["settings"] = replace(app.extensions["settings"], mode=Mode.PRODUCTION)


def a_mail(app: Flask, status: str, hours_ago: int, subject: str = "A subject") -> int:
    moment = (clock.now() - timedelta(hours=hours_ago)).strftime("%Y-%m-%d %H:%M:%S")
    change(
        app,
        "INSERT INTO outgoing_mail (message_name, sender, recipient, subject, text, html,"
        " message_id, status, attempts, posted_at, next_try_at, last_error) VALUES"
        f" ('x', 'd@d.example', 'reader@mission.example', '{subject}', 'A secret text', '',"
        f" '<{status}{hours_ago}{subject}>', '{status}', 3, '{moment}', '{moment}',"
        " 'OSError: the server is away')",
    )
    return int(rows(app, "SELECT max(id) FROM outgoing_mail")[0][0])


@pytest.mark.parametrize("address", ["/desk", "/desk/outbox", "/desk/outbox/1", "/desk/outbox/9"])
@pytest.mark.parametrize("role", [Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT])
def test_the_desk_is_for_officers_and_administrators(app: Flask, address: str, role: Role) -> None:
    browser = browser_at(app)
    assert browser.get(address).location.startswith("/sign-in")
    browser.let_in(an_account(app, role=role))
    assert browser.get(address).status_code == 403
    assert 'href="/desk"' not in browser.get("/account").text


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_the_menu_leads_those_to_it_who_may_open_it(app: Flask, role: Role) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, OFFICER, role))
    assert 'href="/desk"' in browser.get("/account").text
    answer = browser.get("/desk")
    assert answer.status_code == 200
    assert problems_with_page(answer) == []


def test_an_empty_desk_says_that_nothing_has_run(officer: Browser) -> None:
    answer = officer.get("/desk")
    assert problems_with_page(answer) == []
    said = words_of(answer)
    assert "The scheduler has never run." in said
    assert "Last verified never" in said
    assert "To be issued in" in said


def test_a_full_desk_shows_each_thing_with_its_oldest(app: Flask, officer: Browser) -> None:
    settings = app.extensions["settings"]
    in_service(app)
    number = int(rows(app, "SELECT max(id) FROM account")[0][0])
    change(
        app,
        "INSERT INTO account_change (account_id, kind, reason, status, proposed_by, proposed_at)"
        f" VALUES ({number}, 'reset_factors', 'lost', 'waiting', {number}, '2031-01-02 03:04:05')",
    )
    a_mail(app, "failed", 30)
    a_mail(app, "waiting", 2)
    a_mail(app, "waiting", 0)
    with pytest.raises(ZeroDivisionError), run_noted("deliver mail"):
        raise ZeroDivisionError
    verify_and_post_head(SCHEDULER, settings)
    db.session.rollback()
    changes = queries.account_changes_waiting()
    assert (changes.number, changes.oldest_at) == (1, datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert queries.mails_in_trouble(clock.now()).number == 2
    answer = officer.get("/desk")
    assert problems_with_page(answer) == []
    said = words_of(answer)
    assert "2 Mails that failed or are an hour late" in said
    assert "1 Changes of accounts that wait for an officer" in said
    assert "0 Account requests for the secretariat" in said
    assert 'href="/desk/account-changes"' in answer.text
    assert 'href="/desk/account-requests"' in answer.text
    assert "The scheduler failed at “deliver mail”: ZeroDivisionError" in said
    assert "every operation holds" in said
    assert "never run" not in said


def test_account_requests_count_where_it_is_the_secretariats_turn(
    app: Flask, officer: Browser
) -> None:
    for turn, (status, day) in enumerate(
        (
            ("awaiting_decision", "02"),
            ("awaiting_second_officer", "01"),
            ("awaiting_answer", "01"),
            ("awaiting_confirmation", "01"),
            ("approved", "01"),
        )
    ):
        columns = {
            "reference": f"R{turn}",
            "status": status,
            "status_token_hash": f"{turn}",
            "confirm_by": "2031-01-01 00:00:00",
            "email": "x@mission.example",
            "person_name": "x",
            "telephone": "",
            "state_iso2": "FR",
            "organisation": "x",
            "post_title": "x",
            "wished_role": "reader",
            "request_types": "[]",
            "purpose": "x",
            "voucher": "nobody",
            "language": "en",
            "letter_sha256": "",
            "submitted_at": "2031-01-01 00:00:00",
            "confirmed_at": f"2031-01-{day} 00:00:00",
            "reason": "",
        }
        names, values = ", ".join(columns), ", ".join(f"'{v}'" for v in columns.values())
        change(app, f"INSERT INTO account_request ({names}) VALUES ({values})")
    db.session.rollback()
    waiting = queries.account_requests_waiting()
    assert waiting.number == 2
    assert waiting.oldest_at == datetime(2031, 1, 1, tzinfo=UTC)


def test_a_job_is_late_when_it_has_not_begun_for_long() -> None:
    now = datetime(2031, 1, 1, 12, tzinfo=UTC)
    begun = {"started_at": now - timedelta(minutes=19), "now": now}
    assert not needs_looking_after(error="", **begun)
    assert needs_looking_after(error="OSError", **begun)
    assert needs_looking_after(error="", started_at=now - timedelta(minutes=21), now=now)


def test_the_outbox_of_the_demonstration_shows_what_would_have_been_sent(
    app: Flask, officer: Browser
) -> None:
    answer = officer.get("/desk/outbox")
    assert problems_with_page(answer) == []
    assert "nothing is sent" in words_of(answer)
    mail = officer.get("/desk/outbox/1")
    assert problems_with_page(mail) == []
    (text,) = rows(app, "SELECT text FROM outgoing_mail WHERE id = 1")[0]
    link = next(word for word in text.split() if "/activate/" in word)
    assert f'<a href="{link}">' in mail.text
    assert "mails failed" not in words_of(officer.get("/desk"))


def test_in_service_no_text_of_a_mail_is_ever_shown(app: Flask, officer: Browser) -> None:
    number = a_mail(app, "failed", 1)
    in_service(app)
    answer = officer.get("/desk/outbox")
    said = words_of(answer)
    assert "reader@mission.example failed" in said
    assert "OSError: the server is away" in said
    assert "A secret text" not in answer.text
    assert f'"/desk/outbox/{number}"' not in answer.text
    assert officer.get(f"/desk/outbox/{number}").status_code == 404
    assert officer.get("/desk/outbox/1").status_code == 404


def test_the_outbox_is_narrowed_by_status_and_has_pages(app: Flask, officer: Browser) -> None:
    for number in range(51):
        a_mail(app, "failed", number, f"Failed {number}")
    page = words_of(officer.get("/desk/outbox?status=failed"))
    assert "Failed 50 " in page
    assert "Failed 0 " not in page
    assert "Activate your account" not in page
    assert "Failed 0 " in words_of(officer.get("/desk/outbox?status=failed&page=2"))
    assert officer.get("/desk/outbox?status=nonsense&page=99").status_code == 200


@pytest.mark.parametrize("number", ["0", "777", "99999999999"])
def test_a_mail_that_is_not_there_is_not_found(officer: Browser, number: str) -> None:
    assert officer.get(f"/desk/outbox/{number}").status_code == 404


def test_only_addresses_of_this_directory_become_links() -> None:
    text = (
        "See https://d.example/activate/x_-y or https://d.example and not"
        " https://d.example.evil/x, javascript:x or https://d.examplex\n"
    )
    links = [piece.text for piece in pieces_of(text, "https://d.example") if piece.is_link]
    assert links == ["https://d.example/activate/x_-y", "https://d.example"]
    assert "".join(piece.text for piece in pieces_of(text, "https://d.example")) == text


def announcements(app: Flask) -> list[str]:
    return [row[0] for row in rows(app, "SELECT message_name FROM mail_pause")]


def test_announcements_of_editions_are_kept_back_and_let_go(app: Flask, officer: Browser) -> None:
    page = officer.get("/desk/outbox/pause")
    assert problems_with_page(page) == []
    without = officer.send("/desk/outbox/pause", reason=" ")
    assert without.status_code == 422
    assert "Say why these mails are to wait." in words_of(without)
    assert announcements(app) == []
    assert officer.send("/desk/outbox/pause", reason="A wrong cover.").status_code == 303
    assert announcements(app) == ["edition_available"]
    shown = officer.get("/desk/outbox")
    assert problems_with_page(shown) == []
    assert "A wrong cover." in words_of(shown)
    officer.send("/desk/outbox", to="/desk/outbox/resume")
    assert announcements(app) == []


def test_mails_that_guard_an_account_cannot_be_kept_back(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuleBroken):
        pause_mail(Actor(Role.SECRETARIAT), "sign_in_from_new_browser", reason="Quiet, please.")
    assert announcements(app) == []


def test_a_mail_that_was_given_up_is_tried_again(app: Flask, officer: Browser) -> None:
    failed, sent = a_mail(app, "failed", 3), a_mail(app, "sent", 2)
    assert officer.send("/desk/outbox", to=f"/desk/outbox/{failed}/again").status_code == 303
    found = "SELECT status, attempts FROM outgoing_mail WHERE id = "
    assert tuple(rows(app, f"{found}{failed}")[0]) == ("waiting", 0)
    officer.send("/desk/outbox", to=f"/desk/outbox/{sent}/again")
    assert tuple(rows(app, f"{found}{sent}")[0]) == ("sent", 3)


def test_the_outbox_shows_who_is_told_of_one_edition(app: Flask, officer: Browser) -> None:
    a_mail(app, "sent", 3, "Other news")
    a_mail(app, "waiting", 2, "The edition")
    change(app, "UPDATE outgoing_mail SET about = 'edition/2026/1' WHERE status = 'waiting'")
    one = officer.get("/desk/outbox?about=edition/2026/1")
    assert problems_with_page(one) == []
    assert "The edition" in one.text
    assert "Other news" not in one.text
    for wrong in ("%00", "<b>", "a" * 5000):
        assert "Other news" in officer.get(f"/desk/outbox?about={wrong}").text
