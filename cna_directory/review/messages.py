"""Mails about proposals and what came of them; none holds a link that decides anything."""

from collections.abc import Iterable, Iterator

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.authorities.record import ContactPoint, Record
from cna_directory.mail.message import Message
from cna_directory.review.models import ChangeProposal
from cna_directory.review.standing import ProposalKind, ProposalStatus
from cna_directory.settings import Settings


def please_sign_off(focal_point: Account, proposal: ChangeProposal, settings: Settings) -> Message:
    """Tell a focal point that an authority of the own State proposes something."""
    return Message(
        "proposal_to_sign_off",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            "number": proposal.id,
            "about": proposal.authority_number,
            "link": f"{settings.base_url}/proposals/{proposal.id}",
            "directory": settings.base_url,
        },
    )


def proposal_accepted(proposer: Account, proposal: ChangeProposal, settings: Settings) -> Message:
    """Tell a proposer that a proposal holds, or which part of it."""
    return _to_proposer("proposal_accepted", proposer, proposal, settings)


def proposal_returned(proposer: Account, proposal: ChangeProposal, settings: Settings) -> Message:
    """Tell a proposer what the State or the secretariat wants changed before it is sent again."""
    return _to_proposer("proposal_returned", proposer, proposal, settings)


def proposal_refused(proposer: Account, proposal: ChangeProposal, settings: Settings) -> Message:
    """Tell a proposer why a proposal was refused."""
    return _to_proposer("proposal_refused", proposer, proposal, settings)


def contact_changed_to_state(
    focal_point: Account, record: Record, proposal: ChangeProposal, settings: Settings
) -> Message:
    """Tell a focal point of the State that contact details of one of its authorities change."""
    return Message(
        "proposal_contact_changed_state",
        recipient=focal_point.email,
        language=focal_point.language,
        words=_words_of_contact(record, proposal, settings),
    )


def contact_changed_to_office(
    address: str, record: Record, proposal: ChangeProposal, settings: Settings
) -> Message:
    """Tell an address that the record had until now; whoever reads it may know nothing of it."""
    return Message(
        "proposal_contact_changed_office",
        recipient=address,
        words=_words_of_contact(record, proposal, settings),
    )


def addresses_of(record: Record) -> Iterator[str]:
    """Yield the e-mail addresses of a record and of its contact points."""
    yield from (email.address for email in record.emails)
    yield from addresses_in(record.contact_points)


def addresses_in(contacts: Iterable[ContactPoint]) -> Iterator[str]:
    """Yield the e-mail addresses of contact points."""
    for contact in contacts:
        yield from (email.address for email in contact.emails)


def _to_proposer(
    name: str, proposer: Account, proposal: ChangeProposal, settings: Settings
) -> Message:
    return Message(
        name,
        recipient=proposer.email,
        language=proposer.language,
        words={
            "number": proposal.id,
            "about": proposal.authority_number or proposal.state_iso2,
            "is_by_state": proposal.decided_as is Role.FOCAL_POINT,
            "is_in_part": proposal.status is ProposalStatus.ACCEPTED_IN_PART,
            "reason": proposal.reason,
            "link": f"{settings.base_url}/proposals/{proposal.id}",
            "directory": settings.base_url,
        },
    )


def _words_of_contact(
    record: Record, proposal: ChangeProposal, settings: Settings
) -> dict[str, object]:
    return {
        "authority": record.name.text,
        "number": record.number,
        "proposal": proposal.id,
        "ends": proposal.kind is ProposalKind.ENDING,
        "link": f"{settings.base_url}/authorities/{record.number}",
        "directory": settings.base_url,
    }
