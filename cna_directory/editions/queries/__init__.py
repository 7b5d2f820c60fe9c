"""Reading editions: what is due, what was issued with its bytes, and what the secretariat watches."""

from cna_directory.editions.queries.course import (
    AwaitedEdition,
    NextEdition,
    awaited_editions,
    edition_to_print,
    first_due,
    last_wake,
    next_edition,
    oldest_overdue,
    schedule_of,
    standing_of,
    standings,
)
from cna_directory.editions.queries.forgetting import files_to_forget, proofs_to_forget
from cna_directory.editions.queries.issued import (
    Corrigendum,
    IssuedEdition,
    IssuedFile,
    chunks_of,
    content_of,
    edition_taken_by,
    issued_edition,
    issued_editions,
    issued_file,
    latest_issued_before,
)

__all__ = [
    "AwaitedEdition",
    "Corrigendum",
    "IssuedEdition",
    "IssuedFile",
    "NextEdition",
    "awaited_editions",
    "chunks_of",
    "content_of",
    "edition_taken_by",
    "edition_to_print",
    "files_to_forget",
    "first_due",
    "issued_edition",
    "issued_editions",
    "issued_file",
    "last_wake",
    "latest_issued_before",
    "next_edition",
    "oldest_overdue",
    "proofs_to_forget",
    "schedule_of",
    "standing_of",
    "standings",
]
