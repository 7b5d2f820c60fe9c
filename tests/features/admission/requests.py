"""Account requests, nominations and officers for the tests of deciding, made past the pages."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, insert
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.admission.models import AccountRequest, Letter, Nomination, Vouching
from cna_directory.admission.standing import RequestStatus, Voucher
from tests.features.accounts.visitors import Browser, an_account, browser_at, rows

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
A_LETTER = b"%PDF-1.7 a letter of the ministry"


def a_request(app: Flask, **changes: Any) -> int:
    """Write a confirmed account request; return its number."""
    now = clock.now()
    values: dict[str, Any] = {
        "reference": f"R-{secrets.token_hex(5)}",
        "status": RequestStatus.AWAITING_DECISION,
        "status_token_hash": secrets.token_hex(32),
        "confirm_by": now + timedelta(days=7),
        "email": "adviser@justice.example",
        "person_name": "Jeanne Exemple",
        "telephone": "+33 1 55 50 01 00",
        "state_iso2": "FR",
        "organisation": "Ministry of Samples",
        "post_title": "Legal adviser",
        "wished_role": Role.AUTHORITY_USER,
        "request_types": ("mla",),
        "purpose": "To send requests to the right address.",
        "voucher": Voucher.FOCAL_POINT,
        "language": "en",
        "letter_sha256": "",
        "submitted_at": now - timedelta(hours=2),
        "confirmed_at": now - timedelta(hours=1),
        "reason": "",
    }
    return _insert(app, AccountRequest, values | changes)


def a_request_with_letter(app: Flask, media_type: str = "application/pdf", **changes: Any) -> int:
    """Write a request with a letter of a kind."""
    digest = hashlib.sha256(A_LETTER).hexdigest()
    letter_id = _insert(
        app,
        Letter,
        {
            "file_name": "../../létter\r\n.pdf.exe",
            "media_type": media_type,
            "size": len(A_LETTER),
            "sha256": digest,
            "content": A_LETTER,
            "uploaded_at": clock.now(),
        },
    )
    return a_request(app, letter_id=letter_id, letter_sha256=digest, **changes)


def a_vouching(app: Flask, account_request_id: int, state_iso2: str = "FR", **changes: Any) -> int:
    """Write a question to the focal points of a State."""
    values = {
        "account_request_id": account_request_id,
        "state_iso2": state_iso2,
        "asked_at": clock.now(),
        "remark": "",
    }
    return _insert(app, Vouching, values | changes)


def a_nomination(app: Flask, nominated_by: int, **changes: Any) -> int:
    """Write a nomination by an account."""
    values = {
        "state_iso2": "FR",
        "email": "adviser@justice.example",
        "post_title": "Legal adviser",
        "role": Role.AUTHORITY_USER,
        "nominated_by": nominated_by,
        "nominated_at": clock.now(),
        "hands_over": False,
    }
    return _insert(app, Nomination, values | changes)


def _insert(app: Flask, kind: Any, values: dict[str, Any]) -> int:
    engine = create_engine(app.extensions["settings"].database_url)
    with engine.begin() as connection:
        done = connection.execute(insert(kind).values(**values))
        number = int(done.inserted_primary_key[0])
    engine.dispose()
    return number


def an_officer(app: Flask, email: str = "officer@secretariat.example") -> Browser:
    """Return the browser of an officer who has just signed in."""
    return signed_in(app, email, Role.SECRETARIAT)


def signed_in(app: Flask, email: str, role: Role, **fields: Any) -> Browser:
    """Return the browser of a new account that has just signed in."""
    browser = browser_at(app)
    browser.let_in(an_account(app, email, role, **fields))
    return browser


def page_of(number: int) -> str:
    """Return the address of a request's page on the desk."""
    return f"/desk/account-requests/{number}"


def seen_by(browser: Browser, number: int) -> str:
    """Return what the page of a request says that was seen."""
    found = SEEN.search(browser.get(page_of(number)).text)
    return found[1] if found else ""


def decide(
    browser: Browser, number: int, verb: str, *, seen: str | None = None, **values: str
) -> TestResponse:
    """Send one of the decisions on the page of a request."""
    saw = seen_by(browser, number) if seen is None else seen
    return browser.send(page_of(number), f"{page_of(number)}/{verb}", seen=saw, **values)


def approve(browser: Browser, number: int, **changes: str) -> TestResponse:
    """Approve a request as an authority user of the sample authority, unless said otherwise."""
    values = {
        "role": "authority_user",
        "state": "FR",
        "authority": "9001",
        "means": "call_back",
        "remark": "Spoke with the registry.",
    }
    return decide(browser, number, "approve", **(values | changes))


def status_of(app: Flask, number: int) -> str:
    """Return where a request stands."""
    return str(rows(app, f"SELECT status FROM account_request WHERE id = {number}")[0][0])


def mails(app: Flask, name: str) -> list[Any]:
    """Return recipient, text and HTML of the mails of one kind, in their order."""
    return rows(
        app,
        "SELECT recipient, text, html FROM outgoing_mail "
        f"WHERE message_name = '{name}' ORDER BY id",
    )


def last_link(app: Flask, action: str) -> Any:
    """Return the newest link of the trail for an action."""
    found = rows(
        app,
        "SELECT subject, details, actor_account_id FROM audit_operation "
        f"WHERE action = '{action}' ORDER BY number DESC",
    )
    return found[0] if found else None
