"""Pure decisions about reading the trail: what belongs together, what is asked for, what is shown."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.errors import Problem

GROUPS: dict[str, tuple[Action, ...]] = {
    "signing_in": (
        Action.PASSWORD_ACCEPTED,
        Action.SIGN_IN_ACCEPTED,
        Action.SIGN_IN_REFUSED,
        Action.SIGN_IN_DISOWNED,
        Action.SIGNED_OUT,
        Action.SECOND_FACTOR_SHOWN,
        Action.LINK_MADE,
        Action.ACCESS_REFUSED,
    ),
    "own_security": (
        Action.PASSWORD_CHANGED,
        Action.PASSWORD_RESET_ANSWERED,
        Action.EMAIL_CHANGE_ASKED,
        Action.EMAIL_CHANGED,
        Action.PASSKEY_ADDED,
        Action.PASSKEY_REMOVED,
        Action.AUTHENTICATOR_APP_ADDED,
        Action.AUTHENTICATOR_APP_REMOVED,
        Action.RECOVERY_CODES_MADE,
        Action.ACCESS_TOKEN_MADE,
        Action.ACCESS_TOKEN_USED,
        Action.ACCESS_TOKEN_ENDED,
    ),
    "accounts": (
        Action.ACCOUNT_INVITED,
        Action.ACCOUNT_ACTIVATED,
        Action.ACCOUNT_SUSPENDED,
        Action.ACCOUNT_RESTORED,
        Action.ACCOUNT_CLOSED,
        Action.ACCOUNT_ROLE_CHANGED,
        Action.ACCOUNT_CHANGE_PROPOSED,
        Action.ACCOUNT_CHANGE_ACCEPTED,
        Action.ACCOUNT_CHANGE_REFUSED,
        Action.TERMS_ACCEPTED,
        Action.PREFERENCES_CHANGED,
        Action.POST_ASKED,
        Action.POST_CONFIRMED,
        Action.POST_NOT_CONFIRMED,
    ),
    "account_requests": (
        Action.ACCOUNT_REQUEST_SUBMITTED,
        Action.ACCOUNT_REQUEST_MAILED,
        Action.ACCOUNT_REQUEST_CONFIRMED,
        Action.ACCOUNT_REQUEST_QUESTIONED,
        Action.ACCOUNT_REQUEST_ANSWERED,
        Action.ACCOUNT_REQUEST_APPROVED,
        Action.ACCOUNT_REQUEST_SENT_BACK,
        Action.ACCOUNT_REQUEST_REFUSED,
        Action.ACCOUNT_REQUEST_LAPSED,
        Action.ACCOUNT_REQUEST_ERASED,
        Action.LETTER_DOWNLOADED,
        Action.VOUCHING_ANSWERED,
        Action.NOMINATED,
        Action.NOMINATION_WITHDRAWN,
    ),
    "records": (
        Action.REFERENCE_LOADED,
        Action.RECORD_SEEDED,
        Action.REVISION_TOOK_EFFECT,
        Action.STATE_STARRED,
        Action.STATE_UNSTARRED,
        Action.RECORDS_TAKEN_ALONG,
    ),
    "upkeep": (
        Action.PROPOSAL_SUBMITTED,
        Action.PROPOSAL_SIGNED_OFF,
        Action.PROPOSAL_WITHDRAWN,
        Action.PROPOSAL_RETURNED,
        Action.PROPOSAL_REFUSED,
        Action.PROPOSAL_ACCEPTED,
        Action.PAPER_OPENED,
        Action.RECORDS_CONFIRMED,
        Action.CONFIRMATION_REMINDED,
        Action.PROBLEM_REPORTED,
        Action.PROBLEM_FLAGGED,
        Action.PROBLEM_SETTLED,
        Action.FOLLOWING_BEGUN,
        Action.FOLLOWING_CHANGED,
        Action.FOLLOWING_ENDED,
        Action.NEWS_POSTED,
        Action.NOTE_WRITTEN,
        Action.NOTE_ERASED,
        Action.SCAN_OPENED,
        Action.IMPORT_READ,
        Action.IMPORT_SUBMITTED,
        Action.IMPORT_ACCEPTED,
        Action.IMPORT_WRITTEN,
        Action.IMPORT_NOT_WRITTEN,
        Action.IMPORT_DISCARDED,
        Action.IMPORT_FORGOTTEN,
        Action.RECORDS_EXPORTED,
    ),
    "editions": (
        Action.EDITION_CLAIMED,
        Action.EDITION_ISSUED,
        Action.EDITION_FAILED,
        Action.EDITION_HELD,
        Action.EDITION_RELEASED,
        Action.EDITION_DOWNLOADED,
        Action.EDITION_FROZEN,
        Action.PROOF_BUILT,
        Action.PROOF_DOWNLOADED,
        Action.PROOF_FORGOTTEN,
        Action.EDITION_HASTENED,
        Action.EDITION_WITHDRAWN,
        Action.CORRIGENDUM_PUBLISHED,
        Action.WORDING_REVIEWED,
        Action.WORDING_REVIEW_TAKEN_BACK,
        Action.COPY_ASKED,
        Action.COPY_CLAIMED,
        Action.COPY_MADE,
        Action.COPY_FAILED,
        Action.COPY_FORGOTTEN,
        Action.COPY_TRACED,
        Action.SUBSCRIPTION_CHANGED,
        Action.SUBSCRIPTION_ENDED,
    ),
    "mail": (Action.MAIL_PAUSED, Action.MAIL_RESUMED, Action.MAIL_TRIED_AGAIN),
    "trail": (Action.TRAIL_EXPORTED, Action.TRAIL_HEAD_POSTED),
}
"""The actions that people look for together; each action stands in one group."""

SECURITY_ACTIONS = frozenset({*GROUPS["signing_in"], *GROUPS["own_security"], *GROUPS["accounts"]})
"""What the holder of an account learns of, also where somebody else did it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the trail somebody asks for; what is empty sets no bound."""

    account_id: int | None = None
    """Who did it."""
    role: Role | None = None
    subject: str = ""
    actions: str = ""
    """An action, or the code of a group of them."""
    first_day: date | None = None
    last_day: date | None = None

    @property
    def wanted_actions(self) -> tuple[str, ...]:
        """Return the actions that are asked for; none where all are."""
        if self.actions in GROUPS:
            return tuple(action.value for action in GROUPS[self.actions])
        return (self.actions,) if self.actions else ()

    def in_words(self) -> dict[str, str | int]:
        """Return what was asked for, as the trail keeps it of an export."""
        asked: dict[str, str | int | None] = {
            "by_account": self.account_id,
            "by_role": self.role.value if self.role else None,
            "about": self.subject,
            "actions": self.actions,
            "from_day": self.first_day.isoformat() if self.first_day else None,
            "to_day": self.last_day.isoformat() if self.last_day else None,
        }
        return {key: value for key, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the list a page begins: below one number, or above one; the newest if neither."""

    before: int | None = None
    after: int | None = None


