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

PEERS = {
    "typst": ("typst_engine.py", "typst", "0.15.2"),
    "weasyprint": ("weasyprint_engine.py", "weasyprint", "70.0"),
    "pyrtf": ("pyrtf_engine.py", "PyRTF3", "0.47.5"),
}
"""Engines of other makers that live in the peers' own environment: script, package, version."""

SIZES = (650, 5000)
OUR_ENGINES = ("pdf", "rtf")
AGAIN = ("pdf-before", "pdf-again")
"""The edition before, which leaves its chapters behind, and the same edition made from them."""

COPIES = ("mark", "sign")
"""The steps of one copy of the PDF that was set before: whose it is, and that we made it."""

ARABIC = "pdf in Arabic"

GREATEST_GROWTH = 8.5
"""CPU time from 650 to 5,000 authorities may grow this many times; the records grow 7.7 times."""
GREATEST_SHARES = {"platypus": 0.10, "typst": 0.60, "weasyprint": 0.02}
"""Part of a peer's CPU time that our PDF may take."""
GREATEST_RTF_SHARE = 0.30
"""Part of PyRTF3's CPU time that our RTF may take."""
GREATEST_ARABIC = 1.6
"""How many times as long as the English PDF the Arabic one may take."""
GREATEST_AGAIN = 0.4
"""Part of the time of a full PDF that one with few changes may take, of the setting alone."""
GREATEST_MARK = 0.1
"""Part of the time of a signature that a mark on every page of the same file may take."""
GREATEST_MEGABYTES = {650: 200, 5000: 1000}
"""Peak memory of our PDF by size."""


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
    parser.add_argument(
        "--runs",
        type=int,
        default=1,
        help="runs of each engine, three at least of short ones; median counts",
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="also typst, platypus and PyRTF3, at the smallest size (in instance/bench-peers)",
    )
    parser.add_argument(
        "--weasyprint", action="store_true", help="with --peers: also WeasyPrint, which takes long"
    )
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument("--check", action="store_true", help="fail when a stated ratio is missed")
    return parser.parse_args(argv)


def _all_costs(options: argparse.Namespace, console: Console) -> list[Cost]:
    costs: list[Cost] = []
    sizes: list[int] = sorted(set(options.sizes))
    with tempfile.TemporaryDirectory(prefix="bench-edition-") as folder:
        for size in sizes:
            source = _frozen_document(size, "en", Path(folder))
            costs += [_cost(engine, size, source, options, console) for engine in OUR_ENGINES]
            if size == sizes[0]:
                # At once and not after the peers, who keep the machine busy for minutes.
                arabic = _frozen_document(size, "ar", Path(folder))
                cost = _cost("pdf", size, arabic, options, console)
                costs.append(dataclasses.replace(cost, engine=ARABIC))
                others = _others(options)
                costs += [_cost(engine, size, source, options, console) for engine in others]
                _compare(source, console)
    return costs


def _others(options: argparse.Namespace) -> list[str]:
    peers = ["platypus", "typst", "pyrtf"] if options.peers else []
    slow = ["weasyprint"] if options.peers and options.weasyprint else []
    return [*AGAIN, *COPIES, *peers, *slow]


def _cost(
    engine: str, size: int, source: Path, options: argparse.Namespace, console: Console
) -> Cost:
    console.print(f"{engine}, {source.stem} …", style="dim", markup=False)
    output = source.with_suffix(f".{engine}")
    return measured(engine, size, _command(engine, source, output), output, options.runs)


def _compare(source: Path, console: Console) -> None:
    """Make sure that the edition made from kept chapters is the same, byte for byte."""
    whole, again = (source.with_suffix(f".{name}").read_bytes() for name in ("pdf", "pdf-again"))
    if whole != again:
        raise EngineFailedError("The PDF made from kept chapters differs from the full one.")
    console.print("the PDF made from kept chapters has the same bytes", style="dim")


def _frozen_document(authorities: int, language: str, folder: Path) -> Path:
    """Write the document for our engines as a pickle, and as JSON for those of other makers."""
    document = outlined(invented_edition(authorities), language)
    source = folder / f"edition-{authorities}-{language}.pickle"
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
    if engine in PEERS:
        name, *distribution = PEERS[engine]
        script = Path(__file__).parent / "peers" / name
        document = source.with_suffix(".json")
        python = peers_program("python", *distribution)
        return [str(python), str(script), str(document), str(output), str(FOLDER)]
    if engine in COPIES:
        finished = str(source.with_suffix(".pdf"))
        return [sys.executable, "-m", "benchmarks.marking", engine, finished, str(output)]
    return [sys.executable, "-m", "benchmarks.engines", engine, str(source), str(output)]


def _ratios(costs: list[Cost]) -> list[Ratio]:
    """Return growth of each of our engines, and our share of each peer's time."""
    ratios: list[Ratio] = []
    for engine in OUR_ENGINES:
        own = [cost for cost in costs if cost.engine == engine]
        if len(own) > 1:
            ratios.append(_growth(own[0], own[-1]))
    first = {cost.engine: cost for cost in reversed(costs)}
    ours = first["pdf"]
    for engine, greatest in GREATEST_SHARES.items():
        if engine in first:
            share = _share(ours, first[engine])
            ratios.append(Ratio(f"CPU time of our PDF beside {engine}", share, greatest))
    if "pyrtf" in first:
        share = _share(first["rtf"], first["pyrtf"])
        ratios.append(Ratio("CPU time of our RTF beside PyRTF3", share, GREATEST_RTF_SHARE))
    arabic = first[ARABIC].setting_seconds / ours.setting_seconds
    ratios.append(Ratio("setting the Arabic PDF beside the English one", arabic, GREATEST_ARABIC))
    again = first["pdf-again"].setting_seconds / ours.setting_seconds
    ratios.append(Ratio("setting again with few changes", again, GREATEST_AGAIN))
    mark = first["mark"].setting_seconds / first["sign"].setting_seconds
    ratios.append(Ratio("marking a copy beside signing it", mark, GREATEST_MARK))
    ratios += [
        Ratio(
            f"peak MB of the PDF of {cost.authorities:,}",
            cost.peak_megabytes,
            GREATEST_MEGABYTES[cost.authorities],
        )
        for cost in costs
        if cost.engine == "pdf" and cost.authorities in GREATEST_MEGABYTES
    ]
    return ratios


def _share(ours: Cost, peer: Cost) -> float:
    """Return our part of a peer's CPU time: of the setting alone where both tell it.

    Else all of both processes counts, with the start of Python and the reading of the document.
    """
    if peer.setting_seconds:
        return ours.setting_seconds / peer.setting_seconds
    return ours.cpu_seconds / peer.cpu_seconds


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
    columns = ("engine", "authorities", "seconds", "CPU seconds", "setting", "peak MB", "file MB")
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    for cost in costs:
        table.add_row(
            cost.engine,
            f"{cost.authorities:,}",
            f"{cost.wall_seconds:.2f}",
            f"{cost.cpu_seconds:.2f}",
            f"{cost.setting_seconds:.2f}" if cost.setting_seconds else "",
            f"{cost.peak_megabytes:.0f}",
            f"{cost.file_megabytes:.1f}",
        )
    console = Console()
    console.print(table)
    for ratio in ratios:
        console.print(ratio.in_words)
