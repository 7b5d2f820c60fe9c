"""Runs one engine in a process of its own and says what it cost."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
"""The checkout, from which the measured processes import."""

SHORT_SECONDS = 10
"""An engine that is done in so many seconds of CPU time is run `SHORT_RUNS` times at least."""
SHORT_RUNS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one engine needed for one edition."""

    engine: str
    authorities: int
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    file_megabytes: float
    setting_seconds: float = 0.0
    """CPU time of the setting alone, without the start of the program; 0 where it is not told."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A stated ratio: what it is, what was measured, and within which bound it must lie."""

    name: str
    value: float | None
    """`None` where it could not be measured here; then it does not count as kept."""
    limit: float
    is_least: bool = False
    """Whether the limit is the least the value may be; else it is the most."""

    @property
    def is_kept(self) -> bool:
        """Say whether the ratio was measured and is within its limit."""
        if self.value is None:
            return False
        return self.value >= self.limit if self.is_least else self.value <= self.limit

    @property
    def in_words(self) -> str:
        """Return one line for people."""
        bound = f"at {'least' if self.is_least else 'most'} {self.limit:,.2f}"
        if self.value is None:
            return f"{self.name}: not measured, {bound}"
        verdict = "kept" if self.is_kept else "MISSED"
        return f"{self.name}: {self.value:,.2f}, {bound}: {verdict}"

    @property
    def plain(self) -> dict[str, object]:
        """Return the figures for programs."""
        return {**asdict(self), "is_kept": self.is_kept}


class EngineFailedError(RuntimeError):
    """Tells that an engine ended without a file, and its last words."""


def measured(engine: str, authorities: int, command: list[str], output: Path, runs: int) -> Cost:
    """Return the median cost of several runs of a command that writes one file.

    A short one is run more often: what else the machine does meanwhile weighs more on it.
    """
    first = _once(engine, command)
    _, cpu_seconds, *_ = first
    least = SHORT_RUNS if cpu_seconds < SHORT_SECONDS else 1
    costs = [first, *[_once(engine, command) for _ in range(max(runs, least) - 1)]]
    walls, cpus, peaks, settings = zip(*costs, strict=True)
    return Cost(
        engine=engine,
        authorities=authorities,
        wall_seconds=median(walls),
        cpu_seconds=median(cpus),
        peak_megabytes=max(peaks),
        file_megabytes=output.stat().st_size / 1e6,
        setting_seconds=median(settings),
    )


def report_peak(setting_seconds: float = 0.0) -> None:
    """Print this process's own peak memory, for the process that measures it.

    A child's peak as its parent sees it can hold the parent's memory from before the start.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            peak = int(line.split()[1])
            told = {"peak_kilobytes": peak, "setting_seconds": setting_seconds}
            sys.stdout.write(json.dumps(told) + "\n")


def _once(engine: str, command: list[str]) -> tuple[float, float, float, float]:
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
    told = json.loads(ended.stdout.strip().splitlines()[-1])
    return wall, cpu, told["peak_kilobytes"] / 1024, told.get("setting_seconds", 0.0)
