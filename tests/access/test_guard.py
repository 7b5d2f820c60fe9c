"""A route cannot be forgotten, and a visitor learns nothing about what lies behind it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from cna_directory.access import grants, guard
from cna_directory.access.actors import VISITOR, Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import POLICIES, GuardedBlueprint
from cna_directory.access.roles import Role
from cna_directory.errors import NotFound
from cna_directory.settings import Settings
from tests.conftest import running

PUBLIC = {
    Capability.ASK_FOR_ACCOUNT,
    Capability.VISIT,
    Capability.RECOVER_ACCOUNT,
    Capability.SIGN_IN,
    Capability.SEE_HEALTH,
    Capability.ACTIVATE_ACCOUNT,
    Capability.UNSUBSCRIBE,
    Capability.STOP_FOLLOWING,
}


@pytest.fixture
def blueprint() -> Iterator[GuardedBlueprint]:
    yield GuardedBlueprint("tried", __name__)
    for endpoint in [name for name in POLICIES if name.startswith("tried.")]:
        del POLICIES[endpoint]


def test_a_route_that_does_not_say_what_it_needs_is_an_error_at_import(
    blueprint: GuardedBlueprint,
) -> None:
    with pytest.raises(TypeError, match="needs"):
        blueprint.get("/open")(lambda: "open")
    with pytest.raises(TypeError, match="needs="):
        blueprint.add_url_rule("/open", view_func=lambda: "open")


def test_the_program_does_not_start_with_an_endpoint_nobody_declared(app: Flask) -> None:
    app.add_url_rule("/sly", "sly", lambda: "sly")
    with pytest.raises(RuntimeError, match="sly"):
        guard.seal(app)


def test_an_endpoint_that_slipped_in_later_is_refused(app: Flask) -> None:
    app.add_url_rule("/sly", "sly", lambda: "sly")
    assert app.test_client().get("/sly").status_code == 403


def test_every_capability_has_a_grant() -> None:
    assert set(grants.GRANTS) == set(Capability)


def test_every_endpoint_has_a_policy_and_every_policy_an_endpoint(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    assert endpoints == set(POLICIES)


def test_methods_that_a_route_does_not_name_are_refused(app: Flask) -> None:
    client = app.test_client()
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        assert client.open("/", method=method).status_code == 405


def test_role_comes_before_load(
    settings: Settings, blueprint: GuardedBlueprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outsider gets the same answer whether the number exists or not."""
    loaded: list[int] = []

    def thing(number: int) -> int:
        loaded.append(number)
        if number == 404:
            raise NotFound("There is no such thing.")
        return number

    blueprint.get("/things/<int:number>", needs=Capability.READ_DIRECTORY, subject=thing)(str)
    with running(settings) as application:
        application.register_blueprint(blueprint)
        client = application.test_client()
        answers = [client.get(f"/things/{number}") for number in (1, 404)]
    assert [a.status_code for a in answers] == [303, 303]
    assert loaded == []


def test_what_lies_out_of_bounds_does_not_exist(
    settings: Settings, blueprint: GuardedBlueprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Actor(Role.READER, account_id=1, state="FR")
    monkeypatch.setitem(
        grants.GRANTS,
        Capability.READ_DIRECTORY,
        grants.to(Role.READER, within=lambda actor, subject: actor.state == subject),
    )
    blueprint.get("/of/<state>", needs=Capability.READ_DIRECTORY, subject=lambda state: state)(
        lambda subject: subject
    )
    monkeypatch.setattr("cna_directory.accounts.sign_in.whoever_acts", lambda: own)
    with running(settings) as application:
        application.register_blueprint(blueprint)
        client = application.test_client()
        assert client.get("/of/FR").text == "FR"
        assert client.get("/of/DE").status_code == 404


def test_a_visitor_may_do_nothing_but_what_is_public() -> None:
    assert {c for c in Capability if grants.may(VISITOR, c)} <= PUBLIC | {Capability.SIGN_OUT}
