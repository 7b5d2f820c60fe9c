"""Pure decisions about deciding an account request: who may, what must be said, how many officers."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.rules.standing import OF_A_STATE, OF_NO_STATE
from cna_directory.errors import Problem

NEEDS_TWO_OFFICERS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
"""Roles that can let others in, or see everything: no single officer gives them."""

LONGEST_TEXT = 4000


class ProofMeans(StrEnum):
    """By what means an officer made sure that the applicant is genuine."""

    CALL_BACK = "call_back"
    NOTE_VERBALE = "note_verbale"
    NOMINATION = "nomination"


MEANS_IN_THE_RECORD = {
    ProofMeans.CALL_BACK: "Called back on a number from the directory.",
    ProofMeans.NOTE_VERBALE: "Note verbale.",
    ProofMeans.NOMINATION: "Nomination on file.",
}
"""How the means stands in the record of the decision, before the officer's own words."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What an officer approves: always chosen, never taken from what the applicant wished for."""

    role: Role
    state_iso2: str | None
    authority_number: int | None
    means: ProofMeans
    remark: str = ""
    succeeds_account_id: int | None = None

    @property
    def proof(self) -> str:
        """Return by what means the applicant was proofed, as the request keeps it."""
        return f"{MEANS_IN_THE_RECORD[self.means]} {self.remark.strip()}".strip()


def needs_two_officers(role: Role) -> bool:
    """Say whether a role is given by two officers together."""
    return role in NEEDS_TWO_OFFICERS


def problems_with_approval(
    approval: Approval, *, authorities: Collection[int], predecessors: Collection[int]
) -> list[Problem]:
    """Return why something cannot be approved as it is.

    `authorities` are those of the chosen State; `predecessors` the accounts whose holders have
    handed their post over to the applicant.
    """
    problems = []
    if approval.role not in SIGNED_IN:
        problems.append(Problem("role", "Choose one of the roles in the list."))
    if approval.role in OF_A_STATE and not approval.state_iso2:
        problems.append(Problem("state", "Choose the State that the account speaks for."))
    if approval.role in OF_NO_STATE and approval.state_iso2:
        problems.append(Problem("state", "An account with this role belongs to no State."))
    problems.extend(_problems_with_authority(approval, authorities))
    if approval.succeeds_account_id not in {None, *predecessors}:
        problems.append(Problem("succeeds", "Nobody with this account handed the post over."))
    return [*problems, *problems_with_text("remark", approval.remark, is_needed=False)]


def _problems_with_authority(approval: Approval, authorities: Collection[int]) -> list[Problem]:
    if approval.role is Role.AUTHORITY_USER and approval.authority_number is None:
        return [Problem("authority", "Choose the authority that the account speaks for.")]
    if approval.role is not Role.AUTHORITY_USER and approval.authority_number is not None:
        return [Problem("authority", "Only an authority user belongs to an authority.")]
    if approval.authority_number not in {None, *authorities}:
        return [Problem("authority", "Choose an authority of the State that you chose.")]
    return []


def problems_with_decider(decider_email: str, applicant_email: str) -> list[Problem]:
    """Return why an officer may not decide: nobody decides on the own address."""
    if decider_email == applicant_email:
        return [Problem("", "This request has your own address. Another officer must decide.")]
    return []


def problems_with_second_officer(
    second_account_id: int | None, first_account_id: int | None
) -> list[Problem]:
    """Return why an officer cannot be the second: it must be another one than the first."""
    if second_account_id is None or second_account_id == first_account_id:
        return [Problem("", "You approved this request first. Another officer must confirm it.")]
    return []


def problems_with_text(field: str, text: str, *, is_needed: bool = True) -> list[Problem]:
    """Return why words for the applicant, or about the decision, cannot be taken."""
    if is_needed and not text.strip():
        return [Problem(field, "Write what the applicant or the other officer needs to know.")]
    if len(text) > LONGEST_TEXT:
        return [Problem(field, f"Write at most {LONGEST_TEXT} characters.")]
    return []
