"""Recording sign-ins that were refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.standing import RefusalReason
from cna_directory.audit.actions import Action
from cna_directory.errors import TooManyAttempts
from cna_directory.operation import note, operation


@operation(Action.SIGN_IN_REFUSED, needs=Capability.SIGN_IN)
def refuse_sign_in(actor: Actor, account_id: int | None, *, reason: RefusalReason) -> None:
    """Record a try that failed, and why; the e-mail address that was typed is not kept."""
    note(subject=f"account/{account_id}" if account_id else "", reason=reason)


@contextmanager
def recording_limits(actor: Actor, account_id: int | None) -> Iterator[None]:
    """Record the first try that a limit refuses; how many follow while it stands is only counted.

    Whoever does not stop would else write into the trail, which nobody can shorten, for ever.
    """
    try:
        yield
    except TooManyAttempts as error:
        if error.is_first:
            refuse_sign_in(actor, account_id, reason=RefusalReason.TOO_MANY_ATTEMPTS)
        raise
