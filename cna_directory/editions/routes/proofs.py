"""What an officer takes of a proof: its files, and the pictures of its pages."""

from flask import Response, request, stream_with_context
from werkzeug.wrappers import Response as Answer

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.editions import operations, queries
from cna_directory.editions.queries import watched
from cna_directory.editions.queries.watched import FileOfProof
from cna_directory.editions.routes.blueprint import blueprint
from cna_directory.editions.routes.desk import ONE


@blueprint.get(
    f"{ONE}/proof/<language>.<extension>",
    needs=Capability.PREPARE_EDITION,
    subject=watched.proof_file,
    endpoint="proof",
)
def take_proof(subject: FileOfProof) -> Answer:
    """Send a file of a proof; the trail knows of it before the first byte leaves."""
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        operations.record_proof_download(current_actor(), subject)
        answer.response = stream_with_context(queries.chunks_of(subject.sha256))
    answer.content_length = subject.size
    answer.headers.set("Content-Disposition", "attachment", filename=f"PROOF-{subject.name}")
    return answer


@blueprint.get(
    f"{ONE}/proof/pages/<int(max=999999999):page>.png",
    needs=Capability.PREPARE_EDITION,
    subject=watched.proof_picture,
    endpoint="proof_page",
)
def picture(subject: FileOfProof) -> Answer:
    """Send the small picture of a page of a proof."""
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        answer.response = stream_with_context(queries.chunks_of(subject.sha256))
    answer.content_length = subject.size
    return answer
