"""The secretariat's pages about the accounts of others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts import queries as accounts
from cna_directory.accounts.forms.administration import (
    DecisionForm,
    PlaceForm,
    ProofingForm,
    ReasonForm,
)
from cna_directory.accounts.operations import administration
from cna_directory.accounts.operations import changes as proposals
from cna_directory.accounts.queries import administration as queries
from cna_directory.accounts.queries.administration import (
    AccountFilter,
    ManagedAccount,
    WaitingChange,
)
from cna_directory.accounts.routes.blueprint import blueprint
from cna_directory.accounts.rules.administration import ACTS
from cna_directory.accounts.standing import AccountStatus
from cna_directory.accounts.words import CHANGE_NAMES, ROLE_NAMES, STATUS_NAMES
from cna_directory.reference.queries import names_in
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import page_number

ACCOUNT = "/desk/accounts/<int(max=999999999):account_id>"
CHANGE = "/desk/account-changes/<int(max=999999999):change_id>"

LONGEST_SEARCH = 200

Choice = TypeVar("Choice", Role, AccountStatus)

NO_NAMES = lazy_gettext(
    "This goes into the trail for good: name posts and record numbers, never a person."
)

WORDS: dict[str, Any] = {
    "role_names": ROLE_NAMES,
    "status_names": STATUS_NAMES,
    "change_names": CHANGE_NAMES,
}


@dataclass(frozen=True, slots=True)
class ActPage:
    """The words of the page on which an officer does something to an account."""

    title: Any
    follows: Any
    """What follows from it, so that nobody does it by mistake."""
    button: Any
    hint: Any = NO_NAMES
    takes_away: bool = False
    """Whether the holder can no longer speak for a State afterwards."""


SUSPEND = ActPage(
    lazy_gettext("Suspend the account"),
    lazy_gettext(
        "All its sessions end at once and nobody can sign in to it. The holder is told. You can"
        " restore it at any time."
    ),
    lazy_gettext("Suspend"),
    takes_away=True,
)
RESTORE = ActPage(
    lazy_gettext("Restore the account"),
    lazy_gettext(
        "The holder can sign in again, with the same password and second factor, and is told."
        " Make sure first that the holder is still in post. Restoring an officer or an administrator"
        " is proposed here and takes a second officer."
    ),
    lazy_gettext("Restore"),
)
CLOSE = ActPage(
    lazy_gettext("Close the account"),
    lazy_gettext(
        "This cannot be undone. All its sessions end, and its password and second factors are"
        " removed. What it did stays in the trail. The holder is told."
    ),
    lazy_gettext("Close for good"),
    takes_away=True,
)
END_SESSIONS = ActPage(
    lazy_gettext("End all sessions"),
    lazy_gettext("The holder is signed out everywhere and can sign in again."),
    lazy_gettext("End all sessions"),
)
START_AGAIN = ActPage(
    lazy_gettext("The second factor is lost"),
    lazy_gettext(
        "Call the office back under a telephone number from a record of the directory, never"
        " under one that you were told now. If it is the holder, propose a new start here. When"
        " another officer accepts it, the password and all second factors are removed and a link"
        " to set up the account again goes to its e-mail address. The holder is told of the"
        " proposal at once."
    ),
    lazy_gettext("Propose a new start"),
    lazy_gettext(
        "Say which record's number you called, when, and which post answered; never a person's"
        " name. This goes into the trail for good."
    ),
)
SEND_LINK = ActPage(
    lazy_gettext("Send a new activation link"),
    lazy_gettext("It works once, within ten days. Links that were sent before are worth nothing."),
    lazy_gettext("Send the link"),
)


@blueprint.get("/desk/accounts", needs=Capability.MANAGE_ACCOUNTS, endpoint="list")
def list_accounts() -> Response:
    """List the accounts, narrowed to what the address says."""
    asked = request.args
    narrowed = AccountFilter(
        words=asked.get("words", "")[:LONGEST_SEARCH],
        state_iso2=asked.get("state", "") if asked.get("state") in _states() else "",
        role=_one_of(Role, asked.get("role", "")),
        status=_one_of(AccountStatus, asked.get("status", "")),
    )
    paged, found = queries.accounts_page(narrowed, page_number(asked.get("page", "")))
    return page(
        "accounts/accounts",
        narrowed=narrowed,
        paged=paged,
        accounts=found,
        app_only=accounts.number_with_app_only(),
        states=_states(),
        roles=[(role.value, ROLE_NAMES[role]) for role in SIGNED_IN],
        **WORDS,
    )


@blueprint.get(
    ACCOUNT, needs=Capability.MANAGE_ACCOUNTS, subject=queries.managed_account, endpoint="account"
)
def show_account(subject: ManagedAccount) -> Response:
    """Show everything about one account, and what can be done to it."""
    return page(
        "accounts/account",
        account=subject,
        acts=ACTS[subject.status],
        waiting=queries.kinds_waiting(subject.account_id),
        sessions=accounts.sessions_of(subject.account_id, subject.role),
        reading=queries.pages_read_of_late(subject.account_id),
        states=_states(),
        **WORDS,
    )


View = Callable[[ManagedAccount], Response]


def _act(rule: str, endpoint: str) -> Callable[[View], View]:
    """Register a page on which an officer does something to an account.

    The second factor is asked for before the page is shown, so that nothing typed is lost.
    """
    return blueprint.route(
        f"{ACCOUNT}/{rule}",
        methods=("GET", "POST"),
        needs=Capability.MANAGE_ACCOUNTS,
        subject=queries.managed_account,
        is_fresh=True,
        endpoint=endpoint,
    )


@_act("suspend", "suspend")
def suspend(subject: ManagedAccount) -> Response:
    """Shut an account out."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.reporting():
            administration.suspend_account(
                current_actor(), subject, reason=form.reason.data or "", settings=settings()
            )
            return _back(subject, _("The account is suspended; its sessions have ended."))
    return _act_page(subject, form, SUSPEND)


