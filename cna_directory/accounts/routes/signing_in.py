"""Pages on which one signs in and out."""

from flask import redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.second_factors import PasskeyAnswerForm, SecondFactorForm
from cna_directory.accounts.forms.signing_in import SignInByLinkForm, SignInForm
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.routes.onwards import (
    HOME,
    as_json,
    onwards,
    pending_at,
    to_next_step,
)
from cna_directory.accounts.rules.factors import Step
from cna_directory.accounts.sign_in import (
    carry,
    current_session,
    drop,
    is_demonstrated_here,
    pending_now,
    session_now,
    this_browser,
    wait_with,
)
from cna_directory.accounts.standing import ChallengePurpose
from cna_directory.accounts.what_comes_first import (
    is_shown_again,
    page_to_show_again,
    tell_codes_left,
)
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.errors import NO_SUCH_PAGE, LinkExpired, NotFound
from cna_directory.web.helpers import here, settings
from cna_directory.web.pages import done, page


@blueprint.route("/sign-in", methods=("GET", "POST"), needs=Capability.SIGN_IN)
def sign_in() -> Response:
    """Take e-mail address and password, and go on to the second factor."""
    form = SignInForm()
    if form.validate_on_submit():
        with form.reporting():
            token = operations.sign_in_by_password(
                current_actor(), email=form.email.data or "", password=form.password.data or ""
            )
            wait_with(token)
            return to_next_step()
    if request.method == "GET" and current_actor().is_signed_in:
        return onwards()
    return page("accounts/sign_in", form.status, form=form, passkey=PasskeyAnswerForm())


@blueprint.post("/sign-in/passkey", needs=Capability.SIGN_IN)
def sign_in_by_passkey() -> Response:
    """Sign in by a passkey alone, and go on to where one wanted to go."""
    form = PasskeyAnswerForm()
    with form.reporting():
        answer, browser = form.answer.data or "", this_browser()
        carry(
            operations.sign_in_by_passkey(
                current_actor(), answer, browser=browser, settings=settings()
            )
        )
        return onwards()
    return page("accounts/sign_in_by_passkey", form.status, form=form)


@blueprint.post("/sign-in/passkey/question", needs=Capability.SIGN_IN)
def question_to_any_passkey() -> Response:
    """Return what the browser is to ask a passkey that signs in alone."""
    return as_json(operations.ask_for_any_passkey(current_actor(), settings=settings()))


@blueprint.route("/sign-in/second-factor", methods=("GET", "POST"), needs=Capability.SIGN_IN)
def show_second_factor() -> Response:
    """Take the second factor after the password, and go on to where one wanted to go."""
    pending = pending_at(Step.SHOW)
    form = SecondFactorForm()
    if form.validate_on_submit():
        with form.reporting():
            token = operations.sign_in_by_second_factor(
                current_actor(), pending, form.shown, browser=this_browser(), settings=settings()
            )
            if token is None:
                return to_next_step()
            carry(token)
            tell_codes_left(form, pending.account_id)
            return onwards()
    factors = queries.factors_of(pending.account_id)
    return page("accounts/second_factor", form.status, form=form, factors=factors, address=here())


@blueprint.post("/sign-in/second-factor/question", needs=Capability.SIGN_IN)
def question_to_second_factor() -> Response:
    """Return what the browser is to ask a passkey after the password."""
    pending = pending_now()
    if pending is None:
        raise LinkExpired(_("Too much time has passed since the password. Sign in again."))
    question = operations.ask_for_passkey_of(
        current_actor(),
        account_id=pending.account_id,
        purpose=ChallengePurpose.SIGN_IN,
        settings=settings(),
    )
    return as_json(question)


@blueprint.route(
    "/sign-in/again",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    always_open=True,
)
def show_again() -> Response:
    """Show the second factor again, and go on to where one wanted to go."""
    found = current_session()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    form = SecondFactorForm()
    if form.validate_on_submit() and is_shown_again(form, found):
        return onwards()
    return page_to_show_again(form, found, here(), kept=[])


@blueprint.post("/sign-in/again/question", needs=Capability.MANAGE_OWN_ACCOUNT, always_open=True)
def question_to_show_again() -> Response:
    """Return what the browser is to ask a passkey before what is privileged."""
    actor = current_actor()
    question = operations.ask_for_passkey_of(
        actor,
        account_id=actor.account_id or 0,
        purpose=ChallengePurpose.CONFIRM,
        settings=settings(),
    )
    return as_json(question)


@blueprint.post("/sign-out", needs=Capability.SIGN_OUT)
def sign_out() -> Response:
    """End the session of this browser."""
    if (session_id := session_now()) is not None:
        operations.end_session(current_actor(), queries.session_owner(session_id))
    drop()
    return done("accounts.sign_in", _("You are signed out."))


@blueprint.route(
    "/sign-in/link/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.SIGN_IN,
    subject=queries.sign_in_link,
)
def sign_in_by_link(subject: queries.Link) -> Response:
    """Sign in by a one-time link of the demonstration, from the machine it runs on alone."""
    if not is_demonstrated_here():
        raise NotFound(NO_SUCH_PAGE)
    form = SignInByLinkForm()
    if form.validate_on_submit():
        browser = this_browser()
        carry(
            operations.sign_in_by_link(
                current_actor(), subject, browser=browser, settings=settings()
            )
        )
        return redirect(HOME, 303)
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    role_name = ROLE_NAMES[subject.role]
    return page("accounts/sign_in_by_link", form=form, link=subject, role_name=role_name)
