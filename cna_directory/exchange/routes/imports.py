"""Reading tables in: the dry run, and the decision of another officer."""

from flask import Response, jsonify, request
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.errors import Problem, RuleBroken
from cna_directory.exchange import operations, queries
from cna_directory.exchange.forms import AcceptForm, UploadForm
from cna_directory.exchange.queries import ReadImport, Shown
from cna_directory.exchange.routes.blueprint import blueprint
from cna_directory.exchange.rules.tables import ENCODING_NAMES, LARGEST_FILE, Encoding, csv_of
from cna_directory.exchange.showing import STATUS_WORDS, shown_row, words_of_work
from cna_directory.exchange.standing import ImportStatus
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import in_words, words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import Page, page_number

LONGEST_UPLOAD = LARGEST_FILE + 64 * 1024
"""The file and the form around it."""

ONE = "/desk/imports/<int(max=999999999):import_id>"
NO_FILE = "Choose a file."
UNWRITTEN = (ImportStatus.SUBMITTED, ImportStatus.NOT_WRITTEN)
"""Where it matters which records changed since the file was read."""


@blueprint.route(
    "/desk/imports",
    methods=("GET", "POST"),
    needs=Capability.IMPORT_RECORDS,
    longest_body=LONGEST_UPLOAD,
)
def imports() -> Answer:
    """Show the files that were read in, and read another one."""
    form = UploadForm()
    if form.validate_on_submit():
        with form.reporting():
            content = form.content()
            if not form.file_name():
                raise RuleBroken([Problem("file", NO_FILE)])
            import_id = operations.read_in(
                current_actor(), file_name=form.file_name(), content=content
            )
            return done("exchange.one_import", import_id=import_id)
    asked = request.args.get("status", "")
    status = ImportStatus(asked) if asked in set(ImportStatus) else None
    return page(
        "exchange/imports",
        form.status,
        form=form,
        asked=status,
        imports=queries.imports(status),
        status_words=STATUS_WORDS,
    )


@blueprint.get(ONE, needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def one_import(subject: ReadImport) -> Answer:
    """Show what each row of a file would change, and what is wrong with it."""
    return _shown(subject, AcceptForm())


def _shown(subject: ReadImport, form: AcceptForm) -> Answer:
    first = Shown.PROBLEMS if subject.faulty else Shown.CHANGES
    asked = request.args.get("rows", first)
    shown = Shown(asked) if asked in set(Shown) else first
    listed = Page(page_number(request.args.get("page", "")), queries.count_rows(subject.id, shown))
    rows = queries.rows_of(subject.id, shown, offset=listed.offset, most=listed.per_page)
    form.seen.data = queries.seen_hash(subject.id)
    bases = queries.bases_of(rows)
    encoding = None if subject.forgotten_at else queries.encoding_of(subject.id)
    names = names_in(words_language())
    work = queries.work_on(subject)
    return page(
        "exchange/import",
        form.status,
        it=subject,
        form=form,
        shown=shown,
        listed=listed,
        rows=[shown_row(row, bases.get(row.row), names) for row in rows],
        status_words=STATUS_WORDS,
        work=work,
        work_words=words_of_work(work) if work else "",
        why_not=in_words(subject.reason),
        moved_on=queries.moved_on(subject.id) if subject.status in UNWRITTEN else (),
        encoding=ENCODING_NAMES[encoding] if encoding else "",
        is_guessed=encoding is Encoding.WINDOWS_1252,
        is_own=current_actor().account_id == subject.uploaded_by,
    )


@blueprint.post(f"{ONE}/again", needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def again(subject: ReadImport) -> Answer:
    """Compare the same file with the records as they stand now."""
    import_id = operations.read_in_again(current_actor(), subject)
    return done(
        "exchange.one_import",
        gettext("The file was read again. Look at the rows, then hand it on."),
        import_id=import_id,
    )


@blueprint.post(f"{ONE}/submit", needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def submit(subject: ReadImport) -> Answer:
    """Hand the file on to another officer."""
    operations.submit_import(current_actor(), subject)
    return done(
        "exchange.one_import",
        gettext("The file waits for another officer. Nothing is written before they accept it."),
        import_id=subject.id,
    )


@blueprint.post(f"{ONE}/discard", needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def discard(subject: ReadImport) -> Answer:
    """Put the file away."""
    operations.discard_import(current_actor(), subject)
    return done("exchange.imports", gettext("The file was put away. Nothing was written."))


@blueprint.post(
    f"{ONE}/accept", needs=Capability.ACCEPT_IMPORT, subject=queries.one_import, is_fresh=True
)
def accept(subject: ReadImport) -> Answer:
    """Accept what another officer read in; the scheduler writes it while the page shows how far."""
    form = AcceptForm()
    with form.reporting():
        operations.accept_import(
            current_actor(),
            subject,
            seen=form.seen.data or "",
            is_only_good=bool(form.is_only_good.data),
        )
        return done("exchange.one_import", import_id=subject.id)
    return _shown(subject, form)


@blueprint.get(f"{ONE}/progress", needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def progress(subject: ReadImport) -> Answer:
    """Say how far the writing of a file is, for the script of its page."""
    work = queries.work_on(subject)
    if work is None:
        return jsonify(is_over=True)
    return jsonify(is_over=False, done=work.done, total=work.total, words=words_of_work(work))


@blueprint.get(f"{ONE}/problems.csv", needs=Capability.IMPORT_RECORDS, subject=queries.one_import)
def faulty_rows(subject: ReadImport) -> Answer:
    """Send the rows with problems as they came, each with what is wrong with it."""
    answer = Response(content_type="text/csv; charset=utf-8")
    if request.method == "GET":
        heads, rows = queries.faulty_rows(subject.id)
        answer.set_data("".join(csv_of(heads, rows)))
    name = f"import-{subject.id}-problems.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
