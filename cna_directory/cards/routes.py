"""Taking a record along: as an address book entry, a card for programs, a table, a picture to scan."""

import io

import segno
from flask import Response, current_app, request
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.authorities.rules import standing
from cna_directory.cards import operations, queries
from cna_directory.cards.files import file_of_cards, schema_file
from cna_directory.cards.operations import CardFormat
from cna_directory.cards.queries import RecordToTake
from cna_directory.cards.rules.card import Card
from cna_directory.cards.rules.vcards import short_vcard
from cna_directory.errors import NotFound
from cna_directory.web.languages import words_language
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("cards", __name__)

AUTHORITY = "/authorities/<int(max=999999999):number>"
NOTHING_TO_TAKE = (
    "This authority is designated for no type of request today, so there is nothing to take along."
)


@blueprint.get(
    f"{AUTHORITY}.vcf", needs=Capability.TAKE_RECORDS_ALONG, subject=queries.record_to_take
)
def vcard(subject: RecordToTake) -> Answer:
    """Send the authority and its urgent contacts as entries of an address book."""
    return _file(subject, CardFormat.VCARD)


@blueprint.get(
    f"{AUTHORITY}.json", needs=Capability.TAKE_RECORDS_ALONG, subject=queries.record_to_take
)
def card(subject: RecordToTake) -> Answer:
    """Send a card for each designation, for programs that write requests."""
    return _file(subject, CardFormat.JSON)


@blueprint.get(
    f"{AUTHORITY}.csv", needs=Capability.TAKE_RECORDS_ALONG, subject=queries.record_to_take
)
def table(subject: RecordToTake) -> Answer:
    """Send a table with a row for each designation."""
    return _file(subject, CardFormat.CSV)


@blueprint.get(
    f"{AUTHORITY}/qr", needs=Capability.TAKE_RECORDS_ALONG, subject=queries.record_to_take
)
def qr_code(subject: RecordToTake) -> Answer:
    """Show the picture on a page of its own: it is recorded like a file, so nobody gets it unasked."""
    record = subject.revised.record
    return page("cards/qr", record=record, standing=standing(record.confirmation, clock.today()))


@blueprint.get(
    f"{AUTHORITY}/qr.svg", needs=Capability.TAKE_RECORDS_ALONG, subject=queries.record_to_take
)
def qr(subject: RecordToTake) -> Answer:
    """Draw the least that an address book needs, for a telephone to scan from the screen."""
    answer = Response(content_type="image/svg+xml")
    cards = _cards(subject)
    if request.method == "GET":
        operations.record_taking(
            current_actor(), subject=_place(subject), file_format=CardFormat.QR, records=1
        )
        answer.set_data(_drawn(code_to_scan(short_vcard(cards[0]))))
    return answer


@blueprint.get("/cards/schema.json", needs=Capability.READ_REFERENCE)
def schema() -> Answer:
    """Publish the schema of the cards, which says nothing of any record."""
    return schema_file()


def _file(subject: RecordToTake, file_format: CardFormat) -> Answer:
    name = f"authority-{subject.number}"
    return file_of_cards(_cards(subject), file_format, name=name, subject=_place(subject))


def _cards(subject: RecordToTake) -> tuple[Card, ...]:
    base_url = current_app.extensions["settings"].base_url
    cards = queries.cards_from([subject], language=words_language(), base_url=base_url)
    if not cards:
        raise NotFound(NOTHING_TO_TAKE)
    return cards


def _place(subject: RecordToTake) -> str:
    return f"authority/{subject.number}"


def code_to_scan(content: str) -> segno.QRCode:
    """Return a text as a picture for scanners.

    Only where there are letters beyond ASCII it says that it is UTF-8, because else readers guess.
    """
    return segno.make(content, micro=False, encoding="utf-8", eci=not content.isascii())


def _drawn(code: segno.QRCode) -> str:
    """Return the picture as SVG without styles, which the policy of pages forbids."""
    picture = io.BytesIO()
    code.save(picture, kind="svg", scale=4, border=4, light="#fff")
    return picture.getvalue().decode()
