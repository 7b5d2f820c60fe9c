"""How long account requests keep personal data; `docs/decisions/0011-retention.md` says why."""

from datetime import datetime, timedelta

from cna_directory.admission.standing import RequestStatus

DRAFTS_KEPT_FOR = timedelta(days=7)
"""Counted from the last answer; a week lets somebody ask an office for the letter."""

DECIDED_KEPT_FOR = timedelta(days=180)
"""Long enough to ask again, to complain, and to see that the same fraud comes back."""

WITHOUT_ACCOUNT = frozenset({RequestStatus.REFUSED, RequestStatus.LAPSED})


def lapses(status: RequestStatus, confirm_by: datetime, now: datetime) -> bool:
    """Say whether a request has waited too long for somebody to show that the address is theirs."""
    return status is RequestStatus.AWAITING_CONFIRMATION and now >= confirm_by


def is_to_forget_person(
    status: RequestStatus, decided_at: datetime | None, erased_at: datetime | None, now: datetime
) -> bool:
    """Say whether a request that led to no account loses its personal data."""
    return status in WITHOUT_ACCOUNT and erased_at is None and _is_past(decided_at, now)


def is_to_forget_letter(
    status: RequestStatus, decided_at: datetime | None, now: datetime, *, has_letter: bool
) -> bool:
    """Say whether the letter of an approved request goes.

    It has done its work, its digest stays with the decision, and a store of genuine signatures and
    stamps is what a forger would look for.
    """
    return status is RequestStatus.APPROVED and has_letter and _is_past(decided_at, now)


def _is_past(decided_at: datetime | None, now: datetime) -> bool:
    return decided_at is not None and now >= decided_at + DECIDED_KEPT_FOR
