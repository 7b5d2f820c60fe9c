"""Whether a designation says enough for somebody abroad to send a request: pure decisions.

A designation is *usable* when it has all that a sender must know. What is missing has a name, so
that the desk can list it, a form can ask for it and an edition can count it.
"""

from collections.abc import Iterator
from enum import StrEnum

from cna_directory.authorities.record import (
    Acceptance,
    AcceptedChannel,
    ChannelRoute,
    ContactPoint,
    ConventionAsBasis,
    Designation,
    DesignationRole,
    LanguageUse,
    NumberUse,
    Record,
    StateProfile,
    Urgency,
)
from cna_directory.authorities.rules import visible

TAKES_REQUESTS = frozenset(
    {Acceptance.REQUIRED, Acceptance.ACCEPTED, Acceptance.ACCEPTED_IF_AGREED}
)
ROUTES_OF_OTHERS = frozenset({ChannelRoute.DIPLOMATIC, ChannelRoute.INTERPOL})
"""Ways that begin at an office of the sender's own State, so no address need be known."""


class Needed(StrEnum):
    """What a usable designation has, in the order in which a record is filled in."""

    NAME = "name"
    SERVICE_OR_POST = "service_or_post"
    CHANNEL = "channel"
    LANGUAGES = "languages"
    URGENT = "urgent"
    INTERPOL = "interpol"
    LEGAL_BASIS = "legal_basis"
    CONFIRMATION = "confirmation"


OF_REQUESTS_ALONE = frozenset({Needed.URGENT, Needed.INTERPOL, Needed.LEGAL_BASIS})
"""Not asked of authorities for prevention, which are consulted and are sent no requests."""


def missing(
    designation: Designation, record: Record, profile: StateProfile | None
) -> tuple[Needed, ...]:
    """Return what a designation of a record lacks to be usable; nothing where it is.

    What only the secretariat may see helps no sender, so it does not count. "None", "not accepted"
    and "not required" are answers; "unknown" is not.
    """
    return tuple(_missing(designation, visible(record, to_secretariat=False), profile))


def _missing(
    designation: Designation, record: Record, profile: StateProfile | None
) -> Iterator[Needed]:
    has = {
        Needed.NAME: bool(record.name.text.strip()),
        Needed.SERVICE_OR_POST: _has_service_or_post(record),
        Needed.CHANNEL: any(_is_reachable(c, record) for c in designation.channels),
        Needed.LANGUAGES: _says_languages(designation),
        Needed.URGENT: _says_urgent(designation, record),
        Needed.INTERPOL: _says_interpol(designation),
        Needed.LEGAL_BASIS: _says_legal_basis(designation, profile),
        Needed.CONFIRMATION: record.confirmation is not None,
    }
    takes_requests = designation.role is not DesignationRole.PREVENTION_AUTHORITY
    for needed in Needed:
        if not has[needed] and (takes_requests or needed not in OF_REQUESTS_ALONE):
            yield needed


def _has_service_or_post(record: Record) -> bool:
    named = (record.service, *(contact.post for contact in record.contact_points))
    return any(text is not None and text.text.strip() for text in named)


def _is_reachable(channel: AcceptedChannel, record: Record) -> bool:
    """Say whether an ordinary request can come by a channel, and where to is known."""
    if channel.urgency is not Urgency.NORMAL or channel.acceptance not in TAKES_REQUESTS:
        return False
    return channel.route in ROUTES_OF_OTHERS or _can_be_written_to(record)


def _can_be_written_to(record: Record) -> bool:
    address = record.address
    return bool(
        any(line.strip() for line in address.lines)
        or record.emails
        or record.telephones
        or record.faxes
        or record.websites
        or any(_can_be_called(contact) for contact in record.contact_points)
    )


def _can_be_called(contact: ContactPoint) -> bool:
    return bool(contact.telephones or contact.emails)


def _says_languages(designation: Designation) -> bool:
    return any(
        rule.use is LanguageUse.NORMAL and (rule.languages or rule.any_official_un_language)
        for rule in designation.language_rules
    )


def _says_urgent(designation: Designation, record: Record) -> bool:
    """Say whether it is known what to do in urgent cases, be it that there is no special way."""
    is_answered = any(
        c.urgency is Urgency.URGENT and c.acceptance is not Acceptance.UNKNOWN
        for c in designation.channels
    )
    uses = [it.use for it in record.telephones] + [it.use for it in record.emails]
    return (
        is_answered
        or NumberUse.URGENT in uses
        or any(c.is_for_urgent and _can_be_called(c) for c in record.contact_points)
    )


def _says_interpol(designation: Designation) -> bool:
    return any(
        c.route is ChannelRoute.INTERPOL and c.acceptance is not Acceptance.UNKNOWN
        for c in designation.channels
    )


def _says_legal_basis(designation: Designation, profile: StateProfile | None) -> bool:
    """Say whether the State answered for one of the instruments it is designated under."""
    instruments = {provision.instrument for provision in designation.provisions}
    return any(
        basis.request_type == designation.request_type
        and (not instruments or basis.instrument in instruments)
        and basis.convention_as_basis is not ConventionAsBasis.UNKNOWN
        for basis in (profile.legal_bases if profile else ())
    )
