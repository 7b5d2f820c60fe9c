"""Every coded value of a record has words."""

import inspect
import json
from enum import StrEnum

import pytest

from cna_directory import languages
from cna_directory.authorities import record, rules
from cna_directory.settings import PROJECT_FOLDER
from cna_directory.web.labels import LABELS, MEASURES, REGIONS, SUB_REGIONS, TREATY_ACTIONS

CODED = {
    name: kind
    for module in (record, rules, languages)
    for name, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, StrEnum) and kind is not StrEnum
}


def rows(file: str) -> list[dict]:
    return json.loads((PROJECT_FOLDER / "seeds" / file).read_text())["rows"]


def test_every_enumeration_is_known() -> None:
    assert set(LABELS) == set(CODED)


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_value_has_words(name: str) -> None:
    assert set(LABELS[name]) == {member.value for member in CODED[name]}


def test_rows_of_reference_data_have_words() -> None:
    assert {m for row in rows("request_types.json") for m in row["sub_measures"]} == set(MEASURES)
    assert {row["region"] for row in rows("states.json")} == set(REGIONS)
    assert {row["sub_region"] for row in rows("states.json")} == set(SUB_REGIONS)
    actions = {row["action"] for row in rows("parties.json")} - {""}
    assert actions == set(TREATY_ACTIONS)
