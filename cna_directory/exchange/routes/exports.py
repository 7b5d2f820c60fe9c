"""Taking all records along with their schema, and the empty table to fill in."""

import io

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.authorities.queries import counts_on_pages
from cna_directory.errors import Problem, RuleBroken
from cna_directory.exchange import operations
from cna_directory.exchange.exporting import empty_table, files_of_export, zipped
from cna_directory.exchange.operations import ExportFormat
from cna_directory.exchange.routes.blueprint import blueprint
from cna_directory.web.pages import page

CHOOSE_FORMAT = "Choose CSV or JSON."


@blueprint.get("/desk/export", needs=Capability.EXPORT_RECORDS)
def export() -> Answer:
    """Show in what form all records can be taken along."""
    return page("exchange/export", records=counts_on_pages().all)


@blueprint.post("/desk/export", needs=Capability.EXPORT_RECORDS, is_fresh=True)
def take_all() -> Answer:
    """Send all records with their schema; the trail knows of it before the first byte."""
    chosen = request.form.get("format", "")
    if chosen not in set(ExportFormat):
        raise RuleBroken([Problem("format", CHOOSE_FORMAT)])
    file_format, now = ExportFormat(chosen), clock.now()
    operations.record_export(
        current_actor(), file_format=file_format, records=counts_on_pages().all
    )
    archive = io.BytesIO()
    zipped(files_of_export(file_format, now), archive)
    answer = Response(archive.getvalue(), mimetype="application/zip")
    name = f"records-{now:%Y-%m-%d}-{file_format}.zip"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.get("/desk/imports/empty-table.csv", needs=Capability.IMPORT_RECORDS)
def empty() -> Answer:
    """Send the heads of the table of records."""
    answer = Response("".join(empty_table()), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="records-empty.csv")
    return answer
