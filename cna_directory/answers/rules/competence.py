"""Who is competent: a State's own rules against what is known of a case, and what to ask next.

A State splits a type of request between several authorities by territory, offence, stage and more.
Each authority is a candidate; what is known of the case excludes some; and where those left differ,
exactly one question is asked, until the answers make no difference any more. Nothing here depends on
the order in which authorities or rules stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.authorities.record import (
    CompetenceDimension,
    CompetenceOperator,
    CompetenceRule,
    Designation,
)

NONE_OF_THESE = "none-of-these"
NOT_KNOWN = "not-known"
REPLIES = frozenset({NONE_OF_THESE, NOT_KNOWN})
"""Two answers that are no values; codes of values have no hyphens."""

ORDER = (
    CompetenceDimension.TERRITORY,
    CompetenceDimension.INSTRUMENT,
    CompetenceDimension.OFFENCE,
    CompetenceDimension.SUB_MEASURE,
    CompetenceDimension.STAGE,
    CompetenceDimension.REQUESTING_STATE,
    CompetenceDimension.VALUE,
    CompetenceDimension.URGENCY,
    CompetenceDimension.OTHER,
)
"""The order of questions: what an official knows at once comes first."""

Fact = tuple[str, ...]
"""What is known of one dimension: a value, or several names of it such as a State and its region."""

Facts = Mapping[CompetenceDimension, Fact]


class Fit(StrEnum):
    """How what a designation says of one dimension stands to the case."""

    EXCLUDED = "excluded"
    SILENT = "silent"
    """It says nothing of it, so it is there for whatever nobody else is named for."""
    ALLOWED = "allowed"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A designation for the type of request, with the authority that holds it."""

    authority: int
    position: int
    designation: Designation

    @property
    def key(self) -> tuple[int, int]:
        """Return what tells it from the other candidates."""
        return (self.authority, self.position)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next: the answers that make a difference, `NONE_OF_THESE` last."""

    dimension: CompetenceDimension
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a case may be so that nobody is known for it, while somebody is for other cases."""

    dimension: CompetenceDimension
    covered: tuple[str, ...]
    open: tuple[str, ...]
    """The values, `NONE_OF_THESE` last, for which nobody is known."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a candidate is competent, or not: what is known of a dimension, and how it fits."""

    dimension: CompetenceDimension
    fact: Fact
    fit: Fit


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the grounds that speak for or against it."""

    candidate: Candidate
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who can be competent by what is known."""

    possible: tuple[Weighed, ...]
    """Empty where the rules of no candidate fit the case; several while a question is open."""
    excluded: tuple[Weighed, ...]
    question: Question | None
    gaps: tuple[Gap, ...]
    """What the case may be as far as is known, and nobody would be competent then."""
    known: dict[CompetenceDimension, Fact]
    """The facts that some rule asks about; all others are of no account."""

    @property
    def to_send_to(self) -> tuple[Weighed, ...]:
        """Return where to send by what is known: who is possible, or the default among several."""
        left = self.possible or self.excluded
        defaults = {w.candidate.authority for w in left if w.candidate.designation.is_default}
        return tuple(w for w in left if w.candidate.authority in defaults) if defaults else left


def decide(candidates: Iterable[Candidate], facts: Facts) -> Decision:
    """Weigh the candidates by the facts, and say what to ask next."""
    rules = _Rules(candidates)
    known = rules.known(facts)
    question = rules.next_question(known)
    possible = {c.key for c in rules.reached(known, question)}
    weighed = {c.key: Weighed(c, rules.grounds(c, known)) for c in rules.candidates}
    return Decision(
        possible=tuple(one for key, one in weighed.items() if key in possible),
        excluded=tuple(one for key, one in weighed.items() if key not in possible),
        question=question,
        gaps=tuple(rules.gaps(known)) if possible else (),
        known=known,
    )


def values_asked_for(
    candidates: Iterable[Candidate], dimension: CompetenceDimension
) -> tuple[str, ...]:
    """Return the values that the rules of the candidates name in a dimension."""
    return _values(tuple(candidates), dimension)


