"""Accounts of the demonstration, and the one-time links by which one signs in to them."""

from dataclasses import dataclass
from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts import queries
from cna_directory.accounts.models import Account
from cna_directory.accounts.operations.links import add_account, make_link
from cna_directory.accounts.rules.standing import OF_A_STATE
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.errors import AccessRefused
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from cna_directory.terms import CURRENT_TERMS

LINKS_HOLD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account that only the demonstration has."""

    email: str
    post_title: str
    organisation: str
    role: Role


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount(
        "reader@mission.example", "Legal adviser", "Permanent Mission", Role.READER
    ),
    DemonstrationAccount(
        "desk@authority.example",
        "Desk officer, international cooperation",
        "Central authority",
        Role.AUTHORITY_USER,
    ),
    DemonstrationAccount(
        "focal.point@ministry.example",
        "Focal point for the directory",
        "Ministry of Justice",
        Role.FOCAL_POINT,
    ),
    DemonstrationAccount(
        "first.officer@secretariat.example", "First officer", "Secretariat", Role.SECRETARIAT
    ),
    DemonstrationAccount(
        "second.officer@secretariat.example", "Second officer", "Secretariat", Role.SECRETARIAT
    ),
    DemonstrationAccount(
        "administrator@secretariat.example", "Administrator", "Secretariat", Role.ADMINISTRATOR
    ),
)
"""Two officers, because one never accepts what he proposed himself."""


def has_other_accounts() -> bool:
    """Say whether there are accounts and the demonstration made none of them.

    Where it made some, the others came of requests that somebody approved while trying it.
    """
    own = {account.email for account in DEMONSTRATION_ACCOUNTS}
    addresses = queries.all_addresses()
    return bool(addresses) and own.isdisjoint(addresses)


def demonstration_email(role: Role) -> str:
    """Return the address of the first account of the demonstration with a role."""
    return next(account.email for account in DEMONSTRATION_ACCOUNTS if account.role is role)


@dataclass(frozen=True, slots=True)
class DemonstrationLink:
    """A one-time link with what to print beside it."""

    role: Role
    post_title: str
    address: str


@operation(Action.LINK_MADE, needs=Capability.MAKE_DEMONSTRATION_LINKS)
def make_demonstration_accounts_and_links(
    actor: Actor,
    *,
    settings: Settings,
    state_iso2: str,
    authority_number: int | None = None,
) -> list[DemonstrationLink]:
    """Make the demonstration's accounts where they are missing, and a one-time link for each.

    `state_iso2` and `authority_number` say to whom the focal point and the authority user belong.

    Raises:
        AccessRefused: this is not the demonstration.
    """
    if not settings.is_demonstration:
        raise AccessRefused("One-time sign-in links exist only in the demonstration.")
    links = []
    for wanted in DEMONSTRATION_ACCOUNTS:
        account = queries.account_by_email(wanted.email) or _add(
            wanted, state_iso2, authority_number
        )
        token = make_link(account, LinkPurpose.SIGN_IN, LINKS_HOLD_FOR)
        address = f"{settings.base_url}/sign-in/link/{token}"
        links.append(DemonstrationLink(wanted.role, wanted.post_title, address))
    note(subject="demonstration", links=len(links))
    return links


def _add(wanted: DemonstrationAccount, state_iso2: str, authority_number: int | None) -> Account:
    return add_account(
        email=wanted.email,
        status=AccountStatus.ACTIVE,
        activated_at=clock.now(),
        terms_version=CURRENT_TERMS,
        terms_accepted_at=clock.now(),
        role=wanted.role,
        post_title=wanted.post_title,
        organisation=wanted.organisation,
        state_iso2=state_iso2 if wanted.role in OF_A_STATE else None,
        authority_number=authority_number if wanted.role is Role.AUTHORITY_USER else None,
    )
