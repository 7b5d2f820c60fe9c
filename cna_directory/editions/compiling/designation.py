"""A designation: what an authority is named for, and how requests of that type reach it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cna_directory.authorities.record import (
    Acceptance,
    AcceptedChannel,
    ChannelRoute,
    CompetenceDimension,
    CompetenceRule,
    Designation,
    LanguageRule,
    LanguageUse,
    LegalRequirement,
    Notification,
    Provision,
    Record,
    Urgency,
)
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.pieces import (
    COLON,
    SEMICOLON,
    SPACE,
    Pieces,
    as_written,
    bracketed,
    field,
    item,
    joined,
    line,
    remarked,
    some,
    stated,
    web,
    written,
)
from cna_directory.editions.compiling.requirement import requirement_fields
from cna_directory.editions.compiling.words import language_name, member, word
from publish.content import (
    Day,
    DesignationEntry,
    Field,
    Line,
    Literal,
    Piece,
    Pointer,
    Text,
    Words,
)
from publish.outline.anchors import designation_anchor

LANGUAGE_LABELS = {
    LanguageUse.NORMAL: "label.accepted_languages_normal",
    LanguageUse.URGENT: "label.accepted_languages_urgent",
    LanguageUse.COMMUNICATION: "label.languages_spoken",
    LanguageUse.ANNEXES: "label.languages_of_annexes",
}
UNANSWERED = {
    "label.channels": "unanswered.channels",
    "label.channels_normal": "unanswered.channels_normal",
    "label.channels_urgent": "unanswered.channels_urgent",
    "label.interpol": "unanswered.interpol",
    "label.accepted_languages": "unanswered.languages",
    "label.accepted_languages_normal": "unanswered.languages_normal",
    "label.accepted_languages_urgent": "unanswered.languages_urgent",
}
"""Questions to which an edition prints that nothing is stated, because a reader must not guess."""

QUESTIONS_IN_TWO = (
    ("label.channels", frozenset({"label.channels_normal", "label.channels_urgent"})),
    (
        "label.accepted_languages",
        frozenset({"label.accepted_languages_normal", "label.accepted_languages_urgent"}),
    ),
)
"""Where neither half of a question is answered, it is named as one."""

TAKEN = frozenset({Acceptance.REQUIRED, Acceptance.ACCEPTED, Acceptance.ACCEPTED_IF_AGREED})
OFFICIAL_LANGUAGES_OF_THE_UN = ("ar", "zh", "en", "fr", "ru", "es")

Fields = tuple[Field, ...]

CHANNEL_LABELS = {
    Urgency.NORMAL: "label.channels_normal",
    Urgency.URGENT: "label.channels_urgent",
}


def designation_entries(
    record: Record, part: str, full_in: str, lookup: Lookup
) -> tuple[DesignationEntry, ...]:
    """Return the designations of an authority as one part prints them.

    What is the same for several of them is printed once: a later one points to the earlier one, and
    one that another part prints in full (`full_in`) points there.
    """
    number = record.number
    known_sources = frozenset(record.provenance.sources)
    designations = lookup.in_order(record.designations, part)
    in_full = lookup.in_order(record.designations, full_in) if full_in else []
    made: list[DesignationEntry] = []
    for place, designation in enumerate(designations):
        if designation in in_full:
            rest = _all_in_full(full_in, number, in_full.index(designation) + 1)
        else:
            earlier = _Earlier(number, part, designations[:place], lookup)
            rest = (
                *(earlier.ways_of(designation) or _ways(designation, lookup)),
                *_demands(designation, earlier),
                *_validity(designation, known_sources),
            )
        fields = (*_competence(designation, lookup), *rest)
        made.append(_entry(designation, part, lookup, fields))
    return tuple(made)


def whole_designation_fields(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    """Give all that an entry says of a designation, whatever else says the same."""
    cited = (Literal(_cited(provision)) for provision in designation.provisions)
    provisions = joined((piece,) for piece in cited)
    yield from some("label.designated_under", [Line(provisions)] if provisions else [])
    yield from _competence(designation, lookup)
    yield from _channel_fields(designation, lookup)
    yield from _languages(designation.language_rules)
    if designation.requirement is not None:
        yield from requirement_fields(designation.requirement)
    yield from _validity(designation, frozenset())


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The designations of an authority that a part has printed already."""

    number: int
    part: str
    designations: Sequence[Designation]
    lookup: Lookup

    def ways_of(self, designation: Designation) -> Fields:
        """Return a pointer to an earlier designation with the same channels and languages."""
        ways = (designation.channels, designation.language_rules)
        for place, earlier in enumerate(self.designations):
            if any(ways) and (earlier.channels, earlier.language_rules) == ways:
                return (self._as_for(place, "label.channels_and_languages"),)
        return ()

    def demands_of(self, requirement: LegalRequirement) -> Fields:
        """Return a pointer to an earlier designation that asks for the same."""
        wanted = replace(requirement, request_type="")
        for place, earlier in enumerate(self.designations):
            there = earlier.requirement
            if there is not None and replace(there, request_type="") == wanted:
                return (self._as_for(place, "label.legal_requirements"),)
        return ()

    def _as_for(self, place: int, label: str) -> Field:
        name = self.lookup.request_type_name(self.designations[place].request_type)
        anchor = designation_anchor(self.part, self.number, place + 1)
        return field(label, line(Words("detail.as_for"), Pointer(name, anchor)))


