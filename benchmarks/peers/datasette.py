"""Datasette, the stable line: a faceted browser of SQLite files that many public registers use.

What is compared, and why that is fair. Both servers run as one process on the same machine and answer
the same questions about the same records within one run, in turn, so that whatever else the machine
does meets both. Datasette reads an immutable file with an index on each facet and a full-text index
over the texts that our search covers. It counts six facets where our page counts all of its own, shows
as many rows as ours has and the columns that our list shows. Its suggestions of further facets are off;
its limits of time are so wide that every facet is really computed, or else it would leave out what
takes long. It has no accounts, where each of our pages asks the database who is signed in and what he
may see, and it answers neither parts of Chinese words nor beginnings of words, which costs less.
"""

from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peers.environment import peers_program
from benchmarks.questions import REGION, Pair, Search
from cna_directory.finder.queries import RESULTS_PER_PAGE

DISTRIBUTION = ("datasette", "0.65.5")
SETTINGS = {
    "default_cache_ttl": "0",
    "facet_time_limit_ms": "60000",
    "sql_time_limit_ms": "60000",
    "suggest_facets": "off",
}
PAGE = [("_size", str(RESULTS_PER_PAGE))]
SHOWN = [
    ("_col", column)
    for column in ("name", "other_names", "state", "request_types", "languages", "confirmed_on")
]
FACETS = [
    ("_facet", "region"),
    ("_facet", "interpol"),
    ("_facet", "urgent"),
    ("_facet_array", "request_types"),
    ("_facet_array", "instruments"),
    ("_facet_array", "languages"),
]
FILTERS = {"interpol": [("interpol", "1")], "region": [("region", REGION)]}


def command(file: Path) -> list[str]:
    """Return what starts the server on a file."""
    program = peers_program("datasette", *DISTRIBUTION)
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    return [str(program), "serve", "--immutable", str(file), "--port", "{port}", *settings]


def search(file: Path, asked: Search) -> str:
    """Return the address of a search with facets."""
    question = [("_search", asked.text), *FILTERS.get(asked.filter, ()), *PAGE, *SHOWN, *FACETS]
    return f"/{file.stem}/authority?{urlencode(question)}"


def record(file: Path, number: int) -> str:
    """Return the address of a record."""
    return f"/{file.stem}/authority/{number}"


def pair(file: Path, asked: Pair) -> str:
    """Return the address of the designations of a State for a request type, without facets."""
    question = [("state", asked.state), ("request_type", asked.request_type), *PAGE]
    return f"/{file.stem}/designation?{urlencode(question)}"
