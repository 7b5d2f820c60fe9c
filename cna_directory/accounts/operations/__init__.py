"""Writing accounts: inviting, activating, signing in and out, and the demonstration's links."""

from cna_directory.accounts.operations.access_tokens import (
    end_access_token,
    make_access_token,
    note_token_used,
)
from cna_directory.accounts.operations.authenticator_apps import add_app, remove_app
from cna_directory.accounts.operations.demonstration import make_demonstration_accounts_and_links
from cna_directory.accounts.operations.disowning import disown_sign_in
from cna_directory.accounts.operations.emails import ask_for_new_address, change_address
from cna_directory.accounts.operations.inviting import activate_account, invite_account
from cna_directory.accounts.operations.own_account import (
    accept_terms,
    change_preferences,
    confirm_post,
)
from cna_directory.accounts.operations.passkeys import (
    add_passkey,
    ask_for_any_passkey,
    ask_for_new_passkey,
    ask_for_passkey_of,
    remove_passkey,
)
from cna_directory.accounts.operations.passwords import (
    answer_password_resets,
    ask_for_new_password,
    change_password,
    reset_password,
)
from cna_directory.accounts.operations.reading import add_pages_read
from cna_directory.accounts.operations.recovery_codes import make_recovery_codes
from cna_directory.accounts.operations.refusing import refuse_sign_in
from cna_directory.accounts.operations.second_factors import (
    Shown,
    confirm_by_second_factor,
    confirm_without_factor,
)
from cna_directory.accounts.operations.signing_in import (
    Browser,
    end_all_sessions,
    end_session,
    finish_set_up,
    note_seen,
    sign_in_by_link,
    sign_in_by_passkey,
    sign_in_by_password,
    sign_in_by_second_factor,
)

__all__ = [
    "Browser",
    "Shown",
    "accept_terms",
    "activate_account",
    "add_app",
    "add_pages_read",
    "add_passkey",
    "answer_password_resets",
    "ask_for_any_passkey",
    "ask_for_new_address",
    "ask_for_new_passkey",
    "ask_for_new_password",
    "ask_for_passkey_of",
    "change_address",
    "change_password",
    "change_preferences",
    "confirm_by_second_factor",
    "confirm_post",
    "confirm_without_factor",
    "disown_sign_in",
    "end_access_token",
    "end_all_sessions",
    "end_session",
    "finish_set_up",
    "invite_account",
    "make_access_token",
    "make_demonstration_accounts_and_links",
    "make_recovery_codes",
    "note_seen",
    "note_token_used",
    "refuse_sign_in",
    "remove_app",
    "remove_passkey",
    "reset_password",
    "sign_in_by_link",
    "sign_in_by_passkey",
    "sign_in_by_password",
    "sign_in_by_second_factor",
]
