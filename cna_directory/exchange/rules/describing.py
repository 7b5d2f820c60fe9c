"""The words that go with exported tables: what each column holds, and how cells are written."""

from cna_directory.exchange.rules.columns import (
    COLUMNS,
    COLUMNS_OF_STATES,
    READ_ONLY,
    REVISION,
    Column,
)

HOW = """\
Records of the Directory of Competent National Authorities
==========================================================

records.csv has one row for each authority, states.csv one for each State with what holds for all its
authorities. Both are CSV (RFC 4180) in UTF-8 with a byte order mark and commas between cells.

An apostrophe stands before whatever a table program would take for a formula or rewrite as a number:
'+43 1 234. Leave it there. Reading in takes it away again; telephones may also come without it.

How cells are written
---------------------
A text, a number, a day (2026-05-24), a time (09:30) or a code fills a cell as it is; yes and no
answer a question.

A list has one line for each item. An item of several parts stands on one line, its first part first
and the others by name:

    +43 1 234 | use: urgent | hours: 24/7

An item that holds items of its own takes a line for each of its parts, by the path to it, and an
empty line before the next item:

    request_type: mla
    provisions.1: UNTOC | article: 18(13)
    role: central_authority
    channels.1.urgency: normal
    channels.1.route: direct
    channels.1.acceptance: accepted
    channels.1.forms: post, email

Within a list, a backslash stands before what would part things: \\n for the end of a line, \\| on a
line of several parts, \\, between words, \\\\ for a backslash, \\e for an item without any text.

How to change records
---------------------
Change cells of records.csv, save it as CSV UTF-8, and read it in on the desk. Rows and columns that
you do not want to change can be left out; only “number” must be there. An empty cell empties the
field. A row with an empty “number” is an authority to be added. “{revision}” says which revision a
row was made from: where the record has moved on since, the row is refused, so that nobody's change
is undone. An import does not change: {read_only}. Nothing is written before another officer has
accepted the file. states.csv is not read in.

"""


def described() -> str:
    """Return the text."""
    how = HOW.format(revision=REVISION, read_only=", ".join(sorted(READ_ONLY)))
    return how + "\n".join(
        [*_list("records.csv", COLUMNS), *_list("states.csv", COLUMNS_OF_STATES)]
    )


def _list(title: str, columns: dict[str, Column]) -> list[str]:
    heading = f"Columns of {title}"
    lines = [heading, "-" * len(heading)]
    lines += [f"{path}\n    {column.holds}" for path, column in columns.items()]
    return [*lines, ""]
