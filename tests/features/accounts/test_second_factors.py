"""The second factor: no session without it, each code once, and asked for again before what matters."""

import json
import re
from datetime import UTC, datetime, timedelta

import html5lib
import pyotp
import pytest
import time_machine

from cna_directory import clock
from cna_directory.access.actors import VISITOR
from cna_directory.accounts import operations, queries
from cna_directory.accounts.offers import offer_app
from cna_directory.accounts.operations.second_factors import Shown, count_shown
from cna_directory.accounts.rules.factors import matching_step, typed_digits
from cna_directory.accounts.standing import ChallengePurpose
from cna_directory.errors import LinkExpired, TooManyAttempts
from tests.features.accounts.factors import (
    EMAIL,
    RECOVERY_CODE,
    SECRET,
    code_now,
    give_app,
    give_recovery_code,
    take_factors,
)
from tests.features.accounts.software_key import PRESENT, SoftwareKey
from tests.features.accounts.test_links import CHOSEN, invitation
from tests.features.accounts.visitors import (
    PASSWORD,
    TOKEN,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    key_of,
    rows,
)
from tests.web.checking import problems_with_page, words_of

SECOND = "/sign-in/second-factor"
OWN = "/account/second-factor"
MORNING = datetime(2026, 11, 23, 8, 0, 5, tzinfo=UTC)
CODE = re.compile(r"<code dir=\"ltr\">([A-Z2-7 ]+)</code>")
SEALED = re.compile(r'name="sealed"[^>]*value="([^"]+)"')


def at_second_step(app, email=EMAIL):
    browser = browser_at(app)
    assert browser.send_password(email).location == SECOND
    return browser


def with_app(app):
    number = an_account(app)
    give_app(app, number)
    give_recovery_code(app, number)
    return number


def codes_on(page):
    return CODE.findall(page.text)


def test_a_password_alone_opens_nothing(app):
    an_account(app)
    browser = at_second_step(app)
    assert not browser.is_let_in()
    assert rows(app, "SELECT count(*) FROM user_session")[0][0] == 0
    page = browser.get(SECOND)
    assert problems_with_page(page) == []


@pytest.mark.parametrize("script", ["ascii", "arabic", "persian", "fullwidth"])
def test_a_code_lets_in_however_it_is_typed(app, script):
    with_app(app)
    browser = at_second_step(app)
    zero = {"ascii": "0", "arabic": "٠", "persian": "۰", "fullwidth": "０"}[script]
    digits = [chr(ord(zero) + int(digit)) for digit in code_now()]
    typed = f" {''.join(digits[:3])} {''.join(digits[3:])}\u200f "
    answer = browser.send(SECOND, code=typed)
    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.is_let_in()
    assert rows(app, "SELECT factor FROM user_session")[0][0] == "authenticator_app"


def test_a_code_counts_once_also_padded_and_after_a_failed_try(app):
    with_app(app)
    with time_machine.travel(MORNING, tick=False):
        code = code_now()
        assert at_second_step(app).send(SECOND, code=code).status_code == 303
        second = at_second_step(app)
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        for typed in (f" {code} ", f"{code[:3]} {code[3:]}", wrong, code):
            answer = second.send(SECOND, code=typed)
            assert answer.status_code == 422, typed
            assert "was used before" in answer.text
        assert not second.is_let_in()


def test_the_code_before_counts_for_fifteen_seconds_and_none_from_the_future():
    secret, step = pyotp.random_base32(), 60_000_000
    at = pyotp.TOTP(secret)

    def tried(code_of, seconds):
        now = datetime.fromtimestamp(step * 30 + seconds, UTC)
        return matching_step(secret, at.generate_otp(code_of), now, 0)

    assert tried(step, 0) == tried(step, 29) == step
    assert tried(step - 1, 15) == step - 1
    assert tried(step - 1, 16) is None
    assert tried(step - 2, 0) is None
    assert tried(step + 1, 29) is None
    now = datetime.fromtimestamp(step * 30, UTC)
    assert matching_step(secret, at.generate_otp(step), now, last_step=step) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345x", "²²²²²²", "½½½½½½", "\0" * 6])
