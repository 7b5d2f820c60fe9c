"""Cards as the answer to a request: the right media type, and a name to save them under."""

import json
from collections.abc import Callable, Sequence

from flask import Response, current_app, request, url_for

from cna_directory.access.guard import current_actor
from cna_directory.cards.operations import CardFormat, record_taking
from cna_directory.cards.rules.card import Card
from cna_directory.cards.rules.schema import json_of, schema_of_file
from cna_directory.cards.rules.tables import csv_of
from cna_directory.cards.rules.vcards import vcards_of
from cna_directory.settings import Settings

MEDIA_TYPES = {
    CardFormat.VCARD: "text/vcard; charset=utf-8",
    CardFormat.JSON: "application/json",
    CardFormat.CSV: "text/csv; charset=utf-8",
}


def file_of_cards(
    cards: Sequence[Card], file_format: CardFormat, *, name: str, subject: str
) -> Response:
    """Return cards as a file to save; counted and recorded before its first byte leaves.

    `name` is what the file is called, without the ending; `subject` is where in the directory the
    cards come from, for the trail.

    Raises:
        TooManyAttempts: the account has taken along what it may within a day.
    """
    body = ""
    if request.method == "GET":
        records = len({card.record_number for card in cards})
        record_taking(current_actor(), subject=subject, file_format=file_format, records=records)
        body = WRITERS[file_format](cards)
    answer = Response(body, content_type=MEDIA_TYPES[file_format])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{file_format}")
    return answer


def schema_file() -> Response:
    """Return the schema of the JSON file as an answer."""
    content = json.dumps(schema_of_file(schema_address()), indent=1) + "\n"
    return Response(content, content_type="application/schema+json")


def schema_address() -> str:
    """Return where the schema of the cards is published."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.base_url}{url_for('cards.schema')}"


def _as_json(cards: Sequence[Card]) -> str:
    return json_of(cards, schema_address())


WRITERS: dict[CardFormat, Callable[[Sequence[Card]], str]] = {
    CardFormat.VCARD: vcards_of,
    CardFormat.JSON: _as_json,
    CardFormat.CSV: csv_of,
}
