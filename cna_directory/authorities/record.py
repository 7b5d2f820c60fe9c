"""The record: an authority, or what holds for a State as a whole, as one piece of frozen plain data.

Pages, proposals, revisions and editions all speak of the same two classes, `Record` and
`StateProfile`. They can be read from the tables, validated, compared, written back, and turned into
plain JSON and back without loss (`to_plain`, `record_from_plain`).

Fields follow `record_fields.md` sections 2 to 9. Request types, instruments, States and territories
are named by their codes, because they are rows and not code.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from cna_directory.languages import LocalisedText


class AuthorityKind(StrEnum):
    """What sort of body an authority is."""

    MINISTRY_OF_JUSTICE = "ministry_of_justice"
    MINISTRY_OF_FOREIGN_AFFAIRS = "ministry_of_foreign_affairs"
    MINISTRY_OF_INTERIOR = "ministry_of_interior"
    PROSECUTION = "prosecution"
    COURT = "court"
    POLICE = "police"
    CUSTOMS = "customs"
    MARITIME = "maritime"
    ANTI_CORRUPTION = "anti_corruption"
    FINANCIAL_INTELLIGENCE = "financial_intelligence"
    ASSET_RECOVERY = "asset_recovery"
    CULTURE = "culture"
    OTHER = "other"


class RecordStatus(StrEnum):
    """Where a record stands in its life; only live records are found, shown and printed."""

    LIVE = "live"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class NumberUse(StrEnum):
    """What a telephone number, fax number or e-mail address is for."""

    SWITCHBOARD = "switchboard"
    SERVICE = "service"
    URGENT = "urgent"


class Visibility(StrEnum):
    """Who may see a contact point; an edition prints only what every account may see."""

    ALL_ACCOUNTS = "all_accounts"
    SECRETARIAT = "secretariat"


class ProvenanceKind(StrEnum):
    """How far a record can be trusted to speak of a real office today."""

    STATE = "state"
    HISTORIC = "historic"
    MADE_UP = "made_up"


class DesignationRole(StrEnum):
    """The treaty's own word for the authority's part."""

    CENTRAL_AUTHORITY = "central_authority"
    COMPETENT_AUTHORITY = "competent_authority"
    FOCAL_POINT = "focal_point"
    SINGLE_POINT_OF_CONTACT = "single_point_of_contact"
    PREVENTION_AUTHORITY = "prevention_authority"


class Capacity(StrEnum):
    """What an authority does with requests (UNTOC article 18(13))."""

    RECEIVES = "receives"
    EXECUTES = "executes"
    TRANSMITS = "transmits"
    SENDS = "sends"


class Urgency(StrEnum):
    """Normal and urgent requests are two separate answers."""

    NORMAL = "normal"
    URGENT = "urgent"


class ChannelRoute(StrEnum):
    """The way a request travels from State to State."""

    DIRECT = "direct"
    DIPLOMATIC = "diplomatic"
    INTERPOL = "interpol"
    OTHER_NETWORK = "other_network"
    SECURE_PLATFORM = "secure_platform"


class Acceptance(StrEnum):
    """Whether requests may come by a channel."""

    REQUIRED = "required"
    ACCEPTED = "accepted"
    ACCEPTED_IF_AGREED = "accepted_if_agreed"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN = "unknown"


class RequestForm(StrEnum):
    """The form in which a request may arrive (UNTOC article 18(14))."""

    POST = "post"
    COURIER = "courier"
    FAX = "fax"
    EMAIL = "email"
    EMAIL_ENCRYPTED = "email_encrypted"
    PLATFORM = "platform"
    ORAL = "oral"
    IN_PERSON = "in_person"


class Need(StrEnum):
    """Whether something is needed, for example encryption or legalization."""

    NOT_NEEDED = "not_needed"
    PREFERRED = "preferred"
    REQUIRED = "required"
    APOSTILLE = "apostille"


class LanguageUse(StrEnum):
    """Which texts a language rule speaks of."""

    NORMAL = "normal"
    URGENT = "urgent"
    COMMUNICATION = "communication"
    ANNEXES = "annexes"


class LanguageBasis(StrEnum):
    """On what footing a language is accepted."""

    OFFICIAL = "official"
    ACCEPTED = "accepted"
    COURTESY_TRANSLATION = "courtesy_translation"
    CERTIFIED_TRANSLATION = "certified_translation"


class DualCriminality(StrEnum):
    """Whether the act must be an offence in both States (UNTOC article 18(9))."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    IN_PART = "in_part"
    DISCRETIONARY = "discretionary"


class Availability(StrEnum):
    """Whether a form of cooperation exists in the State."""

    APPLICABLE = "applicable"
    NOT_APPLICABLE = "not_applicable"
    TO_A_CERTAIN_EXTENT = "to_a_certain_extent"


