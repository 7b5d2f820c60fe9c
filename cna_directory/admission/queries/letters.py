"""Supporting letters as the secretariat downloads them."""

from dataclasses import dataclass

from sqlalchemy import select

from cna_directory.admission.models import AccountRequest, Letter
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
"""The kinds of letters there are; whatever else a row says is sent as bytes of no kind."""


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter with the request that it supports; its content is read when it is sent."""

    id: int
    account_request_id: int
    reference: str
    media_type: str
    size: int
    sha256: str

    @property
    def sent_as(self) -> str:
        """Return the media type to send it under."""
        return self.media_type if self.media_type in ENDINGS else "application/octet-stream"

    @property
    def name(self) -> str:
        """Return the name to save it under: ours, because the applicant's may be a trap."""
        return f"{self.reference}-letter.{ENDINGS.get(self.media_type, 'bin')}"


def letter_of_request(account_request_id: int) -> StoredLetter:
    """Return the letter of a confirmed request; where there is none it raises `NotFound`."""
    found = db.session.execute(
        select(Letter, AccountRequest.reference)
        .join(AccountRequest, AccountRequest.letter_id == Letter.id)
        .where(AccountRequest.id == account_request_id, AccountRequest.confirmed_at.is_not(None))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    letter, reference = found
    return StoredLetter(
        letter.id, account_request_id, reference, letter.media_type, letter.size, letter.sha256
    )


def content_of(letter: StoredLetter) -> bytes:
    """Return the bytes of a letter."""
    return db.session.scalars(select(Letter.content).where(Letter.id == letter.id)).one()
