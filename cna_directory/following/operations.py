"""Following something, ending that, and telling followers what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts.models import Account
from cna_directory.accounts.queries import account_of
from cna_directory.accounts.standing import AccountStatus
from cna_directory.accounts.tokens import new_token
from cna_directory.audit.actions import Action
from cna_directory.authorities.models import Revision
from cna_directory.database import db, wait_for_writers_of
from cna_directory.errors import AlreadyClaimed
from cna_directory.following import queries
from cna_directory.following.messages import news as news_message
from cna_directory.following.models import FollowedSoFar, Following
from cna_directory.following.queries import Followed, StoppingLink, Told
from cna_directory.following.rules import News, problems_with_following
from cna_directory.following.standing import FollowedKind, Frequency
from cna_directory.mail import outbox
from cna_directory.operation import bookkeeping, note, operation, require
from cna_directory.settings import Settings

MOST_AT_ONCE = 50
"""Followings looked after in one transaction, so that nobody waits long for theirs to end."""

AT_WORK = "Another scheduler tells these followers."


@dataclass(frozen=True, slots=True)
class Wish:
    """What an account wants to follow."""

    account_id: int
    kind: FollowedKind | None
    followed: str
    frequency: Frequency | None


@operation(Action.FOLLOWING_BEGUN, needs=Capability.FOLLOW)
def follow(actor: Actor, wish: Wish) -> None:
    """Tell an account from now on what changes; what it follows already gets the new frequency.

    Raises:
        RuleBroken: there is nothing to follow, or the account follows as much as it may.
    """
    account = account_of(actor, for_update=True)
    of_account = queries.followings_of(account.id)
    known = [it for it in of_account if (it.kind, it.followed) == (wish.kind, wish.followed)]
    number = 0 if known else len(of_account)
    require(problems_with_following(wish.kind, wish.followed, wish.frequency, number))
    note(
        f"account/{account.id}",
        kind=wish.kind,
        followed=wish.followed,
        frequency=wish.frequency,
    )
    if known:
        db.session.get_one(Following, known[0].id).frequency = wish.frequency or known[0].frequency
        return
    # What is being recorded just now is in the directory already for whoever follows from now on.
    wait_for_writers_of(Revision)
    now = clock.now()
    row = Following(
        account_id=account.id,
        kind=wish.kind,
        followed=wish.followed,
        frequency=wish.frequency,
        ending_token=new_token(),
        began_at=now,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(
        FollowedSoFar(following_id=row.id, revision_id=queries.latest_revision_id(), told_at=now)
    )


@operation(Action.FOLLOWING_CHANGED, needs=Capability.FOLLOW)
def change_frequency(actor: Actor, followed: Followed, *, frequency: Frequency) -> None:
    """Tell a follower more or less often; nothing is told twice or left out by it."""
    db.session.get_one(Following, followed.id).frequency = frequency
    note(f"account/{followed.account_id}", frequency=frequency)


@operation(Action.FOLLOWING_ENDED, needs=Capability.FOLLOW)
def end_following(actor: Actor, followed: Followed) -> None:
    """Tell nothing of this any more, not even what waits to be sent."""
    _end(followed.id)


@operation(Action.FOLLOWING_ENDED, needs=Capability.STOP_FOLLOWING)
def stop_by_link(actor: Actor, link: StoppingLink) -> None:
    """End what a mail belongs to, whoever opens its link and without signing in."""
    _end(link.following_id)


def _end(following_id: int) -> None:
    row = db.session.get(Following, following_id)
    if row is None:
        note(kind="", followed="")
        return
    note(f"account/{row.account_id}", kind=row.kind, followed=row.followed)
    # Whoever tells this follower just now holds the mark: what is posted is there afterwards.
    db.session.execute(delete(FollowedSoFar).where(FollowedSoFar.following_id == row.id))
    db.session.delete(row)
    outbox.take_off_ended_by(row.ending_token)


def post_news(actor: Actor, settings: Settings, now: datetime) -> int:
    """Tell every follower whose time has come what changed; return how many mails were posted.

    It may be called at any time, again and by several schedulers: a mail and the mark that it was
    told are one transaction. Where there is no news, only the mark moves and the trail says nothing.

    Raises:
        AccessRefused: the actor may not tell followers.
    """
    refuse_unless_may(actor, Capability.POST_NEWS)
    posted = 0
    while ids := queries.due(now, MOST_AT_ONCE):
        try:
            if _has_news(ids, now):
                posted += _post(actor, ids, settings=settings, now=now)
            else:
                _pass_over(ids, now)
        except AlreadyClaimed:
            break
    return posted


@operation(Action.NEWS_POSTED, needs=Capability.POST_NEWS)
def _post(actor: Actor, ids: Sequence[int], *, settings: Settings, now: datetime) -> int:
    told, mails = Told(now), 0
    for following, mark in _held(ids, now):
        span = queries.span_since(mark, now)
        found = told.news(following, span)
        mark.revision_id, mark.told_at = span.upto_id, now
        mails += _tell(following, found, settings)
    note(subject="following", mails=mails)
    return mails


def _tell(following: Following, found: tuple[News, ...], settings: Settings) -> int:
    account = db.session.get_one(Account, following.account_id)
    if not found or account.status is not AccountStatus.ACTIVE:
        return 0
    outbox.post(news_message(account, following, found, settings), settings)
    return 1


def _has_news(ids: Sequence[int], now: datetime) -> bool:
    told = Told(now)
    return any(
        told.news(following, queries.span_since(mark, now))
        for following, mark in queries.marks_of(ids, now)
    )


def _pass_over(ids: Sequence[int], now: datetime) -> None:
    """Move the marks of those for whom there is no news; what came meanwhile is left to be told."""
    with bookkeeping():
        told, passed = Told(now), 0
        for following, mark in _held(ids, now):
            span = queries.span_since(mark, now)
            if not told.news(following, span):
                mark.revision_id, mark.told_at = span.upto_id, now
                passed += 1
        if not passed:
            raise AlreadyClaimed(AT_WORK)


def _held(ids: Sequence[int], now: datetime) -> Sequence[tuple[Following, FollowedSoFar]]:
    """Return the followings that are still due, held until the transaction ends.

    Raises:
        AlreadyClaimed: another scheduler looks after all of them, or has done so.
    """
    wait_for_writers_of(Revision)
    marks = queries.marks_of(ids, now)
    if not marks:
        raise AlreadyClaimed(AT_WORK)
    return marks
