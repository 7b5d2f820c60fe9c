"""The secretariat acts on the accounts of others: pages, database, and the very next request."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.models import AuthenticatorApp, OneTimeLink, PagesRead
from cna_directory.accounts.operations import administration
from cna_directory.accounts.operations import changes as proposals
from cna_directory.accounts.queries.administration import account_change, managed_account
from cna_directory.accounts.rules.administration import (
    Place,
    needs_second_officer,
    place_for,
    problems_with_leaving,
)
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import AccessRefused, RuleBroken
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import (
    PASSWORD,
    Browser,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    past_the_application,
    rows,
)
from tests.web.checking import heading_of, problems_with_page, words_of

PROOFING = "Called the switchboard number of record 1042 on Monday; the registry answered."
ACTS = ("suspend", "restore", "close", "end-sessions", "lost-factor", "activation-link", "role")


@pytest.fixture
def officer(app: Flask) -> Browser:
    """Return the browser of an officer."""
    return signed_in(app, "first@secretariat.example", Role.SECRETARIAT)


@pytest.fixture
def colleague(app: Flask) -> Browser:
    """Return the browser of a second officer."""
    return signed_in(app, "second@secretariat.example", Role.SECRETARIAT)


@pytest.fixture
def reader(app: Flask) -> int:
    """Return the number of a reader's account."""
    return an_account(app)


def signed_in(app: Flask, email: str, role: Role) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, email, role))
    return browser


def holder_of(app: Flask, account_id: int) -> Browser:
    browser = browser_at(app, "198.51.100.7")
    browser.let_in(account_id)
    assert browser.is_let_in()
    return browser


def number_of(app: Flask, email: str) -> int:
    return int(rows(app, f"SELECT id FROM account WHERE email = '{email}'")[0][0])


def page_of(account_id: int, act: str = "") -> str:
    return f"/desk/accounts/{account_id}" + (f"/{act}" if act else "")


def act(browser: Browser, account_id: int, what: str, **values: str) -> TestResponse:
    values.setdefault("reason", "The post was abolished.")
    return browser.send(page_of(account_id, what), **values)


def status_of(app: Flask, account_id: int) -> str:
    return str(rows(app, f"SELECT status FROM account WHERE id = {account_id}")[0][0])


def last_of(app: Flask, action: Action) -> Any:
    found = rows(
        app,
        "SELECT subject, details, actor_account_id FROM audit_operation "
        f"WHERE action = '{action.value}' ORDER BY number DESC",
    )
    return found[0] if found else None


def put(app: Flask, model: Any, **values: Any) -> None:
    with past_the_application(app) as connection:
        connection.execute(insert(model).values(**values))


def give_app(app: Flask, account_id: int) -> None:
    """Give an account an authenticator app beside the passkey that it has."""
    now = clock.now()
    put(
        app,
        AuthenticatorApp,
        account_id=account_id,
        secret="sealed",
        made_at=now,
        last_step=0,
    )


def factors_left(app: Flask, account_id: int) -> int:
    return sum(
        rows(app, f"SELECT count(*) FROM {table} WHERE account_id = {account_id}")[0][0]
        for table in ("passkey", "authenticator_app", "recovery_code")
    )


def one_waiting(app: Flask) -> int:
    ((number,),) = rows(app, "SELECT id FROM account_change WHERE status = 'waiting'")
    return int(number)


# --- Looking -----------------------------------------------------------------------------------


def test_the_list_shows_all_and_can_be_narrowed(app: Flask, officer: Browser) -> None:
    an_account(app, "reader@mission.example", organisation="Permanent Mission")
    focal = an_account(app, "focal@justice.example", Role.FOCAL_POINT, organisation="Ministry 100%")
    give_app(app, focal)
    change(app, f"DELETE FROM passkey WHERE account_id = {focal}")
    answer = officer.get("/desk/accounts")
    words = words_of(answer)
    assert problems_with_page(answer) == []
    assert "3 accounts" in words
    assert "1 active account has an authenticator app and no passkey." in words
    assert "app only passkey wanted" in words
    assert "(you)" in words
    for question, expected in {
        "role=focal_point": 1,
        "state=FR": 1,
        "state=XX": 3,
        "status=active": 3,
        "status=closed": 0,
        "words=MISSION": 1,
        "words=100%25": 1,
        "words=%25": 1,
        "words=%00": 3,
        "role=nonsense": 3,
    }.items():
        narrowed = officer.get(f"/desk/accounts?{question}")
        assert narrowed.text.count('<th scope="row">') == expected, question
        assert problems_with_page(narrowed) == []


