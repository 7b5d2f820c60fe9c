"""Recording sign-ins that were refused."""

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.standing import RefusalReason
from cna_directory.audit.actions import Action
from cna_directory.operation import note, operation


@operation(Action.SIGN_IN_REFUSED, needs=Capability.SIGN_IN)
def refuse_sign_in(actor: Actor, account_id: int | None, *, reason: RefusalReason) -> None:
    """Record a try that failed, and why; the e-mail address that was typed is not kept."""
    note(subject=f"account/{account_id}" if account_id else "", reason=reason)