class AppliesTo(StrEnum):
    """To whom a requirement applies: some States ask other papers for charged and sentenced persons."""

    ALL = "all"
    PERSON_CHARGED = "person_charged"
    PERSON_SENTENCED = "person_sentenced"


class RequirementPart(StrEnum):
    """The two checklists of a request: what it must say and what must come with it."""

    INFORMATION = "information"
    DOCUMENTATION = "documentation"


class ConventionAsBasis(StrEnum):
    """Whether a State takes a convention as the legal basis (UNTOC article 16(5)(a), UNCAC 44(6))."""

    YES = "yes"
    NO = "no"
    ONLY_IF_NO_OTHER_TREATY = "only_if_no_other_treaty"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"


class LinkKind(StrEnum):
    """What a link leads to."""

    NATIONAL_LAW = "national_law"
    WEBSITE = "website"
    GUIDE = "guide"
    TEMPLATE = "template"
    DEPOSITARY_NOTIFICATION = "depositary_notification"
    NETWORK = "network"
    TREATY_TEXT = "treaty_text"


class NotificationKind(StrEnum):
    """The paper behind a designation."""

    DEPOSITARY_NOTIFICATION = "depositary_notification"
    NOTE_VERBALE = "note_verbale"
    LETTER = "letter"
    FORM = "form"
    EMAIL = "email"


class ConfirmationMeans(StrEnum):
    """How a State said that a record still holds."""

    ACCOUNT = "account"
    NOTE_VERBALE = "note_verbale"
    FORM = "form"


class CompetenceDimension(StrEnum):
    """By what a State splits competence between its authorities."""

    OFFENCE = "offence"
    SUB_MEASURE = "sub_measure"
    STAGE = "stage"
    TERRITORY = "territory"
    REQUESTING_STATE = "requesting_state"
    INSTRUMENT = "instrument"
    URGENCY = "urgency"
    VALUE = "value"
    OTHER = "other"


class CompetenceOperator(StrEnum):
    """How a case is compared with the values of a competence rule."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone or fax number in international form (`+` and digits, spaces allowed)."""

    number: str
    use: NumberUse = NumberUse.SERVICE
    extension: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address; functional addresses outlive the persons behind them."""

    address: str
    use: NumberUse = NumberUse.SERVICE
    is_functional: bool = True
    encryption_key_url: str = ""


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A postal or visiting address, in the language of the State."""

    lines: tuple[str, ...] = ()
    city: str = ""
    state_or_province: str = ""
    postal_code: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True)
class OpeningSpan:
    """Office hours of one weekday (1 Monday to 7 Sunday) in the authority's own time zone."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A post in a service; the person in it is optional and shown only if the State wants it."""

    post: LocalisedText
    person_name: str = ""
    salutation: str = ""
    telephones: tuple[Telephone, ...] = ()
    emails: tuple[Email, ...] = ()
    additional_details: LocalisedText | None = None
    is_primary: bool = False
    is_for_urgent: bool = False
    hours: str = ""
    languages: tuple[str, ...] = ()
    in_post_from: date | None = None
    in_post_until: date | None = None
    visibility: Visibility = Visibility.ALL_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Provision:
    """An article of an instrument as cited, for example `UNTOC` and `18(13)`; article may be empty."""

    instrument: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """The notification by which a State made a designation known, and where we read it."""

    kind: NotificationKind
    reference: str = ""
    notified_on: date | None = None
    received_on: date | None = None
    source: str = ""
    summary: str = ""
    is_name_translated: bool = False


@dataclass(frozen=True, slots=True)
class CompetenceRule:
    """When this authority is competent and not another of the same State."""

    dimension: CompetenceDimension
    operator: CompetenceOperator
    values: tuple[str, ...]
    explanation: LocalisedText | None = None


@dataclass(frozen=True, slots=True)
class AcceptedChannel:
    """One way in which requests are accepted, for one urgency, with its conditions.

    `contact_post` names the contact point to reach by this channel by its post, or is empty.
    """

    urgency: Urgency
    route: ChannelRoute
    acceptance: Acceptance
    conditions: LocalisedText | None = None
    copy_to: int | None = None
    forms: tuple[RequestForm, ...] = ()
    encryption: Need | None = None
    electronic_signature: Need | None = None
    original_to_follow: bool | None = None
    original_within_days: int | None = None
    oral_confirmed_in_writing: bool | None = None
    contact_post: str = ""
    procedure: LocalisedText | None = None
    response_time: str = ""
    national_central_bureau: str = ""


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """Which languages are accepted for which texts; `any_official_un_language` needs no list."""

    use: LanguageUse
    languages: tuple[str, ...]
    basis: LanguageBasis = LanguageBasis.ACCEPTED
    any_official_un_language: bool = False
    note: LocalisedText | None = None


