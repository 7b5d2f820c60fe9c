"""The answers of somebody who is still filling in the pages."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from cna_directory.accounts.tokens import hash_of
from cna_directory.admission.models import AccountRequestDraft, Letter
from cna_directory.admission.rules.answers import Known
from cna_directory.database import db
from cna_directory.reference.models import RequestType, State
from cna_directory.settings import Settings


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter as whoever uploaded it sees it."""

    file_name: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers given so far, with the letter if there is one."""

    id: int
    answers: dict[str, Any]
    letter: LetterShown | None


def draft(token: str) -> Draft | None:
    """Return the draft that a browser carries the token of; nothing if it was sent or forgotten."""
    found = db.session.execute(
        select(AccountRequestDraft, Letter.file_name, Letter.size)
        .outerjoin(Letter, Letter.id == AccountRequestDraft.letter_id)
        .where(AccountRequestDraft.token_hash == hash_of(token))
    ).one_or_none()
    if found is None:
        return None
    row, file_name, size = found
    letter = LetterShown(file_name, size) if row.letter_id else None
    return Draft(row.id, dict(row.answers), letter)


def known_to_answers(settings: Settings) -> Known:
    """Return what an answer may name."""
    return Known(
        states=frozenset(db.session.scalars(select(State.iso2))),
        request_types=frozenset(db.session.scalars(select(RequestType.code))),
        takes_made_up_numbers=settings.is_demonstration,
    )
