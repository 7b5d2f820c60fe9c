"""The commands answer in words and in JSON, with the exit codes they promise."""

import fcntl
import json
from pathlib import Path

import pytest
from flask import Flask

from cna_directory import commands
from cna_directory.commands import COMMANDS, console, demo, main, parser
from cna_directory.settings import Settings
from tests.builders import a_record, seed

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Let commands work on this test's database."""
    monkeypatch.setenv("CNA_MODE", settings.mode)
    monkeypatch.setenv("CNA_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CNA_DATA_DIR", str(settings.data_folder))
    return settings


def answer(capsys: Captured, *arguments: str) -> tuple[int, dict[str, object]]:
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_overview_names_every_command(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "test"])
def test_every_command_explains_itself(name: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        parser(name).parse_args([name, "--help"])
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_a_demonstration_makes_the_languages_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the README says; what belongs to a directory in service stays out of it."""
    monkeypatch.setenv("CNA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CNA_EDITION_LANGUAGES", "en")
    monkeypatch.setenv("CNA_SMTP_URL", "smtp://mail.example")
    settings = demo.demonstration_settings(None, serves=False)
    assert settings.edition_languages == ("en",)
    assert settings.smtp_url == ""


def test_an_unknown_command_is_said_to_be_one(capsys: Captured) -> None:
    assert main(["publish"]) == commands.WRONGLY_WRITTEN
    assert "There is no command publish." in capsys.readouterr().err


def test_production_does_not_start_without_a_key(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    for name in ("CNA_MODE", "CNA_SECRET_KEY", "CNA_SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert main(["trail", "head"]) == commands.UNFIT
    assert "CNA_SECRET_KEY" in capsys.readouterr().err


def test_production_says_how_many_proxies_there_are_and_where_its_key_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    key = tmp_path / "key"
    monkeypatch.setenv("CNA_MODE", "production")
    monkeypatch.delenv("CNA_SECRET_KEY", raising=False)
    monkeypatch.delenv("CNA_PROXIES", raising=False)
    monkeypatch.setenv("CNA_BASE_URL", "https://directory.example")
    monkeypatch.setenv("CNA_SECRET_KEY_FILE", str(key))
    assert main(["trail", "head"]) == commands.UNFIT
    assert "CNA_SECRET_KEY_FILE" in capsys.readouterr().err
    key.write_text("a key for tests, and nothing else")
    assert main(["trail", "head"]) == commands.UNFIT
    assert "CNA_PROXIES" in capsys.readouterr().err


def test_the_data_of_a_running_demonstration_are_not_set_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    data = tmp_path / "directory.sqlite"
    data.touch()
    monkeypatch.setenv("CNA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CNA_DATABASE_URL", raising=False)
    with demo.in_use(tmp_path, fcntl.LOCK_SH):
        assert main(["demo", "--fresh", "--no-serve"]) == commands.UNFIT
    assert "stop it first" in capsys.readouterr().err
    assert data.exists()
    demo.set_aside(tmp_path)
    assert not data.exists()


def test_a_database_without_tables_is_said_to_have_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    monkeypatch.setenv("CNA_MODE", "demonstration")
    monkeypatch.setenv("CNA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CNA_DATABASE_URL", raising=False)
    assert main(["edition", "list"]) == commands.UNFIT
    assert "migrations upgrade" in capsys.readouterr().err
    assert main(["migrations", "upgrade"]) == 0
    assert main(["edition", "list"]) == 0


def test_a_database_that_does_not_answer_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    monkeypatch.setenv("CNA_MODE", "demonstration")
    monkeypatch.setenv("CNA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CNA_DATABASE_URL", f"sqlite:///{tmp_path / 'not-there' / 'directory'}")
    assert main(["edition", "list"]) == commands.UNFIT
    assert "cannot be opened" in capsys.readouterr().err


def test_seeding_a_directory_in_service_accounts_for_every_notification(
    environment: Settings, capsys: Captured
) -> None:
    code, said = answer(capsys, "seed")
    assert code == 0
    assert sum(said["notifications"].values()) == 437
    code, editions = answer(capsys, "edition", "list")
    assert editions["awaited"] == []


def test_an_officer_is_invited_once(environment: Settings, capsys: Captured) -> None:
    words = ("invite", "o@secretariat.example", "--role", "secretariat", "--post", "Officer")
    code, said = answer(capsys, *words)
    assert code == 0
    assert "/activate/" in said["link"]
    assert main(words) == commands.REFUSED
    assert "already" in capsys.readouterr().err


def test_an_edition_is_held_and_released(environment: Settings, capsys: Captured) -> None:
    _, listed = answer(capsys, "edition", "list")
    coming = str(listed["next"])
    assert main(["edition", "hold", coming, "--reason", "a correction is awaited"]) == 0
    assert main(["edition", "release", coming]) == 0
    assert main(["edition", "release", coming]) == commands.REFUSED
    assert main(["edition", "hold", "next", "--reason", "x"]) == commands.REFUSED
    assert "2026/1" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0000/1", "2001/1", "2099/1", "9999/2"])
def test_an_edition_that_nobody_awaits_is_not_held(
    environment: Settings, capsys: Captured, number: str
) -> None:
    assert main(["edition", "hold", number, "--reason", "x"]) == commands.REFUSED
    assert main(["edition", "release", number]) == commands.REFUSED
    assert "edition" in capsys.readouterr().err.lower()


@pytest.mark.parametrize("number", ["0000/1", "9999/2"])
def test_no_edition_can_have_such_a_number(
    environment: Settings, tmp_path: Path, capsys: Captured, number: str
) -> None:
    for action in ("proof", "export"):
        assert main(["edition", action, number, "--out", str(tmp_path)]) == commands.REFUSED
    assert main(["edition", "recompile", number]) == commands.REFUSED
    assert number in capsys.readouterr().err


def test_what_is_not_issued_cannot_be_exported(
    environment: Settings, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["edition", "export", "2031/1", "--out", str(tmp_path)]) == commands.REFUSED


def test_the_trail_is_verified_and_taken_along(
    app: Flask, environment: Settings, capsys: Captured
) -> None:
    seed(a_record())
    code, said = answer(capsys, "trail", "verify")
    assert (code, said["holds"]) == (0, True)
    assert main(["trail", "verify", "--head", "f" * 64]) == 1
    capsys.readouterr()
    assert main(["trail", "export"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1]["action"] == "trail.exported"
    code, head = answer(capsys, "trail", "head")
    assert head["hash"] == lines[-1]["hash"]


def test_nothing_is_sent_where_no_mail_is_set_up(environment: Settings, capsys: Captured) -> None:
    assert answer(capsys, "mail", "deliver") == (0, {"sent": 0})


def test_migrations_and_models_agree(capsys: Captured) -> None:
    assert answer(capsys, "migrations", "check") == (0, {"differences": []})


def test_progress_says_its_stage_where_there_is_no_terminal(capsys: Captured) -> None:
    with console.progress("Loading") as show:
        show(1, 2)
    assert "Loading ..." in capsys.readouterr().err


def test_the_demonstration_leaves_a_directory_in_service_alone(
    environment: Settings, capsys: Captured
) -> None:
    assert main(["seed"]) == 0
    assert main(["demo", "--no-serve"]) == commands.UNFIT
    assert "in service" in capsys.readouterr().err


def test_the_demonstration_leaves_a_database_with_accounts_alone(
    environment: Settings, capsys: Captured
) -> None:
    words = ("invite", "o@secretariat.example", "--role", "secretariat", "--post", "Officer")
    assert main(words) == 0
    assert main(["demo", "--no-serve"]) == commands.UNFIT
    assert "in service" in capsys.readouterr().err
