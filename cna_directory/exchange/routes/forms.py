"""The update form, blank or filled in from a record, to send in with a note verbale."""

from collections.abc import Callable

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.cards.operations import CardFormat, record_taking
from cna_directory.editions.queries import next_edition
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.exchange import filling, queries
from cna_directory.exchange.queries import FormWanted
from cna_directory.exchange.routes.blueprint import blueprint
from cna_directory.reference.queries import names_in
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page
from cna_directory.wording.queries import reviewed_languages
from publish.forms import UpdateForm, csv_form, pdf_form, rtf_form
from publish.wording import DRAFTS, LANGUAGES

WRITERS: dict[str, tuple[Callable[[UpdateForm], bytes], str]] = {
    "pdf": (pdf_form, "application/pdf"),
    "rtf": (rtf_form, "application/rtf"),
    "csv": (csv_form, "text/csv; charset=utf-8"),
}


@blueprint.get("/forms", needs=Capability.READ_REFERENCE)
def update_forms() -> Answer:
    """Show the blank form in each language and format."""
    return page("exchange/forms", languages=LANGUAGES, drafts=_drafts(), endings=tuple(WRITERS))


@blueprint.get("/forms/update.<any(pdf, rtf, csv):ending>", needs=Capability.READ_REFERENCE)
def blank_form(ending: str) -> Answer:
    """Send the blank form, which says nothing of any record."""
    return _file(_form(_language()), ending, name="update-form")


@blueprint.get(
    "/authorities/<int(max=999999999):number>/form.<any(pdf, rtf, csv):ending>",
    needs=Capability.TAKE_RECORDS_ALONG,
    subject=queries.form_wanted,
)
def filled_form(subject: FormWanted) -> Answer:
    """Send the form filled in from a record; counted and recorded like every record taken along."""
    language, today = _language(), clock.today()
    form = _form(
        language,
        values=filling.values_of(
            subject.revised,
            queries.lookup_of_codes(today),
            names_in(language),
            language,
            today,
        ),
        ticked=filling.ticked_by(subject.revised.record),
    )
    # The file is made before its taking is recorded, so one that cannot be made is not counted.
    answer = _file(form, subject.ending, name=f"update-form-{subject.number}")
    if request.method == "GET":
        record_taking(
            current_actor(),
            subject=f"authority/{subject.number}",
            file_format=CardFormat(subject.ending),
            records=1,
        )
    return answer


def _language() -> str:
    language = request.args.get("language", words_language())
    if language not in LANGUAGES:
        raise NotFound(NO_SUCH_PAGE)
    return language


def _drafts() -> frozenset[str]:
    return DRAFTS - reviewed_languages()


def _form(
    language: str, values: dict[str, str] | None = None, ticked: frozenset[str] = frozenset()
) -> UpdateForm:
    of_deployment, names = settings(), names_in(language)
    return UpdateForm(
        language=language,
        made_on=clock.today(),
        issuer=of_deployment.issuer,
        return_to=of_deployment.contact,
        next_closing_on=next_edition(of_deployment, clock.now()).closing_on,
        is_draft=language in _drafts(),
        is_demonstration=of_deployment.is_demonstration,
        states=tuple(names.states.values()),
        request_types=tuple(names.request_types.items()),
        values=values or {},
        ticked=ticked,
    )


def _file(form: UpdateForm, ending: str, *, name: str) -> Answer:
    write, media_type = WRITERS[ending]
    answer = Response(content_type=media_type)
    if request.method == "GET":
        answer.set_data(write(form))
    file_name = f"{name}-{form.language}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer
