"""Nothing reaches the database but through an operation, and every operation leaves its link."""

import threading
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import create_engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from cna_directory.access import grants
from cna_directory.access.actors import SEEDER, VISITOR
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditEntry, AuditOperation, PersonalValue
from cna_directory.authorities.models import Authority, Telephone
from cna_directory.authorities.record import ContactPoint
from cna_directory.authorities.record import Telephone as PlainTelephone
from cna_directory.database import db
from cna_directory.errors import AccessRefused, UnrecordedChange
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.reference.models import State
from tests.builders import a_record, seed, words


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def rename_state(actor: object, state: State, name: str) -> None:
    state.names = {**state.names, "en": name}
    note(subject=f"state/{state.iso2}")


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def run_inside(actor: object, act: object) -> None:
    act()


def last_entries() -> list[AuditEntry]:
    return list(
        db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.operation_number == chain.head().number)
            .order_by(AuditEntry.position)
        )
    )


def test_a_change_outside_an_operation_raises(app: Flask) -> None:
    db.session.get_one(State, "FR").names = {"en": "Elsewhere"}
    with pytest.raises(UnrecordedChange):
        db.session.commit()


@pytest.mark.parametrize(
    "statement",
    [
        update(State).values(region="x"),
        delete(Telephone),
        insert(State.__table__).values(iso2="XX"),
        update(State.__table__).values(region="x"),
        text("UPDATE state SET region = 'x'"),
        text("/* sly */ DELETE FROM state"),
        text("WITH gone AS (SELECT 1) DELETE FROM telephone"),
        text("DROP TABLE telephone"),
        text("SELECT 1; DELETE FROM telephone"),
        text("EXPLAIN ANALYZE DELETE FROM telephone"),
        text("WITH gone AS (/**/DELETE FROM telephone RETURNING 1) SELECT 1"),
    ],
)
def test_statements_that_bypass_the_session_are_refused(app: Flask, statement: object) -> None:
    with pytest.raises(UnrecordedChange):
        db.session.execute(statement)
    with pytest.raises(UnrecordedChange):
        run_inside(SEEDER, lambda: db.session.execute(statement))


def test_the_drivers_own_cursor_is_watched_too(app: Flask) -> None:
    with pytest.raises(UnrecordedChange):
        db.session.connection().exec_driver_sql("DELETE FROM telephone")


def test_a_change_is_recorded_with_old_and_new_value(app: Flask) -> None:
    rename_state(SEEDER, db.session.get_one(State, "FR"), "Sample State")
    (entry,) = last_entries()
    assert (entry.table_name, entry.row_key, entry.kind) == ("state", "FR", "changed")
    old, new = entry.changes["names"]
    assert (old["en"], new["en"]) == ("France", "Sample State")


def test_rows_that_a_cascade_removes_are_recorded(app: Flask) -> None:
    contact = ContactPoint(words("Desk"), telephones=(PlainTelephone("+999 1 555 0101"),))
    seed(a_record(contact_points=(contact,)))
    seed(a_record(contact_points=()))
    removed = {entry.table_name for entry in last_entries() if entry.kind == "removed"}
    assert removed == {"contact_point", "telephone"}


def test_a_failed_operation_leaves_nothing(app: Flask) -> None:
    before = chain.head()

    def fail() -> None:
        db.session.get_one(State, "FR").region = "x"
        db.session.flush()
        raise ValueError("the operation fails")

    with pytest.raises(ValueError, match="the operation fails"):
        run_inside(SEEDER, fail)
    assert chain.head() == before
    assert db.session.get_one(State, "FR").region == "Europe"


def test_an_operation_rests_on_what_the_database_holds_now(app: Flask) -> None:
    """Also where it follows another one, which leaves its objects loaded."""
    state = db.session.get_one(State, "FR")
    rename_state(SEEDER, state, "First")
    elsewhere = create_engine(db.engine.url)
    with elsewhere.begin() as connection:
        connection.execute(
            update(State.__table__).where(State.iso2 == "FR").values(names={"en": "Meanwhile"})
        )
    elsewhere.dispose()
    rename_state(SEEDER, state, "Last")
    (entry,) = last_entries()
    assert entry.changes["names"] == [{"en": "Meanwhile"}, {"en": "Last"}]


