"""The rows of a comparison: what each State says to one point, and whether they say the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum

from cna_directory.authorities.office_now import OfficeNow
from cna_directory.authorities.record import (
    ChannelRoute,
    ConventionAsBasis,
    Designation,
    LegalBasis,
    LegalRequirement,
    RequirementPart,
    Urgency,
)
from cna_directory.authorities.rules import Standing
from cna_directory.languages import LocalisedText


class Topic(StrEnum):
    """The points to compare, in the order in which a record has them."""

    AUTHORITY = "authority"
    CONFIRMED = "confirmed"
    CHANNEL_NORMAL = "channel_normal"
    CHANNEL_URGENT = "channel_urgent"
    INTERPOL = "interpol"
    LANGUAGES = "languages"
    LEGAL_BASIS = "legal_basis"
    INFORMATION = "information"
    DOCUMENTS = "documents"
    AVAILABILITY = "availability"
    DUAL_CRIMINALITY = "dual_criminality"
    MINIMUM_PENALTY = "minimum_penalty"
    USE_LIMITATION = "use_limitation"
    CONFIDENTIALITY = "confidentiality"
    REFUSAL_GROUNDS = "refusal_grounds"
    VIDEO_HEARING = "video_hearing"
    MINOR_CASES = "minor_cases"
    COSTS = "costs"
    LEGALIZATION = "legalization"
    NATIONALS = "nationals"
    PROVISIONAL_ARREST = "provisional_arrest"
    PROCEDURES = "procedures"
    SURRENDER_DEADLINE = "surrender_deadline"
    DRAFTS = "drafts"
    OFFICE_NOW = "office_now"


@dataclass(frozen=True, slots=True)
class Stated:
    """A coded value, a number or yes and no, with the State's words; either may be missing."""

    value: StrEnum | int | None
    note: LocalisedText | None


@dataclass(frozen=True, slots=True)
class Respondent:
    """One designation of an authority, with what a request to it must satisfy."""

    number: int
    name: LocalisedText
    standing: Standing
    now: OfficeNow
    designation: Designation
    requirement: LegalRequirement | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a State says about one type of request."""

    state: str
    respondents: tuple[Respondent, ...]
    requirement: LegalRequirement | None
    """What holds where the State has no authority for the type."""
    legal_bases: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a State says."""

    value: object
    """`None` where it is not stated."""
    whose: tuple[int, ...] = ()
    """For which of its authorities, counted from one; for all where empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """All that a State says to one point; there is always something, if only that nothing is stated."""

    parts: tuple[Part, ...]

    @property
    def is_stated(self) -> bool:
        """Say whether the State has stated anything."""
        return any(part.value is not None for part in self.parts)

    @property
    def plain(self) -> object:
        """Return what is compared: the values, whoever they hold for and in whatever order."""
        return plain(tuple(part.value for part in self.parts))


@dataclass(frozen=True, slots=True)
class Row:
    """One point with a cell for each State."""

    topic: Topic
    cells: tuple[Cell, ...]
    instrument: str = ""
    """For the row of a legal basis: of which treaty."""

    @property
    def differs(self) -> bool:
        """Say whether the States do not all say the same."""
        return any(cell.plain != self.cells[0].plain for cell in self.cells)


def rows(compared: tuple[Compared, ...], request_type: str) -> tuple[Row, ...]:
    """Return all rows, those that differ and those that do not.

    A point that matters for other types of requests only, or that few States speak of, is left out
    where none of these States has stated it.
    """
    found = [
        Row(topic, tuple(_cell(it, getter) for it in compared))
        for topic, getter in GETTERS.items()
        if topic is not Topic.LEGAL_BASIS
    ]
    kept = [row for row in found if _matters(row, request_type)]
    place = next(i for i, row in enumerate(kept) if row.topic is Topic.LANGUAGES) + 1
    return (*kept[:place], *_legal_bases(compared), *kept[place:])


def plain(value: object) -> object:
    """Return a value in a form in which the order of a list makes no difference."""
    if isinstance(value, tuple):
        return frozenset(plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(plain(getattr(value, f.name)) for f in fields(value)))
    # True and 1 are equal in Python and not the same answer.
    return (value, "yes or no") if isinstance(value, bool) else value


def _matters(row: Row, request_type: str) -> bool:
    wanted_by = OF_ONE_TYPE.get(row.topic)
    if row.topic not in SELDOM and (wanted_by is None or wanted_by == request_type):
        return True
    return any(cell.is_stated for cell in row.cells)


def _cell(compared: Compared, getter: "Getter") -> Cell:
    if not compared.respondents:
        return Cell((Part(getter(compared, None)),))
    return _gathered([getter(compared, it) for it in compared.respondents])


def _gathered(answers: list[object]) -> Cell:
    """Return the answers of a State's authorities, those that are the same together."""
    together: dict[object, list[int]] = {}
    for number, value in enumerate(answers, start=1):
        together.setdefault(plain(value), []).append(number)
    if len(together) == 1:
        return Cell((Part(answers[0]),))
    return Cell(tuple(Part(answers[whose[0] - 1], tuple(whose)) for whose in together.values()))


