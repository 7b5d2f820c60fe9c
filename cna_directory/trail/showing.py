"""From what the trail holds to what its pages show: words, and addresses where a page exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.trail import queries
from cna_directory.trail.rules import GROUPS, ShownValue, number_in
from cna_directory.trail.words import (
    ACTION_NAMES,
    GROUP_NAMES,
    action_name,
    detail_name,
    detail_words,
    role_name,
    subject_name,
)
from cna_directory.web.helpers import may_open

PLACES = {
    "account": ("accounts.account", "account_id"),
    "account-request": ("admission.examine", "account_request_id"),
    "authority": ("authorities.authority", "number"),
    "state": ("authorities.state", "iso2"),
}
"""The page of each kind of subject, with the name of what its address holds."""

OF_A_PERSON = frozenset({Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT})

OWN_DETAILS = frozenset({"by", "edition", "factor", "format", "language", "sessions"})
"""What the holder of an account is told of an operation; nothing in it is about others."""


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """One thing that an operation says about itself."""

    name: str
    value: ShownValue


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One operation in a list, in words."""

    number: int
    happened_at: datetime
    what: str
    who: str
    of_account: queries.AccountName | None
    subject: str
    subject_name: str
    subject_account: queries.AccountName | None
    place: str
    """The address of the page of what it is about; empty where there is none."""
    remote_address: ShownValue
    details: tuple[ShownDetail, ...]


def shown_line(line: queries.Line) -> ShownLine:
    """Return a line as the secretariat reads it."""
    return ShownLine(
        number=line.number,
        happened_at=line.happened_at,
        what=action_name(line.action),
        who=role_name(line.role),
        of_account=line.actor,
        subject=line.subject,
        subject_name=subject_name(line.subject),
        subject_account=line.subject_account,
        place=place_of(line.subject),
        remote_address=line.remote_address,
        details=tuple(_details(line.details)),
    )


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One operation as the holder of the account reads it: nothing of others in it."""

    happened_at: datetime
    what: str
    who: str
    remote_address: ShownValue | None
    """From where the holder, or somebody not signed in, did it; nobody else's address is told."""
    details: tuple[ShownDetail, ...]


def own_event(line: queries.Line, account_id: int) -> OwnEvent:
    """Return a line as the holder of the account reads it."""
    is_own = line.actor is not None and line.actor.account_id == account_id
    is_refusal = line.action == Action.SIGN_IN_REFUSED
    told = OWN_DETAILS | ({"reason"} if is_refusal else set())
    return OwnEvent(
        happened_at=line.happened_at,
        what=action_name(line.action),
        who=str(_("You")) if is_own else _somebody(line),
        remote_address=line.remote_address if is_own or line.role == Role.VISITOR else None,
        details=tuple(_details({k: v for k, v in line.details.items() if k in told})),
    )


def _somebody(line: queries.Line) -> str:
    if line.role == Role.VISITOR:
        return role_name(line.role)
    if line.actor is None:
        return str(_("The directory by itself"))
    return str(_("Another account") if line.role in OF_A_PERSON else _("The secretariat"))


def _details(details: dict[str, ShownValue]) -> Iterator[ShownDetail]:
    for key, value in details.items():
        words = detail_words(key, value.text)
        yield ShownDetail(detail_name(key), ShownValue(value.kept, words))


def place_of(subject: str) -> str:
    """Return the address of the page of what an operation is about; empty where there is none."""
    kind, _slash, rest = subject.partition("/")
    if kind == "edition":
        return url_for("editions.list", _anchor=f"edition-{rest.replace('/', '-')}")
    endpoint, name = PLACES.get(kind, ("", ""))
    is_possible = len(rest) == 2 if name == "iso2" else number_in(rest) is not None
    if not is_possible or not may_open(endpoint):
        return ""
    return url_for(endpoint, **{name: rest})  # type: ignore[arg-type]


def choices_of_action() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the actions to choose from: words of each group with its values and their words."""
    return tuple(
        (
            str(GROUP_NAMES[code]),
            (
                (code, _("%(group)s: all of them", group=GROUP_NAMES[code])),
                *((action.value, str(ACTION_NAMES[action])) for action in actions),
            ),
        )
        for code, actions in GROUPS.items()
    )
