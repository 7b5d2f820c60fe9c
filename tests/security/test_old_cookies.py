"""What ends a session, one by one: a cookie kept from before is refused on the very next request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, insert

from cna_directory import clock
from cna_directory.access.actors import VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.models import OneTimeLink
from cna_directory.accounts.operations import administration, changes
from cna_directory.accounts.queries.administration import managed_account, waiting_changes
from cna_directory.accounts.rules.administration import Place
from cna_directory.accounts.standing import LinkPurpose
from cna_directory.accounts.tokens import hash_of, new_token
from tests.features.accounts.visitors import (
    PASSWORD,
    SOMEWHERE_ELSE,
    Browser,
    an_account,
    browser_at,
    change,
    rows,
)

EMAIL = "reader@mission.example"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
COOKIE = "directory"
NEW_PASSWORD = "another calm harbour lantern"
WHY = "The Permanent Mission wrote that the post has ended."


@dataclass
class Scene:
    """A holder who is signed in, a thief with a copy of the cookie, an officer, and the clock."""

    app: Flask
    account_id: int
    holder: Browser
    thief: Browser
    officer: Actor
    clock: time_machine.Traveller

    @property
    def actor(self) -> Actor:
        """Return the holder as operations know who acts."""
        return Actor(Role.READER, account_id=self.account_id)


End = Callable[[Scene], None]


def scene(app: Flask, clock_: time_machine.Traveller, role: Role) -> Scene:
    """Sign somebody in and copy the cookie; show that the copy opens the account."""
    officer_id = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    account_id = an_account(app, EMAIL, role)
    holder, thief = browser_at(app), browser_at(app, SOMEWHERE_ELSE)
    holder.let_in(account_id)
    assert holder.is_let_in()
    cookie = holder.get_cookie(COOKIE)
    assert cookie is not None
    thief.set_cookie(COOKIE, cookie.value)
    assert thief.is_let_in()
    officer = Actor(Role.SECRETARIAT, account_id=officer_id)
    return Scene(app, account_id, holder, thief, officer, clock_)


def sign_out(s: Scene) -> None:
    assert s.holder.send("/account", "/sign-out").status_code == 303


def end_one(s: Scene) -> None:
    (number,) = rows(s.app, "SELECT id FROM user_session WHERE ended_at IS NULL")
    assert s.holder.send("/account", f"/account/sessions/{number[0]}/end").status_code == 303


def end_all(s: Scene) -> None:
    assert s.holder.send("/account", "/account/sessions/end-all").status_code == 303


def change_password_elsewhere(s: Scene) -> None:
    operations.change_password(
        s.actor,
        old=PASSWORD,
        password=NEW_PASSWORD,
        session_id=None,
        settings=s.app.extensions["settings"],
    )


def reset_password(s: Scene) -> None:
    operations.ask_for_new_password(VISITOR, EMAIL)
    token = a_link(s, LinkPurpose.RESET_PASSWORD)
    operations.reset_password(
        VISITOR,
        queries.password_reset_link(token),
        password=NEW_PASSWORD,
        settings=s.app.extensions["settings"],
    )


def say_not_me(s: Scene) -> None:
    link = queries.not_me_link(a_link(s, LinkPurpose.NOT_ME))
    operations.disown_sign_in(VISITOR, link, settings=s.app.extensions["settings"])


def suspend(s: Scene) -> None:
    administration.suspend_account(
        s.officer,
        managed_account(s.account_id),
        reason=WHY,
        settings=s.app.extensions["settings"],
    )


def close(s: Scene) -> None:
    administration.close_account(
        s.officer,
        managed_account(s.account_id),
        reason=WHY,
        settings=s.app.extensions["settings"],
    )


def end_by_officer(s: Scene) -> None:
    administration.end_sessions(s.officer, managed_account(s.account_id), reason=WHY)


def start_again(s: Scene) -> None:
    """Two officers let the holder of a lost factor begin anew."""
    second = an_account(s.app, "second@secretariat.example", Role.SECRETARIAT)
    settings = s.app.extensions["settings"]
    changes.propose_new_start(
        s.officer,
        managed_account(s.account_id),
        proofing="Called the number of record 1042 at noon; the registrar answered.",
        settings=settings,
    )
    (waiting,) = waiting_changes()
    changes.accept_change(Actor(Role.SECRETARIAT, account_id=second), waiting, settings=settings)


def idle(minutes: int) -> End:
    """Return what leaves the session alone."""

    def wait(s: Scene) -> None:
        s.clock.shift(timedelta(minutes=minutes))

    return wait


def absolute(hours: int) -> End:
    """Return what keeps busy until only the limit of the day is left to end the session."""

    def wait(s: Scene) -> None:
        ends = MORNING + timedelta(hours=hours)
        while clock.now() < ends - timedelta(minutes=10):
            s.clock.shift(timedelta(minutes=10))
            assert s.holder.get("/healthz/live").status_code == 200
        assert s.thief.is_let_in()
        s.clock.shift(timedelta(minutes=10))

    return wait


def a_link(s: Scene, purpose: LinkPurpose) -> str:
    """Make a one-time link as an operation does; return its token."""
    token = new_token()
    engine = create_engine(s.app.extensions["settings"].database_url)
    with engine.begin() as connection:
        connection.execute(
            insert(OneTimeLink).values(
                purpose=purpose,
                token_hash=hash_of(token),
                account_id=s.account_id,
                made_at=clock.now(),
                expires_at=clock.now() + timedelta(hours=1),
                new_email=EMAIL,
            )
        )
    engine.dispose()
    return token


ENDS: dict[str, tuple[Role, End]] = {
    "signing out": (Role.READER, sign_out),
    "ending this session": (Role.READER, end_one),
    "ending all": (Role.READER, end_all),
    "changing the password": (Role.READER, change_password_elsewhere),
    "resetting the password": (Role.READER, reset_password),
    "saying that it was not me": (Role.READER, say_not_me),
    "suspension": (Role.READER, suspend),
    "closing": (Role.READER, close),
    "an officer": (Role.READER, end_by_officer),
    "a lost second factor": (Role.READER, start_again),
    "half an hour without use": (Role.READER, idle(30)),
    "a quarter of an hour without use": (Role.SECRETARIAT, idle(15)),
    "twelve hours": (Role.READER, absolute(12)),
    "eight hours": (Role.ADMINISTRATOR, absolute(8)),
}


@pytest.mark.parametrize("what", ENDS)
def test_an_old_cookie_is_refused_on_the_next_request(app, what):
    role, end = ENDS[what]
    with time_machine.travel(MORNING, tick=False) as clock_:
        s = scene(app, clock_, role)
        end(s)
        answer = s.thief.get("/account")
        assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account")
        assert not s.thief.is_let_in(), "and on the one after"


def test_a_new_role_holds_on_the_next_request(app):
    """A role is nowhere but in the account: the cookie of before opens what the new one may."""
    with time_machine.travel(MORNING, tick=False) as clock_:
        s = scene(app, clock_, Role.FOCAL_POINT)
        assert s.thief.get("/vouchings").status_code == 200
        administration.change_place(
            s.officer,
            managed_account(s.account_id),
            Place(Role.READER),
            reason=WHY,
            settings=s.app.extensions["settings"],
        )
        assert s.thief.get("/vouchings").status_code == 403


def test_a_new_role_shortens_the_session_at_once(app):
    """Whoever becomes an officer has an officer's quarter of an hour, also in an older session."""
    with time_machine.travel(MORNING, tick=False) as clock_:
        s = scene(app, clock_, Role.READER)
        change(app, f"UPDATE account SET role='secretariat' WHERE id={s.account_id}")
        clock_.shift(timedelta(minutes=15))
        assert not s.thief.is_let_in()


def test_the_cookie_of_another_browser_goes_on_after_one_session_ended(app):
    """What ends one session ends no other: else the table above would prove too little."""
    with time_machine.travel(MORNING, tick=False) as clock_:
        s = scene(app, clock_, Role.READER)
        other = browser_at(app, "203.0.113.7")
        other.let_in(s.account_id)
        sign_out(s)
        assert not s.thief.is_let_in()
        assert other.is_let_in()
