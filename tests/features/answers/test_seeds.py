"""The whole of the seeds: two requests from the first page to an answer, whatever is asked."""

import re
from html import unescape

import pytest
import time_machine
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.answers import queries
from cna_directory.answers.queries import Outcome
from cna_directory.authorities.record import CompetenceDimension
from cna_directory.reference.queries import request_types, states
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.answers.conftest import AS_OF
from tests.web.checking import problems_with_page, words_of

D = CompetenceDimension
QUESTION = "/question?state={}&request_type={}"

SHARED = {Outcome.DEFAULT, Outcome.SEVERAL}

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture(scope="module")
def browser(seeded: Flask) -> Browser:
    """Return the browser of a reader of no State."""
    with time_machine.travel(AS_OF, tick=False):
        made = browser_at(seeded)
        made.let_in(an_account(seeded))
    return made


@pytest.fixture
def today():
    """Let it be the day on which the seeds stand."""
    with time_machine.travel(AS_OF, tick=False):
        yield


def test_two_requests_lead_from_the_first_page_to_an_answer(
    seeded: Flask, browser: Browser
) -> None:
    """For every State and type of request: the form's address redirects to a page that helps.

    Every answer is asked of the queries. A covering part is opened as pages: more than half of the
    States, every type, and a third of the cases that several authorities share.
    """
    codes = [row.code for row in request_types()]
    outcomes = {
        (state.iso2, code): queries.answer_to(state.iso2, code, {}, "").outcome
        for state in states("en")
        for code in codes
    }
    assert len(outcomes) == 1970
    opened = {
        case
        for place, case in enumerate(outcomes)
        if place % 19 == 0 or (place % 3 == 0 and outcomes[case] in SHARED)
    }
    assert {code for _, code in opened} == set(codes)
    assert len({state for state, _ in opened}) > 100
    for state, code in sorted(opened):
        first = browser.get(QUESTION.format(state, code))
        assert first.location == f"/answers/{state}/{code}"
        shown = browser.get(first.location)
        assert shown.status_code == 200
        is_nobody = outcomes[state, code] is Outcome.NOBODY
        assert ("What you can do" if is_nobody else "Send it to") in unescape(shown.text) or (
            "If you are not sure, send it to" in shown.text
        )
        assert problems_with_page(shown) == []


SPLIT_BY = [
    ("JP", "mla", D.OFFENCE, "offence", "corruption", 2192),
    ("SN", "mla", D.OFFENCE, "offence", "money_laundering", 2359),
    ("DO", "extradition", D.OFFENCE, "offence", "corruption", 2094),
    ("TH", "mla", D.SUB_MEASURE, "measure", "service_of_documents", 2386),
    ("HN", "mla", D.SUB_MEASURE, "measure", "service_of_documents", 2160),
    ("EG", "mla", D.STAGE, "stage", "before_trial", 2104),
    ("LK", "mla", D.STAGE, "stage", "before_trial", 2228),
    ("TN", "mla", D.STAGE, "stage", "before_trial", 2396),
    ("TR", "mla", D.REQUESTING_STATE, "from", "BG", 2402),
    ("LB", "mla", D.REQUESTING_STATE, "from", "CY", 2222),
    ("HU", "mla", D.INSTRUMENT, "instrument", "UNCAC", 2168),
    ("TT", "mla", D.INSTRUMENT, "instrument", "UNCAC", 2405),
    ("NG", "mla", D.URGENCY, "urgency", "urgent", 2286),
    ("GH", "extradition", D.URGENCY, "urgency", "urgent", 2140),
    ("SA", "asset_recovery", D.VALUE, "value", "above_1000000", 2342),
    ("ET", "mla", D.OTHER, "other", "person_under_18", 2111),
    ("FR", "extradition", D.TERRITORY, "territory", "NC", 2120),
    ("GB", "mla", D.TERRITORY, "territory", "GB-SCT", 2128),
    ("NL", "extradition", D.TERRITORY, "territory", "CW", 2291),
    ("DK", "mla", D.TERRITORY, "territory", "GL", 2090),
]
"""Each split of the demonstration: what is asked, an answer, and whom it leads to."""


@pytest.mark.parametrize(("state", "code", "dimension", "name", "answer", "number"), SPLIT_BY)
def test_a_split_is_asked_about_and_answered(
    browser: Browser, state: str, code: str, dimension: D, name: str, answer: str, number: int
) -> None:
    undecided = queries.answer_to(state, code, {}, "")
    assert undecided.question is not None
    assert undecided.question.dimension is dimension
    assert answer in undecided.question.values
    page = browser.get(f"/answers/{state}/{code}")
    link = re.search(rf'href="([^"]*{name}={answer}[^"]*)"', page.text)
    assert link
    answered = browser.get(unescape(link[1]))
    assert problems_with_page(answered) == []
    assert sent_to(answered.text) == [number]


@pytest.mark.parametrize(("state", "code", "dimension", "name", "answer", "number"), SPLIT_BY)
def test_whoever_does_not_know_is_sent_to_the_default(
    state: str, code: str, dimension: D, name: str, answer: str, number: int
) -> None:
    known = {dimension: ("not-known",)}
    unknown = queries.answer_to(state, code, known, "")
    defaults = [r.number for r in unknown.receivers if r.is_default]
    if defaults:
        assert unknown.outcome is Outcome.DEFAULT
        assert number not in defaults
        assert unknown.question is None
    else:
        assert unknown.outcome is Outcome.SEVERAL
        assert number in [r.number for r in unknown.receivers]


def sent_to(page: str) -> list[int]:
    """Return the numbers of the authorities in the frames of an answer."""
    frames = page.split('<section class="answer">')[1:]
    return [int(re.search(r"/authorities/(\d+)", frame)[1]) for frame in frames]


def test_the_state_of_the_account_answers_what_a_rule_asks_about_it(seeded: Flask) -> None:
    sender = browser_at(seeded)
    account = an_account(seeded, "focal@bg.example", Role.FOCAL_POINT, state_iso2="BG")
    sender.let_in(account)
    shown = sender.get("/answers/TR/mla")
    assert sent_to(shown.text) == [2402]
    assert "This fits its rules: Requesting State or region: Bulgaria." in words_of(shown)
    assert "Treaties between Bulgaria and Türkiye" in words_of(shown)
    other = sender.get("/answers/TR/mla?from=FR")
    assert sent_to(other.text) == [2401]


def test_a_real_state_with_an_authority_for_each_treaty_asks_for_the_treaty() -> None:
    asked = queries.answer_to("CH", "mla", {}, "")
    assert asked.question is not None
    assert asked.question.values == ("UNCAC", "UNTOC", "none-of-these")
    uncac = queries.answer_to("CH", "mla", {D.INSTRUMENT: ("UNCAC",)}, "")
    assert [r.number for r in uncac.receivers] == [1054]
    assert uncac.outcome is Outcome.ONE
