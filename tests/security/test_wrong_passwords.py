"""Ten thousand wrong passwords: how many reach the hash, and whether the holder still gets in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, insert

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.rules.sign_in_limits import OVERALL, PER_ACCOUNT, Limit
from cna_directory.accounts.standing import AccountStatus
from tests.features.accounts.visitors import Browser, an_account, browser_at, key_of, rows
from tests.processes import FORKED
from tests.security.guessing import LIGHT, guess

EMAIL = "reader@mission.example"
BEGINS = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
WORKERS = 3
REMOTE_ADDRESSES = 100
REMOTE_ADDRESS_OF_GUESSES = "198.51.100.{}"
HOURS = 20
"""Less than the day for which the limit of an account counts, and long enough that no other limit
stands: each remote address tries once in twelve minutes."""

Try = tuple[str, str, float]


@pytest.fixture
def number_of_tries(app: Flask) -> int:
    """Return how many passwords are tried: fewer where each commit is a round trip."""
    return 10_000 if app.extensions["settings"].database_url.startswith("sqlite") else 2_000


def let_workers_guess(app: Flask, tries: Sequence[Try]) -> int:
    """Share the tries out among worker processes that end with it; return the hashes computed."""
    settings, computed = app.extensions["settings"], FORKED.Value("i", 0)
    workers = [
        FORKED.Process(
            target=guess,
            args=(
                settings.database_url,
                settings.data_folder,
                computed,
                tries[number::WORKERS],
                BEGINS,
            ),
        )
        for number in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * WORKERS
    return computed.value


def refusals(app: Flask) -> Counter[str]:
    """Return how often each reason stands in the trail."""
    statement = "SELECT details FROM audit_operation WHERE action = 'sign_in.refused'"
    reasons = ("wrong_password", "unknown_address", "too_many_attempts")
    found = [str(row.details) for row in rows(app, statement)]
    return Counter(next(r for r in reasons if r in details) for details in found)


def refusals_counted(app: Flask, limit: Limit) -> int:
    """Return how many tries a limit refused; the trail tells of the first alone."""
    statement = f"SELECT number FROM counted_try WHERE kind LIKE '{limit.kind}_refused%'"
    return sum(row.number for row in rows(app, statement))


def over_hours(number: int) -> Iterator[Try]:
    for each in range(number):
        remote_address = REMOTE_ADDRESS_OF_GUESSES.format(each % REMOTE_ADDRESSES)
        yield EMAIL, remote_address, each * HOURS * 3600 / number


def test_of_ten_thousand_for_one_account_a_hundred_reach_the_hash(app, number_of_tries):
    """Over hours, from a hundred remote addresses, and through a restart of every worker."""
    an_account(app, EMAIL)
    tries = list(over_hours(number_of_tries))
    middle = len(tries) // 2
    hashes = let_workers_guess(app, tries[:middle])
    hashes += let_workers_guess(app, tries[middle:])
    told = refusals(app)
    assert hashes == told["wrong_password"] == PER_ACCOUNT.failures <= 100
    assert told["too_many_attempts"] == 1
    assert refusals_counted(app, PER_ACCOUNT) == number_of_tries - hashes
    with time_machine.travel(BEGINS + timedelta(hours=HOURS), tick=False):
        holder = browser_at(app, REMOTE_ADDRESS_OF_GUESSES.format(0))
        assert holder.send_password(EMAIL).status_code == 429, "the password has to wait"
        signs_in_by_passkey(holder)


def test_ten_thousand_over_a_thousand_accounts_meet_the_limit_of_all_together(app, number_of_tries):
    """In one moment, so that the limit is one figure; each account is tried from ten places."""
    accounts = number_of_tries // 10
    emails = [f"reader{each}@mission.example" for each in range(accounts)]
    add_accounts(app, emails)
    tries = [
        (email, f"203.0.{place}.{each % 250}", 0.0)
        for place in range(10)
        for each, email in enumerate(emails)
    ]
    hashes = let_workers_guess(app, tries)
    told = refusals(app)
    assert hashes == told["wrong_password"] == OVERALL.failures
    assert told["too_many_attempts"] == 1
    assert refusals_counted(app, OVERALL) == number_of_tries - hashes
    an_account(app, EMAIL)
    with time_machine.travel(BEGINS, tick=False):
        signs_in_by_passkey(browser_at(app))


def signs_in_by_passkey(holder: Browser) -> None:
    """Show that the account's passkey lets in, whatever others have tried with passwords."""
    answer = holder.send_passkey("/sign-in", key_of(EMAIL), to="/sign-in/passkey")
    assert answer.status_code == 303, answer.text
    assert holder.is_let_in()


def add_accounts(app: Flask, emails: Sequence[str]) -> None:
    """Add active accounts past the application, which would take a minute for so many."""
    engine = create_engine(app.extensions["settings"].database_url)
    common = {
        "post_title": "Legal adviser",
        "organisation": "Permanent Mission",
        "role": Role.READER,
        "status": AccountStatus.ACTIVE,
        "password_hash": LIGHT.hash("seven quiet rivers"),
        "created_at": BEGINS,
        "activated_at": BEGINS,
        "terms_version": "",
        "language": "en",
    }
    with engine.begin() as connection:
        connection.execute(insert(Account), [{"email": email, **common} for email in emails])
    engine.dispose()
