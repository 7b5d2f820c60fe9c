"""What may be kept as a filter: the name somebody gives it, and the address of a list of the desk."""

from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode

from cna_directory.errors import Problem

MOST_FILTERS = 50
LONGEST_NAME = 80
LONGEST_CHOSEN = 1000
NOT_KEPT = frozenset({"page", "lang", "before", "after"})
"""Where in the list one stood, and in which language, are not what was looked for."""


def chosen_in(query: str) -> str:
    """Return the part of an address that narrows a list, in one order and without what is empty.

    No list calls what narrows it by a name that begins with an underscore.
    """
    pairs = parse_qsl(query[:LONGEST_CHOSEN], keep_blank_values=False)
    kept = [pair for pair in pairs if pair[0] not in NOT_KEPT and not pair[0].startswith("_")]
    return urlencode(sorted(kept))


def problems_with(
    name: str, page: str, chosen: str, *, lists: Collection[str], own_names: Collection[str]
) -> list[Problem]:
    """Return why a filter cannot be kept."""
    problems = []
    if not name.strip():
        problems.append(Problem("name", "Give the filter a name."))
    elif len(name) > LONGEST_NAME or not name.isprintable():
        problems.append(
            Problem("name", f"Give it a name of at most {LONGEST_NAME} plain characters.")
        )
    elif name in own_names:
        problems.append(Problem("name", "You have a filter of this name. Choose another one."))
    if page not in lists:
        problems.append(Problem("", "This list has no filters that could be kept."))
    elif not chosen:
        problems.append(Problem("", "Narrow the list first; then keep how it is narrowed."))
    if len(own_names) >= MOST_FILTERS:
        problems.append(
            Problem("", f"You have kept {MOST_FILTERS} filters. Remove one you no longer need.")
        )
    return problems
