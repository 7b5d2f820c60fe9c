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
    START_AGAIN = "start_again"
    """The holder lost the second factor and proves again who is behind the account."""


class LinkPurpose(StrEnum):
    """What a one-time link is good for; a link for one thing never does the other."""

    SIGN_IN = "sign_in"
    ACTIVATE = "activate"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a purpose, not a secret.
    CHANGE_EMAIL = "change_email"
    NOT_ME = "not_me"


class RefusalReason(StrEnum):
    """Why a sign-in was refused, as the trail says it; the visitor is never told which it was."""

    UNKNOWN_ADDRESS = "unknown_address"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of a reason, not a secret.
    NOT_ACTIVE = "not_active"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    LINK_SPENT = "link_spent"
    WRONG_SECOND_FACTOR = "wrong_second_factor"
    UNKNOWN_PASSKEY = "unknown_passkey"


class Factor(StrEnum):
    """With what somebody proved to be the holder of an account, beside or in place of a password."""

    PASSKEY = "passkey"
    AUTHENTICATOR_APP = "authenticator_app"
    RECOVERY_CODE = "recovery_code"
    DEMONSTRATION_LINK = "demonstration_link"


class ChallengePurpose(StrEnum):
    """What a passkey is asked for; an answer to one question never answers another."""

    ADD = "add"
    SIGN_IN = "sign_in"
    CONFIRM = "confirm"


class ProposedChange(StrEnum):
    """A change of an account that one person proposes and an officer decides."""

    RESET_FACTORS = "reset_factors"
    CHANGE_ROLE = "change_role"
    RESTORE = "restore"
    CLOSE = "close"
    """A focal point says that the holder has left; one officer decides."""


class ChangeStatus(StrEnum):
    """Where a proposed change of an account stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class FactorChange(StrEnum):
    """What happened to the second factors of an account, as its holder is told."""

    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    CODES_MADE = "codes_made"


class Scope(StrEnum):
    """What an access token of a program may read; an account's role stays the outer bound."""

    REFERENCE = "reference"
    DIRECTORY = "directory"
