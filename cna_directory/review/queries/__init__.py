"""Reading change proposals."""

from cna_directory.review.queries.contents import seen_by
from cna_directory.review.queries.examined import (
    ExaminedProposal,
    PaperOf,
    StoredPaper,
    examined_proposal,
    names_of_authorities,
    paper_of,
    people_gone,
    signals_of,
)
from cna_directory.review.queries.lists import (
    Asked,
    ProposalRow,
    Queue,
    ReturnedProposal,
    Waiting,
    WaitingProposal,
    open_proposals,
    proposals_of,
    proposals_waiting,
    queue_of_proposals,
    returned_proposal,
)

__all__ = [
    "Asked",
    "ExaminedProposal",
    "PaperOf",
    "ProposalRow",
    "Queue",
    "ReturnedProposal",
    "StoredPaper",
    "Waiting",
    "WaitingProposal",
    "examined_proposal",
    "names_of_authorities",
    "open_proposals",
    "paper_of",
    "people_gone",
    "proposals_of",
    "proposals_waiting",
    "queue_of_proposals",
    "returned_proposal",
    "seen_by",
    "signals_of",
]
