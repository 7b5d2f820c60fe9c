"""Pure decisions about what an officer should look at twice before accepting a proposal.

A signal never decides: it is a sentence for the officer, who telephones.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import phonenumbers

from cna_directory.accounts.standing import AccountStatus
from cna_directory.authorities.record import (
    ContactPoint,
    Email,
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
    Telephone,
)
from cna_directory.lookalikes import (
    Domain,
    domain_of,
    has_odd_width,
    hides_characters,
    imitated,
    is_within,
    mixes_scripts,
)
from cna_directory.text import visible as with_marks_shown

UNUSUAL = frozenset({"address", "url", "number", "websites", "encryption_key_url"})
"""Fields that are dialled, opened or written to; there letters of other scripts are odd."""

GONE = frozenset({AccountStatus.SUSPENDED, AccountStatus.CLOSED})
"""Accounts whose holders may not speak for a State now."""


class Sign(StrEnum):
    """What was found; `review.words` has the sentence of each."""

    MAIL_DOMAIN_NEW = "mail_domain_new"
    MAIL_DOMAIN_IMITATES = "mail_domain_imitates"
    MAIL_DOMAIN_MIXES_SCRIPTS = "mail_domain_mixes_scripts"
    TELEPHONE_OF_OTHER_STATE = "telephone_of_other_state"
    WEBSITE_DOMAIN_NEW = "website_domain_new"
    LANGUAGES_EMPTIED = "languages_emptied"
    OFFICE_HOURS_EMPTIED = "office_hours_emptied"
    CONTACT_EMPTIED = "contact_emptied"
    CHARACTERS_HIDDEN = "characters_hidden"
    LETTERS_ODD = "letters_odd"
    RECORD_ENDS = "record_ends"
    PROVENANCE_CHANGES = "provenance_changes"
    PROPOSER_GONE = "proposer_gone"
    SIGNER_GONE = "signer_gone"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at twice, with the values that its sentence names."""

    sign: Sign
    values: tuple[tuple[str, str], ...] = ()


Anything = Record | StateProfile


def signals(
    before: Anything | None,
    after: Anything,
    *,
    state: str,
    known_domains: Collection[str] = (),
) -> tuple[Signal, ...]:
    """Return what to look at twice in a change; `before` is empty where a record is added.

    `state` is the code of the State, whose telephone numbers are expected. `known_domains` are the
    mail domains of the State's other records, beside which a new one may look alike.
    """
    found: list[Signal] = []
    if isinstance(after, Record):
        earlier = before if isinstance(before, Record) else None
        found += _of_mail(earlier, after, state, known_domains)
        found += _of_telephones(earlier, after, state)
        found += _of_websites(earlier, after)
        found += _of_record(earlier, after)
    found += _of_languages(before, after)
    found += _of_characters(before, after)
    return tuple(dict.fromkeys(found))


def signals_of_people(proposer: AccountStatus, signer: AccountStatus | None) -> tuple[Signal, ...]:
    """Return what to ask the State about those who proposed a change and agreed to it.

    What somebody said whose account has ended since may not be said by the State any more.
    """
    people = ((Sign.PROPOSER_GONE, proposer), (Sign.SIGNER_GONE, signer))
    return tuple(_signal(sign) for sign, status in people if status in GONE)


def _signal(sign: Sign, **values: str) -> Signal:
    return Signal(sign, tuple(values.items()))


def _of_mail(
    before: Record | None, after: Record, state: str, known_domains: Collection[str]
) -> Iterator[Signal]:
    """Say what is odd about domains; those of the office itself and of its State are expected."""
    own = {domain_of(it.address) for it in _emails(before)} if before else set()
    expected = own | {domain_of(it) for it in known_domains}
    written = [domain_of(it.address) for it in _emails(after)]
    for domain in dict.fromkeys(written):
        if domain in own:
            continue
        if mixes_scripts(domain.text) or domain.has_two_forms:
            yield _signal(Sign.MAIL_DOMAIN_MIXES_SCRIPTS, domain=domain.text, ascii=domain.ascii)
        known = _imitated(domain, expected, state)
        if known:
            yield _signal(Sign.MAIL_DOMAIN_IMITATES, domain=domain.text, known=known.text)
        elif before is not None and not any(is_within(domain, it) for it in own):
            old = ", ".join(sorted(it.text for it in own)) or "–"
            yield _signal(Sign.MAIL_DOMAIN_NEW, domain=domain.text, old=old)


