"""Whoever acts: a person through an account, or one of the program's own parts."""

from dataclasses import dataclass

from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the trail and the grants know it."""

    role: Role
    account_id: int | None = None
    state: str = ""
    """ISO2 code of the State the account belongs to; empty for the secretariat."""
    authority_number: int | None = None
    remote_address: str = ""
    language: str = "en"
    limited_to: frozenset[Capability] | None = None
    """What a program of the account may use at most; empty for a person, who is not limited."""

    @property
    def is_signed_in(self) -> bool:
        """Say whether a person stands behind the actor."""
        return self.account_id is not None

    @property
    def is_program(self) -> bool:
        """Say whether a program acts for the account, with an access token."""
        return self.limited_to is not None


VISITOR = Actor(Role.VISITOR)
SCHEDULER = Actor(Role.SCHEDULER)
SEEDER = Actor(Role.SEEDER)
OPERATOR = Actor(Role.OPERATOR)
