"""Reading accounts, sessions, links and tries."""

from cna_directory.accounts.queries.links import Link, activation_link, sign_in_link
from cna_directory.accounts.queries.people import (
    OwnAccount,
    account_by_email,
    all_addresses,
    own_account,
    secretariat,
    subscribers,
)
from cna_directory.accounts.queries.sessions import (
    OpenSession,
    SessionOwner,
    SessionRow,
    open_session,
    session_owner,
    sessions_of,
    unended_sessions,
)
from cna_directory.accounts.queries.tries import failed_tries

__all__ = [
    "Link",
    "OpenSession",
    "OwnAccount",
    "SessionOwner",
    "SessionRow",
    "account_by_email",
    "activation_link",
    "all_addresses",
    "failed_tries",
    "open_session",
    "own_account",
    "secretariat",
    "session_owner",
    "sessions_of",
    "sign_in_link",
    "subscribers",
    "unended_sessions",
]