def _imitated(domain: Domain, expected: Collection[Domain], state: str) -> Domain | None:
    """Return the expected domain that one is made to look like, unless it is one of them."""
    if any(is_within(domain, it) for it in expected):
        return None
    return imitated(domain, sorted(expected, key=lambda it: it.ascii), state)


def _emails(record: Record) -> Iterator[Email]:
    yield from record.emails
    for contact in record.contact_points:
        yield from contact.emails


def _numbers(record: Record | None) -> Iterator[Telephone]:
    if record is None:
        return
    yield from record.telephones
    yield from record.faxes
    for contact in record.contact_points:
        yield from contact.telephones


def _of_telephones(before: Record | None, after: Record, state: str) -> Iterator[Signal]:
    if after.provenance.kind is not ProvenanceKind.STATE:
        return  # Numbers of old notifications and made-up ones have no country to speak of.
    old = {it.number for it in _numbers(before)}
    for telephone in _numbers(after):
        if telephone.number not in old and not _is_of(telephone.number, state):
            yield _signal(Sign.TELEPHONE_OF_OTHER_STATE, number=telephone.number)


def _is_of(number: str, state: str) -> bool:
    """Say whether a number begins with the code of the State's country."""
    expected = phonenumbers.country_code_for_region(state)
    try:
        return not expected or phonenumbers.parse(number).country_code == expected
    except phonenumbers.NumberParseException:
        return False


def _of_websites(before: Record | None, after: Record) -> Iterator[Signal]:
    if before is None or not before.websites:
        return
    old = {_host(it) for it in before.websites}
    for host in dict.fromkeys(_host(it) for it in after.websites):
        if host not in old:
            yield _signal(Sign.WEBSITE_DOMAIN_NEW, domain=host, old=", ".join(sorted(old)))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address


def _of_record(before: Record | None, after: Record) -> Iterator[Signal]:
    if before is None:
        return
    if before.status is RecordStatus.LIVE and after.status is not RecordStatus.LIVE:
        yield _signal(Sign.RECORD_ENDS)
        return
    if before.office_hours and not after.office_hours:
        yield _signal(Sign.OFFICE_HOURS_EMPTIED)
    if any(_ways(before)) and not any(_ways(after)):
        yield _signal(Sign.CONTACT_EMPTIED)
    if before.provenance.kind is not after.provenance.kind:
        yield _signal(Sign.PROVENANCE_CHANGES)


def _ways(record: Record) -> tuple[object, ...]:
    """Return the ways to reach an office that need no post."""
    return (record.telephones, record.emails, *_ways_of(record.contact_points))


def _ways_of(contacts: tuple[ContactPoint, ...]) -> Iterator[object]:
    for contact in contacts:
        yield from (contact.telephones, contact.emails)


def _of_languages(before: Anything | None, after: Anything) -> Iterator[Signal]:
    if isinstance(before, StateProfile) and isinstance(after, StateProfile):
        if before.official_languages and not after.official_languages:
            yield _signal(Sign.LANGUAGES_EMPTIED)
    elif isinstance(before, Record) and isinstance(after, Record):
        old = {it.request_type for it in before.designations if it.language_rules}
        emptied = any(it.request_type in old and not it.language_rules for it in after.designations)
        if emptied or (before.languages_of_communication and not after.languages_of_communication):
            yield _signal(Sign.LANGUAGES_EMPTIED)


def _of_characters(before: Anything | None, after: Anything) -> Iterator[Signal]:
    """Look at the texts that are new alone; what stood there before was looked at then."""
    old = {text for _, text in _texts("", before)} if before else set()
    for name, text in _texts("", after):
        if text in old:
            continue
        if hides_characters(text):
            yield _signal(Sign.CHARACTERS_HIDDEN, text=with_marks_shown(text))
        elif name in UNUSUAL and (mixes_scripts(text) or has_odd_width(text)):
            yield _signal(Sign.LETTERS_ODD, text=text)


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield each text of a record with the name of the field it stands in."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(name, item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(field.name, getattr(value, field.name))
