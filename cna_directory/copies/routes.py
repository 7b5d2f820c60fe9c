"""Pages of copies: ask for one, see how it comes along, take it; and for officers, trace one."""

from flask import Response, request, stream_with_context
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.copies import operations, queries
from cna_directory.copies.forms import AskForm, TraceForm
from cna_directory.copies.queries import NO_FILE, NOT_GIVEN, OwnCopy, TracedCopy
from cna_directory.editions.queries import IssuedEdition, chunks_of, issued_edition
from cna_directory.errors import NotFound, Problem, RuleBroken
from cna_directory.web.pages import done, page

blueprint = GuardedBlueprint("copies", __name__)

ONE = "/editions/copies/<string:copy_number>"
LONGEST_UPLOAD = 33 * 1024 * 1024
"""Of a file to be traced: more than the largest edition, and than a browser sends in a minute."""

SECONDS_FOR_A_PAGE = 20
"""How long a file is looked through while a browser waits; the command takes longer ones."""


@blueprint.post(
    "/editions/<int:year>/<int:half>/copies",
    needs=Capability.DOWNLOAD_EDITION,
    subject=issued_edition,
)
def ask(subject: IssuedEdition) -> Answer:
    """Ask for a copy in one's own name; whoever asks again comes to the same one."""
    form = AskForm()
    if not form.validate():
        raise RuleBroken([Problem("format", NO_FILE)])
    return done(
        "copies.show",
        copy_number=operations.ask_copy(current_actor(), subject, wanted=form.wanted()),
    )


@blueprint.get("/editions/copies", needs=Capability.TAKE_OWN_COPY)
def own() -> Answer:
    """Show one's own copies whose files are there or on their way."""
    account_id = current_actor().account_id
    return page("copies/own", copies=queries.copies_of(account_id) if account_id else ())


@blueprint.get(ONE, needs=Capability.TAKE_OWN_COPY, subject=queries.own_copy)
def show(subject: OwnCopy) -> Answer:
    """Show how far a copy has come, and then the way to its file."""
    number = subject.edition
    withdrawn = issued_edition(number.year, number.half) if subject.is_withdrawn else None
    return page("copies/show", copy=subject, withdrawn=withdrawn)


@blueprint.get(f"{ONE}/file", needs=Capability.TAKE_OWN_COPY, subject=queries.own_copy)
def file(subject: OwnCopy) -> Answer:
    """Send a copy piece by piece; the trail knows of it before the first byte leaves."""
    _refuse_if_withdrawn(subject)
    if not subject.is_ready:
        raise NotFound(NO_FILE)
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        operations.record_download(current_actor(), subject)
        answer.response = stream_with_context(chunks_of(subject.sha256))
    answer.content_length = subject.size
    answer.headers.set("Content-Disposition", "attachment", filename=subject.name)
    return answer


@blueprint.get(f"{ONE}/signature", needs=Capability.TAKE_OWN_COPY, subject=queries.own_copy)
def signature(subject: OwnCopy) -> Answer:
    """Send the signature of a copy that cannot carry its own; it holds nothing of the edition."""
    _refuse_if_withdrawn(subject)
    if not subject.has_signature_beside:
        raise NotFound(NO_FILE)
    answer = Response(queries.signature_of(subject), mimetype="application/pkcs7-signature")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{subject.name}.p7s")
    return answer


def _refuse_if_withdrawn(copy: OwnCopy) -> None:
    if copy.is_withdrawn:
        raise NotFound(NOT_GIVEN)


@blueprint.route(
    "/desk/trace-copy",
    methods=("GET", "POST"),
    needs=Capability.TRACE_COPY,
    is_fresh=True,
    longest_body=LONGEST_UPLOAD,
)
def trace() -> Answer:
    """Find out whose copy a file is; the answer stands on this page and under no address."""
    form = TraceForm()
    found: tuple[TracedCopy, ...] | None = None
    if form.validate_on_submit():
        with form.reporting():
            found = _traced(form)
    return page("copies/trace", form.status, form=form, found=found)


def _traced(form: TraceForm) -> tuple[TracedCopy, ...]:
    actor = current_actor()
    if content := form.content():
        return operations.trace_file(actor, content, seconds=SECONDS_FOR_A_PAGE)
    if number := (form.number.data or "").strip():
        return operations.trace_number(actor, number)
    raise RuleBroken([Problem("file", _("Choose a file, or type the number that it shows."))])
