"""Pure decisions about what is followed: what counts as news, and when a follower is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlencode

from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.authorities.rules import compare
from cna_directory.errors import Problem
from cna_directory.finder.rules import Facet, Query
from cna_directory.following.standing import FollowedKind, Frequency

MOST_FOLLOWED = 50
"""Things that one account follows; each may mean a mail a day."""

LONGEST_SEARCH = 1_000

UNREMARKABLE = frozenset({"confirmation", "contact_changed_on"})
"""What changes without being news: that a State confirmed a record, and marks of changes."""


Followable = Record | StateProfile
"""What can make news: an authority, or what holds for a State as a whole."""


class Turn(StrEnum):
    """What happened to a record, as its follower sees it."""

    CAME = "came"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class News:
    """What changed of one record, without what it says."""

    turn: Turn
    before: Followable | None
    """As followers could read it when they were told last; nothing where they could not."""
    now: Followable | None
    paths: tuple[str, ...]
    """The fields that changed, as comparisons name them."""

    @property
    def record(self) -> Followable:
        """Return the record as it is now, or as it was before it went."""
        found = self.now or self.before
        if found is None:
            raise ValueError("news are of something that was or is")
        return found


def news_of(
    before: Followable | None, now: Followable | None, is_followed: Callable[[Followable], bool]
) -> News | None:
    """Return what a follower is told of a record; nothing where it makes no difference to him.

    Both are as every account may read them: what is hidden makes no news.
    """
    paths = _changed(before, now)
    if before is not None and now is not None and not paths:
        return None
    was = before is not None and _is_live(before) and is_followed(before)
    is_so = now is not None and _is_live(now) and is_followed(now)
    if not was and not is_so:
        return None
    turn = Turn.CHANGED if was and is_so else Turn.CAME if is_so else Turn.LEFT
    return News(turn, before, now, paths)


def _changed(before: Followable | None, now: Followable | None) -> tuple[str, ...]:
    if before is None or now is None:
        return ()
    return tuple(change.path for change in compare(_remarkable(before), _remarkable(now)))


def _remarkable(record: Followable) -> dict[str, Any]:
    return {name: value for name, value in to_plain(record).items() if name not in UNREMARKABLE}


def _is_live(record: Followable) -> bool:
    return isinstance(record, StateProfile) or record.status is RecordStatus.LIVE


def has_type(record: Record | StateProfile, request_type: str) -> bool:
    """Say whether an authority is designated for a type of request, from whatever day on."""
    return isinstance(record, Record) and any(
        it.request_type == request_type for it in record.designations
    )


def told_before(frequency: Frequency, now: datetime) -> datetime:
    """Return the moment before which a follower must have been told last, to be told now.

    Days and weeks are those of UTC; a week begins on Monday. Who is told at once is looked after
    with every new day too, because what was announced may take effect on it.
    """
    midnight = datetime.combine(now.date(), time.min, UTC)
    if frequency is Frequency.WEEKLY:
        return midnight - timedelta(days=now.weekday())
    return midnight


def search_as_text(query: Query) -> str:
    """Return a search as its address writes it, always in the same order."""
    values = [("q", " ".join(query.words))] if query.words else []
    values += [("state", query.state)] if query.state else []
    values += [(facet.value, value) for facet, chosen in query.chosen for value in sorted(chosen)]
    return urlencode(values)


def search_from_text(text: str) -> Query:
    """Return the search that was written by `search_as_text`."""
    values = parse_qs(text)
    return Query(
        words=tuple(values.get("q", [""])[0].split()),
        state=values.get("state", [""])[0],
        chosen=tuple(
            (facet, tuple(values[facet.value])) for facet in Facet if facet.value in values
        ),
    )


def problems_with_following(
    kind: FollowedKind | None, followed: str, frequency: Frequency | None, number: int
) -> list[Problem]:
    """Say why something cannot be followed; `number` is how much the account follows already."""
    problems = []
    if kind is None or not followed:
        problems.append(
            Problem("", "Choose a State, a type of request or a search, and follow it from there.")
        )
    if len(followed) > LONGEST_SEARCH:
        problems.append(Problem("", "This search is too long to follow. Ask for fewer things."))
    if frequency is None:
        problems.append(Problem("frequency", "Choose how often you want to be told."))
    if number >= MOST_FOLLOWED:
        problems.append(
            Problem("", f"You follow {MOST_FOLLOWED} things. End another one of them first.")
        )
    return problems
