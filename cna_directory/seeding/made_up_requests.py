"""Made-up account requests, so that the queue of the demonstration has something to decide.

They go the way that every request goes: the pages, the first mail, the confirmed address, the
answer of the focal point, the question of an officer. Everything in them says that it is made up:
names and posts in words, domains under `example`, telephones under +999.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cna_directory.access.actors import SCHEDULER, VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.queries import account_by_email
from cna_directory.admission.operations import (
    begin_draft,
    confirm_account_request,
    mail_account_requests,
    put_letter,
    save_answers,
    send_account_request,
)
from cna_directory.admission.operations.deciding import ask_applicant
from cna_directory.admission.operations.vouching import answer_vouching
from cna_directory.admission.queries.drafts import Draft, draft
from cna_directory.admission.queries.own_request import ConfirmationLink, own_request
from cna_directory.admission.queries.vouchings import vouching_questions_of
from cna_directory.admission.queries.waiting import examined_request, has_requests
from cna_directory.admission.rules.answers import ORDER, Body
from cna_directory.admission.standing import Voucher, VouchingAnswer
from cna_directory.settings import Settings

LANGUAGE = "en"
LETTER_NAME = "letter-made-up.pdf"
LETTER_LINES = (
    "Made up for the demonstration: this letter was written by nobody.",
    "Sample Ministry of Justice (made up)",
    "To the secretariat of the Directory of Competent National Authorities:",
    "Applicant 1 (made up) works as legal adviser in our central authority",
    "and needs an account to send requests for mutual legal assistance.",
    "Head of the central authority (made up)",
)
QUESTION = (
    "Your address is not of a ministry that we know. Which authority do you work for, and under"
    " which number of its switchboard do we reach you? (This question is made up.)"
)
REMARK = "This person works in our unit for international cooperation. (This answer is made up.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpRequest:
    """What one made-up applicant answers."""

    email: str
    body: Body
    organisation: str
    post_title: str
    purpose: str
    request_types: tuple[str, ...]
    state: str = ""
    """Empty for the State to which the demonstration's focal point belongs."""
    voucher: Voucher = Voucher.NOBODY
    telephone: str = ""
    has_letter: bool = False


VOUCHED_FOR = MadeUpRequest(
    email="applicant.2@ministry.example",
    body=Body.AUTHORITY,
    organisation="Sample Ministry of Justice (made up)",
    post_title="Head of the unit for international cooperation (made up)",
    purpose="We execute requests for mutual legal assistance and send our own. (Made up.)",
    request_types=("mla", "extradition"),
    voucher=Voucher.FOCAL_POINT,
    telephone="+999 1 555 0102",
)

QUESTIONED = MadeUpRequest(
    email="applicant.5@anti-corruption-office.example",
    state="KE",
    body=Body.AGENCY,
    organisation="Sample Anti-Corruption Office (made up)",
    post_title="Investigator (made up)",
    purpose="We look for assets abroad and need to know whom to ask. (Made up.)",
    request_types=("asset_recovery",),
    telephone="+999 5 555 0105",
)

MADE_UP_REQUESTS = (
    MadeUpRequest(
        email="applicant.1@central-authority.example",
        state="BR",
        body=Body.AUTHORITY,
        organisation="Sample Ministry of Justice (made up)",
        post_title="Legal adviser, mutual legal assistance (made up)",
        purpose="We send requests for mutual legal assistance each week. (Made up.)",
        request_types=("mla", "transfer"),
        voucher=Voucher.MISSION,
        telephone="+999 3 555 0101",
        has_letter=True,
    ),
    VOUCHED_FOR,
    # `rn` looks like `m`: the demonstration's focal point has an address at ministry.example.
    MadeUpRequest(
        email="applicant.3@rninistry.example",
        body=Body.FOCAL_POINT,
        organisation="Ministry of Justice (made up)",
        post_title="Focal point for the directory (made up)",
        purpose="I take over the records of our State. (Made up.)",
        request_types=("mla",),
    ),
    MadeUpRequest(
        email="applicant.4@free-mail.example",
        state="FJ",
        body=Body.MISSION,
        organisation="Sample Permanent Mission (made up)",
        post_title="Second secretary (made up)",
        purpose="We pass requests on to the capital. (Made up.)",
        request_types=("extradition",),
        voucher=Voucher.MISSION,
    ),
    QUESTIONED,
)


