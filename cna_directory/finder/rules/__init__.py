"""Pure decisions of the finder."""

from cna_directory.finder.rules.asking import Query, Understood, days_of_issue, understand

__all__ = ["Query", "Understood", "days_of_issue", "understand"]
