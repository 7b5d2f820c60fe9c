"""What programs are answered: pages of lists, tags, refusals in sentences, nothing hidden."""

from datetime import timedelta

import pytest
import time_machine

from cna_directory import clock
from cna_directory.accounts.standing import Scope
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.api.conftest import HIDDEN, fill, token_of

pytestmark = pytest.mark.filled(by=fill)


def all_pages(ask, path, limit):
    """Read a list to its end; return the pages."""
    pages = [ask(f"{path}?limit={limit}").json]
    while pages[-1]["next_cursor"]:
        pages.append(ask(f"{path}?limit={limit}&cursor={pages[-1]['next_cursor']}").json)
    return pages


@pytest.mark.parametrize("limit", [1, 7, 30, 100])
def test_paging_gives_each_authority_once(ask, limit):
    pages = all_pages(ask, "/authorities", limit)
    numbers = [item["number"] for page in pages for item in page["items"]]
    assert numbers == [9001, 9002, 9003, 9004, *range(9101, 9127)]
    assert {page["total"] for page in pages} == {30}


def test_paging_goes_on_where_it_was_when_records_come(ask):
    first = ask("/authorities?limit=10").json
    seed(a_record(9000, "AT"), a_record(9999, "AT"))
    rest = ask(f"/authorities?limit=100&cursor={first['next_cursor']}").json
    numbers = [item["number"] for item in (*first["items"], *rest["items"])]
    assert len(numbers) == len(set(numbers))
    assert numbers[-1] == 9999


def test_facets_and_words_narrow_the_list(ask):
    assert [i["number"] for i in ask("/authorities?state=KE").json["items"]] == [9003, 9004]
    found = ask("/authorities?request_type=extradition").json["items"]
    assert [i["number"] for i in found] == [9002]
    found = ask("/authorities?request_type=extradition&request_type=mla&state=DE").json["items"]
    assert [i["number"] for i in found] == [9002]
    assert [i["number"] for i in ask("/authorities?q=authority+9102").json["items"]] == [9102]
    assert ask("/authorities?q=").json["total"] == 30


