"""Twenty tries of one secret at the same moment: exactly one succeeds, in every round."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import event

from cna_directory.access.actors import VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.operations.passkeys import answer_taken
from cna_directory.accounts.operations.second_factors import Counted, Shown, confirm_session
from cna_directory.accounts.operations.signing_in import accept_passkey, accept_sign_in
from cna_directory.accounts.standing import ChallengePurpose
from cna_directory.database import db, is_sqlite
from cna_directory.errors import DirectoryError
from tests.features.accounts.factors import (
    EMAIL,
    RECOVERY_CODE,
    acting,
    code_now,
    give_app,
    give_recovery_code,
    try_codes,
)
from tests.features.accounts.test_links import invitation
from tests.features.accounts.visitors import PASSWORD, an_account, change, key_of, rows
from tests.processes import FORKED

AT_ONCE = 20
ROUNDS = {"sqlite": 100, "postgresql": 20}


@pytest.fixture
def quick(app: Flask) -> Flask:
    """Return an application that does not wait for the disk: a power cut is not what is tested."""
    if is_sqlite():
        event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
        db.session.remove()
        db.engine.dispose()
    return app


def winners_of(app: Flask, before: Callable[[int], Callable[[], object]]) -> list[int]:
    """Return how many of twenty threads succeeded in each round; `before` prepares a round."""
    won = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(ROUNDS[db.engine.dialect.name]):
            trying, start = before(number), Barrier(AT_ONCE)
            tries = [pool.submit(_tried, app, trying, start) for _ in range(AT_ONCE)]
            won.append(sum(one.result() for one in tries))
    return won


def _tried(app: Flask, trying: Callable[[], object], start: Barrier) -> bool:
    with app.app_context():
        start.wait()
        try:
            trying()
        except DirectoryError:
            return False
        finally:
            db.session.remove()
    return True


def test_a_code_of_an_app_counts_once(quick: Flask) -> None:
    number = an_account(quick)
    give_app(quick, number)
    settings = quick.extensions["settings"]

    def before(_: int) -> Callable[[], object]:
        change(quick, "UPDATE authenticator_app SET last_step = 0")
        counted = Counted(Shown(code=code_now()), None)
        return partial(
            confirm_session, acting(number), session_id=1, counted=counted, settings=settings
        )

    assert set(winners_of(quick, before)) == {1}


def test_a_recovery_code_counts_once(quick: Flask) -> None:
    number = an_account(quick)
    give_recovery_code(quick, number)
    settings = quick.extensions["settings"]
    counted = Counted(Shown(recovery_code=RECOVERY_CODE), None)

    def before(_: int) -> Callable[[], object]:
        change(quick, "UPDATE recovery_code SET used_at = NULL")
        return partial(
            confirm_session, acting(number), session_id=1, counted=counted, settings=settings
        )

    assert set(winners_of(quick, before)) == {1}


def test_an_answer_of_a_passkey_counts_once(quick: Flask) -> None:
    an_account(quick)
    settings, browser = quick.extensions["settings"], operations.Browser("Firefox", "mark")

    def sign_in(actor: Actor, text: str) -> None:
        # As `sign_in_by_passkey`, without a record of each refusal, which takes most of the time.
        purpose = ChallengePurpose.SIGN_IN
        answer = answer_taken(actor, text, purpose=purpose, account_id=None)
        accept_passkey(actor, answer, browser=browser, settings=settings)

    def before(number: int) -> Callable[[], object]:
        # An address of its own for each round: the limits are not what is tested.
        actor = Actor(Role.VISITOR, remote_address=f"192.0.2.{number}")
        question = operations.ask_for_any_passkey(actor, settings=settings)
        answer = key_of(EMAIL).shown(question)
        db.session.remove()
        return partial(sign_in, actor, answer)

    won = winners_of(quick, before)
    assert set(won) == {1}
    assert rows(quick, "SELECT count(*) FROM user_session")[0][0] == len(won)


def test_an_activation_link_counts_once(quick: Flask) -> None:
    token = invitation(quick).removeprefix("/activate/")
    settings = quick.extensions["settings"]

    def before(_: int) -> Callable[[], object]:
        change(quick, "UPDATE one_time_link SET used_at = NULL")
        change(quick, "UPDATE account SET status = 'invited'")
        link = queries.activation_link(token)
        db.session.remove()
        return partial(
            operations.activate_account, VISITOR, link, password=PASSWORD, settings=settings
        )

    assert set(winners_of(quick, before)) == {1}


def test_a_pending_sign_in_begins_one_session(quick: Flask) -> None:
    number = an_account(quick)
    give_app(quick, number)
    settings, browser = quick.extensions["settings"], operations.Browser("Firefox", "mark")
    token = operations.sign_in_by_password(VISITOR, email=EMAIL, password=PASSWORD)
    pending = queries.pending_sign_in(token)
    assert pending is not None
    db.session.remove()

    def before(_: int) -> Callable[[], object]:
        change(quick, "UPDATE pending_sign_in SET ended_at = NULL")
        change(quick, "UPDATE authenticator_app SET last_step = 0")
        counted = Counted(Shown(code=code_now()), None)
        return partial(
            accept_sign_in, VISITOR, pending, counted=counted, browser=browser, settings=settings
        )

    assert set(winners_of(quick, before)) == {1}


def test_the_limit_of_codes_holds_across_two_processes(app: Flask, tmp_path) -> None:
    give_app(app, number := an_account(app))
    url = app.extensions["settings"].database_url
    with ProcessPoolExecutor(2, mp_context=FORKED) as pool:
        tried = [pool.submit(try_codes, url, tmp_path, number) for _ in range(2)]
        checked = [one.result() for one in tried]
    assert sum(checked) == 5