def _entry(designation: Designation, part: str, lookup: Lookup, fields: Fields) -> DesignationEntry:
    cited = lookup.provisions_in(designation, part)
    return DesignationEntry(
        request_type=designation.request_type,
        provisions=tuple(map(_cited, cited)),
        territory=lookup.territory(designation.territory) if designation.territory else None,
        fields=fields,
        interpol=_through_interpol(designation),
        languages=_accepted_languages(designation),
        takes_requests=lookup.takes_requests(designation),
    )


def _cited(provision: Provision) -> str:
    return f"{provision.instrument} {provision.article}".strip()


def _through_interpol(designation: Designation) -> tuple[str, ...]:
    """Return the cases in which requests through INTERPOL are taken, conditions or not."""
    taken = {
        channel.urgency
        for channel in designation.channels
        if channel.route is ChannelRoute.INTERPOL and channel.acceptance in TAKEN
    }
    return tuple(urgency.value for urgency in Urgency if urgency in taken)


def _accepted_languages(designation: Designation) -> tuple[Words | Literal, ...]:
    """Return the languages of requests, each once, whatever the case and the conditions."""
    rules = [
        r for r in designation.language_rules if r.use in {LanguageUse.NORMAL, LanguageUse.URGENT}
    ]
    codes = [code for rule in rules for code in rule.languages]
    if any(rule.any_official_un_language for rule in rules):
        codes += OFFICIAL_LANGUAGES_OF_THE_UN
    return tuple(dict.fromkeys(map(language_name, codes)))


def _all_in_full(full_in: str, number: int, place: int) -> Fields:
    """Return one row that leads to where another part prints the whole of a designation."""
    there = Pointer(Words("detail.first_part"), designation_anchor(full_in, number, place))
    return (field("label.all_else", line(there)),)


def _demands(designation: Designation, earlier: _Earlier) -> Fields:
    requirement = designation.requirement
    if requirement is None:
        return ()
    return earlier.demands_of(requirement) or tuple(requirement_fields(requirement))


