"""The card: one designation with all that a request-writing program, or a person, needs to use it.

The classes of this module are the format. `as_json` writes them down field by field, `schema` reads
the published JSON Schema off them, so that the two cannot differ; the notes at the fields are the
descriptions that the schema prints.

Every account sees the same: contact points for the secretariat never get here. Persons have no place
on a card either, only posts. Hidden direction marks are shown and not obeyed, as on pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any, cast

from cattrs import Converter

from cna_directory.authorities import record as r
from cna_directory.authorities.rules import ConfirmationState, standing, visible
from cna_directory.languages import LocalisedText
from cna_directory.text import visible as with_marks_shown

WARNINGS = {
    r.ProvenanceKind.STATE: "",
    r.ProvenanceKind.HISTORIC: (
        "Historic: taken from a public notification of past years; it may no longer hold."
        " Do not send a request on the strength of it."
    ),
    r.ProvenanceKind.MADE_UP: "Made up for the demonstration: this authority does not exist.",
}
"""What is said of a record of each provenance wherever it is taken, unless its State has confirmed
since what was notified long ago."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A reference row by its code, with its name in the language of the card."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CardState:
    """The State that designated the authority."""

    iso2: Annotated[str, "ISO 3166-1 code of two letters."]
    iso3: Annotated[str, "ISO 3166-1 code of three letters."]
    name: Annotated[str, "Name in the language of the card."]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the State wrote, and the same in the language of the card where a person gave it."""

    language: Annotated[str, "Language of `text` (BCP 47); `und` where it is not known."]
    text: Annotated[str, "The State's own words, never translated."]
    in_card_language: Annotated[
        str | None, "The words in the language of the card; null where nobody gave them."
    ]


@dataclass(frozen=True, slots=True)
class AuthorityName:
    """The name of the authority."""

    language: Annotated[str, "Language of `text` (BCP 47); `und` where it is not known."]
    text: Annotated[str, "The name in the State's own words."]
    in_card_language: Annotated[
        str | None, "The name in the language of the card; null where nobody gave it."
    ]
    transliteration: Annotated[str, "The name in Latin letters, or empty."]
    acronym: str


@dataclass(frozen=True, slots=True)
class CardAddress:
    """A postal or visiting address, in the language of the State."""

    lines: tuple[str, ...]
    city: str
    state_or_province: str
    postal_code: str
    country: Annotated[str, "Name of the State in the language of the card."]
    language: Annotated[str, "Language of the address (BCP 47); `und` where it is not known."]


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A telephone or fax number."""

    number: Annotated[str, "In international form; as printed in a historic notification."]
    extension: str
    use: r.NumberUse
    hours: Annotated[str, "When it is answered, in the State's own words; empty if not stated."]


@dataclass(frozen=True, slots=True)
class CardEmail:
    """An e-mail address."""

    address: str
    use: r.NumberUse
    encryption_key_url: str


@dataclass(frozen=True, slots=True)
class CardContactPoint:
    """A post in the authority that every account may see."""

    post: Wording
    is_for_urgent: bool
    is_primary: bool
    hours: str
    languages: tuple[str, ...]
    telephones: tuple[CardNumber, ...]
    emails: tuple[CardEmail, ...]


@dataclass(frozen=True, slots=True)
class CardHours:
    """Office hours of a weekday in the authority's own time zone."""

    weekday: Annotated[int, "1 Monday to 7 Sunday."]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class CardProvision:
    """The provision under which the authority is designated."""

    instrument: Coded
    article: Annotated[str, "As cited, such as `18(13)`; may be empty."]


@dataclass(frozen=True, slots=True)
class CardCompetence:
    """When this authority is competent and not another of the same State."""

    dimension: r.CompetenceDimension
    operator: r.CompetenceOperator
    values: tuple[str, ...]
    explanation: Wording | None


@dataclass(frozen=True, slots=True)
class CardChannel:
    """One way in which requests are accepted, or not."""

    route: r.ChannelRoute
    acceptance: r.Acceptance
    conditions: Wording | None
    forms: tuple[r.RequestForm, ...]
    encryption: r.Need | None
    electronic_signature: r.Need | None
    original_to_follow: bool | None
    original_within_days: int | None
    oral_confirmed_in_writing: bool | None
    contact_post: Annotated[str, "The contact point to reach by this channel, by its post."]
    procedure: Wording | None
    response_time: str
    national_central_bureau: str
    copy_to: Annotated[int | None, "Record number of the authority that wants a copy."]


