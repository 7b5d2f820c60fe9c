"""What an account must deal with before the page it asked for: new terms, the second factor again.

Whoever has not shown a second factor within the last minutes is asked for it again before what is
privileged. A page that was asked for comes after it. A form that was sent is kept in hidden fields
of the question and goes on with the answer, so that nothing is lost. Forms with a password or a
file are the exception: a password is never written into a page and a file cannot be, so these lead
to their own page again, and their pages have more time to be filled in.
"""

from flask import flash, request
from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import (
    POLICIES,
    SAFE_METHODS,
    Policy,
    current_actor,
    send_before,
)
from cna_directory.accounts import operations, queries
from cna_directory.accounts.forms.second_factors import SecondFactorForm
from cna_directory.accounts.queries import OpenSession
from cna_directory.accounts.rules.factors import is_fresh
from cna_directory.accounts.sign_in import current_session, is_demonstrated_here, renew
from cna_directory.errors import RuleBroken, TooManyAttempts
from cna_directory.terms import CURRENT_TERMS
from cna_directory.web.helpers import settings
from cna_directory.web.pages import page

OWN_FIELDS = "second-factor-"
"""How the fields of the question begin, so that none of the kept form has their names."""

OPEN_BEFORE_TERMS = frozenset(
    {
        Capability.VISIT,
        Capability.SIGN_IN,
        Capability.SIGN_OUT,
        Capability.ASK_FOR_ACCOUNT,
        Capability.ACTIVATE_ACCOUNT,
        Capability.RECOVER_ACCOUNT,
        Capability.SEE_HEALTH,
    }
)
"""What an account may do before it accepts new terms: what a visitor may, and sign out."""

TERMS_PAGE = "accounts.accept_terms"
KeptFields = list[tuple[str, Markup]]


def what_comes_first(policy: Policy) -> Response | None:
    """Return the page that comes before the one that was asked for, or nothing."""
    found = current_session()
    if found is None:
        return None
    if _must_accept_terms(policy, found):
        return send_before(TERMS_PAGE, _asked_for())
    return _second_factor_again(policy, found) if policy.is_fresh else None


def _must_accept_terms(policy: Policy, found: OpenSession) -> bool:
    if found.terms_version == CURRENT_TERMS or TERMS_PAGE not in POLICIES:
        return False
    return not policy.always_open and policy.needs not in OPEN_BEFORE_TERMS


def _second_factor_again(policy: Policy, found: OpenSession) -> Response | None:
    is_sent = request.method not in SAFE_METHODS
    holds_password = policy.has_password and is_sent
    if is_fresh(found.confirmed_at, clock.now(), has_password=holds_password):
        return None
    if not is_sent or holds_password or request.files:
        return send_before("accounts.show_again", _asked_for())
    form = SecondFactorForm(prefix=OWN_FIELDS)
    is_asked = any(name.startswith(OWN_FIELDS) for name in request.form)
    if is_asked and is_shown_again(form, found):
        return None
    return page_to_show_again(form, found, request.full_path.rstrip("?"), _kept_fields())


def _asked_for() -> str:
    """Return the page to come back to: the one that was asked for, or the one of a form."""
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    rule = request.url_rule
    return request.path if rule is not None and "GET" in (rule.methods or ()) else "/account"


def _kept_fields() -> KeptFields:
    """Return what was sent as hidden fields hold it: to the letter, unseen marks included."""
    return [
        (name, escape(value))
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not name.startswith(OWN_FIELDS)
    ]


def is_shown_again(form: SecondFactorForm, found: OpenSession) -> bool:
    """Say whether the second factor was shown again; the form says what was wrong if not."""
    if form.plainly.data and is_demonstrated_here():
        renew(
            operations.confirm_without_factor(
                current_actor(), session_id=found.id, settings=settings()
            )
        )
        return True
    try:
        with form.reporting():
            renew(
                operations.confirm_by_second_factor(
                    current_actor(),
                    account_id=found.account_id,
                    session_id=found.id,
                    shown=form.shown,
                    settings=settings(),
                )
            )
            tell_codes_left(form, found.account_id)
            return True
    except TooManyAttempts as error:
        # What was filled in must outlive the wait.
        form.form_errors.append(str(error))
    return False


def tell_codes_left(form: SecondFactorForm, account_id: int) -> None:
    """Tell how many recovery codes are left, where one was used."""
    if form.shown.recovery_code and not form.shown.passkey and not form.shown.code:
        factors = queries.factors_of(account_id)
        left, made = factors.codes_left, factors.codes_made
        flash(_("You used a recovery code: %(left)s of %(made)s are left.", left=left, made=made))


def page_to_show_again(
    form: SecondFactorForm, found: OpenSession, address: str, kept: KeptFields
) -> Response:
    """Return the page that asks for the second factor again and then goes on to `address`."""
    factors = queries.factors_of(found.account_id)
    return page(
        "accounts/show_again",
        RuleBroken.status if form.errors else 200,
        form=form,
        factors=factors,
        address=address,
        kept=kept,
        needs_no_factor=not factors.has_any and is_demonstrated_here(),
    )
