"""Pure decisions about records."""

from datetime import date, timedelta

import pytest

from cna_directory.authorities import record as r
from cna_directory.authorities.rules import (
    ConfirmationState,
    confirmation_state,
    due_on,
    problems_with,
    problems_with_record,
    visible,
)
from tests.builders import a_designation, a_record, words

MADE_UP = r.Provenance(r.ProvenanceKind.MADE_UP)
FROM_STATE = r.Provenance(r.ProvenanceKind.STATE)


@pytest.mark.parametrize(
    ("days_after_due", "expected"),
    [
        (-1, ConfirmationState.CONFIRMED),
        (0, ConfirmationState.DUE),
        (89, ConfirmationState.DUE),
        (90, ConfirmationState.NOT_CONFIRMED),
    ],
)
def test_a_record_is_not_confirmed_from_day_90(
    days_after_due: int, expected: ConfirmationState
) -> None:
    confirmed = r.Confirmation(date(2025, 3, 1), r.ConfirmationMeans.ACCOUNT, "focal point")
    today = date(2026, 3, 1) + timedelta(days=days_after_due)
    assert confirmation_state(confirmed, today) is expected


def test_a_record_never_confirmed_is_not_confirmed() -> None:
    assert confirmation_state(None, date(2026, 1, 1)) is ConfirmationState.NOT_CONFIRMED


def test_a_confirmation_on_leap_day_is_due_on_the_first_of_march() -> None:
    assert due_on(date(2024, 2, 29)) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": words("  ")}, "name"),
        ({"telephones": (r.Telephone("+43 1 555 0100"),)}, "telephones"),
        ({"telephones": (r.Telephone("12345"),), "provenance": FROM_STATE}, "telephones"),
        ({"telephones": (r.Telephone("+999 1"),), "provenance": FROM_STATE}, "telephones"),
        ({"faxes": (r.Telephone("none"),)}, "faxes"),
        ({"emails": (r.Email("nobody"),)}, "emails"),
        ({"emails": (r.Email("a@b.example\r\nBcc: c@d.example"),)}, "emails"),
        ({"websites": ("javascript:alert(1)",)}, "websites"),
        ({"websites": ("https://",)}, "websites"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone"),
        (
            {
                "designations": (
                    a_designation(valid_from=date(2025, 2, 1), valid_until=date(2025, 1, 1)),
                )
            },
            "designations",
        ),
    ],
)
def test_problems_are_named_at_their_field(changes: dict[str, object], field: str) -> None:
    assert [problem.field for problem in problems_with_record(a_record(**changes))] == [field]


def test_a_dialable_number_of_a_real_office_passes() -> None:
    record = a_record(telephones=(r.Telephone("+43 1 52152 0"),), provenance=FROM_STATE)
    assert problems_with_record(record) == []


def test_secretariat_contacts_are_hidden_from_accounts() -> None:
    shown = r.ContactPoint(words("Desk"))
    hidden = r.ContactPoint(words("Direct line"), visibility=r.Visibility.SECRETARIAT)
    record = a_record(contact_points=(shown, hidden))
    assert visible(record, to_secretariat=False).contact_points == (shown,)
    assert visible(record, to_secretariat=True) == record


@pytest.mark.parametrize("text", ["a\0b", "half a pair \ud800", "x" * 20_001])
def test_texts_that_nothing_can_hold_are_named(text: str) -> None:
    record = a_record(service=words(text))
    assert [problem.field for problem in problems_with(record)] == ["service"]
