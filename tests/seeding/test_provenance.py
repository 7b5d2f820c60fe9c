"""What is real and what is made up never mix, and each says which it is."""

import re

from cna_directory.authorities.record import ProvenanceKind, Record, StateProfile
from cna_directory.seeding import SeedPlan
from cna_directory.seeding.made_up_words import AUTHORITY_WORDS
from cna_directory.seeding.notification_account import Outcome
from tests.seeding.walking import texts_in, values_in

SIGNS_OF_MADE_UP = re.compile(r"\+999|\.example|\bsample\b|made up", re.IGNORECASE)


def test_everything_says_where_it_comes_from(plan: SeedPlan) -> None:
    for revision in plan.revisions:
        provenance = revision.record.provenance
        assert provenance.kind in (ProvenanceKind.HISTORIC, ProvenanceKind.MADE_UP)
        assert provenance.note
        assert provenance.sources


def test_historic_records_say_that_they_are_not_for_operational_use(
    historic: list[Record | StateProfile],
) -> None:
    assert len(historic) > 300
    assert all("not for operational use" in record.provenance.note for record in historic)


def test_nothing_made_up_is_in_a_historic_record(
    historic: list[Record | StateProfile],
) -> None:
    found = [t for record in historic for t in texts_in(record) if SIGNS_OF_MADE_UP.search(t)]
    assert found == []


def test_historic_records_claim_nothing_that_no_source_gives(
    historic: list[Record | StateProfile],
) -> None:
    for record in historic:
        assert record.confirmation is None
        if isinstance(record, Record):
            assert record.office_hours == ()
            assert record.contact_points == ()
            assert all(d.requirement is None for d in record.designations)


def test_made_up_telephones_are_under_999_only(made_up: list[Record | StateProfile]) -> None:
    numbers = [v for r in made_up for path, v in values_in(r) if path == "Telephone.number"]
    assert len(numbers) > 1000
    assert [n for n in numbers if not str(n).startswith("+999 ")] == []
    loose = [t for r in made_up for t in texts_in(r) if re.search(r"\+(?!999 )\d", t)]
    assert loose == []


def test_made_up_hosts_are_under_example_only(made_up: list[Record | StateProfile]) -> None:
    hosts = {
        host
        for record in made_up
        for text in texts_in(record)
        for host in re.findall(r"(?:@|https?://)([^/\s]+)", text)
    }
    assert len(hosts) > 300
    assert [host for host in hosts if not host.endswith(".example")] == []
    addresses = [v for r in made_up for path, v in values_in(r) if path == "Email.address"]
    assert all("@" in str(address) for address in addresses)


def test_made_up_names_begin_with_the_word_for_a_sample(
    made_up: list[Record | StateProfile],
) -> None:
    for record in made_up:
        if isinstance(record, Record):
            sign = AUTHORITY_WORDS[record.name.language]["sample"]
            assert record.name.text.startswith(sign)


def test_names_come_in_many_scripts(made_up: list[Record | StateProfile]) -> None:
    languages = {record.name.language for record in made_up if isinstance(record, Record)}
    wanted = {"ar", "zh", "ru", "el", "he", "th", "ka", "hy", "hi", "ko", "ja", "am", "fr", "pt"}
    assert wanted <= languages


def test_states_with_real_notifications_keep_their_real_profile(
    plan: SeedPlan, profiles: list[StateProfile], records: list[Record]
) -> None:
    assert sorted(p.state for p in profiles) == sorted({r.state for r in records})
    notified = {fate.state for fate in plan.notification_account.fates}
    real = {p.state for p in profiles if p.provenance.kind is ProvenanceKind.HISTORIC}
    assert real == notified


def test_all_437_notifications_are_accounted_for(plan: SeedPlan, records: list[Record]) -> None:
    fates = plan.notification_account.fates
    assert [fate.position for fate in fates] == list(range(1, 438))
    assert sum(plan.notification_account.counts().values()) == 437
    held = {
        (record.number, designation.request_type)
        for record in records
        for designation in record.designations
    }
    for fate in fates:
        assert fate.explanation
        if fate.outcome is Outcome.AUTHORITY:
            for code in fate.request_types:
                assert (fate.authority_number, code) in held
    assert plan.notification_account.counts()["authority"] == 337
