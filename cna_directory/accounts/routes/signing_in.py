"""Pages on which one signs in and out."""

from flask import redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.signing_in import SignInByLinkForm, SignInForm
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.rules.addresses import is_local_path, is_loopback
from cna_directory.accounts.sign_in import carry, drop, session_now, this_browser
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.errors import NO_SUCH_PAGE, LinkExpired, NotFound
from cna_directory.web.helpers import settings
from cna_directory.web.pages import done, page

HOME = "/"
MARKS_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "Via")


@blueprint.route("/sign-in", methods=("GET", "POST"), needs=Capability.SIGN_IN)
def sign_in() -> Response:
    """Sign in by e-mail address and password, and go on to where one wanted to go."""
    form = SignInForm()
    if form.validate_on_submit():
        with form.reporting():
            token = operations.sign_in_by_password(
                current_actor(),
                email=form.email.data or "",
                password=form.password.data or "",
                browser=this_browser(),
                instead_of=session_now(),
            )
            carry(token)
            return _onwards()
    if request.method == "GET" and current_actor().is_signed_in:
        return _onwards()
    return page("accounts/sign_in", form.status, form=form)


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
    if not settings().is_demonstration or not _is_from_this_machine():
        raise NotFound(NO_SUCH_PAGE)
    form = SignInByLinkForm()
    if form.validate_on_submit():
        browser, before = this_browser(), session_now()
        carry(
            operations.sign_in_by_link(current_actor(), subject, browser=browser, instead_of=before)
        )
        return redirect(HOME, 303)
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    role_name = ROLE_NAMES[subject.role]
    return page("accounts/sign_in_by_link", form=form, link=subject, role_name=role_name)


def _is_from_this_machine() -> bool:
    """Say whether a request was made here; a proxy here would lend its address to everybody."""
    is_passed_on = any(name in request.headers for name in MARKS_OF_A_PROXY)
    return is_loopback(request.remote_addr or "") and not is_passed_on


def _onwards() -> Response:
    """Go on to the page that was asked for before signing in, if it is one of ours."""
    wanted = request.args.get("next", "")
    return redirect(wanted if is_local_path(wanted) else HOME, 303)