@dataclass(frozen=True, slots=True)
class RequirementItem:
    """One line of a checklist."""

    part: RequirementPart
    text: LocalisedText
    is_certified: bool = False
    is_translated: bool = False
    applies_to: AppliesTo = AppliesTo.ALL


@dataclass(frozen=True, slots=True)
class LegalRequirement:
    """What a request of one type must contain, come with and satisfy.

    It stands on a State for all its authorities, or on a designation, where it takes its place.
    """

    request_type: str
    items: tuple[RequirementItem, ...] = ()
    dual_criminality: DualCriminality | None = None
    dual_criminality_note: LocalisedText | None = None
    minimum_penalty_months: int | None = None
    minimum_penalty_note: LocalisedText | None = None
    use_limitation: LocalisedText | None = None
    confidentiality: LocalisedText | None = None
    refusal_grounds: LocalisedText | None = None
    video_hearing: LocalisedText | None = None
    minor_cases: LocalisedText | None = None
    costs: LocalisedText | None = None
    legalization: Need | None = None
    extradites_nationals: LocalisedText | None = None
    provisional_arrest_days: int | None = None
    provisional_arrest_note: LocalisedText | None = None
    extradition_procedures: LocalisedText | None = None
    surrender_deadline: LocalisedText | None = None
    availability: Availability | None = None
    availability_note: LocalisedText | None = None
    alternative_measure: str = ""
    accepts_drafts: bool | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Whether a State takes an instrument as legal basis for a type of request."""

    instrument: str
    request_type: str
    convention_as_basis: ConventionAsBasis
    other_bases: LocalisedText | None = None
    reservation: LocalisedText | None = None
    notification: Notification | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a national law, guide or site."""

    kind: LinkKind
    title: LocalisedText
    url: str
    language: str = ""
    citation: str = ""
    articles: str = ""
    request_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """An authority's competence for one request type: the unit of search.

    `territory` is a territory's code, or empty for the whole State.
    """

    request_type: str
    provisions: tuple[Provision, ...]
    role: DesignationRole
    capacities: tuple[Capacity, ...] = ()
    territory: str = ""
    is_only_one: bool | None = None
    is_default: bool = False
    responsibilities: LocalisedText | None = None
    sub_measures: tuple[str, ...] = ()
    areas_of_assistance: LocalisedText | None = None
    forwards_misdirected: bool | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    notification: Notification | None = None
    competence_rules: tuple[CompetenceRule, ...] = ()
    channels: tuple[AcceptedChannel, ...] = ()
    language_rules: tuple[LanguageRule, ...] = ()
    requirement: LegalRequirement | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record comes from, in words that pages and editions show."""

    kind: ProvenanceKind
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The State said on this day that the record holds; due again a year later."""

    confirmed_on: date
    means: ConfirmationMeans
    by: str
    """In which role it was confirmed, never a person's name: `focal point`, `permanent mission`."""


@dataclass(frozen=True, slots=True)
class Record:
    """An authority with all that belongs to it, as one piece."""

    number: int
    state: str
    name: LocalisedText
    kind: AuthorityKind
    status: RecordStatus
    provenance: Provenance
    name_transliterated: str = ""
    acronym: str = ""
    reports_to: int | None = None
    service: LocalisedText | None = None
    address: PostalAddress = PostalAddress()
    visiting_address: PostalAddress | None = None
    telephones: tuple[Telephone, ...] = ()
    faxes: tuple[Telephone, ...] = ()
    emails: tuple[Email, ...] = ()
    websites: tuple[str, ...] = ()
    time_zone: str = ""
    office_hours: tuple[OpeningSpan, ...] = ()
    lunch_from: time | None = None
    lunch_until: time | None = None
    languages_of_communication: tuple[str, ...] = ()
    additional_details: LocalisedText | None = None
    contact_points: tuple[ContactPoint, ...] = ()
    designations: tuple[Designation, ...] = ()
    links: tuple[Link, ...] = ()
    superseded_by: int | None = None
    contact_changed_on: date | None = None
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which the offices of a State are closed, as the State itself entered it."""

    closed_on: date
    reason: LocalisedText


@dataclass(frozen=True, slots=True)
class StateProfile:
    """What holds for a State as a whole, whichever of its authorities is asked."""

    state: str
    provenance: Provenance
    legal_system: LocalisedText | None = None
    official_languages: tuple[str, ...] = ()
    time_zones: tuple[str, ...] = ()
    general_note: LocalisedText | None = None
    fallback_note: LocalisedText | None = None
    recovery_networks: tuple[str, ...] = ()
    cooperation_networks: tuple[str, ...] = ()
    not_designated: tuple[str, ...] = ()
    """Request types for which the State said that it has not designated an authority."""
    closures: tuple[Closure, ...] = ()
    requirements: tuple[LegalRequirement, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    links: tuple[Link, ...] = ()
    confirmation: Confirmation | None = None
