"""Writing account requests, from the draft to the decision."""

from cna_directory.admission.operations.answering import answer_question, withdraw_account_request
from cna_directory.admission.operations.confirming import confirm_account_request
from cna_directory.admission.operations.drafting import (
    begin_draft,
    forget_draft,
    put_letter,
    remove_letter,
    save_answers,
)
from cna_directory.admission.operations.mailing import mail_account_requests
from cna_directory.admission.operations.submitting import send_account_request

__all__ = [
    "answer_question",
    "begin_draft",
    "confirm_account_request",
    "forget_draft",
    "mail_account_requests",
    "put_letter",
    "remove_letter",
    "save_answers",
    "send_account_request",
    "withdraw_account_request",
]
