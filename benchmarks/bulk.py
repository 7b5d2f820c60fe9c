"""Writes many records into an empty directory past its doorway, in a twentieth of the time.

The rows are those that an operation writes, made by the same mapping, and each record has its
revision; what is left out is the trail. Only a directory that is thrown away is filled in this way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from sqlalchemy import Connection, FromClause, insert, inspect, update

from cna_directory.authorities import mapping
from cna_directory.authorities.models import Authority, Revision, StateProfile
from cna_directory.authorities.plain import content_hash, to_plain
from cna_directory.authorities.record import Record
from cna_directory.database import Base
from cna_directory.reference.models import CatalogueStamp
from cna_directory.seeding.history import SeedRevision

RECORDS_AT_ONCE = 1000


def write_first_revisions(connection: Connection, history: Iterable[SeedRevision]) -> None:
    """Write records and State profiles, each with its first revision, and raise the stamp."""
    collected = _Collected()
    for written, step in enumerate(history, start=1):
        collected.add(step)
        if written % RECORDS_AT_ONCE == 0:
            collected.write(connection)
    collected.write(connection)
    connection.execute(update(CatalogueStamp).values(number=CatalogueStamp.number + 1))


class _Collected:
    """Rows that wait to be written together."""

    def __init__(self) -> None:
        self.rows: defaultdict[FromClause, list[dict[str, Any]]] = defaultdict(list)
        self.ids: defaultdict[FromClause, Iterator[int]] = defaultdict(lambda: count(1))

    def add(self, step: SeedRevision) -> None:
        """Collect the rows of a record and of its revision."""
        is_record = isinstance(step.record, Record)
        row = (Authority if is_record else StateProfile)(revision_number=1)
        mapping.write(row, step.record)
        self._add_row(row)
        self._add_row(_revision(step))

    def _add_row(self, row: Base, **keys: object) -> None:
        """Collect a row and the rows it owns, with the keys that tie them together."""
        mapper = inspect(row).mapper
        table = mapper.local_table
        values = {
            column.name: _value(row, mapper.get_property_by_column(column).key, column)
            for column in table.columns
        } | keys
        if "id" in values:
            values["id"] = next(self.ids[table])
        self.rows[table].append(values)
        for relation in mapper.relationships:
            [(own_key, key_of_owner)] = relation.local_remote_pairs
            owned = getattr(row, relation.key)
            for child in owned if relation.uselist else [owned] * (owned is not None):
                self._add_row(child, **{key_of_owner.name: values[own_key.name]})

    def write(self, connection: Connection) -> None:
        """Write what was collected, owners first, and begin anew."""
        for table in Base.metadata.sorted_tables:
            if self.rows[table]:
                connection.execute(insert(table), self.rows[table])
        self.rows.clear()


def _revision(step: SeedRevision) -> Revision:
    record = step.record
    subject: dict[str, Any] = (
        {"authority_number": record.number}
        if isinstance(record, Record)
        else {"state_iso2": record.state}
    )
    return Revision(
        **subject,
        number=1,
        recorded_at=step.recorded_at,
        effective_from=step.effective_from,
        reason=step.reason,
        content_hash=content_hash(record),
        snapshot=to_plain(record),
    )


def _value(row: Base, name: str, column: Any) -> Any:
    """Return a value of a row, or what its column holds where none was given."""
    value = getattr(row, name)
    return column.default.arg if value is None and column.default is not None else value
