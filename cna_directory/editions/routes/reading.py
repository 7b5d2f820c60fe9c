"""The pages for readers of editions: the list of what was issued; and the masters, for officers."""

from datetime import date

from flask import Response, render_template, request, stream_with_context
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.editions import operations, queries, words
from cna_directory.editions.compiling.extracts import REQUEST_TYPE, STATE
from cna_directory.editions.feeding import Entry, last_touched
from cna_directory.editions.queries import IssuedEdition, IssuedFile, NextEdition, watched
from cna_directory.editions.routes.blueprint import blueprint
from cna_directory.reference.queries import names_in
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

ONE = "/editions/<int:year>/<int:half>"


@blueprint.app_template_global()
def edition_to_print(day: date) -> NextEdition:
    """Return the first edition that will print what is recorded now and holds from a day on."""
    return queries.edition_to_print(settings(), day, clock.now())


@blueprint.get("/editions", needs=Capability.DOWNLOAD_EDITION, endpoint="list")
def list_editions() -> Answer:
    """Show what has been issued, what is awaited, and the dates of the next edition."""
    now = clock.now()
    return page(
        "editions/list",
        editions=queries.issued_editions(),
        awaited=queries.awaited_editions(settings(), now),
        last_wake=queries.last_wake(),
        next_edition=queries.next_edition(settings(), now),
    )


@blueprint.get("/editions/feed.atom", needs=Capability.DOWNLOAD_EDITION)
def feed() -> Answer:
    """Send the list of editions as an Atom feed (RFC 4287), for those who are signed in."""
    entries = [Entry(edition) for edition in queries.issued_editions()]
    written = render_template(
        "feeds/editions.xml",
        entries=entries,
        updated=last_touched(entries),
        address=f"{settings().base_url}/editions",
        language=words_language(),
    )
    return Response(written, mimetype="application/atom+xml")


@blueprint.get(
    ONE, needs=Capability.DOWNLOAD_EDITION, subject=queries.issued_edition, endpoint="edition"
)
def show(subject: IssuedEdition) -> Answer:
    """Show one edition: copies to ask for, whole or an extract, what is known wrong, its proofs."""
    names = names_in(words_language())
    groups = [
        (_("A State"), [(f"{STATE}/{code}", name) for code, name in names.states.items()]),
        (
            _("A type of request"),
            [(f"{REQUEST_TYPE}/{code}", name) for code, name in names.request_types.items()],
        ),
    ]
    return page("editions/edition", edition=subject, extracts=groups)


@blueprint.get(f"{ONE}/changes", needs=Capability.DOWNLOAD_EDITION, subject=queries.issued_edition)
def changed(subject: IssuedEdition) -> Answer:
    """Show what is different from the edition before."""
    changes = watched.changes_in(subject.number, words_language())
    return page("editions/changed", edition=subject, changes=changes, words=words)


@blueprint.get(
    "/editions/<int:year>/<int:half>/<language>.<extension>",
    needs=Capability.PREPARE_EDITION,
    subject=queries.issued_file,
)
def download(subject: IssuedFile) -> Answer:
    """Send a master piece by piece; the trail knows of it before the first byte leaves."""
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        operations.record_download(current_actor(), subject)
        answer.response = stream_with_context(queries.chunks_of(subject.sha256))
    answer.content_length = subject.size
    answer.headers.set("Content-Disposition", "attachment", filename=subject.name)
    return answer
