"""Pages on which one changes a password, or sets a new one that was forgotten."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.passwords import (
    ChangePasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
)
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.sign_in import session_now
from cna_directory.errors import LinkExpired
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route("/sign-in/forgotten", methods=("GET", "POST"), needs=Capability.RECOVER_ACCOUNT)
def forgotten_password() -> Response:
    """Ask for a link that sets a new password; the answer does not tell which addresses are known."""
    form = ForgottenPasswordForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.ask_for_new_password(current_actor(), form.email.data or "")
            return done("accounts.reset_asked")
    return page("accounts/forgotten_password", form.status, form=form)


@blueprint.get("/sign-in/forgotten/asked", needs=Capability.RECOVER_ACCOUNT)
def reset_asked() -> Response:
    """Say what happens now, alike for known and unknown addresses."""
    return page("accounts/reset_asked")


@blueprint.route(
    "/reset/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.RECOVER_ACCOUNT,
    subject=queries.password_reset_link,
)
def reset_password(subject: queries.Link) -> Response:
    """Set a new password through a link that came by mail."""
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    form = NewPasswordForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.reset_password(
                current_actor(),
                subject,
                password=form.password.data or "",
                settings=settings(),
            )
            return done("accounts.sign_in", _("Your password is changed. Sign in with it now."))
    return page("accounts/reset_password", form.status, form=form, link=subject)


@blueprint.route(
    "/account/password",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
    has_password=True,
)
def change_password() -> Response:
    """Change one's own password; every other browser is signed out."""
    actor, form = current_actor(), ChangePasswordForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.change_password(
                actor,
                old=form.old.data or "",
                password=form.password.data or "",
                session_id=session_now(),
                settings=settings(),
            )
            return done(
                "accounts.my_account",
                _("Your password is changed. Other browsers are signed out."),
            )
    account = queries.own_account(actor.account_id or 0)
    return page("accounts/change_password", form.status, form=form, account=account)
