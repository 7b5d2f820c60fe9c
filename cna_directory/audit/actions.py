"""The names of what can happen, one for each operation, and what its details must say."""

from enum import StrEnum


class Action(StrEnum):
    """`subject.happened`: what the trail calls an operation."""

    REFERENCE_LOADED = "reference.loaded"
    RECORD_SEEDED = "record.seeded"
    REVISION_TOOK_EFFECT = "revision.took_effect"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_ACTIVATED = "account.activated"
    SIGN_IN_ACCEPTED = "sign_in.accepted"
    SIGN_IN_REFUSED = "sign_in.refused"
    SIGNED_OUT = "sign_in.ended"
    LINK_MADE = "link.made"
    ACCESS_REFUSED = "access.refused"
    EDITION_CLAIMED = "edition.claimed"
    EDITION_ISSUED = "edition.issued"
    EDITION_FAILED = "edition.failed"
    EDITION_HELD = "edition.held"
    EDITION_RELEASED = "edition.released"
    EDITION_DOWNLOADED = "edition.downloaded"
    TRAIL_EXPORTED = "trail.exported"


REQUIRED_DETAILS: dict[Action, frozenset[str]] = {
    Action.SIGN_IN_REFUSED: frozenset({"reason"}),
    Action.ACCESS_REFUSED: frozenset({"endpoint", "capability"}),
    Action.EDITION_CLAIMED: frozenset({"edition"}),
    Action.EDITION_ISSUED: frozenset({"edition", "content_hash"}),
    Action.EDITION_FAILED: frozenset({"edition", "reason"}),
    Action.EDITION_HELD: frozenset({"edition", "reason"}),
    Action.EDITION_RELEASED: frozenset({"edition"}),
    Action.EDITION_DOWNLOADED: frozenset({"edition", "format"}),
}
"""The keys that the details of an action must carry; an action that is not here needs none."""