@dataclass(frozen=True, slots=True)
class CardChannels:
    """The channels, apart by urgency: normal and urgent requests are two separate answers."""

    normal: tuple[CardChannel, ...]
    urgent: tuple[CardChannel, ...]

    @property
    def all(self) -> tuple[CardChannel, ...]:
        """Return the channels of both answers."""
        return (*self.normal, *self.urgent)


@dataclass(frozen=True, slots=True)
class CardLanguages:
    """Which languages are accepted for some texts, and on what footing."""

    languages: Annotated[tuple[str, ...], "BCP 47 tags."]
    any_official_un_language: bool
    basis: r.LanguageBasis
    note: Wording | None


@dataclass(frozen=True, slots=True)
class CardLanguageRules:
    """Accepted languages by what they are accepted for."""

    normal: tuple[CardLanguages, ...]
    urgent: tuple[CardLanguages, ...]
    communication: tuple[CardLanguages, ...]
    annexes: tuple[CardLanguages, ...]


@dataclass(frozen=True, slots=True)
class CardInterpol:
    """Whether requests may come through INTERPOL; `unknown` where the State has not said."""

    normal: r.Acceptance
    urgent: r.Acceptance


@dataclass(frozen=True, slots=True)
class CardLegalBasis:
    """Whether the State takes an instrument as legal basis for this type of request."""

    instrument: Coded
    convention_as_basis: r.ConventionAsBasis
    other_bases: Wording | None
    reservation: Wording | None


@dataclass(frozen=True, slots=True)
class CardNotification:
    """The notification by which the State made the designation known."""

    kind: r.NotificationKind
    reference: str
    notified_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class CardConfirmation:
    """Whether the State said in time that the record still holds."""

    state: ConfirmationState
    confirmed_on: date | None
    by: Annotated[str, "In which role it was confirmed, never a person's name."]
    means: r.ConfirmationMeans | None
    due_on: Annotated[date | None, "When the next confirmation is due."]


@dataclass(frozen=True, slots=True)
class CardProvenance:
    """How far the record can be trusted to speak of a real office today."""

    kind: r.ProvenanceKind
    note: str
    sources: tuple[str, ...]
    warning: Annotated[
        str, "To be shown wherever the card is used; empty only where the State gave the record."
    ]