def test_what_is_no_code_is_none(typed):
    assert matching_step(SECRET, typed, MORNING, 0) is None
    assert typed_digits("١٢٣ 456") == "123456"


def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(app):
    with_app(app)
    browser = at_second_step(app)
    answer = browser.send(SECOND, recovery_code=f"  {RECOVERY_CODE.lower().replace(' ', '-')} ")
    assert answer.status_code == 303
    assert "You used a recovery code: 1 of 2 are left." in browser.get("/account").text
    again = at_second_step(app).send(SECOND, recovery_code=RECOVERY_CODE)
    assert again.status_code == 422
    assert "used before" in again.text


def test_a_wrong_factor_is_in_the_trail_and_the_secrets_are_not(app):
    number = with_app(app)
    browser = at_second_step(app)
    browser.send(SECOND, code="000000")
    browser.send(SECOND, code=code_now())
    trail = everything_in_the_trail(app)
    assert "wrong_second_factor" in trail
    sealed, code_hash = rows(
        app, "SELECT a.secret, r.code_hash FROM authenticator_app a, recovery_code r"
    )[0]
    for secret in (SECRET, sealed, code_hash, RECOVERY_CODE):
        assert secret not in trail
    assert SECRET not in sealed
    found = rows(app, "SELECT action, subject FROM audit_operation ORDER BY number DESC")
    assert found[0].action == "sign_in.accepted"
    assert found[0].subject == f"account/{number}"


def test_the_wait_for_the_second_factor_ends_after_ten_minutes(app):
    with_app(app)
    with time_machine.travel(MORNING, tick=False) as time:
        browser = at_second_step(app)
        time.shift(timedelta(minutes=9, seconds=59))
        assert browser.get(SECOND).status_code == 200
        time.shift(timedelta(seconds=1))
        answer = browser.send("/sign-in", SECOND, code=code_now())
        assert (answer.status_code, answer.location) == (303, "/sign-in")
        assert "Too much time has passed" in browser.get("/sign-in").text
        assert not browser.is_let_in()


def test_suspension_ends_the_wait_too(app):
    with_app(app)
    browser = at_second_step(app)
    change(app, "UPDATE account SET status='suspended'")
    assert browser.send("/sign-in", SECOND, code=code_now()).location == "/sign-in"
    assert not browser.is_let_in()


def test_the_wait_is_over_once_it_was_answered(app):
    with_app(app)
    browser = at_second_step(app)
    with browser.session_transaction() as cookie:
        token = cookie["pending_sign_in"]
    browser.send(SECOND, code=code_now())
    with browser.session_transaction() as cookie:
        assert "pending_sign_in" not in cookie
    thief = browser_at(app)
    with thief.session_transaction() as cookie:
        cookie["pending_sign_in"] = token
    assert thief.get(SECOND).location == "/sign-in"


def test_codes_are_limited_per_account_and_a_passkey_still_lets_in(app):
    with_app(app)
    with time_machine.travel(MORNING, tick=False):
        browser = at_second_step(app)
        answers = [browser.send(SECOND, code="000000").status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]
        assert browser.send(SECOND, code=code_now()).status_code == 429
        assert browser.send(SECOND, recovery_code=RECOVERY_CODE).status_code == 429
        told = "action = 'sign_in.refused' AND CAST(details AS VARCHAR) LIKE '%too_many_attempts%'"
        statement = f"SELECT subject FROM audit_operation WHERE {told}"
        assert [row.subject for row in rows(app, statement)] == ["account/1"]
        assert browser.send_passkey(SECOND, key_of(EMAIL)).status_code == 303
        assert browser.is_let_in()


@pytest.mark.parametrize(
    ("within", "waits", "allowed"),
    [
        (timedelta(minutes=50), timedelta(minutes=5), 20),
        (timedelta(hours=20), timedelta(minutes=20), 50),
    ],
)
def test_codes_are_limited_per_hour_and_day(app, within, waits, allowed):
    with_app(app)
    with time_machine.travel(MORNING, tick=False) as time, app.app_context():
        counted, end = 0, clock.now() + within
        while clock.now() < end:
            for _ in range(5):
                try:
                    count_shown(
                        VISITOR, Shown(code="1"), account_id=1, purpose=ChallengePurpose.SIGN_IN
                    )
                    counted += 1
                except TooManyAttempts:
                    break
            time.shift(waits)
        assert counted == allowed