def load_made_up_requests(settings: Settings, *, host_state: str, emails: dict[Role, str]) -> int:
    """Ask for the made-up accounts where nobody has asked yet; return how many requests there are.

    `emails` names the accounts of the focal point who vouches and of the officer who asks.
    """
    if has_requests():
        return 0
    sent = {
        request.email: _sent(replace(request, state=request.state or host_state), place, settings)
        for place, request in enumerate(MADE_UP_REQUESTS, 1)
    }
    mail_account_requests(SCHEDULER, settings)
    numbers = {email: _confirmed(token, settings) for email, token in sent.items()}
    _vouch(_actor_of(emails[Role.FOCAL_POINT]), numbers[VOUCHED_FOR.email], settings)
    asked = examined_request(numbers[QUESTIONED.email])
    officer = _actor_of(emails[Role.SECRETARIAT])
    ask_applicant(officer, asked, question=QUESTION, seen=asked.seen, settings=settings)
    return len(numbers)


def _sent(request: MadeUpRequest, place: int, settings: Settings) -> str:
    """Answer the pages and send the request; return the token of its own page."""
    # Limits count by network: each applicant comes from another one that is kept for examples.
    visitor = replace(VISITOR, remote_address=f"203.0.113.{place}", language=LANGUAGE)
    token = begin_draft(visitor)
    answers = {
        "state": request.state,
        "body": request.body,
        "organisation": request.organisation,
        "post_title": request.post_title,
        "person_name": f"Applicant {place} (made up)",
        "email": request.email,
        "telephone": request.telephone,
        "request_types": request.request_types,
        "purpose": request.purpose,
        "voucher": request.voucher,
    }
    for step in ORDER:
        save_answers(_kept(token), step, answers, settings=settings)
    if request.has_letter:
        content = made_up_letter(LETTER_LINES)
        put_letter(visitor, _kept(token), content=content, file_name=LETTER_NAME)
    sent = send_account_request(visitor, _kept(token), language=LANGUAGE, settings=settings)
    return sent.status_token


def _kept(token: str) -> Draft:
    found = draft(token)
    if found is None:
        raise RuntimeError("a draft that was begun just now is kept")
    return found


def _confirmed(status_token: str, settings: Settings) -> int:
    """Confirm the address as whoever opens the link in the mail; return the request's number."""
    own = own_request(status_token)
    link = ConfirmationLink(own.id, own.reference, own.email, is_used=False, is_over=False)
    confirm_account_request(VISITOR, link, settings=settings)
    return own.id


def _actor_of(email: str) -> Actor:
    account = account_by_email(email)
    if account is None:
        raise RuntimeError(f"the demonstration has no account {email}")
    return Actor(account.role, account_id=account.id, state=account.state_iso2 or "")


def _vouch(focal_point: Actor, account_request_id: int, settings: Settings) -> None:
    for question in vouching_questions_of(focal_point.state):
        if question.account_request_id == account_request_id:
            answer = VouchingAnswer.YES
            answer_vouching(focal_point, question, answer=answer, remark=REMARK, settings=settings)


def made_up_letter(lines: Iterable[str]) -> bytes:
    """Return a PDF of one page with some lines of text."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=True)
    canvas.setTitle("Letter (made up)")
    text = canvas.beginText(70, 750)
    text.setFont("Helvetica", 11)
    text.setLeading(24)
    text.textLines(lines)
    canvas.drawText(text)
    canvas.save()
    return written.getvalue()
