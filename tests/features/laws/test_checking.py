"""The check of links: which are asked when, what is kept of it, and that nothing else changes."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from cna_directory.access.actors import SCHEDULER, VISITOR
from cna_directory.audit import chain
from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.errors import AccessRefused
from cna_directory.laws.operations import check_links
from cna_directory.laws.queries import dead_links, how_far_checked, lives
from cna_directory.laws.rules import life as rules
from cna_directory.laws.rules.life import Answer, LinkLife, life_of, next_check, to_check
from cna_directory.scheduler import JOBS, run_job
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import rows
from tests.features.laws.test_asking import Site, a_site, always, an_asker, status

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_link(url: str, **fields: object) -> r.Link:
    return r.Link(r.LinkKind.NATIONAL_LAW, words("Code"), url, **fields)


def with_links(
    number: int, *urls: str, state: str = "FR", websites: tuple[str, ...] = ()
) -> r.Record:
    return a_record(number, state, links=tuple(map(a_link, urls)), websites=websites)


@pytest.fixture
def now(app: Flask) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def check(site: Site, **options: object) -> int:
    """Wake once; the clock of the directory stands still, the one of the connection goes on."""
    asked = check_links(SCHEDULER, an_asker(site, seconds=1e9, **options))
    db.session.rollback()
    return asked


def kept(app: Flask) -> dict[str, tuple[str, int]]:
    found = rows(app, "SELECT url, life, failures FROM link_check")
    return {url: (life, failures) for url, life, failures in found}


def test_a_link_is_asked_once_and_again_after_a_month(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x"), with_links(9002, "http://a.example/x"))
    with a_site(always("200 OK")) as site:
        assert check(site) == 1
        assert check(site) == 0
        now.shift(timedelta(days=29))
        assert check(site) == 0
        now.shift(timedelta(days=1))
        assert check(site) == 1
    assert site.targets == ["HEAD /x"] * 2
    life = lives(["http://a.example/x"])["http://a.example/x"]
    assert life.alive_at == NOW + timedelta(days=30)
    assert life.life is LinkLife.ALIVE


def test_websites_and_links_of_profiles_are_asked_too(app: Flask, now) -> None:
    profile = r.StateProfile("FR", a_record().provenance, links=(a_link("http://b.example/"),))
    withdrawn = with_links(9002, "http://gone.example/")
    seed(
        with_links(9001, websites=("http://c.example/",)),
        profile,
        r.Record(**{**{f: getattr(withdrawn, f) for f in withdrawn.__dataclass_fields__},
                    "status": r.RecordStatus.WITHDRAWN}),
    )  # fmt: skip
    with a_site(always("200 OK")) as site:
        assert check(site) == 2
    assert set(kept(app)) == {"http://b.example/", "http://c.example/"}


def test_a_link_that_fails_is_asked_ever_more_rarely(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x"))
    waits = []
    with a_site(always("404 Not Found")) as site:
        for _ in range(8):
            assert check(site) == 1
            (again,) = rows(app, "SELECT next_check_at FROM link_check")[0]
            again = datetime.fromisoformat(str(again)).replace(tzinfo=UTC)
            waits.append((again - datetime.now(UTC)).days)
            now.move_to(again)
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert kept(app)["http://a.example/x"] == ("gone", 8)


def test_a_link_is_dead_after_two_failures_and_lives_again_at_once(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x"))
    answers = ["404 x", "404 x", "200 OK"]
    with a_site(lambda method, target: status(answers[0])) as site:
        check(site)
        assert dead_links() == ()
        now.shift(timedelta(days=1))
        check(site)
        (dead,) = dead_links()
        assert (dead.link.authority, dead.life.failures, dead.life.alive_at) == (9001, 2, None)
        answers[0] = "200 OK"
        now.shift(timedelta(days=2))
        check(site)
    assert dead_links() == ()
    assert kept(app)["http://a.example/x"] == ("alive", 0)


def test_one_link_of_a_host_in_a_minute_and_few_at_once(app: Flask, now) -> None:
    same = [f"http://a.example/{n}" for n in range(3)]
    others = [f"http://b{n}.example/" for n in range(9)]
    seed(with_links(9001, *same, *others))
    with a_site(always("200 OK")) as site:
        assert check(site) == rules.MOST_AT_ONCE
        asked = set(kept(app))
        assert len(asked & set(same)) <= 1
        for _ in range(5):
            now.shift(timedelta(seconds=61))
            before = set(kept(app))
            check(site)
            assert len((set(kept(app)) - before) & set(same)) <= 1
    assert set(kept(app)) == {*same, *others}


def test_no_more_than_so_many_are_asked_in_an_hour(app: Flask, now, monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST_AN_HOUR", 7)
    seed(with_links(9001, *(f"http://b{n}.example/" for n in range(12))))
    with a_site(always("200 OK")) as site:
        counts = []
        for _ in range(3):
            counts.append(check(site))
            now.shift(timedelta(minutes=2))
        assert counts == [5, 2, 0]
        now.shift(timedelta(hours=1))
        assert check(site) == 5


def test_what_no_record_links_to_any_more_is_forgotten(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x", "http://b.example/y"))
    with a_site(always("200 OK")) as site:
        check(site)
        seed(with_links(9001, "http://b.example/y"), recorded_at=NOW)
        db.session.rollback()
        check(site)
    assert set(kept(app)) == {"http://b.example/y"}
    assert how_far_checked().links == 1


def test_a_link_whose_checker_died_is_taken_up_again(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x"))

    def dies(host: str, port: int) -> tuple[str, ...]:
        raise KeyboardInterrupt

    with a_site(always("200 OK")) as site:
        with pytest.raises(KeyboardInterrupt):
            check(site, resolve=dies)
        db.session.rollback()
        assert not lives(["http://a.example/x"])["http://a.example/x"].was_asked
        now.shift(timedelta(minutes=59))
        assert check(site) == 0
        now.shift(timedelta(minutes=1))
        assert check(site) == 1


def test_the_checks_change_no_record_and_add_nothing_to_the_trail(app: Flask, now) -> None:
    seed(with_links(9001, "http://a.example/x"))
    before, stamp = chain.head(), rows(app, "SELECT number FROM catalogue_stamp")
    with a_site(always("404 x")) as site:
        check(site)
    assert chain.head() == before
    assert rows(app, "SELECT number FROM catalogue_stamp") == stamp


def test_in_the_demonstration_no_request_leaves(app: Flask, monkeypatch) -> None:
    """The job runs as the scheduler runs it; whoever looks a name up here fails the test."""
    asked: list[object] = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: asked.append(a))
    monkeypatch.setattr("socket.create_connection", lambda *a, **k: asked.append(a))
    seed(with_links(9001, "http://laws.example/x"))
    (job,) = [job for job in JOBS if job.name == "check links"]
    run_job(app, job)
    assert asked == []
    assert kept(app) == {}
    assert rows(app, "SELECT error FROM job_run WHERE name = 'check links'")[0][0] == ""


def test_only_the_scheduler_checks_links(app: Flask) -> None:
    with pytest.raises(AccessRefused):
        check_links(VISITOR, None)


def test_a_slow_site_does_not_keep_the_database_waiting(app: Flask) -> None:
    """While a site is asked nothing is locked: another write goes through."""
    seed(with_links(9001, "http://a.example/x"))
    seen: list[float] = []

    def while_asked(host: str, port: int) -> tuple[str, ...]:
        began = time.monotonic()
        rows(app, "UPDATE catalogue_stamp SET number = number + 1")
        seen.append(time.monotonic() - began)
        return ("127.0.0.1",)

    with a_site(always("200 OK")) as site:
        assert check_links(SCHEDULER, an_asker(site, resolve=while_asked)) == 1
    assert seen
    assert max(seen) < 5


def test_links_are_taken_in_turn_within_the_limits() -> None:
    due = ["http://a.example/1", "http://a.example/2", "http://b.example/", "ftp://c", "ftp://d"]
    assert to_check(due, asked_within_hour=0, quiet_hosts=()) == tuple(
        d for d in due if d[-1] != "2"
    )
    assert to_check(due, asked_within_hour=0, quiet_hosts={"a.example"})[0] == "http://b.example/"
    assert to_check(due, asked_within_hour=rules.MOST_AN_HOUR, quiet_hosts=()) == ()
    assert to_check(due, asked_within_hour=rules.MOST_AN_HOUR + 9, quiet_hosts=()) == ()
    assert len(to_check(due, asked_within_hour=rules.MOST_AN_HOUR - 1, quiet_hosts=())) == 1


def test_each_status_has_a_life() -> None:
    lives_of = {status: life_of(status, has_moved=False) for status in range(200, 600)}
    assert {lives_of[s] for s in (200, 204, 206, 304, 401, 403, 418, 429, 451)} == {LinkLife.ALIVE}
    assert {lives_of[s] for s in (404, 410)} == {LinkLife.GONE}
    assert {lives_of[s] for s in (301, 302, 307, 308, 400, 405, 500, 503, 599)} == {
        LinkLife.NO_ANSWER
    }
    assert life_of(200, has_moved=True) is LinkLife.MOVED
    assert next_check(Answer(LinkLife.NOT_ALLOWED), 3, NOW) == NOW + timedelta(days=4)
