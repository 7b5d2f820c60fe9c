"""Pages of a request that was sent: confirming the address, seeing how it stands, answering."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.admission import operations, queries
from cna_directory.admission.forms.own_request import AnswerForm, ConfirmForm, WithdrawForm
from cna_directory.admission.routes.blueprint import blueprint
from cna_directory.admission.rules.steps import next_status
from cna_directory.admission.standing import RequestStep
from cna_directory.errors import LinkExpired
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route(
    "/account-requests/confirm/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=queries.confirmation_link,
)
def confirm(subject: queries.ConfirmationLink) -> Response:
    """Confirm that the e-mail address is the applicant's; opening the link alone does nothing."""
    if subject.is_used:
        raise LinkExpired(
            _("This address is confirmed already. Your messages say how your request stands.")
        )
    if subject.is_over:
        raise LinkExpired(_("The seven days are over, or the request was withdrawn."))
    form = ConfirmForm()
    if form.validate_on_submit():
        token = operations.confirm_account_request(current_actor(), subject, settings=settings())
        return done("admission.own_request", _("Your e-mail address is confirmed."), token=token)
    return page("admission/confirm", form=form, link=subject)


@blueprint.route(
    "/account-requests/status/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=queries.own_request,
)
def own_request(subject: queries.OwnRequest) -> Response:
    """Show how a request stands, and take the answer to a question."""
    form = AnswerForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.answer_question(
                current_actor(), subject, text=form.text.data or "", settings=settings()
            )
            return done(
                "admission.own_request",
                _("Your answer is with the secretariat."),
                token=subject.token,
            )
    return page(
        "admission/own_request",
        form.status,
        form=form,
        own=subject,
        may_withdraw=next_status(subject.status, RequestStep.LAPSE) is not None,
        address=settings().base_url + url_for("admission.own_request", token=subject.token),
    )


@blueprint.route(
    "/account-requests/status/<string:token>/withdraw",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=queries.own_request,
)
def withdraw(subject: queries.OwnRequest) -> Response:
    """Ask whether the request is to be withdrawn, and withdraw it."""
    form = WithdrawForm()
    if form.validate_on_submit():
        operations.withdraw_account_request(current_actor(), subject)
        return done("admission.own_request", _("Your request is withdrawn."), token=subject.token)
    return page("admission/withdraw", form=form, own=subject)
