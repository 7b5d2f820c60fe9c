"""What an account and a link to it can be: the words that tables and rules share."""

from enum import StrEnum


class AccountStatus(StrEnum):
    """Where an account stands; only an active one can be signed in to."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class AccountStep(StrEnum):
    """What can be done to an account's status."""

    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESTORE = "restore"
    CLOSE = "close"


class LinkPurpose(StrEnum):
    """What a one-time link is good for; a link for one thing never does the other."""

    SIGN_IN = "sign_in"
    ACTIVATE = "activate"


class RefusalReason(StrEnum):
    """Why a sign-in was refused, as the trail says it; the visitor is never told which it was."""

    UNKNOWN_ADDRESS = "unknown_address"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of a reason, not a secret.
    NOT_ACTIVE = "not_active"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    LINK_SPENT = "link_spent"
