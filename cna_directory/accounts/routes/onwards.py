"""Where a sign-in goes next; what its pages share."""

from flask import abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.guard import WANTED
from cna_directory.accounts import queries
from cna_directory.accounts.queries import Pending
from cna_directory.accounts.rules.addresses import is_local_path
from cna_directory.accounts.rules.factors import Step, next_step
from cna_directory.accounts.sign_in import pending_now

HOME = "/"
PAGES = {
    Step.CHOOSE: "accounts.set_up",
    Step.SHOW: "accounts.show_second_factor",
    Step.CODES: "accounts.set_up_recovery_codes",
}


def onwards() -> Response:
    """Go on to the page that was asked for before signing in, if it is one of ours."""
    return redirect(wanted_page() or HOME, 303)


def wanted_page() -> str | None:
    """Return the page that was asked for before this one; one with a secret counts this once."""
    kept = session.pop(WANTED, "")
    return _wanted() or (kept if is_local_path(kept) else None)


def to_page(endpoint: str) -> Response:
    """Go to another page of the sign-in, without forgetting what was asked for before it."""
    return redirect(url_for(endpoint, next=_wanted()), 303)


def to_next_step() -> Response:
    """Go to the page on which a sign-in that waits goes on."""
    pending = pending_now()
    return to_page("accounts.sign_in" if pending is None else PAGES[_step_of(pending)])


def pending_at(step: Step) -> Pending:
    """Return the sign-in that waits in this browser; where it is elsewhere, leave for its page."""
    pending = pending_now()
    if pending is None:
        flash(_("Too much time has passed since the password. Sign in again."))
        abort(to_page("accounts.sign_in"))
    if _step_of(pending) is not step:
        abort(to_next_step())
    return pending


def _step_of(pending: Pending) -> Step:
    factors = queries.factors_of(pending.account_id)
    return next_step(factors, is_shown=pending.factor is not None)


def _wanted() -> str | None:
    wanted = request.args.get("next", "")
    return wanted if is_local_path(wanted) else None


def as_json(text: str) -> Response:
    """Return what a script asked for."""
    return Response(text, mimetype="application/json")
