"""What is asked for, as conditions on the operations of the trail."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_

from cna_directory.access.roles import Role
from cna_directory.audit.models import AuditOperation
from cna_directory.trail.rules import SECURITY_ACTIONS, Selection

Conditions = tuple[ColumnElement[bool], ...]


def conditions_of(asked: Selection) -> Conditions:
    """Return the conditions of a selection."""
    found: list[ColumnElement[bool]] = []
    if asked.account_id is not None:
        found.append(_by_account(asked.account_id))
    if asked.role:
        found.append(AuditOperation.actor_role == asked.role.value)
    if asked.subject:
        found.append(AuditOperation.subject == asked.subject)
    if actions := asked.wanted_actions:
        found.append(AuditOperation.action.in_(actions))
    if asked.first_day:
        found.append(AuditOperation.happened_at >= _midnight(asked.first_day))
    if asked.last_day:
        found.append(AuditOperation.happened_at < _midnight(asked.last_day) + timedelta(days=1))
    return tuple(found)


def own_conditions(account_id: int) -> Conditions:
    """Return the conditions of what an account did, and of what touched its safety."""
    actions = sorted(action.value for action in SECURITY_ACTIONS)
    return (
        or_(
            AuditOperation.actor_account_id == account_id,
            and_(
                AuditOperation.subject == f"account/{account_id}",
                AuditOperation.action.in_(actions),
            ),
        ),
    )


def _by_account(account_id: int) -> ColumnElement[bool]:
    """Who signs in or uses a link is nobody yet: what was done as this account counts too."""
    return or_(
        AuditOperation.actor_account_id == account_id,
        and_(
            AuditOperation.subject == f"account/{account_id}",
            AuditOperation.actor_role == Role.VISITOR.value,
        ),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
