"""How often an engine is run, and what is made of its runs."""

import sys
from pathlib import Path

import pytest

from benchmarks.engines import KeptInFolder
from benchmarks.measuring import SHORT_RUNS, EngineFailedError, measured

ENGINE = """
import json, pathlib, sys
file = pathlib.Path(sys.argv[1])
runs = int(file.read_text()) + 1 if file.exists() else 1
file.write_text(str(runs))
print(json.dumps({"peak_kilobytes": 1024 * runs, "setting_seconds": runs}))
"""


def test_a_short_engine_is_run_again_and_its_middle_run_counts(tmp_path: Path) -> None:
    output = tmp_path / "runs"
    cost = measured("short", 1, [sys.executable, "-c", ENGINE, str(output)], output, 1)
    assert output.read_text() == str(SHORT_RUNS)
    assert cost.setting_seconds == (SHORT_RUNS + 1) / 2
    assert cost.peak_megabytes == SHORT_RUNS


def test_an_engine_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(EngineFailedError, match="broken failed: no paper"):
        measured("broken", 1, [sys.executable, "-c", "exit('no paper')"], tmp_path, 1)


def test_a_second_run_finds_only_what_the_edition_before_kept(tmp_path: Path) -> None:
    before = KeptInFolder(tmp_path / "before", found_in=tmp_path / "none")
    before.put("key", b"chapter")
    again = KeptInFolder(tmp_path / "again", found_in=tmp_path / "before")
    again.put("other", b"chapter")
    assert (before.get("key"), again.get("key"), again.get("other")) == (None, b"chapter", None)
