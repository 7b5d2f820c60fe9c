"""The one table that says who may do what, and how far.

The program does not start unless every capability stands in it. A bound is a predicate over the
actor and the subject; what lies out of bounds is treated as if it did not exist. A program of an
account is limited further by the scopes of its token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.errors import AccessRefused

Bound = Callable[[Actor, Any], bool]


def anything(actor: Actor, subject: Any) -> bool:
    """Set no bound."""
    return True


def own_account(actor: Actor, subject: Any) -> bool:
    """Keep to what belongs to the actor's own account, such as its sessions."""
    return subject is None or bool(subject.account_id == actor.account_id)


def own_state(actor: Actor, subject: Any) -> bool:
    """Keep to what belongs to the actor's own State."""
    return bool(actor.state) and (subject is None or subject.state_iso2 == actor.state)


def not_own_account(actor: Actor, account: Any) -> bool:
    """Keep away from the actor's own account: nobody suspends or promotes himself."""
    return account is None or bool(account.account_id != actor.account_id)


def own_authority(actor: Actor, subject: Any) -> bool:
    """Keep to the record of the actor's own authority."""
    return actor.authority_number is not None and (
        subject is None or subject.authority_number == actor.authority_number
    )


def colleague(actor: Actor, account: Any) -> bool:
    """Keep to the accounts of others of the actor's own State."""
    return own_state(actor, account) and not_own_account(actor, account)


@dataclass(frozen=True, slots=True)
class Grant:
    """Roles that have a capability, within a bound."""

    roles: frozenset[Role]
    bound: Bound = anything


def to(*roles: Role, within: Bound = anything) -> tuple[Grant, ...]:
    """Return the grants to `roles`; grants are added up with `+`."""
    return (Grant(frozenset(roles), within),)


EVERYBODY = (Role.VISITOR, *SIGNED_IN)

