"""Pure decisions about the yearly question to holders: are you still in post."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cna_directory.access.roles import Role
from cna_directory.accounts.rules.administration import PRIVILEGED

ASKED_EVERY = timedelta(days=365)
REMINDED_AFTER = timedelta(days=30)
SUSPENDED_AFTER = timedelta(days=60)
"""Both are counted from the question. Nobody is suspended who was not reminded in between."""

FEWEST_OFFICERS = 2
"""Whatever two officers have to decide needs at least these."""


class PostStep(StrEnum):
    """What the scheduler does about an account whose holder may have left."""

    ASK = "ask"
    REMIND = "remind"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True)
class PostQuestion:
    """What is known of the question to one account."""

    in_post_since: datetime
    """When the holder last said to be in post, or activated the account."""
    asked_at: datetime | None
    reminded_at: datetime | None


def due_step(question: PostQuestion, now: datetime) -> PostStep | None:
    """Return what is due, or `None`.

    A scheduler that was down for months asks, reminds and suspends in this order all the same, with
    the whole time to answer in between.
    """
    if question.asked_at is None:
        return PostStep.ASK if now >= question.in_post_since + ASKED_EVERY else None
    if question.reminded_at is None or question.reminded_at < question.asked_at:
        return PostStep.REMIND if now >= question.asked_at + REMINDED_AFTER else None
    to_answer = SUSPENDED_AFTER - REMINDED_AFTER
    return PostStep.SUSPEND if now >= question.reminded_at + to_answer else None


def may_be_suspended_unasked(role: Role, officers_left: int) -> bool:
    """Say whether the scheduler may suspend an account of `role`.

    `officers_left` counts the officers of the secretariat who would be active after it.
    """
    return role not in PRIVILEGED or officers_left >= FEWEST_OFFICERS
