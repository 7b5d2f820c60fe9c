"""Officers look at account requests and decide them, on pages and on the real database."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from cna_directory import clock
from cna_directory.access.guard import POLICIES
from cna_directory.access.roles import Role
from cna_directory.admission.standing import RequestStatus
from tests.builders import a_record, seed
from tests.features.accounts.visitors import TOKEN, an_account, browser_at, change, rows
from tests.features.admission.requests import (
    A_LETTER,
    a_nomination,
    a_request,
    a_request_with_letter,
    a_vouching,
    an_officer,
    approve,
    decide,
    last_link,
    mails,
    page_of,
    seen_by,
    signed_in,
    status_of,
)
from tests.web.checking import heading_of, problems_with_page, words_of


def fill() -> None:
    """Write a small directory: two authorities of France, one of Spain."""
    seed(a_record(9001), a_record(9002), a_record(9003, state="ES"))


pytestmark = pytest.mark.filled(by=fill)


def account_of(app: Flask, email: str = "adviser@justice.example") -> Any:
    """Return the account of an address, or nothing."""
    found = rows(
        app,
        "SELECT role, state_iso2, authority_number, status, post_title, organisation, "
        f"succeeds_account_id FROM account WHERE email = '{email}'",
    )
    return tuple(found[0]) if found else None


# --- The queue -------------------------------------------------------------------------------


def test_the_queue_shows_the_oldest_first_and_counts_what_warns(app: Flask) -> None:
    now = clock.now()
    young = a_request(app, reference="R-YOUNG", confirmed_at=now - timedelta(days=1))
    old = a_request(
        app, reference="R-OLD", email="a@gmail.com", confirmed_at=now - timedelta(days=9)
    )
    a_request(app, reference="R-HIDDEN", confirmed_at=None, status="awaiting_confirmation")
    a_request(app, reference="R-REFUSED", email="b@x.example", status=RequestStatus.REFUSED)
    answer = an_officer(app).get("/desk/account-requests")
    words = words_of(answer)
    assert problems_with_page(answer) == []
    assert words.index("R-OLD") < words.index("R-YOUNG")
    assert "9 days" in words
    assert "R-HIDDEN" not in words
    assert "R-REFUSED" not in words
    assert words.count("1 warning") == 1
    assert page_of(young) in answer.text
    assert page_of(old) in answer.text


def test_the_queue_can_show_one_status_alone(app: Flask) -> None:
    a_request(app, reference="R-OPEN")
    a_request(app, reference="R-REFUSED", status=RequestStatus.REFUSED)
    officer = an_officer(app)
    words = words_of(officer.get("/desk/account-requests?status=refused"))
    assert "R-REFUSED" in words
    assert "R-OPEN" not in words
    assert "R-OPEN" in words_of(officer.get("/desk/account-requests?status=nonsense"))


def test_a_long_queue_has_pages(app: Flask) -> None:
    for number in range(27):
        a_request(app, email=f"a{number}@justice.example")
    officer = an_officer(app)
    assert words_of(officer.get("/desk/account-requests")).count("Legal adviser") == 25
    assert words_of(officer.get("/desk/account-requests?page=2")).count("Legal adviser") == 2
    assert "No request waits here" in words_of(officer.get("/desk/account-requests?page=9"))


# --- One request -----------------------------------------------------------------------------


def test_the_page_of_a_request_is_a_good_page_in_every_status(app: Flask) -> None:
    officer = an_officer(app)
    for status in set(RequestStatus) - {RequestStatus.AWAITING_CONFIRMATION}:
        number = a_request_with_letter(app, status=status)
        a_vouching(app, number)
        answer = officer.get(page_of(number))
        assert answer.status_code == 200
        assert problems_with_page(answer) == [], status


def test_a_request_that_nobody_confirmed_does_not_exist(app: Flask) -> None:
    number = a_request(app, confirmed_at=None, status=RequestStatus.AWAITING_CONFIRMATION)
    officer = an_officer(app)
    assert officer.get(page_of(number)).status_code == 404
    assert decide(officer, number, "refuse", seen="x", reason="no").status_code in {400, 404}
    assert officer.get("/desk/account-requests/999999999").status_code == 404


def test_the_number_to_call_back_is_the_directorys_and_the_forms_is_warned_of(app: Flask) -> None:
    number = a_request(app, telephone="+33 6 12 34 56 78")
    words = words_of(an_officer(app).get(page_of(number)))
    of_directory, rest = words.split("Telephone to check")[1].split("The number in the request")
    assert "+999 1 555 0100" in of_directory
    assert "+33 6 12 34 56 78" not in of_directory
    assert rest.strip().startswith("is +33 6 12 34 56 78. Do not use it to check")


def test_hostile_words_stay_words(app: Flask) -> None:
    hostile = "<script>alert(1)</script> %(name)s {{ 7*7 }} \u202eevil"
    number = a_request(
        app, organisation=hostile, post_title=hostile, person_name=hostile, purpose=hostile
    )
    officer = an_officer(app)
    for page in (page_of(number), "/desk/account-requests"):
        answer = officer.get(page)
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.text
        assert "%(name)s {{ 7*7 }} [U+202E]evil" in words_of(answer)


# --- The letter ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media_type", "sent_as", "ending"),
    [
        ("application/pdf", "application/pdf", "pdf"),
        ("image/png", "image/png", "png"),
        ("image/jpeg", "image/jpeg", "jpg"),
        ("text/html", "application/octet-stream", "bin"),
    ],
)
def test_a_letter_is_saved_never_shown_and_recorded(
    app: Flask, media_type: str, sent_as: str, ending: str
) -> None:
    number = a_request_with_letter(app, media_type, reference="R-LETTER")
    answer = an_officer(app).get(f"{page_of(number)}/letter")
    assert answer.data == A_LETTER
    assert answer.mimetype == sent_as
    assert answer.headers["Content-Disposition"] == f"attachment; filename=R-LETTER-letter.{ending}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(A_LETTER)
    assert last_link(app, "letter.downloaded")[0] == f"account-request/{number}"


def test_looking_at_the_head_of_a_letter_takes_and_records_nothing(app: Flask) -> None:
    number = a_request_with_letter(app)
    answer = an_officer(app).head(f"{page_of(number)}/letter")
    assert answer.status_code == 200
    assert last_link(app, "letter.downloaded") is None


def test_where_there_is_no_letter_there_is_no_page(app: Flask) -> None:
    assert an_officer(app).get(f"{page_of(a_request(app))}/letter").status_code == 404


# --- Who may ---------------------------------------------------------------------------------

OTHERS = (Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT, Role.ADMINISTRATOR)
DECISIONS = ("approve", "confirm", "send-back", "ask", "refuse", "invite-again")


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_the_secretariat_sees_or_decides(app: Flask, role: Role) -> None:
    number = a_request_with_letter(app)
    browser = signed_in(app, "somebody@state.example", role)
    for page in ("/desk/account-requests", page_of(number), f"{page_of(number)}/letter"):
        assert browser.get(page).status_code == 403, page
    for verb in DECISIONS:
        answer = browser.send("/account", f"{page_of(number)}/{verb}", seen="x", reason="no")
        assert answer.status_code == 403, verb
    assert status_of(app, number) == "awaiting_decision"
    assert last_link(app, "letter.downloaded") is None


def test_a_visitor_is_sent_to_sign_in(app: Flask) -> None:
    number = a_request_with_letter(app)
    for page in ("/desk/account-requests", page_of(number), f"{page_of(number)}/letter"):
        answer = browser_at(app).get(page)
        assert answer.status_code == 303
        assert "/sign-in" in answer.location


def test_every_decision_needs_its_token_and_a_fresh_second_factor(app: Flask) -> None:
    officer, number = an_officer(app), a_request(app)
    seen = seen_by(officer, number)
    for verb in DECISIONS:
        answer = officer.post(f"{page_of(number)}/{verb}", data={"seen": seen, "reason": "no"})
        assert answer.status_code == 400, verb
    assert status_of(app, number) == "awaiting_decision"
    for view in ("approve", "confirm_approval", "send_back", "ask_applicant", "refuse"):
        assert POLICIES[f"admission.{view}"].is_fresh, view
    assert POLICIES["admission.invite_again"].is_fresh
    assert POLICIES["admission.hand_over"].is_fresh


# --- Asking and refusing ---------------------------------------------------------------------


def test_a_question_goes_to_the_applicant_with_the_page_to_answer_on(app: Flask) -> None:
    number = a_request(app)
    officer = an_officer(app)
    answer = decide(officer, number, "ask", question="Which <b>office</b>?\n\nSince when?")
    assert answer.status_code == 303
    assert status_of(app, number) == "awaiting_answer"
    [(recipient, text, html)] = mails(app, "question_about_your_request")
    assert recipient == "adviser@justice.example"
    assert "Which <b>office</b>?" in text
    assert "&lt;b&gt;office" in html
    assert "http://localhost/account-requests/status/" in text
    assert "Since when?" in words_of(officer.get(page_of(number)))
    assert last_link(app, "account_request.questioned")[0] == f"account-request/{number}"


def test_a_refusal_says_why_and_how_to_ask_again(app: Flask) -> None:
    number = a_request(app)
    answer = decide(an_officer(app), number, "refuse", reason="The ministry does not know you.")
    assert answer.status_code == 303
    assert status_of(app, number) == "refused"
    [(recipient, text, _)] = mails(app, "your_request_was_refused")
    assert recipient == "adviser@justice.example"
    assert "The ministry does not know you." in text
    assert "/account-requests/new" in text
    assert account_of(app) is None


@pytest.mark.parametrize(("verb", "field"), [("ask", "question"), ("refuse", "reason")])
@pytest.mark.parametrize("words", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_text_is_told_at_its_field(
    app: Flask, verb: str, field: str, words: str
) -> None:
    number = a_request(app)
    answer = decide(an_officer(app), number, verb, **{field: words})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert problems_with_page(answer) == []
    assert status_of(app, number) == "awaiting_decision"


# --- Approving -------------------------------------------------------------------------------


def test_an_approval_makes_an_invited_account_of_exactly_what_was_chosen(app: Flask) -> None:
    number = a_request(app, wished_role=Role.FOCAL_POINT)
    assert approve(an_officer(app), number).status_code == 303
    assert status_of(app, number) == "approved"
    assert account_of(app) == (
        "authority_user",
        "FR",
        9001,
        "invited",
        "Legal adviser",
        "Ministry of Samples",
        None,
    )
    [(recipient, text, _)] = mails(app, "activate_your_account")[-1:]
    assert recipient == "adviser@justice.example"
    assert "http://localhost/activate/" in text
    [(reason, decided_by)] = rows(
        app, f"SELECT reason, decided_by FROM account_request WHERE id = {number}"
    )
    assert reason == "Called back on a number from the directory. Spoke with the registry."
    link = last_link(app, "account_request.approved")
    assert link[2] == decided_by
    assert "only" in str(link[1])
    assert "adviser" not in str(link[1])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": ""}, "role"),
        ({"role": "visitor"}, "role"),
        ({"role": "scheduler"}, "role"),
        ({"means": ""}, "means"),
        ({"means": "a feeling"}, "means"),
        ({"authority": ""}, "authority"),
        ({"authority": "9003"}, "authority"),
        ({"authority": "²"}, "authority"),
        ({"role": "reader"}, "authority"),
        ({"state": "", "authority": ""}, "state"),
        ({"state": "XX"}, "authority"),
        ({"role": "secretariat", "authority": ""}, "state"),
        ({"remark": "x" * 4001}, "remark"),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_field(
    app: Flask, changes: dict[str, str], field: str
) -> None:
    number = a_request(app)
    answer = approve(an_officer(app), number, **changes)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert problems_with_page(answer) == []
    assert status_of(app, number) == "awaiting_decision"
    assert account_of(app) is None


def test_the_authorities_of_another_state_can_be_chosen(app: Flask) -> None:
    number = a_request(app)
    officer = an_officer(app)
    assert "9003: " in words_of(officer.get(f"{page_of(number)}?state=ES"))
    assert approve(officer, number, state="ES", authority="9003").status_code == 303
    assert account_of(app)[:3] == ("authority_user", "ES", 9003)


def test_a_reader_of_the_secretariat_needs_no_state(app: Flask) -> None:
    number = a_request(app)
    answer = approve(an_officer(app), number, role="reader", state="", authority="")
    assert answer.status_code == 303
    assert account_of(app)[:3] == ("reader", None, None)


def test_an_address_with_an_account_cannot_be_approved_again(app: Flask) -> None:
    an_account(app, "adviser@justice.example")
    number = a_request(app)
    officer = an_officer(app)
    answer = approve(officer, number)
    assert answer.status_code == 422
    assert "There is an account with this e-mail address already." in words_of(answer)
    assert "has an account already" in words_of(officer.get(page_of(number)))


def test_nobody_decides_on_the_own_address(app: Flask) -> None:
    officer = an_officer(app, "adviser@justice.example")
    number = a_request(app, wished_role=Role.SECRETARIAT)
    for verb, values in (("ask", {"question": "?"}), ("refuse", {"reason": "no"})):
        answer = decide(officer, number, verb, **values)
        assert answer.status_code == 422
        assert "your own address" in words_of(answer)
    assert approve(officer, number).status_code == 422
    assert status_of(app, number) == "awaiting_decision"


def test_genuine_names_survive_the_whole_way(app: Flask) -> None:
    post = "Conseillère à l’entraide – وزارة العدل – می‌خواهم – ქართული – Nguyễn – 司法部 " * 6
    post = post[:299] + "ế"
    number = a_request(app, post_title=post, organisation=post[::-1])
    officer = an_officer(app)
    assert approve(officer, number).status_code == 303
    assert account_of(app)[4:6] == (post, post[::-1])
    assert len(post) == 300


# --- What was seen ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    ["person_name", "email", "organisation", "purpose", "letter_sha256", "telephone"],
)
def test_a_decision_counts_only_for_what_was_seen(app: Flask, what: str) -> None:
    number = a_request(app)
    officer = an_officer(app)
    seen = seen_by(officer, number)
    change(app, f"UPDATE account_request SET {what} = 'another' WHERE id = {number}")
    for verb, values in (
        ("approve", {"role": "reader", "state": "FR", "means": "call_back"}),
        ("ask", {"question": "?"}),
        ("refuse", {"reason": "no"}),
    ):
        answer = decide(officer, number, verb, seen=seen, **values)
        assert answer.status_code == 409, verb
        assert "changed since you opened it" in words_of(answer)
    assert status_of(app, number) == "awaiting_decision"


@pytest.mark.parametrize("status", ["approved", "refused", "lapsed", "awaiting_answer"])
def test_what_is_decided_is_not_decided_again(app: Flask, status: str) -> None:
    number = a_request(app, status=status)
    officer = an_officer(app)
    seen = seen_by(officer, number)
    assert approve(officer, number).status_code == 409
    if status != "awaiting_answer":
        assert seen == ""
        assert decide(officer, number, "refuse", reason="no").status_code == 409
    assert decide(officer, number, "confirm").status_code == 409
    assert status_of(app, number) == status


# --- Two officers ----------------------------------------------------------------------------

FOR_TWO = {"role": "secretariat", "state": "", "authority": ""}


@pytest.mark.parametrize("role", ["secretariat", "administrator"])
def test_two_officers_together_give_the_roles_of_the_secretariat(app: Flask, role: str) -> None:
    first, second = an_officer(app), an_officer(app, "second@secretariat.example")
    number = a_request(app)
    assert approve(first, number, **(FOR_TWO | {"role": role})).status_code == 303
    assert status_of(app, number) == "awaiting_second_officer"
    assert account_of(app) is None
    assert [mail[0] for mail in mails(app, "second_officer_wanted")] == [
        "second@secretariat.example"
    ]
    answer = second.get(page_of(number))
    assert problems_with_page(answer) == []
    assert "What the first officer approved" in words_of(answer)
    assert decide(second, number, "confirm").status_code == 303
    assert account_of(app)[:4] == (role, None, None, "invited")
    assert '"second"' in str(last_link(app, "account_request.approved")[1]).replace("'", '"')


def test_the_first_officer_is_never_the_second(app: Flask) -> None:
    first = an_officer(app)
    number = a_request(app)
    approve(first, number, **FOR_TWO)
    answer = decide(first, number, "confirm")
    assert answer.status_code == 422
    assert "Another officer must confirm it." in words_of(answer)
    assert approve(first, number, **FOR_TWO).status_code == 409
    assert approve(first, number).status_code == 409, "nor by another role in between"
    assert account_of(app) is None


def test_the_second_officer_cannot_approve_something_else(app: Flask) -> None:
    first, second = an_officer(app), an_officer(app, "second@secretariat.example")
    number = a_request(app)
    approve(first, number, **FOR_TWO)
    answer = decide(second, number, "confirm", role="administrator", state="FR")
    assert answer.status_code == 303
    assert account_of(app)[:2] == ("secretariat", None)


@pytest.mark.parametrize(
    "changed",
    [
        "approved_role = 'administrator'",
        "approved_state_iso2 = 'FR'",
        "approved_authority_number = 9001",
        "email = 'other@justice.example'",
        "reason = 'something else'",
    ],
)
def test_the_second_officer_confirms_the_very_same(app: Flask, changed: str) -> None:
    first, second = an_officer(app), an_officer(app, "second@secretariat.example")
    number = a_request(app)
    approve(first, number, **FOR_TWO)
    seen = seen_by(second, number)
    change(app, f"UPDATE account_request SET {changed} WHERE id = {number}")
    answer = decide(second, number, "confirm", seen=seen)
    assert answer.status_code == 409
    assert status_of(app, number) == "awaiting_second_officer"
    assert account_of(app) is None


def test_the_second_officer_may_send_back(app: Flask) -> None:
    first, second = an_officer(app), an_officer(app, "second@secretariat.example")
    number = a_request(app)
    approve(first, number, **FOR_TWO)
    assert decide(second, number, "send-back", why="").status_code == 422
    assert decide(second, number, "send-back", why="Nobody called.").status_code == 303
    assert status_of(app, number) == "awaiting_decision"
    assert [mail[0] for mail in mails(app, "approval_sent_back")] == ["officer@secretariat.example"]
    assert "Nobody called." in words_of(first.get(page_of(number)))
    [row] = rows(
        app,
        "SELECT first_approved_by, approved_role, approved_state_iso2 FROM account_request "
        f"WHERE id = {number}",
    )
    assert tuple(row) == (None, None, None)
    approve(second, number, **FOR_TWO)
    assert decide(first, number, "confirm").status_code == 303
    assert account_of(app)[0] == "secretariat"


def test_of_many_officers_at_once_one_wins(app: Flask) -> None:
    number = a_request(app)
    officers = [an_officer(app, f"officer{n}@secretariat.example") for n in range(6)]
    seen = seen_by(officers[0], number)
    tokens = [_token_of(officer, number) for officer in officers]
    values = {"role": "reader", "state": "FR", "authority": "", "means": "call_back", "seen": seen}
    answers: list[int] = []

    def send(place: int) -> None:
        answer = officers[place].post(
            f"{page_of(number)}/approve", data={**values, "csrf_token": tokens[place]}
        )
        answers.append(answer.status_code)

    _at_once(send, len(officers))
    assert sorted(answers) == [303, *[409] * 5]
    assert len(rows(app, "SELECT 1 FROM account WHERE email = 'adviser@justice.example'")) == 1
    assert len(mails(app, "activate_your_account")) == len(officers) + 1


def test_of_two_second_officers_at_once_one_wins(app: Flask) -> None:
    number = a_request(app)
    approve(an_officer(app), number, **FOR_TWO)
    officers = [an_officer(app, f"second{n}@secretariat.example") for n in range(4)]
    seen = seen_by(officers[0], number)
    tokens = [_token_of(officer, number) for officer in officers]
    answers: list[int] = []

    def send(place: int) -> None:
        verb = "confirm" if place % 2 else "send-back"
        values = {"seen": seen, "why": "No.", "csrf_token": tokens[place]}
        answers.append(officers[place].post(f"{page_of(number)}/{verb}", data=values).status_code)

    _at_once(send, len(officers))
    assert sorted(answers) == [303, 409, 409, 409]


def _token_of(browser: Any, number: int) -> str:
    found = TOKEN.search(browser.get(page_of(number)).text)
    assert found
    return found[1]


def _at_once(send: Any, number: int) -> None:
    threads = [threading.Thread(target=send, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- Inviting again, succeeding --------------------------------------------------------------


def test_a_link_that_ran_out_is_sent_again_and_the_old_one_ends(app: Flask) -> None:
    number = a_request(app)
    officer = an_officer(app)
    approve(officer, number)
    old = _activation_path(app)
    assert decide(officer, number, "invite-again").status_code == 303
    new = _activation_path(app)
    assert new != old
    visitor = browser_at(app)
    assert visitor.get(old).status_code == 410
    assert visitor.get(new).status_code == 200
    change(app, "UPDATE account SET status = 'active' WHERE email = 'adviser@justice.example'")
    answer = decide(officer, number, "invite-again")
    assert answer.status_code == 409
    assert "does not wait for its activation any more" in words_of(answer)
    assert decide(officer, a_request(app), "invite-again").status_code == 409


def test_the_link_of_an_approval_holds_for_ten_days(app: Flask) -> None:
    number = a_request(app)
    approve(an_officer(app), number)
    link, visitor = _activation_path(app), browser_at(app)
    for days, status in ((9, 200), (11, 410)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            assert visitor.get(link).status_code == status


def _activation_path(app: Flask) -> str:
    text = mails(app, "activate_your_account")[-1][1]
    return "/activate/" + text.split("http://localhost/activate/")[1].split()[0]


def test_an_account_succeeds_another_only_where_its_holder_said_so(app: Flask) -> None:
    before = an_account(app, "before@justice.example", Role.AUTHORITY_USER, authority_number=9001)
    other = an_account(app, "other@justice.example", Role.AUTHORITY_USER, authority_number=9001)
    a_nomination(app, before, hands_over=True)
    number = a_request(app)
    officer = an_officer(app)
    words = words_of(officer.get(page_of(number)))
    assert f"The holder of account {before} (Legal adviser) has named this address" in words
    assert approve(officer, number, succeeds=str(other)).status_code == 422
    assert approve(officer, number, succeeds=str(before)).status_code == 303
    assert account_of(app)[6] == before
    [(status,)] = rows(app, f"SELECT status FROM account WHERE id = {before}")
    assert status == "active", "until the successor is activated"


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE nomination SET withdrawn_at = '2026-01-01 00:00:00'",
        "UPDATE account SET status = 'closed' WHERE email = 'before@justice.example'",
        "UPDATE nomination SET email = 'somebody@justice.example'",
    ],
)
def test_a_hand_over_that_does_not_stand_counts_for_nothing(app: Flask, end: str) -> None:
    before = an_account(app, "before@justice.example", Role.AUTHORITY_USER, authority_number=9001)
    a_nomination(app, before, hands_over=True)
    change(app, end)
    number = a_request(app)
    officer = an_officer(app)
    assert "Does this account succeed another?" not in words_of(officer.get(page_of(number)))
    assert approve(officer, number, succeeds=str(before)).status_code == 422


def test_succession_survives_the_second_officer(app: Flask) -> None:
    before = an_account(app, "before@secretariat.example", Role.SECRETARIAT)
    a_nomination(app, before, hands_over=True, state_iso2=None, role=Role.SECRETARIAT)
    number = a_request(app)
    approve(an_officer(app), number, **FOR_TWO, succeeds=str(before))
    second = an_officer(app, "second@secretariat.example")
    assert f"account {before}" in words_of(second.get(page_of(number)))
    assert decide(second, number, "confirm").status_code == 303
    assert account_of(app)[6] == before


def test_the_page_of_an_erased_request_says_so(app: Flask) -> None:
    number = a_request(
        app, status=RequestStatus.REFUSED, erased_at=clock.now(), email="", person_name=""
    )
    answer = an_officer(app).get(page_of(number))
    assert heading_of(answer).startswith("Account request")
    assert "was taken away" in words_of(answer)
    assert problems_with_page(answer) == []