@dataclass(frozen=True, slots=True)
class Card:
    """A designation of a competent national authority, as the directory had it when it was made."""

    record_number: int
    revision: Annotated[int, "Rises with each change to the record."]
    recorded_at: Annotated[datetime, "When the directory learned this revision."]
    in_effect_from: date
    url: Annotated[str, "Address of the record, for those with an account."]
    made_at: Annotated[datetime, "When the card was made. Check the record before use."]
    language: Annotated[str, "Language of the names of codes (BCP 47)."]
    provenance: CardProvenance
    confirmation: CardConfirmation
    contact_changed_on: Annotated[date | None, "When an address or number changed last."]
    state: CardState
    territory: Annotated[Coded | None, "Null for the whole State."]
    request_type: Coded
    provisions: tuple[CardProvision, ...]
    role: r.DesignationRole
    capacities: tuple[r.Capacity, ...]
    is_default: Annotated[bool, "Send here if in doubt between authorities of this State."]
    competence: Annotated[
        tuple[CardCompetence, ...], "All must hold for this authority to be the right one."
    ]
    valid_from: date | None
    valid_until: date | None
    notification: CardNotification | None
    authority: AuthorityName
    kind: r.AuthorityKind
    service: Wording | None
    address: CardAddress | None
    visiting_address: CardAddress | None
    telephones: tuple[CardNumber, ...]
    faxes: tuple[CardNumber, ...]
    emails: tuple[CardEmail, ...]
    websites: tuple[str, ...]
    contact_points: tuple[CardContactPoint, ...]
    time_zone: Annotated[str, "Name in the IANA time zone database; empty if not stated."]
    office_hours: tuple[CardHours, ...]
    lunch_from: time | None
    lunch_until: time | None
    languages_of_communication: Annotated[tuple[str, ...], "BCP 47 tags."]
    languages: CardLanguageRules
    channels: CardChannels
    interpol: CardInterpol
    legal_basis: tuple[CardLegalBasis, ...]

    @property
    def urgent_contact_points(self) -> tuple[CardContactPoint, ...]:
        """Return the posts to turn to in urgent cases."""
        return tuple(point for point in self.contact_points if point.is_for_urgent)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a card says beside the record: the names of codes, the site, and when it is made."""

    language: str
    base_url: str
    made_at: datetime
    states: Mapping[str, CardState]
    territories: Mapping[str, str]
    request_types: Mapping[str, str]
    instruments: Mapping[str, str]

    def request_type(self, code: str) -> Coded:
        """Return a request type with its name."""
        return Coded(code, self.request_types.get(code, code))

    def instrument(self, code: str) -> Coded:
        """Return an instrument with its name."""
        return Coded(code, self.instruments.get(code, code))

    def territory(self, code: str) -> Coded | None:
        """Return a territory with its name, nothing for the whole State."""
        return Coded(code, self.territories.get(code, code)) if code else None


@dataclass(frozen=True, slots=True)
class RevisionTaken:
    """Which revision of a record a card is made from."""

    number: int
    recorded_at: datetime
    effective_from: date


def cards_of_record(
    record: r.Record, profile: r.StateProfile | None, taken: RevisionTaken, imprint: Imprint
) -> tuple[Card, ...]:
    """Return a card for each designation that holds on the day the cards are made."""
    seen: r.Record = _with_marks_shown(visible(record, to_secretariat=False))
    bases: tuple[r.LegalBasis, ...] = _with_marks_shown(profile.legal_bases) if profile else ()
    made_on = imprint.made_at.date()
    return tuple(
        _card(seen, designation, bases, taken, imprint)
        for designation in seen.designations
        if holds_on(designation, made_on)
    )


def holds_on(designation: r.Designation, day: date) -> bool:
    """Say whether a designation has begun and not ended on a day."""
    begins, ends = designation.valid_from, designation.valid_until
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def as_json(card: Card) -> dict[str, Any]:
    """Return the card as plain values for JSON; every key is always there."""
    return cast("dict[str, Any]", _convert.unstructure(card))


def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_unstructure_hook(time, lambda value: value.strftime("%H:%M"))
    return converter


_convert = _converter()


def _with_marks_shown(value: Any) -> Any:
    """Return the same with each text as it is shown, so that no format can forget it.

    Few texts hide anything: what has nothing to show comes back as it is, which is quick.
    """
    if isinstance(value, str):
        # Codes are texts of a class of their own and hide nothing.
        return with_marks_shown(value) if type(value) is str else value
    if isinstance(value, tuple):
        items = [_with_marks_shown(item) for item in value]
        return tuple(items) if _differ(items, value) else value
    if names := _field_names(value.__class__):
        parts = [getattr(value, name) for name in names]
        shown = [_with_marks_shown(part) for part in parts]
        return type(value)(*shown) if _differ(shown, parts) else value
    return value


def _differ(these: Iterable[object], those: Iterable[object]) -> bool:
    return any(this is not that for this, that in zip(these, those, strict=True))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _card(
    record: r.Record,
    designation: r.Designation,
    bases: tuple[r.LegalBasis, ...],
    taken: RevisionTaken,
    imprint: Imprint,
) -> Card:
    language = imprint.language
    state = imprint.states[record.state]
    confirmed = standing(record.confirmation, imprint.made_at.date())
    posts = frozenset(point.post.text for point in record.contact_points)
    return Card(
        record_number=record.number,
        revision=taken.number,
        recorded_at=taken.recorded_at,
        in_effect_from=taken.effective_from,
        url=f"{imprint.base_url}/authorities/{record.number}",
        made_at=imprint.made_at,
        language=language,
        provenance=_provenance(record.provenance, record.confirmation),
        confirmation=CardConfirmation(
            confirmed.state,
            confirmed.confirmed_on,
            confirmed.by,
            confirmed.means,
            confirmed.due_on,
        ),
        contact_changed_on=record.contact_changed_on,
        state=state,
        territory=imprint.territory(designation.territory),
        request_type=imprint.request_type(designation.request_type),
        provisions=tuple(
            CardProvision(imprint.instrument(p.instrument), p.article)
            for p in designation.provisions
        ),
        role=designation.role,
        capacities=designation.capacities,
        is_default=designation.is_default,
        competence=tuple(
            CardCompetence(
                rule.dimension,
                rule.operator,
                rule.values,
                _wording(rule.explanation, language),
            )
            for rule in designation.competence_rules
        ),
        valid_from=designation.valid_from,
        valid_until=designation.valid_until,
        notification=_notification(designation.notification),
        authority=AuthorityName(
            record.name.language,
            record.name.text,
            _given_in(record.name, language),
            record.name_transliterated,
            record.acronym,
        ),
        kind=record.kind,
        service=_wording(record.service, language),
        address=_address(record.address, state),
        visiting_address=_address(record.visiting_address, state),
        telephones=_numbers(record.telephones),
        faxes=_numbers(record.faxes),
        emails=_emails(record.emails),
        websites=record.websites,
        contact_points=tuple(_contact_point(p, language) for p in record.contact_points),
        time_zone=record.time_zone,
        office_hours=tuple(
            CardHours(span.weekday, span.opens, span.closes) for span in record.office_hours
        ),
        lunch_from=record.lunch_from,
        lunch_until=record.lunch_until,
        languages_of_communication=record.languages_of_communication,
        languages=_languages(designation, language),
        channels=CardChannels(
            _channels(designation, r.Urgency.NORMAL, posts, language),
            _channels(designation, r.Urgency.URGENT, posts, language),
        ),
        interpol=CardInterpol(
            _through_interpol(designation, r.Urgency.NORMAL),
            _through_interpol(designation, r.Urgency.URGENT),
        ),
        legal_basis=tuple(
            CardLegalBasis(
                imprint.instrument(basis.instrument),
                basis.convention_as_basis,
                _wording(basis.other_bases, language),
                _wording(basis.reservation, language),
            )
            for basis in bases
            if basis.request_type == designation.request_type
        ),
    )


def _given_in(text: LocalisedText, language: str) -> str | None:
    """Return the text in a language if the State or a person gave it, else nothing."""
    given = text.in_language(language)
    return given if given != text.text or text.language == language else None


def _wording(text: LocalisedText | None, language: str) -> Wording | None:
    if text is None:
        return None
    return Wording(text.language, text.text, _given_in(text, language))


def _provenance(provenance: r.Provenance, confirmation: r.Confirmation | None) -> CardProvenance:
    is_confirmed_since = provenance.kind is r.ProvenanceKind.HISTORIC and confirmation is not None
    warning = "" if is_confirmed_since else WARNINGS[provenance.kind]
    return CardProvenance(provenance.kind, provenance.note, provenance.sources, warning)


def _notification(notification: r.Notification | None) -> CardNotification | None:
    if notification is None:
        return None
    return CardNotification(
        notification.kind,
        notification.reference,
        notification.notified_on,
        notification.source,
    )


def _address(address: r.PostalAddress | None, state: CardState) -> CardAddress | None:
    if address is None or address == r.PostalAddress():
        return None
    return CardAddress(
        lines=address.lines,
        city=address.city,
        state_or_province=address.state_or_province,
        postal_code=address.postal_code,
        country=state.name,
        language=address.language,
    )


def _numbers(numbers: tuple[r.Telephone, ...]) -> tuple[CardNumber, ...]:
    return tuple(CardNumber(n.number, n.extension, n.use, n.hours) for n in numbers)


def _emails(emails: tuple[r.Email, ...]) -> tuple[CardEmail, ...]:
    return tuple(CardEmail(e.address, e.use, e.encryption_key_url) for e in emails)


def _contact_point(point: r.ContactPoint, language: str) -> CardContactPoint:
    return CardContactPoint(
        post=Wording(point.post.language, point.post.text, _given_in(point.post, language)),
        is_for_urgent=point.is_for_urgent,
        is_primary=point.is_primary,
        hours=point.hours,
        languages=point.languages,
        telephones=_numbers(point.telephones),
        emails=_emails(point.emails),
    )


def _languages(designation: r.Designation, language: str) -> CardLanguageRules:
    by_use = {
        use: tuple(
            CardLanguages(
                rule.languages,
                rule.any_official_un_language,
                rule.basis,
                _wording(rule.note, language),
            )
            for rule in designation.language_rules
            if rule.use is use
        )
        for use in r.LanguageUse
    }
    return CardLanguageRules(**{use.value: rules for use, rules in by_use.items()})


def _channels(
    designation: r.Designation, urgency: r.Urgency, posts: frozenset[str], language: str
) -> tuple[CardChannel, ...]:
    return tuple(
        CardChannel(
            route=channel.route,
            acceptance=channel.acceptance,
            conditions=_wording(channel.conditions, language),
            forms=channel.forms,
            encryption=channel.encryption,
            electronic_signature=channel.electronic_signature,
            original_to_follow=channel.original_to_follow,
            original_within_days=channel.original_within_days,
            oral_confirmed_in_writing=channel.oral_confirmed_in_writing,
            # A channel may lead to a post that only the secretariat sees.
            contact_post=channel.contact_post if channel.contact_post in posts else "",
            procedure=_wording(channel.procedure, language),
            response_time=channel.response_time,
            national_central_bureau=channel.national_central_bureau,
            copy_to=channel.copy_to,
        )
        for channel in designation.channels
        if channel.urgency is urgency
    )


def _through_interpol(designation: r.Designation, urgency: r.Urgency) -> r.Acceptance:
    said = (
        channel.acceptance
        for channel in designation.channels
        if channel.route is r.ChannelRoute.INTERPOL and channel.urgency is urgency
    )
    return next(said, r.Acceptance.UNKNOWN)
