"""Notifications become records whole: no word is lost, and nothing is added."""

import json

import pytest

from cna_directory.authorities.record import (
    Capacity,
    ChannelRoute,
    ConventionAsBasis,
    Record,
    RecordStatus,
    StateProfile,
    Urgency,
)
from cna_directory.seeding import SeedPlan
from cna_directory.seeding.notified_names import sameness_key
from cna_directory.seeding.notified_rows import read_notified_rows
from tests.seeding.conftest import SEEDS
from tests.seeding.walking import texts_in


@pytest.fixture
def by_key(historic: list[Record | StateProfile]) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for record in historic:
        if isinstance(record, Record):
            found.setdefault((record.state, sameness_key(record.name.text)), []).append(record)
    return found


def test_no_word_of_a_notification_is_lost(
    plan: SeedPlan, historic: list[Record | StateProfile]
) -> None:
    authorities = {r.number: r for r in historic if isinstance(r, Record)}
    states = {r.state: r for r in historic if isinstance(r, StateProfile)}
    rows = read_notified_rows(SEEDS)
    for row, fate in zip(rows, plan.notification_account.fates, strict=True):
        holder = authorities[fate.authority_number] if fate.authority_number else states[row.state]
        everything = "\n".join(texts_in(holder))
        for given in (row.text, row.source, row.city, row.urgent, *row.address_lines):
            assert given in everything, (row.position, given)
        for given in (*row.telephones, *row.faxes, *row.emails, *row.languages):
            assert given in everything, (row.position, given)


def test_rows_of_one_authority_merge_into_one_record(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (estonia,) = by_key["EE", "ministry of justice"]
    (mla, prevention) = sorted(estonia.designations, key=lambda d: d.request_type != "mla")
    assert [f"{p.instrument} {p.article}" for p in mla.provisions] == [
        "UNTOC 18(13)",
        "UNCAC 46(13)",
    ]
    assert prevention.request_type == "corruption_prevention"


def test_departments_with_other_tasks_keep_their_own_address(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    assistance, extradition = by_key["BR", "ministry of justice"]
    assert [d.request_type for d in assistance.designations] == ["mla"]
    assert [d.request_type for d in extradition.designations] == ["extradition", "transfer"]
    assert assistance.address != extradition.address


def test_articles_cited_together_go_to_their_own_request_types(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (serbia,) = by_key["RS", "ministry of justice of the republic of serbia"]
    articles = {d.request_type: [p.article for p in d.provisions] for d in serbia.designations}
    assert articles == {"extradition": ["16"], "transfer": ["17"], "mla": ["18", "46(13)"]}


def test_territories_are_kept_and_the_ended_one_is_not_live(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (hong_kong,) = by_key["CN", "secretary for justice"]
    assert {d.territory for d in hong_kong.designations} == {"HK"}
    (antilles,) = by_key["NL", "procurator general of the netherlands antilles"]
    assert antilles.status is RecordStatus.SUPERSEDED
    assert antilles.designations[0].valid_until is not None


def test_the_earlier_notification_of_liechtenstein_points_to_the_later(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (earlier,) = by_key["LI", "ministry of justice"]
    (later,) = by_key["LI", "office of justice"]
    assert earlier.status is RecordStatus.SUPERSEDED
    assert earlier.superseded_by == later.number


def test_interpol_in_urgent_cases_is_a_channel_with_its_condition(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (slovakia,) = by_key["SK", "ministry of justice of the slovak republic"]
    (channel,) = slovakia.designations[0].channels
    assert (channel.urgency, channel.route) == (Urgency.URGENT, ChannelRoute.INTERPOL)
    assert channel.conditions is not None
    assert "urgent cases" in channel.conditions.text


def test_what_colombia_says_of_sending_and_receiving_is_kept(
    by_key: dict[tuple[str, str], list[Record]],
) -> None:
    (ministry,) = by_key["CO", "ministry of the interior and justice"]
    assert ministry.designations[0].capacities == (Capacity.SENDS,)


def test_legal_bases_follow_the_source(historic: list[Record | StateProfile]) -> None:
    bases = {
        (record.state, basis.instrument): basis.convention_as_basis
        for record in historic
        if isinstance(record, StateProfile)
        for basis in record.legal_bases
    }
    assert bases["AL", "UNCAC"] is ConventionAsBasis.YES
    assert bases["MX", "UNTOC"] is ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY
    assert bases["SG", "DRUG1988"] is ConventionAsBasis.NO
    assert bases["SE", "UNCAC"] is ConventionAsBasis.NOT_REQUIRED
    assert bases["LS", "UNTOC"] is ConventionAsBasis.UNKNOWN


def test_the_file_in_seeds_is_the_one_from_the_source() -> None:
    rows = json.loads((SEEDS / "notifications.json").read_text(encoding="utf-8"))["rows"]
    assert len(rows) == 437
    assert len({row["state_iso2"] for row in rows}) == 118
