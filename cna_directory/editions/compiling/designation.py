"""A designation: what an authority is named for, and how requests of that type reach it."""

from collections.abc import Iterator

from cna_directory.authorities.record import (
    AcceptedChannel,
    ChannelRoute,
    CompetenceDimension,
    CompetenceRule,
    Designation,
    LanguageRule,
    LanguageUse,
    Notification,
    Urgency,
)
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.pieces import (
    COLON,
    NO,
    SEMICOLON,
    SPACE,
    YES,
    Pieces,
    as_written,
    bracketed,
    field,
    item,
    joined,
    labelled,
    line,
    on_day,
    some,
    written,
    yes_or_no,
)
from cna_directory.editions.compiling.requirement import requirement_fields
from cna_directory.editions.compiling.words import language_name, member, word
from publish.content import Day, DesignationEntry, Field, Line, Literal, Piece, Text, Words

LANGUAGE_LABELS = {
    LanguageUse.NORMAL: "label.accepted_languages_normal",
    LanguageUse.URGENT: "label.accepted_languages_urgent",
    LanguageUse.COMMUNICATION: "label.languages_spoken",
    LanguageUse.ANNEXES: "label.languages_of_annexes",
}
ALWAYS_ANSWERED = frozenset({LanguageUse.NORMAL, LanguageUse.URGENT})
"""Uses of languages that print `not stated` where a State has given no answer."""

CHANNEL_LABELS = {
    Urgency.NORMAL: "label.channels_normal",
    Urgency.URGENT: "label.channels_urgent",
}


def designation_entry(designation: Designation, part: str, lookup: Lookup) -> DesignationEntry:
    """Return a designation as one part of the edition prints it."""
    cited = lookup.provisions_in(designation, part)
    return DesignationEntry(
        request_type=designation.request_type,
        provisions=tuple(f"{p.instrument} {p.article}".strip() for p in cited),
        territory=lookup.territory(designation.territory) if designation.territory else None,
        fields=tuple(_fields(designation, lookup)),
    )


