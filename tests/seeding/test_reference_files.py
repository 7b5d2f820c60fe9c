"""The files in `seeds/`: whole, sourced, and in an order that readers of each language expect."""

import json
from collections import Counter
from datetime import date
from typing import Any
from zoneinfo import available_timezones

import pytest

from tests.seeding.conftest import SEEDS

LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]


def content(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEEDS / name).read_text(encoding="utf-8"))
    return loaded


def test_every_file_says_where_it_comes_from() -> None:
    files = sorted(path.name for path in SEEDS.glob("*.json"))
    assert len(files) == 6
    for name in files:
        provenance = content(name)["provenance"]
        assert provenance["what"]
        assert provenance["sources"]
        assert provenance["licence"]


def test_there_are_193_members_2_observers_and_2_others() -> None:
    states = content("states.json")["rows"]
    statuses = Counter(state["un_status"] for state in states)
    assert statuses == {"member": 193, "observer": 2, "non-member": 2}
    assert {s["iso2"] for s in states if s["un_status"] == "non-member"} == {"CK", "NU"}
    assert {s["iso2"] for s in states if s["un_status"] == "observer"} == {"PS", "VA"}


def test_every_state_is_complete() -> None:
    zones = available_timezones()
    for state in content("states.json")["rows"]:
        assert list(state["names"]) == LANGUAGES
        assert all(state["names"].values())
        assert state["time_zones"]
        assert set(state["time_zones"]) <= zones
        assert state["official_languages"]


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("fr", ["Espagne", "Estonie", "Éthiopie", "Fédération de Russie", "Zambie"]),
        ("fr", ["Guinée", "Guinée équatoriale", "Haïti", "Îles Cook", "Inde"]),
        ("es", ["Canadá", "Chad", "Chile", "Colombia", "España", "Níger", "Nigeria"]),
        ("en", ["Costa Rica", "Côte d'Ivoire", "Croatia", "Tunisia", "Türkiye", "Turkmenistan"]),
        ("ru", ["Австралия", "Египет", "Япония"]),
        ("ar", ["أفغانستان", "البرازيل", "الجزائر", "مصر", "اليمن"]),
        ("zh", ["阿富汗", "法国", "中国"]),
    ],
)
def test_sort_keys_give_the_order_of_each_language(language: str, in_order: list[str]) -> None:
    states = content("states.json")["rows"]
    keys = {state["names"][language]: state["sort_keys"][language] for state in states}
    assert [keys[name] for name in in_order] == sorted(keys[name] for name in in_order)
    assert len(set(keys.values())) == 197
    assert all(key.isascii() for key in keys.values())


def test_parties_are_carried_over_whole() -> None:
    parties = content("parties.json")
    rows = parties["rows"]
    assert len(rows) == 1062
    assert parties["untc_party_counts"]["UNTOC"]["parties"] == 192
    counts = Counter(row["treaty"] for row in rows if row["is_party"])
    assert counts == {
        "UNTOC": 193,
        "TIP": 185,
        "SOM": 155,
        "FP": 126,
        "UNCAC": 191,
        "DRUG1988": 192,
    }
    known = {state["iso2"] for state in content("states.json")["rows"]}
    assert {row["state_iso2"] for row in rows} - known == {"EU"}


def test_instruments_are_in_force_from_the_days_that_were_settled() -> None:
    rows = {row["code"]: row for row in content("instruments.json")["rows"]}
    assert {code: row["in_force_on"] for code, row in rows.items()} == {
        "UNTOC": "2003-09-29",
        "TIP": "2003-12-25",
        "SOM": "2004-01-28",
        "FP": "2005-07-03",
        "DRUG1988": "1990-11-11",
        "UNCAC": "2005-12-14",
    }
    assert {code for code, row in rows.items() if row["days_to_force"] == 90} == {"DRUG1988"}
    assert {code for code, row in rows.items() if row["edition_part"] == "II"} == {"UNCAC"}
    for row in rows.values():
        assert date.fromisoformat(row["adopted_on"]) < date.fromisoformat(row["in_force_on"])
        assert all(row["titles"][language] for language in LANGUAGES)


def test_request_types_stand_in_the_settled_order() -> None:
    rows = content("request_types.json")["rows"]
    assert [row["code"] for row in rows] == [
        "mla",
        "extradition",
        "transfer",
        "drugs_sea",
        "migrants_sea",
        "firearms",
        "cultural_property",
        "prevention",
        "corruption_prevention",
        "asset_recovery",
    ]
    assert [row["is_mission_type"] for row in rows] == [True] * 8 + [False] * 2
    assert all(row["names"][language] for row in rows for language in LANGUAGES)


def test_every_provision_that_a_request_type_names_exists() -> None:
    articles = {
        (row["code"], provision["article"])
        for row in content("instruments.json")["rows"]
        for provision in row["provisions"]
    }
    for row in content("request_types.json")["rows"]:
        for provision in row["provisions"]:
            if provision["article"]:
                assert (provision["instrument"], provision["article"]) in articles
