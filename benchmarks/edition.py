"""Measures the making of an edition: `bench edition`.

Every engine sets one frozen neutral document in a process of its own. Believe CPU time more than
wall time where the machine does other work as well.
"""

import argparse
import dataclasses
import json
import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.invented import invented_edition
from benchmarks.measuring import Cost, EngineFailedError, Ratio, measured
from benchmarks.peers.environment import peers_program
from publish.document import Block, Document
from publish.fonts import FOLDER
from publish.outline import outlined

TYPST = ("typst", "0.15.2")
SIZES = (650, 5000)
OUR_ENGINES = ("pdf", "rtf")

GREATEST_GROWTH = 8.5
"""CPU time from 650 to 5,000 authorities may grow this many times; the records grow 7.7 times."""
GREATEST_SHARES = {"platypus": 0.10, "typst": 0.60}
"""Part of a peer's CPU time that our PDF may take."""


def run(argv: Sequence[str]) -> int:
    """Measure, print, and return 0; 1 if `--check` finds a ratio missed or an engine failed."""
    options = _options(argv)
    console = Console(stderr=True)
    try:
        costs = _all_costs(options, console)
    except EngineFailedError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    ratios = _ratios(costs)
    if options.json:
        _print_json(costs, ratios)
    else:
        _print_words(costs, ratios)
    return 1 if options.check and not all(ratio.is_kept for ratio in ratios) else 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench edition", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="authorities in the edition"
    )
    parser.add_argument("--runs", type=int, default=1, help="runs of each engine; median counts")
    parser.add_argument(
        "--peers",
        action="store_true",
        help="also platypus and typst, at the smallest size; typst goes to instance/bench-peers",
    )
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument("--check", action="store_true", help="fail when a stated ratio is missed")
    return parser.parse_args(argv)


def _all_costs(options: argparse.Namespace, console: Console) -> list[Cost]:
    costs: list[Cost] = []
    sizes: list[int] = sorted(set(options.sizes))
    with tempfile.TemporaryDirectory(prefix="bench-edition-") as folder:
        for size in sizes:
            source = _frozen_document(size, Path(folder))
            engines = [
                *OUR_ENGINES,
                *(GREATEST_SHARES if options.peers and size == sizes[0] else ()),
            ]
            for engine in engines:
                console.print(f"{engine}, {size} authorities …", style="dim", markup=False)
                output = source.with_suffix(f".{engine}")
                command = _command(engine, source, output)
                costs.append(measured(engine, size, command, output, options.runs))
    return costs


def _frozen_document(authorities: int, folder: Path) -> Path:
    """Write the document for our engines as a pickle, and as JSON for those of other makers."""
    document = outlined(invented_edition(authorities), "en")
    source = folder / f"edition-{authorities}.pickle"
    source.write_bytes(pickle.dumps(document))
    source.with_suffix(".json").write_text(json.dumps(_plain(document)), encoding="utf-8")
    return source


def _plain(document: Document) -> dict[str, object]:
    plain = dataclasses.asdict(document)
    for chapter, plain_chapter in zip(document.chapters, plain["chapters"], strict=True):
        for block, plain_block in zip(chapter.blocks, plain_chapter["blocks"], strict=True):
            plain_block["kind"] = _kind(block)
    return plain


def _kind(block: Block) -> str:
    return type(block).__name__


def _command(engine: str, source: Path, output: Path) -> list[str]:
    if engine == "typst":
        script = Path(__file__).parent / "peers" / "typst_engine.py"
        document = source.with_suffix(".json")
        python = peers_program("python", *TYPST)
        return [str(python), str(script), str(document), str(output), str(FOLDER)]
    return [sys.executable, "-m", "benchmarks.engines", engine, str(source), str(output)]


def _ratios(costs: list[Cost]) -> list[Ratio]:
    """Return growth of each of our engines, and our share of each peer's time."""
    ratios: list[Ratio] = []
    for engine in OUR_ENGINES:
        own = [cost for cost in costs if cost.engine == engine]
        if len(own) > 1:
            ratios.append(_growth(own[0], own[-1]))
    ours = costs[0]
    for cost in costs:
        if cost.engine in GREATEST_SHARES:
            share = ours.cpu_seconds / cost.cpu_seconds
            name = f"CPU time of our PDF beside {cost.engine}"
            ratios.append(Ratio(name, share, GREATEST_SHARES[cost.engine]))
    return ratios


def _growth(small: Cost, large: Cost) -> Ratio:
    """Return the growth of CPU time, with the limit drawn to the sizes that were measured."""
    records = large.authorities / small.authorities
    limit = GREATEST_GROWTH * records / (SIZES[1] / SIZES[0])
    name = f"growth of {small.engine} for {records:.1f} times the records"
    return Ratio(name, large.cpu_seconds / small.cpu_seconds, limit)


def _print_json(costs: list[Cost], ratios: list[Ratio]) -> None:
    figures = {
        "costs": [dataclasses.asdict(cost) for cost in costs],
        "ratios": [ratio.plain for ratio in ratios],
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _print_words(costs: list[Cost], ratios: list[Ratio]) -> None:
    table = Table(title="Making an edition")
    columns = ("engine", "authorities", "seconds", "CPU seconds", "peak MB", "file MB")
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    for cost in costs:
        table.add_row(
            cost.engine,
            f"{cost.authorities:,}",
            f"{cost.wall_seconds:.2f}",
            f"{cost.cpu_seconds:.2f}",
            f"{cost.peak_megabytes:.0f}",
            f"{cost.file_megabytes:.1f}",
        )
    console = Console()
    console.print(table)
    for ratio in ratios:
        console.print(ratio.in_words)
