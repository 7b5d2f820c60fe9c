"""Make the program's environment, so that one command works on a machine with only Python.

Only the standard library is imported here, because this runs before anything is installed.
`.venv` is made from `requirements.lock` (for `test`, from its superset `requirements-dev.lock`),
every file checked against its hash. The installer is uv: the one on the path, or one fetched by
pip into `.venv-tools`; where no uv can be had, pip installs. Nothing outside the project's folder
is written, with one exception that is announced: root on a Debian whose Python can neither fetch
nor make an environment gets the package python3-venv.

Settings: `CNA_INSTALLER=pip` installs with pip although uv could be had; `CNA_NO_APT=1` leaves
Debian's packages alone. What pip is configured to (index, certificate, proxy) holds for uv too.

Exit code 3 says that the environment could not be made.

The locks are renewed from `pyproject.toml` with uv; `--upgrade` takes newer versions, without it
only what must change does:

    lock="uv pip compile --quiet --universal --python-version 3.11 --generate-hashes
          --no-emit-index-url --no-emit-find-links --no-header --no-annotate"
    $lock pyproject.toml -o requirements.lock
    $lock pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
    echo "uv==VERSION" | $lock - -o requirements-installer.lock
"""

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NoReturn
from zipfile import ZipFile

Command = Sequence[str | Path]

SET_UP_FAILED = 3
INTERRUPTED = 130
LINES_OF_OUTPUT_SHOWN = 15

NO_INSTALLER = (
    "This Python has neither pip nor the means to make an environment: install them"
    " (on Debian: apt-get install python3-venv) and run the same command again."
)
NOT_INSTALLED = (
    "The packages could not be installed: see that this machine reaches its package index"
    " (pip's settings hold), then run the same command again."
)
NOT_INSTALLED_BY_UV = f"{NOT_INSTALLED} CNA_INSTALLER=pip tries pip in place of uv."
NO_ENVIRONMENT = (
    "The environment .venv could not be made: see that {python} can make one (on Debian: apt-get"
    " install python3-venv) and that the disk has room, then run the same command again."
)

# What pip calls a setting, what uv calls it, and what uv puts between several values.
UV_NAMES_OF_PIP_SETTINGS = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
}


class SetUpError(Exception):
    """Says in one sentence what to do, after the last lines of what the failed program printed."""

    def __init__(self, sentence: str, output: str = "") -> None:
        shown = output.strip().splitlines()[-LINES_OF_OUTPUT_SHOWN:]
        super().__init__("\n".join([*shown, sentence]))


class Extent(Enum):
    """How much an environment holds: what running needs, or what development needs on top of it."""

    RUNNING = "requirements.lock"
    DEVELOPMENT = "requirements-dev.lock"


