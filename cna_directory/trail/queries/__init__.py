"""Reading the trail: a page of it, one operation, its export, and its head."""

from cna_directory.trail.queries.heads import (
    PostedHead,
    heads_of_editions,
    is_head_posted_on,
    keepers_of_the_head,
    last_posted_head,
)
from cna_directory.trail.queries.reading import (
    AccountName,
    Entry,
    Line,
    OneOperation,
    Reading,
    account_number,
    one_operation,
    own_events,
    read,
)
from cna_directory.trail.queries.taking_along import exported

__all__ = [
    "AccountName",
    "Entry",
    "Line",
    "OneOperation",
    "PostedHead",
    "Reading",
    "account_number",
    "exported",
    "heads_of_editions",
    "is_head_posted_on",
    "keepers_of_the_head",
    "last_posted_head",
    "one_operation",
    "own_events",
    "read",
]
