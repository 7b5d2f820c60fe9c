"""Words that nobody has are taken for what they may have meant, and the page can say for what."""

from cna_directory.finder import queries
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.queries import Results
from cna_directory.finder.rules import Facet, Query


def asked(text: str, **chosen: str) -> Results:
    values = {Facet(facet): (value,) for facet, value in chosen.items()}
    query = queries.understood(catalogue_now(), text=text, chosen=values).query
    return queries.search(catalogue_now(), query, 1, language="en")


def found(results: Results) -> set[int]:
    return {it.number for it in results.authorities}


def test_the_nearest_words_are_used_and_told(filled: None) -> None:
    for text, instead, numbers in (
        ("prokurtura", ("prokuratura",), {9007}),
        ("minstero", ("ministero",), {9014}),
        ("parqeut bordaeux", ("parquet", "bordeaux"), {9012}),
        ("parquet bordaeux", ("bordeaux",), {9012}),
        ("прокуротура", ("прокуратура",), {9006}),
    ):
        results = asked(text)
        assert (results.instead, found(results)) == (instead, numbers), text


def test_of_words_as_near_the_commonest_is_used(filled: None) -> None:
    # One slip from "parquet", of which there are two, and from nothing else.
    results = asked("farquet")
    assert results.instead == ("parquet",)
    assert found(results) == {9012, 9015}


def test_what_is_right_is_left_alone(filled: None) -> None:
    assert asked("parquet").instead == ()
    assert asked("parq").instead == ()


def test_what_is_near_nothing_finds_nobody(filled: None) -> None:
    for text in ("qqqqqqqq", "xqz", "龘龘龘", "parquet qqqqqqqq"):
        results = asked(text)
        assert (results.page.total, results.instead, results.authorities) == (0, (), ()), text


def test_a_hidden_post_is_never_the_nearest_word(filled: None) -> None:
    assert asked("secrett").instead == ()
    assert asked("zebrahandlin").instead == ()


def test_a_slip_in_the_name_of_a_state_finds_the_state(filled: None) -> None:
    results = asked("Fracne")
    assert results.states == ("FR",)
    assert results.instead == ()
    assert found(results) == {9002, 9009, 9012}


def test_a_state_without_an_authority_is_offered_all_the_same(filled: None) -> None:
    for text in ("Holland", "Hollnad"):
        results = asked(text)
        assert results.states == ("NL",), text
        assert results.page.total == 0


def test_a_type_of_request_is_understood_where_nothing_else_matches(filled: None) -> None:
    for text, state, kind in (
        ("mla", "", "mla"),
        ("extradition", "", "extradition"),
        ("france extradition", "FR", "extradition"),
        ("Extradition China", "CN", "extradition"),
        ("mutual legal assistance Misr", "EG", "mla"),
        ("entraide judiciaire France", "FR", "mla"),
    ):
        query = asked(text).query
        assert (query.words, query.state) == ((), state), text
        assert query.values(Facet.REQUEST_TYPE) == (kind,), text
    assert found(asked("germany mla")) == {9010}


def test_a_slip_in_the_type_of_request_is_told(filled: None) -> None:
    results = asked("exradition")
    assert results.instead == ("extradition",)
    assert results.query.values(Facet.REQUEST_TYPE) == ("extradition",)
    assert found(asked("germny mla")) == {9010}


def test_what_was_chosen_beside_stays_chosen(filled: None) -> None:
    results = asked("extradition", region="Europe")
    assert results.query == Query(
        chosen=((Facet.REQUEST_TYPE, ("extradition",)), (Facet.REGION, ("Europe",)))
    )
    assert found(results) == {9002, 9010}
    assert found(asked("prokurtura", region="Africa")) == set()
