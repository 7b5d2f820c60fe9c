"""Tests. Before anything else is imported, Python is told where it keeps what it compiles.

On a machine that is told to keep none of it, each worker of a run, and each process that a test
starts, would compile the program and its libraries anew: five seconds every time.
"""

import os
import sys
from pathlib import Path

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
