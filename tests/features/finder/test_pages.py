"""The first page and the search, as a reader without JavaScript sees them."""

import re
from datetime import date
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.finder.queries import RESULTS_PER_PAGE
from cna_directory.finder.rules import Facet
from cna_directory.finder.rules.values import FIXED_VALUES
from cna_directory.finder.words import SHORT_TYPES, facet_name, value_name
from cna_directory.reference.queries import names_in
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.web.checking import heading_of, problems_with_page, words_of

LARGEST_PAGE = 15_000
"""Bytes of HTML that a page of results may have, with all facets and all its lines."""

INSTANT = {"HX-Request": "true"}


def open_page(browser: Browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    assert problems_with_page(answer) == []
    return words_of(answer)


def tree_of(answer: TestResponse) -> Element:
    return html5lib.parse(answer.text, namespaceHTMLElements=False)


def found(answer: TestResponse) -> list[str]:
    """Return the names in the list of results."""
    return ["".join(e.itertext()).strip() for e in tree_of(answer).iterfind(".//li/h2/a")]


def chips(answer: TestResponse) -> dict[str, str]:
    """Return the chips by their words, each with where it leads."""
    links = tree_of(answer).iterfind(".//ul/li/a[@class='chip']")
    return {e.text: urljoin("/search", e.get("href")) for e in links}


def links(answer: TestResponse) -> dict[str, str]:
    """Return where links lead by their words."""
    found = ((" ".join("".join(e.itertext()).split()), e) for e in tree_of(answer).iter("a"))
    return {words: urljoin("/search", e.get("href")) for words, e in found}


def boxes(answer: TestResponse) -> list[tuple[str, str, int, bool]]:
    """Return name, value, count and whether it is ticked of each box of the facets."""
    shown = []
    for label in tree_of(answer).iterfind(".//fieldset/label"):
        box, (count,) = label.find("input"), re.findall(r"\((\d+)\)$", "".join(label.itertext()))
        shown.append((box.get("name"), box.get("value"), int(count), "checked" in box.attrib))
    return shown


def fill() -> None:
    """Write a directory: one authority for extradition in Egypt, two for assistance in France."""
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
            designations=(a_designation("mla"),),
        ),
        a_record(9004, "FR", status=r.RecordStatus.WITHDRAWN, name=words("Withdrawn Office")),
        a_record(
            9005,
            "FR",
            name=words("Former Office"),
            designations=(a_designation("transfer", valid_until=date(2020, 1, 1)),),
        ),
    )


@pytest.fixture
def directory() -> None:
    """Ask for what `fill` wrote; a test beside them may do without."""


pytestmark = pytest.mark.filled(by=fill)


# The first page


def test_a_visitor_learns_what_it_is_and_how_to_get_in(app: Flask) -> None:
    shown = open_page(browser_at(app), "/")
    for sentence in ("Who may have an account", "How to ask for one", "Sign in", "Extradition"):
        assert sentence in shown


def test_a_visitor_finds_nothing(app: Flask, directory: None) -> None:
    for address in ("/search?q=sample", "/states/FR", "/authorities/9001", "/authorities/1"):
        answer = browser_at(app).get(address)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in?next=")


def test_the_first_page_offers_the_question_and_the_search(
    reader: Browser, directory: None
) -> None:
    answer = reader.get("/")
    assert problems_with_page(answer) == []
    forms = {form.get("action"): form for form in tree_of(answer).iter("form")}
    assert {e.get("name") for e in forms["/question"].iter() if e.get("name")} == {
        "request_type",
        "state",
    }
    assert [e.get("name") for e in forms["/search"].iter("input")] == ["q"]
    shown = words_of(answer)
    assert "Mutual legal assistance (3)" in shown
    assert "Europe (44)" in shown


# What is found, and what narrows it down