@dataclass(frozen=True)
class Checkout:
    """The project's folder with the places in it that belong to the set-up."""

    root: Path

    @property
    def environment(self) -> Path:
        """Where the packages are installed."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter that sees the installed packages."""
        return self.environment / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that says what the environment was completely made from."""
        return self.environment / "cna-stamp"

    @property
    def tools(self) -> Path:
        """Where a fetched installer and the caches live, so that the home folder stays as it is."""
        return self.root / ".venv-tools"

    @property
    def fetched_uv(self) -> Path:
        """The installer that the set-up fetches where the machine has none."""
        return self.tools / "uv"


def main(argv: list[str]) -> int:
    """Run a command inside the environment, which is made first where it is missing or stale."""
    checkout = Checkout(Path(__file__).resolve().parent.parent)
    tests_wanted = argv[:1] == ["test"]
    try:
        changed = ensure(checkout, Extent.DEVELOPMENT if tests_wanted else Extent.RUNNING)
    except SetUpError as failure:
        print(failure, file=sys.stderr)
        return SET_UP_FAILED
    except OSError as error:
        print(
            f"The environment could not be made in the project's folder: {error}.", file=sys.stderr
        )
        return SET_UP_FAILED
    except KeyboardInterrupt:
        print("The set-up was interrupted; the next start repeats it.", file=sys.stderr)
        return INTERRUPTED
    inside = Path(sys.prefix).resolve() == checkout.environment
    if changed or not inside:
        hand_over([checkout.python, "-m", "cna_directory", *argv])
    if tests_wanted:
        hand_over([sys.executable, "-m", "pytest", *argv[1:]])
    # The commands need the installed packages, so nothing above this line may import them.
    from cna_directory import commands

    return commands.main(argv)


def ensure(checkout: Checkout, extent: Extent) -> bool:
    """Bring the environment up to its lock, one start at a time; tell whether it had to be."""
    if stands(checkout, extent):
        return False
    with alone(checkout):
        # Another start may have finished the work while this one waited.
        if not stands(checkout, extent):
            set_up(checkout, extent)
    return True


def stands(checkout: Checkout, extent: Extent) -> bool:
    """Tell whether a complete environment of at least this extent stands, from the present lock."""
    if not checkout.python.exists():
        return False
    found = stamp_found(checkout)
    if found == stamp_text(checkout, extent):
        return True
    return found.startswith(Extent.DEVELOPMENT.name) and found == stamp_text(
        checkout, Extent.DEVELOPMENT
    )


def stamp_found(checkout: Checkout) -> str:
    """Read the stamp, which is missing before, during and after an interrupted set-up."""
    try:
        return checkout.stamp.read_text()
    except FileNotFoundError:
        return ""


def stamp_text(checkout: Checkout, extent: Extent) -> str:
    """Name all that an environment depends on: extent, interpreter, place and lock."""
    lock = hashlib.sha256((checkout.root / extent.value).read_bytes()).hexdigest()
    return f"{extent.name}\n{origin(checkout)}\n{lock}\n"


def origin(checkout: Checkout) -> str:
    """Name interpreter and place: an environment fits one Python, and holds its own path."""
    return f"{sys.implementation.cache_tag} {sysconfig.get_platform()} {checkout.environment}"


@contextmanager
def alone(checkout: Checkout) -> Iterator[None]:
    """Keep two starts at once from making the same environment."""
    checkout.tools.mkdir(exist_ok=True)
    with (checkout.tools / "lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is making the environment; waiting for it ...")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def set_up(checkout: Checkout, extent: Extent) -> None:
    """Install the lock, and stamp the environment only when all of it is in place."""
    began = time.monotonic()
    before = stamp_found(checkout).splitlines()
    if before[:1] == [Extent.DEVELOPMENT.name]:
        # Whoever ran the tests here will run them again: running must not take the tools away.
        extent = Extent.DEVELOPMENT
    # Only an environment that was once complete can be trusted as a base to change.
    keep = before[1:2] == [origin(checkout)] and checkout.python.exists()
    checkout.stamp.unlink(missing_ok=True)
    say(f"{'Updating' if keep else 'Making'} the environment .venv from {extent.value} ...")
    install(checkout, extent, keep=keep)
    write_whole(checkout.stamp, stamp_text(checkout, extent).encode())
    say(f"The environment stands after {time.monotonic() - began:.0f} s.")


def install(checkout: Checkout, extent: Extent, *, keep: bool) -> None:
    """Choose the quickest installer that this machine allows, and let it install the lock."""
    uv_allowed = os.environ.get("CNA_INSTALLER") != "pip"
    uv = uv_at_hand(checkout) if uv_allowed else None
    pip = pip_at_hand(checkout)
    if uv is None and pip is None:
        pip = pip_made(checkout)
    if uv is None and pip is not None and uv_allowed:
        uv = uv_fetched(checkout, pip)
    if uv is not None:
        install_with_uv(checkout, extent, uv, pip, keep=keep)
    elif pip is not None:
        say("Installing with pip, which takes a minute or two ...")
        install_with_pip(checkout, extent, pip)
    else:
        raise SetUpError(NO_INSTALLER)


def install_with_uv(
    checkout: Checkout, extent: Extent, uv: Path, pip: Command | None, *, keep: bool
) -> None:
    """Make the environment hold what the lock lists and nothing else."""
    settings = settings_for_uv(checkout, pip)
    if not keep:
        remove(checkout.environment)
        make: Command = [uv, "venv", "--quiet", "--python", base_python(), checkout.environment]
        run(make, settings, or_else=NO_ENVIRONMENT.format(python=base_python()))
    sync: Command = [uv, "pip", "sync", "--quiet", "--python", checkout.python, "--require-hashes"]
    # A package that had to be built would bring build tools that no lock has seen.
    run(
        [*sync, "--only-binary", ":all:", checkout.root / extent.value],
        settings,
        or_else=NOT_INSTALLED_BY_UV,
    )


def install_with_pip(checkout: Checkout, extent: Extent, pip: Command) -> None:
    """Make the environment anew, since pip does not take away what a lock no longer lists."""
    settings = settings_for_pip(checkout)
    remove(checkout.environment)
    make: Command = [base_python(), "-m", "venv", "--without-pip", checkout.environment]
    run(make, settings, or_else=NO_ENVIRONMENT.format(python=base_python()))
    fill: Command = [
        *pip,
        "--python",
        checkout.python,
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
    ]
    lock = checkout.root / extent.value
    run([*fill, "--only-binary", ":all:", "--requirement", lock], settings, or_else=NOT_INSTALLED)


def pip_at_hand(checkout: Checkout) -> Command | None:
    """Give the interpreter's own pip, else the one that was made before."""
    for python in (base_python(), checkout.tools / "pip" / "bin" / "python"):
        pip: Command = [python, "-m", "pip"]
        if answers([*pip, "--version"], settings_for_pip(checkout)):
            return pip
    return None


