"""A request in the applicant's hands: confirming the address, following it, answering, withdrawing."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cna_directory import clock
from cna_directory.access.actors import VISITOR
from cna_directory.access.roles import Role
from cna_directory.admission import operations, queries
from cna_directory.admission.operations.mailing import mail_account_requests
from cna_directory.database import db
from cna_directory.errors import AccessRefused, LinkExpired
from cna_directory.scheduler import JOBS, run_job
from tests.features.accounts.visitors import an_account, browser_at, change, rows
from tests.features.admission.applicants import (
    confirmed,
    link_in,
    mailed,
    mails,
    request_row,
    sent,
)
from tests.web.checking import problems_with_page, words_of

CONFIRM = "/account-requests/confirm/"


def put(app: Flask, status: str, **values: str) -> None:
    """Bring the request to a status as the desk does."""
    more = "".join(f", {name} = '{value}'" for name, value in values.items())
    change(app, f"UPDATE account_request SET status = '{status}'{more}")


def asked(app: Flask, question: str = "What is your office number?") -> None:
    """Let the secretariat ask something."""
    put(app, "awaiting_answer")
    change(
        app,
        "INSERT INTO account_request_note (account_request_id, kind, text, written_at)"
        f" SELECT id, 'question', '{question}', submitted_at FROM account_request",
    )


def test_opening_the_link_alone_does_nothing(app: Flask) -> None:
    browser, _ = sent(app)
    mailed(app)
    link = link_in(mails(app)[-1], CONFIRM)
    page = browser.get(link)
    assert "Confirm and send to the secretariat" in page.text
    assert request_row(app).status == "awaiting_confirmation"
    assert browser.post(link).status_code == 400, "a robot without the form's token"
    assert request_row(app).status == "awaiting_confirmation"


def test_the_link_may_be_opened_in_another_browser(app: Flask) -> None:
    sent(app)
    mailed(app)
    link = link_in(mails(app)[-1], CONFIRM)
    assert browser_at(app, "198.51.100.3").send(link).status_code == 303
    assert request_row(app).status == "awaiting_decision"


def test_the_link_works_once(app: Flask) -> None:
    browser, _ = confirmed(app)
    link = next(link_in(m, CONFIRM) for m in mails(app) if m.name == "confirm_your_address")
    page = browser.get(link)
    assert page.status_code == 410
    assert "confirmed already" in page.text
    assert browser.send("/sign-in", link).status_code == 410
    names = [mail.name for mail in mails(app)]
    assert names.count("account_request_received") == 1


@pytest.mark.parametrize(
    ("after", "status"), [(timedelta(days=6, hours=23), 303), (timedelta(days=7), 410)]
)
def test_the_link_holds_for_seven_days_from_its_mail(
    app: Flask, after: timedelta, status: int
) -> None:
    browser, _ = sent(app)
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        mailed(app)
        link = link_in(mails(app)[-1], CONFIRM)
        begin = clock.now()
    with time_machine.travel(begin + after, tick=False):
        assert browser.send("/sign-in", link).status_code == status
    assert (request_row(app).status == "awaiting_decision") is (status == 303)


def test_a_withdrawn_request_is_not_confirmed(app: Flask) -> None:
    browser, own = sent(app)
    mailed(app)
    link = link_in(mails(app)[-1], CONFIRM)
    browser.send(f"{own}/withdraw")
    assert browser.get(link).status_code == 410
    assert browser.send("/sign-in", link).status_code == 410
    assert request_row(app).status == "lapsed"


def test_an_unknown_token_is_not_there(app: Flask) -> None:
    browser = browser_at(app)
    for path in (CONFIRM, "/account-requests/status/"):
        for token in ("x", "x" * 43, "%00", "é"):
            assert browser.get(f"{path}{token}").status_code == 404
            assert browser.send("/sign-in", f"{path}{token}").status_code == 404


def test_of_twenty_at_once_one_confirms(app: Flask) -> None:
    sent(app)
    mailed(app)
    token = link_in(mails(app)[-1], CONFIRM).rpartition("/")[2]
    settings = app.extensions["settings"]
    done: list[str] = []

    def confirm() -> None:
        with app.app_context():
            link = queries.confirmation_link(token)
            try:
                operations.confirm_account_request(VISITOR, link, settings=settings)
                done.append("confirmed")
            except LinkExpired:
                done.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=confirm) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["confirmed", *["refused"] * 19]


def test_the_focal_point_is_asked_only_where_named(app: Flask) -> None:
    an_account(app, "focal@justice.example", Role.FOCAL_POINT)
    confirmed(app, voucher="mission")
    assert rows(app, "SELECT * FROM vouching") == []
    confirmed_again, _ = sent(app, "198.51.100.5", voucher="focal_point", email="b@justice.example")
    assert rows(app, "SELECT * FROM vouching") == [], "not before the address is confirmed"
    mailed(app)
    confirmed_again.send(link_in(mails(app)[-1], CONFIRM))
    ((state,),) = rows(app, "SELECT state_iso2 FROM vouching")
    assert state == "FR"
    assert "focal@justice.example" in {mail.recipient for mail in mails(app)}


def test_the_page_says_the_same_whether_a_focal_point_exists(app: Flask) -> None:
    browser, own = confirmed(app, voucher="focal_point")
    browser.get(own)  # Takes the word of thanks away.
    without = words_of(browser.get(own))
    assert "It also asks the focal point of your State" in without
    an_account(app, "focal@justice.example", Role.FOCAL_POINT)
    assert words_of(browser.get(own)) == without
    change(app, "UPDATE vouching SET answer = 'no', remark = 'an impostor'")
    assert words_of(browser.get(own)) == without


STATUS_WORDS = {
    "awaiting_confirmation": "One thing is left to do.",
    "awaiting_decision": "Your request is with the secretariat.",
    "awaiting_second_officer": "Your request is with the secretariat.",
    "awaiting_answer": "The secretariat has a question for you.",
    "approved": "Your request is approved.",
    "refused": "Your request is refused.",
    "lapsed": "Your request has ended.",
}


def test_every_status_has_its_words(app: Flask) -> None:
    browser, own = confirmed(app)
    for status, words in STATUS_WORDS.items():
        put(app, status, reason="seen by telephone")
        page = browser.get(own)
        assert words in words_of(page)
        assert problems_with_page(page) == []
        may_withdraw = status not in {"approved", "refused", "lapsed"}
        assert ("Withdraw the request" in page.text) is may_withdraw
        # How an applicant was proofed is for officers alone.
        assert ("seen by telephone" in page.text) is (status == "refused")


def test_a_question_is_shown_and_answered(app: Flask) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    browser, own = confirmed(app)
    asked(app)
    page = browser.get(own)
    assert "What is your office number?" in page.text
    empty = browser.send(own, text="  ")
    assert empty.status_code == 422
    assert "Write your answer." in empty.text
    assert problems_with_page(empty) == []
    assert browser.send(own, text="Room 12\r\n\u0007third floor").location == own
    assert "third floor" in browser.get(own).text
    assert request_row(app).status == "awaiting_decision"
    (note,) = rows(app, "SELECT * FROM account_request_note WHERE kind = 'answer'")
    assert (note.text, note.account_id) == ("Room 12\nthird floor", None)
    assert mails(app)[-1].name == "account_request_waiting"


def test_an_answer_counts_only_where_something_is_asked(app: Flask) -> None:
    browser, own = confirmed(app)
    assert browser.send("/sign-in", own, text="Let me in").status_code == 409
    asked(app)
    assert browser.send(own, text="Room 12").status_code == 303
    assert browser.send("/sign-in", own, text="Room 13").status_code == 409
    assert len(rows(app, "SELECT * FROM account_request_note WHERE kind = 'answer'")) == 1


def test_withdrawing_asks_first_and_ends_the_request(app: Flask) -> None:
    browser, own = confirmed(app)
    asking = browser.get(f"{own}/withdraw")
    assert problems_with_page(asking) == []
    assert request_row(app).status == "awaiting_decision"
    assert browser.send(f"{own}/withdraw").location == own
    row = request_row(app)
    assert row.status == "lapsed"
    assert row.decided_at is not None
    assert browser.send("/sign-in", f"{own}/withdraw").status_code == 409
    last = rows(app, "SELECT action FROM audit_operation ORDER BY number DESC")[0]
    assert last.action == "account_request.lapsed"


def test_a_decided_request_is_not_withdrawn(app: Flask) -> None:
    browser, own = confirmed(app)
    put(app, "approved")
    assert browser.send("/sign-in", f"{own}/withdraw").status_code == 409
    assert request_row(app).status == "approved"


def test_every_mail_names_the_same_page(app: Flask) -> None:
    _, own = confirmed(app)
    named = [link_in(m, "/account-requests/status/") for m in mails(app) if "/status/" in m.text]
    assert named == [own, own]
    assert own.rpartition("/")[2] not in repr(request_row(app))


def test_with_a_new_key_a_new_address_is_made_and_works(app: Flask) -> None:
    """What the mails name is where the page is, also after the key of the deployment was changed."""
    browser, own = sent(app)
    old = app.extensions["settings"]
    app.extensions["settings"] = replace(old, secret_key="another key, long enough for it")
    mailed(app)
    app.extensions["settings"] = old
    address = link_in(mails(app)[-1], "/account-requests/status/")
    assert address != own
    assert browser.get(address).status_code == 200


def test_mails_are_whole_in_both_forms(app: Flask) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    an_account(app, "known@justice.example")
    confirmed(app)
    sent(app, "198.51.100.8", email="known@justice.example")
    mailed(app)
    names = {
        "confirm_your_address",
        "you_have_an_account",
        "account_request_received",
        "account_request_waiting",
    }
    ours = [mail for mail in mails(app) if mail.name in names]
    assert {mail.name for mail in ours} == names
    for mail in ours:
        assert mail.subject
        assert "http://localhost/" in mail.text
        assert "{{" not in mail.text + mail.html
        assert mail.html.startswith("<!doctype html>")
        for person in ("O’Brien", "Ministère"):
            assert person not in mail.text


def test_only_the_scheduler_writes_the_first_mail(app: Flask) -> None:
    sent(app)
    with app.app_context(), pytest.raises(AccessRefused):
        mail_account_requests(VISITOR, app.extensions["settings"])
    job = next(job for job in JOBS if job.name == "deliver mail")
    run_job(app, job)
    assert [mail.name for mail in mails(app)] == ["confirm_your_address"]
