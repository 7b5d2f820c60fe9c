"""Runs one engine in a process of its own and says what it cost."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
"""The checkout, from which the measured processes import."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one engine needed for one edition."""

    engine: str
    authorities: int
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    file_megabytes: float


class EngineFailedError(RuntimeError):
    """Tells that an engine ended without a file, and its last words."""


def measured(engine: str, authorities: int, command: list[str], output: Path, runs: int) -> Cost:
    """Return the median cost of several runs of a command that writes one file."""
    costs = [_once(engine, command) for _ in range(runs)]
    walls, cpus, peaks = zip(*costs, strict=True)
    return Cost(
        engine=engine,
        authorities=authorities,
        wall_seconds=median(walls),
        cpu_seconds=median(cpus),
        peak_megabytes=max(peaks),
        file_megabytes=output.stat().st_size / 1e6,
    )


def report_peak() -> None:
    """Print this process's own peak memory, for the process that measures it.

    A child's peak as its parent sees it can hold the parent's memory from before the start.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            sys.stdout.write(json.dumps({"peak_kilobytes": int(line.split()[1])}) + "\n")


def _once(engine: str, command: list[str]) -> tuple[float, float, float]:
    started = time.perf_counter()
    before = os.times()
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    after = os.times()
    wall = time.perf_counter() - started
    if ended.returncode != 0:
        raise EngineFailedError(f"{engine} failed: {ended.stderr.strip()[-400:]}")
    cpu = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    peak = json.loads(ended.stdout.strip().splitlines()[-1])["peak_kilobytes"] / 1024
    return wall, cpu, peak
