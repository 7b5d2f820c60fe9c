"""Every field of a record has words, by the path that a comparison gives it."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from flask import Flask

from cna_directory.authorities import record as r
from cna_directory.authorities.comparing import IDENTITIES, compare
from cna_directory.authorities.field_names import field_classes, field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.plain import to_plain
from cna_directory.reference.queries import Names, names_in
from tests.builders import a_designation, a_record, words
from tests.features.authorities.hostile import a_full_record


def paths_of(owner: Any, within: str = "") -> list[str]:
    """Return the path of every field of a class, and of the fields of what it holds."""
    found = []
    for field in fields(owner):
        path = f"{within}{field.name}"
        inner = field_classes(owner)[field.name]
        found.append(path)
        if is_dataclass(inner):
            item = f"{path}[0]" if field.name in IDENTITIES else path
            found += [item, *paths_of(inner, f"{item}.")]
    return found


@pytest.mark.parametrize(
    "record", [a_record(), r.StateProfile("FR", r.Provenance(r.ProvenanceKind.STATE))]
)
def test_every_field_has_words(app: Flask, record: r.Record | r.StateProfile) -> None:
    with app.test_request_context():
        found = {path: field_name(path, record) for path in paths_of(type(record))}
    assert all(found.values())
    assert not [said for said in found.values() if "_" in said]


def test_items_are_counted_or_called_by_their_name(app: Flask) -> None:
    record = a_record(
        contact_points=(r.ContactPoint(words("Duty officer")),), designations=(a_designation(),)
    )
    with app.test_request_context():
        said = {
            path: field_name(path, record, {"mla": "Mutual legal assistance"})
            for path in (
                "telephones[0].number",
                "telephones[+1]",
                "telephones[order]",
                "contact_points[0].telephones[0].extension",
                "designations[0].channels[0].conditions.text",
                "name.text",
            )
        }
    assert list(said.values()) == [
        "Telephone 1: number",
        "Telephone, new",
        "Telephone numbers: order",
        "Contact point “Duty officer”: telephone 1: extension",
        "Designation “Mutual legal assistance”: channel 1: conditions",
        "Name",
    ]


def test_a_path_that_leads_nowhere_has_none() -> None:
    for path in ("telefone", "name.text.more", "telephones[x]", ""):
        with pytest.raises(ValueError, match="has no field"):
            field_name(path, a_record())


def test_every_value_of_a_full_record_has_words(app: Flask) -> None:
    record = a_full_record()
    with app.test_request_context():
        names: Names = names_in("en")
        said = {
            change.path: field_value(change.path, change.new, r.Record, names)
            for change in compare({}, to_plain(record))
        }
        assert field_value("telephones[0].use", None, r.Record, names) == "the service"
        assert field_value("designations[0].role", "focal_point", r.Record, names) == "Focal point"
    assert all(said.values())
    assert not [words_ for words_ in said.values() if "{" in words_ or "[" in words_]