def _legal_bases(compared: tuple[Compared, ...]) -> Iterable[Row]:
    stated = [b.instrument for it in compared for b in it.legal_bases]
    cited = [
        provision.instrument
        for it in compared
        for respondent in it.respondents
        for provision in respondent.designation.provisions
    ]
    for instrument in dict.fromkeys(stated or cited or [""]):
        cells = tuple(Cell((Part(_basis_under(instrument, it)),)) for it in compared)
        yield Row(Topic.LEGAL_BASIS, cells, instrument)


def _basis_under(instrument: str, compared: Compared) -> LegalBasis | None:
    """Return the answer without the paper it was given by, which no two States share."""
    found = (b for b in compared.legal_bases if b.instrument == instrument)
    basis = next((replace(b, notification=None) for b in found), None)
    if basis is None:
        return None
    is_said = basis.convention_as_basis is not ConventionAsBasis.UNKNOWN
    return basis if is_said or basis.other_bases or basis.reservation else None


Getter = Callable[[Compared, Respondent | None], object]


def _of_designation(read: Callable[[Designation], object]) -> Getter:
    return lambda _, it: (read(it.designation) or None) if it else None


def _of_requirement(read: Callable[[LegalRequirement], object]) -> Getter:
    def get(compared: Compared, it: Respondent | None) -> object:
        requirement = it.requirement if it else compared.requirement
        return (read(requirement) or None) if requirement else None

    return get


def _channels(urgency: Urgency) -> Getter:
    """Return the channels without posts and record numbers, which no two States share."""
    return _of_designation(
        lambda it: tuple(
            replace(c, contact_post="", copy_to=None) for c in it.channels if c.urgency is urgency
        )
    )


def _items(part: RequirementPart) -> Getter:
    return _of_requirement(lambda it: tuple(item for item in it.items if item.part is part))


def _stated(value: StrEnum | int | None, note: LocalisedText | None = None) -> Stated | None:
    is_said = value is not None or (note is not None and note.text)
    return Stated(value, note) if is_said else None


def _words(text: LocalisedText | None) -> LocalisedText | None:
    return text if text and text.text else None


GETTERS: Mapping[Topic, Getter] = {
    Topic.AUTHORITY: lambda _, it: it,
    Topic.CONFIRMED: lambda _, it: replace(it.standing, means=None, by="") if it else None,
    Topic.CHANNEL_NORMAL: _channels(Urgency.NORMAL),
    Topic.CHANNEL_URGENT: _channels(Urgency.URGENT),
    Topic.INTERPOL: _of_designation(
        lambda it: tuple(
            replace(c, contact_post="", copy_to=None)
            for c in it.channels
            if c.route is ChannelRoute.INTERPOL
        )
    ),
    Topic.LANGUAGES: _of_designation(lambda it: it.language_rules),
    Topic.INFORMATION: _items(RequirementPart.INFORMATION),
    Topic.DOCUMENTS: _items(RequirementPart.DOCUMENTATION),
    Topic.AVAILABILITY: _of_requirement(lambda it: _stated(it.availability, it.availability_note)),
    Topic.DUAL_CRIMINALITY: _of_requirement(
        lambda it: _stated(it.dual_criminality, it.dual_criminality_note)
    ),
    Topic.MINIMUM_PENALTY: _of_requirement(
        lambda it: _stated(it.minimum_penalty_months, it.minimum_penalty_note)
    ),
    Topic.USE_LIMITATION: _of_requirement(lambda it: _words(it.use_limitation)),
    Topic.CONFIDENTIALITY: _of_requirement(lambda it: _words(it.confidentiality)),
    Topic.REFUSAL_GROUNDS: _of_requirement(lambda it: _words(it.refusal_grounds)),
    Topic.VIDEO_HEARING: _of_requirement(lambda it: _words(it.video_hearing)),
    Topic.MINOR_CASES: _of_requirement(lambda it: _words(it.minor_cases)),
    Topic.COSTS: _of_requirement(lambda it: _words(it.costs)),
    Topic.LEGALIZATION: _of_requirement(lambda it: _stated(it.legalization)),
    Topic.NATIONALS: _of_requirement(lambda it: _words(it.extradites_nationals)),
    Topic.PROVISIONAL_ARREST: _of_requirement(
        lambda it: _stated(it.provisional_arrest_days, it.provisional_arrest_note)
    ),
    Topic.PROCEDURES: _of_requirement(lambda it: _words(it.extradition_procedures)),
    Topic.SURRENDER_DEADLINE: _of_requirement(lambda it: _words(it.surrender_deadline)),
    Topic.DRAFTS: _of_requirement(lambda it: _stated(it.accepts_drafts)),
    Topic.OFFICE_NOW: lambda _, it: it.now if it else None,
}
"""How each point is read; legal bases, which are the State's, stand apart."""

OF_ONE_TYPE = {
    Topic.USE_LIMITATION: "mla",
    Topic.VIDEO_HEARING: "mla",
    Topic.NATIONALS: "extradition",
    Topic.PROVISIONAL_ARREST: "extradition",
    Topic.PROCEDURES: "extradition",
    Topic.SURRENDER_DEADLINE: "extradition",
}
"""Points that matter for one type of request."""

SELDOM = frozenset({Topic.AVAILABILITY, Topic.MINOR_CASES})
"""Points that are told only where a State speaks of them."""