def pip_made(checkout: Checkout) -> Command | None:
    """Make an environment that only carries pip; Debian also splits off the means for that."""
    home = checkout.tools / "pip"
    make: Command = [base_python(), "-m", "venv", "--clear", home]
    settings = settings_for_pip(checkout)
    if not answers(make, settings) and debian_can_help():
        say("Installing Debian's package python3-venv (CNA_NO_APT=1 prevents this) ...")
        install_python_venv()
        answers(make, settings)
    return pip_at_hand(checkout)


def uv_at_hand(checkout: Checkout) -> Path | None:
    """Give the uv on the path, else the one that was fetched before."""
    for candidate in (shutil.which("uv"), checkout.fetched_uv):
        if candidate is not None and answers([candidate, "--version"], os.environ):
            return Path(candidate)
    return None


def uv_fetched(checkout: Checkout, pip: Command) -> Path | None:
    """Fetch uv; that it cannot be had here is no failure, since pip can install too."""
    say("Fetching the installer uv ...")
    try:
        fetch_uv(checkout, pip)
    except SetUpError as failure:
        say(str(failure))
    return uv_at_hand(checkout)


def fetch_uv(checkout: Checkout, pip: Command) -> None:
    """Take the program out of uv's wheel, which needs no environment to be installed into."""
    lock = checkout.root / "requirements-installer.lock"
    with TemporaryDirectory(dir=checkout.tools) as folder:
        download: Command = [
            *pip,
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
        ]
        command = [*download, "--dest", folder, "--requirement", lock]
        run(command, settings_for_pip(checkout), or_else="uv could not be fetched.")
        for wheel in Path(folder).glob("uv-*.whl"):
            with ZipFile(wheel) as archive:
                program = next(
                    name for name in archive.namelist() if PurePosixPath(name).name == "uv"
                )
                write_whole(checkout.fetched_uv, archive.read(program), mode=0o755)


def debian_can_help() -> bool:
    """Tell whether a package of Debian's would complete this very Python, and may be installed."""
    allowed = os.geteuid() == 0 and "CNA_NO_APT" not in os.environ
    return (
        allowed and shutil.which("apt-get") is not None and base_python().parent == Path("/usr/bin")
    )


