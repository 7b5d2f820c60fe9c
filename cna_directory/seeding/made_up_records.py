"""The record of a made-up office: name, service, addresses, numbers, hours, posts, links."""

from datetime import date, time, timedelta
from random import Random

from cna_directory.authorities.record import (
    Confirmation,
    ConfirmationMeans,
    ContactPoint,
    Designation,
    Email,
    Link,
    LinkKind,
    NumberUse,
    OpeningSpan,
    PostalAddress,
    Provenance,
    ProvenanceKind,
    Record,
    RecordStatus,
    Telephone,
    Visibility,
)
from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.seeding.made_up_designations import made_up_designations
from cna_directory.seeding.made_up_plan import KINDS, TERRITORIAL_OFFICES, Office
from cna_directory.seeding.made_up_texts import (
    phrase,
    phrase_language,
    word,
    word_language,
    words_with_english,
)
from cna_directory.seeding.made_up_words import AUTHORITY_WORDS, ROMANISED_NAMES

MADE_UP_NOTE = "No such authority has been designated."
MADE_UP_SOURCE = "cna_directory.seeding.made_up"

_EXTRA_POSTS = 0.3
"""The share of posts that an office has beside those that its channels name."""

_URGENT_BODIES = frozenset({"police", "maritime", "customs", "prosecution", "interior"})