def test_a_long_list_has_pages(app: Flask, officer: Browser) -> None:
    for number in range(25):
        an_account(app, f"reader{number}@mission.example")
    assert officer.get("/desk/accounts").text.count('<th scope="row">') == 25
    assert officer.get("/desk/accounts?page=2").text.count('<th scope="row">') == 1
    assert "ends before" in words_of(officer.get("/desk/accounts?page=9"))


def test_an_account_shows_all_that_is_known(app: Flask, officer: Browser, reader: int) -> None:
    give_app(app, reader)
    holder_of(app, reader)
    put(app, PagesRead, account_id=reader, day=clock.today() - timedelta(days=1), number=4321)
    answer = officer.get(page_of(reader))
    words = words_of(answer)
    assert problems_with_page(answer) == []
    assert heading_of(answer) == "Legal adviser"
    for part in ("reader@mission.example", "1 passkey, app", "198.51.100.7", "4321"):
        assert part in words, part
    assert f"subject=account/{reader}" in answer.text.replace("%2F", "/")


@pytest.mark.parametrize("role", [Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT])
def test_others_see_nothing_of_it(app: Flask, reader: int, role: Role) -> None:
    browser = signed_in(app, "nosy@justice.example", role)
    pages = ["/desk/accounts", page_of(reader), *(page_of(reader, what) for what in ACTS)]
    for page in [*pages, page_of(999_999), "/desk/account-changes"]:
        assert browser.get(page).status_code == 403, page
    assert browser_at(app).get(page_of(reader)).status_code == 303


def test_ones_own_account_and_unknown_ones_are_not_there(app: Flask, officer: Browser) -> None:
    own = number_of(app, "first@secretariat.example")
    for number in (own, 999_999):
        for page in (page_of(number), *(page_of(number, what) for what in ACTS)):
            assert officer.get(page).status_code == 404, page
        assert act(officer, own, "suspend").status_code in {400, 404}
    for kind in ("accept", "refuse"):
        assert officer.get(f"/desk/account-changes/999/{kind}").status_code == 404
    assert status_of(app, own) == "active"


def test_every_act_asks_first_and_changes_nothing_by_looking(
    app: Flask, officer: Browser, reader: int
) -> None:
    before = rows(app, "SELECT count(*) FROM audit_operation")
    for what in ACTS:
        answer = officer.get(page_of(reader, what))
        assert answer.status_code == 200
        assert problems_with_page(answer) == [], what
        assert officer.get(page_of(reader, what)).status_code == 200
    assert rows(app, "SELECT count(*) FROM audit_operation") == before


# --- Suspending, restoring, closing --------------------------------------------------------------


def test_taking_away_the_last_focal_point_of_a_state_is_warned_of(
    app: Flask, officer: Browser
) -> None:
    warning = "This is the last focal point of France with an active account."
    focal = an_account(app, "focal@ministry.example", Role.FOCAL_POINT)
    warned = {what for what in ACTS if warning in words_of(officer.get(page_of(focal, what)))}
    assert warned == {"suspend", "close", "role"}
    other = an_account(app, "other@ministry.example", Role.FOCAL_POINT)
    assert warning not in words_of(officer.get(page_of(focal, "close")))
    assert act(officer, other, "suspend").status_code == 303
    assert warning in words_of(officer.get(page_of(focal, "close")))
    assert warning not in words_of(officer.get(page_of(other, "close")))


def test_suspension_counts_at_the_very_next_request(
    app: Flask, officer: Browser, reader: int
) -> None:
    holder = holder_of(app, reader)
    assert act(officer, reader, "suspend").location == page_of(reader)
    refused = holder.get("/account")
    assert refused.status_code == 303
    assert "/sign-in" in refused.location
    assert status_of(app, reader) == "suspended"
    assert rows(app, "SELECT count(*) FROM user_session WHERE ended_at IS NULL")[0][0] == 1
    assert last_of(app, Action.ACCOUNT_SUSPENDED).subject == f"account/{reader}"
    (mail,) = mailbox(app)
    assert (mail.name, mail.recipient) == ("account_suspended", "reader@mission.example")


