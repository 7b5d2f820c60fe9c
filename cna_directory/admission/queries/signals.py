"""The facts that signals are computed from, gathered once for all requests on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import or_, select

from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.admission.models import AccountRequest, Nomination, Vouching
from cna_directory.admission.rules.public_mail import is_public_mail
from cna_directory.admission.rules.signals import (
    Asked,
    Facts,
    KnownAccount,
    KnownDomain,
    KnownName,
    KnownNomination,
)
from cna_directory.admission.standing import VouchingAnswer
from cna_directory.authorities import queries as authorities
from cna_directory.authorities.models import Authority, ContactPoint, Email
from cna_directory.authorities.record import ProvenanceKind, RecordStatus, Telephone
from cna_directory.database import db
from cna_directory.languages import LocalisedText
from cna_directory.lookalikes import domain_of

OPEN_ACCOUNTS = frozenset({AccountStatus.INVITED, AccountStatus.ACTIVE})


def facts_around(asked: Sequence[AccountRequest]) -> Facts:
    """Return what the directory knows that bears on some requests."""
    accounts = known_accounts()
    return Facts(
        domains=known_domains(accounts),
        names=known_names(),
        accounts=accounts,
        requests=_other_requests(),
        nominations=nominations_for([it.email for it in asked]),
        answers=_answers([it.id for it in asked]),
    )


def as_asked(it: AccountRequest) -> Asked:
    """Return what the signals look at of a request."""
    return Asked(
        id=it.id,
        email=it.email,
        person_name=it.person_name,
        organisation=it.organisation,
        post_title=it.post_title,
        telephone=it.telephone,
        state_iso2=it.state_iso2,
        wished_role=it.wished_role,
        status=it.status,
        letter_sha256=it.letter_sha256,
        reference=it.reference,
    )


def known_accounts() -> tuple[KnownAccount, ...]:
    """Return every account, the closed ones too: an address has one account for good."""
    found = db.session.execute(
        select(
            Account.id,
            Account.email,
            Account.role,
            Account.state_iso2,
            Account.post_title,
            Account.status,
        ).order_by(Account.id)
    )
    return tuple(
        KnownAccount(number, email, role, state or "", post, status in OPEN_ACCOUNTS)
        for number, email, role, state, post, status in found
    )


def known_names() -> tuple[KnownName, ...]:
    """Return the names of all live authorities, with the forms in Latin letters beside them."""
    found = db.session.execute(
        select(Authority.number, Authority.name, Authority.name_transliterated).where(
            Authority.status == RecordStatus.LIVE
        )
    )
    return tuple(KnownName(*pair) for row in found for pair in _names_of(*row))


def _names_of(number: int, name: LocalisedText, transliterated: str) -> Iterator[tuple[int, str]]:
    for text in (name.text, *(t.text for t in name.translations), transliterated):
        if text:
            yield number, text


def known_domains(accounts: Sequence[KnownAccount]) -> tuple[KnownDomain, ...]:
    """Return the domains of records and open accounts; those of public mail are nobody's."""
    found = {
        *_domains_of_emails(),
        *_domains_of_websites(),
        *((account.email, account.state_iso2) for account in accounts if account.is_open),
    }
    kept = {
        (domain_of(address), state)
        for address, state in found
        if not is_public_mail(address) and "." in domain_of(address).ascii
    }
    return tuple(
        KnownDomain(domain, state)
        for domain, state in sorted(kept, key=lambda it: (it[0].ascii, it[1]))
    )


def _domains_of_emails() -> Iterator[tuple[str, str]]:
    of_authorities = select(Email.address, Authority.state).join(
        Authority, Authority.number == Email.authority_number
    )
    of_contact_points = (
        select(Email.address, Authority.state)
        .join(ContactPoint, ContactPoint.id == Email.contact_point_id)
        .join(Authority, Authority.number == ContactPoint.authority_number)
    )
    for question in (of_authorities, of_contact_points):
        yield from ((address, state) for address, state in db.session.execute(question))


def _domains_of_websites() -> Iterator[tuple[str, str]]:
    for websites, state in db.session.execute(select(Authority.websites, Authority.state)):
        for site in websites:
            if host := _host_of(site):
                yield host, state


def _host_of(site: str) -> str:
    try:
        host = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    except ValueError:
        return ""  # What an old notification printed is not always an address.
    return host.removeprefix("www.")


def _other_requests() -> tuple[Asked, ...]:
    """Return the confirmed requests whose personal data is still kept; the time limits it."""
    found = db.session.scalars(
        select(AccountRequest)
        .where(AccountRequest.confirmed_at.is_not(None), AccountRequest.erased_at.is_(None))
        .order_by(AccountRequest.id)
    )
    return tuple(as_asked(it) for it in found)


def nominations_for(emails: Sequence[str]) -> tuple[KnownNomination, ...]:
    """Return the nominations of some addresses that stand, with who made them."""
    found = db.session.execute(
        select(Nomination, Account.post_title)
        .join(Account, Account.id == Nomination.nominated_by)
        .where(Nomination.email.in_(emails), Nomination.withdrawn_at.is_(None))
        # What somebody said whose account has ended since is not said by the State any more.
        .where(or_(Nomination.hands_over, Account.status == AccountStatus.ACTIVE))
        .order_by(Nomination.id)
    )
    return tuple(
        KnownNomination(
            id=it.id,
            email=it.email,
            state_iso2=it.state_iso2 or "",
            role=it.role,
            post_title=it.post_title,
            by_post=by_post,
            by_account_id=it.nominated_by,
            hands_over=it.hands_over,
            nominated_at=it.nominated_at,
        )
        for it, by_post in found
    )


def _answers(numbers: Sequence[int]) -> tuple[tuple[int, VouchingAnswer | None], ...]:
    found = db.session.execute(
        select(Vouching.account_request_id, Vouching.answer)
        .where(Vouching.account_request_id.in_(numbers))
        .order_by(Vouching.id)
    )
    return tuple((number, answer) for number, answer in found)


@dataclass(frozen=True, slots=True)
class CallBack:
    """An authority to telephone, with the numbers that the directory has."""

    number: int
    name: LocalisedText
    provenance_kind: ProvenanceKind
    telephones: tuple[Telephone, ...]


def call_backs(state_iso2: str) -> tuple[CallBack, ...]:
    """Return the numbers of a State's authorities as the directory has them, never the form's."""
    return tuple(
        CallBack(
            found.record.number,
            found.record.name,
            found.record.provenance.kind,
            found.record.telephones,
        )
        for found in authorities.records_of_state(state_iso2)
        if found.record.telephones
    )
