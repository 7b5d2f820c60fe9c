"""Pure decisions: what is asked, who is competent, and which treaties two States have in common."""

from cna_directory.answers.rules.ahead import (
    Coming,
    Span,
    Version,
    coming,
    last_days,
    with_versions,
)
from cna_directory.answers.rules.asking import LONGEST_NAME, Asked, understand
from cna_directory.answers.rules.between import Between, Bond, Party, between
from cna_directory.answers.rules.competence import (
    NONE_OF_THESE,
    NOT_KNOWN,
    ORDER,
    Candidate,
    Decision,
    Facts,
    Fit,
    Gap,
    Question,
    Weighed,
    decide,
    values_asked_for,
)
from cna_directory.answers.rules.facts import SENDER, as_values, facts_in, value_of_answer
from cna_directory.answers.rules.reaching import Reach, reaching

__all__ = [
    "LONGEST_NAME",
    "NONE_OF_THESE",
    "NOT_KNOWN",
    "ORDER",
    "SENDER",
    "Asked",
    "Between",
    "Bond",
    "Candidate",
    "Coming",
    "Decision",
    "Facts",
    "Fit",
    "Gap",
    "Party",
    "Question",
    "Reach",
    "Span",
    "Version",
    "Weighed",
    "as_values",
    "between",
    "coming",
    "decide",
    "facts_in",
    "last_days",
    "reaching",
    "understand",
    "value_of_answer",
    "values_asked_for",
    "with_versions",
]