def test_a_passkey_alone_signs_in_and_leads_on(app):
    an_account(app)
    browser = browser_at(app)
    answer = browser.send_passkey(
        "/sign-in?next=/account", key_of(EMAIL), to="/sign-in/passkey?next=/account"
    )
    assert (answer.status_code, answer.location) == (303, "/account")
    assert browser.is_let_in()
    assert rows(app, "SELECT factor FROM user_session")[0][0] == "passkey"


def tried_passkey(app, key, spoil=lambda answer: answer, **changes):
    """Return what a passkey alone was answered, after `spoil` changed its answer."""
    browser = browser_at(app)
    token = TOKEN.search(browser.get("/sign-in").text)[1]
    question = browser.post("/sign-in/passkey/question", data={"csrf_token": token}).text
    data = {"csrf_token": token, "answer": spoil(key.shown(question, **changes))}
    answer = browser.post("/sign-in/passkey", data=data)
    assert browser.is_let_in() == (answer.status_code == 303)
    return answer


def spoilt(change_answer):
    def spoil(text):
        answer = json.loads(text)
        change_answer(answer)
        return json.dumps(answer)

    return spoil


def test_every_refused_passkey_gets_the_same_answer(app):
    number = an_account(app)
    an_account(app, "suspended@mission.example")
    an_account(app, "unfinished@mission.example")
    change(app, "UPDATE account SET status='suspended' WHERE email LIKE 'suspended%'")
    change(app, "DELETE FROM recovery_code WHERE account_id = (SELECT max(id) FROM account)")
    mine = key_of(EMAIL)
    answers = [
        tried_passkey(app, SoftwareKey("nobody")),
        tried_passkey(app, key_of("suspended@mission.example")),
        tried_passkey(app, key_of("unfinished@mission.example")),
        tried_passkey(app, SoftwareKey(EMAIL, flags=PRESENT)),
        tried_passkey(app, SoftwareKey(EMAIL, origin="https://evil.example")),
        tried_passkey(app, SoftwareKey(EMAIL, origin="http://localhost:81")),
        tried_passkey(app, mine, crossOrigin=True),
        tried_passkey(app, mine, type="webauthn.create"),
        tried_passkey(app, mine, challenge="AAAA"),
        tried_passkey(app, mine, handle=b"somebody else"),
        tried_passkey(app, mine, spoilt(lambda a: a["response"].update(signature="AAAA"))),
        tried_passkey(app, mine, lambda text: text[:-1]),
        tried_passkey(app, mine, lambda text: ""),
    ]
    pages = {(a.status_code, TOKEN.sub("", a.text)) for a in answers}
    assert len(pages) == 1
    assert answers[0].status_code == 422
    assert problems_with_page(answers[0]) == []
    assert "unknown_passkey" in everything_in_the_trail(app)
    assert rows(app, f"SELECT count(*) FROM user_session WHERE account_id={number}")[0][0] == 0
    assert tried_passkey(app, mine).status_code == 303


def test_an_answer_counts_once(app):
    an_account(app)
    browser, thief = browser_at(app), browser_at(app)
    tokens = [TOKEN.search(b.get("/sign-in").text)[1] for b in (browser, thief)]
    question = browser.post("/sign-in/passkey/question", data={"csrf_token": tokens[0]}).text
    answer = key_of(EMAIL).shown(question)
    sent = [
        who.post("/sign-in/passkey", data={"csrf_token": token, "answer": answer}).status_code
        for who, token in zip((browser, thief), tokens, strict=True)
    ]
    assert sent == [303, 422]


def test_an_answer_counts_for_five_minutes(app):
    an_account(app)
    with time_machine.travel(MORNING, tick=False) as time:

        def late(text):
            time.shift(timedelta(minutes=5))
            return text

        assert tried_passkey(app, key_of(EMAIL), late).status_code == 422


