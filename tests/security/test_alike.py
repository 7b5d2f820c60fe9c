"""Whether an address has an account shows neither in words nor in headers nor in time.

Times are compared and not judged by their length: of all pairs of one known and one unknown
address, the known one takes longer in about half. A machine that others use can disturb one
measuring, so one that is out of bounds is made once more.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, create_engine, delete, insert
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.accounts import passwords
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.admission.models import AccountRequestDraft
from cna_directory.limits import CountedTry
from tests.features.accounts.visitors import TOKEN, Browser, an_account, browser_at
from tests.features.admission.applicants import PAGES
from tests.security.timing import area_under_curve, measured

PAIRS = 300
AS_GOOD_AS_CHANCE = (0.40, 0.60)
ACCOUNTS = 10
"""Each is asked for some thirty times, so that no limit of an account stands."""

RANDOM = re.compile(r"[A-Za-z0-9_-]{43}|\bAR-\w{4}-\w{4}\b")
"""Tokens and references, which differ from one answer to the next whoever asks."""


@dataclass
class Visitor:
    """A visitor's browser, and the database past the application."""

    browser: Browser
    engine: Engine
    csrf_token: str

    def send(self, page: str, **values: str) -> TestResponse:
        """Send a form with the token that the browser has had from the beginning."""
        return self.browser.post(page, data={"csrf_token": self.csrf_token, **values})


@dataclass(frozen=True)
class Way:
    """A way in which a visitor names an address: what comes before it, and the request itself."""

    ready: Callable[[Visitor, str], None]
    ask: Callable[[Visitor, str], TestResponse]
    status: int


def nothing(visitor: Visitor, email: str) -> None:
    """Make nothing ready."""


def no_limits(visitor: Visitor, email: str) -> None:
    """Forget what was counted: the limits of a day would stand after the first hundreds."""
    with visitor.engine.begin() as connection:
        connection.execute(delete(CountedTry))


def a_draft(visitor: Visitor, email: str) -> None:
    """Give the browser a draft of an account request with every page filled in."""
    no_limits(visitor, email)
    answers = {name: value for page in PAGES.values() for name, value in page.items()}
    token, now = new_token(), clock.now()
    with visitor.engine.begin() as connection:
        connection.execute(
            insert(AccountRequestDraft).values(
                token_hash=hash_of(token),
                answers=answers | {"email": email, "telephone": "+33142345678"},
                made_at=now,
                changed_at=now,
            )
        )
    with visitor.browser.session_transaction() as cookie:
        cookie["account_request_draft"] = token


def sign_in(visitor: Visitor, email: str) -> TestResponse:
    return visitor.send("/sign-in", email=email, password="not this password at all")


def forget_password(visitor: Visitor, email: str) -> TestResponse:
    return visitor.send("/sign-in/forgotten", email=email)


def ask_for_account(visitor: Visitor, email: str) -> TestResponse:
    return visitor.send("/account-requests/new/check")


WAYS = {
    "sign-in": Way(nothing, sign_in, 422),
    "forgotten password": Way(no_limits, forget_password, 303),
    "account request": Way(a_draft, ask_for_account, 303),
}


@pytest.fixture
def _hashes_that_can_be_timed(light_hashes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with figures under which leaving a hash out shows, and hundreds do not take minutes."""
    hasher = passwords.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", hasher)
    monkeypatch.setattr(passwords, "NOBODYS_HASH", hasher.hash("nobody"))


@pytest.fixture
def visitor(app: Flask, _hashes_that_can_be_timed: None) -> Iterator[Visitor]:
    """Return a visitor of a directory that knows some addresses."""
    for number in range(ACCOUNTS):
        an_account(app, known(2 * number))
    browser = browser_at(app)
    found = TOKEN.search(browser.get("/sign-in").text)
    assert found is not None
    engine = create_engine(app.extensions["settings"].database_url)
    yield Visitor(browser, engine, found[1])
    engine.dispose()


def known(number: int) -> str:
    return f"person{number // 2 % ACCOUNTS}@mission.example"


def unknown(number: int) -> str:
    return f"nobody{number // 2 % ACCOUNTS}@mission.example"


def without_what_differs(answer: TestResponse, email: str) -> tuple[int, list[str], str]:
    """Return status, headers and text of an answer, but for the address and what is random."""
    headers = sorted(
        f"{name}: {re.sub('=[^;]*', '=…', value, count=1) if name == 'Set-Cookie' else value}"
        for name, value in answer.headers
    )
    text = TOKEN.sub("", answer.text).replace(email, "…")
    return answer.status_code, [RANDOM.sub("…", h) for h in headers], RANDOM.sub("…", text)


@pytest.mark.parametrize("way", WAYS)
def test_answers_are_alike_in_status_headers_and_text(visitor, way):
    """The answer itself, and the page that it leads to; in one moment, because pages tell the time."""
    with time_machine.travel(clock.now(), tick=False):
        for number in (0, 2, 4):
            one, other = (answers(visitor, WAYS[way], ask(number)) for ask in (known, unknown))
            assert one == other


def answers(visitor: Visitor, way: Way, email: str) -> list[tuple[int, list[str], str]]:
    """Return what a visitor is answered, and the page to which that leads."""
    way.ready(visitor, email)
    answer = way.ask(visitor, email)
    assert answer.status_code == way.status
    page = visitor.browser.get(answer.location) if answer.location else answer
    return [without_what_differs(a, email) for a in (answer, page)]


@pytest.mark.parametrize("way", WAYS)
def test_answers_take_as_long(visitor, way):
    areas = []
    for seed in range(2):
        areas.append(area(visitor, WAYS[way], seed))
        if AS_GOOD_AS_CHANCE[0] <= areas[-1] <= AS_GOOD_AS_CHANCE[1]:
            return
    pytest.fail(f"known and unknown addresses can be told apart: {areas}")


def area(visitor: Visitor, way: Way, seed: int) -> float:
    """Return how well known and unknown addresses are told apart by time."""

    def prepared(address_of: Callable[[int], str]) -> Callable[[int], Callable[[], None]]:
        def for_number(number: int) -> Callable[[], None]:
            # Five tries from one place: no limit of a network stands.
            visitor.browser.remote_address = f"10.0.{seed}.{number // 5}"
            email = address_of(number)
            way.ready(visitor, email)

            def ask() -> None:
                assert way.ask(visitor, email).status_code == way.status

            return ask

        return for_number

    chance = random.Random(seed)
    known_times, unknown_times = measured(prepared(known), prepared(unknown), PAIRS, chance)
    return area_under_curve(known_times, unknown_times)
