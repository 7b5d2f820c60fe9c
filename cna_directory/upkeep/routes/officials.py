"""The page on which a focal point says that an official of the State has left."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts.operations.changes import report_departure
from cna_directory.accounts.queries.officials import Official, official
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.upkeep.forms import DepartureForm
from cna_directory.upkeep.routes.blueprint import blueprint
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route(
    "/my-state/officials/<int(max=999999999):account_id>/departure",
    methods=("GET", "POST"),
    needs=Capability.REPORT_DEPARTURE,
    subject=official,
)
def departure(subject: Official) -> Response:
    """Tell the secretariat that somebody has left; it decides whether the account ends."""
    form = DepartureForm()
    if form.validate_on_submit():
        with form.reporting():
            report_departure(
                current_actor(), subject, reason=form.reason.data or "", settings=settings()
            )
            message = _("The secretariat is told. It decides whether the account is closed.")
            return done("upkeep.my_state", message)
    return page("upkeep/departure", form.status, form=form, official=subject, role_names=ROLE_NAMES)