def test_an_answer_to_one_question_does_not_answer_another(app):
    number = an_account(app)
    browser = at_second_step(app)
    token = TOKEN.search(browser.get(SECOND).text)[1]
    question = browser.post(f"{SECOND}/question", data={"csrf_token": token}).text
    answer = key_of(EMAIL).shown(question)
    alone = browser.post("/sign-in/passkey", data={"csrf_token": token, "answer": answer})
    assert alone.status_code == 422
    signed_in = browser_at(app)
    signed_in.let_in(number, confirmed_at=clock.now() - timedelta(hours=1))
    token = TOKEN.search(signed_in.get("/account").text)[1]
    question = signed_in.post("/sign-in/passkey/question", data={"csrf_token": token}).text
    again = signed_in.send("/sign-in/again", answer=key_of(EMAIL).shown(question))
    assert again.status_code == 422


def test_a_count_that_goes_back_tells_of_a_copy_and_is_refused(app):
    an_account(app)
    change(app, "UPDATE passkey SET sign_count = 7")
    for count, status in ((7, 422), (6, 422), (0, 422), (8, 303), (8, 422), (9, 303)):
        key = SoftwareKey(EMAIL, count=count)
        assert tried_passkey(app, key).status_code == status, count


def test_a_used_up_password_limit_does_not_keep_a_passkey_out(app):
    an_account(app)
    for _ in range(11):
        last = browser_at(app).send_password(EMAIL, "x" * 129)
    assert last.status_code == 429
    assert tried_passkey(app, key_of(EMAIL)).status_code == 303


def activated(app):
    browser = browser_at(app)
    assert browser.send(invitation(app), **CHOSEN).location == "/sign-in/set-up"
    return browser


def test_an_account_is_set_up_with_a_passkey_and_signed_in(app):
    browser = activated(app)
    for path in ("/sign-in/set-up", "/sign-in/set-up/passkey"):
        assert problems_with_page(browser.get(path)) == []
    key = SoftwareKey("new")
    answer = browser.send_passkey("/sign-in/set-up/passkey", key, name="Office computer")
    assert answer.location == "/sign-in/set-up/recovery-codes"
    assert not browser.is_let_in()
    page = browser.get(answer.location)
    assert problems_with_page(page) == []
    codes, token = codes_on(page), TOKEN.search(page.text)[1]
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([A-Z2-7]{4} ){5}[A-Z2-7]{4}", code) for code in codes)
    data = {"csrf_token": token, "sealed": SEALED.search(page.text)[1]}
    wrong = browser.post(answer.location, data=data | {"typed": "ABCD"})
    assert wrong.status_code == 422
    assert codes_on(wrong) == codes, "a mistyped code keeps the codes on the paper"
    done = browser.post(answer.location, data=data | {"typed": codes[4].lower()})
    assert (done.status_code, done.location) == (303, "/")
    assert browser.is_let_in()
    assert rows(app, "SELECT count(*) FROM recovery_code WHERE used_at IS NULL")[0][0] == 10
    actions = [row[0] for row in rows(app, "SELECT action FROM audit_operation ORDER BY number")]
    assert actions[-3:] == ["passkey.added", "recovery_codes.made", "sign_in.accepted"]
    trail = everything_in_the_trail(app)
    assert not any(code in trail for code in codes)
    mails = [row[0] for row in rows(app, "SELECT message_name FROM outgoing_mail ORDER BY id")]
    assert mails == ["activate_your_account", "second_factor_changed"]
    assert tried_passkey(app, key).status_code == 303