def _ways(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    """Give channels and languages; what nothing is stated on is named in one last row."""
    fields = [*_channel_fields(designation, lookup), *_languages(designation.language_rules)]
    yield from (each for each in fields if each.lines)
    open_questions = {each.label for each in fields if not each.lines}
    for both, labels in QUESTIONS_IN_TWO:
        if open_questions.issuperset(labels):
            open_questions = (open_questions - labels) | {both}
    if open_questions:
        words = ((Words(UNANSWERED[label]),) for label in UNANSWERED if label in open_questions)
        yield field("word.not_stated", Line(joined(words, SEMICOLON)))


def _competence(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    yield field("label.role", Line(joined(_role(designation), SEMICOLON)))
    yield from written("label.responsibilities", designation.responsibilities)
    measures = joined(((word("measure", code),) for code in designation.sub_measures), SEMICOLON)
    yield from some("label.types_of_assistance", [Line(measures)] if measures else [])
    yield from written("label.areas_of_assistance", designation.areas_of_assistance)
    rules = (each for rule in designation.competence_rules for each in _rule(rule, lookup))
    yield from some("label.competence", rules)


def _role(designation: Designation) -> Iterator[Pieces]:
    yield (member(designation.role),)
    if designation.capacities:
        yield joined((member(capacity),) for capacity in designation.capacities)
    if designation.is_only_one is not None:
        yield (Words("detail.only_one" if designation.is_only_one else "detail.not_only_one"),)
    if designation.is_default:
        yield (Words("detail.is_default"),)
    if designation.forwards_misdirected is not None:
        forwards = "forwards" if designation.forwards_misdirected else "does_not_forward"
        yield (Words(f"detail.{forwards}"),)


def _rule(rule: CompetenceRule, lookup: Lookup) -> Iterator[Line]:
    values = joined((_value(rule, value, lookup),) for value in rule.values)
    known = item(member(rule.dimension), SPACE, member(rule.operator), SPACE, *values)
    yield from remarked(known, *stated(rule.explanation))


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


def _channel_fields(designation: Designation, lookup: Lookup) -> Iterator[Field]:
    """Give the channels of normal and of urgent cases, and the answer on INTERPOL apart."""
    for urgency, label in CHANNEL_LABELS.items():
        channels = [
            _channel(channel, member(channel.route), lookup)
            for channel in designation.channels
            if channel.urgency is urgency and channel.route is not ChannelRoute.INTERPOL
        ]
        lines = [each for lines in channels for each in lines]
        yield field(label, *(_without_bullet(lines) if len(channels) == 1 else lines))
    yield field("label.interpol", *_interpol(designation.channels, lookup))


def _without_bullet(lines: Iterable[Line]) -> Iterator[Line]:
    return (replace(each, is_item=False) for each in lines)


def _interpol(channels: tuple[AcceptedChannel, ...], lookup: Lookup) -> Iterator[Line]:
    """Give the answers on INTERPOL for normal and urgent cases apart, if there is one at all."""
    through_interpol = [c for c in channels if c.route is ChannelRoute.INTERPOL]
    if not through_interpol:
        return
    for urgency in Urgency:
        answers = [c for c in through_interpol if c.urgency is urgency]
        if not answers:
            yield line(member(urgency), COLON, Words("acceptance.unknown"))
        for channel in answers:
            yield from _without_bullet(_channel(channel, member(urgency), lookup))


def _channel(channel: AcceptedChannel, name: Piece, lookup: Lookup) -> Iterator[Line]:
    """Give a channel in one line; what the State says of it follows in the State's words."""
    answer = (name, COLON, member(channel.acceptance))
    known = item(*joined([answer, *_channel_details(channel, lookup)], SEMICOLON))
    procedure: list[Pieces] = []
    if channel.procedure is not None:
        procedure = [(Words("detail.procedure"), as_written(channel.procedure))]
    yield from remarked(known, *stated(channel.conditions), *procedure)


def _channel_details(channel: AcceptedChannel, lookup: Lookup) -> Iterator[Pieces]:
    if channel.forms:
        yield joined((member(form),) for form in channel.forms)
    if channel.encryption is not None:
        yield (Words("detail.encryption"), member(channel.encryption))
    if channel.electronic_signature is not None:
        yield (Words("detail.electronic_signature"), member(channel.electronic_signature))
    yield from _original(channel)
    if channel.oral_confirmed_in_writing is not None:
        is_confirmed = channel.oral_confirmed_in_writing
        yield (Words("detail.oral_confirmed" if is_confirmed else "detail.oral_not_confirmed"),)
    if channel.copy_to is not None:
        yield (Words("detail.copy_to"), *lookup.authority(channel.copy_to))
    if channel.contact_post:
        yield (Words("detail.contact_post"), Text(channel.contact_post))
    if channel.national_central_bureau:
        yield (Text(channel.national_central_bureau),)
    if channel.response_time:
        yield (Words("detail.response_time"), Text(channel.response_time))


def _original(channel: AcceptedChannel) -> Iterator[Pieces]:
    if channel.original_to_follow is None and channel.original_within_days is None:
        return
    is_needed = channel.original_to_follow is not False
    days = channel.original_within_days
    within: Pieces = ()
    if days is not None:
        within = (Words("detail.within"), Literal(str(days)), SPACE, Words("unit.days"))
    yield (Words("detail.original_follows" if is_needed else "detail.no_original"), *within)


def _languages(rules: tuple[LanguageRule, ...]) -> Iterator[Field]:
    for use, label in LANGUAGE_LABELS.items():
        lines = [each for rule in rules if rule.use is use for each in _language_rule(rule)]
        if lines or label in UNANSWERED:
            yield field(label, *lines)


def _language_rule(rule: LanguageRule) -> Iterator[Line]:
    names: list[Pieces] = [(language_name(code),) for code in rule.languages]
    if rule.any_official_un_language:
        names.append((Words("word.any_official_un_language"),))
    known = line(*joined(names), *bracketed([(member(rule.basis),)]))
    yield from remarked(known, *stated(rule.note))


def _validity(designation: Designation, known_sources: frozenset[str]) -> Iterator[Field]:
    known: list[Pieces] = []
    remarks: tuple[Pieces, ...] = ()
    if designation.valid_from is not None:
        known.append((Words("detail.valid_from"), Day(designation.valid_from)))
    if designation.valid_until is not None:
        known.append((Words("detail.valid_until"), Day(designation.valid_until)))
    if designation.notification is not None:
        known = [*notification_pieces(designation.notification, known_sources), *known]
        remarks = wording_of(designation.notification)
    yield from some("label.notification", remarked(Line(joined(known, SEMICOLON)), *remarks))


def wording_of(notification: Notification) -> tuple[Pieces, ...]:
    """Return what a notification says, as a remark on it, if it is known."""
    return ((Text(notification.summary),),) if notification.summary else ()


def notification_pieces(
    notification: Notification, known_sources: frozenset[str] = frozenset()
) -> Iterator[Pieces]:
    """Give what is known of the paper behind a designation or a statement.

    A source that the entry names anyway among its own is not given twice.
    """
    yield (member(notification.kind),)
    if notification.reference:
        yield (Text(notification.reference),)
    if notification.notified_on is not None:
        yield (Day(notification.notified_on),)
    if notification.received_on is not None:
        yield (Words("detail.received"), Day(notification.received_on))
    if notification.source and notification.source not in known_sources:
        yield (Words("detail.source"), *source_pieces(notification.source))
    if notification.is_name_translated:
        yield (Words("mark.name_translated"),)


def source_pieces(source: str) -> Pieces:
    """Return where something was read: an address that opens with words after it, or words."""
    if not source.startswith("http"):
        return (Text(source, "en"),)
    address, _, rest = source.partition(" ")
    return (web(address), Text(f" {rest}", "en")) if rest else (web(address),)
