"""Pure decisions about what speaks for an applicant and what speaks against one.

A signal never decides: it is a sentence for the officer, who does.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import phonenumbers

from cna_directory.access.roles import Role
from cna_directory.admission.rules.public_mail import is_public_mail
from cna_directory.admission.standing import RequestStatus, VouchingAnswer
from cna_directory.lookalikes import (
    Domain,
    domain_of,
    government_ending,
    has_odd_width,
    hides_characters,
    imitated,
    imitates_name,
    is_within,
    mixes_scripts,
)
from cna_directory.text import fold

OF_NO_COUNTRY = "001"
"""What the telephone library calls numbers that belong to no country."""


class Look(StrEnum):
    """How a signal is meant."""

    GOOD = "good"
    WARNED = "warned"
    TOLD = "told"


class Sign(StrEnum):
    """What was found; the value is the name under which its sentence stands in `words`."""

    DOMAIN_KNOWN = "domain_known"
    DOMAIN_OF_GOVERNMENT = "domain_of_government"
    DOMAIN_NOT_KNOWN = "domain_not_known"
    DOMAIN_OF_OTHER_STATE = "domain_of_other_state"
    DOMAIN_IMITATES = "domain_imitates"
    DOMAIN_HAS_TWO_FORMS = "domain_has_two_forms"
    DOMAIN_MIXES_SCRIPTS = "domain_mixes_scripts"
    PUBLIC_MAIL = "public_mail"
    NAME_IMITATES = "name_imitates"
    NAME_MIXES_SCRIPTS = "name_mixes_scripts"
    NAME_HIDES_CHARACTERS = "name_hides_characters"
    NAME_HAS_ODD_WIDTH = "name_has_odd_width"
    HAS_ACCOUNT = "has_account"
    OTHER_REQUEST_WITH_ADDRESS = "other_request_with_address"
    OTHER_REQUEST_WITH_NAME = "other_request_with_name"
    OTHER_REQUEST_WITH_LETTER = "other_request_with_letter"
    REFUSED_BEFORE = "refused_before"
    NO_LETTER = "no_letter"
    NOMINATED = "nominated"
    NOMINATED_OTHERWISE = "nominated_otherwise"
    NAMED_SUCCESSOR = "named_successor"
    VOUCHED_FOR = "vouched_for"
    NOT_VOUCHED_FOR = "not_vouched_for"
    NOT_KNOWN_TO_FOCAL_POINT = "not_known_to_focal_point"
    NOBODY_TO_VOUCH = "nobody_to_vouch"
    ROLE_HELD = "role_held"
    ROLE_NOT_HELD = "role_not_held"
    TELEPHONE_OF_OTHER_STATE = "telephone_of_other_state"
    TELEPHONE_NOT_READ = "telephone_not_read"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to know about a request, with the values that its sentence names."""

    sign: Sign
    look: Look
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the signals look at of a request."""

    id: int
    email: str
    person_name: str
    organisation: str
    post_title: str
    telephone: str
    state_iso2: str
    wished_role: Role
    status: RequestStatus
    letter_sha256: str
    reference: str


@dataclass(frozen=True, slots=True)
class KnownDomain:
    """A domain that the directory knows, and the State it belongs to; empty for nobody's."""

    domain: Domain
    state_iso2: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """The name of an authority in the directory."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class KnownNomination:
    """A nomination that stands."""

    id: int
    email: str
    state_iso2: str
    role: Role
    post_title: str
    by_post: str
    by_account_id: int
    hands_over: bool
    nominated_at: datetime


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account as the signals see it."""

    id: int
    email: str
    role: Role
    state_iso2: str
    post_title: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the directory knows around requests, gathered once for a page."""

    domains: Sequence[KnownDomain] = ()
    names: Sequence[KnownName] = ()
    accounts: Sequence[KnownAccount] = ()
    requests: Sequence[Asked] = ()
    nominations: Sequence[KnownNomination] = ()
    answers: Sequence[tuple[int, VouchingAnswer | None]] = ()
    """What focal points have said, by the number of the request."""


def signals(asked: Asked, facts: Facts) -> tuple[Signal, ...]:
    """Return what there is to know about a request: warnings first, then what speaks for it."""
    found = (
        *_of_domain(asked, facts),
        *_of_names(asked, facts),
        *_of_others(asked, facts),
        *_of_nominations(asked, facts),
        *_of_focal_points(asked, facts),
        *_of_role(asked, facts),
        *_of_telephone(asked),
    )
    order = (Look.WARNED, Look.GOOD, Look.TOLD)
    return tuple(sorted(found, key=lambda signal: order.index(signal.look)))


def warnings_in(found: Iterable[Signal]) -> int:
    """Return how many signals warn."""
    return sum(signal.look is Look.WARNED for signal in found)


def _warned(sign: Sign, **values: object) -> Signal:
    return Signal(sign, Look.WARNED, _plain(values))


def _good(sign: Sign, **values: object) -> Signal:
    return Signal(sign, Look.GOOD, _plain(values))


def _told(sign: Sign, **values: object) -> Signal:
    return Signal(sign, Look.TOLD, _plain(values))


def _plain(values: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in values.items())


# --- The address -----------------------------------------------------------------------------


def _of_domain(asked: Asked, facts: Facts) -> Iterator[Signal]:
    domain = domain_of(asked.email)
    if domain.has_two_forms:
        yield _warned(Sign.DOMAIN_HAS_TWO_FORMS, text=domain.text, ascii=domain.ascii)
    if mixes_scripts(domain.text):
        yield _warned(Sign.DOMAIN_MIXES_SCRIPTS, text=domain.text)
    if is_public_mail(asked.email):
        yield _warned(Sign.PUBLIC_MAIL, domain=domain.text)
        return
    yield from _of_known_domains(asked, domain, facts.domains)


def _of_known_domains(
    asked: Asked, domain: Domain, known: Sequence[KnownDomain]
) -> Iterator[Signal]:
    owners = {k.state_iso2 for k in known if is_within(domain, k.domain)}
    if asked.state_iso2 in owners:
        yield _good(Sign.DOMAIN_KNOWN, domain=domain.ascii)
        return
    others = sorted(owners - {""})
    for owner in others:
        yield _warned(Sign.DOMAIN_OF_OTHER_STATE, domain=domain.ascii, state=owner)
    if others:
        return
    if model := imitated(domain, [k.domain for k in known], asked.state_iso2):
        yield _warned(Sign.DOMAIN_IMITATES, domain=domain.text, known=model.text)
        return
    ending = government_ending(domain)
    of_state = {government_ending(k.domain) for k in known if k.state_iso2 == asked.state_iso2}
    if ending and ending in of_state:
        yield _told(Sign.DOMAIN_OF_GOVERNMENT, domain=domain.ascii, ending=ending)
    else:
        yield _told(Sign.DOMAIN_NOT_KNOWN, domain=domain.ascii)


# --- Names -----------------------------------------------------------------------------------


def _of_names(asked: Asked, facts: Facts) -> Iterator[Signal]:
    yield from name_signals(asked.organisation, facts.names)
    for text in (asked.post_title, asked.person_name):
        yield from _of_letters(text)


def name_signals(name: str, known: Sequence[KnownName]) -> Iterator[Signal]:
    """Return what is odd about the name of a body, beside the names in the directory."""
    for authority in known:
        if imitates_name(name, authority.name):
            yield _warned(
                Sign.NAME_IMITATES, name=name, known=authority.name, number=authority.number
            )
            break
    yield from _of_letters(name)


def _of_letters(text: str) -> Iterator[Signal]:
    if mixes_scripts(text):
        yield _warned(Sign.NAME_MIXES_SCRIPTS, name=text)
    if hides_characters(text):
        yield _warned(Sign.NAME_HIDES_CHARACTERS, name=text)
    if has_odd_width(text):
        yield _warned(Sign.NAME_HAS_ODD_WIDTH, name=text)


# --- Others who asked, or have an account ----------------------------------------------------


def _of_others(asked: Asked, facts: Facts) -> Iterator[Signal]:
    if any(account.email == asked.email for account in facts.accounts):
        yield _warned(Sign.HAS_ACCOUNT, email=asked.email)
    for other in facts.requests:
        if other.id != asked.id:
            yield from _of_other(asked, other)
    if not asked.letter_sha256:
        yield _told(Sign.NO_LETTER)


def _of_other(asked: Asked, other: Asked) -> Iterator[Signal]:
    has_address = bool(other.email) and other.email == asked.email
    if has_address and other.status is RequestStatus.REFUSED:
        yield _warned(Sign.REFUSED_BEFORE, reference=other.reference)
    elif has_address:
        yield _told(Sign.OTHER_REQUEST_WITH_ADDRESS, reference=other.reference)
    elif fold(other.person_name) and fold(other.person_name) == fold(asked.person_name):
        yield _told(Sign.OTHER_REQUEST_WITH_NAME, reference=other.reference)
    if asked.letter_sha256 and other.letter_sha256 == asked.letter_sha256 and not has_address:
        yield _warned(Sign.OTHER_REQUEST_WITH_LETTER, reference=other.reference)


# --- Those who speak for the applicant -------------------------------------------------------


def _of_nominations(asked: Asked, facts: Facts) -> Iterator[Signal]:
    for nomination in facts.nominations:
        if nomination.email == asked.email:
            yield _of_nomination(asked, nomination)


def _of_nomination(asked: Asked, nomination: KnownNomination) -> Signal:
    if nomination.hands_over:
        return _good(Sign.NAMED_SUCCESSOR, by=nomination.by_post, account=nomination.by_account_id)
    is_the_same = (nomination.state_iso2, nomination.role) == (asked.state_iso2, asked.wished_role)
    sign = Sign.NOMINATED if is_the_same else Sign.NOMINATED_OTHERWISE
    look = Look.GOOD if is_the_same else Look.WARNED
    values = {"by": nomination.by_post, "post": nomination.post_title}
    if not is_the_same:
        values |= {"state": nomination.state_iso2, "role": nomination.role.value}
    return Signal(sign, look, _plain({**values}))


def _of_focal_points(asked: Asked, facts: Facts) -> Iterator[Signal]:
    said = {
        VouchingAnswer.YES: (Sign.VOUCHED_FOR, Look.GOOD),
        VouchingAnswer.NO: (Sign.NOT_VOUCHED_FOR, Look.WARNED),
        VouchingAnswer.NOT_KNOWN: (Sign.NOT_KNOWN_TO_FOCAL_POINT, Look.WARNED),
    }
    answers = [answer for number, answer in facts.answers if number == asked.id]
    yield from (Signal(*said[answer]) for answer in answers if answer is not None)
    has_focal_point = any(
        account.role is Role.FOCAL_POINT
        and account.is_open
        and account.state_iso2 == asked.state_iso2
        for account in facts.accounts
    )
    if None in answers and not has_focal_point:
        yield _told(Sign.NOBODY_TO_VOUCH)


def _of_role(asked: Asked, facts: Facts) -> Iterator[Signal]:
    holders = [
        account.post_title
        for account in facts.accounts
        if account.is_open
        and account.role is asked.wished_role
        and account.state_iso2 == asked.state_iso2
    ]
    if holders:
        yield _told(Sign.ROLE_HELD, count=len(holders), posts="; ".join(holders[:5]))
    else:
        yield _told(Sign.ROLE_NOT_HELD)


# --- The telephone ---------------------------------------------------------------------------


def _of_telephone(asked: Asked) -> Iterator[Signal]:
    if not asked.telephone.strip():
        return
    try:
        number = phonenumbers.parse(asked.telephone, asked.state_iso2)
    except phonenumbers.NumberParseException:
        yield _told(Sign.TELEPHONE_NOT_READ)
        return
    regions = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    if not {asked.state_iso2, OF_NO_COUNTRY} & set(regions):
        yield _warned(Sign.TELEPHONE_OF_OTHER_STATE, code=f"+{number.country_code}")