def test_an_account_is_set_up_with_an_app_and_its_first_code_counts_no_second_time(app):
    with time_machine.travel(MORNING, tick=False):
        browser = activated(app)
        page = browser.get("/sign-in/set-up/app")
        assert problems_with_page(page) == []
        assert "<svg" in page.text
        secret = codes_on(page)[0].replace(" ", "")
        data = {"csrf_token": TOKEN.search(page.text)[1], "sealed": SEALED.search(page.text)[1]}
        wrong = browser.post("/sign-in/set-up/app", data=data | {"code": "000000"})
        assert wrong.status_code == 422
        assert codes_on(wrong)[0].replace(" ", "") == secret
        right = browser.post("/sign-in/set-up/app", data=data | {"code": code_now(secret)})
        assert right.location == "/sign-in/set-up/recovery-codes"
        replayed = browser_at(app)
        assert replayed.send_password("officer@secretariat.example").location == SECOND
        assert replayed.send(SECOND, code=code_now(secret)).status_code == 422


def test_a_set_up_that_was_left_goes_on_and_asks_for_the_factor_first(app):
    browser = activated(app)
    email = "officer@secretariat.example"
    assert browser_at(app).send_password(email).location == "/sign-in/set-up"
    browser.send_passkey("/sign-in/set-up/passkey", key_of(email), name="Key")
    later = browser_at(app)
    assert later.send_password(email).location == SECOND
    for path in ("/sign-in/set-up", "/sign-in/set-up/app", "/sign-in/set-up/recovery-codes"):
        assert later.get(path).location == SECOND, "a password alone sets nothing up"
    assert later.send_passkey(SECOND, key_of(email)).location == "/sign-in/set-up/recovery-codes"
    assert not later.is_let_in()


def test_of_two_who_know_the_password_the_second_adds_no_factor(app):
    number = an_account(app)
    take_factors(app, number)
    first, second = browser_at(app), browser_at(app)
    for browser in (first, second):
        assert browser.send_password(EMAIL).location == "/sign-in/set-up"
    page = second.get("/sign-in/set-up/passkey").text
    token = TOKEN.search(page)[1]
    question = second.post("/sign-in/set-up/passkey/question", data={"csrf_token": token}).text
    first.send_passkey("/sign-in/set-up/passkey", SoftwareKey("first"), name="First")
    data = {"csrf_token": token, "answer": SoftwareKey("second").made(question), "name": "Second"}
    assert second.post("/sign-in/set-up/passkey", data=data).location == SECOND
    assert rows(app, "SELECT name FROM passkey")[0][0] == "First"


def test_the_operation_itself_adds_no_first_factor_where_there_is_one(app):
    number, settings = an_account(app), app.extensions["settings"]
    with app.app_context():
        token = operations.sign_in_by_password(VISITOR, email=EMAIL, password=PASSWORD)
        pending = queries.pending_sign_in(token)
        offer = offer_app(number, settings)
        with pytest.raises(LinkExpired):
            operations.add_app(
                pending.as_actor(""),
                sealed=offer.sealed,
                code=code_now(offer.secret),
                settings=settings,
                pending=pending,
            )
    assert rows(app, "SELECT count(*) FROM authenticator_app")[0][0] == 0


def fresh(app, number, minutes=0):
    browser = browser_at(app)
    browser.let_in(number, confirmed_at=clock.now() - timedelta(minutes=minutes))
    return browser


def test_factors_are_listed_added_and_removed_but_never_the_last(app):
    number = an_account(app)
    browser = fresh(app, number)
    page = browser.get(OWN)
    assert problems_with_page(page) == []
    assert "Your only second factor" in page.text
    (only,) = rows(app, "SELECT id FROM passkey")[0]
    assert browser.send(OWN, f"{OWN}/passkeys/{only}/remove").status_code == 422
    added = browser.send_passkey(f"{OWN}/new-passkey", SoftwareKey("blue"), name=" Blue\0 key ")
    assert added.location == OWN
    assert "Blue key" in words_of(browser.get(OWN))
    nameless = browser.send_passkey(f"{OWN}/new-passkey", SoftwareKey("red"), name="  ")
    assert nameless.status_code == 422
    twice = browser.send_passkey(f"{OWN}/new-passkey", SoftwareKey("blue"), name="Again")
    assert twice.status_code == 422
    assert browser.send(OWN, f"{OWN}/passkeys/{only}/remove").location == OWN
    assert rows(app, "SELECT name FROM passkey")[0][0] == "Blue key"
    words = [row[0] for row in rows(app, "SELECT text FROM outgoing_mail ORDER BY id")]
    assert "A passkey was added to your account" in words[-2]
    assert "A passkey was removed from your account" in words[-1]


