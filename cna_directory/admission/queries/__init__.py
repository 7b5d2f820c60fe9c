"""Reading drafts, account requests, vouchings and nominations."""

from cna_directory.admission.queries.drafts import Draft, LetterShown, draft, known_to_answers
from cna_directory.admission.queries.own_request import (
    ConfirmationLink,
    OwnRequest,
    confirmation_link,
    own_request,
)

__all__ = [
    "ConfirmationLink",
    "Draft",
    "LetterShown",
    "OwnRequest",
    "confirmation_link",
    "draft",
    "known_to_answers",
    "own_request",
]
