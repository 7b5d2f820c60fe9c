"""The trail as a file: whole or in part, without personal values, safe to open in a spreadsheet."""

import csv
import io
import json

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cna_directory.access.actors import Actor
from cna_directory.access.guard import POLICIES
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.text import guarded, unguarded
from cna_directory.trail import queries
from tests.features.accounts.visitors import TOKEN, Browser, an_account, browser_at, rows
from tests.features.trail.people import OFFICER, OFFICERS_ADDRESS, say

Officer = tuple[Actor, Browser]


def take(browser: Browser, file_format: str, asked: str = "") -> TestResponse:
    """Press the button of a format on the page of the trail."""
    found = TOKEN.search(browser.get("/desk/trail").text)
    assert found is not None
    return browser.post(
        f"/desk/trail/export{asked}",
        data={"csrf_token": found[1], "format": file_format},
        buffered=True,
    )


def exports(app: Flask) -> list[dict[str, object]]:
    found = rows(app, "SELECT details FROM audit_operation WHERE action = 'trail.exported'")
    return [json.loads(it[0]) if isinstance(it[0], str) else it[0] for it in found]


def test_json_lines_hold_the_whole_chain_and_prove_it(app: Flask, officer: Officer) -> None:
    answer = take(officer[1], "jsonl")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=trail-")
    assert answer.mimetype == "application/jsonl"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, chain.head().number + 1))
    assert lines[-1]["action"] == "trail.exported"
    assert lines[-1]["hash"] == chain.head().hash
    (said,) = exports(app)
    assert said["format"] == "jsonl"


def test_personal_values_are_only_committed_to(officer: Officer) -> None:
    for file_format in ("jsonl", "csv"):
        text = take(officer[1], file_format).text
        assert OFFICER not in text
        assert OFFICERS_ADDRESS not in text
        assert '"personal"' in text.replace('""', '"')


def test_the_file_holds_what_the_page_is_set_to_and_the_trail_says_what(
    app: Flask, officer: Officer
) -> None:
    actor, browser = officer
    say(actor, "authority/9001")
    one = chain.head().number
    asked = f"?subject=authority/9001&who={actor.account_id}&action=link.made&from_day=2020-01-01"
    table = list(csv.DictReader(io.StringIO(take(browser, "csv", asked).text)))
    assert [row["number"] for row in table] == [str(one)]
    (said,) = exports(app)
    del said["remote_address"]
    assert said == {
        "format": "csv",
        "about": "authority/9001",
        "by_account": actor.account_id,
        "actions": "link.made",
        "from_day": "2020-01-01",
    }


def test_it_is_recorded_before_the_first_byte(
    app: Flask, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is cut off at the first byte has taken it along all the same."""

    def break_off(asked):
        raise OSError("the line is cut")

    monkeypatch.setattr(queries, "exported", break_off)
    assert take(officer[1], "csv").status_code == 500
    assert len(exports(app)) == 1


def test_without_proof_or_right_or_sense_nothing_is_taken(app: Flask, officer: Officer) -> None:
    browser = officer[1]
    assert browser.post("/desk/trail/export", data={"format": "csv"}).status_code == 400
    assert take(browser, "csv", "?who=somebody").status_code == 422
    assert browser.get("/desk/trail/export").status_code in {404, 405}
    reader = browser_at(app)
    reader.let_in(an_account(app))
    assert reader.send("/account/events", "/desk/trail/export", format="csv").status_code == 403
    assert exports(app) == []


def test_an_administrator_may_take_it_too(app: Flask) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, "a@secretariat.example", Role.ADMINISTRATOR))
    assert take(browser, "jsonl").status_code == 200


def test_it_asks_for_the_second_factor_again() -> None:
    assert POLICIES["trail.export"].is_fresh


FORMULAS = [
    "=1+1",
    "+999 1 555 0100",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "'quoted",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_begins_as_a_formula_and_each_can_be_read_back(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "2026-11-22T10:00:00+00:00", "1 =", "account/12", "ولد"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


def test_formulas_in_the_trail_are_guarded_in_the_file(officer: Officer) -> None:
    actor, browser = officer
    say(actor, "=HYPERLINK(1)", telephone="+999 1 555 0100")
    written = take(browser, "csv", "?action=link.made").text
    (row,) = csv.DictReader(io.StringIO(written))
    assert row["subject"] == "'=HYPERLINK(1)"
    assert json.loads(row["details"])["telephone"] == "+999 1 555 0100"
    assert row["happened_at"][:4].isdigit()