def test_a_suspended_account_is_shut_by_its_status_alone(
    app: Flask, officer: Browser, reader: int
) -> None:
    """Even a session that nobody ended opens nothing."""
    holder = holder_of(app, reader)
    change(app, f"UPDATE account SET status = 'suspended' WHERE id = {reader}")
    assert not holder.is_let_in()


def test_links_got_before_a_suspension_are_worth_nothing(
    app: Flask, officer: Browser, reader: int
) -> None:
    with app.app_context():
        for purpose in ("reset_password", "not_me"):
            put(
                app, OneTimeLink, purpose=purpose, token_hash=purpose.ljust(64, "x"),
                account_id=reader, made_at=clock.now(), expires_at=clock.now() + timedelta(days=1),
            )  # fmt: skip
    act(officer, reader, "suspend")
    open_ones = rows(app, "SELECT purpose FROM one_time_link WHERE used_at IS NULL")
    assert [row.purpose for row in open_ones] == ["not_me"]


def test_a_restored_account_works_as_before(app: Flask, officer: Browser, reader: int) -> None:
    act(officer, reader, "suspend")
    change(app, f"UPDATE account SET post_asked_at = created_at WHERE id = {reader}")
    act(officer, reader, "restore", reason="Called back; still in post.")
    assert status_of(app, reader) == "active"
    holder_of(app, reader)
    row = rows(app, f"SELECT post_asked_at, post_confirmed_at FROM account WHERE id = {reader}")[0]
    assert row.post_asked_at is None
    assert row.post_confirmed_at is not None
    assert [mail.name for mail in mailbox(app)] == ["account_suspended", "account_restored"]


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_an_officer_is_restored_by_two(
    app: Flask, officer: Browser, colleague: Browser, role: Role
) -> None:
    number = an_account(app, "back@secretariat.example", role)
    act(officer, number, "suspend")
    assert act(officer, number, "restore").location == page_of(number)
    assert status_of(app, number) == "suspended"
    assert "Restored after a suspension" in words_of(colleague.get("/desk/account-changes"))
    accept = f"/desk/account-changes/{one_waiting(app)}/accept"
    own = officer.send(accept)
    assert own.status_code == 422
    assert "another officer has to accept it" in words_of(own)
    assert act(colleague, number, "restore").status_code == 422, "proposed already"
    assert status_of(app, number) == "suspended"
    assert colleague.send(accept).status_code == 303
    assert status_of(app, number) == "active"
    assert mailbox(app, "account_restored")
    assert last_of(app, Action.ACCOUNT_RESTORED) is None
    assert last_of(app, Action.ACCOUNT_CHANGE_ACCEPTED).subject == f"account/{number}"


def test_the_operation_itself_restores_no_officer(app: Flask, officer: Browser) -> None:
    number = an_account(app, "back@secretariat.example", Role.SECRETARIAT)
    act(officer, number, "suspend")
    with app.app_context(), pytest.raises(RuleBroken, match="second officer"):
        administration.restore_account(
            Actor(Role.SECRETARIAT, number_of(app, "first@secretariat.example")),
            managed_account(number),
            reason="The post is filled.",
            settings=app.extensions["settings"],
        )
    assert status_of(app, number) == "suspended"


def test_a_closed_account_keeps_its_row_and_nothing_to_come_in_with(
    app: Flask, officer: Browser, reader: int
) -> None:
    give_app(app, reader)
    holder = holder_of(app, reader)
    act(officer, reader, "close")
    assert not holder.is_let_in()
    row = rows(app, f"SELECT status, password_hash FROM account WHERE id = {reader}")[0]
    assert tuple(row) == ("closed", None)
    assert factors_left(app, reader) == 0
    for what in ("suspend", "restore", "close", "lost-factor", "activation-link"):
        answer = act(officer, reader, what, reason=PROOFING)
        assert answer.status_code == 422, what
        assert "has changed in the meantime" in words_of(answer)
    assert status_of(app, reader) == "closed"


def test_a_reason_is_needed(app: Flask, officer: Browser, reader: int) -> None:
    for what in ("suspend", "close", "end-sessions", "lost-factor"):
        for reason in ("", " \n ", "x" * 1001):
            answer = act(officer, reader, what, reason=reason)
            assert answer.status_code == 422, what
            assert problems_with_page(answer) == []
    assert act(officer, reader, "lost-factor", reason="called").status_code == 422
    assert status_of(app, reader) == "active"
    assert rows(app, "SELECT count(*) FROM account_change")[0][0] == 0


