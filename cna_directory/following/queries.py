"""Reading what is followed, and what changed since its followers were told."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from cna_directory.accounts.models import Account
from cna_directory.authorities.models import Revision
from cna_directory.authorities.operations import record_in
from cna_directory.authorities.record import Record
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.finder.catalogue.reference import Reference
from cna_directory.following.models import FollowedSoFar, Following
from cna_directory.following.rules import (
    Followable,
    News,
    has_type,
    news_of,
    search_from_text,
    told_before,
)
from cna_directory.following.searching import known_reference, numbers_answering
from cna_directory.following.standing import FollowedKind, Frequency


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that an account follows."""

    id: int
    account_id: int
    kind: FollowedKind
    followed: str
    frequency: Frequency
    began_at: datetime


@dataclass(frozen=True, slots=True)
class StoppingLink:
    """Something followed as the link in its mails finds it."""

    following_id: int
    email: str
    kind: FollowedKind
    followed: str


@dataclass(frozen=True, slots=True)
class Span:
    """What came between two looks: revisions that were recorded, and days on which some began."""

    after_id: int
    since: date
    upto_id: int
    until: date


@dataclass(frozen=True, slots=True)
class Changed:
    """A record, or what holds for a State, before and after a span; as every account may read it."""

    before: Followable | None
    now: Followable | None

    @property
    def state(self) -> str:
        """Return the code of its State; a record never moves to another."""
        found = self.now or self.before
        return found.state if found else ""


def followings_of(account_id: int) -> tuple[Followed, ...]:
    """Return what an account follows, the oldest first."""
    rows = db.session.scalars(
        select(Following).where(Following.account_id == account_id).order_by(Following.id)
    )
    return tuple(_followed(row) for row in rows)


def following(following_id: int) -> Followed:
    """Return something followed.

    Raises:
        NotFound: nobody follows anything under this number.
    """
    row = db.session.get(Following, following_id)
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _followed(row)


