"""States nominate who is to have an account; holders hand their posts over."""

import pytest
from flask import Flask

from cna_directory.access.roles import SIGNED_IN, Role
from tests.features.accounts.visitors import browser_at, change, rows
from tests.features.admission.requests import (
    a_nomination,
    a_request,
    an_officer,
    last_link,
    mails,
    page_of,
    signed_in,
)
from tests.web.checking import problems_with_page, words_of

NOMINEE = {
    "email": "Adviser@Justice.EXAMPLE",
    "post_title": "Juge de liaison",
    "role": "authority_user",
}


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.READER])
def test_focal_points_and_missions_nominate_for_their_own_state(app: Flask, role: Role) -> None:
    browser = signed_in(app, "focal@state.example", role, state_iso2="FR")
    assert problems_with_page(browser.get("/nominations")) == []
    assert browser.send("/nominations", **NOMINEE, state_iso2="ES").status_code == 303
    [made] = rows(app, "SELECT email, post_title, role, state_iso2, hands_over FROM nomination")
    assert tuple(made)[:4] == ("adviser@justice.example", "Juge de liaison", "authority_user", "FR")
    assert not made[4]
    [(recipient, text, _)] = mails(app, "you_are_nominated")
    assert recipient == "adviser@justice.example"
    assert "http://localhost/account-requests/new" in text
    link = last_link(app, "nomination.made")
    assert "adviser" not in str(link)
    words = words_of(browser.get("/nominations"))
    assert "adviser@justice.example" in words
    assert "Juge de liaison" in words


def test_the_officer_sees_the_nomination(app: Flask) -> None:
    browser = signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    browser.send("/nominations", **NOMINEE)
    officer = an_officer(app)
    fits = a_request(app)
    otherwise = a_request(app, wished_role=Role.FOCAL_POINT)
    elsewhere = a_request(app, email="somebody@justice.example")
    assert "Good sign: Nominated for this role and State" in words_of(officer.get(page_of(fits)))
    assert "Warning: Nominated by" in words_of(officer.get(page_of(otherwise)))
    assert "Nominated" not in words_of(officer.get(page_of(elsewhere)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "focal@state.example"}, "email"),
        ({"post_title": " "}, "post_title"),
        ({"post_title": "x" * 301}, "post_title"),
        ({"role": ""}, "role"),
        ({"role": "secretariat"}, "role"),
        ({"role": "administrator"}, "role"),
    ],
)
def test_what_cannot_be_nominated_is_told_at_its_field(
    app: Flask, changes: dict[str, str], field: str
) -> None:
    browser = signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    answer = browser.send("/nominations", **(NOMINEE | changes))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert problems_with_page(answer) == []
    assert rows(app, "SELECT id FROM nomination") == []


def test_genuine_posts_of_300_characters_are_kept(app: Flask) -> None:
    post = ("Trợ lý – مساعد قانونی می‌خواهم – მრჩეველი – l’entraide " * 8)[:299] + "ế"
    browser = signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    assert browser.send("/nominations", **(NOMINEE | {"post_title": post})).status_code == 303
    assert rows(app, "SELECT post_title FROM nomination")[0][0] == post


@pytest.mark.parametrize("role", [Role.AUTHORITY_USER, Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_others_do_not_nominate(app: Flask, role: Role) -> None:
    browser = signed_in(app, "somebody@state.example", role)
    assert browser.get("/nominations").status_code == 403
    assert browser.send("/account", "/nominations", **NOMINEE).status_code == 403
    assert browser_at(app).get("/nominations").status_code == 303


def test_a_reader_without_a_state_nominates_nobody(app: Flask) -> None:
    browser = signed_in(app, "agency@world.example", Role.READER)
    assert "belongs to no State" in words_of(browser.get("/nominations"))
    assert browser.send("/account", "/nominations", **NOMINEE).status_code == 403
    assert rows(app, "SELECT id FROM nomination") == []


def test_one_withdraws_only_what_one_nominated(app: Flask) -> None:
    browser = signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    browser.send("/nominations", **NOMINEE)
    [(number, own)] = rows(app, "SELECT id, nominated_by FROM nomination")
    other = signed_in(app, "other@state.example", Role.FOCAL_POINT)
    path = f"/nominations/{number}/withdraw"
    assert other.send("/nominations", path).status_code == 404
    assert other.send("/nominations", "/nominations/999999/withdraw").status_code == 404
    assert rows(app, "SELECT withdrawn_at FROM nomination")[0][0] is None
    assert browser.send("/nominations", path).status_code == 303
    assert last_link(app, "nomination.withdrawn")[2] == own
    assert browser.send("/nominations", path).status_code == 409
    assert "Withdrawn" in words_of(browser.get("/nominations"))
    assert "Nominated" not in words_of(an_officer(app).get(page_of(a_request(app))))


def test_nobody_nominates_more_than_twenty_a_day(app: Flask) -> None:
    browser = signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    for number in range(20):
        values = NOMINEE | {"email": f"a{number}@justice.example"}
        assert browser.send("/nominations", **values).status_code == 303
    assert browser.send("/nominations", **NOMINEE).status_code == 429
    hand_over = {"email": "a@justice.example", "post_title": "Judge"}
    assert browser.send("/nominations/hand-over", **hand_over).status_code == 429
    assert len(mails(app, "you_are_nominated")) == 20


@pytest.mark.parametrize("role", SIGNED_IN)
def test_every_holder_may_hand_the_own_post_over(app: Flask, role: Role) -> None:
    officer = an_officer(app)
    browser = signed_in(app, "holder@state.example", role)
    page = "/nominations/hand-over"
    assert problems_with_page(browser.get(page)) == []
    sent = browser.send(page, email="next@state.example", post_title="Legal adviser", role="reader")
    assert sent.status_code == 303
    [made] = rows(app, "SELECT id, email, role, nominated_by, hands_over FROM nomination")
    [(holder,)] = rows(app, "SELECT id FROM account WHERE email = 'holder@state.example'")
    assert tuple(made)[1:4] == ("next@state.example", role.value, holder)
    assert made[4]
    [(recipient, text, _)] = mails(app, "you_are_named_successor")
    assert recipient == "next@state.example"
    assert "ends when yours begins" in text
    assert mails(app, "successor_named")[0][0] == "officer@secretariat.example"
    number = a_request(app, email="next@state.example")
    assert f"The holder of account {holder}" in words_of(officer.get(page_of(number)))
    assert "next@state.example" in words_of(browser.get(page))
    assert browser.send(page, f"/nominations/{made[0]}/withdraw").status_code == 303
    assert "The holder of account" not in words_of(officer.get(page_of(number)))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "holder@state.example", "post_title": "Judge"}, "email"),
        ({"email": "", "post_title": "Judge"}, "email"),
        ({"email": "a@b.example", "post_title": ""}, "post_title"),
    ],
)
def test_what_cannot_be_handed_over_is_told_at_its_field(
    app: Flask, values: dict[str, str], field: str
) -> None:
    browser = signed_in(app, "holder@state.example", Role.READER)
    answer = browser.send("/nominations/hand-over", **values)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert problems_with_page(answer) == []


def test_nominations_of_a_closed_account_speak_for_nobody(app: Flask) -> None:
    signed_in(app, "focal@state.example", Role.FOCAL_POINT)
    [(number,)] = rows(app, "SELECT id FROM account WHERE email = 'focal@state.example'")
    a_nomination(app, number)
    officer, request = an_officer(app), a_request(app)
    assert "Nominated for" in words_of(officer.get(page_of(request)))
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {number}")
    assert "Nominated for" not in words_of(officer.get(page_of(request)))