def test_sessions_end_without_anything_else(app: Flask, officer: Browser, reader: int) -> None:
    holder = holder_of(app, reader)
    act(officer, reader, "end-sessions")
    assert not holder.is_let_in()
    assert status_of(app, reader) == "active"
    assert officer.is_let_in()


def test_an_invited_account_can_get_a_new_link(app: Flask, officer: Browser) -> None:
    with app.app_context():
        settings = app.extensions["settings"]
        email = "late@secretariat.example"
        old = operations.invite_account(
            Actor(Role.OPERATOR),
            email,
            role=Role.SECRETARIAT,
            post_title="Clerk",
            settings=settings,
        )
    number = number_of(app, email)
    with time_machine.travel(clock.now() + timedelta(days=11)):
        officer.let_in(number_of(app, "first@secretariat.example"))
        assert act(officer, number, "activation-link").status_code == 303
        assert browser_at(app).get(f"/activate/{old}").status_code == 410
        text = rows(app, "SELECT text FROM outgoing_mail ORDER BY id DESC LIMIT 1")[0].text
        link = "/activate/" + text.split("/activate/")[1].split()[0]
        assert browser_at(app).get(link).status_code == 200
    assert status_of(app, number) == "invited"


# --- Never lock out the secretariat --------------------------------------------------------------


def test_the_last_officer_stays(app: Flask, officer: Browser) -> None:
    first = number_of(app, "first@secretariat.example")
    administrator = signed_in(app, "admin@secretariat.example", Role.ADMINISTRATOR)
    for what in ("suspend", "close"):
        answer = act(administrator, first, what)
        assert answer.status_code == 422
        assert "This is the last active account that can do the secretariat's work." in words_of(
            answer
        )
    answer = act(administrator, first, "role", role="reader")
    assert answer.status_code == 422
    assert rows(app, "SELECT count(*) FROM account_change")[0][0] == 0
    assert officer.is_let_in()
    an_account(app, "second@secretariat.example", Role.SECRETARIAT)
    assert act(administrator, first, "suspend").status_code == 303
    assert not officer.is_let_in()


def test_who_is_last_among_the_privileged() -> None:
    officers, administrators = Role.SECRETARIAT, Role.ADMINISTRATOR
    assert problems_with_leaving(officers, [])
    assert problems_with_leaving(officers, [administrators])
    assert not problems_with_leaving(officers, [officers])
    assert problems_with_leaving(administrators, [])
    assert not problems_with_leaving(administrators, [officers])
    assert not problems_with_leaving(Role.READER, [])


def test_two_officers_who_suspend_each_other_at_once_leave_one(app: Flask) -> None:
    numbers = [
        an_account(app, f"{name}@secretariat.example", Role.SECRETARIAT) for name in ("a", "b")
    ]
    settings = app.extensions["settings"]
    start = threading.Barrier(2)
    refused: list[RuleBroken] = []

    def suspend(own: int, other: int) -> None:
        with app.app_context():
            subject = managed_account(other)
            start.wait()
            try:
                administration.suspend_account(
                    Actor(Role.SECRETARIAT, own), subject, reason="Gone.", settings=settings
                )
            except RuleBroken as error:
                refused.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=suspend, args=pair) for pair in (numbers, numbers[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert sorted(status_of(app, number) for number in numbers) == ["active", "suspended"]


# --- Roles ---------------------------------------------------------------------------------------


def test_a_role_counts_from_the_next_request_and_the_session_goes_on(
    app: Flask, officer: Browser, reader: int
) -> None:
    holder = holder_of(app, reader)
    assert "Focal point" not in words_of(holder.get("/account"))
    answer = act(officer, reader, "role", role="focal_point", state_iso2="ES")
    assert answer.location == page_of(reader)
    words = words_of(holder.get("/account"))
    assert "Focal point" in words
    assert "Spain" in words
    assert last_of(app, Action.ACCOUNT_ROLE_CHANGED).subject == f"account/{reader}"
    assert [mail.name for mail in mailbox(app)] == ["account_role_changed"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"role": "focal_point"}, "Say which State"),
        ({"role": "authority_user", "state_iso2": "FR"}, "number of the authority"),
        ({"role": "authority_user", "state_iso2": "FR", "authority_number": "x"}, "Enter a number"),
        ({"role": "reader"}, "This is what the account has already."),
        ({"role": "scheduler"}, "Choose one of the roles."),
        ({"role": "reader", "state_iso2": "XX"}, "Choose a State from the list."),
        ({"role": "reader", "state_iso2": "FR", "reason": ""}, "Say why."),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    app: Flask, officer: Browser, reader: int, values: dict[str, str], problem: str
) -> None:
    answer = act(officer, reader, "role", **values)
    assert answer.status_code == 422
    assert problem in words_of(answer)
    assert problems_with_page(answer) == []
    assert rows(app, f"SELECT role FROM account WHERE id = {reader}")[0][0] == "reader"


