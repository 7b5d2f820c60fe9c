"""States are marked by whoever often writes to them, each account for itself."""

import pytest
from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.errors import AccessRefused, NotFound, RuleBroken
from cna_directory.finder.operations import MOST_STARS, star, unstar
from cna_directory.finder.queries import starred_states
from cna_directory.reference.queries import states
from tests.features.accounts.visitors import an_account


@pytest.fixture
def reader(app: Flask) -> Actor:
    account = an_account(app, "reader@mission.example", Role.READER)
    return Actor(Role.READER, account)


def test_a_star_is_set_once_and_taken_away_once(reader: Actor) -> None:
    for code in ("FR", "fr", "EG"):
        star(reader, code)
    assert starred_states(reader.account_id or 0) == ("EG", "FR")
    unstar(reader, "FR")
    unstar(reader, "FR")
    assert starred_states(reader.account_id or 0) == ("EG",)
    seen = db.session.execute(select(AuditOperation.action, AuditOperation.subject)).all()
    assert ("state.starred", "state/FR") in [tuple(it) for it in seen]
    assert ("state.unstarred", "state/FR") in [tuple(it) for it in seen]


def test_stars_are_those_of_one_account(app: Flask, reader: Actor) -> None:
    other = Actor(Role.READER, an_account(app, "other@mission.example", Role.READER))
    star(reader, "FR")
    unstar(other, "FR")
    assert starred_states(reader.account_id or 0) == ("FR",)
    assert starred_states(other.account_id or 0) == ()


def test_what_is_no_state_cannot_be_starred(reader: Actor) -> None:
    for code in ("", "XX", "FRA", "\x00\x00", "%_"):
        with pytest.raises(NotFound):
            star(reader, code)


def test_a_visitor_has_no_stars() -> None:
    with pytest.raises(AccessRefused):
        star(VISITOR, "FR")


def test_there_are_at_most_so_many_of_one_account(app: Flask, reader: Actor) -> None:
    codes = [it.iso2 for it in states("en")][: MOST_STARS + 1]
    star(Actor(Role.READER, an_account(app, "other@mission.example", Role.READER)), codes[0])
    for code in codes[:-1]:
        star(reader, code)
    with pytest.raises(RuleBroken, match="Take a mark from another one first"):
        star(reader, codes[-1])
    star(reader, codes[0])
    unstar(reader, codes[0])
    star(reader, codes[-1])
    assert len(starred_states(reader.account_id or 0)) == MOST_STARS
