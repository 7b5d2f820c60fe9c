"""No other site, and nobody with another's form, makes an account do anything (S5)."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule

from cna_directory.access.guard import POLICIES, Proof
from tests.access.directory import (
    ADMINISTRATOR,
    AUTHORITY,
    FOCAL,
    HOST,
    OFFICER,
    READER,
    VISITOR,
    Directory,
    a_directory,
)
from tests.access.matrix import BODIES

MAY_BE_ENTITLED = (OFFICER, ADMINISTRATOR, FOCAL, READER, AUTHORITY, VISITOR)
COUNTS = {"counted_try", "sign_in_attempt", "pages_read"}
"""Tables that only count; counting a refused request is no change."""

ELSEWHERE = "https://elsewhere.example"
FORGERIES: dict[str, dict[str, str]] = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "unknown metadata": {"Sec-Fetch-Site": "anything"},
    "foreign origin": {"Origin": ELSEWHERE},
    "origin of the same host without encryption": {"Origin": HOST.replace("https", "http")},
    "origin that begins like ours": {"Origin": f"{HOST}.elsewhere.example"},
    "opaque origin": {"Origin": "null"},
    "foreign referer": {"Referer": f"{ELSEWHERE}/{HOST}/"},
    "broken referer": {"Referer": "https://[broken"},
}
"""What tells of another site; each is sent with the right token."""


@pytest.fixture(scope="module")
def directory(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Directory]:
    with a_directory(migrated_sqlite, tmp_path_factory.mktemp("forged")) as opened:
        yield opened


@pytest.fixture(scope="module")
def doors(directory: Directory) -> list[tuple[Rule, str, str]]:
    """Return every route that changes something, with an address and who may use it."""
    found = []
    for rule in directory.app.url_map.iter_rules():
        if "POST" in rule.methods:
            kind, address = entitled(directory, rule)
            found.append((rule, address, kind))
    assert len(found) > 5
    return found


def entitled(directory: Directory, rule: Rule) -> tuple[str, str]:
    """Return who may use a route, and an address of it that names something."""
    for kind in MAY_BE_ENTITLED:
        for variant in directory.variants(rule):
            address = directory.address(rule, variant, kind)
            body = BODIES.get(rule.endpoint) or {"form": directory.proof(kind)}
            directory.ask(kind, "POST", address, **body).close()
            was_reached = bool(directory.reached)
            directory.put_back()
            if was_reached:
                return kind, address
    raise AssertionError(f"nobody can use {rule.rule}: its objects in directory.py are not enough")


def state_of(file: Path) -> str:
    """Return a digest of everything in the database but what only counts."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY 1")
        for (table,) in tables.fetchall():
            if table not in COUNTS:
                for row in connection.execute(f"SELECT * FROM {table}"):
                    digest.update(f"{table}{row!r}".encode())
    return digest.hexdigest()


def untouched(directory: Directory) -> str:
    """Return the digest of the database as it was put back."""
    directory.put_back()
    return state_of(directory.file)


def refused(directory: Directory, door: tuple[Rule, str, str], **sent: Any) -> str:
    """Return what was wrong with the answer to a forged request; nothing if it was refused."""
    rule, address, kind = door
    version = directory.version()
    with directory.ask(kind, "POST", address, **sent) as answer:
        status = answer.status_code
    is_unchanged = directory.version() == version or state_of(directory.file) == untouched(
        directory
    )
    if status in {400, 403} and not directory.reached and is_unchanged:
        return ""
    directory.put_back()
    return f"{rule.rule}: {status}, view ran: {bool(directory.reached)}"


def with_token(doors: list[tuple[Rule, str, str]]) -> list[tuple[Rule, str, str]]:
    """Leave out what declares that it needs no token, which changes nothing."""
    return [door for door in doors if POLICIES[door[0].endpoint].proof is Proof.FORM_TOKEN]


def test_only_reports_and_ending_by_a_link_need_no_token(
    doors: list[tuple[Rule, str, str]],
) -> None:
    others = {rule.endpoint for rule, _, _ in doors} - {d[0].endpoint for d in with_token(doors)}
    # A mail program ends announcements and news by the secret in the address alone (RFC 8058).
    assert others == {"reports.policy", "subscriptions.end", "following.stop"}


def test_a_form_without_its_token_is_refused(directory: Directory, doors) -> None:
    assert [p for d in with_token(doors) if (p := refused(directory, d, form={}))] == []


def test_a_wrong_token_is_refused(directory: Directory, doors) -> None:
    for token in ("x", "IjAi.Zm9v.YmFy", "a" * 5000, "\x00"):
        form = {"csrf_token": token}
        assert [p for d in with_token(doors) if (p := refused(directory, d, form=form))] == []


def test_the_token_of_another_session_is_refused(directory: Directory, doors) -> None:
    for door in with_token(doors):
        other = READER if door[2] != READER else VISITOR
        assert refused(directory, door, form=directory.proof(other)) == ""


@pytest.mark.parametrize("headers", FORGERIES.values(), ids=FORGERIES)
def test_a_request_from_another_site_is_refused(
    directory: Directory, doors, headers: Mapping[str, str]
) -> None:
    problems = [
        refused(
            directory,
            door,
            headers=headers,
            **(BODIES.get(door[0].endpoint) or {"form": directory.proof(door[2])}),
        )
        for door in doors
    ]
    assert [p for p in problems if p] == []


def test_json_dressed_as_plain_text_is_refused(directory: Directory, doors) -> None:
    """What a form of another site can send without asking a browser's leave."""
    for door in with_token(doors):
        body = json.dumps(directory.proof(door[2]) | {"=": ""})
        assert refused(directory, door, data=body, content_type="text/plain") == ""


def test_what_a_browser_of_this_site_sends_passes(directory: Directory, doors) -> None:
    """Else all of the above would be refused for another reason."""
    ours = ({"Sec-Fetch-Site": "same-origin"}, {"Origin": HOST}, {"Referer": f"{HOST}/x"}, {})
    for rule, address, kind in doors:
        for headers in ours:
            body = BODIES.get(rule.endpoint) or {"form": directory.proof(kind)}
            directory.ask(kind, "POST", address, headers=headers, **body).close()
            assert directory.reached == [rule.endpoint], headers
            directory.put_back()


@pytest.mark.parametrize("host", ["elsewhere.example", "", "directory.example.elsewhere.example"])
def test_a_foreign_or_empty_host_is_refused(directory: Directory, host: str) -> None:
    for method in ("GET", "POST"):
        answer = directory.ask(READER, method, "/account", headers={"Host": host})
        assert answer.status_code == 400
        assert directory.reached == []


def test_a_missing_host_is_refused(directory: Directory) -> None:
    overrides = {"HTTP_HOST": None, "SERVER_NAME": "0.0.0.0", "SERVER_PORT": "80"}
    answer = directory.ask(READER, "GET", "/account", environ_overrides=overrides)
    assert answer.status_code == 400
