"""The pages of subscribers: what is announced to me, and the link that ends it."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, Proof, current_actor
from cna_directory.subscriptions import operations, queries
from cna_directory.subscriptions.forms import EndingForm, SubscriptionForm
from cna_directory.subscriptions.queries import EndingLink
from cna_directory.subscriptions.rules import usual_choice
from cna_directory.web.languages import interface_language
from cna_directory.web.pages import done, page

blueprint = GuardedBlueprint("subscriptions", __name__)


@blueprint.route("/account/editions", methods=("GET", "POST"), needs=Capability.MANAGE_OWN_ACCOUNT)
def choose() -> Response:
    """Choose whether, and in which languages and formats, editions are announced."""
    actor = current_actor()
    chosen = queries.choice_of(actor.account_id)
    shown = chosen or usual_choice(interface_language())
    form = SubscriptionForm(
        is_wanted=chosen is not None, languages=list(shown.languages), formats=list(shown.formats)
    )
    form.offer()
    if form.validate_on_submit():
        with form.reporting():
            if form.is_wanted.data:
                operations.subscribe(actor, form.choice)
                return done(
                    "accounts.my_account", _("Each new edition is announced to you by mail.")
                )
            operations.unsubscribe(actor)
            return done("accounts.my_account", _("No edition is announced to you any more."))
    return page("subscriptions/choose", form.status, form=form)


@blueprint.get(
    "/unsubscribe/<string:token>",
    needs=Capability.UNSUBSCRIBE,
    subject=queries.ending_link,
    endpoint="ask_to_end",
    always_open=True,
)
def ask_to_end(subject: EndingLink) -> Response:
    """Ask before ending: a mail scanner opens every link and must not end anything."""
    return page("subscriptions/end", form=EndingForm(), link=subject)


@blueprint.post(
    "/unsubscribe/<string:token>",
    needs=Capability.UNSUBSCRIBE,
    subject=queries.ending_link,
    proof=Proof.ADDRESS_SECRET,
    always_open=True,
)
def end(subject: EndingLink) -> Response:
    """End the announcements; a mail program sends this too, by RFC 8058, when its reader asks."""
    operations.unsubscribe_by_link(current_actor(), subject)
    return page("subscriptions/ended")