def stopping_link(token: str) -> StoppingLink:
    """Return what a link ends.

    Raises:
        NotFound: it has ended already, or there never was such a link.
    """
    found = None
    if "\0" not in token:  # PostgreSQL cannot even be asked for it.
        found = db.session.execute(
            select(Following.id, Account.email, Following.kind, Following.followed)
            .join(Account, Account.id == Following.account_id)
            .where(Following.ending_token == token)
        ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return StoppingLink(found.id, found.email, found.kind, found.followed)


def is_followed_by(account_id: int, kind: FollowedKind, followed: str) -> bool:
    """Say whether an account follows something already."""
    found = db.session.scalar(
        select(Following.id).where(
            Following.account_id == account_id,
            Following.kind == kind,
            Following.followed == followed,
        )
    )
    return found is not None


def latest_revision_id() -> int:
    """Return the id of the revision that was recorded last; zero before the first."""
    return db.session.scalar(select(func.max(Revision.id))) or 0


def due(now: datetime, most: int) -> Sequence[int]:
    """Return the ids of followings that have to be looked after now, some of them if many."""
    question = _with_marks(Following.id).where(_is_due(now)).order_by(Following.id).limit(most)
    return db.session.scalars(question).all()


def marks_of(ids: Sequence[int], now: datetime) -> Sequence[tuple[Following, FollowedSoFar]]:
    """Return those of the followings that are still due, with marks nobody else moves meanwhile."""
    question = (
        _with_marks(Following, FollowedSoFar)
        .where(Following.id.in_(ids), _is_due(now))
        .order_by(Following.id)
        .with_for_update(of=FollowedSoFar, skip_locked=True)
    )
    return [(row[0], row[1]) for row in db.session.execute(question)]


def span_since(mark: FollowedSoFar, now: datetime) -> Span:
    """Return the span from a mark to now."""
    return Span(mark.revision_id, mark.told_at.date(), latest_revision_id(), now.date())


def changed_in(span: Span) -> tuple[Changed, ...]:
    """Return what is different after a span, by State and number; each record once.

    A revision counts from the day on which it takes effect, however early it was recorded.
    """
    touched = and_(
        Revision.id <= span.upto_id,
        Revision.effective_from <= span.until,
        or_(Revision.id > span.after_id, Revision.effective_from > span.since),
    )
    numbers = _distinct(Revision.authority_number, touched)
    states = _distinct(Revision.state_iso2, touched)
    found: list[Changed] = []
    for column, keys in ((Revision.authority_number, numbers), (Revision.state_iso2, states)):
        by_key = defaultdict(list)
        for row in _dated(and_(column.in_(keys), Revision.id <= span.upto_id), column):
            by_key[row.key].append(row)
        for of_one in by_key.values():
            old = _holding([row for row in of_one if row.id <= span.after_id], span.since)
            new = _holding(of_one, span.until)
            if old != new:
                found.append(Changed(_as_readable(old), _as_readable(new)))
    return tuple(sorted(found, key=lambda it: (it.state, _number(it))))


class Told:
    """Finds the news of followings; what they share is read once."""

    def __init__(self, now: datetime) -> None:
        """Begin with nothing read."""
        self._now = now
        self._changed: dict[Span, tuple[Changed, ...]] = {}
        self._reference: Reference | None = None

    def news(self, following: Following | Followed, span: Span) -> tuple[News, ...]:
        """Return what a follower is told after a span."""
        if span not in self._changed:
            self._changed[span] = changed_in(span)
        changed = [it for it in self._changed[span] if _may_concern(it, following)]
        if following.kind is FollowedKind.SEARCH:
            return self._of_search(following.followed, changed)
        found = (news_of(it.before, it.now, _is_followed(following)) for it in changed)
        return tuple(it for it in found if it is not None)

    def _of_search(self, search: str, changed: list[Changed]) -> tuple[News, ...]:
        if not changed:
            return ()
        if self._reference is None:
            self._reference = known_reference()
        query, today = search_from_text(search), self._now.date()
        before, now = (
            numbers_answering(
                query, [r for r in records if isinstance(r, Record)], self._reference, today
            )
            for records in ([it.before for it in changed], [it.now for it in changed])
        )
        found = (
            news_of(
                it.before,
                it.now,
                partial(_answers, before=it.before, did=before, does=now),
            )
            for it in changed
        )
        return tuple(it for it in found if it is not None)


def _may_concern(it: Changed, following: Following | Followed) -> bool:
    if following.kind is FollowedKind.STATE:
        return it.state == following.followed
    return isinstance(it.now or it.before, Record)


def _is_followed(following: Following | Followed) -> Callable[[Followable], bool]:
    followed = following.followed
    if following.kind is FollowedKind.STATE:
        return lambda record: record.state == followed
    return lambda record: has_type(record, followed)


def _answers(
    record: Followable,
    *,
    before: Followable | None,
    did: Collection[int],
    does: Collection[int],
) -> bool:
    """Say whether a record answers a search: the one before by what it said then."""
    return isinstance(record, Record) and record.number in (did if record is before else does)


def _number(it: Changed) -> int:
    found = it.now or it.before
    return found.number if isinstance(found, Record) else 0


def _with_marks(*columns: Any) -> Select[Any]:
    return select(*columns).join(FollowedSoFar, FollowedSoFar.following_id == Following.id)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which a following has to be looked after."""
    of_frequency = [
        and_(Following.frequency == it, FollowedSoFar.told_at < told_before(it, now))
        for it in Frequency
    ]
    at_once = and_(
        Following.frequency == Frequency.AT_ONCE,
        FollowedSoFar.revision_id < latest_revision_id(),
    )
    return or_(*of_frequency, at_once)


def _distinct(column: Any, condition: ColumnElement[bool]) -> list[Any]:
    return list(db.session.scalars(select(column).where(condition, column.is_not(None)).distinct()))


def _dated(condition: ColumnElement[bool], key: Any) -> list[Any]:
    """Return revisions by their dates alone; their content is read of those that matter."""
    columns = (Revision.id, Revision.number, Revision.effective_from, key.label("key"))
    return list(db.session.execute(select(*columns).where(condition)))


def _holding(rows: Sequence[Any], day: date) -> int | None:
    """Return the id of the revision that holds on a day, of those that are known."""
    effective = [row for row in rows if row.effective_from <= day]
    held = max(effective, key=lambda row: (row.effective_from, row.number), default=None)
    return held.id if held else None


def _as_readable(revision_id: int | None) -> Followable | None:
    """Return what every account may read of a revision."""
    if revision_id is None:
        return None
    record = record_in(db.session.get_one(Revision, revision_id))
    return visible(record, to_secretariat=False) if isinstance(record, Record) else record


def _followed(row: Following) -> Followed:
    return Followed(row.id, row.account_id, row.kind, row.followed, row.frequency, row.began_at)