GRANTS: dict[Capability, tuple[Grant, ...]] = {
    Capability.VISIT: to(*EVERYBODY),
    Capability.SIGN_IN: to(*EVERYBODY),
    Capability.ASK_FOR_ACCOUNT: to(*EVERYBODY),
    Capability.SEE_HEALTH: to(*EVERYBODY),
    Capability.ACTIVATE_ACCOUNT: to(*EVERYBODY),
    Capability.RECOVER_ACCOUNT: to(*EVERYBODY),
    Capability.SIGN_OUT: to(*SIGNED_IN, within=own_account),
    Capability.SEE_OWN_ACCOUNT: to(*SIGNED_IN),
    Capability.MANAGE_OWN_ACCOUNT: to(*SIGNED_IN),
    Capability.CONFIRM_OWN_ADDRESS: to(*SIGNED_IN, within=own_account),
    Capability.NOMINATE: to(Role.READER, Role.FOCAL_POINT, within=own_state),
    Capability.WITHDRAW_NOMINATION: to(*SIGNED_IN, within=own_account),
    Capability.VOUCH: to(Role.FOCAL_POINT, within=own_state),
    Capability.REPORT_DEPARTURE: to(Role.FOCAL_POINT, within=colleague),
    Capability.DECIDE_ACCOUNT_REQUEST: to(Role.SECRETARIAT),
    Capability.MANAGE_ACCOUNTS: to(Role.SECRETARIAT, Role.ADMINISTRATOR, within=not_own_account),
    Capability.SEE_DESK: to(Role.SECRETARIAT, Role.ADMINISTRATOR),
    Capability.SEE_OUTBOX: to(Role.SECRETARIAT, Role.ADMINISTRATOR),
    Capability.READ_TRAIL: to(Role.SECRETARIAT, Role.ADMINISTRATOR),
    Capability.KEEP_ACCOUNTS: to(Role.SCHEDULER),
    Capability.READ_DIRECTORY: to(*SIGNED_IN),
    Capability.READ_REFERENCE: to(*SIGNED_IN),
    Capability.TAKE_RECORDS_ALONG: to(*SIGNED_IN),
    Capability.STAR_STATES: to(*SIGNED_IN),
    Capability.KEEP_ACCESS_TOKENS: to(*SIGNED_IN, within=own_account),
    Capability.DOWNLOAD_EDITION: to(*SIGNED_IN),
    Capability.PUBLISH_EDITION: to(Role.SCHEDULER),
    Capability.HOLD_EDITION: to(Role.SECRETARIAT, Role.OPERATOR),
    Capability.PREPARE_EDITION: to(Role.SECRETARIAT, Role.OPERATOR),
    Capability.ISSUE_EDITION_NOW: to(Role.SECRETARIAT, Role.OPERATOR),
    Capability.WITHDRAW_EDITION: to(Role.SECRETARIAT),
    Capability.REVIEW_WORDING: to(Role.SECRETARIAT),
    Capability.TAKE_OWN_COPY: to(*SIGNED_IN, within=own_account),
    Capability.MAKE_COPIES: to(Role.SCHEDULER),
    Capability.TRACE_COPY: to(Role.SECRETARIAT, Role.OPERATOR),
    Capability.UNSUBSCRIBE: to(*EVERYBODY),
    Capability.PAUSE_MAIL: to(Role.SECRETARIAT, Role.ADMINISTRATOR),
    Capability.PROPOSE_CHANGE: to(Role.SECRETARIAT)
    + to(Role.FOCAL_POINT, within=own_state)
    + to(Role.AUTHORITY_USER, within=own_authority),
    Capability.SIGN_OFF_CHANGE: to(Role.FOCAL_POINT, within=own_state),
    Capability.SEE_PROPOSALS: to(Role.SECRETARIAT)
    + to(Role.FOCAL_POINT, within=own_state)
    + to(Role.AUTHORITY_USER, within=own_account),
    Capability.WITHDRAW_PROPOSAL: to(
        Role.SECRETARIAT, Role.FOCAL_POINT, Role.AUTHORITY_USER, within=own_account
    ),
    Capability.DECIDE_CHANGE: to(Role.SECRETARIAT, within=not_own_account),
    Capability.CONFIRM_RECORDS: to(Role.SECRETARIAT) + to(Role.FOCAL_POINT, within=own_state),
    Capability.WORK_FOR_STATE: to(Role.FOCAL_POINT, within=own_state),
    Capability.WORK_FOR_AUTHORITY: to(Role.AUTHORITY_USER, within=own_authority),
    Capability.REMIND_TO_CONFIRM: to(Role.SCHEDULER, Role.SECRETARIAT),
    Capability.SEE_OVERDUE: to(Role.SECRETARIAT),
    Capability.REPORT_PROBLEM: to(*SIGNED_IN),
    Capability.SEE_REPORTS: to(Role.SECRETARIAT)
    + to(Role.FOCAL_POINT, within=own_state)
    + to(*SIGNED_IN, within=own_account),
    Capability.SETTLE_REPORT: to(Role.SECRETARIAT),
    Capability.FOLLOW: to(*SIGNED_IN, within=own_account),
    Capability.STOP_FOLLOWING: to(*EVERYBODY),
    Capability.POST_NEWS: to(Role.SCHEDULER),
    Capability.KEEP_NOTES: to(Role.SECRETARIAT),
    Capability.IMPORT_RECORDS: to(Role.SECRETARIAT),
    Capability.ACCEPT_IMPORT: to(Role.SECRETARIAT, within=not_own_account),
    Capability.LEAVE_IMPORT: to(Role.SCHEDULER),
    Capability.EXPORT_RECORDS: to(Role.SECRETARIAT, Role.OPERATOR),
    Capability.CHECK_LINKS: to(Role.SCHEDULER),
    Capability.KEEP_FILTERS: to(Role.SECRETARIAT, Role.ADMINISTRATOR, within=own_account),
    Capability.BRING_INTO_FORCE: to(Role.SCHEDULER),
    Capability.INVITE: to(Role.OPERATOR),
    Capability.LOAD_SEEDS: to(Role.SEEDER),
    Capability.MAKE_DEMONSTRATION_LINKS: to(Role.OPERATOR),
    Capability.DELIVER_MAIL: to(Role.SCHEDULER, Role.OPERATOR),
    Capability.EXPORT_TRAIL: to(Role.SECRETARIAT, Role.ADMINISTRATOR, Role.OPERATOR),
    Capability.POST_TRAIL_HEAD: to(Role.SCHEDULER, Role.OPERATOR),
}

_missing = set(Capability) - set(GRANTS)
if _missing:
    raise RuntimeError(f"capabilities without a grant: {sorted(c.name for c in _missing)}")


def has_role_for(actor: Actor, capability: Capability) -> bool:
    """Say whether the actor's role has the capability at all, whatever the subject."""
    return _is_within_limit(actor, capability) and any(
        actor.role in grant.roles for grant in GRANTS[capability]
    )


def may(actor: Actor, capability: Capability, subject: Any = None) -> bool:
    """Say whether the actor may use the capability on the subject."""
    return _is_within_limit(actor, capability) and any(
        actor.role in grant.roles and grant.bound(actor, subject) for grant in GRANTS[capability]
    )


def _is_within_limit(actor: Actor, capability: Capability) -> bool:
    """Say whether nothing but the role limits the actor here; a limit never widens a role."""
    return actor.limited_to is None or capability in actor.limited_to


def refuse_unless_may(actor: Actor, capability: Capability, subject: Any = None) -> None:
    """Let nobody pass who may not use the capability on the subject.

    Raises:
        AccessRefused: the actor may not; it says to the person no more than that.
    """
    if not may(actor, capability, subject):
        raise AccessRefused("Your account does not allow this.")
