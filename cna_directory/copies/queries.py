"""Reading copies: one's own, those that wait, and whose a number is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from cna_directory.accounts.models import Account
from cna_directory.copies.models import CopyStatus, EditionCopy
from cna_directory.copies.rules import KEPT, LONGEST_PAUSE, NOT_AS_ISSUED, Wanted, kept_until
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.compiling.extracts import REQUEST_TYPE, STATE
from cna_directory.editions.models import Edition, EditionFile, EditionStatus
from cna_directory.editions.queries import chunks_of
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.reference.models import RequestType, State

UNDER_WAY = (CopyStatus.WAITING, CopyStatus.BEING_MADE)
NO_FILE = "The file of this copy is not there. Ask for the copy again from the list of editions."
NOT_GIVEN = (
    "The edition of this copy was withdrawn, and nobody gets its files any more. The page of the copy"
    " says what to use instead."
)

MOST_AT_ONCE = 500
"""Numbers that are looked up by one statement; a database takes some thousands and no more."""

_holds = Edition.status != EditionStatus.WITHDRAWN


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy as its holder sees it."""

    id: int
    number: str
    account_id: int
    organisation: str
    edition: EditionNumber
    wanted: Wanted
    status: CopyStatus
    asked_at: datetime
    made_at: datetime | None
    name: str
    media_type: str
    size: int
    sha256: str
    attempts: int
    next_try_at: datetime
    reason: str
    """Why it could not be made, as the trail says it; not in words for its holder."""
    is_withdrawn: bool
    """Whether its edition was withdrawn, made or not: nobody gets its files any more."""

    @property
    def kept_until(self) -> datetime | None:
        """Return when its file is forgotten."""
        return kept_until(self.made_at) if self.made_at else None

    @property
    def is_ready(self) -> bool:
        """Say whether its file is there."""
        return self.status is CopyStatus.READY

    @property
    def is_under_way(self) -> bool:
        """Say whether it waits or is being made."""
        return self.status in UNDER_WAY

    @property
    def is_tried_again(self) -> bool:
        """Say whether it could not be made, and waits for its next try."""
        return self.status is CopyStatus.WAITING and self.attempts > 0

    @property
    def is_part_lost(self) -> bool:
        """Say whether it is of a part that cannot be cut from its edition as that was issued."""
        return self.reason == NOT_AS_ISSUED

    @property
    def has_signature_beside(self) -> bool:
        """Say whether its signature is a file of its own; a PDF carries its own."""
        return self.is_ready and self.wanted.format != "pdf"


@dataclass(frozen=True, slots=True)
class TracedCopy:
    """Whose a copy is, as an officer sees it."""

    copy: OwnCopy
    post_title: str
    state_iso2: str | None


@dataclass(frozen=True, slots=True)
class Master:
    """A file of an edition as it is stored: signed, with the hash that it had before."""

    edition: EditionNumber
    language: str
    format: str
    name: str
    media_type: str
    sha256: str
    unsigned_sha256: str
    is_withdrawn: bool

    def content(self) -> bytes:
        """Return its bytes."""
        return b"".join(chunks_of(self.sha256))


def own_copy(copy_number: str) -> OwnCopy:
    """Return a copy by its number; whose it is, the guard asks.

    Raises:
        NotFound: there is no such copy.
    """
    found: tuple[OwnCopy, ...] = ()
    if "\0" not in copy_number:  # PostgreSQL cannot even be asked for it.
        found = _copies(EditionCopy.number == copy_number)
    if not found:
        raise NotFound(NO_SUCH_PAGE)
    return found[0]


def copies_of(account_id: int) -> tuple[OwnCopy, ...]:
    """Return the copies of an account whose files are there or on their way, the newest first."""
    kept = (*UNDER_WAY, CopyStatus.READY, CopyStatus.FAILED)
    return _copies(and_(EditionCopy.account_id == account_id, EditionCopy.status.in_(kept)))


def standing_copy(account_id: int, edition: EditionNumber, wanted: Wanted) -> OwnCopy | None:
    """Return the copy that an account has of the same thing already, made or on its way.

    One of an edition that was withdrawn is nothing that anybody could take, so it does not count.
    """
    if "\0" in wanted.language + wanted.format + wanted.extract:
        return None  # PostgreSQL cannot even be asked for it.
    found = _copies(
        and_(
            _holds,
            EditionCopy.account_id == account_id,
            EditionCopy.language == wanted.language,
            EditionCopy.format == wanted.format,
            EditionCopy.extract == wanted.extract,
            EditionCopy.status.in_((*UNDER_WAY, CopyStatus.READY)),
            Edition.year == edition.year,
            Edition.half == edition.half,
        )
    )
    return found[0] if found else None


def number_under_way(account_id: int) -> int:
    """Return how many copies of an account wait or are being made."""
    return db.session.scalars(
        select(func.count())
        .select_from(EditionCopy)
        .join(Edition, Edition.id == EditionCopy.edition_id)
        .where(EditionCopy.account_id == account_id, EditionCopy.status.in_(UNDER_WAY), _holds)
    ).one()


