"""Ends of records and what records name: whole, and true on the day from which they hold."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record
from cna_directory.database import db, is_sqlite
from cna_directory.errors import RuleBroken
from cna_directory.review.rules import Target
from cna_directory.review.standing import ProposalKind, ProposalStatus
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import rows
from tests.features.review.proposals import (
    NUMBER,
    accept,
    examined,
    focal_point,
    live,
    officer,
    send,
)
from tests.features.review.test_pages import browser_of, page, said, seen_on


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def change(actor: Actor, number: int, on: date | None = None, **changes: Any) -> int:
    """Propose a change, or the end, of a record from a day on."""
    revised = authority_record(number)
    kind = ProposalKind.ENDING if "status" in changes else ProposalKind.CHANGE
    return send(
        actor,
        Target(kind, "FR", number),
        replace(revised.record, **changes),
        base=(revised.number, revised.content_hash),
        effective_from=on,
    )


def end(actor: Actor, number: int, successor: int | None = None, on: date | None = None) -> int:
    status = r.RecordStatus.SUPERSEDED if successor else r.RecordStatus.WITHDRAWN
    return change(actor, number, on, status=status, superseded_by=successor)


def standing_of(app: Flask, number: int) -> tuple[str, int | None]:
    asked = f"SELECT status, superseded_by FROM authority WHERE number = {number}"
    ((status, successor),) = rows(app, asked)
    return status, successor


@pytest.mark.parametrize("taken", ["status", "superseded_by"])
def test_an_end_is_not_accepted_by_halves(app: Flask, taken: str) -> None:
    """A record that ended without its successor, or lives on with one, could not be mended."""
    seed(a_record(), a_record(9002))
    number, one = end(focal_point(app), NUMBER, 9002), officer(app)
    halves = {"status": False, "superseded_by": False, taken: True}
    for choices in (halves, {taken: True}):
        with pytest.raises(RuleBroken, match="as a whole"):
            accept(app, one, number, choices, "The rest is not certain.")
    assert standing_of(app, NUMBER) == ("live", None)
    accept(app, one, number)
    assert standing_of(app, NUMBER) == ("superseded", 9002)
    assert examined(number).status is ProposalStatus.ACCEPTED


def test_the_page_of_an_end_has_nothing_to_tick(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    number = end(focal_point(app), NUMBER, 9002)
    officers, address = browser_of(app, officer(app).account_id), f"/desk/proposals/{number}"
    text = page(officers, address)
    assert 'type="checkbox" id="field-' not in text
    assert "An end is accepted as a whole." in said(text)
    assert "Accept what is ticked" not in said(text)
    answer = officers.send(address, f"{address}/accept", **seen_on(text))
    assert answer.status_code == 303, answer.text
    assert standing_of(app, NUMBER) == ("superseded", 9002)


def test_two_authorities_do_not_succeed_each_other(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    proposer, one = focal_point(app), officer(app)
    there, back = end(proposer, NUMBER, 9002, days(30)), end(proposer, 9002, NUMBER, days(30))
    accept(app, one, there)
    with pytest.raises(RuleBroken, match="Record 9001, which this names, is not live"):
        accept(app, one, back)


@pytest.mark.parametrize("its_end", [10, 30, 40])
def test_a_successor_lives_on_from_the_day_of_the_end(app: Flask, its_end: int) -> None:
    seed(a_record(), a_record(9002))
    proposer, one = focal_point(app), officer(app)
    accept(app, one, end(proposer, 9002, on=days(its_end)))
    number = end(proposer, NUMBER, 9002, days(30))
    with pytest.raises(RuleBroken, match="Record 9002"):
        accept(app, one, number)
    officers, address = browser_of(app, one.account_id), f"/desk/proposals/{number}"
    answer = officers.send(address, f"{address}/accept", **seen_on(page(officers, address)))
    assert answer.status_code == 422
    assert "Record 9002, which this names, is not live" in said(answer.text)


@pytest.mark.parametrize(("begins", "is_taken"), [(29, True), (30, True), (31, False)])
def test_a_successor_is_there_when_the_end_begins(
    app: Flask, begins: int, *, is_taken: bool
) -> None:
    seed(a_record())
    seed(a_record(9002), effective_from=days(begins))
    number = end(focal_point(app), NUMBER, 9002, days(30))
    if is_taken:
        accept(app, officer(app), number)
    else:
        with pytest.raises(RuleBroken, match="Record 9002"):
            accept(app, officer(app), number)


def copied_to(number: int) -> tuple[r.Designation, ...]:
    (channel,) = a_designation().channels
    return (a_designation(channels=(replace(channel, copy_to=number),)),)


@pytest.mark.parametrize("named", [{"reports_to": 9002}, {"designations": copied_to(9002)}])
def test_what_a_change_names_has_not_ended_meanwhile(app: Flask, named: dict[str, Any]) -> None:
    seed(a_record(), a_record(9002))
    proposer, one = focal_point(app), officer(app)
    number = change(proposer, NUMBER, acronym="X", **named)
    accept(app, one, end(proposer, 9002))
    with pytest.raises(RuleBroken, match="Record 9002, which this names, is not live"):
        accept(app, one, number)
    it = examined(number)
    choices = {found.path: found.path == "acronym" for found in it.differences()}
    accept(app, one, it, choices, "The other office has ended.")
    assert (live().acronym, live().reports_to) == ("X", None)


def test_what_a_record_named_before_does_not_hold_up_a_change(app: Flask) -> None:
    seed(a_record(reports_to=9002), a_record(9002))
    proposer, one = focal_point(app), officer(app)
    number = change(proposer, NUMBER, acronym="X")
    accept(app, one, end(proposer, 9002))
    accept(app, one, number)
    assert (live().acronym, live().reports_to) == ("X", 9002)


def test_a_new_authority_names_none_that_has_ended(app: Flask) -> None:
    seed(a_record(9002))
    proposer, one = focal_point(app), officer(app)
    added = a_record(0, confirmation=None, reports_to=9002)
    number = send(proposer, Target(ProposalKind.ADDITION, "FR"), added)
    accept(app, one, end(proposer, 9002))
    with pytest.raises(RuleBroken, match="Record 9002"):
        accept(app, one, number)


def test_of_two_ends_at_once_that_name_each_other_one_is_accepted(app: Flask) -> None:
    """The second one is decided while the first one looks whether its successor lives on."""
    if is_sqlite():
        pytest.skip("SQLite lets nobody else write while an operation runs")
    seed(a_record(), a_record(9002))
    proposer, one = focal_point(app), officer(app)
    there, back = end(proposer, NUMBER, 9002, days(30)), end(proposer, 9002, NUMBER, days(30))
    seen, rival = examined(there), examined(back)

    def decide() -> None:
        with app.app_context():
            accept(app, one, rival)
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        between = iter([decide])
        tried: list[Future[None]] = []

        def interrupt(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if statement.startswith("INSERT INTO revision"):
                tried.extend(pool.submit(act) for act in between)
                wait(tried, timeout=1)  # Until it is done, or waits for this one.

        event.listen(db.engine, "before_cursor_execute", interrupt)
        accept(app, one, seen)
        event.remove(db.engine, "before_cursor_execute", interrupt)
        (other,) = tried
        with pytest.raises(RuleBroken, match="Record 9001"):
            other.result(timeout=20)
