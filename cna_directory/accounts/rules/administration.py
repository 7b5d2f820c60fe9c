"""Pure decisions about what the secretariat does to the accounts of others."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.rules.standing import OF_NO_STATE, next_status, problems_with_state
from cna_directory.accounts.standing import AccountStatus, AccountStep, ChangeStatus, ProposedChange
from cna_directory.errors import Problem

PRIVILEGED = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
"""Roles that nobody enters or leaves by the word of one officer alone."""

PASSKEY_WANTED = frozenset({Role.FOCAL_POINT, *PRIVILEGED})
"""Roles for which an authenticator app alone is too little: a false page can ask for its codes."""

LONGEST_REASON = 1000

SHORTEST_PROOFING = 20
"""Fewer characters cannot say whom one called under which record's number, and when."""

LAST_OFFICER = (
    "This is the last active account that can do the secretariat's work. "
    "Give somebody else the role first."
)


class AccountAct(StrEnum):
    """What an officer can do to the account of somebody else."""

    CHANGE_PLACE = "change_place"
    END_SESSIONS = "end_sessions"
    START_AGAIN = "start_again"
    SEND_LINK = "send_link"
    SUSPEND = "suspend"
    RESTORE = "restore"
    CLOSE = "close"


ACTS: dict[AccountStatus, tuple[AccountAct, ...]] = {
    AccountStatus.INVITED: (AccountAct.SEND_LINK, AccountAct.CHANGE_PLACE, AccountAct.CLOSE),
    AccountStatus.ACTIVE: (
        AccountAct.CHANGE_PLACE,
        AccountAct.END_SESSIONS,
        AccountAct.START_AGAIN,
        AccountAct.SUSPEND,
        AccountAct.CLOSE,
    ),
    AccountStatus.SUSPENDED: (AccountAct.RESTORE, AccountAct.CHANGE_PLACE, AccountAct.CLOSE),
    AccountStatus.CLOSED: (),
}
"""What makes sense for an account as it stands, in the order in which a page offers it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an account stands in the directory: its role, its State and its authority."""

    role: Role
    state_iso2: str | None = None
    authority_number: int | None = None


def place_for(role: Role, state_iso2: str | None, authority_number: int | None) -> Place:
    """Return the place of an account, without what its role cannot have."""
    return Place(
        role,
        None if role in OF_NO_STATE else state_iso2 or None,
        authority_number if role is Role.AUTHORITY_USER else None,
    )


def needs_second_officer(before: Role, after: Role) -> bool:
    """Say whether a change of role needs two officers: whatever leads into or out of privilege."""
    return before is not after and bool({before, after} & PRIVILEGED)


def problems_with_reason(reason: str) -> list[Problem]:
    """Return what is wrong with the words in which an officer says why."""
    if not reason.strip():
        return [Problem("reason", "Say why. Who reads the trail later has only these words.")]
    if len(reason) > LONGEST_REASON:
        return [Problem("reason", "Use no more than 1,000 characters.")]
    return []


def problems_with_proofing(means: str) -> list[Problem]:
    """Return what is wrong with the account of how the holder of a lost factor was proofed."""
    if len(means.strip()) < SHORTEST_PROOFING:
        return [
            Problem(
                "reason",
                "Say which record's telephone number you called, when, and which post answered.",
            )
        ]
    return problems_with_reason(means)


def problems_with_step(status: AccountStatus, step: AccountStep) -> list[Problem]:
    """Return why a step cannot be taken from a status."""
    if next_status(status, step) is None:
        sentence = "The account has changed in the meantime: this cannot be done to it any more."
        return [Problem("", sentence)]
    return []


def problems_with_place(before: Place, after: Place) -> list[Problem]:
    """Return why an account cannot be given another role, State or authority."""
    problems = []
    if after.role not in SIGNED_IN:
        problems.append(Problem("role", "Choose one of the roles."))
    problems.extend(problems_with_state(after.role, after.state_iso2))
    if after.role is Role.AUTHORITY_USER and not after.authority_number:
        problems.append(
            Problem("authority_number", "Enter the number of the authority, as on its page.")
        )
    if after == before:
        problems.append(Problem("role", "This is what the account has already."))
    return problems


def problems_with_leaving(role: Role, others: Collection[Role]) -> list[Problem]:
    """Return why an account cannot be suspended, closed or demoted.

    `others` are the roles of the other active accounts of the secretariat and the administrators.
    Requests are decided by the secretariat alone, so its last officer stays even beside an
    administrator.
    """
    is_last = (role is Role.SECRETARIAT and Role.SECRETARIAT not in others) or (
        role is Role.ADMINISTRATOR and not others
    )
    return [Problem("", LAST_OFFICER)] if is_last else []


def problems_with_proposal(
    kind: ProposedChange, waiting: Collection[ProposedChange]
) -> list[Problem]:
    """Return why a change cannot be proposed: one of its kind waits already."""
    if kind in waiting:
        return [Problem("", "This has been proposed already and waits for another officer.")]
    return []


def problems_with_accepting(
    status: ChangeStatus, proposed_by: int, account_id: int | None
) -> list[Problem]:
    """Return why an officer cannot accept a change that another proposed."""
    if status is not ChangeStatus.WAITING:
        return [Problem("", "This change has been decided in the meantime.")]
    if account_id == proposed_by:
        return [Problem("", "You proposed this change; another officer has to accept it.")]
    return []


def has_moved(then: Place, now: Place) -> bool:
    """Say whether an account has got another role or State since somebody spoke of it."""
    return (then.role, then.state_iso2) != (now.role, now.state_iso2)


def problems_with_refusing(status: ChangeStatus) -> list[Problem]:
    """Return why a change cannot be refused; who proposed it may take it back this way."""
    if status is not ChangeStatus.WAITING:
        return [Problem("", "This change has been decided in the meantime.")]
    return []
