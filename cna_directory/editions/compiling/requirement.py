"""Legal requirements: what a request must say, come with and satisfy."""

from collections.abc import Iterator

from cna_directory.authorities.record import (
    AppliesTo,
    LegalRequirement,
    RequirementItem,
    RequirementPart,
)
from cna_directory.editions.compiling.pieces import (
    SEMICOLON,
    SPACE,
    Pieces,
    as_written,
    bracketed,
    item,
    joined,
    remarked,
    some,
    stated,
    written,
)
from cna_directory.editions.compiling.words import member, word
from cna_directory.languages import LocalisedText
from publish.content import Field, Line, Literal, Piece, Words

CHECKLISTS = {
    RequirementPart.INFORMATION: "label.information_needed",
    RequirementPart.DOCUMENTATION: "label.documentation",
}


def requirement_fields(requirement: LegalRequirement) -> Iterator[Field]:
    """Give the fields of a requirement that hold anything."""
    for part, label in CHECKLISTS.items():
        there = (_checked(each) for each in requirement.items if each.part is part)
        yield from some(label, there)
    yield from _with_note(
        "label.dual_criminality",
        None if requirement.dual_criminality is None else member(requirement.dual_criminality),
        requirement.dual_criminality_note,
    )
    yield from _measured(
        "label.minimum_penalty",
        requirement.minimum_penalty_months,
        "unit.months",
        requirement.minimum_penalty_note,
    )
    yield from written("label.use_limitation", requirement.use_limitation)
    yield from written("label.confidentiality", requirement.confidentiality)
    yield from written("label.refusal_grounds", requirement.refusal_grounds)
    yield from written("label.video_hearing", requirement.video_hearing)
    yield from written("label.minor_cases", requirement.minor_cases)
    yield from written("label.costs", requirement.costs)
    yield from _formalities(requirement)
    yield from _extradition(requirement)
    yield from _availability(requirement)


def _formalities(requirement: LegalRequirement) -> Iterator[Field]:
    """Give in one row how papers are to be certified and whether a draft may come first."""
    known: list[Pieces] = []
    if requirement.legalization is not None:
        known.append((member(requirement.legalization),))
    if requirement.accepts_drafts is not None:
        takes = "takes_drafts" if requirement.accepts_drafts else "takes_no_drafts"
        known.append((Words(f"detail.{takes}"),))
    is_about_drafts = requirement.legalization is None
    label = "label.draft_requests" if is_about_drafts else "label.legalization"
    yield from some(label, [Line(joined(known, SEMICOLON))] if known else [])


def _extradition(requirement: LegalRequirement) -> Iterator[Field]:
    yield from written("label.extradition_of_nationals", requirement.extradites_nationals)
    yield from _measured(
        "label.provisional_arrest",
        requirement.provisional_arrest_days,
        "unit.days",
        requirement.provisional_arrest_note,
    )
    yield from written("label.extradition_procedures", requirement.extradition_procedures)
    yield from written("label.surrender_deadline", requirement.surrender_deadline)


def _availability(requirement: LegalRequirement) -> Iterator[Field]:
    yield from _with_note(
        "label.availability",
        None if requirement.availability is None else member(requirement.availability),
        requirement.availability_note,
    )
    if requirement.alternative_measure:
        yield Field(
            "label.alternative_measure",
            (Line((word("measure", requirement.alternative_measure),)),),
        )


def _checked(each: RequirementItem) -> Line:
    conditions: list[Pieces] = []
    if each.is_certified:
        conditions.append((Words("document.certified"),))
    if each.is_translated:
        conditions.append((Words("document.translated"),))
    if each.applies_to is not AppliesTo.ALL:
        conditions.append((member(each.applies_to),))
    return item(as_written(each.text), *bracketed(conditions))


def _measured(
    label: str, number: int | None, unit: str, note: LocalisedText | None
) -> Iterator[Field]:
    known = () if number is None else (Literal(str(number)), SPACE, Words(unit))
    yield from some(label, remarked(Line(known), *stated(note)))


def _with_note(label: str, answer: Piece | None, note: LocalisedText | None) -> Iterator[Field]:
    known = () if answer is None else (answer,)
    yield from some(label, remarked(Line(known), *stated(note)))
