"""The tables of the record: each row class carries the fields of one class of `record`.

Field names are the same on both sides, which is what lets `mapping` copy them without a list of its
own; `__record__` names the other side. A class that belongs to several owners names each owner in a
column of its own, and the database sees to it that exactly one is filled.
"""

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cna_directory.authorities import record as r
from cna_directory.database import Base, Coded, CodeList, Localised, UTCDateTime, coded
from cna_directory.languages import LocalisedText

Localisable = LocalisedText | None


def _text() -> Any:
    """Return a column for a State's own words."""
    return mapped_column(Localised)


def _children(row_class: str, column: str) -> Any:
    """Return an owned, ordered list of rows that point to the owner by `column`."""
    return relationship(
        row_class,
        order_by=f"{row_class}.position",
        cascade="all, delete-orphan",
        foreign_keys=f"{row_class}.{column}",
        lazy="selectin",
    )


def _child(row_class: str, column: str) -> Any:
    """Return one owned row that points to the owner by `column`, or none."""
    return relationship(
        row_class,
        uselist=False,
        cascade="all, delete-orphan",
        foreign_keys=f"{row_class}.{column}",
        lazy="selectin",
    )


def _exactly_one(*columns: str) -> CheckConstraint:
    filled = " + ".join(f"CASE WHEN {c} IS NULL THEN 0 ELSE 1 END" for c in columns)
    return CheckConstraint(f"{filled} = 1", name="one_owner")


def _owner(column: str) -> Any:
    return mapped_column(ForeignKey(column), index=True)


def _provenance() -> Any:
    return composite(
        mapped_column("provenance_kind", Coded(r.ProvenanceKind), index=True),
        mapped_column("provenance_note", Text),
        mapped_column("provenance_sources", CodeList),
    )


def _confirmation() -> Any:
    return composite(
        mapped_column("confirmed_on", Date, nullable=True, index=True),
        mapped_column("confirmation_means", Coded(r.ConfirmationMeans), nullable=True),
        mapped_column("confirmed_by", String(60), nullable=True),
    )


def _address(kind: str, *, is_optional: bool) -> Any:
    return composite(
        mapped_column(f"{kind}_lines", CodeList, nullable=is_optional),
        mapped_column(f"{kind}_city", Text, nullable=is_optional),
        mapped_column(f"{kind}_state_or_province", Text, nullable=is_optional),
        mapped_column(f"{kind}_postal_code", Text, nullable=is_optional),
        mapped_column(f"{kind}_language", String(20), nullable=is_optional),
    )


class Authority(Base):
    """A competent national authority, as its record stands today."""

    __tablename__ = "authority"
    __record__: ClassVar[type] = r.Record

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision_number: Mapped[int] = mapped_column(default=0)
    """The revision that these rows show; later ones may wait for their effective date."""
    state: Mapped[str] = mapped_column("state_iso2", ForeignKey("state.iso2"), index=True)
    name: Mapped[LocalisedText] = _text()
    kind: Mapped[r.AuthorityKind] = coded(r.AuthorityKind)
    status: Mapped[r.RecordStatus] = coded(r.RecordStatus, index=True)
    provenance: Mapped[r.Provenance] = _provenance()
    name_transliterated: Mapped[str] = mapped_column(Text)
    acronym: Mapped[str] = mapped_column(Text)
    reports_to: Mapped[int | None]
    service: Mapped[Localisable] = _text()
    address: Mapped[r.PostalAddress] = _address("address", is_optional=False)
    visiting_address: Mapped[r.PostalAddress | None] = _address("visiting", is_optional=True)
    telephones: Mapped[list["Telephone"]] = _children("Telephone", "telephone_of")
    faxes: Mapped[list["Telephone"]] = _children("Telephone", "fax_of")
    emails: Mapped[list["Email"]] = _children("Email", "authority_number")
    websites: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    time_zone: Mapped[str] = mapped_column(String(60))
    office_hours: Mapped[list["OpeningSpan"]] = _children("OpeningSpan", "authority_number")
    lunch_from: Mapped[time | None]
    lunch_until: Mapped[time | None]
    languages_of_communication: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    additional_details: Mapped[Localisable] = _text()
    contact_points: Mapped[list["ContactPoint"]] = _children("ContactPoint", "authority_number")
    designations: Mapped[list["Designation"]] = _children("Designation", "authority_number")
    links: Mapped[list["Link"]] = _children("Link", "authority_number")
    superseded_by: Mapped[int | None]
    contact_changed_on: Mapped[date | None]
    confirmation: Mapped[r.Confirmation | None] = _confirmation()