_FRIDAY_WEEKEND = frozenset(
    {"AF", "BD", "BH", "DZ", "EG", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD"}
    | {"SY", "YE"}
)
"""States whose made-up offices rest on Friday and Saturday and open on Sunday."""

_ACRONYMS = {
    "justice": "SMJ",
    "foreign": "SMFA",
    "interior": "SMI",
    "prosecution": "SOPG",
    "police": "SNP",
    "customs": "SCA",
    "maritime": "SMA",
    "anti_corruption": "SACC",
    "fiu": "SFIU",
    "asset": "SARO",
}


def made_up_record(
    office: Office, as_of: date, recorded_on: date, chance: Random, *, has_state_requirements: bool
) -> Record:
    """Return the record of an office as it is first recorded, confirmed on the same day."""
    state = office.state
    lunch = chance.random() < 0.3
    designations = made_up_designations(
        office, as_of, chance, has_state_requirements=has_state_requirements
    )
    return Record(
        number=office.number,
        state=state.code,
        name=_name(office, chance),
        kind=KINDS[office.body],
        status=RecordStatus.LIVE,
        provenance=made_up_provenance(),
        name_transliterated=ROMANISED_NAMES.get((word_language(state), office.body), ""),
        acronym=_ACRONYMS.get(office.body, "") if chance.random() < 0.4 else "",
        reports_to=office.main_number if office.territory is not None else None,
        service=_service(office, chance),
        address=_address(office, street_number=chance.randrange(1, 99)),
        visiting_address=_address(office, street_number=chance.randrange(100, 199))
        if chance.random() < 0.12
        else None,
        telephones=_telephones(office),
        faxes=(Telephone(telephone_number(office, 9)),) if chance.random() < 0.35 else (),
        emails=_emails(office, chance),
        websites=(f"https://{domain(office)}/",) if chance.random() < 0.6 else (),
        time_zone=_time_zone(office),
        office_hours=_office_hours(state.code, chance),
        lunch_from=time(12, 30) if lunch else None,
        lunch_until=time(13, 30) if lunch else None,
        languages_of_communication=_languages_of_communication(office, chance),
        additional_details=phrase(phrase_language(state), "details")
        if chance.random() < 0.15
        else None,
        contact_points=_contact_points(office, designations, as_of, chance),
        designations=designations,
        links=_links(office, chance),
        confirmation=confirmation_on(recorded_on, chance),
    )


def made_up_provenance() -> Provenance:
    """Return the words that pages and editions show beside everything made up."""
    return Provenance(ProvenanceKind.MADE_UP, MADE_UP_NOTE, (MADE_UP_SOURCE,))


def confirmation_on(day: date, chance: Random) -> Confirmation:
    """Return a confirmation of that day, by a role and never by a person."""
    by = chance.choice(("focal point", "permanent mission", "authority"))
    return Confirmation(day, chance.choice(tuple(ConfirmationMeans)), by)


def telephone_number(office: Office, line: int) -> str:
    """Return a number under +999, which is assigned to nobody."""
    return f"+999 {office.number} 55 {line:02d}"


def domain(office: Office) -> str:
    """Return a domain under `example`, which belongs to nobody."""
    place = f"-{office.territory.code.lower()}" if office.territory else ""
    body = office.body.replace("_", "-")
    return f"{body}{place}.{office.state.code.lower()}.example"


def _name(office: Office, chance: Random) -> LocalisedText:
    language = word_language(office.state)
    text = _name_in(office, language)
    if language == "en":
        return LocalisedText("en", text)
    origin = chance.choice((Origin.STATE, Origin.SECRETARIAT))
    translations = [Translation("en", _name_in(office, "en"), origin)]
    if language != "fr" and chance.random() < 0.3:
        translations.append(Translation("fr", _name_in(office, "fr"), Origin.UNOFFICIAL))
    if language != "es" and chance.random() < 0.1:
        translations.append(Translation("es", _name_in(office, "es"), Origin.MACHINE_DRAFT))
    return LocalisedText(language, text, tuple(translations))


def _name_in(office: Office, language: str) -> str:
    words = AUTHORITY_WORDS[language]
    name = words["sample"] + words[office.body]
    if office.territory is None:
        return name
    return f"{name} – {office.territory.names.get(language, office.territory.names['en'])}"


def _service(office: Office, chance: Random) -> LocalisedText:
    key = "duty" if office.body in ("maritime", "customs") else "unit"
    return words_with_english(office.state, key, chance.choice((Origin.STATE, Origin.SECRETARIAT)))


def _address(office: Office, *, street_number: int) -> PostalAddress:
    state = office.state
    street = f"{street_number}, {word(state, 'street')}"
    federal = len(state.time_zones) > 2
    return PostalAddress(
        lines=(word(state, "unit"), street),
        city=word(state, "city"),
        state_or_province="Sample Province" if federal else "",
        postal_code=f"{office.number:05d}",
        language=word_language(state),
    )


def _time_zone(office: Office) -> str:
    if office.territory is None:
        return office.state.time_zones[0]
    return TERRITORIAL_OFFICES[office.territory.code]


def _telephones(office: Office) -> tuple[Telephone, ...]:
    numbers = [
        Telephone(telephone_number(office, 1), NumberUse.SWITCHBOARD),
        Telephone(telephone_number(office, 2), NumberUse.SERVICE, extension=str(office.number)),
    ]
    if office.body in _URGENT_BODIES:
        numbers.append(Telephone(telephone_number(office, 3), NumberUse.URGENT, hours="24/7"))
    return tuple(numbers)


def _emails(office: Office, chance: Random) -> tuple[Email, ...]:
    here = domain(office)
    has_key = chance.random() < 0.3
    emails = [
        Email(
            f"cooperation@{here}",
            encryption_key_url=f"https://{here}/key.asc" if has_key else "",
        )
    ]
    if office.body in _URGENT_BODIES:
        emails.append(Email(f"duty@{here}", NumberUse.URGENT))
    return tuple(emails)


def _office_hours(state_code: str, chance: Random) -> tuple[OpeningSpan, ...]:
    if state_code in _FRIDAY_WEEKEND:
        return tuple(OpeningSpan(day, time(8), time(15)) for day in (7, 1, 2, 3, 4))
    pattern = chance.choice(("whole_days", "early", "half_friday", "two_spans", "half_saturday"))
    if pattern == "whole_days":
        return tuple(OpeningSpan(day, time(9), time(17)) for day in range(1, 6))
    if pattern == "early":
        return tuple(OpeningSpan(day, time(7, 30), time(15, 30)) for day in range(1, 6))
    if pattern == "half_friday":
        days = tuple(OpeningSpan(day, time(8, 30), time(17)) for day in range(1, 5))
        return (*days, OpeningSpan(5, time(8, 30), time(12)))
    if pattern == "two_spans":
        return tuple(
            span
            for day in range(1, 6)
            for span in (
                OpeningSpan(day, time(8), time(12)),
                OpeningSpan(day, time(14), time(18)),
            )
        )
    days = tuple(OpeningSpan(day, time(8), time(16)) for day in range(1, 6))
    return (*days, OpeningSpan(6, time(8), time(12)))


def _languages_of_communication(office: Office, chance: Random) -> tuple[str, ...]:
    second = chance.choice(("en", "fr", "es", "en"))
    return tuple(dict.fromkeys((*office.state.official_languages[:2], second)))


def _contact_points(
    office: Office, designations: tuple[Designation, ...], as_of: date, chance: Random
) -> tuple[ContactPoint, ...]:
    """Return the posts that the channels name, and a few more."""
    named = {channel.contact_post for each in designations for channel in each.channels}
    posts = (_head(office, as_of, chance), _officer(office, chance))
    return tuple(
        post for post in posts if chance.random() < _EXTRA_POSTS or post.post.text in named
    )


def _head(office: Office, as_of: date, chance: Random) -> ContactPoint:
    # Contact points are posts: the name of a person and the title before it stay empty.
    return ContactPoint(
        post=words_with_english(office.state, "head", Origin.SECRETARIAT),
        telephones=(Telephone(telephone_number(office, 4)),),
        emails=(Email(f"head@{domain(office)}"),),
        additional_details=phrase(phrase_language(office.state), "contact_details")
        if chance.random() < 0.3
        else None,
        is_primary=True,
        hours="09:00–16:00",
        languages=office.state.official_languages[:1],
        in_post_from=as_of - timedelta(days=chance.randrange(100, 1500)),
        in_post_until=as_of + timedelta(days=200) if chance.random() < 0.05 else None,
    )


def _officer(office: Office, chance: Random) -> ContactPoint:
    return ContactPoint(
        post=words_with_english(office.state, "officer", Origin.SECRETARIAT),
        telephones=(Telephone(telephone_number(office, 5), NumberUse.URGENT, hours="24/7"),),
        emails=(Email(f"officer@{domain(office)}", NumberUse.URGENT, is_functional=False),),
        is_for_urgent=True,
        hours="24/7",
        languages=("en",),
        visibility=Visibility.SECRETARIAT if chance.random() < 0.1 else Visibility.ALL_ACCOUNTS,
    )


def _links(office: Office, chance: Random) -> tuple[Link, ...]:
    if chance.random() < 0.4:
        return ()
    language = phrase_language(office.state)
    links = [
        Link(
            LinkKind.NATIONAL_LAW,
            phrase(language, "link_law"),
            f"https://laws.{office.state.code.lower()}.example/act",
            language=language,
            citation=f"No. {chance.randrange(1, 300)}/{chance.randrange(1995, 2024)}",
            articles="1–40",
            request_types=office.request_types,
        )
    ]
    if chance.random() < 0.3:
        kind, key = chance.choice(
            (
                (LinkKind.GUIDE, "link_guide"),
                (LinkKind.TEMPLATE, "link_template"),
                (LinkKind.WEBSITE, "link_website"),
            )
        )
        url = f"https://{domain(office)}/{kind.value}"
        links.append(Link(kind, phrase(language, key), url, language=language))
    return tuple(links)
