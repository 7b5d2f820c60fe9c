"""Pages on which the secretariat looks at account requests and decides them."""

from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.admission import words
from cna_directory.admission.forms.deciding import (
    ApproveForm,
    AskForm,
    ConfirmForm,
    RefuseForm,
    SendBackForm,
)
from cna_directory.admission.operations import deciding as operations
from cna_directory.admission.queries import letters, signals, vouchings, waiting
from cna_directory.admission.queries.waiting import ExaminedRequest
from cna_directory.admission.routes.blueprint import blueprint
from cna_directory.admission.rules.deciding import needs_two_officers
from cna_directory.admission.rules.signals import KnownNomination
from cna_directory.admission.standing import RequestStatus
from cna_directory.authorities import queries as authorities
from cna_directory.reference.queries import Names, names_in
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import page_number

EVER_SEEN = frozenset(RequestStatus) - {RequestStatus.AWAITING_CONFIRMATION}
ONE = "/desk/account-requests/<int(max=999999999):account_request_id>"


@dataclass(slots=True)
class Decisions:
    """The forms on the page of a request; the one that was sent shows its problems."""

    approve: ApproveForm = field(default_factory=lambda: ApproveForm(formdata=None))
    ask: AskForm = field(default_factory=lambda: AskForm(formdata=None))
    refuse: RefuseForm = field(default_factory=lambda: RefuseForm(formdata=None))
    send_back: SendBackForm = field(default_factory=lambda: SendBackForm(formdata=None))
    confirm: ConfirmForm = field(default_factory=lambda: ConfirmForm(formdata=None))


@blueprint.get("/desk/account-requests", needs=Capability.DECIDE_ACCOUNT_REQUEST)
def waiting_requests() -> Response:
    """Show the requests that wait, the oldest first, with how much warns about each."""
    status = _status_asked_for()
    return page(
        "admission/waiting",
        names=names_in(words_language()),
        queue=waiting.waiting_requests(status, page_number(request.args.get("page", ""))),
        shown=status or "",
        status_words={s: w for s, w in words.STATUS_WORDS.items() if s in EVER_SEEN},
        now=clock.now(),
    )


def _status_asked_for() -> RequestStatus | None:
    """Return the status to show alone; nothing for all that are open."""
    asked_for = request.args.get("status", "")
    return RequestStatus(asked_for) if asked_for in set(RequestStatus) else None


@blueprint.get(ONE, needs=Capability.DECIDE_ACCOUNT_REQUEST, subject=waiting.examined_request)
def examine(subject: ExaminedRequest) -> Response:
    """Show a request with all that speaks for it and against it."""
    return _examine(subject, Decisions())


@blueprint.get(
    f"{ONE}/letter", needs=Capability.DECIDE_ACCOUNT_REQUEST, subject=letters.letter_of_request
)
def letter(subject: letters.StoredLetter) -> Response:
    """Send a letter to be saved, never to be shown here; the trail knows of it before it leaves."""
    answer = Response(mimetype=subject.sent_as)
    if request.method == "GET":
        operations.record_letter_download(current_actor(), subject)
        answer.set_data(letters.content_of(subject))
    answer.content_length = subject.size
    answer.headers.set("Content-Disposition", "attachment", filename=subject.name)
    return answer


