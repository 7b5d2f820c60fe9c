"""One's own account: what it is, where it is signed in, and what its holder says about it."""

from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.own_account import (
    NotMeForm,
    PostForm,
    PreferencesForm,
    TermsForm,
)
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.routes.onwards import wanted_page
from cna_directory.accounts.sign_in import drop, session_now
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.errors import LinkExpired
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.terms import CURRENT_TERMS
from cna_directory.web.helpers import settings
from cna_directory.web.languages import own_name
from cna_directory.web.pages import done, page


@blueprint.get("/account", needs=Capability.SEE_OWN_ACCOUNT)
def my_account() -> Response:
    """Show one's own account and where it is signed in."""
    account = _own_account()
    return page(
        "accounts/my_account",
        account=account,
        role_name=ROLE_NAMES[account.role],
        factors=queries.factors_of(current_actor().account_id or 0),
        sessions=queries.sessions_of(current_actor().account_id or 0, account.role),
        session_now=session_now(),
    )


@blueprint.post(
    "/account/sessions/<int(max=999999999):session_id>/end",
    needs=Capability.SIGN_OUT,
    subject=queries.session_owner,
)
def end_session(subject: queries.SessionOwner) -> Response:
    """End one of one's own sessions, for example on a machine left behind."""
    operations.end_session(current_actor(), subject)
    return done("accounts.my_account", _("The session has ended."))


@blueprint.post("/account/sessions/end-all", needs=Capability.SIGN_OUT)
def end_all_sessions() -> Response:
    """End all one's sessions, this one included."""
    operations.end_all_sessions(current_actor())
    drop()
    return done("accounts.sign_in", _("All your sessions have ended. Sign in again to go on."))


@blueprint.route(
    "/account/terms",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_OWN_ACCOUNT,
    always_open=True,
)
def accept_terms() -> Response:
    """Accept the terms of use that hold now, and go on to where one wanted to go."""
    form = TermsForm()
    if form.validate_on_submit():
        operations.accept_terms(current_actor())
        if wanted := wanted_page():
            return redirect(wanted, 303)
        return done("accounts.my_account", _("You have accepted the terms of use."))
    account = _own_account()
    return page(
        "accounts/accept_terms",
        form.status,
        form=form,
        account=account,
        is_accepted=account.terms_version == CURRENT_TERMS,
    )


@blueprint.route("/account/post", methods=("GET", "POST"), needs=Capability.MANAGE_OWN_ACCOUNT)
def confirm_post() -> Response:
    """Say that one is still in post."""
    form = PostForm()
    if form.validate_on_submit():
        operations.confirm_post(current_actor())
        return done("accounts.my_account", _("Thank you: you are still in post."))
    return page("accounts/confirm_post", form=form, account=_own_account())


@blueprint.route(
    "/account/preferences", methods=("GET", "POST"), needs=Capability.MANAGE_OWN_ACCOUNT
)
def preferences() -> Response:
    """Choose the language of mails."""
    form = PreferencesForm(obj=_own_account())
    if form.validate_on_submit():
        with form.reporting():
            operations.change_preferences(current_actor(), language=form.language.data or "")
            return done("accounts.my_account", _("Your choices are kept."))
    languages = [(code, own_name(code)) for code in INTERFACE_LANGUAGES]
    return page("accounts/preferences", form.status, form=form, languages=languages)


@blueprint.route(
    "/not-me/<string:token>",
    methods=("GET", "POST"),
    needs=Capability.RECOVER_ACCOUNT,
    subject=queries.not_me_link,
)
def not_me(subject: queries.Link) -> Response:
    """Disown what somebody else did in one's account."""
    if not subject.is_unspent:
        raise LinkExpired(_("This link was used before, or its time has run out."))
    form = NotMeForm()
    if form.validate_on_submit():
        operations.disown_sign_in(current_actor(), subject, settings=settings())
        return done("accounts.disowned")
    return page("accounts/not_me", form=form, link=subject)


@blueprint.get("/not-me", needs=Capability.RECOVER_ACCOUNT)
def disowned() -> Response:
    """Say what was done and what to do next."""
    return page("accounts/disowned")


def _own_account() -> queries.OwnAccount:
    return queries.own_account(current_actor().account_id or 0)
