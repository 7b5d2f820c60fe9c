"""Filters that an officer keeps: a list of the desk as it was narrowed, under a name."""

from flask import request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.desk.forms import FilterForm
from cna_directory.desk.operations import keep_filter, remove_filter
from cna_directory.desk.queries.filters import OwnFilter, one_filter, own_filters
from cna_directory.desk.routes.blueprint import blueprint
from cna_directory.desk.rules.filters import chosen_in
from cna_directory.web.helpers import may_open
from cna_directory.web.pages import done, page

LISTS = {
    "review.desk": _("Change proposals"),
    "confirmations.overdue": _("Overdue records"),
    "problems.desk": _("Reported problems"),
    "exchange.imports": _("Imports"),
    "admission.waiting_requests": _("Account requests"),
    "accounts.list": _("Accounts"),
    "desk.todo": _("Work list"),
    "laws.dead": _("Links that do not answer"),
    "desk.mails": _("Outbox"),
    "trail.read": _("The trail"),
    "laws.laws": _("National laws"),
}
"""The lists whose filters can be kept: endpoint and words."""


@blueprint.app_template_global()
def address_to_keep() -> str:
    """Return where the filter of the list that is looked at can be kept; empty where there is none."""
    chosen = chosen_in(request.query_string.decode("ascii", "ignore"))
    endpoint = request.endpoint or ""
    if endpoint not in LISTS or not chosen or not may_open("desk.filters"):
        return ""
    return url_for("desk.filters", page=endpoint, chosen=chosen)


@blueprint.app_template_global()
def address_of_filter(it: OwnFilter) -> str:
    """Return the address of the list as a filter narrows it; empty where the list is no more."""
    if it.page not in LISTS or not may_open(it.page):
        return ""
    return f"{url_for(it.page)}?{it.chosen}"


@blueprint.route("/desk/filters", methods=("GET", "POST"), needs=Capability.KEEP_FILTERS)
def filters() -> Response:
    """Show one's own filters, and keep another one."""
    form = FilterForm()
    if request.method == "GET":
        form.page.data = request.args.get("page", "")
        form.chosen.data = chosen_in(request.args.get("chosen", ""))
    if form.validate_on_submit():
        with form.reporting():
            keep_filter(
                current_actor(),
                name=form.name.data or "",
                page=form.page.data or "",
                query=form.chosen.data or "",
                lists=[endpoint for endpoint in LISTS if may_open(endpoint)],
            )
            return done("desk.filters", gettext("The filter is kept."))
    return page(
        "desk/filters",
        form.status,
        form=form,
        lists=LISTS,
        filters=own_filters(current_actor().account_id),
    )


@blueprint.post(
    "/desk/filters/<int(max=999999999):filter_id>/remove",
    needs=Capability.KEEP_FILTERS,
    subject=one_filter,
)
def forget_filter(subject: OwnFilter) -> Response:
    """Forget a filter of one's own."""
    remove_filter(current_actor(), subject)
    return done("desk.filters", gettext("The filter is removed."))