@blueprint.post(
    f"{ONE}/approve",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def approve(subject: ExaminedRequest) -> Response:
    """Approve a request for a role, a State and an authority that the officer chose."""
    form = ApproveForm()
    if form.validate_on_submit():
        with form.reporting():
            approval = form.approval()
            operations.approve_account_request(
                current_actor(), subject, approval=approval, seen=_seen(), settings=settings()
            )
            return _approved(is_whole=not needs_two_officers(approval.role))
    return _examine(subject, Decisions(approve=form), form)


@blueprint.post(
    f"{ONE}/confirm",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def confirm_approval(subject: ExaminedRequest) -> Response:
    """Confirm, as the second officer, exactly what the first one approved."""
    form = ConfirmForm()
    with form.reporting():
        operations.confirm_approval(current_actor(), subject, seen=_seen(), settings=settings())
        return _approved(is_whole=True)
    return _examine(subject, Decisions(confirm=form), form)


def _approved(*, is_whole: bool) -> Response:
    """Return to the queue; `is_whole` where nobody else has to confirm the approval."""
    if is_whole:
        message = _("The account is made and its link is sent.")
    else:
        message = _("Your approval is written down. Another officer has to confirm it.")
    return done("admission.waiting_requests", message)


@blueprint.post(
    f"{ONE}/send-back",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def send_back(subject: ExaminedRequest) -> Response:
    """Send an approval back to the first officer."""
    form = SendBackForm()
    with form.reporting():
        operations.send_back_approval(
            current_actor(), subject, why=form.why.data or "", seen=_seen(), settings=settings()
        )
        return done("admission.waiting_requests", _("The request waits for a decision again."))
    return _examine(subject, Decisions(send_back=form), form)


@blueprint.post(
    f"{ONE}/ask",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def ask_applicant(subject: ExaminedRequest) -> Response:
    """Ask the applicant something."""
    form = AskForm()
    with form.reporting():
        operations.ask_applicant(
            current_actor(),
            subject,
            question=form.question.data or "",
            seen=_seen(),
            settings=settings(),
        )
        return done("admission.waiting_requests", _("Your question is on its way."))
    return _examine(subject, Decisions(ask=form), form)


@blueprint.post(
    f"{ONE}/refuse",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def refuse(subject: ExaminedRequest) -> Response:
    """Refuse a request with a reason that the applicant reads."""
    form = RefuseForm()
    with form.reporting():
        operations.refuse_account_request(
            current_actor(),
            subject,
            reason=form.reason.data or "",
            seen=_seen(),
            settings=settings(),
        )
        return done("admission.waiting_requests", _("The request is refused."))
    return _examine(subject, Decisions(refuse=form), form)


@blueprint.post(
    f"{ONE}/invite-again",
    needs=Capability.DECIDE_ACCOUNT_REQUEST,
    subject=waiting.examined_request,
    is_fresh=True,
)
def invite_again(subject: ExaminedRequest) -> Response:
    """Send a new activation link in place of one that ran out."""
    form = ConfirmForm()
    with form.reporting():
        operations.invite_again(current_actor(), subject, settings=settings())
        return done(
            "admission.examine",
            _("A new link is on its way. It works for ten days."),
            account_request_id=subject.id,
        )
    return _examine(subject, Decisions(confirm=form), form)


def _seen() -> str:
    """Return which content of the request the officer decided on."""
    return request.form.get("seen", "")


def _examine(subject: ExaminedRequest, decisions: Decisions, sent: Form | None = None) -> Response:
    """Show a request; `sent` is the form that could not be taken."""
    names = names_in(words_language())
    state = _state_of_authorities(subject, names)
    predecessors = waiting.predecessors_of(subject.email)
    decisions.approve.offer(
        states=names.states.items(),
        authorities=[
            (str(found.record.number), f"{found.record.number}: {found.record.name.text}")
            for found in authorities.records_of_state(state)
        ],
        predecessors=[(str(it.by_account_id), _predecessor(it)) for it in predecessors],
    )
    if sent is not decisions.approve:
        decisions.approve.state.data = state
    return page(
        "admission/examine",
        sent.status if sent else 200,
        form=sent,
        decisions=decisions,
        names=names,
        it=subject,
        state=state,
        has_predecessors=bool(predecessors),
        # What is left of a request whose personal data was taken away says nothing.
        signals=() if subject.is_erased else waiting.signals_for(subject.id),
        vouchings=vouchings.vouchings_for(subject.id),
        call_backs=signals.call_backs(subject.state_iso2),
        earlier=waiting.earlier_requests(subject),
        accounts=waiting.accounts_of_state(subject.state_iso2),
        invitation=waiting.invitation_of(subject),
        role_names=ROLE_NAMES,
        words=words,
    )


def _state_of_authorities(subject: ExaminedRequest, names: Names) -> str:
    """Return the State whose authorities are offered: the applicant's, or the one chosen instead."""
    chosen = request.form.get("state", "") or request.args.get("state", "")
    return chosen if chosen in names.states else subject.state_iso2


def _predecessor(it: KnownNomination) -> str:
    return str(_("Yes: account %(number)s, %(post)s", number=it.by_account_id, post=it.by_post))
