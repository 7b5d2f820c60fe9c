"""Migrations lead to the models, with rows in the tables, on both engines."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, inspect, select

from cna_directory import migrating
from cna_directory.audit import chain
from cna_directory.authorities.models import Authority, Revision
from cna_directory.database import Base, db
from tests.builders import a_record, seed


def test_migrations_lead_to_the_models(database_url: str) -> None:
    assert migrating.differences(database_url) == []
    assert migrating.is_at_head(database_url)


def test_a_new_database_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "directory.sqlite"
    migrating.upgrade(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_missing_column_is_noticed(database_url: str) -> None:
    """The comparison above can fail."""
    with migrating.open_connection(database_url) as connection:
        connection.exec_driver_sql("ALTER TABLE authority DROP COLUMN acronym")
    assert "acronym" in str(migrating.differences(database_url))


def test_upgrading_again_keeps_every_row(app: Flask) -> None:
    seed(a_record())
    url = db.engine.url.render_as_string(hide_password=False)
    before = (chain.head(), db.session.scalar(select(func.count()).select_from(Revision)))
    db.session.remove()
    migrating.upgrade(url)
    assert (chain.head(), db.session.scalar(select(func.count()).select_from(Revision))) == before
    assert db.session.get_one(Authority, 9001).number == 9001
    assert chain.verify() is None


def test_the_first_migration_can_be_taken_back(database_url: str) -> None:
    migrating.downgrade(database_url, "base")
    engine = create_engine(database_url)
    left = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    assert left == set()
    assert not migrating.is_at_head(database_url)


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_is_made_by_the_migrations(migrated_sqlite: Path, table: str) -> None:
    engine = create_engine(f"sqlite:///{migrated_sqlite}")
    assert inspect(engine).has_table(table)
    engine.dispose()
