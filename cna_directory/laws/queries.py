"""Reading links: whose they are, and what is known of their life."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select

from cna_directory.authorities.models import Authority, Link, StateProfile
from cna_directory.authorities.record import LinkKind
from cna_directory.authorities.summaries import is_shown
from cna_directory.database import db
from cna_directory.laws.models import LinkCheck
from cna_directory.laws.rules.life import Life, key_of
from cna_directory.laws.rules.listing import OF_LAW, Law
from cna_directory.reference.queries import catalogue_stamp, instruments

_kept_laws: WeakKeyDictionary[Engine, tuple[int, tuple[Law, ...]]] = WeakKeyDictionary()
"""The laws as they were at a stamp, for each database of the process."""


def laws() -> tuple[Law, ...]:
    """Return all links to laws, guides and templates; they are read once for a stamp."""
    stamp = catalogue_stamp()
    kept_at, kept = _kept_laws.get(db.engine, (-1, ()))
    if kept_at != stamp:
        kept = tuple(link for link in links_of_records() if link.kind in OF_LAW)
        _kept_laws[db.engine] = (stamp, kept)
    return kept


def links_of_records() -> tuple[Law, ...]:
    """Return every link of a live record or of a State's profile, the websites of offices too."""
    return (*_of_profiles(), *_of_authorities(), *_websites())


_COLUMNS = (
    Link.kind,
    Link.title,
    Link.url,
    Link.language,
    Link.citation,
    Link.articles,
    Link.request_types,
)


def _of_authorities() -> Iterator[Law]:
    rows = db.session.execute(
        select(Authority.state, Authority.number, Authority.name, *_COLUMNS)
        .join(Link, Link.authority_number == Authority.number)
        .where(is_shown())
        .order_by(Authority.state, Authority.number, Link.position)
    )
    for row in rows:
        yield _law(row, row.number, row.name.text)


def _of_profiles() -> Iterator[Law]:
    rows = db.session.execute(
        select(StateProfile.state, *_COLUMNS)
        .join(Link, Link.state_iso2 == StateProfile.state)
        .where(StateProfile.revision_number > 0)
        .order_by(StateProfile.state, Link.position)
    )
    for row in rows:
        yield _law(row, None, "")


def _law(row: Any, authority: int | None, authority_name: str) -> Law:
    return Law(
        state=row.state,
        authority=authority,
        authority_name=authority_name,
        kind=row.kind,
        title=row.title,
        url=row.url,
        language=row.language,
        citation=row.citation,
        articles=row.articles,
        request_types=row.request_types,
    )


def _websites() -> Iterator[Law]:
    rows = db.session.execute(
        select(Authority.state, Authority.number, Authority.name, Authority.websites)
        .where(is_shown())
        .order_by(Authority.state, Authority.number)
    )
    for state, number, name, websites in rows:
        for url in websites:
            yield Law(state, number, name.text, LinkKind.WEBSITE, name, url)


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article of an instrument under which laws are looked for."""

    cited: str
    """As `UNTOC 18(13)`."""
    instrument: str
    subjects: dict[str, str]
    request_types: tuple[str, ...]


def cited_articles() -> tuple[CitedArticle, ...]:
    """Return the articles that speak of a type of request, in the order of the instruments."""
    return tuple(
        CitedArticle(
            f"{instrument.code} {provision.article}",
            instrument.code,
            provision.subject,
            provision.request_types,
        )
        for instrument in instruments()
        for provision in instrument.provisions
        if provision.request_types
    )


def lives(urls: Collection[str]) -> dict[str, Life]:
    """Return what is known of the life of links, by their addresses."""
    found = db.session.scalars(
        select(LinkCheck).where(LinkCheck.url_sha256.in_({key_of(url) for url in urls}))
    )
    return {row.url: _life(row) for row in found}


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that does not answer, with what is known of it."""

    link: Law
    life: Life


def dead_links() -> tuple[DeadLink, ...]:
    """Return the links of records that did not answer again and again, by State."""
    failing = {
        row.url: _life(row)
        for row in db.session.scalars(select(LinkCheck).where(LinkCheck.failures > 0))
    }
    found = (
        DeadLink(link, failing[link.url]) for link in links_of_records() if link.url in failing
    )
    dead = (it for it in found if it.life.is_dead)
    return tuple(sorted(dead, key=lambda it: (it.link.state, it.link.authority or 0, it.link.url)))


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the checking of links has come."""

    links: int
    asked: int
    last_at: datetime | None


def how_far_checked() -> Checked:
    """Return how many different links there are, how many were asked, and when the last one."""
    keys = {key_of(link.url) for link in links_of_records()}
    rows = db.session.execute(select(LinkCheck.url_sha256, LinkCheck.checked_at)).all()
    asked = [checked_at for key, checked_at in rows if key in keys]
    return Checked(len(keys), len(asked), max(asked, default=None))


def asked_since(moment: datetime) -> int:
    """Return how many links were asked for since a moment."""
    return db.session.scalar(select(func.count()).where(LinkCheck.checked_at > moment)) or 0


def _life(row: LinkCheck) -> Life:
    return Life(row.life, row.http_status, row.failures, row.checked_at, row.alive_at)
