"""Pages on which one changes the e-mail address of one's own account."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.emails import ConfirmAddressForm, NewAddressForm
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.errors import LinkExpired
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route(
    "/account/email",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def change_email() -> Response:
    """Ask to use another e-mail address; a link goes to it."""
    actor, form = current_actor(), NewAddressForm()
    if form.validate_on_submit():
        with form.reporting():
            email = form.email.data or ""
            operations.ask_for_new_address(actor, email=email, settings=settings())
            return done(
                "accounts.my_account",
                _(
                    "If the new address can be used, it has a link now. Open the link in this"
                    " browser within 24 hours."
                ),
            )
    account = queries.own_account(actor.account_id or 0)
    return page("accounts/change_email", form.status, form=form, account=account)


@blueprint.route(
    "/account/email/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.CONFIRM_OWN_ADDRESS,
    subject=queries.email_change_link,
    is_fresh=True,
)
def confirm_email(subject: queries.Link) -> Response:
    """Take the new address into use, signed in to the account it is for."""
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    form = ConfirmAddressForm()
    if form.validate_on_submit():
        operations.change_address(current_actor(), subject, settings=settings())
        return done("accounts.my_account", _("Your e-mail address is changed."))
    return page("accounts/confirm_email", form=form, link=subject)
