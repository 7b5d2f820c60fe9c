"""Everybody gets everywhere the answer that the reviewed file says, and no other."""

import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cna_directory.access.actors import VISITOR as VISITOR_ACTOR
from cna_directory.access.grants import has_role_for
from cna_directory.access.guard import POLICIES
from tests.access.directory import (
    FOCAL,
    FOREIGN,
    HALF,
    KINDS,
    PROGRAM,
    SUSPENDED,
    VISITOR,
    Directory,
    a_directory,
)
from tests.access.matrix import Cell, as_text, cells
from tests.features.accounts.visitors import TOKEN

REVIEWED = Path(__file__).with_name("matrix.txt")
AGAIN = "look at each changed word, then: .venv/bin/python -m tests.access.matrix > "


@pytest.fixture(scope="module")
def directory(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Directory]:
    with a_directory(migrated_sqlite, tmp_path_factory.mktemp("matrix")) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(directory: Directory) -> dict[Cell, str]:
    return dict(cells(directory))


def test_every_answer_is_as_reviewed(found: dict[Cell, str], capsys) -> None:
    paths = {path for path, _, _, _ in found}
    with capsys.disabled():
        sys.stdout.write(f"\n{len(found):,} cells of {len(paths)} addresses answered\n")
    written, now = REVIEWED.read_text().splitlines(), as_text(found).splitlines()
    changed = list(difflib.unified_diff(written, now, "reviewed", "found", lineterm="", n=3))
    assert changed == [], "\n".join([*changed, AGAIN + str(REVIEWED)])


def test_no_answer_is_a_fault_of_ours(found: dict[Cell, str]) -> None:
    assert [cell for cell, word in found.items() if word.startswith("5")] == []


def test_every_declared_route_is_in_it(directory: Directory, found: dict[Cell, str]) -> None:
    paths = {path for path, _, _, _ in found}
    rules = directory.app.url_map.iter_rules()
    assert {rule.endpoint for rule in rules if rule.rule in paths} == {*POLICIES, "static"}


def test_whoever_is_not_fully_in_is_a_visitor(found: dict[Cell, str]) -> None:
    """Neither a password alone nor the cookie of a suspended account opens anything."""
    of_the_half_way = re.compile("/sign-in/|/set-up/|/recovery|/second-factor")
    for (path, variant, method, kind), word in found.items():
        if kind == SUSPENDED or (kind == HALF and not of_the_half_way.search(path)):
            as_visitor = found[path, variant, method, VISITOR]
            assert word == as_visitor, (path, variant, method, kind)


def test_a_visitor_opens_nothing_but_what_is_public(
    directory: Directory, found: dict[Cell, str]
) -> None:
    closed = {
        rule.rule: rule.methods
        for rule in directory.app.url_map.iter_rules()
        if (policy := POLICIES.get(rule.endpoint)) and not has_role_for(VISITOR_ACTOR, policy.needs)
    }
    answers = {
        found[cell] for cell in found if cell[3] == VISITOR and cell[2] in closed.get(cell[0], ())
    }
    assert answers == {"sign-in", "401"}


def test_a_program_opens_what_is_for_programs_and_what_is_public_and_people_the_rest(
    directory: Directory, found: dict[Cell, str]
) -> None:
    """A token is no cookie and a cookie no token: neither opens what is for the other."""
    for rule in directory.app.url_map.iter_rules():
        policy = POLICIES.get(rule.endpoint)
        if policy is None:
            continue
        for cell in [c for c in found if c[0] == rule.rule and c[2] in (rule.methods or ())]:
            if policy.for_programs and cell[3] not in {PROGRAM, VISITOR}:
                assert found[cell] == found[*cell[:3], VISITOR], cell
            if not policy.for_programs and cell[3] == PROGRAM:
                assert found[cell] == found[*cell[:3], VISITOR], cell


def test_methods_are_not_listed_to_anybody(directory: Directory) -> None:
    for address in ("/", "/account", "/static/cna.css", "/nothing"):
        for method in ("OPTIONS", "TRACE"):
            with directory.ask(VISITOR, method, address) as answer:
                assert answer.status_code in {404, 405}, address
                assert "Allow" not in answer.headers, address


def test_what_is_anothers_answers_as_what_is_not_there(
    directory: Directory, found: dict[Cell, str]
) -> None:
    """Status, page and headers alike, so that nobody learns which numbers there are."""
    compared = 0
    for rule in directory.app.url_map.iter_rules():
        variants = directory.variants(rule)
        if "absent" not in variants or rule.endpoint == "static":
            continue
        for method in sorted(rule.methods & {"GET", "POST"}):
            for kind in KINDS:
                for variant in variants:
                    if variant != "absent" and found[rule.rule, variant, method, kind] == "404":
                        there = _answer(directory, rule, variant, method, kind)
                        missing = _answer(directory, rule, "absent", method, kind)
                        assert there == missing, (rule.rule, variant, method, kind)
                        compared += 1
    assert compared > 20


def _answer(directory: Directory, rule, variant: str, method: str, kind: str) -> tuple:
    address = directory.address(rule, variant, kind)
    form = directory.proof(kind) if method == "POST" else None
    with directory.ask(kind, method, address, form=form) as answer:
        page = TOKEN.sub("", answer.text).replace(address, "")
        headers = [h for h in answer.headers if h[0] not in {"Set-Cookie", "Content-Length"}]
        return answer.status_code, page, headers


def test_the_bound_of_a_state_holds_both_ways(directory: Directory, found: dict[Cell, str]) -> None:
    """There is at least one address that one focal point may open and another may not."""
    differing = [c for c in found if c[3] == FOCAL and found[c] != found[*c[:3], FOREIGN]]
    assert {found[*cell[:3], FOREIGN] for cell in differing} <= {"404"}
