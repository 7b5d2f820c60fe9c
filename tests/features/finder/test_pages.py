"""The find page and the search, as a reader without JavaScript sees them."""

from datetime import date

import pytest
from flask import Flask

from cna_directory.authorities import record as r
from cna_directory.database import db
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser, browser_at
from tests.web.checking import heading_of, problems_with_page, words_of


def open_page(browser: Browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    assert problems_with_page(answer) == []
    return words_of(answer)


@pytest.fixture
def directory(app: Flask) -> None:
    """Fill the directory: one authority for extradition in Egypt, two for assistance in France."""
    prosecutor = words("مكتب النائب العام", "ar")
    seed(
        a_record(
            9001,
            "EG",
            name=prosecutor,
            name_transliterated="Maktab an-Na'ib al-'Amm",
            designations=(a_designation("extradition"), a_designation("mla")),
        ),
        a_record(9002, "FR", designations=(a_designation("mla"),)),
        a_record(
            9003,
            "FR",
            name=words("Échantillon : Parquet", "fr"),
            designations=(
                a_designation(
                    "mla",
                    competence_rules=(
                        r.CompetenceRule(
                            r.CompetenceDimension.OFFENCE,
                            r.CompetenceOperator.IS,
                            ("customs offences",),
                        ),
                    ),
                ),
            ),
        ),
        a_record(9004, "FR", status=r.RecordStatus.WITHDRAWN, name=words("Withdrawn Office")),
        a_record(
            9005,
            "FR",
            name=words("Former Office"),
            designations=(a_designation("transfer", valid_until=date(2020, 1, 1)),),
        ),
        r.StateProfile(
            state="FR",
            provenance=r.Provenance(r.ProvenanceKind.MADE_UP),
            fallback_note=words("Écrivez au ministère.", "fr"),
            not_designated=("firearms",),
        ),
    )
    db.session.rollback()


def test_a_visitor_learns_what_it_is_and_how_to_get_in(app: Flask) -> None:
    shown = open_page(browser_at(app), "/")
    for sentence in ("Who may have an account", "How to ask for one", "Sign in", "Extradition"):
        assert sentence in shown


def test_a_visitor_finds_nothing(app: Flask, directory: None) -> None:
    for address in ("/search?q=sample", "/states/FR", "/authorities/9001", "/authorities/1"):
        answer = browser_at(app).get(address)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in?next=")


def test_the_find_page_offers_types_and_states(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/")
    assert "Who should receive your request?" in shown
    assert "Mutual legal assistance (3)" in shown
    assert "Europe (44)" in shown


def test_one_authority_is_an_answer(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?request_type=extradition&state=Misr")
    assert "Send it to مكتب النائب العام" in shown
    assert "office9001@justice.example" in shown
    assert "+999 1 555 0100" in shown
    assert "Made up for the demonstration" in shown
    assert "Not confirmed" in shown


def test_several_authorities_say_what_each_is_competent_for(
    reader: Browser, directory: None
) -> None:
    shown = open_page(reader, "/search?request_type=mla&state=FR")
    assert "2 authorities receive this type of request" in shown
    assert "Offence is customs offences" in shown


def test_a_state_alone_asks_for_the_type(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?state=france")
    assert "What do you want to send to France?" in shown
    assert "Mutual legal assistance (2)" in shown
    assert "Extradition (0)" in shown


def test_a_type_alone_asks_for_the_state(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?request_type=mla")
    assert "To which State? (2)" in shown
    assert "Egypt (1)" in shown
    assert "France (2)" in shown
    assert "3 authorities found" in shown


def test_nobody_designated_is_a_page_with_next_steps(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?request_type=firearms&state=FR")
    assert "has said that it has not designated an authority" in shown
    for step in ("diplomatic channels", "INTERPOL", "Ask the secretariat", "Écrivez au ministère."):
        assert step in shown
    assert "Mutual legal assistance (2)" in shown
    unknown = open_page(reader, "/search?request_type=firearms&state=EG")
    assert "No authority of Egypt for this type of request is known here." in unknown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("النائب", 1),
        ("maktab", 1),
        ("parquet echantillon", 1),
        ("ÉCHANT", 1),
        ("ample", 0),
        ("withdrawn", 0),
        ("former", 0),
        ("100%", 0),
        ("_ample", 0),
        ("'; DROP TABLE authority; --", 0),
    ],
)
def test_words_are_found_from_their_beginning(
    reader: Browser, directory: None, text: str, number: int
) -> None:
    answer = reader.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    assert heading_of(answer).startswith(f"{number} authorit")
    assert problems_with_page(answer) == []


def test_a_chip_takes_its_filter_away(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?request_type=mla&state=FR&q=parquet")
    assert 'href="/search?state=FR&amp;q=parquet"' in answer.text
    assert 'href="/search?request_type=mla&amp;state=FR"' in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "",
        "state=Atlantis",
        "state=Nigr",
        "request_type=hugging",
        "state=FR&request_type=nonsense",
        "page=-1",
        "q=sample&page=999999999999999999999",
        "q=sample&page=x",
        "q=%00&state=%00",
        "q=%F0%9F%87%AB%F0%9F%87%B7",
        "q=<script>alert(1)</script>&state=<script>",
        "state=%E2%80%AE",
        "q=" + "a" * 5000,
        "unknown=1&state=FR&state=EG",
    ],
)
def test_garbage_is_answered_with_a_sentence(
    reader: Browser, directory: None, question: str
) -> None:
    answer = reader.get(f"/search?{question}")
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    assert "<script>alert" not in answer.text


def test_a_name_that_is_near_is_suggested(reader: Browser) -> None:
    shown = open_page(reader, "/search?state=Nigr")
    assert "No State is called “Nigr” here." in shown
    assert "Niger" in shown
    assert "Nigeria" in shown


def test_a_long_list_comes_in_pages(reader: Browser) -> None:
    seed(*(a_record(number, "FR") for number in range(9001, 9028)))
    db.session.rollback()
    first = open_page(reader, "/search?q=sample")
    assert "27 authorities found" in first
    assert "Sample Authority 9025" in first
    assert "Sample Authority 9026" not in first
    second = open_page(reader, "/search?q=sample&page=2")
    assert "Sample Authority 9027" in second
    assert "The list ends before this page" in open_page(reader, "/search?q=sample&page=3")


def test_a_page_of_results_asks_the_database_the_same_number_of_times(
    app: Flask, reader: Browser
) -> None:
    def statements() -> int:
        from sqlalchemy import event

        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        reader.get("/search?q=sample")
        return len(asked)

    seed(a_record(9001))
    few = statements()
    seed(*(a_record(number) for number in range(9002, 9025)))
    db.session.rollback()
    many = statements()
    assert many <= few * 2  # The first listener stays and counts too.
    assert many < 30
