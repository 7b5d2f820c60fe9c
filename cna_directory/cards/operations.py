"""Taking records along is itself recorded and limited, so that nobody harvests the directory unseen."""

from datetime import timedelta
from enum import StrEnum

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.errors import TooManyAttempts
from cna_directory.limits import Limit, count_try
from cna_directory.operation import note, operation
from cna_directory.web.refusals import record_refusal

A_DAY = timedelta(days=1)
ADVICE = (
    "Your account has taken along what it may within 24 hours: {files} files, {records} records"
    " in all. Go on when 24 hours have passed since the first of them, ask for fewer records, or"
    " download the latest edition: it holds every record."
)
MOST = {Role.SECRETARIAT: (400, 40_000)}
"""How many files, and records in all of them, an account of a role may take along a day."""

MOST_OF_OTHERS = (60, 2_000)


class CardFormat(StrEnum):
    """In what form records can be taken along."""

    VCARD = "vcf"
    JSON = "json"
    CSV = "csv"
    QR = "qr"
    PDF = "pdf"
    RTF = "rtf"


def record_taking(actor: Actor, *, subject: str, file_format: CardFormat, records: int) -> None:
    """Count and record what an account takes along, before the first byte of it leaves.

    `subject` is a place in the directory such as `authority/1042` or `search`.

    Raises:
        TooManyAttempts: the account has taken along what it may within a day. The first such try is
            recorded, so that somebody asks who harvests the directory.
    """
    files, in_files = limits_of(actor.role)
    whose = f"account {actor.account_id}"
    try:
        count_try([(files, whose), (in_files, whose)], {in_files.kind: records})
    except TooManyAttempts as error:
        if error.is_first:
            record_refusal(actor, subject, Capability.TAKE_RECORDS_ALONG.name)
        raise
    _record(actor, subject=subject, file_format=file_format, records=records)


def limits_of(role: Role) -> tuple[Limit, Limit]:
    """Return the limit on files and the limit on the records in them, for accounts of a role."""
    files, records = MOST.get(role, MOST_OF_OTHERS)
    advice = ADVICE.format(files=files, records=records)
    return (
        Limit("files_taken", files, A_DAY, advice),
        Limit("records_taken", records, A_DAY, advice),
    )


@operation(Action.RECORDS_TAKEN_ALONG, needs=Capability.TAKE_RECORDS_ALONG)
def _record(actor: Actor, *, subject: str, file_format: CardFormat, records: int) -> None:
    note(subject, format=file_format, records=records)
