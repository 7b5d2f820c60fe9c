"""Migrations lead to the models, with rows in the tables, on both engines."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, inspect, select

from cna_directory import migrating
from cna_directory.accounts.models import Account, OneTimeLink, UserSession
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit import chain
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.queries import authority_record
from cna_directory.database import Base, db
from cna_directory.reference.queries import catalogue_stamp
from tests.builders import a_record, seed
from tests.conftest import make_settings, running


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


def test_accounts_made_before_second_factors_are_kept_and_sign_in_again(
    database_url: str, tmp_path: Path
) -> None:
    migrating.downgrade(database_url, "0001")
    on = "2026-06-01 08:00:00"
    with migrating.open_connection(database_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO account (id, email, post_title, organisation, role, language,"
            " is_subscriber, status, password_hash, created_at, activated_at) VALUES (1,"
            " 'reader@mission.example', 'Legal adviser', 'Permanent Mission', 'reader', 'en',"
            f" true, 'active', 'a hash', '{on}', '{on}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO user_session (id, token_hash, account_id, created_at, last_seen_at,"
            f" remote_address, user_agent) VALUES (1, 'x', 1, '{on}', '{on}', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO one_time_link (id, purpose, token_hash, account_id, made_at, expires_at)"
            f" VALUES (1, 'activate', 'y', 1, '{on}', '{on}')"
        )
    migrating.upgrade(database_url)
    with running(make_settings(database_url, tmp_path)):
        account = db.session.get_one(Account, 1)
        assert (account.email, account.terms_version) == ("reader@mission.example", "")
        assert account.status is AccountStatus.ACTIVE
        assert db.session.scalars(select(UserSession)).all() == []
        assert db.session.get_one(OneTimeLink, 1).account is account


def test_records_written_before_the_catalogue_are_found_after_it(
    database_url: str, tmp_path: Path
) -> None:
    with running(make_settings(database_url, tmp_path)):
        seed(a_record())
    migrating.downgrade(database_url, "0002")
    migrating.upgrade(database_url)
    with running(make_settings(database_url, tmp_path)):
        stamp = catalogue_stamp()
        assert authority_record(9001).record == a_record()
        seed(a_record(9002))
        assert catalogue_stamp() > stamp
        assert chain.verify() is None


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_is_made_by_the_migrations(migrated_sqlite: Path, table: str) -> None:
    engine = create_engine(f"sqlite:///{migrated_sqlite}")
    assert inspect(engine).has_table(table)
    engine.dispose()