class StateProfile(Base):
    """What holds for a State as a whole, as it stands today."""

    __tablename__ = "state_profile"
    __record__: ClassVar[type] = r.StateProfile

    state: Mapped[str] = mapped_column("state_iso2", ForeignKey("state.iso2"), primary_key=True)
    revision_number: Mapped[int] = mapped_column(default=0)
    provenance: Mapped[r.Provenance] = _provenance()
    legal_system: Mapped[Localisable] = _text()
    official_languages: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    time_zones: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    general_note: Mapped[Localisable] = _text()
    fallback_note: Mapped[Localisable] = _text()
    recovery_networks: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    cooperation_networks: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    not_designated: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    closures: Mapped[list["Closure"]] = _children("Closure", "state_iso2")
    requirements: Mapped[list["LegalRequirement"]] = _children("LegalRequirement", "state_iso2")
    legal_bases: Mapped[list["LegalBasis"]] = _children("LegalBasis", "state_iso2")
    links: Mapped[list["Link"]] = _children("Link", "state_iso2")
    confirmation: Mapped[r.Confirmation | None] = _confirmation()


class Telephone(Base):
    """A telephone or fax number of an authority or of a contact point."""

    __tablename__ = "telephone"
    __table_args__ = (_exactly_one("telephone_of", "fax_of", "contact_point_id"),)
    __record__: ClassVar[type] = r.Telephone

    id: Mapped[int] = mapped_column(primary_key=True)
    telephone_of: Mapped[int | None] = _owner("authority.number")
    fax_of: Mapped[int | None] = _owner("authority.number")
    contact_point_id: Mapped[int | None] = _owner("contact_point.id")
    position: Mapped[int]
    number: Mapped[str] = mapped_column(Text)
    use: Mapped[r.NumberUse] = coded(r.NumberUse)
    extension: Mapped[str] = mapped_column(Text)
    hours: Mapped[str] = mapped_column(Text)


class Email(Base):
    """An e-mail address of an authority or of a contact point."""

    __tablename__ = "email"
    __table_args__ = (_exactly_one("authority_number", "contact_point_id"),)
    __record__: ClassVar[type] = r.Email

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int | None] = _owner("authority.number")
    contact_point_id: Mapped[int | None] = _owner("contact_point.id")
    position: Mapped[int]
    address: Mapped[str] = mapped_column(String(320))
    use: Mapped[r.NumberUse] = coded(r.NumberUse)
    is_functional: Mapped[bool]
    encryption_key_url: Mapped[str] = mapped_column(Text)


class OpeningSpan(Base):
    """Office hours of one weekday."""

    __tablename__ = "opening_span"
    __record__: ClassVar[type] = r.OpeningSpan

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int] = _owner("authority.number")
    position: Mapped[int]
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]


class ContactPoint(Base):
    """A post in a service; the person is optional."""

    __tablename__ = "contact_point"
    __record__: ClassVar[type] = r.ContactPoint

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int] = _owner("authority.number")
    position: Mapped[int]
    post: Mapped[LocalisedText] = _text()
    person_name: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    salutation: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    telephones: Mapped[list["Telephone"]] = _children("Telephone", "contact_point_id")
    emails: Mapped[list["Email"]] = _children("Email", "contact_point_id")
    additional_details: Mapped[Localisable] = _text()
    is_primary: Mapped[bool]
    is_for_urgent: Mapped[bool]
    hours: Mapped[str] = mapped_column(Text)
    languages: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    in_post_from: Mapped[date | None]
    in_post_until: Mapped[date | None]
    visibility: Mapped[r.Visibility] = coded(r.Visibility)


