"""Forms filled in from a record, and everything as files with their schema."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, ValidationError
from pypdf import PdfReader
from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.audit.models import AuditOperation
from cna_directory.authorities import record as r
from cna_directory.authorities.rules import LONGEST_TEXT
from cna_directory.commands import main
from cna_directory.database import db
from cna_directory.exchange import queries
from cna_directory.exchange.routes.forms import WRITERS
from cna_directory.settings import Settings
from publish.forms import UpdateForm
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.exchange.test_imports import HIDDEN
from tests.web.checking import problems_with_page

Run = Callable[..., tuple[int, str]]
PROFILE = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP), general_note=words("Note"))


@pytest.fixture
def run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return what runs a command as an operator types it."""
    monkeypatch.setenv("CNA_MODE", "demonstration")
    monkeypatch.setenv("CNA_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CNA_DATA_DIR", str(settings.data_folder))
    monkeypatch.setenv("CNA_SECRET_KEY", settings.secret_key)

    def run(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def operations_named(action: str) -> list[AuditOperation]:
    """Return what the trail has of one kind."""
    asked = select(AuditOperation).where(AuditOperation.action == action)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


def test_a_reader_takes_the_form_of_an_authority_along(app: Flask) -> None:
    """Filled in, without what only the secretariat sees, and recorded like a card."""
    with app.app_context():
        seed(a_record(contact_points=(HIDDEN,)))
    browser = browser_at(app)
    browser.let_in(an_account(app))
    assert not problems_with_page(browser.get("/forms"))
    blank = browser.get("/forms/update.rtf?language=fr")
    assert blank.data.startswith(b"{\\rtf1")
    assert browser.get("/forms/update.pdf?language=xx").status_code == 404
    filled = browser.get("/authorities/9001/form.pdf?language=es")
    fields = PdfReader(io.BytesIO(filled.data)).get_fields() or {}
    assert fields["name"]["/V"] == "Sample Authority 9001"
    assert fields["telephones"]["/V"] == "+999 1 555 0100"
    assert fields["request_types_mla"]["/V"] == "/Yes"
    assert fields["channels_normal_1"]["/V"] == "/Yes"
    table = browser.get("/authorities/9001/form.csv").text
    assert "office9001@justice.example" in table
    assert "555 0777" not in table + "".join(str(it.get("/V")) for it in fields.values())
    with app.app_context():
        taken = operations_named("records.taken_along")
        assert [it.details["format"] for it in taken] == ["pdf", "csv"]


def test_a_record_of_the_longest_texts_has_its_form(app: Flask) -> None:
    """Each type of request with a text as long as it may be: all of them are in it."""
    long = {
        request_type: " ".join(f"{request_type}{number:05}" for number in range(3000))[
            :LONGEST_TEXT
        ]
        for request_type in ("mla", "extradition", "transfer")
    }
    designations = tuple(
        a_designation(
            request_type,
            requirement=r.LegalRequirement(
                request_type, items=(r.RequirementItem(r.RequirementPart.INFORMATION, words(text)),)
            ),
        )
        for request_type, text in long.items()
    )
    with app.app_context():
        seed(a_record(designations=designations))
    browser = browser_at(app)
    browser.let_in(an_account(app))
    filled = browser.get("/authorities/9001/form.pdf")
    assert filled.status_code == 200
    fields = PdfReader(io.BytesIO(filled.data)).get_fields() or {}
    parts = [it for name, it in fields.items() if name.split("_part_")[0] == "information"]
    said = "".join(str(it["/V"]) for it in parts)
    assert len(parts) > len(long)
    assert all(text in said for text in long.values())


def test_a_form_that_cannot_be_made_is_not_taken(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trail says what left the house, and no more."""

    def break_down(form: UpdateForm) -> bytes:
        message = f"no form in {form.language}"
        raise RuntimeError(message)

    with app.app_context():
        seed(a_record())
    browser = browser_at(app)
    browser.let_in(an_account(app))
    monkeypatch.setitem(WRITERS, "pdf", (break_down, "application/pdf"))
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert browser.get("/authorities/9001/form.pdf").status_code == 500
    with app.app_context():
        assert not operations_named("records.taken_along")


def test_an_officer_takes_everything_along(app: Flask) -> None:
    """Zipped with what explains it; the JSON is as its schema says; the trail knows."""
    with app.app_context():
        seed(a_record(contact_points=(HIDDEN,)), a_record(9002, "DE"), PROFILE)
    browser = browser_at(app)
    browser.let_in(an_account(app, "one@secretariat.example", Role.SECRETARIAT))
    assert not problems_with_page(browser.get("/desk/export"))
    assert browser.send("/desk/export", format="xls").status_code == 422
    tables = zipfile.ZipFile(io.BytesIO(browser.send("/desk/export", format="csv").data))
    assert tables.namelist() == ["records.csv", "states.csv", "README.txt"]
    rows = list(csv.DictReader(io.StringIO(tables.read("records.csv").decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["9001", "9002"]
    assert rows[0]["telephones"] == "'+999 1 555 0100"
    files = zipfile.ZipFile(io.BytesIO(browser.send("/desk/export", format="json").data))
    content = json.loads(files.read("records.json"))
    schema = json.loads(files.read("records.schema.json"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(content)
    assert [it["content"]["number"] for it in content["records"]] == [9001, 9002]
    assert "555 0777" not in json.dumps(content)
    content["records"][0]["content"]["colour"] = "red"
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(content)
    with app.app_context():
        exported = operations_named("records.exported")
        assert [(it.details["format"], it.details["records"]) for it in exported] == [
            ("csv", 2),
            ("json", 2),
        ]


def test_an_operator_exports_and_tries_an_import_out(app: Flask, run: Run, tmp_path: Path) -> None:
    """The command writes files and no records; the exported table has no differences."""
    with app.app_context():
        seed(a_record(), PROFILE)
        db.session.remove()
    code, _ = run("export", "--out", tmp_path)
    assert code == 0
    table = tmp_path / "records.csv"
    code, said = run("import", table, "--dry-run", "--json")
    assert code == 0
    assert json.loads(said.splitlines()[-1])["read"] == []
    table.write_text("number,kind\n9001,nothing\n")
    code, said = run("import", table, "--dry-run")
    assert code == 1
    assert "row 2, kind: “nothing” is none of" in said
    code, said = run("import", table)
    assert code == 1
    assert "two officers agree" in said
    with app.app_context():
        assert queries.imports() == ()
        assert len(operations_named("records.exported")) == 1
