"""The pages of the editions: the list, and the download of a file."""

from flask import Response, current_app, request, stream_with_context
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.editions import operations, queries
from cna_directory.editions.queries import IssuedFile
from cna_directory.settings import Settings
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("editions", __name__, url_prefix="/editions")


@blueprint.get("", needs=Capability.DOWNLOAD_EDITION, endpoint="list")
def list_editions() -> Answer:
    """Show what has been issued, what is awaited, and the dates of the next edition."""
    settings: Settings = current_app.extensions["settings"]
    now = clock.now()
    return page(
        "editions/list",
        editions=queries.issued_editions(),
        awaited=queries.awaited_editions(settings, now),
        last_wake=queries.last_wake(),
        next_edition=queries.next_edition(settings, now),
    )


@blueprint.get(
    "/<int:year>/<int:half>/<language>.<extension>",
    needs=Capability.DOWNLOAD_EDITION,
    subject=queries.issued_file,
)
def download(subject: IssuedFile) -> Answer:
    """Send a file piece by piece; the trail knows of it before the first byte leaves."""
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        operations.record_download(current_actor(), subject)
        answer.response = stream_with_context(queries.chunks_of(subject.sha256))
    answer.content_length = subject.size
    answer.headers.set("Content-Disposition", "attachment", filename=subject.name)
    return answer
