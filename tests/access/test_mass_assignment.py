"""A form changes what it asks for and nothing else, whatever is sent along (S6)."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import html5lib
import pytest
from sqlalchemy import Boolean, Integer
from sqlalchemy.sql.sqltypes import TypeEngine

from cna_directory.database import Base, Coded
from tests.access.directory import Directory, a_directory
from tests.access.matrix import BODIES
from tests.access.test_forged import entitled

SLY = "sly-value-that-no-form-asks-for"
SLY_NUMBER = "313373"
ANSWERS = {"email": "somebody@ministry.example", "reason": "A good reason.", "password": "x" * 20}
"""What is typed where a form asks for something and offers nothing."""

Changes = dict[tuple[str, Any, str], Any]
"""What a row holds after a request that it did not before, by table, key and column."""


@pytest.fixture(scope="module")
def directory(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Directory]:
    with a_directory(migrated_sqlite, tmp_path_factory.mktemp("mass")) as opened:
        yield opened


def sly_values() -> dict[str, str]:
    """Return a value for every column there is, as it would have to be sent to be taken."""
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    return {column.name: _sly(column.type) for column in columns}


def _sly(kind: TypeEngine[Any]) -> str:
    if isinstance(kind, Coded):
        return list(kind.enumeration)[-1].value
    if isinstance(kind, Boolean):
        return "y"
    return SLY_NUMBER if isinstance(kind, Integer) else SLY


def filled_in(directory: Directory, kind: str, address: str) -> dict[str, str]:
    """Return the fields of the form on a page, filled in as far as one can without knowing it.

    A form that is sent to an address of its own stands on the page above that address.
    """
    with directory.ask(kind, "GET", address) as page:
        is_above, text = page.status_code == 405, page.text
    if is_above:
        with directory.ask(kind, "GET", address.rpartition("/")[0]) as page:
            text = page.text
    root = html5lib.parse(text, namespaceHTMLElements=False)
    values = {}
    for form in root.iterfind(".//main//form"):
        for field in form.iter():
            if is_above and form.get("action") != address:
                continue
            if field.tag in {"input", "textarea", "select"} and (name := field.get("name")):
                values[name] = _typed(field) or ANSWERS.get(name, "Something")
    return values | directory.proof(kind)


def _typed(field: Any) -> str:
    if field.tag == "select":
        options = [o.get("value", "") for o in field.iter("option")]
        return next(filter(None, options), "")
    return str(field.get("value") or "")


def changes(directory: Directory, kind: str, address: str, **sent: Any) -> Changes:
    """Send a form, and return what changed in the database, which is then put back."""
    before = _cells(directory.file)
    directory.ask(kind, "POST", address, **sent).close()
    after = _cells(directory.file)
    directory.put_back()
    return {place: value for place, value in after.items() if before.get(place) != value}


def _cells(file: Path) -> Changes:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            (name, row[0], column): row[column]
            for name in Base.metadata.tables
            for row in connection.execute(f"SELECT * FROM {name}")
            for column in row.keys()  # noqa: SIM118 - a row yields values.
        }


def columns_of(changed: Changes) -> Counter[tuple[str, str]]:
    """Return how often each column changed; the keys of some tables are drawn at random."""
    return Counter((table, column) for table, _, column in changed)


def decided(changed: Changes) -> Changes:
    """Return what changed in columns that decide something: a role, a status, a mark, whose it is."""
    return {place: value for place, value in changed.items() if decides(*place)}


def decides(table: str, _key: Any, column: str) -> bool:
    """Say whether a column decides something; those of the side table have keys at random."""
    kind = Base.metadata.tables[table].columns[column].type
    return isinstance(kind, Coded | Boolean | Integer) and table != "audit_personal_value"


def test_what_no_form_asks_for_is_never_taken(directory: Directory) -> None:
    changing = 0
    for rule in directory.app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint in BODIES:
            continue
        kind, address = entitled(directory, rule)
        form = filled_in(directory, kind, address)
        honest = changes(directory, kind, address, form=form)
        sly = changes(directory, kind, address, form=sly_values() | form)
        taken = [p for p, v in sly.items() if SLY in str(v) or str(v) == SLY_NUMBER]
        assert taken == [], rule.rule
        assert columns_of(sly) == columns_of(honest), rule.rule
        assert decided(sly) == decided(honest), rule.rule
        changing += bool(honest)
    assert changing > 10
