"""Pages on which focal points answer for applicants of their State."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.admission.forms.vouching import VouchingForm
from cna_directory.admission.operations import vouching as operations
from cna_directory.admission.queries import vouchings
from cna_directory.admission.routes.blueprint import blueprint
from cna_directory.admission.standing import VouchingAnswer
from cna_directory.admission.words import ANSWER_WORDS
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.get("/vouchings", needs=Capability.VOUCH, endpoint="vouchings")
def own_vouchings() -> Response:
    """Show who of one's own State asks for an account."""
    asked = vouchings.vouching_questions_of(current_actor().state)
    return page(
        "admission/vouchings",
        waiting=[it for it in asked if it.is_open],
        over=[it for it in asked if not it.is_open],
        answer_words=ANSWER_WORDS,
    )


@blueprint.route(
    "/vouchings/<int(max=999999999):vouching_id>",
    methods=("GET", "POST"),
    needs=Capability.VOUCH,
    subject=vouchings.vouching_question,
)
def vouch(subject: vouchings.VouchingQuestion) -> Response:
    """Say whether one knows somebody who asks for an account."""
    form = VouchingForm()
    form.offer()
    if form.validate_on_submit():
        with form.reporting():
            operations.answer_vouching(
                current_actor(),
                subject,
                answer=VouchingAnswer(form.answer.data),
                remark=form.remark.data or "",
                settings=settings(),
            )
            return done("admission.vouchings", _("Thank you. The secretariat has your answer."))
    return page("admission/vouch", form.status, form=form, asked=subject, answer_words=ANSWER_WORDS)
