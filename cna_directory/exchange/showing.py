"""Rows of a file as a page shows them: fields and values in words."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from cna_directory.authorities.field_names import FIELD_WORDS, field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.record import Record
from cna_directory.exchange.models import ImportedRow
from cna_directory.exchange.queries import Work
from cna_directory.exchange.rules.columns import NUMBER, REVISION
from cna_directory.exchange.standing import ImportStatus, Step
from cna_directory.reference.queries import Names
from cna_directory.web.languages import in_words

STATUS_WORDS = {
    ImportStatus.READ: _("Read in"),
    ImportStatus.SUBMITTED: _("Waits for another officer"),
    ImportStatus.ACCEPTED: _("Accepted, being written"),
    ImportStatus.WRITTEN: _("Written"),
    ImportStatus.NOT_WRITTEN: _("Accepted, not written"),
    ImportStatus.DISCARDED: _("Put away"),
}
COLUMN_WORDS = {
    NUMBER: FIELD_WORDS["Record.number"],
    REVISION: _("Revision of the record"),
    "kind": FIELD_WORDS["Record.kind"],
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field that a row would change."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One thing that is wrong with a row."""

    field: str
    column: str
    """The head of the column, as it stands in the file."""
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row with what comes of it."""

    row: int
    number: int | None
    state: str
    name: str
    changes: tuple[ShownChange, ...]
    problems: tuple[ShownProblem, ...]


def words_of_work(work: Work) -> str:
    """Say in one sentence what is done of an accepted file, and how far it is."""
    if work.step is Step.WRITING:
        return str(
            ngettext(
                "Writing %(num)d record at once. This takes a few seconds.",
                "Writing all %(num)d records at once. This can take a minute.",
                work.total,
            )
        )
    if work.step is Step.COMPARING:
        said = gettext(
            "Comparing the rows with the records: %(done)s of %(total)s.",
            done=work.done,
            total=work.total,
        )
        return str(said)
    return str(gettext("The file waits to be written. This begins within a few seconds."))


def shown_row(row: ImportedRow, base: Record | None, names: Names) -> ShownRow:
    """Return a row as a page shows it; `base` is the record that it was compared with, if any."""
    record = base or from_plain(row.proposed or {}, Record) if row.proposed else None
    return ShownRow(
        row.row,
        row.authority_number,
        row.state_iso2,
        row.words,
        tuple(
            ShownChange(
                field_name(it["field"], record, names.request_types),
                field_value(it["field"], it["old"], Record, names),
                field_value(it["field"], it["new"], Record, names),
            )
            for it in row.changes
            if record is not None
        ),
        tuple(
            ShownProblem(column_words(it["field"]), it["field"], in_words(it["words"]))
            for it in row.problems
        ),
    )


def column_words(column: str) -> str:
    """Return what a column holds, in words."""
    name = column.partition(".")[0]
    return str(COLUMN_WORDS.get(name) or FIELD_WORDS.get(name) or column)