def test_a_record_and_its_cards_hold_nothing_hidden(ask):
    answers = [
        ask("/authorities/9001"),
        ask("/authorities/9001/cards"),
        ask("/cards?state=FR"),
        ask("/answers/FR/mla"),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert "desk@justice.example" in answer.text
        assert HIDDEN not in answer.text
        assert "Hidden desk" not in answer.text


def test_cards_are_those_of_the_types_asked_for(ask):
    both = ask("/authorities/9002/cards").json["items"]
    assert {card["request_type"]["code"] for card in both} == {"mla", "extradition"}
    one = ask("/cards?state=DE&request_type=extradition").json["items"]
    assert [card["request_type"]["code"] for card in one] == ["extradition"]


def test_an_answer_names_the_authority_or_the_question_that_is_open(ask):
    answer = ask("/answers/FR/mla?from=DE").json
    assert answer["outcome"] == "one"
    assert [it["number"] for it in answer["receivers"]] == [9001]
    assert answer["requesting_state"] == "DE"
    assert answer["receivers"][0]["cards"][0]["record_number"] == 9001
    answer = ask("/answers/KE/mla").json
    assert answer["requesting_state"] == "FR"  # Of the account.
    question = answer["question"]
    assert question["parameter"] == "stage"
    assert "trial" in question["values"]
    answer = ask("/answers/KE/mla?stage=trial").json
    assert [it["number"] for it in answer["receivers"]] == [9003]
    nobody = ask("/answers/FR/extradition").json
    assert (nobody["receivers"], nobody["nobody"]["other_types"]) == ([], ["mla"])


def test_an_answer_that_does_not_hold_for_every_case_says_for_which(ask):
    assert ask("/answers/FR/mla").json["gaps"] == []
    seed(a_record(9990, "DK", designations=(a_designation(territory="GL"),)))
    gap = {"parameter": "territory", "covered": ["GL"], "open": ["none-of-these"]}
    assert ask("/answers/DK/mla").json["gaps"] == [gap]
    assert ask("/answers/DK/mla?territory=GL").json["gaps"] == []


def test_coverage_counts_by_state_and_type(ask):
    found = {it["state"]: it["authorities"] for it in ask("/coverage").json["items"]}
    assert (found["BR"], found["KE"], found["ZW"]) == ({"mla": 26}, {"mla": 2}, {})


def test_states_and_treaties(ask):
    assert len(ask("/states").json["items"]) == 197
    found = ask("/states/FR").json
    assert found["state"]["names"]["es"] == "Francia"
    assert next(t for t in found["treaties"] if t["instrument"] == "UNTOC")["is_party"]
    assert ask("/instruments").json["items"][0]["code"] == "UNTOC"
    assert "mla" in {it["code"] for it in ask("/request-types").json["items"]}


PATHS = [
    "/states",
    "/states/FR",
    "/request-types",
    "/instruments",
    "/coverage",
    "/authorities",
    "/authorities/9001",
    "/authorities/9001/cards",
    "/cards?state=FR",
    "/answers/FR/mla",
    "/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_what_a_program_has_is_not_sent_again_while_it_holds(ask, path):
    first = ask(path)
    assert first.headers["ETag"].startswith('"')
    assert first.headers["Cache-Control"] == "no-store"
    again = ask(path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    head = ask(path, "HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]


def test_a_tag_changes_with_the_content_and_not_with_who_asks(directory, ask):
    tag = ask("/authorities?state=FR").headers["ETag"]
    other = token_of(directory, an_account(directory, "b@mission.example"), Scope.DIRECTORY)
    assert ask("/authorities?state=FR", shown=other).headers["ETag"] == tag
    seed(a_record(9200, "FR"))
    assert ask("/authorities?state=FR", If_None_Match=tag).status_code == 200


def test_a_card_has_the_same_tag_all_day(ask):
    with time_machine.travel(clock.now().replace(hour=0, minute=1)):
        tag = ask("/cards?state=FR").headers["ETag"]
        with time_machine.travel(clock.now() + timedelta(hours=23)):
            assert ask("/cards?state=FR", If_None_Match=tag).status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/authorities?limit=0", 400, "limit"),
        ("/authorities?limit=101", 400, "limit"),
        ("/authorities?limit=-1", 400, "limit"),
        ("/authorities?limit=٣", 400, "limit"),
        ("/authorities?limit=" + "9" * 5000, 400, "limit"),
        ("/authorities?limit=5&limit=6", 400, "limit"),
        ("/authorities?cursor=%00", 400, "cursor"),
        ("/authorities?cursor=9001%0A", 400, "cursor"),
        ("/authorities?cursor=-1", 400, "cursor"),
        ("/authorities?q=" + "x" * 201, 400, "q"),
        ("/authorities?state=France", 400, "state"),
        ("/authorities?state=FR%0A", 400, "state"),
        ("/authorities?channel=pigeon", 400, "channel"),
        ("/authorities?page=-1", 400, "page"),
        ("/states?lang=ar", 400, "lang"),
        ("/answers/FR/mla?territory=" + "x" * 201, 400, "territory"),
        ("/authorities?" + "&".join(["language=en"] * 21), 400, "language"),
        ("/authorities?access_token=x", 400, "access_token"),
    ],
)
def test_what_is_of_no_use_is_named_with_a_sentence(ask, path, status, parameter):
    answer = ask(path)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"] == "Bad Request"
    assert [error["parameter"] for error in answer.json["errors"]] == [parameter]
    assert all(error["detail"].endswith(".") for error in answer.json["errors"])


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/",
        "",
        "/states/ZZ",
        "/states/fr",
        "/states/F%00",
        "/states/" + "F" * 3000,
        "/authorities/1",
        "/authorities/0",
        "/authorities/-1",
        "/authorities/99999999999999999999",
        "/authorities/1%00",
        "/authorities/1/cards",
        "/authorities?state=ZZ",
        "/authorities?request_type=nothing",
        "/answers/FR/nothing",
        "/answers/FR/%00",
        "/answers/ZZ/mla",
        "/answers/FR/mla?from=ZZ",
    ],
)
def test_what_does_not_exist_is_told_as_a_problem(ask, path):
    answer = ask(path)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404


@pytest.mark.parametrize("text", ["%00", "%", "_", "'", "%F0%9F%92%A9", "a%00b", "%ED%A0%80", "*"])
def test_no_words_are_an_error(ask, text):
    assert ask(f"/authorities?q={text}").status_code == 200
    assert ask(f"/answers/FR/mla?offence={text}").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(ask, method):
    answer = ask("/states", method)
    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Allow"] == "GET, HEAD"


def test_a_token_for_reference_data_reads_no_record(directory, ask):
    narrow = token_of(directory, an_account(directory, "b@mission.example"), Scope.REFERENCE)
    for path in PATHS:
        status = ask(path, shown=narrow).status_code
        is_reference = path.startswith(
            ("/states", "/request-types", "/instruments", "/coverage", "/openapi")
        )
        assert status == (200 if is_reference else 403), path


def test_lists_count_as_many_as_they_hold(directory, ask):
    pages = directory.extensions["pages_being_read"]
    account_id = next(iter(pages._numbers), (0, None))[0] or 1
    before = pages.pending(account_id, clock.today())
    ask("/authorities?state=BR")
    ask("/authorities/9001")
    ask("/authorities/1")
    assert pages.pending(account_id, clock.today()) - before == 25 + 1 + 1


def test_the_page_for_people_explains_each_address(directory):
    reader = browser_at(directory)
    reader.let_in(an_account(directory))
    page = reader.get("/api")
    assert page.status_code == 200
    for path in ("/api/v1/authorities/{number}", "/api/v1/answers/{iso2}/{request_type}"):
        assert path in page.text
    assert browser_at(directory).get("/api").status_code == 303
