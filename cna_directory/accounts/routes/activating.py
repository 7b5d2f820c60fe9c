"""Pages on which one activates an account."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.activating import ActivationForm
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.sign_in import wait_with
from cna_directory.errors import LinkExpired
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route(
    "/activate/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.ACTIVATE_ACCOUNT,
    subject=queries.activation_link,
)
def activate(subject: queries.Link) -> Response:
    """Choose the first password of an account one was invited to."""
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    form = ActivationForm()
    if form.validate_on_submit():
        with form.reporting():
            password = form.password.data or ""
            wait_with(
                operations.activate_account(
                    current_actor(), subject, password=password, settings=settings()
                )
            )
            return done("accounts.set_up", _("Your account is active. One more step protects it."))
    return page("accounts/activate", form.status, form=form, link=subject)