class Designation(Base):
    """An authority's competence for one request type: the unit of search."""

    __tablename__ = "designation"
    __record__: ClassVar[type] = r.Designation

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int] = _owner("authority.number")
    position: Mapped[int]
    request_type: Mapped[str] = mapped_column(
        "request_type_code", ForeignKey("request_type.code"), index=True
    )
    provisions: Mapped[list["Provision"]] = _children("Provision", "designation_id")
    role: Mapped[r.DesignationRole] = coded(r.DesignationRole)
    capacities: Mapped[tuple[r.Capacity, ...]] = mapped_column(CodeList(r.Capacity))
    territory: Mapped[str] = mapped_column("territory_code", String(10), default="")
    is_only_one: Mapped[bool | None]
    is_default: Mapped[bool]
    responsibilities: Mapped[Localisable] = _text()
    sub_measures: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    areas_of_assistance: Mapped[Localisable] = _text()
    forwards_misdirected: Mapped[bool | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    notification: Mapped["Notification | None"] = _child("Notification", "designation_id")
    competence_rules: Mapped[list["CompetenceRule"]] = _children("CompetenceRule", "designation_id")
    channels: Mapped[list["AcceptedChannel"]] = _children("AcceptedChannel", "designation_id")
    language_rules: Mapped[list["LanguageRule"]] = _children("LanguageRule", "designation_id")
    requirement: Mapped["LegalRequirement | None"] = _child("LegalRequirement", "designation_id")


class Provision(Base):
    """An article that a designation was made under, as cited."""

    __tablename__ = "designation_provision"
    __record__: ClassVar[type] = r.Provision

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int] = _owner("designation.id")
    position: Mapped[int]
    instrument: Mapped[str] = mapped_column(
        "instrument_code", ForeignKey("instrument.code"), index=True
    )
    article: Mapped[str] = mapped_column(Text)


class Notification(Base):
    """The notification behind a designation or a statement of legal basis."""

    __tablename__ = "notification"
    __table_args__ = (_exactly_one("designation_id", "legal_basis_id"),)
    __record__: ClassVar[type] = r.Notification

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int | None] = mapped_column(ForeignKey("designation.id"), unique=True)
    legal_basis_id: Mapped[int | None] = mapped_column(ForeignKey("legal_basis.id"), unique=True)
    kind: Mapped[r.NotificationKind] = coded(r.NotificationKind)
    reference: Mapped[str] = mapped_column(Text)
    notified_on: Mapped[date | None]
    received_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    is_name_translated: Mapped[bool]


class CompetenceRule(Base):
    """When this authority is competent and not another of the same State."""

    __tablename__ = "competence_rule"
    __record__: ClassVar[type] = r.CompetenceRule

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int] = _owner("designation.id")
    position: Mapped[int]
    dimension: Mapped[r.CompetenceDimension] = coded(r.CompetenceDimension)
    operator: Mapped[r.CompetenceOperator] = coded(r.CompetenceOperator)
    values: Mapped[tuple[str, ...]] = mapped_column("case_values", CodeList)
    explanation: Mapped[Localisable] = _text()


class AcceptedChannel(Base):
    """One way in which requests are accepted, for one urgency."""

    __tablename__ = "accepted_channel"
    __record__: ClassVar[type] = r.AcceptedChannel

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int] = _owner("designation.id")
    position: Mapped[int]
    urgency: Mapped[r.Urgency] = coded(r.Urgency)
    route: Mapped[r.ChannelRoute] = coded(r.ChannelRoute)
    acceptance: Mapped[r.Acceptance] = coded(r.Acceptance)
    conditions: Mapped[Localisable] = _text()
    copy_to: Mapped[int | None]
    forms: Mapped[tuple[r.RequestForm, ...]] = mapped_column(CodeList(r.RequestForm))
    encryption: Mapped[r.Need | None] = coded(r.Need)
    electronic_signature: Mapped[r.Need | None] = coded(r.Need)
    original_to_follow: Mapped[bool | None]
    original_within_days: Mapped[int | None]
    oral_confirmed_in_writing: Mapped[bool | None]
    contact_post: Mapped[str] = mapped_column(Text)
    procedure: Mapped[Localisable] = _text()
    response_time: Mapped[str] = mapped_column(Text)
    national_central_bureau: Mapped[str] = mapped_column(Text)


class LanguageRule(Base):
    """Which languages are accepted for which texts."""

    __tablename__ = "language_rule"
    __record__: ClassVar[type] = r.LanguageRule

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int] = _owner("designation.id")
    position: Mapped[int]
    use: Mapped[r.LanguageUse] = coded(r.LanguageUse)
    languages: Mapped[tuple[str, ...]] = mapped_column(CodeList)
    basis: Mapped[r.LanguageBasis] = coded(r.LanguageBasis)
    any_official_un_language: Mapped[bool]
    note: Mapped[Localisable] = _text()