class _Rules:
    """The rules of all candidates, with what contradicts itself left out."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = tuple(sorted(candidates, key=lambda c: c.key))
        self._domain = {d: (*_values(self.candidates, d), NONE_OF_THESE) for d in ORDER}
        self._ignored = {
            (candidate.key, dimension)
            for candidate in self.candidates
            for dimension in ORDER
            # Rules that no case can satisfy say nothing; their authority must stay reachable.
            if all(
                _fit(candidate.designation, dimension, (value,)) is Fit.EXCLUDED
                for value in self._domain[dimension]
            )
        }

    def known(self, facts: Facts) -> dict[CompetenceDimension, Fact]:
        """Return the facts that make sense: a value that no rule names is no answer."""
        asked_about = (d for d in ORDER if d in facts and len(self._domain[d]) > 1)
        found = {d: self._understood(d, facts[d]) for d in asked_about}
        return {dimension: fact for dimension, fact in found.items() if fact}

    def _understood(self, dimension: CompetenceDimension, fact: Fact) -> Fact:
        named = tuple(v for v in fact if v in self._domain[dimension] or v in REPLIES)
        if dimension is CompetenceDimension.REQUESTING_STATE and fact and not named:
            return (NONE_OF_THESE,)
        return named

    def fit(self, candidate: Candidate, dimension: CompetenceDimension, fact: Fact) -> Fit:
        """Say how a fact fits what a candidate's rules say of a dimension."""
        if (candidate.key, dimension) in self._ignored:
            return Fit.SILENT
        return _fit(candidate.designation, dimension, fact)

    def not_excluded(self, known: Facts) -> tuple[Candidate, ...]:
        """Return the candidates that no fact excludes."""
        return tuple(
            candidate
            for candidate in self.candidates
            if all(self.fit(candidate, d, fact) is not Fit.EXCLUDED for d, fact in known.items())
        )

    def left_by(self, known: Facts) -> tuple[Candidate, ...]:
        """Return who can be competent: who is named for a case comes before who is not.

        A candidate with a rule about what nobody knows may be competent or not, so it neither comes
        before another nor after one.
        """
        left = self.not_excluded(known)
        unsure = {candidate.key for candidate in left if self._is_unsure(candidate, known)}
        for dimension, fact in known.items():
            fits = {c.key: self.fit(c, dimension, fact) for c in left if c.key not in unsure}
            if Fit.NAMED in fits.values():
                left = tuple(c for c in left if fits.get(c.key) is not Fit.SILENT)
        return left

    def _is_unsure(self, candidate: Candidate, known: Facts) -> bool:
        return any(
            NOT_KNOWN in fact
            and (candidate.key, dimension) not in self._ignored
            and bool(_rules_of(candidate.designation, dimension))
            for dimension, fact in known.items()
        )

    def next_question(self, known: Facts) -> Question | None:
        """Return the first question whose answers lead to different authorities.

        Where there is none, two answers may do so together: then the first of both is asked.
        """
        return self._deciding_question(known) or next(
            (
                question
                for question in self._open_questions(known)
                if any(self._deciding_question(it) for it in self._answered(known, question))
            ),
            None,
        )

    def _deciding_question(self, known: Facts) -> Question | None:
        """Return the first question whose answers lead to different authorities at once."""
        for question in self._open_questions(known):
            ends = {
                frozenset(candidate.authority for candidate in self.left_by(answered))
                for answered in self._answered(known, question)
            }
            if len(ends - {frozenset()}) > 1:
                return question
        return None

    def _open_questions(self, known: Facts) -> Iterator[Question]:
        """Yield what has not been answered yet, while it may still matter who is left."""
        left = self.not_excluded(known)
        if len({candidate.authority for candidate in left}) > 1:
            for dimension in ORDER:
                if dimension not in known and (values := _values(left, dimension)):
                    yield Question(dimension, (*values, NONE_OF_THESE))

    def _answered(self, known: Facts, question: Question) -> Iterator[Facts]:
        """Yield what is known after each answer to a question."""
        return (self._with(known, question.dimension, value) for value in question.values)

    def reached(self, known: Facts, question: Question | None) -> Iterator[Candidate]:
        """Yield who can be competent, whatever is answered to an open question and to the next."""
        if question is None:
            yield from self.left_by(known)
            return
        for answered in self._answered(known, question):
            following = self._deciding_question(answered)
            ends = self._answered(answered, following) if following else (answered,)
            for end in ends:
                yield from self.left_by(end)

    def gaps(self, known: Facts) -> Iterator[Gap]:
        """Yield what the case may still be without anybody being competent for it."""
        left = self.not_excluded(known)
        for dimension in ORDER:
            named = _values(left, dimension)
            if not named or NOT_KNOWN not in known.get(dimension, (NOT_KNOWN,)):
                continue
            answers = (*named, NONE_OF_THESE)
            covered = tuple(v for v in answers if self._is_left(left, dimension, v))
            if len(covered) < len(answers):
                yield Gap(dimension, covered, tuple(v for v in answers if v not in covered))

    def _is_left(
        self, candidates: tuple[Candidate, ...], dimension: CompetenceDimension, value: str
    ) -> bool:
        """Say whether any of the candidates is there for a value."""
        return any(self.fit(c, dimension, (value,)) is not Fit.EXCLUDED for c in candidates)

    def grounds(self, candidate: Candidate, known: Facts) -> tuple[Ground, ...]:
        """Return what the facts say for or against a candidate."""
        return tuple(
            Ground(dimension, fact, fit)
            for dimension, fact in known.items()
            if (fit := self.fit(candidate, dimension, fact)) is not Fit.SILENT
        )

    @staticmethod
    def _with(
        known: Facts, dimension: CompetenceDimension, value: str
    ) -> dict[CompetenceDimension, Fact]:
        together = {**known, dimension: (value,)}
        return {d: together[d] for d in ORDER if d in together}


