"""The description of the addresses for programs is valid, and the answers are what it promises."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
import schemathesis
from flask import Flask
from jsonschema import Draft202012Validator
from schemathesis.engine import events
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from werkzeug.serving import make_server

from cna_directory.access.guard import POLICIES
from cna_directory.accounts import programs
from cna_directory.accounts.standing import Scope
from cna_directory.api.declaring import ENDPOINTS, ROOT
from cna_directory.api.document import document, path_of, scope_for
from tests.features.accounts.visitors import browser_at
from tests.features.api.conftest import Ask, fill

pytestmark = pytest.mark.filled(by=fill)

EXAMPLES = 25

ASKED = {
    "/states": ["/states"],
    "/states/{iso2}": ["/states/FR", "/states/VA"],
    "/request-types": ["/request-types"],
    "/instruments": ["/instruments"],
    "/coverage": ["/coverage"],
    "/authorities": ["/authorities", "/authorities?limit=1", "/authorities?q=nobody+at+all"],
    "/authorities/{number}": ["/authorities/9001", "/authorities/9003"],
    "/authorities/{number}/cards": ["/authorities/9001/cards", "/authorities/9003/cards"],
    "/cards": ["/cards", "/cards?state=KE&limit=1"],
    "/answers/{iso2}/{request_type}": [
        "/answers/FR/mla",
        "/answers/KE/mla",
        "/answers/KE/mla?stage=trial",
        "/answers/FR/extradition",
    ],
}
"""Addresses to ask of each path of the description."""


def schema_for(name: str) -> dict[str, object]:
    """Return a schema of the description that a validator can use alone."""
    return {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}


def test_it_is_a_valid_description() -> None:
    found = json.loads(json.dumps(document()))
    OPENAPI_31_VALIDATOR.validate(found)
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_each_route_for_programs_is_described_and_nothing_else(app: Flask) -> None:
    routes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if (policy := POLICIES.get(rule.endpoint)) and policy.for_programs
    }
    assert routes == {f"{ROOT}{e.rule}" for e in ENDPOINTS} | {f"{ROOT}/openapi.json"}
    below = {r.rule for r in app.url_map.iter_rules() if r.rule.startswith(ROOT)}
    assert below == routes
    assert set(document()["paths"]) == {path_of(e) for e in ENDPOINTS} == set(ASKED)


def test_what_it_says_of_scopes_is_what_routes_need() -> None:
    for declared in ENDPOINTS:
        assert POLICIES[f"api.{declared.name}"].needs is declared.needs
        words = document()["paths"][path_of(declared)]["get"]["description"]
        assert f"Scope: `{scope_for(declared.needs)}`." in words
    assert {scope_for(e.needs) for e in ENDPOINTS} == set(Scope)


@pytest.mark.parametrize("path", ASKED)
def test_answers_are_what_it_promises(ask: Ask, path: str) -> None:
    (declared,) = (e for e in ENDPOINTS if path_of(e) == path)
    validator = Draft202012Validator(schema_for(declared.answer.__name__))
    for address in ASKED[path]:
        answer = ask(address)
        assert answer.status_code == 200, (address, answer.text)
        validator.validate(answer.json)


@pytest.mark.parametrize("path", ["/nothing", "/authorities?limit=0", "/authorities/1"])
def test_refusals_are_what_it_promises(ask: Ask, path: str) -> None:
    validator = Draft202012Validator(schema_for("Problem"))
    validator.validate(ask(path).json)
    validator.validate(ask(path, shown="nothing").json)


def test_anybody_may_read_the_description(app: Flask) -> None:
    answer = browser_at(app).get(f"{ROOT}/openapi.json")
    assert (answer.status_code, answer.json) == (200, json.loads(json.dumps(document())))


@pytest.fixture
def served(directory: Flask) -> Iterator[str]:
    """Serve the directory on the loopback address; yield where."""
    server = make_server("127.0.0.1", 0, directory, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_that_is_asked_breaks_a_promise(
    served: str, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made-up requests of every kind, good and bad, with all checks of schemathesis."""
    monkeypatch.setattr(programs, "MOST_A_MINUTE", 10**9)
    monkeypatch.setattr(programs, "MOST_A_DAY", 10**9)
    monkeypatch.setattr(programs, "UNKNOWN_TOKENS", replace(programs.UNKNOWN_TOKENS, most=10**9))
    schema = schemathesis.openapi.from_url(f"{served}{ROOT}/openapi.json")
    schema.config.update(headers={"Authorization": f"Bearer {token}"}, workers=1)
    schema.config.generation.update(max_examples=EXAMPLES, deterministic=True, database="none")
    schema.config.phases.update(phases=["examples", "coverage", "fuzzing"])
    asked, broken = 0, []
    for event in schemathesis.engine.from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.cases)
            for checks in event.recorder.checks.values():
                broken += [f"{c.name}: {c.failure_info}" for c in checks if c.failure_info]
        assert not isinstance(event, events.FatalError | events.NonFatalError), event
    assert broken == []
    assert asked > EXAMPLES * len(ENDPOINTS)
