"""Checking links for life, a few at each wake of the scheduler."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.laws.asking import Asker
from cna_directory.laws.models import LinkCheck
from cna_directory.laws.queries import asked_since, links_of_records
from cna_directory.laws.rules.life import (
    CLAIMED_FOR,
    GOOD,
    QUIET_FOR_A_HOST,
    Answer,
    LinkLife,
    key_of,
    next_check,
    to_check,
)
from cna_directory.laws.rules.places import host_of
from cna_directory.operation import bookkeeping


def check_links(actor: Actor, asker: Asker | None) -> int:
    """Ask for the links that are due, within the limits; return how many were asked for.

    Without somebody who asks, as in the demonstration, nothing leaves and nothing is noted.

    Raises:
        AccessRefused: the actor may not check links.
    """
    refuse_unless_may(actor, Capability.CHECK_LINKS)
    if asker is None:
        return 0
    taken = _claim(clock.now())
    for url in taken:
        # No transaction is open here: a slow site must not keep the database waiting.
        _keep(url, asker.ask(url), clock.now())
    return len(taken)


def _claim(now: datetime) -> tuple[str, ...]:
    """Take the links that are asked now, so that a second scheduler does not take them too."""
    try:
        with bookkeeping():
            urls = {key_of(link.url): link.url for link in links_of_records()}
            known = _known(urls)
            taken = to_check(
                (urls[key] for key in _due(urls, known, now)),
                asked_within_hour=asked_since(now - timedelta(hours=1)),
                quiet_hosts=_hosts_asked_since(now - QUIET_FOR_A_HOST),
            )
            for url in taken:
                _mark(url, now, is_known=key_of(url) in known)
    except EditConflict:
        return ()
    return taken


def _known(urls: Collection[str]) -> dict[str, datetime]:
    """Return when each link is to be asked again, after forgetting those no record has any more."""
    asked = select(LinkCheck.url_sha256, LinkCheck.next_check_at).with_for_update()
    known = dict(db.session.execute(asked).all())
    if gone := known.keys() - set(urls):
        db.session.execute(delete(LinkCheck).where(LinkCheck.url_sha256.in_(gone)))
    return {key: at for key, at in known.items() if key in urls}


def _due(urls: Collection[str], known: Mapping[str, datetime], now: datetime) -> list[str]:
    """Return the keys that are due, those never asked first, then whoever has waited longest."""
    due = [key for key in urls if key not in known or known[key] <= now]
    return sorted(due, key=lambda key: (key in known, known.get(key, now), key))


def _hosts_asked_since(moment: datetime) -> set[str]:
    urls = db.session.scalars(select(LinkCheck.url).where(LinkCheck.checked_at > moment))
    return {host_of(url) for url in urls}


def _mark(url: str, now: datetime, *, is_known: bool) -> None:
    again_at = now + CLAIMED_FOR
    if is_known:
        db.session.execute(
            update(LinkCheck)
            .where(LinkCheck.url_sha256 == key_of(url))
            .values(checked_at=now, next_check_at=again_at)
        )
        return
    db.session.add(
        LinkCheck(
            url_sha256=key_of(url),
            url=url,
            life=LinkLife.NO_ANSWER,
            checked_at=now,
            next_check_at=again_at,
        )
    )


def _keep(url: str, answer: Answer, now: datetime) -> None:
    with bookkeeping():
        row = db.session.get(LinkCheck, key_of(url))
        if row is None:  # Its record went while it was asked for.
            return
        is_good = answer.life in GOOD
        row.failures = 0 if is_good else row.failures + 1
        row.life, row.http_status, row.checked_at = answer.life, answer.http_status, now
        row.alive_at = now if is_good else row.alive_at
        row.next_check_at = next_check(answer, row.failures, now)
