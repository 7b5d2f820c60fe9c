"""Asking for a copy in one's own name, and taking it."""

from datetime import timedelta

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries import account_of
from cna_directory.audit.actions import Action
from cna_directory.copies import queries
from cna_directory.copies.models import CopyStatus, EditionCopy
from cna_directory.copies.operations.withdrawing import is_withdrawn
from cna_directory.copies.queries import OwnCopy
from cna_directory.copies.rules import Wanted, problems_of
from cna_directory.database import db
from cna_directory.editions.models import Edition
from cna_directory.editions.queries import IssuedEdition
from cna_directory.limits import Limit, count_try
from cna_directory.operation import note, operation, require
from publish.trust.numbers import new_number

COPIES_A_DAY = Limit(
    "copies_asked",
    40,
    timedelta(days=1),
    "You have asked for 40 copies within 24 hours. Those that were made can be taken again; ask for"
    " others when 24 hours have passed.",
)


def ask_copy(actor: Actor, edition: IssuedEdition, *, wanted: Wanted) -> str:
    """Put a copy into the queue and return its number; whoever asks again gets the same copy.

    Raises:
        RuleBroken: the edition has no such file, or too many copies wait already.
        TooManyAttempts: the account has asked for as many as it may within a day.
    """
    standing = _standing(actor, edition, wanted)
    if standing is not None:
        return standing.number
    count_try([(COPIES_A_DAY, f"account {actor.account_id}")])
    return _ask(actor, edition, wanted=wanted)


def _standing(actor: Actor, edition: IssuedEdition, wanted: Wanted) -> OwnCopy | None:
    return queries.standing_copy(account_of(actor).id, edition.number, wanted)


@operation(Action.COPY_ASKED, needs=Capability.DOWNLOAD_EDITION)
def _ask(actor: Actor, edition: IssuedEdition, *, wanted: Wanted) -> str:
    # The account stays locked until the end, so that two clicks at once are one copy.
    account = account_of(actor, for_update=True)
    standing = _standing(actor, edition, wanted)
    number = standing.number if standing else new_number()
    if standing is None:
        require(
            problems_of(
                wanted,
                {(file.language, file.format) for file in edition.files},
                queries.parts_to_cut() if wanted.extract else (),
                waiting=queries.number_under_way(account.id),
                is_withdrawn=is_withdrawn(edition.number),
            )
        )
        now = clock.now()
        db.session.add(
            EditionCopy(
                number=number,
                account_id=account.id,
                organisation=account.organisation,
                edition_id=_edition_id(edition),
                language=wanted.language,
                format=wanted.format,
                extract=wanted.extract,
                status=CopyStatus.WAITING,
                asked_at=now,
                attempts=0,
                next_try_at=now,
                reason="",
                name="",
                media_type="",
                size=0,
                sha256="",
            )
        )
    note(
        f"copy/{number}",
        edition=str(edition.number),
        copy=number,
        language=wanted.language,
        format=wanted.format,
        extract=wanted.extract,
    )
    return number


def _edition_id(edition: IssuedEdition) -> int:
    year, half = edition.number.year, edition.number.half
    found = select(Edition.id).where(Edition.year == year, Edition.half == half)
    return db.session.scalars(found).one()


@operation(Action.EDITION_DOWNLOADED, needs=Capability.TAKE_OWN_COPY)
def record_download(actor: Actor, copy: OwnCopy) -> None:
    """Record who takes which copy, before its first byte leaves."""
    note(
        f"copy/{copy.number}",
        edition=str(copy.edition),
        copy=copy.number,
        language=copy.wanted.language,
        format=copy.wanted.format,
        sha256=copy.sha256,
    )