def test_each_line_says_what_one_chooses_by(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?state=Misr")
    line = shown[shown.index("مكتب") :]
    for part in (
        "Maktab an-Na'ib",
        "Extradition, Legal assistance",
        "Made up",
        "Not confirmed, last",
    ):
        assert part in line
    assert "1 March 2025" in line


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("النائب", 1),
        ("maktab", 1),
        ("parquet echantillon", 1),
        ("ÉCHANT", 1),
        ("withdrawn", 0),
        ("100%", 0),
        ("'; DROP TABLE authority; --", 0),
    ],
)
def test_the_heading_says_how_many(
    reader: Browser, directory: None, text: str, number: int
) -> None:
    answer = reader.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    assert heading_of(answer).startswith(f"{number} authorit")
    assert len(found(answer)) == number
    assert problems_with_page(answer) == []


def test_every_count_is_the_length_of_the_list_that_its_box_leads_to(
    reader: Browser, directory: None
) -> None:
    for asked in ("", "q=sample", "region=Europe&request_type=mla", "interpol=not_stated"):
        answer = reader.get(f"/search?{asked}")
        for name, value, count, is_ticked in boxes(answer):
            if not is_ticked and name not in asked:
                narrowed = reader.get(f"/search?{asked}&{name}={value}")
                assert heading_of(narrowed).startswith(f"{count} authorit"), (asked, name, value)


