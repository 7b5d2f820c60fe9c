"""Writing accounts: inviting, activating, signing in and out, and the demonstration's links."""

from cna_directory.accounts.operations.demonstration import make_demonstration_accounts_and_links
from cna_directory.accounts.operations.inviting import activate_account, invite_account
from cna_directory.accounts.operations.signing_in import (
    accept_sign_in,
    accept_sign_in_by_link,
    end_all_sessions,
    end_session,
    note_seen,
    refuse_sign_in,
    sign_in_by_link,
    sign_in_by_password,
)

__all__ = [
    "accept_sign_in",
    "accept_sign_in_by_link",
    "activate_account",
    "end_all_sessions",
    "end_session",
    "invite_account",
    "make_demonstration_accounts_and_links",
    "note_seen",
    "refuse_sign_in",
    "sign_in_by_link",
    "sign_in_by_password",
]
