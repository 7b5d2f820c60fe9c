"""Whoever acts: a person through an account, or one of the program's own parts."""

from dataclasses import dataclass

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

    @property
    def is_signed_in(self) -> bool:
        """Say whether a person stands behind the actor."""
        return self.account_id is not None


VISITOR = Actor(Role.VISITOR)
SCHEDULER = Actor(Role.SCHEDULER)
SEEDER = Actor(Role.SEEDER)
OPERATOR = Actor(Role.OPERATOR)