def test_what_a_role_cannot_have_is_left_out() -> None:
    assert place_for(Role.SECRETARIAT, "FR", 1042) == Place(Role.SECRETARIAT)
    assert place_for(Role.FOCAL_POINT, "FR", 1042) == Place(Role.FOCAL_POINT, "FR")
    assert place_for(Role.AUTHORITY_USER, "FR", 1042) == Place(Role.AUTHORITY_USER, "FR", 1042)


def test_only_privilege_needs_two_officers() -> None:
    privileged = {Role.SECRETARIAT, Role.ADMINISTRATOR}
    ordinary = {Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT}
    for before in privileged | ordinary:
        for after in privileged | ordinary:
            expected = before is not after and bool({before, after} & privileged)
            assert needs_second_officer(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [("reader", "secretariat"), ("administrator", "reader"), ("secretariat", "administrator")],
)
def test_privilege_takes_two_officers(
    app: Flask, officer: Browser, colleague: Browser, before: str, after: str
) -> None:
    third = an_account(app, "third@secretariat.example", Role(before))
    holder = holder_of(app, third)
    act(officer, third, "role", role=after)
    assert rows(app, f"SELECT role FROM account WHERE id = {third}")[0][0] == before
    accept = f"/desk/account-changes/{one_waiting(app)}/accept"
    told = {(mail.name, mail.recipient) for mail in mailbox(app)}
    assert told == {
        ("account_change_proposed", "third@secretariat.example"),
        ("account_change_waits", "second@secretariat.example"),
    }
    # Neither who proposed it nor whom it is about accepts it.
    answer = officer.send(accept)
    assert answer.status_code == 422
    assert "You proposed this change; another officer has to accept it." in words_of(answer)
    assert holder.send(accept).status_code in {400, 403, 404}
    assert rows(app, f"SELECT role FROM account WHERE id = {third}")[0][0] == before
    listed = colleague.get("/desk/account-changes")
    assert problems_with_page(listed) == []
    assert problems_with_page(colleague.get(accept)) == []
    assert colleague.send(accept).location == "/desk/account-changes"
    assert rows(app, f"SELECT role FROM account WHERE id = {third}")[0][0] == after
    assert holder.is_let_in()
    assert holder.get("/desk/accounts").status_code == (403 if after == "reader" else 200)
    done = {(mail.name, mail.recipient) for mail in mailbox(app)} - told
    assert done == {
        ("account_role_changed", "third@secretariat.example"),
        ("account_change_accepted", "first@secretariat.example"),
    }
    assert colleague.send(accept).status_code == 422


def test_a_proposal_waits_once_and_can_be_refused_or_taken_back(
    app: Flask, officer: Browser, colleague: Browser, reader: int
) -> None:
    for decider in (officer, colleague):
        assert act(officer, reader, "role", role="secretariat").status_code == 303
        assert act(colleague, reader, "role", role="administrator").status_code == 422
        assert problems_with_page(officer.get("/desk/account-changes")) == []
        refuse = f"/desk/account-changes/{one_waiting(app)}/refuse"
        assert decider.send(refuse).status_code == 303
        assert decider.send(refuse).status_code == 422
    assert rows(app, f"SELECT role FROM account WHERE id = {reader}")[0][0] == "reader"
    assert last_of(app, Action.ACCOUNT_CHANGE_REFUSED).subject == f"account/{reader}"
    assert "account_change_refused" in {mail.name for mail in mailbox(app)}


def test_an_operation_for_one_officer_never_gives_privilege(
    app: Flask, officer: Browser, reader: int
) -> None:
    actor = Actor(Role.SECRETARIAT, number_of(app, "first@secretariat.example"))
    with app.app_context(), pytest.raises(RuleBroken, match="second officer"):
        administration.change_place(
            actor,
            managed_account(reader),
            Place(Role.SECRETARIAT),
            reason="Sleight of hand.",
            settings=app.extensions["settings"],
        )
    with app.app_context(), pytest.raises(AccessRefused):
        proposals.propose_place(
            Actor(Role.READER, 5),
            managed_account(reader),
            Place(Role.SECRETARIAT),
            reason="Mine.",
            settings=app.extensions["settings"],
        )


