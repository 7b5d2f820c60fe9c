"""Pages on which one nominates somebody of one's own State, or hands one's own post over."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.access.roles import Role
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.admission.forms.nominating import HandOverForm, NominationForm
from cna_directory.admission.operations import nominating as operations
from cna_directory.admission.queries import nominations
from cna_directory.admission.routes.blueprint import blueprint
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.route("/nominations", methods=("GET", "POST"), needs=Capability.NOMINATE)
def own_nominations() -> Response:
    """Nominate somebody of one's own State, and show whom one has nominated."""
    form, actor = NominationForm(), current_actor()
    form.offer()
    if form.validate_on_submit():
        with form.reporting():
            nominee = operations.Nominee(
                email=form.email.data or "",
                post_title=form.post_title.data or "",
                role=Role(form.role.data),
                state_iso2=actor.state,
            )
            operations.nominate(actor, nominee, settings=settings())
            return done(
                "admission.own_nominations", _("The nomination is on file and the mail on its way.")
            )
    return page(
        "admission/nominations",
        form.status,
        form=form,
        has_state=bool(actor.state),
        nominations=nominations.nominations_by(actor.account_id or 0, hands_over=False),
        role_names=ROLE_NAMES,
    )


@blueprint.route(
    "/nominations/hand-over",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def hand_over() -> Response:
    """Name the successor in one's own post."""
    form, actor = HandOverForm(), current_actor()
    if form.validate_on_submit():
        with form.reporting():
            successor = operations.Successor(form.email.data or "", form.post_title.data or "")
            operations.hand_over(actor, successor, settings=settings())
            return done("admission.hand_over", _("Your successor and the secretariat are told."))
    return page(
        "admission/hand_over",
        form.status,
        form=form,
        nominations=nominations.nominations_by(actor.account_id or 0, hands_over=True),
    )


@blueprint.post(
    "/nominations/<int(max=999999999):nomination_id>/withdraw",
    needs=Capability.WITHDRAW_NOMINATION,
    subject=nominations.nomination,
)
def withdraw_nomination(subject: nominations.OwnNomination) -> Response:
    """Take a nomination of one's own back."""
    operations.withdraw_nomination(current_actor(), subject)
    endpoint = "admission.hand_over" if subject.hands_over else "admission.own_nominations"
    return done(endpoint, _("The nomination is withdrawn."))
