"""The entrance on bare machines: real set-ups in empty folders, parts of Python withheld."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cna_directory.environment import (
    Checkout,
    Extent,
    SetUpError,
    base_python,
    pip_settings_for_uv,
    run,
    settings_for_pip,
    settings_for_uv,
    stamp_text,
    stands,
    write_whole,
)

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-installer.lock")

# A package without dependencies stands for all where a test is not about the packages.
SMALL = "blinker"
SMALL_FOR_DEVELOPMENT = "iniconfig"

# The exit code of the stand-in for the commands, which no failed set-up has.
REACHED = 7

COMMANDS = """
import sys

def main(argv):
    import {package}
    print("ran", argv, sys.prefix)
    return {reached}
"""

# Withholds modules from the interpreter outside any environment, as Debian splits its Python.
SITE_CUSTOMIZE = """
import os, sys

class Withheld:
    def find_spec(self, name, path=None, target=None):
        withheld = os.environ.get("WITHHELD", "").split() if sys.prefix == sys.base_prefix else []
        if name.partition(".")[0] in withheld:
            raise ImportError(name + " is withheld")

sys.meta_path.insert(0, Withheld())
"""


@dataclass(frozen=True)
class Answer:
    """What a person at the terminal sees of one start."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Machine:
    """A checkout in an empty folder, a home folder, and what this machine's Python lacks."""

    project: Path
    home: Path
    shim: Path
    cache: Path | None = None
    withheld: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()

    def start(self, *argv: str) -> Answer:
        """Start the program the way README says, with the interpreter outside any environment."""
        return self.start_with(base_python(), *argv)

    def start_with(self, python: Path, *argv: str) -> Answer:
        """Start the program with a given interpreter, such as an activated environment's."""
        command = [str(python), "-m", "cna_directory", *argv]
        ran = subprocess.run(
            command,
            cwd=self.project,
            env=self.environ(),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return Answer(ran.returncode, ran.stdout, ran.stderr)

    def environ(self) -> dict[str, str]:
        """Keep what leads to the package index, and nothing that leads to a developer's tools."""
        kept = (
            "PIP_",
            "SSL_",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
        )
        settings = {name: value for name, value in os.environ.items() if name.startswith(kept)}
        for place in (".config/pip/pip.conf", ".pip/pip.conf"):
            if (Path.home() / place).exists():
                settings.setdefault("PIP_CONFIG_FILE", str(Path.home() / place))
        if self.cache is not None:
            settings |= {"UV_CACHE_DIR": str(self.cache)}
        return settings | {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(self.shim),
            "PYTHONDONTWRITEBYTECODE": "1",
            "WITHHELD": " ".join(self.withheld),
            "CNA_NO_APT": "1",
            **dict(self.settings),
        }

    def with_settings(self, **settings: str) -> "Machine":
        """Give the same machine with other settings in its environment."""
        return replace(self, settings=(*self.settings, *settings.items()))

    def checkout(self) -> Checkout:
        """Give the set-up's own view of the project's folder."""
        return Checkout(self.project)

    def lock(self, extent: Extent, *packages: str) -> None:
        """Cut a lock down to a few packages, keeping their versions and hashes."""
        blocks = locked_blocks("requirements-dev.lock")
        (self.project / extent.value).write_text("".join(blocks[package] for package in packages))

    def renew(self, extent: Extent) -> None:
        """Change a lock without changing what it asks for."""
        lock = self.project / extent.value
        lock.write_text(lock.read_text() + "# renewed\n")

    def installed(self) -> set[str]:
        """Name the packages that the environment holds."""
        found = self.checkout().environment.glob("lib/*/site-packages/*.dist-info")
        return {canonicalize_name(folder.name.partition("-")[0]) for folder in found}


def commands_that_need(package: str) -> str:
    """Write a stand-in for the commands, so that these tests are about the entrance alone."""
    return COMMANDS.format(package=package, reached=REACHED)


def locked_blocks(lock: str) -> dict[str, str]:
    """Read a lock as one block of text, the requirement and its hashes, for each package."""
    blocks = re.split(r"^(?=\S)", (PROJECT / lock).read_text(), flags=re.MULTILINE)
    return {block.partition("==")[0]: block for block in blocks if block}


def locked_versions(lock: str) -> dict[str, str]:
    """Read the version that a lock gives to each package."""
    return {name: block.split("==")[1].split()[0] for name, block in locked_blocks(lock).items()}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Make a machine whose checkout asks for all that running needs."""
    project = tmp_path / "project"
    (project / "cna_directory").mkdir(parents=True)
    for name in ("__init__.py", "__main__.py", "environment.py"):
        write_whole(
            project / "cna_directory" / name, (PROJECT / "cna_directory" / name).read_bytes()
        )
    for name in (*LOCKS, "pyproject.toml"):
        write_whole(project / name, (PROJECT / name).read_bytes())
    (project / "cna_directory" / "commands.py").write_text(commands_that_need("flask"))
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / "sitecustomize.py").write_text(SITE_CUSTOMIZE)
    home = tmp_path / "home"
    home.mkdir()
    return Machine(project, home, shim)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold what the tests fetched before: the files of the small packages and the installer."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture
def small_machine(machine: Machine, shared: Path) -> Iterator[Machine]:
    """Make a machine whose checkout asks for one small package, and where uv is fetched once."""
    small = replace(machine, cache=shared / "uv-cache")
    small.lock(Extent.RUNNING, SMALL)
    small.lock(Extent.DEVELOPMENT, SMALL, SMALL_FOR_DEVELOPMENT)
    (small.project / "cna_directory" / "commands.py").write_text(commands_that_need(SMALL))
    fetched = small.checkout().fetched_uv
    fetched.parent.mkdir()
    if (shared / "uv").exists():
        fetched.hardlink_to(shared / "uv")
    yield small
    if fetched.exists() and not (shared / "uv").exists():
        (shared / "uv").hardlink_to(fetched)


# The locks.


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    for name, block in locked_blocks(lock).items():
        first, *hashes = block.splitlines()
        assert re.fullmatch(rf"{name}==[\w.+!]+( ; [^;\\]+)? \\", first), first
        assert hashes, f"{name} has no hash"
        assert all(
            re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes
        ), name
    assert "://" not in text


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", ()), ("requirements-dev.lock", ("dev",))]
)
def test_lock_satisfies_the_project(lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"]]
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    versions = locked_versions(lock)
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        assert name in versions, (
            f"{lock} lacks {name}; renew it as cna_directory/environment.py says"
        )
        assert versions[name] in requirement.specifier, (
            f"{lock} has {name} {versions[name]}, not {requirement}"
        )


def test_development_lock_holds_every_package_of_the_running_lock_unchanged() -> None:
    assert (
        locked_blocks("requirements.lock").items() <= locked_blocks("requirements-dev.lock").items()
    )


# The stamp, without any installation.


def stamped(checkout: Checkout, extent: Extent) -> None:
    """Pretend that a set-up of this extent has been completed."""
    checkout.python.parent.mkdir(parents=True, exist_ok=True)
    checkout.python.touch()
    checkout.stamp.write_text(stamp_text(checkout, extent))


def test_environment_stands_only_with_its_stamp(machine: Machine) -> None:
    checkout = machine.checkout()
    assert not stands(checkout, Extent.RUNNING)
    stamped(checkout, Extent.RUNNING)
    assert stands(checkout, Extent.RUNNING)
    checkout.stamp.unlink()
    assert not stands(checkout, Extent.RUNNING)


def test_development_environment_serves_running_and_not_the_reverse(machine: Machine) -> None:
    checkout = machine.checkout()
    stamped(checkout, Extent.DEVELOPMENT)
    assert stands(checkout, Extent.RUNNING)
    stamped(checkout, Extent.RUNNING)
    assert not stands(checkout, Extent.DEVELOPMENT)


def test_changed_lock_makes_the_environment_stale(machine: Machine) -> None:
    checkout = machine.checkout()
    stamped(checkout, Extent.RUNNING)
    machine.lock(Extent.RUNNING, SMALL)
    assert not stands(checkout, Extent.RUNNING)


def test_other_python_makes_the_environment_stale(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = machine.checkout()
    stamped(checkout, Extent.RUNNING)
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert not stands(checkout, Extent.RUNNING)


def test_moved_project_makes_the_environment_stale(machine: Machine, tmp_path: Path) -> None:
    stamped(machine.checkout(), Extent.RUNNING)
    moved = machine.project.rename(tmp_path / "elsewhere")
    assert not stands(Checkout(moved), Extent.RUNNING)


def test_removed_interpreter_makes_the_environment_stale(machine: Machine, tmp_path: Path) -> None:
    checkout = machine.checkout()
    stamped(checkout, Extent.RUNNING)
    checkout.python.unlink()
    checkout.python.symlink_to(tmp_path / "removed" / "python3")
    assert not stands(checkout, Extent.RUNNING)


# What is said where nothing can be done.


def test_entrance_can_be_read_by_python_3_8() -> None:
    for name in ("__init__.py", "__main__.py"):
        ast.parse((PROJECT / "cna_directory" / name).read_text(), feature_version=(3, 8))


def test_old_python_is_refused_in_one_sentence(machine: Machine) -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 18);"
        " runpy.run_module('cna_directory', run_name='__main__')"
    )
    ran = subprocess.run(
        [base_python(), "-c", pretend],
        cwd=machine.project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr == "The directory needs Python 3.11 or later; this is Python 3.8.\n"


def test_python_that_can_neither_fetch_nor_make_an_environment_is_told_what_to_install(
    machine: Machine,
) -> None:
    answer = replace(machine, withheld=("pip", "venv", "ensurepip")).start("demo")
    assert (answer.code, answer.out) == (3, "")
    assert "apt-get install python3-venv" in answer.err.splitlines()[-1]
    assert "Traceback" not in answer.err


def test_folder_that_cannot_be_written_is_named_without_a_traceback(machine: Machine) -> None:
    (machine.project / ".venv-tools").write_text("a file where the folder should be")
    answer = machine.start("demo")
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.err.splitlines()) == 1
    assert str(machine.project) in answer.err


def test_failure_shows_the_last_lines_and_then_the_sentence() -> None:
    noisy = "import sys\nfor n in range(100): print('line', n)\nsys.exit(1)"
    with pytest.raises(SetUpError) as raised:
        run([sys.executable, "-c", noisy], os.environ, or_else="Do this.")
    assert str(raised.value).splitlines()[-2:] == ["line 99", "Do this."]
    assert "line 50" not in str(raised.value)


def test_caches_lie_in_the_project_and_pip_is_kept_from_the_home_folder(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_USER", "1")
    checkout = machine.checkout()
    for_pip = settings_for_pip(checkout)
    assert Path(for_pip["PIP_CACHE_DIR"]).is_relative_to(machine.project)
    assert for_pip["PIP_USER"] == "0"
    assert Path(settings_for_uv(checkout, None)["UV_CACHE_DIR"]).is_relative_to(machine.project)


def test_settings_of_pip_are_translated_and_the_process_wins_over_the_files() -> None:
    listing = r"""
:env:.index-url='https://process.example/simple'
global.index-url='https://files.example/simple'
global.extra-index-url='\nhttps://one.example/simple\nhttps://two.example/simple'
global.find-links='/a /b'
global.cert='/certificates.pem'
download.timeout='1'
global.color='never'
"""
    assert pip_settings_for_uv(listing) == {
        "UV_DEFAULT_INDEX": "https://process.example/simple",
        "UV_INDEX": "https://one.example/simple https://two.example/simple",
        "UV_FIND_LINKS": "/a,/b",
        "SSL_CERT_FILE": "/certificates.pem",
    }


# Real installations from the package index.


def add_pip(machine: Machine, folder: Path) -> None:
    """Give the machine's Python a pip, for a test of what it does when only `venv` is missing."""
    subprocess.run([base_python(), "-m", "venv", folder], check=True)
    (pip,) = folder.glob("lib/*/site-packages/pip")
    (machine.shim / "pip").symlink_to(pip)


@pytest.mark.index
def test_first_start_without_venv_sets_up_and_later_starts_change_nothing(
    machine: Machine, tmp_path: Path
) -> None:
    add_pip(machine, tmp_path / "carrier")
    debian_like = replace(machine, withheld=("venv", "ensurepip"))
    before = {path.name for path in machine.project.iterdir()}
    first = debian_like.start("demo", "--no-serve")
    assert first.code == REACHED, first.err
    assert first.out == f"ran ['demo', '--no-serve'] {machine.project / '.venv'}\n"
    assert "Making the environment" in first.err
    assert set(locked_blocks("requirements.lock")) - {"colorama"} <= machine.installed()
    second = debian_like.start()
    assert (second.code, second.err) == (REACHED, "")
    assert {path.name for path in machine.project.iterdir()} == before | {".venv", ".venv-tools"}
    assert list(machine.home.iterdir()) == []


@pytest.mark.index
def test_python_without_pip_makes_its_own(small_machine: Machine) -> None:
    small_machine.checkout().fetched_uv.unlink(missing_ok=True)
    answer = replace(small_machine, withheld=("pip",)).start("demo")
    assert answer.code == REACHED, answer.err
    assert small_machine.installed() == {SMALL}
    assert list(small_machine.home.iterdir()) == []


@pytest.mark.index
def test_pip_installs_where_uv_is_not_to_be_had(small_machine: Machine) -> None:
    small_machine.checkout().fetched_uv.unlink(missing_ok=True)
    (small_machine.project / "requirements-installer.lock").write_text(
        f"uv==0.0.0 --hash=sha256:{'0' * 64}\n"
    )
    answer = small_machine.start("demo")
    assert answer.code == REACHED, answer.err
    assert "uv could not be fetched" in answer.err
    assert "Installing with pip" in answer.err
    assert small_machine.installed() == {SMALL}
    assert list(small_machine.home.iterdir()) == []


@pytest.mark.index
@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_package_without_a_hash_is_refused(small_machine: Machine, installer: str) -> None:
    lock = small_machine.project / Extent.RUNNING.value
    lock.write_text(lock.read_text().partition(" ")[0] + "\n")
    refused = small_machine.with_settings(CNA_INSTALLER=installer).start("demo")
    assert (refused.code, refused.out) == (3, "")
    assert "hash" in refused.err.lower()


@pytest.mark.index
@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_file_that_does_not_match_its_hash_is_refused_and_leaves_no_stamp(
    small_machine: Machine, installer: str
) -> None:
    lock = small_machine.project / Extent.RUNNING.value
    honest = lock.read_text()
    lock.write_text(re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", honest))
    chosen = small_machine.with_settings(CNA_INSTALLER=installer)
    refused = chosen.start("demo")
    assert (refused.code, refused.out) == (3, "")
    assert ("Installing with pip" in refused.err) == (installer == "pip")
    assert "hash" in refused.err.lower()
    assert "run the same command again" in refused.err.splitlines()[-1]
    assert not small_machine.checkout().stamp.exists()
    lock.write_text(honest)
    assert chosen.start("demo").code == REACHED


@pytest.mark.index
def test_interrupted_set_up_is_repeated_from_the_beginning(small_machine: Machine) -> None:
    checkout = small_machine.checkout()
    assert small_machine.start("demo").code == REACHED
    checkout.stamp.unlink()
    left_over = checkout.environment / "left-over"
    left_over.touch()
    assert small_machine.start("demo").code == REACHED
    assert not left_over.exists()
    assert stands(checkout, Extent.RUNNING)


@pytest.mark.index
def test_renewed_lock_is_followed_exactly(small_machine: Machine) -> None:
    assert small_machine.start("demo").code == REACHED
    small_machine.lock(Extent.RUNNING, SMALL_FOR_DEVELOPMENT)
    (small_machine.project / "cna_directory" / "commands.py").write_text(
        commands_that_need(SMALL_FOR_DEVELOPMENT)
    )
    renewed = small_machine.start("demo")
    assert renewed.code == REACHED, renewed.err
    assert "Updating" in renewed.err
    assert small_machine.installed() == {SMALL_FOR_DEVELOPMENT}


@pytest.mark.index
def test_tests_run_under_pytest_and_running_keeps_their_tools(small_machine: Machine) -> None:
    needed = ("pytest", "pluggy", "packaging", "pygments", "iniconfig")
    small_machine.lock(Extent.DEVELOPMENT, SMALL, *needed)
    (small_machine.project / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (small_machine.project / "test_one.py").write_text(
        f"def test_one():\n    import {SMALL}\n    assert False\n"
    )
    assert small_machine.start("demo").code == REACHED
    tested = small_machine.start("test", "-q", "-p", "no:cacheprovider", "test_one.py")
    assert tested.code == 1, tested.err
    assert "1 failed" in tested.out
    ran = small_machine.start("demo")
    assert (ran.code, ran.err) == (REACHED, "")
    small_machine.renew(Extent.DEVELOPMENT)
    assert small_machine.start("demo").code == REACHED
    assert "pytest" in small_machine.installed()


@pytest.mark.index
def test_activated_environment_of_the_project_is_completed_from_within(
    small_machine: Machine,
) -> None:
    assert small_machine.start("demo").code == REACHED
    small_machine.renew(Extent.RUNNING)
    answer = small_machine.start_with(small_machine.checkout().python, "demo")
    assert answer.code == REACHED, answer.err
    assert stands(small_machine.checkout(), Extent.RUNNING)


@pytest.mark.index
def test_two_starts_at_once_make_one_environment(small_machine: Machine) -> None:
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(small_machine.start, ["demo", "demo", "demo"]))
    assert [answer.code for answer in answers] == [REACHED] * 3, answers
    assert sum("Making the environment" in answer.err for answer in answers) == 1
    assert stands(small_machine.checkout(), Extent.RUNNING)