def is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a copy under way may be taken up by whoever makes copies."""
    return and_(
        EditionCopy.status.in_(UNDER_WAY),
        or_(
            EditionCopy.next_try_at <= now,
            # No pause is that long: it was written by a clock that has been put back since.
            EditionCopy.next_try_at > now + LONGEST_PAUSE,
        ),
    )


def next_to_make(now: datetime) -> int | None:
    """Return the copy that has waited longest, or whose maker has not been heard of; `None` if none."""
    return db.session.scalar(
        select(EditionCopy.id)
        .where(is_due(now))
        .order_by(EditionCopy.next_try_at, EditionCopy.id)
        .limit(1)
    )


def copies_to_forget(now: datetime) -> Sequence[int]:
    """Return the copies whose files have been kept as long as they are kept."""
    return db.session.scalars(
        select(EditionCopy.id)
        .where(EditionCopy.status == CopyStatus.READY, EditionCopy.made_at <= now - KEPT)
        .order_by(EditionCopy.id)
    ).all()


def is_work_on_copies(now: datetime) -> bool:
    """Say whether a copy waits to be made, or the file of one to be forgotten."""
    return next_to_make(now) is not None or bool(copies_to_forget(now))


def is_needed_elsewhere(sha256: str, copy_id: int) -> bool:
    """Say whether a file of an edition or another copy has the very same bytes."""
    others = select(EditionCopy.id).where(
        EditionCopy.sha256 == sha256,
        EditionCopy.id != copy_id,
        EditionCopy.status == CopyStatus.READY,
    )
    masters = select(EditionFile.id).where(EditionFile.sha256 == sha256)
    return bool(db.session.scalar(select(or_(others.exists(), masters.exists()))))


def signature_of(copy: OwnCopy) -> bytes:
    """Return the detached signature of a copy.

    Raises:
        NotFound: it has none.
    """
    found = db.session.scalar(select(EditionCopy.signature).where(EditionCopy.id == copy.id))
    if not found:
        raise NotFound(NO_FILE)
    return found


def masters() -> tuple[Master, ...]:
    """Return the files of all editions, the newest first."""
    rows = db.session.execute(
        select(EditionFile, Edition)
        .join(Edition, Edition.id == EditionFile.edition_id)
        .order_by(Edition.year.desc(), Edition.half.desc(), EditionFile.id)
    )
    return tuple(_master(file, edition) for file, edition in rows)


def master_of(edition: EditionNumber, language: str, file_format: str) -> Master:
    """Return the stored file that a copy is made of.

    Raises:
        NotFound: the edition has no such file.
    """
    for master in masters():
        if (master.edition, master.language, master.format) == (edition, language, file_format):
            return master
    raise NotFound(NO_FILE)


def parts_to_cut() -> frozenset[str]:
    """Return the extracts that can be asked for: each State, and each type of request."""
    states = db.session.scalars(select(State.iso2))
    request_types = db.session.scalars(select(RequestType.code))
    return frozenset(f"{STATE}/{code}" for code in states) | frozenset(
        f"{REQUEST_TYPE}/{code}" for code in request_types
    )


def copies_numbered(numbers: Sequence[str]) -> tuple[TracedCopy, ...]:
    """Return the copies that have one of the numbers, with the accounts they were made for.

    Somebody may stuff a file with numbers so that the right one is not found among them. There are
    never as many copies, so theirs are read rather than all of those looked for.
    """
    if len(numbers) > MOST_AT_ONCE:
        made = set(db.session.scalars(select(EditionCopy.number)))
        numbers = [number for number in numbers if number in made]
    found: dict[str, TracedCopy] = {}
    for start in range(0, len(numbers), MOST_AT_ONCE):
        found |= _traced(numbers[start : start + MOST_AT_ONCE])
    return tuple(found[number] for number in numbers if number in found)


def _traced(numbers: Sequence[str]) -> dict[str, TracedCopy]:
    rows = db.session.execute(
        select(EditionCopy, Edition, Account.post_title, Account.state_iso2)
        .join(Edition, Edition.id == EditionCopy.edition_id)
        .join(Account, Account.id == EditionCopy.account_id)
        .where(EditionCopy.number.in_(numbers))
    )
    return {
        copy.number: TracedCopy(_own(copy, edition), post_title, state_iso2)
        for copy, edition, post_title, state_iso2 in rows
    }


def copy_with_hash(sha256: str) -> OwnCopy | None:
    """Return the copy whose file has these bytes."""
    found = _copies(EditionCopy.sha256 == sha256)
    return found[0] if found else None


def _copies(condition: ColumnElement[bool]) -> tuple[OwnCopy, ...]:
    rows = db.session.execute(
        select(EditionCopy, Edition)
        .join(Edition, Edition.id == EditionCopy.edition_id)
        .where(condition)
        .order_by(EditionCopy.id.desc())
    )
    return tuple(_own(copy, edition) for copy, edition in rows)


def _own(copy: EditionCopy, edition: Edition) -> OwnCopy:
    return OwnCopy(
        id=copy.id,
        number=copy.number,
        account_id=copy.account_id,
        organisation=copy.organisation,
        edition=EditionNumber(edition.year, edition.half),
        wanted=Wanted(copy.language, copy.format, copy.extract),
        status=copy.status,
        asked_at=copy.asked_at,
        made_at=copy.made_at,
        name=copy.name,
        media_type=copy.media_type,
        size=copy.size,
        sha256=copy.sha256,
        attempts=copy.attempts,
        next_try_at=copy.next_try_at,
        reason=copy.reason,
        is_withdrawn=edition.status is EditionStatus.WITHDRAWN,
    )


def _master(file: EditionFile, edition: Edition) -> Master:
    return Master(
        edition=EditionNumber(edition.year, edition.half),
        language=file.language,
        format=file.format,
        name=file.name,
        media_type=file.media_type,
        sha256=file.sha256,
        unsigned_sha256=file.unsigned_sha256,
        is_withdrawn=edition.status is EditionStatus.WITHDRAWN,
    )
