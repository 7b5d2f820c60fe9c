"""The rules of the house that a machine can keep."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from cna_directory.audit.actions import REQUIRED_DETAILS, Action
from cna_directory.database import Base
from cna_directory.operation import OPERATIONS
from cna_directory.settings import PROJECT_FOLDER
from tests.builders import a_record, seed

CODE = [PROJECT_FOLDER / "cna_directory", PROJECT_FOLDER / "publish"]
ALSO_OURS = [PROJECT_FOLDER / name for name in ("benchmarks", "migrations", "templates", "docs")]

EXEMPT = {
    "account_request_draft",
    "audit_entry",
    "audit_operation",
    "audit_personal_value",
    "catalogue_stamp",
    "chapter_cache",
    "confirmation_reminder",
    "counted_try",
    "edition_lease",
    "edition_work",
    "file_chunk",
    "followed_so_far",
    "import_work",
    "imported_row",
    "job_run",
    "letter",
    "link_check",
    "outgoing_mail",
    "pages_read",
    "passkey_challenge",
    "password_reset_asked",
    "pending_sign_in",
    "proposal_paper",
    "record_draft",
    "saved_filter",
    "sign_in_attempt",
    "user_session",
}
"""Tables the trail does not record; adding one is a decision that a reviewer sees here."""

OTHERS_NAMES = {"process_bind_param", "process_result_value"}
"""Names that SQLAlchemy gives to what a column type must have."""

FORBIDDEN_NAMES = re.compile(
    r"(^|_)(utils?|commons?|managers?|infos?|handle|handler|process|misc)(_|$)"
)


def modules() -> Iterator[Path]:
    for folder in CODE:
        yield from folder.rglob("*.py")


def test_floors_and_rooms_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=PROJECT_FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_tables_the_trail_does_not_record_are_known_and_say_why() -> None:
    exempt = {
        mapper.class_.__tablename__: mapper.class_.__not_recorded__
        for mapper in Base.registry.mappers
        if mapper.class_.__not_recorded__ is not None
    }
    assert set(exempt) == EXEMPT
    assert all(len(reason) > 10 for reason in exempt.values())


def test_every_operation_names_an_action_and_every_action_an_operation(app: Flask) -> None:
    # Some operations belong to the command line and the scheduler alone.
    import cna_directory.commands.trail
    import cna_directory.scheduler  # noqa: F401 - imported for the operations it brings along.

    ours = {a for name, a in OPERATIONS.items() if name.startswith("cna_directory.")}
    assert ours == set(Action)
    assert set(REQUIRED_DETAILS) <= set(Action)


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(app: Flask, method: str) -> None:
    """Every page that needs no sign-in is looked at; the trail must not grow by it."""
    from cna_directory.audit import chain

    seed(a_record())
    before = chain.head()
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            getattr(client, method)(rule.rule)
    assert chain.head() == before


def test_names_say_what_is_inside() -> None:
    for path in modules():
        for part in path.relative_to(PROJECT_FOLDER).with_suffix("").parts:
            assert not FORBIDDEN_NAMES.search(part), path
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in OTHERS_NAMES:
                name = re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower()
                assert not FORBIDDEN_NAMES.search(name), f"{path}: {node.name}"


def test_only_the_clock_asks_the_time() -> None:
    asking = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(")
    allowed = {"clock.py"}
    for path in modules():
        if path.name not in allowed:
            assert not asking.search(path.read_text()), path


def test_only_settings_and_entrances_read_the_environment() -> None:
    allowed = {"settings.py", "environment.py", "demo.py"}
    for path in modules():
        if path.name not in allowed and "typefaces" not in path.parts:
            assert "os.environ" not in path.read_text(), path


def test_no_committed_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=PROJECT_FOLDER,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    index = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian", re.IGNORECASE)
    machine = re.compile(r"(^|[^\w.])/(work|farm|root)/")
    for name in filter(None, listed):
        path = PROJECT_FOLDER / name
        if path.suffix in {".ttf", ".png", ".icc", ".gif"} or path == Path(__file__):
            continue
        content = path.read_text(errors="replace")
        assert not index.search(content), name
        assert not machine.search(content), name


def test_features_capabilities_and_commands_stand_in_the_documentation() -> None:
    from cna_directory.commands import COMMANDS
    from cna_directory.features import FEATURES

    architecture = (PROJECT_FOLDER / "ARCHITECTURE.md").read_text()
    readme = (PROJECT_FOLDER / "README.md").read_text()
    for feature in FEATURES:
        assert feature.__name__.rsplit(".", 1)[1] in architecture
    for command in COMMANDS:
        assert command in readme, command
