"""Focal points answer for applicants of their own State, once; nobody else learns who asked."""

import threading
from typing import Any

import pytest
from flask import Flask

from cna_directory.access.actors import SCHEDULER
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.operations.vouching import ask_focal_points
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.operation import operation
from tests.features.accounts.visitors import an_account, browser_at, change, rows
from tests.features.admission.requests import (
    a_request_with_letter,
    a_vouching,
    an_officer,
    last_link,
    mails,
    page_of,
    signed_in,
)
from tests.web.checking import problems_with_page, words_of


def a_focal_point(app: Flask, state: str = "FR", email: str = "focal@state.example") -> Any:
    """Return the browser of a State's focal point."""
    return signed_in(app, email, Role.FOCAL_POINT, state_iso2=state)


def test_every_active_focal_point_of_that_state_alone_is_asked(app: Flask) -> None:
    for email, role, state in (
        ("one@fr.example", Role.FOCAL_POINT, "FR"),
        ("two@fr.example", Role.FOCAL_POINT, "FR"),
        ("gone@fr.example", Role.FOCAL_POINT, "FR"),
        ("focal@es.example", Role.FOCAL_POINT, "ES"),
        ("reader@fr.example", Role.READER, "FR"),
    ):
        an_account(app, email, role, state_iso2=state)
    change(app, "UPDATE account SET status = 'suspended' WHERE email = 'gone@fr.example'")
    number = a_request_with_letter(app)

    def ask(actor: Any) -> None:
        ask_focal_points(db.session.get_one(AccountRequest, number), app.extensions["settings"])

    operation(Action.ACCOUNT_REQUEST_CONFIRMED, needs=Capability.KEEP_ACCOUNTS)(ask)(SCHEDULER)
    asked = mails(app, "please_vouch")
    assert [mail[0] for mail in asked] == ["one@fr.example", "two@fr.example"]
    assert "Jeanne" not in repr(asked), "the mail names nobody"
    [(state, answer)] = rows(app, "SELECT state_iso2, answer FROM vouching")
    assert (state, answer) == ("FR", None)


def test_a_focal_point_sees_who_asks_but_not_the_letter(app: Flask) -> None:
    number = a_vouching(app, a_request_with_letter(app))
    browser = a_focal_point(app)
    for page in ("/vouchings", f"/vouchings/{number}"):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert problems_with_page(answer) == []
        assert "Jeanne Exemple" in words_of(answer)
        assert "letter of the ministry" not in answer.text
        assert "tter.pdf" not in answer.text
        assert "To send requests to the right address." not in answer.text


@pytest.mark.parametrize("said", ["yes", "no", "not_known"])
def test_an_answer_counts_once_and_the_secretariat_is_told(app: Flask, said: str) -> None:
    officer = an_officer(app)
    request = a_request_with_letter(app)
    number = a_vouching(app, request)
    browser = a_focal_point(app)
    page = f"/vouchings/{number}"
    assert browser.send(page, answer=said, remark="She sits next door.").status_code == 303
    [mail] = mails(app, "vouching_answered")
    assert mail[0] == "officer@secretariat.example"
    assert "next door" not in mail[1]
    assert "She sits next door." in words_of(officer.get(page_of(request)))
    link = last_link(app, "vouching.answered")
    assert link[0] == f"account-request/{request}"
    assert said in str(link[1])
    assert "next door" not in str(link[1])
    assert browser.send("/account", page, answer="no", remark="Changed.").status_code == 409
    assert [tuple(row) for row in rows(app, "SELECT answer, remark FROM vouching")] == [
        (said, "She sits next door.")
    ]
    assert problems_with_page(browser.get(page)) == []
    assert 'name="answer"' not in browser.get(page).text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"answer": ""}, "answer"),
        ({"answer": "perhaps"}, "answer"),
        ({"answer": "no"}, "remark"),
        ({"answer": "yes", "remark": "x" * 2001}, "remark"),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    app: Flask, values: dict[str, str], field: str
) -> None:
    number = a_vouching(app, a_request_with_letter(app))
    answer = a_focal_point(app).send(f"/vouchings/{number}", **values)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert problems_with_page(answer) == []
    assert rows(app, "SELECT answer FROM vouching")[0][0] is None


def test_applicants_of_another_state_do_not_exist(app: Flask) -> None:
    number = a_vouching(app, a_request_with_letter(app, state_iso2="ES"), "ES")
    browser = a_focal_point(app)
    for page in (f"/vouchings/{number}", "/vouchings/999999999"):
        assert browser.get(page).status_code == 404
        assert browser.send("/vouchings", page, answer="yes").status_code == 404
    assert "Nobody waits for your answer" in words_of(browser.get("/vouchings"))
    assert rows(app, "SELECT answer FROM vouching")[0][0] is None


@pytest.mark.parametrize("status", ["approved", "refused", "lapsed", "awaiting_confirmation"])
def test_after_the_decision_no_answer_is_taken(app: Flask, status: str) -> None:
    number = a_vouching(app, a_request_with_letter(app, status=status))
    browser = a_focal_point(app)
    assert browser.send("/account", f"/vouchings/{number}", answer="yes").status_code == 409
    assert "Nobody waits for your answer" in words_of(browser.get("/vouchings"))


@pytest.mark.parametrize(
    "role", [Role.READER, Role.AUTHORITY_USER, Role.SECRETARIAT, Role.ADMINISTRATOR]
)
def test_only_focal_points_vouch(app: Flask, role: Role) -> None:
    number = a_vouching(app, a_request_with_letter(app))
    browser = signed_in(app, "somebody@state.example", role)
    for page in ("/vouchings", f"/vouchings/{number}"):
        assert browser.get(page).status_code == 403
    answer = browser.send("/account", f"/vouchings/{number}", answer="yes")
    assert answer.status_code == 403
    assert browser_at(app).get(f"/vouchings/{number}").status_code == 303


def test_of_two_focal_points_at_once_one_answers(app: Flask) -> None:
    number = a_vouching(app, a_request_with_letter(app))
    browsers = [a_focal_point(app, email=f"focal{n}@state.example") for n in range(4)]
    answers: list[int] = []

    def answer(browser: Any) -> None:
        sent = browser.send("/account", f"/vouchings/{number}", answer="yes")
        answers.append(sent.status_code)

    threads = [threading.Thread(target=answer, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409, 409, 409]
