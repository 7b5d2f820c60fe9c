"""The keys of `publish.wording` for the codes of the record."""

from enum import StrEnum

from cna_directory.authorities import record as r
from publish.content import Literal, Words
from publish.wording import KEYS

PREFIXES: dict[type[StrEnum], str] = {
    r.Acceptance: "acceptance",
    r.AppliesTo: "applies_to",
    r.AuthorityKind: "authority_kind",
    r.Availability: "availability",
    r.Capacity: "capacity",
    r.ChannelRoute: "route",
    r.CompetenceDimension: "dimension",
    r.CompetenceOperator: "operator",
    r.ConfirmationMeans: "confirmation_means",
    r.ConventionAsBasis: "legal_basis",
    r.DesignationRole: "role",
    r.DualCriminality: "dual_criminality",
    r.LanguageBasis: "language_rule",
    r.LinkKind: "link_kind",
    r.Need: "need",
    r.NotificationKind: "notification_kind",
    r.NumberUse: "telephone_use",
    r.ProvenanceKind: "origin",
    r.RequestForm: "form",
    r.Urgency: "mode",
}
"""The first word of the keys under which the members of an enumeration stand."""

OTHERWISE_NAMED: dict[str, str] = {
    "authority_kind.maritime": "authority_kind.coast_guard",
    "authority_kind.anti_corruption": "authority_kind.anti_corruption_body",
    "authority_kind.financial_intelligence": "authority_kind.financial_intelligence_unit",
    "authority_kind.asset_recovery": "authority_kind.asset_recovery_office",
    "applies_to.person_charged": "applies_to.charged",
    "applies_to.person_sentenced": "applies_to.sentenced",
    "dimension.instrument": "dimension.treaty",
    "link_kind.network": "link_kind.network_page",
    "need.apostille": "legalization.apostille",
    "origin.historic": "origin.notification",
    "measure.evidence_or_statements": "measure.evidence",
    "measure.service_of_documents": "measure.service",
    "measure.search_seizure_freezing": "measure.search_seizure",
    "measure.examination_of_objects_and_sites": "measure.examination",
    "measure.information_and_expert_evaluations": "measure.information",
    "measure.documents_and_records": "measure.documents",
    "measure.tracing_of_proceeds": "measure.tracing",
    "measure.voluntary_appearance": "measure.appearance",
    "measure.other_assistance": "measure.other",
    "measure.data_preservation": "measure.preservation",
    "measure.simplified_procedure": "measure.simplified",
    "measure.registry_or_flag": "measure.confirm_registry",
    "measure.boarding_and_measures": "measure.boarding",
    "measure.assistance": "measure.request_assistance",
}
"""Codes of the record whose words stand under another name in the edition."""


def member(code: StrEnum) -> Words | Literal:
    """Return the words for a member of one of the record's enumerations."""
    return word(PREFIXES[type(code)], code.value)


def word(prefix: str, code: str) -> Words | Literal:
    """Return the words for a code, or the code itself where there are none.

    Reference rows may name codes that no wording knows yet; that must not stop an edition.
    """
    key = f"{prefix}.{code}"
    key = key if key in KEYS else OTHERWISE_NAMED.get(key, key)
    return Words(key) if key in KEYS else Literal(code)


def language_name(code: str) -> Words | Literal:
    """Return the name of a language; of `zh-Hant` that of `zh` where it has none of its own."""
    key = f"language.{code}"
    if key in KEYS:
        return Words(key)
    return word("language", code.split("-", 1)[0]) if "-" in code else Literal(code)
