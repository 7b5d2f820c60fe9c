"""The environment of the peers: theirs alone, so that this program's own knows none of them."""

import subprocess
import venv
from pathlib import Path

from benchmarks.measuring import ROOT, EngineFailedError

FOLDER = ROOT / "instance" / "bench-peers"

_IS_THERE = (
    "import sys; from importlib.metadata import version; "
    "sys.exit(version(sys.argv[1]) != sys.argv[2])"
)


def peers_program(name: str, distribution: str, version: str) -> Path:
    """Return a program of the peers' environment; what it needs is installed on first use."""
    python = FOLDER / "bin" / "python"
    if not python.exists():
        venv.create(FOLDER, with_pip=True)
    if not _runs([str(python), "-c", _IS_THERE, distribution, version]):
        requirement = f"{distribution}=={version}"
        install = [str(python), "-m", "pip", "install", "--quiet", requirement]
        ended = subprocess.run(install, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            words = ended.stderr.strip()[-400:]
            raise EngineFailedError(f"{requirement} could not be installed: {words}")
    return FOLDER / "bin" / name


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
