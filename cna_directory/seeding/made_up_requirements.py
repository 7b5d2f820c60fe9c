"""What a made-up request must contain, come with and satisfy, by request type."""

from random import Random

from cna_directory.authorities.record import (
    AppliesTo,
    Availability,
    DualCriminality,
    LegalRequirement,
    Need,
    RequirementItem,
    RequirementPart,
)
from cna_directory.seeding.made_up_texts import requirement_phrase

_INFORMATION: dict[str, tuple[str, ...]] = {
    "mla": (
        "i_authority",
        "i_proceeding",
        "i_facts",
        "i_measure",
        "i_person",
        "i_purpose",
        "i_urgent",
    ),
    "extradition": ("i_wanted", "i_offences", "i_facts"),
    "transfer": ("i_authority", "i_sentence", "i_person", "i_purpose"),
    "drugs_sea": ("i_authority", "i_vessel", "i_position", "i_action"),
    "migrants_sea": ("i_authority", "i_vessel", "i_position", "i_action"),
    "firearms": ("i_authority", "i_firearm", "i_seizure", "i_purpose"),
    "cultural_property": ("i_authority", "i_object", "i_origin", "i_purpose"),
    "prevention": ("i_authority", "i_topic"),
    "corruption_prevention": ("i_authority", "i_topic"),
    "asset_recovery": ("i_asset", "i_facts", "i_purpose"),
}
"""For legal assistance the six items of article 18(15), and the reasons of urgency."""

_DOCUMENTS: dict[str, tuple[str, ...]] = {
    "mla": ("d_request", "d_annexes", "d_law"),
    "extradition": ("d_warrant", "d_evidence", "d_judgment", "d_remaining", "d_law"),
    "transfer": ("d_judgment", "d_consent"),
    "drugs_sea": ("d_registry",),
    "migrants_sea": ("d_registry",),
    "firearms": ("d_request",),
    "cultural_property": ("d_request", "d_law"),
    "prevention": ("d_request",),
    "corruption_prevention": ("d_request",),
    "asset_recovery": ("d_order", "d_law"),
}

_CERTIFIED = frozenset({"d_warrant", "d_judgment", "d_consent", "d_order"})
_TRANSLATED = frozenset({"d_request", "d_annexes", "d_law", "d_warrant", "d_judgment"})
_APPLIES_TO = {
    "d_warrant": AppliesTo.PERSON_CHARGED,
    "d_evidence": AppliesTo.PERSON_CHARGED,
    "d_judgment": AppliesTo.PERSON_SENTENCED,
    "d_remaining": AppliesTo.PERSON_SENTENCED,
}

_NOTE_OF_DUAL_CRIMINALITY = {
    DualCriminality.REQUIRED: "n_dual_required",
    DualCriminality.NOT_REQUIRED: "n_dual_not_required",
    DualCriminality.IN_PART: "n_dual_in_part",
    DualCriminality.DISCRETIONARY: "n_dual_discretionary",
}


def made_up_requirement(request_type: str, language: str, chance: Random) -> LegalRequirement:
    """Return the requirement of one request type, in the language of the State's own texts."""
    if request_type == "mla":
        return _for_legal_assistance(language, chance)
    if request_type == "extradition":
        return _for_extradition(language, chance)
    return LegalRequirement(
        request_type=request_type,
        items=_items(request_type, language),
        confidentiality=requirement_phrase(language, "n_confidential"),
        costs=requirement_phrase(language, "n_costs"),
        accepts_drafts=chance.choice((True, False, None)),
    )


def _for_legal_assistance(language: str, chance: Random) -> LegalRequirement:
    dual = chance.choice(tuple(DualCriminality))
    availability = chance.choice((Availability.APPLICABLE, Availability.TO_A_CERTAIN_EXTENT, None))
    has_limits = availability is Availability.TO_A_CERTAIN_EXTENT
    return LegalRequirement(
        request_type="mla",
        items=_items("mla", language),
        dual_criminality=dual,
        dual_criminality_note=requirement_phrase(language, _NOTE_OF_DUAL_CRIMINALITY[dual]),
        use_limitation=requirement_phrase(language, "n_use"),
        confidentiality=requirement_phrase(language, "n_confidential"),
        refusal_grounds=requirement_phrase(language, "n_refusal"),
        video_hearing=requirement_phrase(language, "n_video"),
        minor_cases=requirement_phrase(language, "n_minor") if chance.random() < 0.5 else None,
        costs=requirement_phrase(language, "n_costs"),
        legalization=chance.choice((Need.NOT_NEEDED, Need.APOSTILLE, Need.REQUIRED)),
        availability=availability,
        availability_note=requirement_phrase(language, "n_available") if has_limits else None,
        alternative_measure="stored_data" if has_limits else "",
        accepts_drafts=chance.choice((True, False)),
    )


def _for_extradition(language: str, chance: Random) -> LegalRequirement:
    nationals = chance.choice(("n_nationals", "n_nationals_yes"))
    return LegalRequirement(
        request_type="extradition",
        items=_items("extradition", language),
        dual_criminality=DualCriminality.REQUIRED,
        minimum_penalty_months=12,
        minimum_penalty_note=requirement_phrase(language, "n_penalty"),
        extradites_nationals=requirement_phrase(language, nationals),
        provisional_arrest_days=chance.choice((18, 30, 40, 60)),
        provisional_arrest_note=requirement_phrase(language, "n_arrest"),
        extradition_procedures=requirement_phrase(language, "n_procedures"),
        surrender_deadline=requirement_phrase(language, "n_surrender"),
    )


def _items(request_type: str, language: str) -> tuple[RequirementItem, ...]:
    information = tuple(
        RequirementItem(RequirementPart.INFORMATION, requirement_phrase(language, key))
        for key in _INFORMATION[request_type]
    )
    documents = tuple(
        RequirementItem(
            RequirementPart.DOCUMENTATION,
            requirement_phrase(language, key),
            is_certified=key in _CERTIFIED,
            is_translated=key in _TRANSLATED,
            applies_to=_applies_to(request_type, key),
        )
        for key in _DOCUMENTS[request_type]
    )
    return information + documents


def _applies_to(request_type: str, key: str) -> AppliesTo:
    # Only extradition asks other papers for persons charged and persons sentenced.
    return _APPLIES_TO.get(key, AppliesTo.ALL) if request_type == "extradition" else AppliesTo.ALL