def test_somebody_elses_passkey_is_as_if_it_did_not_exist(app):
    number = an_account(app)
    an_account(app, "other@mission.example")
    browser = fresh(app, number)
    (theirs,) = rows(app, f"SELECT id FROM passkey WHERE account_id <> {number}")[0]
    refused = browser.send(OWN, f"{OWN}/passkeys/{theirs}/remove")
    missing = browser.send(OWN, f"{OWN}/passkeys/4242/remove")
    assert refused.status_code == missing.status_code == 404
    assert rows(app, "SELECT count(*) FROM passkey")[0][0] == 2


def test_an_app_is_replaced_only_when_the_new_one_works(app):
    number = an_account(app)
    give_app(app, number)
    browser = fresh(app, number)
    page = browser.get(f"{OWN}/new-app")
    data = {"csrf_token": TOKEN.search(page.text)[1], "sealed": SEALED.search(page.text)[1]}
    before = rows(app, "SELECT secret FROM authenticator_app")
    assert browser.post(f"{OWN}/new-app", data=data | {"code": "000000"}).status_code == 422
    assert rows(app, "SELECT secret FROM authenticator_app") == before
    code = code_now(codes_on(page)[0].replace(" ", ""))
    assert browser.post(f"{OWN}/new-app", data=data | {"code": code}).location == OWN
    assert rows(app, "SELECT secret FROM authenticator_app") != before
    assert browser.send(OWN, f"{OWN}/remove-app").location == OWN
    assert rows(app, "SELECT count(*) FROM authenticator_app")[0][0] == 0


def test_new_recovery_codes_end_the_old_ones_and_no_page_brings_used_ones_back(app):
    number = an_account(app)
    give_recovery_code(app, number)
    browser = fresh(app, number)
    page = browser.get(f"{OWN}/recovery-codes")
    codes = codes_on(page)
    data = {
        "csrf_token": TOKEN.search(page.text)[1],
        "sealed": SEALED.search(page.text)[1],
        "typed": codes[0],
    }
    assert browser.post(f"{OWN}/recovery-codes", data=data).location == OWN
    assert at_second_step(app).send(SECOND, recovery_code=RECOVERY_CODE).status_code == 422
    assert at_second_step(app).send(SECOND, recovery_code=codes[0]).status_code == 303
    again = browser.post(f"{OWN}/recovery-codes", data=data)
    assert again.status_code == 422
    assert at_second_step(app).send(SECOND, recovery_code=codes[0]).status_code == 422


def test_what_a_page_offers_is_bound_to_the_account_and_an_hour(app):
    mine, theirs = an_account(app), an_account(app, "other@mission.example")
    with time_machine.travel(MORNING, tick=False) as time:
        page = fresh(app, mine).get(f"{OWN}/recovery-codes")
        sealed, typed = SEALED.search(page.text)[1], codes_on(page)[0]
        other = fresh(app, theirs)
        refused = other.send(f"{OWN}/recovery-codes", sealed=sealed, typed=typed)
        assert refused.status_code == 422
        time.shift(timedelta(hours=1, seconds=1))
        late = fresh(app, mine).send(f"{OWN}/recovery-codes", sealed=sealed, typed=typed)
        assert late.status_code == 422
        junk = fresh(app, mine).send(f"{OWN}/recovery-codes", sealed="junk", typed=typed)
        assert junk.status_code == 422
    assert rows(app, "SELECT count(*) FROM recovery_code")[0][0] == 2


def test_a_page_that_matters_asks_again_after_five_minutes(app):
    number = an_account(app)
    with time_machine.travel(MORNING, tick=False) as time:
        browser = fresh(app, number)
        time.shift(timedelta(minutes=5))
        assert browser.get(OWN).status_code == 200
        time.shift(timedelta(seconds=1))
        asked = browser.get(f"{OWN}?a=b")
        assert (asked.status_code, asked.location) == (
            303,
            "/sign-in/again?next=/account/second-factor?a%3Db",
        )
        assert problems_with_page(browser.get(asked.location)) == []
        answer = browser.send_passkey(asked.location, key_of(EMAIL))
        assert (answer.status_code, answer.location) == (303, f"{OWN}?a=b")
        assert browser.get(OWN).status_code == 200
    actions = rows(app, "SELECT action, details FROM audit_operation ORDER BY number DESC LIMIT 1")
    assert actions[0].action == "second_factor.shown"
    assert "passkey" in str(actions[0].details)


