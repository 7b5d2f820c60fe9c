"""Pure decisions about an account's role and status."""

from email_validator import EmailNotValidError, validate_email

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.standing import AccountStatus, AccountStep
from cna_directory.errors import Problem

OF_A_STATE = frozenset({Role.AUTHORITY_USER, Role.FOCAL_POINT})
"""Roles that mean nothing without a State."""

OF_NO_STATE = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
"""Roles that serve all States and so belong to none."""


def problems_with_invitation(email: str, role: Role, state_iso2: str | None) -> list[Problem]:
    """Return why an account cannot be made this way."""
    problems = []
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        problems.append(Problem("email", "Enter an e-mail address, like name@ministry.example."))
    if role not in SIGNED_IN:
        problems.append(Problem("role", f"No account can have the role {role.value}."))
    return [*problems, *problems_with_state(role, state_iso2)]


def problems_with_state(role: Role, state_iso2: str | None) -> list[Problem]:
    """Return why a role does not go with a State, or with none."""
    if role in OF_A_STATE and not state_iso2:
        return [Problem("state_iso2", "Say which State the account belongs to.")]
    if role in OF_NO_STATE and state_iso2:
        return [Problem("state_iso2", "An account with this role belongs to no State.")]
    return []


STEPS: dict[tuple[AccountStatus, AccountStep], AccountStatus] = {
    (AccountStatus.INVITED, AccountStep.ACTIVATE): AccountStatus.ACTIVE,
    (AccountStatus.ACTIVE, AccountStep.SUSPEND): AccountStatus.SUSPENDED,
    (AccountStatus.ACTIVE, AccountStep.START_AGAIN): AccountStatus.INVITED,
    (AccountStatus.SUSPENDED, AccountStep.RESTORE): AccountStatus.ACTIVE,
    (AccountStatus.INVITED, AccountStep.CLOSE): AccountStatus.CLOSED,
    (AccountStatus.ACTIVE, AccountStep.CLOSE): AccountStatus.CLOSED,
    (AccountStatus.SUSPENDED, AccountStep.CLOSE): AccountStatus.CLOSED,
}
"""The whole life of an account; what is not here does not happen."""


def next_status(status: AccountStatus, step: AccountStep) -> AccountStatus | None:
    """Return where a step leads from `status`, or `None` where it leads nowhere."""
    return STEPS.get((status, step))
