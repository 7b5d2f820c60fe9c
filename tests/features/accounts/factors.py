"""What the tests of second factors share: secrets past the pages, codes as an app shows them."""

from pathlib import Path

import pyotp
from flask import Flask
from sqlalchemy import delete, insert

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations
from cna_directory.accounts.models import AuthenticatorApp, Passkey, RecoveryCode
from cna_directory.accounts.rules.factors import normalised_recovery_code
from cna_directory.accounts.sealing import seal
from cna_directory.accounts.tokens import hash_of
from cna_directory.errors import RuleBroken, TooManyAttempts
from tests.conftest import make_settings, running
from tests.features.accounts.visitors import past_the_application

SECRET = pyotp.random_base32()
RECOVERY_CODE = "ABCD EFGH IJKL MNOP QRST UVWX"
EMAIL = "reader@mission.example"


def give_app(app: Flask, account_id: int, *, only: bool = False) -> None:
    """Give an account an authenticator app past the pages, `only` in place of its passkey."""
    now = clock.now()
    with past_the_application(app) as connection:
        if only:
            connection.execute(delete(Passkey).where(Passkey.account_id == account_id))
        sealed = seal(SECRET, "secret of an authenticator app", app.extensions["settings"])
        connection.execute(
            insert(AuthenticatorApp).values(
                account_id=account_id, secret=sealed, made_at=now, last_step=0
            )
        )


def give_recovery_code(app: Flask, account_id: int, code: str = RECOVERY_CODE) -> None:
    """Give an account a recovery code past the pages."""
    with past_the_application(app) as connection:
        connection.execute(
            insert(RecoveryCode).values(
                account_id=account_id,
                code_hash=hash_of(normalised_recovery_code(code)),
                made_at=clock.now(),
            )
        )


def take_factors(app: Flask, account_id: int) -> None:
    """Leave an account as it is right after activation."""
    with past_the_application(app) as connection:
        for table in (Passkey, RecoveryCode, AuthenticatorApp):
            connection.execute(delete(table).where(table.account_id == account_id))


def code_now(secret: str = SECRET) -> str:
    """Return the code that the app shows at this moment of the clock."""
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()))


def acting(account_id: int, role: Role = Role.READER) -> Actor:
    """Return an account as the one who acts."""
    return Actor(role, account_id=account_id)


def try_codes(database_url: str, folder: Path, account_id: int) -> int:
    """Try twenty wrong codes in a process of its own; return how many were checked."""
    checked = 0
    with running(make_settings(database_url, folder)):
        for _ in range(20):
            try:
                operations.confirm_by_second_factor(
                    acting(account_id),
                    account_id=account_id,
                    session_id=1,
                    shown=operations.Shown(code="000000"),
                    settings=make_settings(database_url, folder),
                )
            except RuleBroken:
                checked += 1
            except TooManyAttempts:
                continue
    return checked
