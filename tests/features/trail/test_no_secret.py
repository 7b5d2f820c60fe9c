"""No secret ever reaches the trail, nor the side table of its personal values."""

from flask import Flask

from cna_directory.access.actors import OPERATOR
from cna_directory.access.roles import Role
from cna_directory.accounts import operations
from cna_directory.database import Base
from tests.features.accounts.visitors import PASSWORD, an_account, browser_at, rows

EMAIL = "officer@secretariat.example"
WRONG = "nine loud mountains"
TABLES = ("audit_operation", "audit_entry", "audit_personal_value")
NOT_IN_THE_TRAIL = ("user_session", "pending_sign_in", "account_request_draft", "passkey_challenge")
"""Tables whose secrets the recorder never sees; an operation could still name one in its details."""


def everything(app: Flask) -> str:
    return repr([[tuple(row) for row in rows(app, f"SELECT * FROM {t}")] for t in TABLES])


def kept_secrets(app: Flask) -> set[str]:
    """Return whatever stands in a column that is marked as a secret, or is a hash of one."""
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_hidden = column.info.get("trail") == "hidden"
            if is_hidden or (table.name in NOT_IN_THE_TRAIL and column.name.endswith("_hash")):
                found |= {row[0] for row in rows(app, f"SELECT {column.name} FROM {table.name}")}
    return {str(secret) for secret in found if secret}


def test_passwords_links_and_sessions_leave_no_trace(app: Flask) -> None:
    settings = app.extensions["settings"]
    number = an_account(app, EMAIL, Role.SECRETARIAT)
    (invitation,) = rows(app, f"SELECT text FROM outgoing_mail WHERE recipient = '{EMAIL}'")[0]
    token = invitation.split("/activate/")[1].split()[0]
    browser = browser_at(app)
    browser.send(f"/activate/{token}", password=PASSWORD, again=PASSWORD)
    browser.sign_in(EMAIL, WRONG)
    browser.sign_in(EMAIL)
    browser.let_in(number)
    with browser.session_transaction() as cookie:
        session_token = cookie["_user_id"]
    assert browser.send("/account", "/account/sessions/end-all").status_code == 303
    links = operations.make_demonstration_accounts_and_links(
        OPERATOR, settings=settings, state_iso2="FR", authority_number=7
    )
    secrets = {token, PASSWORD, WRONG, session_token, *kept_secrets(app)}
    secrets |= {link.address.rsplit("/", 1)[1] for link in links}
    assert len(secrets) > 10
    trail = everything(app)
    assert "officer@secretariat.example" in trail, "the search finds what is there"
    assert [secret for secret in secrets if secret in trail] == []