def test_nothing_but_the_doorway_commits(app: Flask) -> None:
    def commit() -> None:
        db.session.get_one(State, "FR").region = "x"
        db.session.commit()

    before = chain.head()
    with pytest.raises(UnrecordedChange):
        run_inside(SEEDER, commit)
    assert chain.head() == before
    assert db.session.get_one(State, "FR").region == "Europe"


def test_what_is_undone_leaves_no_entry(app: Flask) -> None:
    def undo() -> None:
        db.session.get_one(State, "FR").region = "x"
        db.session.flush()
        db.session.rollback()

    def undo_a_part() -> None:
        with db.session.begin_nested():
            db.session.get_one(State, "FR").region = "x"

    run_inside(SEEDER, undo)
    assert last_entries() == []
    with pytest.raises(UnrecordedChange):
        run_inside(SEEDER, undo_a_part)


def test_a_flush_that_failed_opens_no_way_past_the_trail(app: Flask) -> None:
    def fail_and_go_on() -> None:
        db.session.add(Telephone(number="1"))
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()
        db.session.execute(update(State.__table__).values(region="x"))

    with pytest.raises(UnrecordedChange):
        run_inside(SEEDER, fail_and_go_on)


def test_operations_do_not_nest(app: Flask) -> None:
    with pytest.raises(UnrecordedChange):
        run_inside(SEEDER, lambda: seed(a_record()))


def test_an_operation_asks_for_the_capability_again(app: Flask) -> None:
    before = chain.head()
    with pytest.raises(AccessRefused):
        rename_state(VISITOR, db.session.get_one(State, "FR"), "Elsewhere")
    assert chain.head() == before


def test_bookkeeping_may_not_touch_recorded_tables(app: Flask) -> None:
    def rename() -> None:
        db.session.get_one(State, "FR").region = "x"

    with pytest.raises(UnrecordedChange), bookkeeping():
        rename()


def test_an_action_must_say_its_details(app: Flask) -> None:
    @operation(Action.EDITION_FAILED, needs=Capability.LOAD_SEEDS)
    def say_nothing(actor: object) -> None:
        """Forget the details."""

    with pytest.raises(RuntimeError, match="details"):
        say_nothing(SEEDER)


def test_personal_values_stand_apart_from_the_chain_and_can_be_erased(app: Flask) -> None:
    person = "Ekaterine Sample"
    seed(a_record(contact_points=(ContactPoint(words("Desk"), person_name=person),)))
    chained = [e.changes for e in db.session.scalars(select(AuditEntry))]
    assert person not in str(chained)
    assert person in db.session.scalars(select(PersonalValue.value)).all()
    with bookkeeping():
        db.session.execute(delete(PersonalValue))
    assert chain.verify() is None


def test_the_trail_names_the_address_only_as_a_commitment(app: Flask) -> None:
    seed(a_record())
    actor = replace(SEEDER, remote_address="198.51.100.7")
    rename_state(actor, db.session.get_one(State, "FR"), "Elsewhere")
    last = db.session.get_one(AuditOperation, chain.head().number)
    assert "198.51.100.7" not in str(last.details)
    assert "personal" in last.details["remote_address"]


def test_parallel_operations_make_one_unbroken_chain(app: Flask) -> None:
    before = chain.head().number
    failures: list[Exception] = []

    def work(code: str) -> None:
        with app.app_context():
            try:
                for turn in range(5):
                    rename_state(SEEDER, db.session.get_one(State, code), f"Sample {turn}")
            except Exception as error:  # noqa: BLE001 - shown by the assertion below.
                failures.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work, args=(code,)) for code in ("FR", "DE", "KE", "PE")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert failures == []
    assert chain.head().number == before + 20
    assert chain.verify() is None


def test_the_authority_row_shows_what_was_written(app: Flask) -> None:
    seed(a_record())
    assert db.session.get_one(Authority, 9001).name == words("Sample Authority 9001")


def test_bounds_hold_for_a_subject_that_is_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_france = grants.to(Role.SEEDER, within=lambda actor, state: state.iso2 == "FR")
    monkeypatch.setitem(grants.GRANTS, Capability.LOAD_SEEDS, only_france)
    rename_state(SEEDER, state=db.session.get_one(State, "FR"), name="Sample State")
    with pytest.raises(AccessRefused):
        rename_state(SEEDER, state=db.session.get_one(State, "DE"), name="Sample State")
