"""What is done with change proposals."""

from cna_directory.review.operations.deciding import (
    accept_proposal,
    record_paper_opened,
    refuse_proposal,
    return_proposal,
)
from cna_directory.review.operations.proposing import (
    send_back_proposal,
    sign_off_proposal,
    submit_proposal,
    withdraw_proposal,
)

__all__ = [
    "accept_proposal",
    "record_paper_opened",
    "refuse_proposal",
    "return_proposal",
    "send_back_proposal",
    "sign_off_proposal",
    "submit_proposal",
    "withdraw_proposal",
]