def _fields(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    yield from _competence(designation, lookup)
    for urgency in Urgency:
        channels = [
            c
            for c in designation.channels
            if c.urgency is urgency and c.route is not ChannelRoute.INTERPOL
        ]
        yield field(CHANNEL_LABELS[urgency], *_channels(channels, lookup))
    yield field("label.interpol", *_interpol(designation.channels, lookup))
    yield from _languages(designation.language_rules)
    if designation.requirement is not None:
        yield from requirement_fields(designation.requirement)
    yield from _validity(designation)


def _competence(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    yield field("label.role", line(member(designation.role)))
    capacities = joined((member(c),) for c in designation.capacities)
    yield from some("label.capacity", [Line(capacities)] if capacities else [])
    yield from yes_or_no("label.only_one", designation.is_only_one)
    yield from yes_or_no("label.is_default", designation.is_default or None)
    yield from written("label.responsibilities", designation.responsibilities)
    measures = (item(word("measure", code)) for code in designation.sub_measures)
    yield from some("label.types_of_assistance", measures)
    yield from written("label.areas_of_assistance", designation.areas_of_assistance)
    yield from yes_or_no("label.forwards_misdirected", designation.forwards_misdirected)
    rules = (_rule(rule, lookup) for rule in designation.competence_rules)
    yield from some("label.competence", (each for lines in rules for each in lines))


def _rule(rule: CompetenceRule, lookup: Lookup) -> Iterator[Line]:
    values = joined(((_value(rule, value, lookup),) for value in rule.values))
    yield item(member(rule.dimension), SPACE, member(rule.operator), SPACE, *values)
    if rule.explanation is not None:
        yield line(as_written(rule.explanation))


def _value(rule: CompetenceRule, value: str, lookup: Lookup) -> Piece:
    match rule.dimension:
        case CompetenceDimension.SUB_MEASURE if isinstance(found := word("measure", value), Words):
            return found
        case CompetenceDimension.URGENCY if isinstance(found := word("mode", value), Words):
            return found
        case CompetenceDimension.REQUESTING_STATE if value in lookup.states:
            return lookup.state(value)
        case CompetenceDimension.TERRITORY if value in lookup.territories:
            return lookup.territory(value)
        case CompetenceDimension.INSTRUMENT if value in lookup.instruments:
            return lookup.instrument(value)
        case _:
            return Text(value)


def _channels(channels: list[AcceptedChannel], lookup: Lookup) -> Iterator[Line]:
    for channel in channels:
        yield item(member(channel.route), COLON, member(channel.acceptance))
        yield from _channel_details(channel, lookup)


def _interpol(channels: tuple[AcceptedChannel, ...], lookup: Lookup) -> Iterator[Line]:
    """Give the answer on INTERPOL for normal and for urgent cases apart."""
    for channel in channels:
        if channel.route is ChannelRoute.INTERPOL:
            yield item(member(channel.urgency), COLON, member(channel.acceptance))
            yield from _channel_details(channel, lookup)


def _channel_details(channel: AcceptedChannel, lookup: Lookup) -> Iterator[Line]:
    if channel.conditions is not None:
        yield line(as_written(channel.conditions))
    if channel.national_central_bureau:
        yield line(Text(channel.national_central_bureau))
    if channel.copy_to is not None:
        yield labelled("label.copy_to", *lookup.authority(channel.copy_to))
    if channel.forms:
        yield labelled("label.forms_accepted", *joined((member(f),) for f in channel.forms))
    if channel.encryption is not None:
        yield labelled("label.encryption", member(channel.encryption))
    if channel.electronic_signature is not None:
        yield labelled("label.electronic_signature", member(channel.electronic_signature))
    yield from _original(channel)
    if channel.oral_confirmed_in_writing is not None:
        answer = YES if channel.oral_confirmed_in_writing else NO
        yield labelled("label.oral_confirmed", answer)
    if channel.contact_post:
        yield labelled("label.contact_point", Text(channel.contact_post))
    if channel.procedure is not None:
        yield labelled("label.urgent_procedure", as_written(channel.procedure))
    if channel.response_time:
        yield labelled("label.response_time", Text(channel.response_time))


def _original(channel: AcceptedChannel) -> Iterator[Line]:
    if channel.original_to_follow is None and channel.original_within_days is None:
        return
    days = channel.original_within_days
    within: Pieces = () if days is None else (Literal(str(days)), SPACE, Words("unit.days"))
    answer = NO if channel.original_to_follow is False else YES
    yield labelled("label.original_to_follow", answer, *bracketed([within] if within else []))


def _languages(rules: tuple[LanguageRule, ...]) -> Iterator[Field]:
    for use, label in LANGUAGE_LABELS.items():
        lines = [each for rule in rules if rule.use is use for each in _language_rule(rule)]
        if lines or use in ALWAYS_ANSWERED:
            yield field(label, *lines)


def _language_rule(rule: LanguageRule) -> Iterator[Line]:
    names: list[Pieces] = [(language_name(code),) for code in rule.languages]
    if rule.any_official_un_language:
        names.append((Words("word.any_official_un_language"),))
    yield item(*joined(names), *bracketed([(member(rule.basis),)]))
    if rule.note is not None:
        yield line(as_written(rule.note))


def _validity(designation: Designation) -> Iterator[Field]:
    if designation.valid_from is not None:
        yield from on_day("label.valid_from", Day(designation.valid_from))
    if designation.valid_until is not None:
        yield from on_day("label.valid_until", Day(designation.valid_until))
    if designation.notification is not None:
        yield field("label.notified", *notification_lines(designation.notification))


def notification_lines(notification: Notification) -> Iterator[Line]:
    """Give what is known of the paper behind a designation or a statement."""
    known: list[Pieces] = [(member(notification.kind),)]
    if notification.reference:
        known.append((Text(notification.reference),))
    if notification.notified_on is not None:
        known.append((Day(notification.notified_on),))
    yield Line(joined(known, SEMICOLON))
    if notification.received_on is not None:
        yield labelled("label.received_on", Day(notification.received_on))
    if notification.source:
        yield labelled("label.provenance", Text(notification.source))
    if notification.summary:
        yield labelled("label.wording_of_notification", Text(notification.summary))
    if notification.is_name_translated:
        yield line(Words("mark.name_translated"))
