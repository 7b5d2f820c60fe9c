"""Pages on which one manages one's own second factors."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.second_factors import (
    NewAppForm,
    NewPasskeyForm,
    RecoveryCodesForm,
)
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.routes.new_factors import app_page, codes_page, passkey_page
from cna_directory.accounts.routes.onwards import as_json
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page


@blueprint.get("/account/second-factor", needs=Capability.MANAGE_OWN_ACCOUNT, is_fresh=True)
def second_factor() -> Response:
    """Show one's own second factors."""
    account_id = _own_number()
    return page(
        "accounts/own_factors",
        factors=queries.factors_of(account_id),
        passkeys=queries.passkeys_of(account_id),
        app_since=queries.app_since(account_id),
    )


@blueprint.route(
    "/account/second-factor/new-passkey",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def new_passkey() -> Response:
    """Add a passkey to one's own account."""
    form = NewPasskeyForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.add_passkey(
                current_actor(),
                account_id=_own_number(),
                text=form.answer.data or "",
                name=form.name.data or "",
                settings=settings(),
            )
            return done("accounts.second_factor", _("The passkey was added."))
    return passkey_page(form, question=url_for("accounts.question_to_new_passkey"))


@blueprint.post("/account/second-factor/new-passkey/question", needs=Capability.MANAGE_OWN_ACCOUNT)
def question_to_new_passkey() -> Response:
    """Return what the browser is asked to make another passkey."""
    question = operations.ask_for_new_passkey(
        current_actor(), account_id=_own_number(), settings=settings()
    )
    return as_json(question)


@blueprint.post(
    "/account/second-factor/passkeys/<int(max=999999999):passkey_id>/remove",
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def remove_passkey(passkey_id: int) -> Response:
    """Remove a passkey of one's own."""
    operations.remove_passkey(current_actor(), passkey_id=passkey_id, settings=settings())
    return done("accounts.second_factor", _("The passkey was removed."))


@blueprint.route(
    "/account/second-factor/new-app",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def new_app() -> Response:
    """Take an authenticator app into use, in place of the one before."""
    actor, form = current_actor(), NewAppForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.add_app(
                actor,
                sealed=form.sealed.data or "",
                code=form.code.data or "",
                settings=settings(),
            )
            return done("accounts.second_factor", _("The authenticator app is in use."))
    email = queries.own_account(_own_number()).email
    return app_page(form, account_id=_own_number(), email=email)


@blueprint.post(
    "/account/second-factor/remove-app", needs=Capability.MANAGE_OWN_ACCOUNT, is_fresh=True
)
def remove_app() -> Response:
    """Remove one's own authenticator app."""
    operations.remove_app(current_actor(), settings=settings())
    return done("accounts.second_factor", _("The authenticator app was removed."))


@blueprint.route(
    "/account/second-factor/recovery-codes",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    is_fresh=True,
)
def new_recovery_codes() -> Response:
    """Take new recovery codes in place of the old ones."""
    form = RecoveryCodesForm()
    if form.validate_on_submit():
        with form.reporting():
            operations.make_recovery_codes(
                current_actor(),
                sealed=form.sealed.data or "",
                typed=form.typed.data or "",
                settings=settings(),
            )
            return done("accounts.second_factor", _("The new recovery codes count from now on."))
    return codes_page(form, account_id=_own_number())


def _own_number() -> int:
    return current_actor().account_id or 0
