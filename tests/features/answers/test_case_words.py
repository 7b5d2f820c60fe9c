"""No competence rule shows a code: what it compares a case with has words wherever it stands."""

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from cna_directory.authorities import record as r
from cna_directory.authorities.models import CompetenceRule
from cna_directory.database import db
from cna_directory.reference.queries import names_in, territories
from cna_directory.seeding.made_up_plan import SPLITS
from cna_directory.web.labels import AMOUNT, CASES, MEASURES, case_words
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import Browser
from tests.web.checking import words_of

D, Is = r.CompetenceDimension, r.CompetenceOperator


def _has_words(dimension: D, value: str) -> bool:
    """Say whether a value is shown by words, or by the name of a row."""
    names = names_in("en")
    named = {
        D.TERRITORY: names.territories,
        D.REQUESTING_STATE: names.states,
        D.INSTRUMENT: names.instruments,
        D.SUB_MEASURE: MEASURES,
    }
    if dimension in named:
        return value in named[dimension]
    return value in CASES.get(dimension.value, {}) or AMOUNT.fullmatch(value) is not None


def test_every_value_of_a_rule_of_the_seeds_has_words(seeded: Flask) -> None:
    rows = db.session.execute(select(CompetenceRule.dimension, CompetenceRule.values)).all()
    held = {(dimension, value) for dimension, values in rows for value in values}
    assert {dimension for dimension, _ in held} == set(D)
    held |= {(split.dimension, value) for split in SPLITS for value in split.values}
    held |= {(D.TERRITORY, territory.code) for territory in territories()}
    held |= {(D.URGENCY, urgency.value) for urgency in r.Urgency}
    assert [each for each in sorted(held) if not _has_words(*each)] == []


@pytest.mark.parametrize(
    ("code", "dimension", "said"),
    [
        ("above_1000000", "value", "above 1,000,000"),
        ("below_2500", "value", "below 2,500"),
        ("above_1000000_EUR", "value", "above EUR 1,000,000"),
        ("before_trial", "stage", "before trial"),
        ("person_under_18", "other", "the person is under 18"),
        ("Strafsachen bis 5 Jahre", "offence", "Strafsachen bis 5 Jahre"),
        ("some_new_code", "other", "some new code"),
    ],
)
def test_a_value_has_words(app: Flask, code: str, dimension: str, said: str) -> None:
    with app.test_request_context("/"):
        assert case_words(code, dimension) == said


def test_a_sum_is_written_as_the_reader_writes_numbers(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("fr"):
        assert case_words("above_1000000", "value").split()[1:] == ["1", "000", "000"]


def test_words_stand_on_every_page_that_shows_a_rule(reader: Browser) -> None:
    def ruled(operator: Is) -> r.Designation:
        rules = (
            r.CompetenceRule(D.VALUE, operator, ("above_1000000_EUR",)),
            r.CompetenceRule(D.STAGE, operator, ("before_trial",)),
        )
        return a_designation(competence_rules=rules)

    seed(
        a_record(9001, designations=(ruled(Is.IS),)),
        a_record(9002, designations=(ruled(Is.IS_NOT),)),
        a_record(9003, "DE"),
    )
    db.session.rollback()
    for address in (
        "/answers/FR/mla",
        "/answers/FR/mla?stage=before_trial&value=above_1000000_EUR",
        "/authorities/9001",
        "/compare?state=FR&state=DE&request_type=mla",
    ):
        page = reader.get(address)
        assert page.status_code == 200, address
        shown = words_of(page)
        assert "before_trial" not in shown
        assert "above_1000000" not in shown
        assert "above EUR 1,000,000" in shown or "before trial" in shown or "/compare" in address
    assert "1000000" not in words_of(reader.get("/states/FR/sheet"))
