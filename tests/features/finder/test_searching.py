"""Who is found by which words, in which order; the same on both databases."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.finder import queries
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.rules import Facet, Query
from cna_directory.reference.queries import known_states, states, territories
from cna_directory.text import words
from tests.features.finder import corpus
from tests.features.finder.plain_search import PlainSearch

ALL = {it.number for it in corpus.RECORDS} - {9008}
SAMPLE_CITY = ALL - {9002}
"""Everybody but one has the address that the builder of records gives."""


def numbers(text: str = "", language: str = "en", accepting: tuple[str, ...] = (), **chosen):
    asked = {Facet(facet): values for facet, values in chosen.items()}
    asked[Facet.LANGUAGE] = accepting
    query = queries.understood(catalogue_now(), text=text, chosen=asked).query
    return queries.numbers_found(catalogue_now(), query, language=language)


FOUND_BY: tuple[tuple[str, set[int]], ...] = (
    # Chinese: whole, parts from anywhere, one sign; never across two words or with a gap.
    ("司法部国际合作局", {9003}),
    ("国际合作", {9003}),
    ("合", {9003, 9013, 9017}),  # It is in the names of two States too.
    ("作局", {9003}),
    ("国合", set()),
    ("局条", set()),
    ("条约", {9003}),
    # Thai and Korean, with vowels above and below the line.
    ("ยุติธรรม", {9004}),
    ("ธรรม", {9004}),
    ("กระทรวง", {9004}),
    ("법무부", {9005}),
    ("무부", {9005}),
    ("형사", {9005}),
    ("부국", set()),
    # Arabic: with the article and without it, whichever the record has.
    ("التعاون", {9001}),
    ("تعاون", {9001}),
    ("المكتب", {9001}),
    ("نائب", {9001}),
    ("والنائب", {9001}),
    # Cyrillic, Polish and French letters with and without their marks; beginnings of words.
    ("генераль", {9006}),
    ("ПРОКУРАТУРА", {9006}),
    ("lakowa", {9007}),
    ("ŁĄKO", {9007}),
    ("ministere", {9002}),
    ("MINISTÈRE de la just", {9002}),
    ("bundesamt fur", {9010}),
    ("stice", set()),
    # Transliteration, acronym, translation, public post, service, city, street, postal code.
    ("maktab", {9001}),
    ("mj", {9002}),
    ("prosecutor general", {9001}),
    ("duty lawyer", {9013}),
    ("liaison", {9013}),
    ("vendome", {9002}),
    ("75001", {9002}),
    ("paris", {9002}),
    ("sample city", SAMPLE_CITY),
    # A State under any of its names, a territory, and either beside another word.
    ("Misr", {9001}),
    ("holy see", set()),
    ("Holland", set()),
    ("hong kong", {9011}),
    ("香港", {9011}),
    ("justice china", {9011}),
    ("中国", {9003, 9011}),
    ("France", {9002, 9009, 9012}),
    ("fra", {9002, 9009, 9012}),
    ("parquet france", {9012}),
    # Somebody designated for nothing today is found by name all the same.
    ("former", {9009}),
    ("", ALL),
)


def test_words_find(filled: None) -> None:
    found = {text: set(numbers(text)) for text, _ in FOUND_BY}
    assert found == dict(FOUND_BY)


NOT_SHOWN = {
    "secret liaison": "the post is the secretariat's alone",
    "secret": "as above",
    "withdrawn": "the record is withdrawn",
    "tomorrow": "the revision is not effective yet",
    "zebrahandling": "a machine drafted the translation, and no page shows it",
}


def test_what_nobody_may_see_finds_nobody(filled: None) -> None:
    found = {text: numbers(text) for text in NOT_SHOWN}
    assert found == dict.fromkeys(NOT_SHOWN, ())


def test_names_come_before_other_texts_and_states_in_the_order_of_the_page(
    filled: None,
) -> None:
    # The names of 9002, 9011, 9016 and 9017 have the word; of 9013 only the service has it.
    assert numbers("justice") == (9011, 9002, 9016, 9017, 9013)
    order = [it.iso2 for it in states("ar")]
    by_state = {9011: "CN", 9002: "FR", 9016: "NG", 9017: "US"}
    in_arabic = sorted(by_state, key=lambda number: order.index(by_state[number]))
    assert numbers("justice", language="ar") == (*in_arabic, 9013)


def test_the_state_that_is_named_comes_first(filled: None) -> None:
    # Nigeria's name begins with that of Niger.
    assert numbers("niger") == (9015, 9016)
    query = queries.understood(catalogue_now(), text="niger").query
    assert queries.search(catalogue_now(), query, 1, language="en").states == ("NE",)
    assert queries.search(catalogue_now(), Query(("justice",)), 1, language="en").states == ()


def test_a_code_of_two_letters_is_a_state_and_no_word_among_others(filled: None) -> None:
    assert set(numbers("uk")) == {9013}
    assert queries.search(catalogue_now(), Query(("uk",)), 1, language="en").states == ("GB",)
    assert numbers("central uk") == ()


def test_states_that_share_a_name_are_all_offered(filled: None) -> None:
    assert set(queries.search(catalogue_now(), Query(("korea",)), 1, language="en").states) == {
        "KP",
        "KR",
    }


def test_a_list_comes_in_pages(filled: None) -> None:
    everybody = numbers()
    assert len(everybody) == len(ALL)
    query = Query()
    first = queries.search(catalogue_now(), query, 1, language="en")
    assert tuple(it.number for it in first.authorities) == everybody[: first.page.per_page]
    assert queries.search(catalogue_now(), query, 99, language="en").page.is_beyond
    assert queries.search(catalogue_now(), query, 99, language="en").authorities == ()


def test_a_summary_says_what_holds_today(filled: None) -> None:
    (found,) = queries.search(catalogue_now(), Query(("bundesamt",)), 1, language="en").authorities
    assert found.request_types == ("mla", "extradition")
    assert found.name.text == "Bundesamt für Justiz"
    assert found.standing.confirmed_on is not None


def test_one_designation_must_have_all_that_is_asked_for(filled: None) -> None:
    # France's ministry takes French for assistance and English for extradition.
    assert 9002 in numbers(request_type=["mla"])
    assert 9002 in numbers(request_type=["mla", "extradition"], accepting=["en"])
    assert 9002 not in numbers(request_type=["mla"], accepting=["en"])


def test_who_is_designated_for_nothing_has_no_facet_of_a_designation(filled: None) -> None:
    assert 9017 in numbers(region=["Americas"])
    assert 9017 not in numbers(interpol=["not_stated"])
    assert 9009 not in numbers(request_type=["prevention"])
    assert 9010 not in numbers(request_type=["firearms"])


def test_a_hidden_post_is_not_reached_day_and_night(filled: None) -> None:
    assert set(numbers(urgent=["day_and_night"])) == {9013, 9014}


def test_nothing_found_suggests_what_would(filled: None) -> None:
    chosen = {Facet.REQUEST_TYPE: ["transfer"], Facet.REGION: ["Oceania"]}
    query = queries.understood(catalogue_now(), text="ministere", chosen=chosen).query
    results = queries.search(catalogue_now(), query, 1, language="en")
    assert results.page.total == 0
    assert [(it.query, it.number) for it in results.suggestions] == [
        (query.without(Facet.REGION), 1)
    ]


def plain_search() -> PlainSearch:
    return PlainSearch(
        corpus.RECORDS,
        corpus.PROFILES,
        names=known_states(),
        regions={it.iso2: it.region for it in states("en")},
        territories={it.code: tuple(it.names.values()) for it in territories()},
        today=corpus.TODAY,
    )


WORDS = words(
    "justice just j office sample of parquet de la ministere france niger china liaison secret"
    " 法 司法部 合作 局 ธรรม 법무 부 تعاون النائب генераль prokuratura lakowa 1 75001 kong gb"
)
VALUES = {
    Facet.REQUEST_TYPE: ("mla", "extradition", "transfer", "prevention"),
    Facet.REGION: ("Africa", "Asia", "Europe"),
    Facet.INSTRUMENT: ("UNTOC", "UNCAC", "DRUG1988"),
    Facet.LANGUAGE: ("en", "fr", "ar", "de", "zh"),
    Facet.CHANNEL: ("direct", "diplomatic", "secure_platform", "interpol"),
    Facet.INTERPOL: ("yes", "if_agreed", "no", "not_stated"),
    Facet.LEGAL_BASIS: ("yes", "no", "not_required", "only_if_no_other_treaty", "not_stated"),
    Facet.URGENT: ("day_and_night",),
    Facet.CONFIRMED: ("3_months", "6_months", "12_months", "not_confirmed"),
    Facet.PROVENANCE: ("state", "historic", "made_up"),
}


@st.composite
def questions(draw: st.DrawFn) -> Query:
    """Draw any question: words, a State, and values of up to three facets."""
    some = draw(st.lists(st.sampled_from(WORDS), max_size=3, unique=True))
    query = Query(tuple(some), draw(st.sampled_from(["", "", "", "FR", "CN", "EG"])))
    for facet in draw(st.lists(st.sampled_from([*VALUES]), max_size=3, unique=True)):
        values = st.lists(st.sampled_from(VALUES[facet]), min_size=1, max_size=3, unique=True)
        query = query.having(facet, tuple(draw(values)))
    return query


A_LOT = settings(max_examples=250, deadline=None)
A_FEW = settings(max_examples=40, deadline=None)
"""Each example asks as many questions as there are values of facets."""


def test_it_finds_what_a_plain_search_finds(filled: None) -> None:
    plain = plain_search()

    @A_LOT
    @given(questions())
    def same(query: Query) -> None:
        # Where the words find nobody they are taken for something else.
        if not query.words or plain.with_words(query):
            assert set(queries.numbers_found(catalogue_now(), query, language="en")) == plain.found(
                query
            )

    same()


def test_it_shows_them_in_the_order_of_a_plain_search(filled: None) -> None:
    plain = plain_search()
    order = {language: [it.iso2 for it in states(language)] for language in ("en", "ru")}
    state_of = {it.number: it.state for it in corpus.RECORDS}

    @A_LOT
    @given(questions(), st.sampled_from(["en", "ru"]))
    def same(query: Query, language: str) -> None:
        if not query.words or plain.with_words(query):
            found = queries.numbers_found(catalogue_now(), query, language=language)
            assert list(found) == sorted(
                found,
                key=lambda it: (
                    plain.place(it, query),
                    order[language].index(state_of[it]),
                    it,
                ),
            )

    same()


def test_each_count_is_the_length_of_the_list_it_leads_to(filled: None) -> None:
    @A_FEW
    @given(questions())
    def same(query: Query) -> None:
        results = queries.search(catalogue_now(), query, 1, language="en")
        assert results.page.total == len(
            queries.numbers_found(catalogue_now(), query, language="en")
        )
        for counted in results.facets:
            for value, count in counted.counts:
                there = results.query.having(counted.facet, (value,))
                if results.instead:
                    there = Query(query.words, there.state, there.chosen)
                assert count == len(queries.numbers_found(catalogue_now(), there, language="en")), (
                    there,
                    value,
                )

    same()
