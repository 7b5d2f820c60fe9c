"""One's own account, and where it is signed in."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.sign_in import drop, session_now
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.web.pages import done, page


@blueprint.get("/account", needs=Capability.SEE_OWN_ACCOUNT)
def my_account() -> Response:
    """Show one's own account and where it is signed in."""
    actor = current_actor()
    account = queries.own_account(actor.account_id or 0)
    return page(
        "accounts/my_account",
        account=account,
        role_name=ROLE_NAMES[account.role],
        sessions=queries.sessions_of(actor.account_id or 0, account.role),
        session_now=session_now(),
    )


@blueprint.post(
    "/account/sessions/<int(max=999999999):session_id>/end",
    needs=Capability.SIGN_OUT,
    subject=queries.session_owner,
)
def end_session(subject: queries.SessionOwner) -> Response:
    """End one of one's own sessions, for example on a machine left behind."""
    operations.end_session(current_actor(), subject)
    return done("accounts.my_account", _("The session has ended."))


@blueprint.post("/account/sessions/end-all", needs=Capability.SIGN_OUT)
def end_all_sessions() -> Response:
    """End all one's sessions, this one included."""
    operations.end_all_sessions(current_actor())
    drop()
    return done("accounts.sign_in", _("All your sessions have ended. Sign in again to go on."))
