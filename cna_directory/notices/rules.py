"""Pure decisions about the public pages: which help there is, and what security.txt says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.languages import INTERFACE_LANGUAGES

HELP_FOR = (Role.VISITOR, *SIGNED_IN)
"""Whom there is a page of help for, in the order of the list."""

PLACE_OF_SECURITY_TXT = "/.well-known/security.txt"
HOLDS_FOR = timedelta(days=300)
"""RFC 9116 recommends less than a year; each answer counts anew from its day."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page of help, by whom it is for."""

    role: Role

    @property
    def place(self) -> str:
        """Return the word for it in an address."""
        return self.role.value.replace("_", "-")


def help_pages() -> tuple[HelpPage, ...]:
    """Return all pages of help in their order."""
    return tuple(HelpPage(role) for role in HELP_FOR)


def security_txt(contact: str, base_url: str, now: datetime) -> str:
    """Return the file by which a site says how its weaknesses are reported (RFC 9116)."""
    expires = (now + HOLDS_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    languages = ", ".join(sorted(INTERFACE_LANGUAGES, key=lambda code: code != "en"))
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {base_url}{PLACE_OF_SECURITY_TXT}",
    )
    return "".join(f"{line}\n" for line in lines)
