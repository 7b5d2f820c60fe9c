"""Pages on which an account gets its first second factor, between activation and first use."""

from flask import url_for
from werkzeug.wrappers import Response

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations
from cna_directory.accounts.forms.second_factors import (
    NewAppForm,
    NewPasskeyForm,
    RecoveryCodesForm,
)
from cna_directory.accounts.queries import Pending
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.routes.new_factors import (
    app_page,
    codes_page,
    passkey_page,
)
from cna_directory.accounts.routes.onwards import as_json, onwards, pending_at, to_next_step
from cna_directory.accounts.rules.factors import Step
from cna_directory.accounts.sign_in import carry, this_browser
from cna_directory.web.helpers import settings
from cna_directory.web.pages import page


@blueprint.get("/sign-in/set-up", needs=Capability.SIGN_IN)
def set_up() -> Response:
    """Choose the first second factor."""
    pending_at(Step.CHOOSE)
    return page("accounts/set_up")


@blueprint.route("/sign-in/set-up/passkey", methods=("GET", "POST"), needs=Capability.SIGN_IN)
def set_up_passkey() -> Response:
    """Make the first passkey."""
    pending = pending_at(Step.CHOOSE)
    form = NewPasskeyForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.add_passkey(
                _whoever_sets_up(pending),
                account_id=pending.account_id,
                text=form.answer.data or "",
                name=form.name.data or "",
                settings=settings(),
                pending=pending,
            )
            return to_next_step()
    return passkey_page(form, question=url_for("accounts.question_to_first_passkey"))


@blueprint.post("/sign-in/set-up/passkey/question", needs=Capability.SIGN_IN)
def question_to_first_passkey() -> Response:
    """Return what the browser is asked to make the first passkey."""
    pending = pending_at(Step.CHOOSE)
    question = operations.ask_for_new_passkey(
        current_actor(), account_id=pending.account_id, settings=settings()
    )
    return as_json(question)


@blueprint.route("/sign-in/set-up/app", methods=("GET", "POST"), needs=Capability.SIGN_IN)
def set_up_app() -> Response:
    """Take the first authenticator app into use."""
    pending = pending_at(Step.CHOOSE)
    form = NewAppForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.add_app(
                _whoever_sets_up(pending),
                sealed=form.sealed.data or "",
                code=form.code.data or "",
                settings=settings(),
                pending=pending,
            )
            return to_next_step()
    return app_page(form, account_id=pending.account_id, email=pending.email)


@blueprint.route(
    "/sign-in/set-up/recovery-codes", methods=("GET", "POST"), needs=Capability.SIGN_IN
)
def set_up_recovery_codes() -> Response:
    """Take the first recovery codes, which ends the set-up and begins the session."""
    pending = pending_at(Step.CODES)
    form = RecoveryCodesForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.make_recovery_codes(
                _whoever_sets_up(pending),
                sealed=form.sealed.data or "",
                typed=form.typed.data or "",
                settings=settings(),
            )
            token = operations.finish_set_up(
                current_actor(), pending, browser=this_browser(), settings=settings()
            )
            carry(token)
            return onwards()
    return codes_page(form, account_id=pending.account_id)


def _whoever_sets_up(pending: Pending) -> Actor:
    return pending.as_actor(current_actor().remote_address)
