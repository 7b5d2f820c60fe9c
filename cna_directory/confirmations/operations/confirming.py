"""Confirming records: by the focal point of a State, or by an officer on a paper of the State."""

from collections.abc import Mapping
from dataclasses import replace

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities.operations import apply_change
from cna_directory.authorities.plain import T, content_hash
from cna_directory.authorities.queries import authority_records, profile_of_state
from cna_directory.authorities.record import (
    Confirmation,
    ConfirmationMeans,
    Record,
    StateProfile,
)
from cna_directory.confirmations.rules import (
    THE_STATE,
    StateRecords,
    by_which_role,
    problems_with_confirmation,
    reason_of,
)
from cna_directory.errors import NO_SUCH_PAGE, EditConflict, NotFound
from cna_directory.operation import note, operation, require


@operation(Action.RECORDS_CONFIRMED, needs=Capability.CONFIRM_RECORDS)
def confirm_records(
    actor: Actor,
    target: StateRecords,
    *,
    means: ConfirmationMeans,
    seen: Mapping[int, str],
    note_reference: str = "",
) -> None:
    """Say for a State that records still hold as they were seen.

    `seen` holds the content hash of each record as it was shown: what changed since is not
    confirmed, nor is anything that was confirmed together with it.

    Raises:
        RuleBroken: nothing was chosen, or the means do not go with the actor's role.
        NotFound: a record is not a live record of that State.
        EditConflict: records changed since they were seen; the message names them.
    """
    reference = " ".join(note_reference.split())
    require(problems_with_confirmation(actor.role, target, means, reference))
    confirmation = Confirmation(clock.today(), means, by_which_role(means))
    records, profile = _records_of(target), _profile_of(target)
    changed = [
        f"{record.name.text} ({record.number})"
        for record in records
        if not _confirm(record, confirmation, seen.get(record.number, ""), reference)
    ]
    if profile and not _confirm(profile, confirmation, seen.get(THE_STATE, ""), reference):
        changed.append("what holds for the whole State")
    if changed:
        raise EditConflict(
            f"Nothing was confirmed, because this changed since you opened the page:"
            f" {', '.join(changed)}."
        )
    note(
        subject=f"state/{target.state_iso2}",
        records=[record.number for record in records],
        means=means.value,
        **({"profile": True} if profile else {}),
        **({"reference": reference} if reference else {}),
    )


def _records_of(target: StateRecords) -> tuple[Record, ...]:
    """Return the live records that are named; all must be of the one State."""
    wanted = set(target.numbers) - {THE_STATE}
    found = tuple(it.record for it in authority_records(wanted))
    if {it.number for it in found if it.state == target.state_iso2} != wanted:
        raise NotFound(NO_SUCH_PAGE)
    return found


def _profile_of(target: StateRecords) -> StateProfile | None:
    """Return the State's profile, if it is named too."""
    if THE_STATE not in target.numbers:
        return None
    found = profile_of_state(target.state_iso2)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return found.record


def _confirm(record: T, confirmation: Confirmation, seen: str, reference: str) -> bool:
    """Write a confirmation into a record; say whether the record is still what was seen.

    It is compared where it is changed, so that nobody else can change it in between.
    """
    is_as_seen = False

    def confirmed(current: T) -> T:
        nonlocal is_as_seen
        is_as_seen = content_hash(current) == seen
        return replace(current, confirmation=confirmation) if is_as_seen else current

    apply_change(
        record,
        confirmed,
        effective_from=confirmation.confirmed_on,
        reason=reason_of(confirmation.means, reference),
    )
    return is_as_seen
