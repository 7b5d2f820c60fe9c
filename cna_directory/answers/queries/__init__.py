"""Reading what an answer needs; `answer_to` is the one that pages and programs ask."""

from cna_directory.answers.queries.answering import (
    Answer,
    Case,
    Outcome,
    Receiver,
    answer_to,
    case_of,
    state_that_asks,
)
from cna_directory.answers.queries.asking import (
    counts_by_request_type,
    counts_by_state,
    states_by_region,
)
from cna_directory.answers.queries.nobody import Earlier, Nobody, on_other_matters

__all__ = [
    "Answer",
    "Case",
    "Earlier",
    "Nobody",
    "Outcome",
    "Receiver",
    "answer_to",
    "case_of",
    "counts_by_request_type",
    "counts_by_state",
    "on_other_matters",
    "state_that_asks",
    "states_by_region",
]
