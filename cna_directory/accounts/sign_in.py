"""Who is signed in: flask-login over our own table of sessions, and nowhere else.

The signed cookie carries a random token. The database keeps its hash and is asked on each request,
so that signing out, suspension and a changed role take effect with the next one.
"""

import re

from flask import Flask, after_this_request, current_app, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.guard import WANTED
from cna_directory.access.roles import Role
from cna_directory.accounts import operations
from cna_directory.accounts.queries import OpenSession, Pending, open_session, pending_sign_in
from cna_directory.accounts.rules.addresses import is_loopback
from cna_directory.accounts.rules.sessions import SEEN_EVERY
from cna_directory.accounts.tokens import new_token
from cna_directory.web.headers import leave_nothing_behind
from cna_directory.web.helpers import settings

KEPT_ACROSS_SIGN_IN = ("language", WANTED)
KEPT_ACROSS_SIGN_OUT = ("language",)
PENDING = "pending_sign_in"
"""Where the cookie keeps the token of a sign-in that waits for its second factor."""

MARKS_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "Via")
A_MARK = re.compile(r"[\w-]{43}", re.ASCII)
SECONDS_A_MARK_LASTS = 365 * 24 * 60 * 60


class SignedIn:
    """What flask-login keeps of a request's account: the token, and the session it stands for."""

    is_active = True
    is_authenticated = True
    is_anonymous = False

    def __init__(self, token: str, found: OpenSession) -> None:
        """Keep both; the account itself is not kept, so that nobody changes it here."""
        self.token = token
        self.session = found

    def get_id(self) -> str:
        """Return the token: this is what flask-login puts into the cookie."""
        return self.token


def install(app: Flask) -> None:
    """Connect flask-login with the table of sessions."""
    manager = LoginManager()
    # flask-login's own protection compares browsers by name; ours is the table.
    manager.session_protection = None
    manager.user_loader(_signed_in)
    manager.init_app(app)


def _signed_in(token: str) -> SignedIn | None:
    found = open_session(token, clock.now())
    return None if found is None else SignedIn(token, found)


def current_session() -> OpenSession | None:
    """Return the session of this request, if somebody is signed in."""
    return current_user.session if current_user.is_authenticated else None


def session_now() -> int | None:
    """Return the number of the session of this request, if somebody is signed in."""
    found = current_session()
    return found.id if found else None


def whoever_acts() -> Actor:
    """Return the actor of this request, and note that the session was seen."""
    remote_address = request.remote_addr or ""
    found = current_session()
    if found is None:
        return Actor(Role.VISITOR, remote_address=remote_address)
    if clock.now() - found.last_seen_at >= SEEN_EVERY:
        operations.note_seen(found.id)
    return Actor(
        found.role,
        account_id=found.account_id,
        state=found.state,
        authority_number=found.authority_number,
        remote_address=remote_address,
        language=found.language,
    )


def carry(token: str) -> None:
    """Put the token of a session that has just begun into a fresh cookie.

    Nothing from before is kept, the form token included, so that a cookie planted earlier is worth
    nothing; the account's language holds where the visitor has chosen none.
    """
    found = _signed_in(token)
    if found is None:
        return
    kept = {key: session[key] for key in KEPT_ACROSS_SIGN_IN if key in session}
    session.clear()
    session.update({"language": found.session.language} | kept)
    login_user(found)


def renew(token: str) -> None:
    """Put the new token of the session that goes on into the cookie, and keep the rest of it.

    The form tokens of pages that are open in other windows stay good, so that nothing typed is
    lost.
    """
    found = _signed_in(token)
    if found is not None:
        login_user(found)


def drop() -> None:
    """Take the token out of the cookie, and the pages that were read out of the browser."""
    leave_nothing_behind()
    kept = {key: session[key] for key in KEPT_ACROSS_SIGN_OUT if key in session}
    logout_user()
    session.clear()
    session.update(kept)


def wait_with(token: str) -> None:
    """Keep the token of a sign-in that waits for its second factor."""
    session[PENDING] = token


def pending_now() -> Pending | None:
    """Return the sign-in that waits for its second factor in this browser, if it still does."""
    token = session.get(PENDING)
    return pending_sign_in(token) if token else None


def this_browser() -> operations.Browser:
    """Return the visitor's browser, and see to it that it carries a mark from now on."""
    name = _name_of_mark()
    mark = request.cookies.get(name, "")
    if not A_MARK.fullmatch(mark):
        mark = new_token()

    @after_this_request
    def keep_mark(response: Response) -> Response:
        response.set_cookie(
            name,
            mark,
            max_age=SECONDS_A_MARK_LASTS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response

    return operations.Browser(request.user_agent.string[:160], mark, session_now())


def _name_of_mark() -> str:
    return "__Host-browser" if current_app.config["SESSION_COOKIE_SECURE"] else "browser"


def is_from_this_machine() -> bool:
    """Say whether a request was made here; a proxy here would lend its address to everybody."""
    is_passed_on = any(name in request.headers for name in MARKS_OF_A_PROXY)
    return is_loopback(request.remote_addr or "") and not is_passed_on


def is_demonstrated_here() -> bool:
    """Say whether this is the demonstration, seen on the machine it runs on."""
    return settings().is_demonstration and is_from_this_machine()
