"""The same directory as a file for Datasette: tables, indexes and a full-text index.

Beside the whole text of each record, the table of authorities has a column for everything that our
lists show and our facets count, with an index on each facet; lists are JSON arrays, as Datasette's
own facets over lists want them. The full-text index covers the texts that our search covers: names
in every language, acronyms, services, posts and places.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import Acceptance, ChannelRoute, Record, Urgency

TABLES = """
CREATE TABLE authority (
    number INTEGER PRIMARY KEY, name TEXT, other_names TEXT, acronym TEXT, service TEXT,
    posts TEXT, address TEXT, city TEXT, telephones TEXT, emails TEXT, websites TEXT,
    state TEXT, region TEXT, request_types TEXT, instruments TEXT, languages TEXT, channels TEXT,
    interpol INTEGER, urgent INTEGER, provenance TEXT, confirmed_on TEXT,
    requirements TEXT, whole_record TEXT
);
CREATE INDEX authority_state ON authority (state);
CREATE INDEX authority_region ON authority (region);
CREATE INDEX authority_interpol ON authority (interpol);
CREATE INDEX authority_urgent ON authority (urgent);
CREATE TABLE designation (
    id INTEGER PRIMARY KEY, authority INTEGER REFERENCES authority (number), state TEXT,
    request_type TEXT, role TEXT, instruments TEXT, languages TEXT, channels TEXT
);
CREATE INDEX designation_authority ON designation (authority);
CREATE INDEX designation_state ON designation (state, request_type);
CREATE VIRTUAL TABLE authority_fts USING fts5 (
    name, other_names, acronym, service, posts, address, city,
    content='authority', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
"""


def write_file(file: Path, records: Iterable[Record], regions: Mapping[str, str]) -> None:
    """Write the file that Datasette opens; `regions` are those of the States."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript(TABLES)
        for record in records:
            row = _row(record, regions[record.state])
            marks = ", ".join("?" * len(row))
            # The names are those of the table above.
            database.execute(
                f"INSERT INTO authority ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
                list(row.values()),
            )
            database.executemany(
                "INSERT INTO designation"
                " (authority, state, request_type, role, instruments, languages, channels)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                list(_designations(record)),
            )
        database.execute("INSERT INTO authority_fts (authority_fts) VALUES ('rebuild')")
        database.execute("INSERT INTO authority_fts (authority_fts) VALUES ('optimize')")
        database.execute("ANALYZE")


def _row(record: Record, region: str) -> dict[str, object]:
    routes = [
        channel
        for designation in record.designations
        for channel in designation.channels
        if channel.acceptance is not Acceptance.NOT_ACCEPTED
    ]
    return {
        "number": record.number,
        "name": record.name.text,
        "other_names": "\n".join(t.text for t in record.name.translations),
        "acronym": record.acronym,
        "service": record.service.text if record.service else "",
        "posts": "\n".join(point.post.text for point in record.contact_points),
        "address": "\n".join(record.address.lines),
        "city": record.address.city,
        "telephones": "\n".join(t.number for t in record.telephones),
        "emails": "\n".join(e.address for e in record.emails),
        "websites": "\n".join(record.websites),
        "state": record.state,
        "region": region,
        "request_types": _listed(d.request_type for d in record.designations),
        "instruments": _listed(p.instrument for d in record.designations for p in d.provisions),
        "languages": _listed(
            language
            for designation in record.designations
            for rule in designation.language_rules
            for language in rule.languages
        ),
        "channels": _listed(channel.route for channel in routes),
        "interpol": any(channel.route is ChannelRoute.INTERPOL for channel in routes),
        "urgent": any(channel.urgency is Urgency.URGENT for channel in routes),
        "provenance": record.provenance.kind,
        "confirmed_on": str(record.confirmation.confirmed_on) if record.confirmation else "",
        "requirements": "\n".join(
            item.text.text
            for designation in record.designations
            if designation.requirement
            for item in designation.requirement.items
        ),
        "whole_record": json.dumps(to_plain(record), ensure_ascii=False),
    }


def _designations(record: Record) -> Iterable[tuple[object, ...]]:
    for designation in record.designations:
        yield (
            record.number,
            record.state,
            designation.request_type,
            designation.role,
            _listed(provision.instrument for provision in designation.provisions),
            _listed(x for rule in designation.language_rules for x in rule.languages),
            _listed(channel.route for channel in designation.channels),
        )


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(dict.fromkeys(str(value) for value in values)))