def install_python_venv() -> None:
    """Install what Debian leaves out of its Python; only root on Debian comes here."""
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt: Command = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
    run([*apt, "update"], settings, or_else=NO_INSTALLER)
    run(
        [*apt, "install", "--no-install-recommends", "python3-venv"], settings, or_else=NO_INSTALLER
    )


def settings_for_pip(checkout: Checkout) -> Mapping[str, str]:
    """Keep pip inside the project's folder, whatever a person's own settings send elsewhere."""
    inside = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {"PIP_CACHE_DIR": str(checkout.tools / "pip-cache"), **os.environ, **inside}


def settings_for_uv(checkout: Checkout, pip: Command | None) -> Mapping[str, str]:
    """Give uv what pip is configured to, the machine's certificates, and a cache in the project.

    The cache shares its files with `.venv` by hard links: it takes little room, and a repetition
    is quick.
    """
    ours = {
        "UV_CACHE_DIR": str(checkout.tools / "uv-cache"),
        "UV_PYTHON_DOWNLOADS": "never",
        # Two names of one setting: uv 0.9 and earlier know the second only.
        "UV_SYSTEM_CERTS": "1",
        "UV_NATIVE_TLS": "1",
        # pip takes the best file from all indexes; the hashes make sure that it is the right one.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    as_pip = {} if pip is None else pip_settings_for_uv(pip_configuration(checkout, pip))
    return {**ours, **as_pip, **os.environ}


def pip_configuration(checkout: Checkout, pip: Command) -> str:
    """Ask pip for its settings, from its files and from the process's environment."""
    asked = subprocess.run(
        [*pip, "config", "list"],
        env=settings_for_pip(checkout),
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout if asked.returncode == 0 else ""


def pip_settings_for_uv(listing: str) -> dict[str, str]:
    """Translate what `pip config list` prints; the process's environment wins over pip's files."""
    lines = [line.partition("=") for line in listing.splitlines()]
    translated: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for key, _, value in lines:
            place, _, setting = key.rpartition(".")
            if place == section and setting in UV_NAMES_OF_PIP_SETTINGS:
                name, between = UV_NAMES_OF_PIP_SETTINGS[setting]
                translated[name] = between.join(str(ast.literal_eval(value)).split())
    return translated


def run(command: Command, settings: Mapping[str, str], *, or_else: str) -> None:
    """Run one step silently; if it fails, its last lines and the given sentence are the report."""
    step = subprocess.run(
        command,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if step.returncode != 0:
        raise SetUpError(or_else, step.stdout)


def answers(command: Command, settings: Mapping[str, str]) -> bool:
    """Tell whether a program works, which a name on the path alone does not promise."""
    try:
        run(command, settings, or_else="")
    except (SetUpError, OSError):
        return False
    return True


def hand_over(command: Command) -> NoReturn:
    """Become another program, so that signals and the exit code are its own."""
    # PYTHONHOME would send the environment's interpreter to another Python's library.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    sys.stdout.flush()
    sys.stderr.flush()
    # No shell stands between, and the program is one of our own interpreters.
    os.execve(command[0], [str(part) for part in command], settings)  # noqa: S606


def base_python() -> Path:
    """Give the interpreter outside any environment, for `.venv` may have to be made anew."""
    running = Path(sys.executable)
    return running if sys.prefix == sys.base_prefix else running.resolve()


def remove(folder: Path) -> None:
    """Clear away what is left of an earlier attempt, if anything is."""
    if folder.exists():
        shutil.rmtree(folder)


def write_whole(target: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that an interruption leaves the old one or the new one, never a part."""
    beginning = target.with_name(target.name + ".new")
    beginning.write_bytes(content)
    beginning.chmod(mode)
    beginning.replace(target)


def say(line: str) -> None:
    """Tell the person at the terminal what is going on, apart from what the command answers."""
    print(line, file=sys.stderr, flush=True)