class LegalRequirement(Base):
    """What a request of one type must contain; of a State, or of one designation."""

    __tablename__ = "legal_requirement"
    __table_args__ = (_exactly_one("designation_id", "state_iso2"),)
    __record__: ClassVar[type] = r.LegalRequirement

    id: Mapped[int] = mapped_column(primary_key=True)
    designation_id: Mapped[int | None] = mapped_column(ForeignKey("designation.id"), unique=True)
    state_iso2: Mapped[str | None] = _owner("state_profile.state_iso2")
    position: Mapped[int] = mapped_column(default=0)
    request_type: Mapped[str] = mapped_column("request_type_code", ForeignKey("request_type.code"))
    items: Mapped[list["RequirementItem"]] = _children("RequirementItem", "requirement_id")
    dual_criminality: Mapped[r.DualCriminality | None] = coded(r.DualCriminality)
    dual_criminality_note: Mapped[Localisable] = _text()
    minimum_penalty_months: Mapped[int | None]
    minimum_penalty_note: Mapped[Localisable] = _text()
    use_limitation: Mapped[Localisable] = _text()
    confidentiality: Mapped[Localisable] = _text()
    refusal_grounds: Mapped[Localisable] = _text()
    video_hearing: Mapped[Localisable] = _text()
    minor_cases: Mapped[Localisable] = _text()
    costs: Mapped[Localisable] = _text()
    legalization: Mapped[r.Need | None] = coded(r.Need)
    extradites_nationals: Mapped[Localisable] = _text()
    provisional_arrest_days: Mapped[int | None]
    provisional_arrest_note: Mapped[Localisable] = _text()
    extradition_procedures: Mapped[Localisable] = _text()
    surrender_deadline: Mapped[Localisable] = _text()
    availability: Mapped[r.Availability | None] = coded(r.Availability)
    availability_note: Mapped[Localisable] = _text()
    alternative_measure: Mapped[str] = mapped_column(Text)
    accepts_drafts: Mapped[bool | None]


class RequirementItem(Base):
    """One line of a checklist."""

    __tablename__ = "requirement_item"
    __record__: ClassVar[type] = r.RequirementItem

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = _owner("legal_requirement.id")
    position: Mapped[int]
    part: Mapped[r.RequirementPart] = coded(r.RequirementPart)
    text: Mapped[LocalisedText] = _text()
    is_certified: Mapped[bool]
    is_translated: Mapped[bool]
    applies_to: Mapped[r.AppliesTo] = coded(r.AppliesTo)


class LegalBasis(Base):
    """Whether a State takes an instrument as legal basis for a type of request."""

    __tablename__ = "legal_basis"
    __record__: ClassVar[type] = r.LegalBasis

    id: Mapped[int] = mapped_column(primary_key=True)
    state_iso2: Mapped[str] = _owner("state_profile.state_iso2")
    position: Mapped[int]
    instrument: Mapped[str] = mapped_column(
        "instrument_code", ForeignKey("instrument.code"), index=True
    )
    request_type: Mapped[str] = mapped_column("request_type_code", ForeignKey("request_type.code"))
    convention_as_basis: Mapped[r.ConventionAsBasis] = coded(r.ConventionAsBasis)
    other_bases: Mapped[Localisable] = _text()
    reservation: Mapped[Localisable] = _text()
    notification: Mapped["Notification | None"] = _child("Notification", "legal_basis_id")


class Link(Base):
    """A link to a national law, guide or site; of an authority or of a State."""

    __tablename__ = "link"
    __table_args__ = (_exactly_one("authority_number", "state_iso2"),)
    __record__: ClassVar[type] = r.Link

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int | None] = _owner("authority.number")
    state_iso2: Mapped[str | None] = _owner("state_profile.state_iso2")
    position: Mapped[int]
    kind: Mapped[r.LinkKind] = coded(r.LinkKind)
    title: Mapped[LocalisedText] = _text()
    url: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(20))
    citation: Mapped[str] = mapped_column(Text)
    articles: Mapped[str] = mapped_column(Text)
    request_types: Mapped[tuple[str, ...]] = mapped_column(CodeList)


class Closure(Base):
    """A day on which the offices of a State are closed, as the State entered it."""

    __tablename__ = "closure"
    __record__: ClassVar[type] = r.Closure

    id: Mapped[int] = mapped_column(primary_key=True)
    state_iso2: Mapped[str] = _owner("state_profile.state_iso2")
    position: Mapped[int]
    closed_on: Mapped[date]
    reason: Mapped[LocalisedText] = _text()


class Revision(Base):
    """A numbered, immutable snapshot of a record or of a State's profile.

    `recorded_at` is when the directory learned it, `effective_from` the day from which it holds; an
    edition takes revisions recorded and effective by its closing.
    """

    __tablename__ = "revision"
    __table_args__ = (
        _exactly_one("authority_number", "state_iso2"),
        UniqueConstraint("authority_number", "number"),
        UniqueConstraint("state_iso2", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int | None] = _owner("authority.number")
    state_iso2: Mapped[str | None] = _owner("state_profile.state_iso2")
    number: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    effective_from: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, info={"trail": "digest"})
