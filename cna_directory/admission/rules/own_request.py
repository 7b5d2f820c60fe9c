"""Pure decisions about a request in the applicant's hands: confirming, answering."""

from datetime import timedelta

from cna_directory.admission.rules.answers import is_blank
from cna_directory.errors import Problem

CONFIRM_WITHIN = timedelta(days=7)
LONGEST_ANSWER = 4000


def problems_with_answer(text: str) -> list[Problem]:
    """Return why an answer to the secretariat cannot be taken."""
    if is_blank(text):
        return [Problem("text", "Write your answer.")]
    if len(text) > LONGEST_ANSWER:
        return [Problem("text", f"Use no more than {LONGEST_ANSWER} characters.")]
    return []