@_act("restore", "restore")
def restore(subject: ManagedAccount) -> Response:
    """Let a suspended account in again."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.reporting():
            is_done = proposals.restore(
                current_actor(), subject, reason=form.reason.data or "", settings=settings()
            )
            return _back(
                subject,
                _("The account can be used again.")
                if is_done
                else _("It is proposed. Another officer has to accept it."),
            )
    return _act_page(subject, form, RESTORE)


@_act("close", "close")
def close(subject: ManagedAccount) -> Response:
    """End an account for good."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.reporting():
            administration.close_account(
                current_actor(), subject, reason=form.reason.data or "", settings=settings()
            )
            return _back(subject, _("The account is closed."))
    return _act_page(subject, form, CLOSE)


@_act("end-sessions", "end_sessions")
def end_sessions(subject: ManagedAccount) -> Response:
    """Sign the holder of an account out everywhere."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.reporting():
            administration.end_sessions(current_actor(), subject, reason=form.reason.data or "")
            return _back(subject, _("All sessions of the account have ended."))
    return _act_page(subject, form, END_SESSIONS)


@_act("lost-factor", "start_again")
def start_again(subject: ManagedAccount) -> Response:
    """Propose to let the holder of a lost second factor set up the account again."""
    form = ProofingForm()
    if form.validate_on_submit():
        with form.reporting():
            proposals.propose_new_start(
                current_actor(), subject, proofing=form.reason.data or "", settings=settings()
            )
            return _back(subject, _("It is proposed. Another officer has to accept it."))
    return _act_page(subject, form, START_AGAIN)


@_act("activation-link", "send_link")
def send_link(subject: ManagedAccount) -> Response:
    """Send a new activation link."""
    form = DecisionForm()
    if form.validate_on_submit():
        with form.reporting():
            administration.send_activation_link(current_actor(), subject, settings=settings())
            return _back(subject, _("A new link is on its way."))
    return _act_page(subject, form, SEND_LINK)


@_act("role", "change_place")
def change_place(subject: ManagedAccount) -> Response:
    """Give an account another role, State or authority, or propose it."""
    form = PlaceForm(
        role=subject.role.value,
        state_iso2=subject.state_iso2,
        authority_number=str(subject.authority_number or ""),
    )
    form.offer(_states().items())
    if form.validate_on_submit():
        with form.reporting():
            is_done = proposals.give_place(
                current_actor(),
                subject,
                form.place(),
                reason=form.reason.data or "",
                settings=settings(),
            )
            return _back(
                subject,
                _("The account is changed.")
                if is_done
                else _("It is proposed. Another officer has to accept it."),
            )
    return page(
        "accounts/change_place",
        form.status,
        form=form,
        account=subject,
        left_without=_left_without(subject),
        hint=NO_NAMES,
        **WORDS,
    )


@blueprint.get("/desk/account-changes", needs=Capability.MANAGE_ACCOUNTS)
def changes() -> Response:
    """List the changes of accounts that wait for an officer."""
    return page("accounts/changes", changes=queries.waiting_changes(), states=_states(), **WORDS)


@blueprint.route(
    f"{CHANGE}/accept",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_ACCOUNTS,
    subject=queries.account_change,
    is_fresh=True,
)
def accept_change(subject: WaitingChange) -> Response:
    """Accept what another officer proposed."""
    form = DecisionForm()
    if form.validate_on_submit():
        with form.reporting():
            proposals.accept_change(current_actor(), subject, settings=settings())
            return done("accounts.changes", _("The change is accepted and carried out."))
    return _change_page(subject, form, is_to_accept=True)


@blueprint.route(
    f"{CHANGE}/refuse",
    methods=("GET", "POST"),
    needs=Capability.MANAGE_ACCOUNTS,
    subject=queries.account_change,
    is_fresh=True,
)
def refuse_change(subject: WaitingChange) -> Response:
    """Refuse a proposed change, or take one's own back."""
    form = DecisionForm()
    if form.validate_on_submit():
        with form.reporting():
            proposals.refuse_change(current_actor(), subject, settings=settings())
            return done("accounts.changes", _("The change does not happen."))
    return _change_page(subject, form, is_to_accept=False)


def _act_page(subject: ManagedAccount, form: Form, words: ActPage) -> Response:
    return page(
        "accounts/act",
        form.status,
        form=form,
        account=subject,
        words=words,
        left_without=_left_without(subject) if words.takes_away else "",
        **WORDS,
    )


def _change_page(subject: WaitingChange, form: Form, *, is_to_accept: bool) -> Response:
    return page(
        "accounts/decide_change",
        form.status,
        form=form,
        change=subject,
        is_to_accept=is_to_accept,
        states=_states(),
        **WORDS,
    )


def _back(subject: ManagedAccount, said: str) -> Response:
    return done("accounts.account", said, account_id=subject.account_id)


def _left_without(subject: ManagedAccount) -> str:
    """Return the name of the State for which nobody would speak without an account, or nothing."""
    if not queries.is_last_focal_point(subject):
        return ""
    return _states().get(subject.state_iso2, subject.state_iso2)


def _states() -> dict[str, str]:
    return names_in(words_language()).states


def _one_of(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in list(kind) else None