def _values(candidates: tuple[Candidate, ...], dimension: CompetenceDimension) -> tuple[str, ...]:
    named = {
        value
        for candidate in candidates
        for rule in _rules_of(candidate.designation, dimension)
        for value in rule.values
    }
    return tuple(sorted(named - REPLIES))


def _rules_of(
    designation: Designation, dimension: CompetenceDimension
) -> tuple[CompetenceRule, ...]:
    """Return what a designation says of a dimension; its territory and its treaties say it too."""
    said = [r for r in designation.competence_rules if r.dimension is dimension and r.values]
    if dimension is CompetenceDimension.TERRITORY and designation.territory:
        said.append(_named(dimension, (designation.territory,)))
    if dimension is CompetenceDimension.INSTRUMENT and designation.provisions:
        said.append(_treaties(designation))
    return tuple(said)


def _named(dimension: CompetenceDimension, values: tuple[str, ...]) -> CompetenceRule:
    return CompetenceRule(dimension, CompetenceOperator.IN, values)


def _treaties(designation: Designation) -> CompetenceRule:
    cited = dict.fromkeys(provision.instrument for provision in designation.provisions)
    return _named(CompetenceDimension.INSTRUMENT, tuple(sorted(cited)))


def _fit(designation: Designation, dimension: CompetenceDimension, fact: Fact) -> Fit:
    if NOT_KNOWN in fact:
        return Fit.SILENT
    rules = _rules_of(designation, dimension)
    if dimension is CompetenceDimension.INSTRUMENT and NONE_OF_THESE in fact:
        # An authority notified under treaties may still take what comes on another basis.
        rules = tuple(rule for rule in rules if rule in designation.competence_rules)
    if not rules:
        return Fit.SILENT
    if not all(_holds(rule, fact) for rule in rules):
        return Fit.EXCLUDED
    is_named = any(rule.operator is not CompetenceOperator.IS_NOT for rule in rules)
    return Fit.NAMED if is_named else Fit.ALLOWED


def _holds(rule: CompetenceRule, fact: Fact) -> bool:
    is_among = not set(rule.values).isdisjoint(fact)
    return is_among is not (rule.operator is CompetenceOperator.IS_NOT)
