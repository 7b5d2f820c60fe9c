"""Who is competent: decided by rules alone, for any rules that a State may have given."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.answers.rules.competence import (
    NONE_OF_THESE,
    NOT_KNOWN,
    ORDER,
    Candidate,
    Decision,
    Facts,
    Gap,
    decide,
)
from cna_directory.authorities import record as r
from tests.builders import a_designation

unhurried = settings(deadline=None)
D, Is = r.CompetenceDimension, r.CompetenceOperator
VALUES = ("a", "b", "c")


def a_rule(dimension: D, operator: Is, *values: str) -> r.CompetenceRule:
    return r.CompetenceRule(dimension, operator, values)


def a_candidate(
    authority: int,
    *rules: r.CompetenceRule,
    territory: str = "",
    position: int = 0,
    **changes: object,
) -> Candidate:
    changes.setdefault("provisions", ())
    held = a_designation(competence_rules=rules, territory=territory, **changes)
    return Candidate(authority, position, held)


def left(decision: Decision) -> set[int]:
    return {w.candidate.authority for w in decision.possible}


rules = st.builds(
    r.CompetenceRule,
    st.sampled_from(D),
    st.sampled_from(Is),
    st.lists(st.sampled_from((*VALUES, NOT_KNOWN)), max_size=2).map(tuple),
)
designations = st.builds(
    lambda rules, territory, instruments, is_default: a_designation(
        competence_rules=tuple(rules),
        territory=territory,
        provisions=tuple(r.Provision(code) for code in instruments),
        is_default=is_default,
    ),
    st.lists(rules, max_size=4),
    st.sampled_from(("", "", *VALUES)),
    st.lists(st.sampled_from(VALUES), max_size=3, unique=True),
    st.booleans(),
)
states = st.lists(st.tuples(st.integers(1, 5), designations), min_size=1, max_size=6).map(
    lambda held: [Candidate(number, place, d) for place, (number, d) in enumerate(held)]
)
facts = st.dictionaries(
    st.sampled_from(D),
    st.sampled_from((*VALUES, "nonsense", NONE_OF_THESE, NOT_KNOWN)).map(lambda v: (v,)),
)
Choose = Callable[[D, tuple[str, ...]], str]


def asked_to_the_end(candidates: list[Candidate], choose: Choose) -> Decision:
    """Answer every question until there is none; fail where there is no end."""
    known: dict[D, tuple[str, ...]] = {}
    for _ in range(len(ORDER) + 1):
        decision = decide(candidates, known)
        if decision.question is None:
            return decision
        asked = decision.question
        assert asked.dimension not in known
        known[asked.dimension] = (choose(asked.dimension, asked.values),)
    raise AssertionError("the questions do not end")


@unhurried
@given(states, st.randoms(use_true_random=False))
def test_the_questions_end_whatever_is_answered(
    candidates: list[Candidate], chance: Random
) -> None:
    asked_to_the_end(candidates, lambda _, values: chance.choice((*values, NOT_KNOWN)))


@unhurried
@given(states)
def test_every_authority_is_reached_by_some_answers(candidates: list[Candidate]) -> None:
    for wanted in candidates:

        def choose(dimension: D, values: tuple[str, ...], wanted: Candidate = wanted) -> str:
            """Answer as a case would that the wanted authority is there for."""
            fitting = [v for v in values if is_left_alone_by(wanted, dimension, v, candidates)]
            return fitting[-1]

        end = asked_to_the_end(candidates, choose)
        assert wanted.key in {w.candidate.key for w in end.possible}


def is_left_alone_by(
    wanted: Candidate, dimension: D, value: str, candidates: list[Candidate]
) -> bool:
    """Say whether an answer leaves the wanted one in, when nothing else is known."""
    decision = decide(candidates, {dimension: (value,)})
    return wanted.key in {w.candidate.key for w in decision.possible}


@unhurried
@given(states, facts, st.randoms(use_true_random=False))
def test_the_order_of_rules_and_authorities_is_of_no_account(
    candidates: list[Candidate], known: Facts, chance: Random
) -> None:
    def shuffled(candidate: Candidate) -> Candidate:
        held = candidate.designation
        turned = tuple(chance.sample(held.competence_rules, len(held.competence_rules)))
        return Candidate(
            candidate.authority, candidate.position, replace(held, competence_rules=turned)
        )

    one = decide(candidates, known)
    other = decide([shuffled(c) for c in chance.sample(candidates, len(candidates))], known)
    assert [w.candidate.key for w in one.possible] == [w.candidate.key for w in other.possible]
    assert [w.grounds for w in one.possible] == [w.grounds for w in other.possible]
    assert one.question == other.question


@unhurried
@given(states, facts)
def test_a_fact_that_no_rule_asks_about_is_of_no_account(
    candidates: list[Candidate], known: Facts
) -> None:
    decision = decide(candidates, known)
    assert decide(candidates, decision.known) == decision
    for dimension in set(known) - set(decision.known):
        assert (
            decide(candidates, {k: v for k, v in known.items() if k is not dimension}) == decision
        )


@unhurried
@given(states)
def test_not_knowing_excludes_nobody(candidates: list[Candidate]) -> None:
    end = asked_to_the_end(candidates, lambda *_: NOT_KNOWN)
    assert left(end) == {c.authority for c in candidates}
    defaults = {c.authority for c in candidates if c.designation.is_default}
    sent = {w.candidate.authority for w in end.to_send_to}
    assert sent == (defaults if defaults and len(left(end)) > 1 else left(end))


@unhurried
@given(states, st.randoms(use_true_random=False))
def test_while_a_question_is_open_nobody_is_certain(
    candidates: list[Candidate], chance: Random
) -> None:
    known: dict[D, tuple[str, ...]] = {}
    while question := (decision := decide(candidates, known)).question:
        assert len(left(decision)) > 1
        known[question.dimension] = (chance.choice((*question.values, NOT_KNOWN)),)


def test_where_only_two_answers_together_decide_the_first_is_asked() -> None:
    candidates = [
        a_candidate(1, a_rule(D.OFFENCE, Is.IS, "corruption"), territory="NC"),
        a_candidate(1, a_rule(D.OFFENCE, Is.IS, "drugs"), territory="PF", position=1),
        a_candidate(2, a_rule(D.OFFENCE, Is.IS, "corruption"), territory="PF"),
        a_candidate(2, a_rule(D.OFFENCE, Is.IS, "drugs"), territory="NC", position=1),
    ]
    first = decide(candidates, {})
    assert first.question is not None
    assert first.question.dimension is D.TERRITORY
    assert left(first) == {1, 2}
    second = decide(candidates, {D.TERRITORY: ("NC",)})
    assert second.question is not None
    assert second.question.dimension is D.OFFENCE
    drugs = {D.TERRITORY: ("NC",), D.OFFENCE: ("drugs",)}
    assert left(decide(candidates, drugs)) == {2}
    assert decide(candidates[:2], {}).question is None, "the authority is the same in each case"


@pytest.mark.parametrize(
    ("known", "authorities"),
    [
        ({D.TERRITORY: "GL"}, {1, 2}),
        ({D.TERRITORY: "GL", D.OFFENCE: NOT_KNOWN}, {1, 2}),
        ({D.TERRITORY: NOT_KNOWN, D.OFFENCE: "corruption"}, {1, 2}),
        ({D.TERRITORY: "GL", D.OFFENCE: "corruption"}, {2}),
        ({D.TERRITORY: "GL", D.OFFENCE: NONE_OF_THESE}, {1}),
    ],
)
def test_who_fits_in_one_thing_is_not_certain_while_another_is_not_known(
    known: dict[D, str], authorities: set[int]
) -> None:
    candidates = [
        a_candidate(1),
        a_candidate(2, a_rule(D.OFFENCE, Is.IS, "corruption"), territory="GL"),
    ]
    assert left(decide(candidates, {d: (v,) for d, v in known.items()})) == authorities


def test_who_may_fit_in_what_is_not_known_does_not_go_before_who_certainly_fits() -> None:
    candidates = [
        a_candidate(1),
        a_candidate(2, a_rule(D.OFFENCE, Is.IS, "corruption")),
        a_candidate(3, territory="GL"),
    ]
    known = {D.TERRITORY: (NOT_KNOWN,), D.OFFENCE: ("corruption",)}
    assert left(decide(candidates, known)) == {2, 3}


def test_all_that_the_default_may_receive_it_by_is_there() -> None:
    candidates = [
        a_candidate(1, is_default=True),
        a_candidate(1, a_rule(D.URGENCY, Is.IS, "urgent"), position=1),
        a_candidate(2),
    ]
    decision = decide(candidates, {})
    assert [w.candidate.key for w in decision.to_send_to] == [(1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("candidates", "known", "gaps"),
    [
        ([a_candidate(1, territory="GL")], {}, [Gap(D.TERRITORY, ("GL",), (NONE_OF_THESE,))]),
        ([a_candidate(1, territory="GL")], {D.TERRITORY: ("GL",)}, []),
        (
            [a_candidate(1, territory="GL")],
            {D.TERRITORY: (NOT_KNOWN,)},
            [Gap(D.TERRITORY, ("GL",), (NONE_OF_THESE,))],
        ),
        ([a_candidate(1, territory="GL"), a_candidate(2)], {}, []),
        (
            [a_candidate(1, a_rule(D.STAGE, Is.IS_NOT, "trial"))],
            {},
            [Gap(D.STAGE, (NONE_OF_THESE,), ("trial",))],
        ),
        ([a_candidate(1, provisions=(r.Provision("UNTOC"),))], {}, []),
    ],
)
def test_the_cases_for_which_nobody_is_there_are_told(
    candidates: list[Candidate], known: Facts, gaps: list[Gap]
) -> None:
    assert list(decide(candidates, known).gaps) == gaps


def test_one_authority_is_never_asked_about() -> None:
    decision = decide([a_candidate(1, a_rule(D.OFFENCE, Is.IS, "corruption"))], {})
    assert decision.question is None
    assert left(decision) == {1}


@pytest.mark.parametrize(
    ("answer", "authority"), [("GL", 2), ("FO", 3), (NONE_OF_THESE, 1), ("elsewhere", 0)]
)
def test_an_authority_of_a_territory_comes_before_that_of_the_whole_state(
    answer: str, authority: int
) -> None:
    candidates = [a_candidate(1), a_candidate(2, territory="GL"), a_candidate(3, territory="FO")]
    decision = decide(candidates, {D.TERRITORY: (answer,)})
    assert left(decision) == ({authority} if authority else {1, 2, 3})
    assert (decision.question is None) is bool(authority)


def test_treaties_split_where_they_differ_and_other_bases_exclude_nobody() -> None:
    untoc, uncac = (r.Provision("UNTOC", "18(13)"),), (r.Provision("UNCAC", "46(13)"),)
    candidates = [a_candidate(1, provisions=untoc), a_candidate(2, provisions=uncac)]
    asked = decide(candidates, {}).question
    assert asked is not None
    assert asked.dimension is D.INSTRUMENT
    assert asked.values == ("UNCAC", "UNTOC", NONE_OF_THESE)
    assert left(decide(candidates, {D.INSTRUMENT: ("UNCAC",)})) == {2}
    assert left(decide(candidates, {D.INSTRUMENT: (NONE_OF_THESE,)})) == {1, 2}


def test_a_territory_without_its_treaty_falls_back_on_the_whole_state() -> None:
    untoc, uncac = (r.Provision("UNTOC"),), (r.Provision("UNCAC"),)
    candidates = [
        a_candidate(1, provisions=untoc),
        a_candidate(2, territory="GL", provisions=uncac),
    ]
    greenland = {D.TERRITORY: ("GL",)}
    assert decide(candidates, greenland).question is not None
    assert left(decide(candidates, greenland | {D.INSTRUMENT: ("UNTOC",)})) == {1}
    assert left(decide(candidates, greenland | {D.INSTRUMENT: ("UNCAC",)})) == {2}


def test_a_state_is_in_its_region() -> None:
    candidates = [
        a_candidate(1, a_rule(D.REQUESTING_STATE, Is.IN, "Africa", "BG")),
        a_candidate(2, a_rule(D.REQUESTING_STATE, Is.IS_NOT, "Africa", "BG")),
    ]
    assert left(decide(candidates, {D.REQUESTING_STATE: ("KE", "Africa")})) == {1}
    assert left(decide(candidates, {D.REQUESTING_STATE: ("FR", "Europe")})) == {2}
    assert left(decide(candidates, {D.REQUESTING_STATE: ("BG", "Europe")})) == {1}


def test_rules_that_contradict_each_other_hide_nobody() -> None:
    broken = a_candidate(1, a_rule(D.STAGE, Is.IS, "trial"), a_rule(D.STAGE, Is.IS_NOT, "trial"))
    assert left(decide([broken, a_candidate(2)], {D.STAGE: ("trial",)})) == {1, 2}


def test_where_no_rule_fits_it_goes_to_the_default() -> None:
    candidates = [
        a_candidate(1, a_rule(D.OFFENCE, Is.IS, "x")),
        a_candidate(2, a_rule(D.OFFENCE, Is.IS, "y"), is_default=True),
    ]
    decision = decide(candidates, {D.OFFENCE: (NONE_OF_THESE,)})
    assert decision.possible == ()
    assert [w.candidate.authority for w in decision.to_send_to] == [2]


def test_the_questions_come_in_the_order_of_what_is_known_at_once() -> None:
    candidates = [
        a_candidate(1, a_rule(D.URGENCY, Is.IS, "urgent"), a_rule(D.OFFENCE, Is.IS, "x")),
        a_candidate(2, territory="GL"),
        a_candidate(3),
    ]
    asked: list[D] = []

    def choose(dimension: D, values: tuple[str, ...]) -> str:
        asked.append(dimension)
        return NONE_OF_THESE if dimension is D.TERRITORY else values[0]

    assert left(asked_to_the_end(candidates, choose)) == {1}
    assert asked == [D.TERRITORY, D.OFFENCE, D.URGENCY]
