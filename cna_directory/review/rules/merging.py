"""Pure decisions about what a proposal changes where the record moved on meanwhile."""

from collections.abc import Collection
from typing import TypeVar

from cna_directory.authorities.comparing import FieldDifference, differences, merge
from cna_directory.authorities.plain import from_plain, to_plain
from cna_directory.authorities.record import ContactPoint, Record, StateProfile, Visibility
from cna_directory.authorities.rules import compare, visible

T = TypeVar("T", Record, StateProfile)

CONTACT_FIELDS = frozenset(
    {
        *("address", "visiting_address", "telephones", "faxes", "emails", "channels"),
        "contact_points",
    }
)
"""What leads a request astray when it is wrong."""

WAYS = CONTACT_FIELDS - {"contact_points"}
"""What of a contact point itself counts: not who is in the post, nor which languages are spoken."""


def base_seen(base: Record | StateProfile, *, to_secretariat: bool) -> Record | StateProfile:
    """Return a record as its proposer saw it: contact points of the secretariat are not in it.

    What the proposer did not see is in no proposal, and so stays whatever is accepted.
    """
    if isinstance(base, Record):
        return visible(base, to_secretariat=to_secretariat)
    return base


def three_way(base: T, live: T, proposed: T) -> tuple[FieldDifference, ...]:
    """Return what a proposal changes, each as it was when proposed, as it is now, as proposed."""
    return differences(to_plain(base), to_plain(live), to_plain(proposed))


def merged(base: T, live: T, proposed: T, taken: Collection[str]) -> T:
    """Return the live record with the fields of the proposal that were taken, and nothing lost."""
    plain = merge(to_plain(base), to_plain(live), to_plain(proposed), taken)
    return from_plain(plain, type(live))


def is_contact_change(before: Record | None, after: Record) -> bool:
    """Say whether the way to reach an authority changes, as every account sees it.

    An addition is not a change. Nor is what happens to a contact point for the secretariat alone:
    a mark or a mail would tell of it (`hidden_points_changed`).
    """
    if before is None:
        return False
    changes = compare(*(to_plain(visible(it, to_secretariat=False)) for it in (before, after)))
    return any(is_of_contact(it.path) for it in changes)


def hidden_points_changed(before: Record, after: Record) -> tuple[ContactPoint, ...]:
    """Return the contact points for the secretariat alone, as they were, that are reached otherwise.

    They are told themselves, and nobody else is.
    """
    kept = {(it.telephones, it.emails) for it in after.contact_points}
    return tuple(
        it
        for it in before.contact_points
        if it.visibility is Visibility.SECRETARIAT and (it.telephones, it.emails) not in kept
    )


def is_of_contact(path: str) -> bool:
    """Say whether a path names something by which an authority is reached."""
    if path.endswith("[order]"):
        return False
    names = [segment.partition("[")[0] for segment in path.split(".")]
    return names[-1] == "contact_points" or not WAYS.isdisjoint(names)
