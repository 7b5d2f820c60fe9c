"""The update form with what a record says already, in the words that editions print."""

from collections.abc import Iterable, Iterator
from datetime import date

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Acceptance, ChannelRoute, Designation, Record, Urgency
from cna_directory.editions.compiling.designation import whole_designation_fields
from cna_directory.editions.compiling.entry import whole_authority_fields
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.reference.queries import Names
from publish.content import Field
from publish.outline.pieces import line_runs, plain_text
from publish.wording import phrase

Labels = tuple[str, ...]

OF_AUTHORITY: dict[str, Labels] = {
    "other_names": ("label.other_names",),
    "service": ("label.service",),
    "address": ("label.address", "label.visiting_address"),
    "telephones": ("label.telephone", "label.fax"),
    "emails": ("label.email", "label.website"),
    "contact_post": ("label.contact_point",),
    "urgent": ("label.urgent_contact",),
    "hours": ("label.office_hours", "label.time_zone"),
    "languages_spoken": ("label.languages_spoken",),
    "laws": ("label.links",),
}
"""Which fields of an edition's entry answer a question of the form."""

OF_DESIGNATION: dict[str, Labels] = {
    "provisions": ("label.designated_under",),
    "competence": (
        "label.competence",
        "label.role",
        "label.responsibilities",
        "label.types_of_assistance",
    ),
    "languages_normal": ("label.accepted_languages_normal",),
    "languages_urgent": ("label.accepted_languages_urgent",),
    "channels_normal": ("label.channels_normal", "label.interpol"),
    "channels_urgent": ("label.channels_urgent",),
    "information": ("label.information_needed",),
    "documentation": ("label.documentation",),
    "dual_criminality": (
        "label.dual_criminality",
        "label.minimum_penalty",
        "label.use_limitation",
        "label.confidentiality",
        "label.refusal_grounds",
        "label.video_hearing",
        "label.minor_cases",
        "label.costs",
        "label.legalization",
        "label.draft_requests",
        "label.extradition_of_nationals",
        "label.provisional_arrest",
        "label.extradition_procedures",
        "label.surrender_deadline",
        "label.availability",
        "label.alternative_measure",
    ),
    "uncac": ("label.areas_of_assistance",),
}
"""The same for each designation, under the name of its type of request."""

OPEN = frozenset({Acceptance.REQUIRED, Acceptance.ACCEPTED, Acceptance.ACCEPTED_IF_AGREED})
ROUTES = (ChannelRoute.DIRECT, ChannelRoute.DIPLOMATIC, ChannelRoute.INTERPOL)
"""The ways that the form offers to tick, in its order; any other way is the last choice."""


def values_of(
    revised: Revised[Record], lookup: Lookup, names: Names, language: str, today: date
) -> dict[str, str]:
    """Return what the form says already, by the key of the question."""
    record = revised.record
    fields = list(whole_authority_fields(record, lookup, today.year))
    values = {
        "state": names.states[record.state],
        "record": f"{record.number} / {revised.number}",
        "name": record.name.text,
        "territory": "\n".join(
            dict.fromkeys(names.territories.get(d.territory, "") for d in record.designations)
        ).strip(),
    }
    for key, labels in OF_AUTHORITY.items():
        values[key] = "\n".join(_lines(fields, labels, language))
    of_each = [list(whole_designation_fields(d, lookup)) for d in record.designations]
    for key, labels in OF_DESIGNATION.items():
        said = [
            (names.request_types[d.request_type], "\n".join(_lines(own, labels, language)))
            for d, own in zip(record.designations, of_each, strict=True)
        ]
        values[key] = _of_all(said)
    return {key: value for key, value in values.items() if value}


def ticked_by(record: Record) -> frozenset[str]:
    """Return what a record ticks of the form."""
    ticked = {f"request_types.{d.request_type}" for d in record.designations}
    ticked |= {"territory.2" if d.territory else "territory.1" for d in record.designations}
    if record.contact_points:
        ticked.add("visibility.1")
    for urgency in Urgency:
        ticked |= {f"channels_{urgency}.{place}" for place in _ways(record.designations, urgency)}
    return frozenset(ticked)


def _ways(designations: Iterable[Designation], urgency: Urgency) -> Iterator[int]:
    for designation in designations:
        for channel in designation.channels:
            if channel.urgency is urgency and channel.acceptance in OPEN:
                known = channel.route in ROUTES
                yield ROUTES.index(channel.route) + 1 if known else len(ROUTES) + 1


def _lines(fields: Iterable[Field], labels: Labels, language: str) -> Iterator[str]:
    """Yield the lines of some fields; where it is not the first one that is asked for, named."""
    for field in fields:
        if field.label in labels:
            name = "" if field.label == labels[0] else f"{phrase(field.label, language)}: "
            for line in field.lines:
                yield name + plain_text(line_runs(line, language))


def _of_all(said: list[tuple[str, str]]) -> str:
    """Return what is said of each type of request; what is the same of all is said once."""
    if len({text for _, text in said}) == 1:
        return said[0][1]
    return "\n".join(
        f"{name}: {text}" if "\n" not in text else f"{name}:\n{text}" for name, text in said if text
    )
