"""The form of a record as a browser without JavaScript fills it in, and what comes of it."""

import html5lib
from flask import Flask

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.database import db
from cna_directory.review.models import ChangeProposal
from cna_directory.review.operations import return_proposal
from cna_directory.review.queries import examined_proposal
from cna_directory.upkeep.models import RecordDraft
from tests.features.accounts.visitors import Browser, an_account, browser_at

CHANGE = "/authorities/9001/change"
PREVIEW = f"{CHANGE}/preview"
NUMBER = "telephones[0].number"
NEW_NUMBER = "+999 1 555 0777"


def let_in(app: Flask, role: Role = Role.FOCAL_POINT, **fields: object) -> Browser:
    """Return the browser of somebody who has signed in."""
    browser = browser_at(app)
    number = len(db.session.execute(db.text("SELECT id FROM account")).all())
    db.session.rollback()
    browser.let_in(an_account(app, f"person{number}@ministry.example", role, **fields))
    return browser


def form_on(browser: Browser, address: str) -> dict[str, list[str]]:
    """Return what a browser would send of the form on a page, without pressing a button."""
    root = html5lib.parse(browser.get(address).text, namespaceHTMLElements=False)
    form = root.find(".//form[@id='record-form']")
    assert form is not None
    sent: dict[str, list[str]] = {}
    for it in form.iter():
        name = it.get("name")
        if not name or it.tag == "button":
            continue
        if it.tag == "select":
            options = it.findall(".//option")
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            sent.setdefault(name, []).extend(o.get("value") or "" for o in chosen)
        elif it.tag == "textarea":
            sent.setdefault(name, []).append(it.text or "")
        elif it.get("type") != "checkbox" or it.get("checked") is not None:
            sent.setdefault(name, []).append(it.get("value") or "")
    return sent


def press(browser: Browser, address: str, act: str, **typed: str):
    """Fill in the form on a page and press one of its buttons."""
    sent = {**form_on(browser, address), **{name: [value] for name, value in typed.items()}}
    return browser.post(address.partition("#")[0], data={**sent, "act": act})


def proposals() -> list[ChangeProposal]:
    """Return all proposals as they are by now, the oldest first."""
    db.session.rollback()
    return list(db.session.scalars(db.select(ChangeProposal).order_by(ChangeProposal.id)))


def drafts() -> list[RecordDraft]:
    """Return all drafts as they are by now."""
    db.session.rollback()
    return list(db.session.scalars(db.select(RecordDraft)))


def send(browser: Browser, preview: str = PREVIEW, **values: object):
    """Send what the preview shows."""
    return browser.send(preview, **values)


def sent_back(app: Flask, number: int, reason: str) -> None:
    """Let an officer send a proposal back."""
    account_id = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    examined = examined_proposal(number)
    return_proposal(
        Actor(Role.SECRETARIAT, account_id=account_id),
        examined,
        reason=reason,
        content_seen=examined.content_hash,
        settings=app.extensions["settings"],
    )
