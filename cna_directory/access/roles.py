"""The roles of accounts, and the roles of those who act without a person."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is for the directory."""

    VISITOR = "visitor"
    READER = "reader"
    AUTHORITY_USER = "authority_user"
    FOCAL_POINT = "focal_point"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
    SCHEDULER = "scheduler"
    SEEDER = "seeder"
    OPERATOR = "operator"


SIGNED_IN = (
    Role.READER,
    Role.AUTHORITY_USER,
    Role.FOCAL_POINT,
    Role.SECRETARIAT,
    Role.ADMINISTRATOR,
)
"""The roles an account may have."""