def test_a_form_that_matters_is_kept_to_the_letter_while_it_asks_again(app):
    """The name holds what a page shows otherwise: marks nobody sees, and signs of markup."""
    number = an_account(app)
    give_app(app, number)
    browser = fresh(app, number, minutes=6)
    token = TOKEN.search(browser.get("/account").text)[1]
    question = browser.post(f"{OWN}/new-passkey/question", data={"csrf_token": token}).text
    name = "Clé \u200eمفتاح‌ها\u200f <b> & \"x\" 'y'"
    sent = {"csrf_token": token, "name": name, "answer": SoftwareKey("kept").made(question)}
    asked = browser.post(f"{OWN}/new-passkey", data=sent)
    assert asked.status_code == 200
    assert problems_with_page(asked) == []
    assert rows(app, "SELECT count(*) FROM passkey")[0][0] == 1
    fields = hidden_fields(asked)
    assert fields["name"] == name
    assert "second-factor-code" not in fields
    wrong = browser.post(f"{OWN}/new-passkey", data=fields | {"second-factor-code": "000000"})
    assert wrong.status_code == 422
    assert hidden_fields(wrong)["name"] == name
    right = hidden_fields(wrong) | {"second-factor-code": code_now()}
    assert browser.post(f"{OWN}/new-passkey", data=right).location == OWN
    assert rows(app, "SELECT count(*) FROM passkey")[0][0] == 2


def hidden_fields(answer):
    """Return the hidden fields of the form with the code."""
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    for form in root.iter("form"):
        inputs = list(form.iter("input"))
        if any(e.get("name") == "second-factor-code" for e in inputs):
            return {e.get("name"): e.get("value") for e in inputs if e.get("type") == "hidden"}
    raise AssertionError("no form asks for a code")


def test_the_limits_hold_where_it_asks_again_and_lose_nothing(app):
    number = an_account(app)
    give_app(app, number)
    browser = fresh(app, number, minutes=6)
    with time_machine.travel(clock.now(), tick=False):
        token = TOKEN.search(browser.get("/account").text)[1]
        data = {"csrf_token": token, "name": "Kept", "second-factor-code": "000000"}
        for _ in range(6):
            last = browser.post(f"{OWN}/new-passkey", data=data)
        assert last.status_code == 422
        assert "There were too many tries" in last.text
        refused = rows(app, "SELECT details FROM audit_operation WHERE action = 'sign_in.refused'")
        assert sum("too_many_attempts" in str(row.details) for row in refused) == 1
        assert hidden_fields(last)["name"] == "Kept"


def test_a_password_is_never_written_into_the_page_that_asks_again(app):
    number = an_account(app)
    browser = fresh(app, number, minutes=14)
    data = {"password": "typed just now", "again": "typed just now"}
    in_time = browser.send("/account", "/account/password", **data)
    assert in_time.status_code == 422, "fifteen minutes to fill in a form with a password"
    late = fresh(app, number, minutes=16)
    answer = late.send("/account", "/account/password", **data)
    assert answer.location == "/sign-in/again?next=/account/password"
    assert "typed just now" not in answer.text


def test_a_field_called_password_gives_no_form_more_time(app):
    """Which form holds a password is said where it is registered, not by whoever sends it."""
    number = an_account(app)
    give_app(app, number)
    browser = fresh(app, number, minutes=6)
    asked = browser.send("/account", f"{OWN}/remove-app", password="x", new_password="x")
    assert asked.status_code == 200
    assert "second-factor-code" in asked.text
    assert rows(app, "SELECT count(*) FROM authenticator_app")[0][0] == 1


