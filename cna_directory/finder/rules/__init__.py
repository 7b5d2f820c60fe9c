"""Pure decisions of the finder."""

from cna_directory.finder.rules.asking import Understood, UnknownValue, understand
from cna_directory.finder.rules.issue_days import days_of_issue
from cna_directory.finder.rules.query import Facet, Query

__all__ = ["Facet", "Query", "Understood", "UnknownValue", "days_of_issue", "understand"]
