"""Arbitrary records for property tests: every field filled by its type, foreign keys by real codes."""

import string
from datetime import date, time

from hypothesis import strategies as st

from cna_directory.authorities import record as r

STATES = ("FR", "JP", "EG", "GE")
REQUEST_TYPES = ("mla", "extradition", "transfer", "firearms")
INSTRUMENTS = ("UNTOC", "DRUG1988", "UNCAC")

# PostgreSQL stores no NUL and no half of a surrogate pair; forms refuse both before they get here.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
codes = st.text(string.ascii_lowercase, min_size=1, max_size=12)
dates = st.dates(date(1990, 1, 1), date(2035, 12, 31))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
few = st.integers(0, 10_000)

st.register_type_strategy(str, texts)
st.register_type_strategy(date, dates)
st.register_type_strategy(time, minutes)
st.register_type_strategy(int, few)


def lists(of: st.SearchStrategy[object], most: int = 2) -> st.SearchStrategy[tuple[object, ...]]:
    """Return short tuples."""
    return st.lists(of, max_size=most).map(tuple)


localised = st.from_type(r.LocalisedText)
provisions = lists(st.builds(r.Provision, st.sampled_from(INSTRUMENTS), texts))
requirements = st.builds(
    r.LegalRequirement,
    request_type=st.sampled_from(REQUEST_TYPES),
    items=lists(st.from_type(r.RequirementItem)),
    dual_criminality=st.none() | st.from_type(r.DualCriminality),
    refusal_grounds=st.none() | localised,
    provisional_arrest_days=st.none() | few,
    accepts_drafts=st.none() | st.booleans(),
)
channels = st.builds(
    r.AcceptedChannel,
    urgency=st.from_type(r.Urgency),
    route=st.from_type(r.ChannelRoute),
    acceptance=st.from_type(r.Acceptance),
    conditions=st.none() | localised,
    forms=lists(st.from_type(r.RequestForm)),
    encryption=st.none() | st.from_type(r.Need),
    original_to_follow=st.none() | st.booleans(),
)
designations = st.builds(
    r.Designation,
    request_type=st.sampled_from(REQUEST_TYPES),
    provisions=provisions,
    role=st.from_type(r.DesignationRole),
    capacities=lists(st.from_type(r.Capacity)),
    responsibilities=st.none() | localised,
    valid_from=st.none() | dates,
    notification=st.none() | st.from_type(r.Notification),
    competence_rules=lists(st.from_type(r.CompetenceRule), 1),
    channels=lists(channels),
    language_rules=lists(st.from_type(r.LanguageRule), 1),
    requirement=st.none() | requirements,
)
contact_points = st.builds(
    r.ContactPoint,
    post=localised,
    person_name=texts,
    telephones=lists(st.from_type(r.Telephone)),
    emails=lists(st.from_type(r.Email), 1),
    additional_details=st.none() | localised,
    languages=lists(codes),
    in_post_from=st.none() | dates,
    visibility=st.from_type(r.Visibility),
)
records = st.builds(
    r.Record,
    number=st.just(9001),
    state=st.sampled_from(STATES),
    name=localised,
    kind=st.from_type(r.AuthorityKind),
    status=st.from_type(r.RecordStatus),
    provenance=st.from_type(r.Provenance),
    service=st.none() | localised,
    address=st.from_type(r.PostalAddress),
    visiting_address=st.none() | st.from_type(r.PostalAddress),
    telephones=lists(st.from_type(r.Telephone)),
    faxes=lists(st.from_type(r.Telephone), 1),
    emails=lists(st.from_type(r.Email), 1),
    websites=lists(texts, 1),
    office_hours=lists(st.from_type(r.OpeningSpan)),
    lunch_from=st.none() | minutes,
    contact_points=lists(contact_points),
    designations=lists(designations),
    links=lists(st.from_type(r.Link), 1),
    contact_changed_on=st.none() | dates,
    confirmation=st.none() | st.from_type(r.Confirmation),
)
profiles = st.builds(
    r.StateProfile,
    state=st.sampled_from(STATES),
    provenance=st.from_type(r.Provenance),
    general_note=st.none() | localised,
    official_languages=lists(codes),
    closures=lists(st.from_type(r.Closure)),
    requirements=lists(requirements),
    legal_bases=lists(
        st.builds(
            r.LegalBasis,
            instrument=st.sampled_from(INSTRUMENTS),
            request_type=st.sampled_from(REQUEST_TYPES),
            convention_as_basis=st.from_type(r.ConventionAsBasis),
            other_bases=st.none() | localised,
            notification=st.none() | st.from_type(r.Notification),
        )
    ),
    links=lists(st.from_type(r.Link), 1),
)
