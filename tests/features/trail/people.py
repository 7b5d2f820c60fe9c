"""Those who read the trail in tests, and what they read in it."""

from typing import Any

from flask import Flask

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.operation import note, operation
from tests.features.accounts.visitors import Browser, an_account, browser_at

OFFICER = "officer@secretariat.example"
OFFICERS_ADDRESS = "203.0.113.77"


@operation(Action.ACCOUNT_SUSPENDED, needs=Capability.READ_TRAIL)
def rename_post(actor: Actor, account_id: int, post_title: str, reason: str) -> None:
    """Change an account as an officer may, with a reason that is not for its holder."""
    db.session.get_one(Account, account_id).post_title = post_title
    note(subject=f"account/{account_id}", reason=reason)


@operation(Action.PASSWORD_CHANGED, needs=Capability.MANAGE_OWN_ACCOUNT)
def change_secret(actor: Actor, password_hash: str) -> None:
    """Change what the trail must never show."""
    db.session.get_one(Account, actor.account_id).password_hash = password_hash
    note(subject=f"account/{actor.account_id}")


@operation(Action.LINK_MADE, needs=Capability.READ_TRAIL)
def say(actor: Actor, subject: str, **values: Any) -> None:
    """Leave a link that says something about a subject."""
    note(subject=subject, **values)


@operation(Action.TRAIL_EXPORTED, needs=Capability.EXPORT_TRAIL)
def tell_of_an_export(actor: Actor, account_id: int) -> None:
    """Leave a link about an account that has nothing to do with its safety."""
    note(subject=f"account/{account_id}")


def an_officer(app: Flask) -> tuple[Actor, Browser]:
    """Return an officer who acts from an address of the secretariat, and the officer's browser."""
    number = an_account(app, OFFICER, Role.SECRETARIAT, organisation="Secretariat of the treaty")
    browser = browser_at(app, OFFICERS_ADDRESS)
    browser.let_in(number)
    return Actor(Role.SECRETARIAT, account_id=number, remote_address=OFFICERS_ADDRESS), browser