def test_what_was_proposed_is_judged_again_when_it_is_accepted(
    app: Flask, officer: Browser, colleague: Browser
) -> None:
    """A proposal to demote the third of three must not later demote the last of one."""
    administrator = signed_in(app, "admin@secretariat.example", Role.ADMINISTRATOR)
    first, second = (number_of(app, f"{name}@secretariat.example") for name in ("first", "second"))
    act(officer, second, "role", role="reader")
    number = one_waiting(app)
    change(app, f"UPDATE account SET status = 'suspended' WHERE id = {first}")
    answer = administrator.send(f"/desk/account-changes/{number}/accept")
    assert answer.status_code == 422
    assert "last active account" in words_of(answer)
    assert rows(app, f"SELECT role FROM account WHERE id = {second}")[0][0] == "secretariat"


# --- A lost second factor --------------------------------------------------------------------------


def test_a_lost_factor_means_the_same_proofing_again(
    app: Flask, officer: Browser, colleague: Browser, reader: int
) -> None:
    give_app(app, reader)
    holder = holder_of(app, reader)
    assert act(officer, reader, "lost-factor", reason=PROOFING).status_code == 303
    assert holder.is_let_in(), "a proposal alone changes nothing"
    (told,) = mailbox(app, "account_change_proposed")
    assert told.recipient == "reader@mission.example"
    accept = f"/desk/account-changes/{one_waiting(app)}/accept"
    assert officer.send(accept).status_code == 422
    assert PROOFING in words_of(colleague.get(accept))
    assert colleague.send(accept).status_code == 303

    assert not holder.is_let_in()
    row = rows(app, f"SELECT status, password_hash FROM account WHERE id = {reader}")[0]
    assert tuple(row) == ("invited", None)
    assert factors_left(app, reader) == 0
    (mail,) = mailbox(app, "activate_again")
    link = mail.text.split("http://localhost")[1].split()[0]
    with time_machine.travel(clock.now() + timedelta(days=10, seconds=1)):
        assert browser_at(app).get(link).status_code == 410
    with app.app_context():
        found = queries.activation_link(link.rsplit("/", 1)[1])
        settings = app.extensions["settings"]
        operations.activate_account(VISITOR, found, password=PASSWORD, settings=settings)
    assert status_of(app, reader) == "active"
    assert PROOFING in everything_in_the_trail(app)


def test_accepting_at_the_same_time_happens_once(app: Flask, officer: Browser, reader: int) -> None:
    settings = app.extensions["settings"]
    act(officer, reader, "lost-factor", reason=PROOFING)
    number = one_waiting(app)
    deciders = [
        an_account(app, f"officer{n}@secretariat.example", Role.SECRETARIAT) for n in range(4)
    ]
    start, outcomes = threading.Barrier(4), []

    def accept(decider: int) -> None:
        with app.app_context():
            subject = account_change(number)
            start.wait()
            try:
                proposals.accept_change(
                    Actor(Role.SECRETARIAT, decider), subject, settings=settings
                )
                outcomes.append("accepted")
            except RuleBroken:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=accept, args=(decider,)) for decider in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "refused", "refused", "refused"]
    assert len(mailbox(app, "activate_again")) == 1


# --- Successors --------------------------------------------------------------------------------------


def test_a_successor_closes_the_account_of_the_predecessor(app: Flask, reader: int) -> None:
    holder, settings = holder_of(app, reader), app.extensions["settings"]
    with app.app_context():
        token = operations.invite_account(
            OPERATOR,
            "next@mission.example",
            role=Role.READER,
            post_title="Legal adviser",
            settings=settings,
        )
        successor = number_of(app, "next@mission.example")
        change(app, f"UPDATE account SET succeeds_account_id = {reader} WHERE id = {successor}")
        assert holder.is_let_in()
        link = queries.activation_link(token)
        operations.activate_account(VISITOR, link, password=PASSWORD, settings=settings)
    assert status_of(app, reader) == "closed"
    assert not holder.is_let_in()
    assert status_of(app, successor) == "active"
