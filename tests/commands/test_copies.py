"""`edition verify` and `edition trace`, as an operator types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from cna_directory.commands import main
from cna_directory.database import db
from cna_directory.editions.queries import chunks_of
from cna_directory.settings import Settings
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.copies.issued import issue
from tests.features.copies.test_copies import ask, make
from tests.features.copies.test_withdrawn import withdraw

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("CNA_MODE", "demonstration")
    monkeypatch.setenv("CNA_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CNA_DATA_DIR", str(settings.data_folder))
    monkeypatch.setenv("CNA_SECRET_KEY", settings.secret_key)

    def run(*arguments: str | Path) -> tuple[int, str]:
        code = main(["edition", *map(str, arguments)])
        return code, capsys.readouterr().out

    return run


def test_a_master_is_known_and_each_change_of_it_shows(
    app: Flask, run: Run, tmp_path: Path
) -> None:
    edition = issue(app)
    content = b"".join(chunks_of(next(f for f in edition.files if f.format == "pdf").sha256))
    db.session.remove()
    file = tmp_path / "found.pdf"
    file.write_bytes(content)
    code, said = run("verify", file)
    assert code == 0
    assert "Master of edition 2026/1, language en, PDF: untouched." in said
    file.write_bytes(content + b"%")
    code, said = run("verify", file)
    assert code == 1
    assert f"ADDED TO. It is untouched up to byte {len(content):,}" in said
    file.write_bytes(content[:5000] + b"!" + content[5001:])
    code, said = run("verify", file)
    assert code == 1
    assert "CHANGED. It is no longer as it was issued from byte 5,000 on." in said
    file.write_bytes(b"%PDF-1.7")
    assert run("verify", file) == (
        4,
        "Not a file that is known here: it carries no signature.\n",
    )


def test_a_file_of_a_withdrawn_edition_is_said_to_be_one(
    app: Flask, run: Run, tmp_path: Path
) -> None:
    """However untouched it is."""
    edition = issue(app)
    reader = browser_at(app)
    reader.let_in(an_account(app))
    number = ask(reader, "en", "rtf")
    make(app)
    master, copy = tmp_path / "master.csv", tmp_path / "copy.rtf"
    master.write_bytes(
        b"".join(chunks_of(next(f for f in edition.files if f.format == "csv").sha256))
    )
    copy.write_bytes(reader.get(f"/editions/copies/{number}/file", buffered=True).data)
    assert "WITHDRAWN" not in run("verify", master)[1]
    assert json.loads(run("verify", copy, "--json")[1])["is_withdrawn"] is False
    withdraw(app)
    db.session.remove()
    for file in (master, copy):
        code, said = run("verify", file)
        assert code == 0
        assert "untouched.\nEdition 2026/1 was WITHDRAWN. Do not use it any more.\n" in said
        assert json.loads(run("verify", file, "--json")[1])["is_withdrawn"] is True
    copy.write_bytes(copy.read_bytes() + b" ")
    assert "Edition 2026/1 was WITHDRAWN" in run("verify", copy)[1]
    assert run("trace", copy)[0] == 0


def test_a_copy_is_verified_and_traced(app: Flask, run: Run, tmp_path: Path) -> None:
    issue(app)
    browser = browser_at(app)
    browser.let_in(an_account(app, organisation="Mission of Aland"))
    number = ask(browser, "en", "rtf")
    make(app)
    file, beside = tmp_path / "copy.rtf", tmp_path / "copy.rtf.p7s"
    file.write_bytes(browser.get(f"/editions/copies/{number}/file", buffered=True).data)
    beside.write_bytes(browser.get(f"/editions/copies/{number}/signature", buffered=True).data)
    db.session.remove()
    code, said = run("verify", file, "--signature", beside, "--json")
    found = json.loads(said)
    assert (code, found["kind"], found["verdict"]) == (0, "copy", "untouched")
    assert len(found["certificate"]) == 64
    code, said = run("trace", file, "--json")
    (traced,) = json.loads(said)["copies"]
    assert (code, traced["number"], traced["organisation"]) == (0, number, "Mission of Aland")
    file.write_bytes(b"nothing")
    assert run("trace", file) == (4, "This file names no copy that was made here.\n")
    assert run("verify", file)[0] == 4