def test_showing_the_factor_again_ends_copies_of_the_cookie_and_nothing_else(app):
    """Pages that are open in other windows keep their form token."""
    number = an_account(app)
    browser = fresh(app, number, minutes=6)
    token = TOKEN.search(browser.get("/account/preferences").text)[1]
    thief = browser_at(app)
    thief.set_cookie("directory", browser.get_cookie("directory").value)
    assert thief.is_let_in()
    answer = browser.send_passkey(browser.get(OWN).location, key_of(EMAIL))
    assert answer.location == OWN
    assert not thief.is_let_in()
    assert browser.get(OWN).status_code == 200
    assert len(rows(app, "SELECT id FROM user_session")) == 1
    typed = {"csrf_token": token, "language": "fr"}
    assert browser.post("/account/preferences", data=typed).status_code == 303


def test_an_account_of_the_demonstration_confirms_plainly_here_and_nowhere_else(app):
    number = an_account(app)
    take_factors(app, number)
    here, elsewhere = browser_at(app, "127.0.0.1"), browser_at(app)
    for browser in (here, elsewhere):
        browser.let_in(number, confirmed_at=clock.now() - timedelta(hours=1))
    assert "Go on without one" in here.get("/sign-in/again").text
    assert "Go on without one" not in elsewhere.get("/sign-in/again").text
    assert elsewhere.send("/sign-in/again", plainly="yes").status_code == 422
    assert here.send(f"/sign-in/again?next={OWN}", plainly="yes").location == OWN
    assert here.get(OWN).status_code == 200
    assert elsewhere.get(OWN).status_code == 303
    give_app(app, number)
    here.let_in(number, confirmed_at=clock.now() - timedelta(hours=1))
    assert here.send("/sign-in/again", plainly="yes").status_code == 403


def test_new_terms_come_before_everything_but_what_a_visitor_may(app):
    number = an_account(app)
    browser = fresh(app, number)
    change(app, "UPDATE account SET terms_version = '2019-01'")
    assert browser.get("/account").location == "/account/terms?next=/account"
    assert browser.get(OWN).location.startswith("/account/terms")
    assert browser.get("/healthz/live").status_code == 200
    assert browser.send("/sign-in/again", "/sign-out").location == "/sign-in"


def test_a_new_browser_is_told_and_a_known_one_is_not(app):
    an_account(app)

    def told():
        return rows(app, "SELECT count(*) FROM outgoing_mail WHERE message_name = 'new_browser'")[
            0
        ][0]

    first, second = browser_at(app), browser_at(app)
    first.sign_in(EMAIL)
    assert told() == 0, "the first sign-in of all is in no new browser"
    mark = first.get_cookie("browser")
    assert mark.http_only
    assert mark.max_age == 365 * 24 * 60 * 60
    first.send("/account", "/sign-out")
    first.sign_in(EMAIL)
    assert told() == 0
    assert first.get_cookie("browser").value == mark.value
    second.sign_in(EMAIL)
    assert told() == 1
    assert mark.value not in repr(rows(app, "SELECT device_hash FROM user_session"))


def test_the_secretariat_sees_how_many_have_no_passkey(app):
    one, _ = an_account(app), an_account(app, "other@mission.example")
    give_app(app, one, only=True)
    with app.app_context():
        assert queries.number_with_app_only() == 1


def test_in_production_the_mark_of_a_browser_is_bound_to_the_host(production):
    an_account(production)
    browser = browser_at(production)
    address = "https://directory.example"
    token = TOKEN.search(browser.get("/sign-in", base_url=address).text)[1]
    answer = browser.post(
        "/sign-in",
        base_url=address,
        data={"csrf_token": token, "email": EMAIL, "password": PASSWORD},
    )
    assert answer.location == SECOND
    page = browser.get(SECOND, base_url=address)
    token = TOKEN.search(page.text)[1]
    sent = browser.post(SECOND, base_url=address, data={"csrf_token": token, "code": "000000"})
    (cookie,) = [c for c in sent.headers.getlist("Set-Cookie") if "browser" in c]
    assert cookie.startswith("__Host-browser=")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
