"""Pure decisions about change proposals."""

from cna_directory.authorities.comparing import FieldDifference
from cna_directory.review.rules.deciding import (
    Step,
    first_status,
    is_accepted_whole,
    next_status,
    problems_with_choices,
    problems_with_reason,
)
from cna_directory.review.rules.merging import (
    CONTACT_FIELDS,
    base_seen,
    hidden_points_changed,
    is_contact_change,
    is_of_contact,
    merged,
    three_way,
)
from cna_directory.review.rules.proposing import (
    Paper,
    Target,
    is_between_officers,
    kind_of,
    problems_with_paper,
    problems_with_proposal,
)
from cna_directory.review.rules.signals import Sign, Signal, signals, signals_of_people
from cna_directory.review.rules.words import Piece, PieceKind, word_differences

__all__ = [
    "CONTACT_FIELDS",
    "FieldDifference",
    "Paper",
    "Piece",
    "PieceKind",
    "Sign",
    "Signal",
    "Step",
    "Target",
    "base_seen",
    "first_status",
    "hidden_points_changed",
    "is_accepted_whole",
    "is_between_officers",
    "is_contact_change",
    "is_of_contact",
    "kind_of",
    "merged",
    "next_status",
    "problems_with_choices",
    "problems_with_paper",
    "problems_with_proposal",
    "problems_with_reason",
    "signals",
    "signals_of_people",
    "three_way",
    "word_differences",
]
