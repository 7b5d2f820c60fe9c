"""What the structure tree must know of a text beyond its words."""

from collections.abc import Sequence

from publish.document import Run

SEVERAL = "mul"
"""The language of a document in several languages (ISO 639-2)."""


def foreign_language(runs: Sequence[Run], own: str) -> str:
    """Return the one language of all words among the runs if it is not the document's."""
    spoken = {run.language for run in runs if not run.isolate and run.text.strip()}
    language = spoken.pop() if len(spoken) == 1 else ""
    return "" if language == own else language


def main_language(language: str) -> str:
    """Return the language that a document says it is in: of several the first, which is English."""
    return "en" if language == SEVERAL else language
