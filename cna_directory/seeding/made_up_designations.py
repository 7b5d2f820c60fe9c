"""The designations of a made-up office: role, channels, languages, rules, requirements."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from cna_directory.authorities.record import (
    Acceptance,
    AcceptedChannel,
    Capacity,
    ChannelRoute,
    CompetenceDimension,
    CompetenceOperator,
    CompetenceRule,
    Designation,
    DesignationRole,
    LanguageBasis,
    LanguageRule,
    LanguageUse,
    LegalRequirement,
    Need,
    Notification,
    NotificationKind,
    Provision,
    RequestForm,
    Urgency,
)
from cna_directory.seeding.made_up_plan import PROVISIONS, TERRITORIAL_TYPES, Office, Split
from cna_directory.seeding.made_up_requirements import made_up_requirement
from cna_directory.seeding.made_up_texts import phrase, phrase_language, word

_ROLES = {
    "mla": DesignationRole.CENTRAL_AUTHORITY,
    "firearms": DesignationRole.SINGLE_POINT_OF_CONTACT,
    "cultural_property": DesignationRole.FOCAL_POINT,
    "asset_recovery": DesignationRole.FOCAL_POINT,
    "prevention": DesignationRole.PREVENTION_AUTHORITY,
    "corruption_prevention": DesignationRole.PREVENTION_AUTHORITY,
}

_SUB_MEASURES = {
    "mla": ("evidence_or_statements", "service_of_documents", "search_seizure_freezing"),
    "extradition": ("provisional_arrest", "person_charged", "person_sentenced"),
    "drugs_sea": ("registry_or_flag", "boarding_and_measures", "assistance"),
    "migrants_sea": ("registry_or_flag", "boarding_and_measures", "assistance"),
}

_CAPACITIES = (
    (Capacity.RECEIVES, Capacity.EXECUTES),
    (Capacity.RECEIVES, Capacity.TRANSMITS),
    (Capacity.RECEIVES, Capacity.EXECUTES, Capacity.TRANSMITS, Capacity.SENDS),
)

_SEA = frozenset({"drugs_sea", "migrants_sea"})
_WITH_AREAS = frozenset({"prevention", "corruption_prevention"})


def made_up_designations(
    office: Office, as_of: date, chance: Random, *, has_state_requirements: bool
) -> tuple[Designation, ...]:
    """Return one designation for each request type of the office.

    An office takes all its requests in the same ways and languages, as real ones mostly do.
    """
    language = phrase_language(office.state)
    channels = _channels(office, language, chance)
    language_rules = _language_rules(office, language, chance)
    designations = tuple(
        _designation(office, code, as_of, chance, has_state_requirements=has_state_requirements)
        for code in office.request_types
    )
    return tuple(
        replace(
            designation,
            channels=_for_type(channels, designation.request_type, office, language, chance),
            language_rules=language_rules,
        )
        for designation in designations
    )


def _designation(
    office: Office,
    request_type: str,
    as_of: date,
    chance: Random,
    *,
    has_state_requirements: bool,
) -> Designation:
    language = phrase_language(office.state)
    is_split = office.split is not None and office.split.request_type == request_type
    is_rest = bool(office.set_aside) and request_type in TERRITORIAL_TYPES
    has_rules = is_split or is_rest or office.territory is not None
    valid_from = as_of - timedelta(days=chance.randrange(900, 3000))
    return Designation(
        request_type=request_type,
        provisions=_provisions(office, request_type),
        role=_ROLES.get(request_type, DesignationRole.COMPETENT_AUTHORITY),
        capacities=chance.choice(_CAPACITIES),
        territory=office.territory.code if office.territory else "",
        is_only_one=not has_rules,
        is_default=is_rest or (is_split and not office.is_exception),
        responsibilities=phrase(language, "receives") if chance.random() < 0.15 else None,
        sub_measures=_SUB_MEASURES.get(request_type, ()) if chance.random() < 0.5 else (),
        areas_of_assistance=phrase(language, "areas") if request_type in _WITH_AREAS else None,
        forwards_misdirected=chance.choice((True, False, None)),
        valid_from=valid_from,
        # A few designations are for a limited time that has not yet run out.
        valid_until=as_of + timedelta(days=400) if chance.random() < 0.04 else None,
        notification=_notification(office, request_type, valid_from, chance),
        competence_rules=_rules(office, request_type, language),
        requirement=_requirement(
            request_type, language, chance, has_state_requirements=has_state_requirements
        ),
    )


def _provisions(office: Office, request_type: str) -> tuple[Provision, ...]:
    possible = PROVISIONS[request_type]
    return tuple(
        Provision(instrument, article)
        for instrument, article in possible
        if (instrument, article) in office.provisions
    )


def _notification(
    office: Office, request_type: str, valid_from: date, chance: Random
) -> Notification:
    return Notification(
        kind=chance.choice(tuple(NotificationKind)),
        reference=f"SAMPLE/{office.state.code}/{office.number}/{request_type}",
        notified_on=valid_from,
        received_on=valid_from + timedelta(days=chance.randrange(1, 20)),
        source="Made up for demonstration and tests" if chance.random() < 0.2 else "",
        summary="Sample notification." if chance.random() < 0.2 else "",
    )


def _rules(office: Office, request_type: str, language: str) -> tuple[CompetenceRule, ...]:
    if office.territory is not None:
        return (
            CompetenceRule(
                dimension=CompetenceDimension.TERRITORY,
                operator=CompetenceOperator.IS,
                values=(office.territory.code,),
                explanation=phrase(language, "x_territory"),
            ),
        )
    if office.set_aside and request_type in TERRITORIAL_TYPES:
        return (
            CompetenceRule(
                dimension=CompetenceDimension.TERRITORY,
                operator=CompetenceOperator.IS_NOT,
                values=office.set_aside,
                explanation=phrase(language, "x_territory_not"),
            ),
        )
    if office.split is None or office.split.request_type != request_type:
        return ()
    return (_rule_of_split(office.split, language, is_exception=office.is_exception),)


def _rule_of_split(split: Split, language: str, *, is_exception: bool) -> CompetenceRule:
    key = f"x_{split.dimension.value}"
    return CompetenceRule(
        dimension=split.dimension,
        operator=split.operator if is_exception else CompetenceOperator.IS_NOT,
        values=split.values,
        explanation=phrase(language, key if is_exception else f"{key}_not"),
    )


def _channels(office: Office, language: str, chance: Random) -> tuple[AcceptedChannel, ...]:
    channels = [_normal_channel(office, chance), _interpol_channel(office, language, chance)]
    if chance.random() < 0.35:
        channels.append(_urgent_channel(office, language, chance))
    if chance.random() < 0.1:
        channels.append(_further_channel(language, chance))
    return tuple(channels)


def _for_type(
    channels: tuple[AcceptedChannel, ...],
    request_type: str,
    office: Office,
    language: str,
    chance: Random,
) -> tuple[AcceptedChannel, ...]:
    """Return the channels of an office for one type: at sea there is always an urgent one."""
    is_there = any(
        channel.urgency is Urgency.URGENT and channel.route is ChannelRoute.DIRECT
        for channel in channels
    )
    if is_there or request_type not in _SEA:
        return channels
    return (*channels, _urgent_channel(office, language, chance))


def _normal_channel(office: Office, chance: Random) -> AcceptedChannel:
    if chance.random() < 0.25:
        return AcceptedChannel(
            urgency=Urgency.NORMAL,
            route=ChannelRoute.DIPLOMATIC,
            acceptance=Acceptance.REQUIRED,
            copy_to=office.main_number,
            forms=(RequestForm.POST, RequestForm.COURIER),
            encryption=Need.NOT_NEEDED,
            original_to_follow=False,
            response_time="60 days",
        )
    return AcceptedChannel(
        urgency=Urgency.NORMAL,
        route=ChannelRoute.DIRECT,
        acceptance=Acceptance.ACCEPTED,
        copy_to=office.main_number if chance.random() < 0.3 else None,
        forms=chance.choice(
            (
                (RequestForm.POST, RequestForm.EMAIL),
                (RequestForm.POST, RequestForm.COURIER, RequestForm.FAX),
                (RequestForm.EMAIL_ENCRYPTED, RequestForm.PLATFORM, RequestForm.IN_PERSON),
            )
        ),
        encryption=chance.choice((Need.PREFERRED, Need.REQUIRED, None, None)),
        electronic_signature=chance.choice((Need.PREFERRED, Need.REQUIRED, None, None)),
        original_to_follow=True,
        original_within_days=chance.choice((10, 15, 30)),
        contact_post=word(office.state, "head") if chance.random() < 0.3 else "",
        response_time=chance.choice(("30 days", "45 days", "90 days")),
    )


def _interpol_channel(office: Office, language: str, chance: Random) -> AcceptedChannel:
    if not office.state.is_interpol_member:
        return AcceptedChannel(Urgency.URGENT, ChannelRoute.INTERPOL, Acceptance.NOT_ACCEPTED)
    acceptance = chance.choice(
        (
            Acceptance.ACCEPTED,
            Acceptance.ACCEPTED_IF_AGREED,
            Acceptance.ACCEPTED_IF_AGREED,
            Acceptance.NOT_ACCEPTED,
            Acceptance.UNKNOWN,
        )
    )
    if acceptance in (Acceptance.NOT_ACCEPTED, Acceptance.UNKNOWN):
        return AcceptedChannel(Urgency.URGENT, ChannelRoute.INTERPOL, acceptance)
    is_agreed = acceptance is Acceptance.ACCEPTED_IF_AGREED
    return AcceptedChannel(
        urgency=Urgency.URGENT,
        route=ChannelRoute.INTERPOL,
        acceptance=acceptance,
        conditions=phrase(language, "agreed_condition" if is_agreed else "interpol_condition"),
        forms=(RequestForm.PLATFORM,),
        original_to_follow=True,
        national_central_bureau=f"Sample NCB ({office.state.names['en']})",
    )


def _urgent_channel(office: Office, language: str, chance: Random) -> AcceptedChannel:
    is_oral = chance.random() < 0.5
    return AcceptedChannel(
        urgency=Urgency.URGENT,
        route=ChannelRoute.DIRECT,
        acceptance=Acceptance.ACCEPTED,
        forms=(RequestForm.ORAL, RequestForm.EMAIL) if is_oral else (RequestForm.EMAIL,),
        oral_confirmed_in_writing=True if is_oral else None,
        contact_post=word(office.state, "officer"),
        procedure=phrase(language, "urgent_procedure"),
        response_time=chance.choice(("4 hours", "24 hours")),
    )


def _further_channel(language: str, chance: Random) -> AcceptedChannel:
    return AcceptedChannel(
        urgency=Urgency.NORMAL,
        route=chance.choice((ChannelRoute.OTHER_NETWORK, ChannelRoute.SECURE_PLATFORM)),
        acceptance=Acceptance.ACCEPTED_IF_AGREED,
        conditions=phrase(language, "agreed_condition"),
        forms=(RequestForm.PLATFORM,),
        encryption=Need.REQUIRED,
    )


def _language_rules(office: Office, language: str, chance: Random) -> tuple[LanguageRule, ...]:
    official = office.state.official_languages[:2]
    accepted = tuple(dict.fromkeys((*official, chance.choice(("en", "fr", "es")))))
    rules = [LanguageRule(LanguageUse.NORMAL, official, LanguageBasis.OFFICIAL)]
    if chance.random() < 0.35:
        rules.append(LanguageRule(LanguageUse.URGENT, accepted, LanguageBasis.COURTESY_TRANSLATION))
    if chance.random() < 0.12:
        note = phrase(language, "language_note")
        rules.append(
            LanguageRule(
                LanguageUse.ANNEXES, official, LanguageBasis.CERTIFIED_TRANSLATION, note=note
            )
        )
    if chance.random() < 0.06:
        rules.append(LanguageRule(LanguageUse.COMMUNICATION, (), any_official_un_language=True))
    return tuple(rules)


def _requirement(
    request_type: str, language: str, chance: Random, *, has_state_requirements: bool
) -> LegalRequirement | None:
    # What the State says for all its authorities is not said again on each of them.
    if has_state_requirements and request_type in ("mla", "extradition"):
        return None
    return made_up_requirement(request_type, language, chance)
