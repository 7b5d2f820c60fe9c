"""The pure decisions of the review: words that changed, steps, contact changes, signals."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.review import words as words_of_review
from cna_directory.review.rules import (
    PieceKind,
    Sign,
    Step,
    first_status,
    is_contact_change,
    merged,
    next_status,
    signals,
    three_way,
    word_differences,
)
from cna_directory.review.standing import OPEN, ProposalKind, ProposalStatus
from tests.builders import a_designation, a_record, words
from tests.features.authorities.strategies import records

texts = st.text(st.sampled_from("ab 1,\n漢字ا"), max_size=30)


@given(texts, texts)
@settings(deadline=None, max_examples=200)
def test_pieces_are_the_old_text_and_the_new_one(old: str, new: str) -> None:
    pieces = word_differences(old, new)
    kept = {PieceKind.KEPT}
    before = "".join(it.text for it in pieces if it.kind in kept | {PieceKind.DELETED})
    after = "".join(it.text for it in pieces if it.kind in kept | {PieceKind.INSERTED})
    assert (before, after) == (old, new)
    assert all(it.text for it in pieces)
    assert old != new or all(it.kind is PieceKind.KEPT for it in pieces)


def test_only_the_words_that_changed_are_marked() -> None:
    pieces = word_differences("Sample Crown Law Office", "Sample Crown Law Team")
    assert [(it.kind.value, it.text) for it in pieces] == [
        ("kept", "Sample Crown Law "),
        ("deleted", "Office"),
        ("inserted", "Team"),
    ]


def test_a_very_long_text_is_shown_whole() -> None:
    long = "word " * 5_000
    assert len(word_differences(long, long + "more")) == 2


@given(records, records)
@settings(deadline=None, max_examples=30)
def test_a_record_that_did_not_move_on_gives_what_was_proposed(
    base: r.Record, proposed: r.Record
) -> None:
    found = three_way(base, base, proposed)
    assert not any(it.is_conflict for it in found)
    assert merged(base, base, proposed, [it.path for it in found]) == proposed
    assert three_way(base, proposed, proposed) == ()


def test_only_what_waits_can_be_decided() -> None:
    decisions = (Step.ACCEPT, Step.ACCEPT_IN_PART, Step.RETURN, Step.REFUSE)
    for status in ProposalStatus:
        may_decide = status is ProposalStatus.SUBMITTED
        assert all((next_status(status, it) is not None) == may_decide for it in decisions)
        assert (next_status(status, Step.WITHDRAW) is not None) == (status in OPEN)
    awaits = ProposalStatus.AWAITING_SIGN_OFF
    assert next_status(awaits, Step.SIGN_OFF) is ProposalStatus.SUBMITTED
    assert next_status(awaits, Step.SEND_BACK) is ProposalStatus.RETURNED
    assert next_status(ProposalStatus.SUBMITTED, Step.SEND_BACK) is None
    assert first_status(Role.AUTHORITY_USER, has_focal_point=True) is awaits
    assert first_status(Role.FOCAL_POINT, has_focal_point=True) is ProposalStatus.SUBMITTED


CONTACT = r.ContactPoint(words("Registry"), telephones=(r.Telephone("+999 1"),))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"telephones": (r.Telephone("+999 2"),)}, True),
        ({"telephones": (r.Telephone("+999 1 555 0100"), r.Telephone("+999 2"))}, True),
        ({"faxes": (r.Telephone("+999 2"),)}, True),
        ({"emails": ()}, True),
        ({"address": r.PostalAddress(("2 Street",))}, True),
        ({"visiting_address": r.PostalAddress(("2 Street",))}, True),
        ({"contact_points": ()}, True),
        ({"contact_points": (replace(CONTACT, telephones=()),)}, True),
        ({"designations": (a_designation(channels=()),)}, True),
        ({"contact_points": (replace(CONTACT, person_name="A. Person"),)}, False),
        ({"contact_points": (replace(CONTACT, languages=("en",)),)}, False),
        ({"name": words("Another name")}, False),
        ({"office_hours": (), "acronym": "X"}, False),
    ],
)
def test_what_changes_the_way_to_an_authority(changes: dict[str, object], expected: bool) -> None:
    before = a_record(contact_points=(CONTACT,))
    assert is_contact_change(before, replace(before, **changes)) == expected
    assert not is_contact_change(None, before)


REAL = r.Provenance(r.ProvenanceKind.STATE)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"telephones": (r.Telephone("+33 1 55 50 01 00"),)}, set()),
        ({"telephones": (r.Telephone("+44 20 7946 0000"),)}, {Sign.TELEPHONE_OF_OTHER_STATE}),
        ({"emails": (r.Email("other@justice.example"),)}, set()),
        ({"emails": (r.Email("other@mail.justice.example"),)}, set()),
        ({"emails": (r.Email("other@justlce.example"),)}, {Sign.MAIL_DOMAIN_IMITATES}),
        ({"emails": (r.Email("other@elsewhere.example"),)}, {Sign.MAIL_DOMAIN_NEW}),
        ({"emails": (), "telephones": ()}, {Sign.CONTACT_EMPTIED}),
        ({"websites": ("https://elsewhere.example",)}, {Sign.WEBSITE_DOMAIN_NEW}),
        ({"office_hours": ()}, {Sign.OFFICE_HOURS_EMPTIED}),
        ({"languages_of_communication": ()}, {Sign.LANGUAGES_EMPTIED}),
        ({"designations": (a_designation(language_rules=()),)}, {Sign.LANGUAGES_EMPTIED}),
        ({"name": words("Of\u200bfice")}, {Sign.CHARACTERS_HIDDEN}),
        ({"status": r.RecordStatus.WITHDRAWN}, {Sign.RECORD_ENDS}),
        ({"provenance": r.Provenance(r.ProvenanceKind.HISTORIC)}, {Sign.PROVENANCE_CHANGES}),
        ({"acronym": "X"}, set()),
    ],
)
def test_what_is_looked_at_twice(changes: dict[str, object], expected: set[Sign]) -> None:
    before = a_record(
        provenance=REAL,
        telephones=(r.Telephone("+33 1 44 77 60 60"),),
        websites=("https://www.justice.example/office",),
        office_hours=(r.OpeningSpan(1, time(9), time(12)),),
        languages_of_communication=("fr",),
    )
    found = signals(before, replace(before, **changes), state="FR")
    assert {it.sign for it in found} == expected


def test_every_kind_status_and_signal_has_words() -> None:
    for kinds, said in (
        (ProposalKind, words_of_review.KIND_WORDS),
        (ProposalStatus, words_of_review.STATUS_WORDS),
        (Sign, words_of_review.SIGNAL_WORDS),
    ):
        assert set(kinds) == set(said)