FIELDS = ("who", "role", "subject", "action", "from_day", "to_day")
"""What the address of the trail may say of what somebody looks for."""

LARGEST_NUMBER = 999_999_999
"""A larger one in an address is somebody's mistake, and no database can compare it."""

SUBJECT = re.compile(r"[A-Za-z0-9_./-]{1,120}")


def understand(values: Mapping[str, str]) -> tuple[Selection, list[Problem]]:
    """Return what an address asks for, and what in it cannot be understood."""
    problems: list[Problem] = []
    who, about, action = (values.get(name, "").strip() for name in ("who", "subject", "action"))
    role = values.get("role", "")
    account_id = number_in(who)
    if who and account_id is None:
        problems.append(Problem("who", "Enter the number of an account, or its e-mail address."))
    if about and not SUBJECT.fullmatch(about):
        problems.append(
            Problem("subject", "Write it as the trail does, such as authority/1042 or account/12.")
        )
    selection = Selection(
        account_id=account_id,
        role=Role(role) if role in set(Role) else None,
        subject=about if SUBJECT.fullmatch(about) else "",
        actions=action if action in GROUPS or action in set(Action) else "",
        first_day=_day(values, "from_day", problems),
        last_day=_day(values, "to_day", problems),
    )
    return selection, problems


def number_in(text: str) -> int | None:
    """Return the number that a text is; `None` if it is none that the trail can have."""
    if not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST_NUMBER)):
        return None
    return int(text)


def span_in(values: Mapping[str, str]) -> Span:
    """Return where in the list an address begins."""
    return Span(number_in(values.get("before", "")), number_in(values.get("after", "")))


def _day(values: Mapping[str, str], name: str, problems: list[Problem]) -> date | None:
    if not (typed := values.get(name, "").strip()):
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.max
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        problems.append(Problem(name, "Enter a day as year, month, day: 2026-11-22."))
        return None
    return day


FIRST_YEAR, LAST_YEAR = 1970, 9998


class Kept(StrEnum):
    """In what form the trail keeps a value."""

    NOTHING = "nothing"
    PLAIN = "plain"
    PERSONAL = "personal"
    ERASED = "erased"
    HIDDEN = "hidden"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of the trail as a page shows it."""

    kept: Kept
    text: str = ""


def shown_value(value: Any, personal: Mapping[str, str]) -> ShownValue:
    """Return how to show a value; `personal` has the values that were not erased."""
    if value is None:
        return ShownValue(Kept.NOTHING)
    if commitment := commitment_in(value):
        found = personal.get(commitment)
        return ShownValue(Kept.ERASED) if found is None else ShownValue(Kept.PERSONAL, found)
    if isinstance(value, dict) and value.keys() == {"sha256"}:
        return ShownValue(Kept.DIGEST, str(value["sha256"]))
    if value == "hidden":
        return ShownValue(Kept.HIDDEN)
    return ShownValue(Kept.PLAIN, value if isinstance(value, str) else _in_json(value))


def commitment_in(value: Any) -> str:
    """Return the commitment that stands in the place of a personal value; empty for any other."""
    if isinstance(value, dict) and value.keys() == {"personal"}:
        return str(value["personal"])
    return ""


def _in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