def test_boxes_that_lead_nowhere_stay_and_are_dim(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?state=EG")
    dim = [
        label.find("input").get("value")
        for label in tree_of(answer).iterfind(".//fieldset/label[@class='none']")
    ]
    assert "firearms" in dim
    assert "extradition" not in dim
    assert ("region", "Oceania", 0, False) in boxes(answer)


def test_either_of_two_values_will_do(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?region=Africa&region=Europe")
    assert heading_of(answer) == "4 authorities found"
    ticked = {(name, value) for name, value, _, is_ticked in boxes(answer) if is_ticked}
    assert ticked == {("region", "Africa"), ("region", "Europe")}


def test_a_chip_takes_one_thing_away_and_keeps_the_rest(reader: Browser, directory: None) -> None:
    answer = reader.get(
        "/search?q=parquet&state=France&region=Europe&region=Asia&confirmed=3_months"
    )
    shown = chips(answer)
    assert set(shown) == {"“parquet”", "France", "Europe", "Asia", "Confirmed: within 3 months"}
    left = dict(parse_qsl(urlsplit(shown["Europe"]).query))
    assert left == {"q": "parquet", "state": "FR", "region": "Asia", "confirmed": "3_months"}
    assert "q" not in dict(parse_qsl(urlsplit(shown["“parquet”"]).query))
    for address in shown.values():
        assert reader.get(address).status_code == 200


def test_a_state_that_the_words_name_is_offered_on_top(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?q=Holland")
    assert {"/states/NL", "/question?state=NL"} <= set(links(answer).values())


@pytest.mark.parametrize("asked", ["state=Misr&request_type=mla", "q=egypt+mla"])
def test_one_state_and_one_type_lead_to_the_answer(
    reader: Browser, directory: None, asked: str
) -> None:
    assert "/answers/EG/mla" in links(reader.get(f"/search?{asked}")).values()
    two = reader.get("/search?state=EG&request_type=mla&request_type=extradition")
    assert "/answers/" not in two.text


def test_other_words_that_were_used_are_told(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/search?q=parqet")
    assert "Nothing is called “parqet”. This is what was found for: parquet." in shown
    assert "1 authority found" in shown


def test_nothing_found_says_what_would_find_something(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?q=parquet&region=Africa")
    shown = words_of(answer)
    assert "No authority answers all of this" in shown
    assert "without Africa (1)" in shown
    assert "without “parquet” (1)" in shown
    assert heading_of(reader.get(links(answer)["without Africa (1)"])) == "1 authority found"


def test_a_long_list_comes_in_pages(reader: Browser) -> None:
    seed(*(a_record(number, "FR") for number in range(9001, 9018)))
    db.session.rollback()
    first = reader.get("/search?q=sample")
    assert heading_of(first) == "17 authorities found"
    names = [f"Sample Authority {number}" for number in range(9001, 9018)]
    assert found(first) == names[:RESULTS_PER_PAGE]
    assert found(reader.get(links(first)["Next"])) == names[RESULTS_PER_PAGE:]
    assert "The list ends before this page" in open_page(reader, "/search?q=sample&page=3")


# What is not understood


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
        "q=%00&state=%00&region=%00",
        "q=%F0%9F%87%AB%F0%9F%87%B7",
        "q=%25&state=_",
        "q=<script>alert(1)</script>&state=<script>&region=<script>alert(1)</script>",
        "state=%E2%80%AE",
        "q=" + "a" * 10_000,
        "state=" + "a" * 10_000,
        "&".join(f"region=r{n}" for n in range(500)),
        "unknown=1&state=FR&state=EG",
        "q=%ff%fe",
    ],
)
@pytest.mark.parametrize("headers", [{}, INSTANT])
def test_whatever_is_asked_is_answered_with_a_page(
    reader: Browser, directory: None, question: str, headers: dict[str, str]
) -> None:
    answer = reader.get(f"/search?{question}", headers=headers)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    if not headers:
        assert problems_with_page(answer) == []


@pytest.mark.parametrize("question", ["state=Jersey", "q=Jersey", "state=jersy"])
def test_a_state_found_by_one_of_its_territories_says_so(
    reader: Browser, directory: None, question: str
) -> None:
    told = words_of(reader.get(f"/search?{question}"))
    assert "Jersey: shown under United Kingdom" in told
    assert "shown under" not in words_of(reader.get("/search?state=United+Kingdom"))


def test_a_state_that_nobody_knows_is_told_at_its_box(reader: Browser, directory: None) -> None:
    answer = reader.get("/search?state=Korea&q=parquet&region=Europe")
    root = tree_of(answer)
    box = root.find(".//input[@id='state']")
    assert box.get("value") == "Korea"
    told = root.find(f".//*[@id='{box.get('aria-describedby')}']")
    assert "".join(told.itertext()).strip() == "“Korea” may mean several States. Choose one below."
    assert root.find(".//input[@id='q']").get("value") == "parquet"
    assert ("region", "Europe", 1, True) in boxes(answer)
    assert dict(parse_qsl(urlsplit(links(answer)["Republic of Korea"]).query)) == {
        "q": "parquet",
        "state": "KR",
        "region": "Europe",
    }


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("state=Atlantis", "No State is called “Atlantis” here. All States are searched."),
        ("request_type=hugging", "“hugging” was left out: there is no such choice"),
        ("page=-1", "The number of the page was not understood. This is the first one."),
        ("q=" + "a" * 500, "This is too long. Only its first 200 characters count."),
        ("region=%E2%80%AE", "“[U+202E]” was left out"),
    ],
)
def test_what_is_left_out_is_told(
    reader: Browser, directory: None, question: str, sentence: str
) -> None:
    shown = open_page(reader, f"/search?{question}")
    assert sentence in shown
    assert "left out" not in open_page(reader, "/search?request_type=mla&page=1")


# The instant search


def test_the_instant_search_gets_what_changes_and_nothing_else(
    reader: Browser, directory: None
) -> None:
    answer = reader.get("/search?q=parquet", headers=INSTANT)
    root = tree_of(answer)
    assert root.findtext(".//title").startswith("1 authority found – ")
    assert root.findtext(".//*[@id='number']").strip() == "1 authority found"
    assert found(answer) == ["Échantillon : Parquet"]
    assert boxes(answer) == boxes(reader.get("/search?q=parquet"))
    for part in ("<form", "<header", "<script", 'id="results"', 'id="finding"'):
        assert part not in answer.text


def test_going_back_gets_the_whole_page(reader: Browser, directory: None) -> None:
    back = INSTANT | {"HX-History-Restore-Request": "true"}
    answer = reader.get("/search?q=parquet", headers=back)
    assert problems_with_page(answer) == []
    for headers in ({}, INSTANT, back):
        varies = reader.get("/search", headers=headers).headers["Vary"]
        assert {"HX-Request", "Cookie"} <= {name.strip() for name in varies.split(",")}


def test_htmx_is_loaded_where_it_is_used(reader: Browser) -> None:
    assert "htmx.min.js" in reader.get("/search").text
    for address in ("/", "/account", "/editions", "/states/FR", "/keys"):
        assert "htmx" not in reader.get(address).text


# How large a page is


def test_a_full_page_stays_small(reader: Browser) -> None:
    states = ("EG", "FR", "BR", "JP", "NL", "KE", "MX", "CI")
    types = list(SHORT_TYPES)
    spoken = ("en", "fr", "es", "ar", "ru", "zh", "pt", "de", "nl", "it", "sw")
    accepts = (r.LanguageRule(r.LanguageUse.NORMAL, spoken),)
    seed(
        *(
            a_record(
                number,
                states[number % len(states)],
                name=words(f"Bureau de l’entraide pénale {number}", "fr"),
                provenance=r.Provenance(r.ProvenanceKind.STATE),
                emails=(r.Email(f"office{number}@justice.gouv.fr"),),
                telephones=(),
                languages_of_communication=("fr", "en"),
                designations=tuple(
                    a_designation(types[(number + n) % len(types)], language_rules=accepts)
                    for n in range(3)
                ),
            )
            for number in range(9001, 9031)
        )
    )
    db.session.rollback()
    answer = reader.get("/search?q=bureau")
    assert len(found(answer)) == RESULTS_PER_PAGE
    assert {name for name, *_ in boxes(answer)} == {facet.value for facet in Facet}
    assert len(answer.data) <= LARGEST_PAGE
    assert "<datalist" not in answer.text


def test_a_full_page_stays_small_in_a_script_of_long_letters(reader: Browser) -> None:
    name = "ตัวอย่าง: กระทรวงยุติธรรม"
    every = tuple(a_designation(code) for code in ("mla", "extradition", "transfer"))
    seed(
        *(
            a_record(
                number,
                "TH",
                name=words(name, "th"),
                name_transliterated="Tua yang: Krasuang Yutitham",
                provenance=r.Provenance(r.ProvenanceKind.STATE),
                emails=(r.Email(f"office{number}@justice.go.th"),),
                telephones=(),
                designations=every,
            )
            for number in range(9001, 9045)
        )
    )
    db.session.rollback()
    answer = reader.get("/search", query_string={"q": name, "interpol": "not_stated"})
    assert len(found(answer)) == RESULTS_PER_PAGE
    assert len(answer.data) <= LARGEST_PAGE
    # The addresses hold its letters as they are, and lead to what the page says.
    assert heading_of(reader.get(links(answer)["Next"])) == heading_of(answer)
    assert "ตัวอย่าง" in links(answer)["Next"]
    assert "กระทรวงยุติธรรม" in reader.get(links(answer)["Follow this search"]).text


def test_no_language_is_offered_that_leads_to_nobody(reader: Browser) -> None:
    for number, *spoken in ((9001, "en", "fr"), (9002, "ru", "ar", "zh")):
        rules = (r.LanguageRule(r.LanguageUse.NORMAL, tuple(spoken)),)
        seed(a_record(number, designations=(a_designation(language_rules=rules),)))
    db.session.rollback()
    shown = boxes(reader.get("/search?q=9001"))
    assert [value for name, value, *_ in shown if name == "language"] == ["en", "fr"]
    assert "Show all 5" in links(reader.get("/search?q=9001"))


def test_the_commonest_languages_are_shown_and_all_on_demand(reader: Browser) -> None:
    spoken = ("en", "fr", "es", "ar", "ru", "zh", "pt", "de")
    accepts = (r.LanguageRule(r.LanguageUse.NORMAL, spoken),)
    seed(a_record(9001, designations=(a_designation(language_rules=accepts),)))
    db.session.rollback()

    def languages(address: str) -> list[str]:
        return [value for name, value, *_ in boxes(reader.get(address)) if name == "language"]

    few = reader.get("/search?q=sample")
    assert len(languages("/search?q=sample")) == 6
    assert sorted(languages(links(few)["Show all 8"])) == sorted(spoken)
    # What was ticked is always there to be taken away again.
    left_out = set(spoken) - set(languages("/search"))
    assert left_out < set(languages(f"/search?language={'&language='.join(left_out)}"))


def test_a_page_of_results_asks_the_database_the_same_number_of_times(
    app: Flask, reader: Browser
) -> None:
    def statements() -> int:
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        reader.get("/search?q=sample")
        asked.clear()
        reader.get("/search?q=sample")
        return len(asked)

    seed(a_record(9001))
    few = statements()
    seed(*(a_record(number) for number in range(9002, 9025)))
    db.session.rollback()
    assert statements() == few < 10


@pytest.mark.parametrize("headers", [INSTANT, {}])
def test_a_search_asks_once_whether_the_directory_has_changed(
    reader: Browser, directory: None, headers: dict[str, str]
) -> None:
    """It is asked together with who is signed in, and the strip of a demonstration goes by it too."""
    asked: list[str] = []

    def count(conn, cursor, statement, *_) -> None:
        if "FROM catalogue_stamp" in statement:
            asked.append(statement)

    reader.get("/search?q=office", headers=headers)
    event.listen(db.engine, "before_cursor_execute", count)
    assert reader.get("/search?q=sample", headers=headers).status_code == 200
    [statement] = asked
    assert "FROM user_session" in statement


def test_every_value_of_every_facet_has_words(app: Flask) -> None:
    names = names_in("en")
    with app.test_request_context():
        for facet in Facet:
            assert facet_name(facet)
            for value in FIXED_VALUES.get(facet, ()):
                assert value_name(facet, value, names)
    assert set(SHORT_TYPES) == set(names.request_types)


# Keys


def test_keys_of_one_sign_can_be_switched_off(reader: Browser) -> None:
    assert "data-keys-off" not in reader.get("/").text
    shown = open_page(reader, "/keys")
    assert "Switch them off" in shown
    answer = reader.send("/keys", keys="off")
    assert answer.location == "/keys"
    assert "data-keys-off" in reader.get("/").text
    reader.send("/keys", keys="on")
    assert "data-keys-off" not in reader.get("/").text


# Stars


def test_a_star_puts_a_state_on_the_first_page_and_is_ones_own(app: Flask, reader: Browser) -> None:
    assert reader.send("/states/EG", to="/states/EG/star").location == "/states/EG"
    assert "Starred: take the star away" in open_page(reader, "/states/EG")
    assert "Your States Egypt" in open_page(reader, "/")
    other = browser_at(app)
    other.let_in(an_account(app, "other@mission.example"))
    assert "Your States" not in open_page(other, "/")
    assert "Star this State" in open_page(other, "/states/EG")
    assert reader.send("/", to="/states/EG/unstar", back="home").location == "/"
    assert "Your States" not in open_page(reader, "/")


def test_a_state_that_is_not_there_is_not_starred(reader: Browser) -> None:
    assert reader.send("/states/EG", to="/states/ZZ/star").status_code == 404
    assert reader.get("/states/EG/star").status_code == 405


# Files


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("csv", "text/csv"), ("json", "application/json"), ("vcf", "text/vcard")],
)
def test_the_list_is_taken_along_as_it_is_shown(
    app: Flask, reader: Browser, directory: None, ending: str, kind: str
) -> None:
    answer = reader.get("/search?region=Europe")
    (address,) = [to for to in links(answer).values() if f"/search.{ending}" in to]
    file = reader.get(address)
    assert file.status_code == 200
    assert file.mimetype == kind
    for number in (9002, 9003):
        assert f"office{number}@justice.example" in file.text
    for number in (9001, 9004):
        assert f"office{number}@justice.example" not in file.text


def test_a_list_that_is_too_long_is_not_made(
    reader: Browser, directory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cna_directory.cards.operations.MOST_OF_OTHERS", (60, 3))
    answer = reader.get("/search.csv")
    assert answer.status_code == 422
    assert "Narrow it down" in words_of(answer)
