"""Pages of the secretariat's private notes; to everybody else they look like any page of others."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.admission.letters import OpenedLetter, open_letter
from cna_directory.notes import operations, queries
from cna_directory.notes.forms import EraseForm, NoteForm
from cna_directory.notes.queries import ENDINGS, NotedPlace, WrittenNote
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

blueprint = GuardedBlueprint("notes", __name__)

MEGABYTE = 1024 * 1024
LONGEST_UPLOAD = 6 * MEGABYTE
NOTE = "/notes/<int(max=999999999):note_id>"


@blueprint.route(
    "/authorities/<int(max=999999999):number>/notes",
    methods=("GET", "POST"),
    needs=Capability.KEEP_NOTES,
    subject=queries.record_noted,
    longest_body=LONGEST_UPLOAD,
)
def of_record(subject: NotedPlace) -> Response:
    """Show the private notes on a record, and write another."""
    return _notes(subject)


@blueprint.route(
    "/states/<string:iso2>/notes",
    methods=("GET", "POST"),
    needs=Capability.KEEP_NOTES,
    subject=queries.state_noted,
    longest_body=LONGEST_UPLOAD,
)
def of_state(subject: NotedPlace) -> Response:
    """Show the private notes on a State as a whole, and write another."""
    return _notes(subject)


def _notes(place: NotedPlace) -> Response:
    form = NoteForm()
    if form.validate_on_submit():
        with form.reporting():
            scan = _scan(form)
            operations.write_note(current_actor(), place, text=form.text.data or "", scan=scan)
            return _back(place, _("The note is kept. Only the secretariat sees it."))
    return page(
        "notes/notes",
        form.status,
        form=form,
        place=place,
        notes=queries.notes_on(place),
        names=names_in(words_language()),
    )


@blueprint.get(f"{NOTE}/scan", needs=Capability.KEEP_NOTES, subject=queries.note_with_scan)
def scan(subject: WrittenNote) -> Response:
    """Send a scan to be saved, never to be shown here; the trail knows of it before it leaves."""
    known = subject.scan_media_type in ENDINGS
    answer = Response(mimetype=subject.scan_media_type if known else "application/octet-stream")
    if request.method == "GET":
        operations.record_opening(current_actor(), subject)
        answer.set_data(queries.scan_of(subject))
    answer.headers.set("Content-Disposition", "attachment", filename=subject.saved_as)
    return answer


@blueprint.route(
    f"{NOTE}/erase",
    methods=("GET", "POST"),
    needs=Capability.KEEP_NOTES,
    subject=queries.written_note,
)
def erase(subject: WrittenNote) -> Response:
    """Ask, and erase a note with its scan."""
    form = EraseForm()
    if form.validate_on_submit():
        operations.erase_note(current_actor(), subject)
        return _back(subject.place, _("The note and its scan are erased."))
    return page("notes/erase", form=form, it=subject, names=names_in(words_language()))


def _scan(form: NoteForm) -> OpenedLetter | None:
    """Return the scan that was sent along, opened and found to be one.

    Raises:
        RuleBroken: it is no scan that is taken; the sentence says what to do.
    """
    given = request.files.get(form.letter.name)
    if given is None or not given.filename:
        return None
    return open_letter(given.read(), given.filename)


def _back(place: NotedPlace, message: str) -> Response:
    if place.authority_number is not None:
        return done("notes.of_record", message, number=place.authority_number)
    return done("notes.of_state", message, iso2=place.state_iso2)
