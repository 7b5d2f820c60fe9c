"""Measures finding an authority: `bench finder`.

The same invented directory is served by this program, to a reader who is signed in, and by Datasette,
to everybody; both answer the same questions in turn within one run. What counts is computing time
for each answer, of all processes of a server, and the instructions of one answer, which hardly
depend on what else the machine does.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, replace
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks import questions as q
from benchmarks.asking import Outcome, Task
from benchmarks.filled import SEEDS, FilledFolder, filled_folder, reader_cookie
from benchmarks.guarded_application import EMPTY_PAGE
from benchmarks.instructions import can_count, counted
from benchmarks.invented_records import invented_directory
from benchmarks.measuring import ROOT, EngineFailedError, Ratio
from benchmarks.peers import datasette
from benchmarks.serving import Server, served

SIZES = (650, 20_000)
OURS, PEER = "directory", "datasette"
SEARCH, COLD_SEARCH = "search, warm", "search, cold"
RECORD, COLD_RECORD = "record, warm", "record, cold"
PAIR = "State and type, warm"
ANSWER, EMPTY, MANY = "answer", "empty page", "200 connections"
BYTES_IN_KILOBYTE = 1000

LEAST_TIMES_CHEAPER = {
    (SEARCH, SIZES[0]): 25,
    (COLD_SEARCH, SIZES[1]): 100,
    (RECORD, SIZES[0]): 3,
    (RECORD, SIZES[1]): 3,
    (PAIR, SIZES[0]): 5,
    (PAIR, SIZES[1]): 5,
}
"""How many times less computing time an answer takes than the peer's."""
GREATEST_GROWTH = 2.5
"""Instructions of a search at the largest size may be this many times those at the smallest, be its
texts warm or cold."""
GREATEST_TIMES_EMPTY = {RECORD: 1.8, SEARCH: 4.0}
"""Instructions of a page at the smallest size may be this many times those of an empty page."""
GREATEST_SEARCH_KILOBYTES = 15.0
WARM_AND_COLD = (
    "Warm: some addresses come again and again, each was asked for just before, so that whatever"
    " a server keeps helps it; ours keeps pages for one stamp of the directory and one minute.",
    "Cold: no address and no text comes twice, so that no page and no answer of the search was kept.",
)
CONNECTIONS_AT_ONCE = 200
WORKERS_FOR_MANY = 2
PEERS_CONNECTIONS = 1
"""Datasette takes seconds for a search in a large directory; more at once would only wait."""
SECONDS_TO_WARM = 30.0
"""At most, for asking once for every address that comes again and again."""
COUNTED_OF_EACH = 15
"""Addresses of each kind whose instructions are counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one kind of page cost at one server."""

    size: int
    server: str
    kind: str
    cpu_ms: float
    median_ms: float
    late_ms: float
    answers: int
    answers_per_second: float
    longest_kilobytes: float
    failures: tuple[str, ...] = ()
    instructions: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page, with the addresses that each server has for the same questions."""

    name: str
    ours: tuple[str, ...]
    peers: tuple[str, ...] = ()
    """Nothing where the peer has no such page."""
    is_cold: bool = False
    """Whether no address comes twice, so that nothing that was kept helps."""

    @property
    def to_count(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what is asked for before instructions are counted, and what is counted."""
        first, second = self.ours[:COUNTED_OF_EACH], self.ours[COUNTED_OF_EACH:][:COUNTED_OF_EACH]
        return (second, first) if self.is_cold else (first, first)


def run(argv: Sequence[str]) -> int:
    """Measure, print, and return 0; 1 if a server fails or `--check` finds a ratio not kept."""
    options = _options(argv)
    console = Console(stderr=True)
    try:
        figures = [
            figure
            for size in sorted(set(options.sizes))
            for figure in _measure(size, options, console)
        ]
    except EngineFailedError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    ratios = ratios_of(figures)
    if options.json:
        _print_json(figures, ratios)
    else:
        _print_words(figures, ratios)
    return 1 if options.check and not all(ratio.is_kept for ratio in ratios) else 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench finder", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="authorities in the directory"
    )
    parser.add_argument("--rounds", type=int, default=3, help="batches of each kind; median counts")
    parser.add_argument("--seconds", type=float, default=2, help="how long a batch lasts")
    parser.add_argument("--fresh", action="store_true", help="make the directories anew")
    parser.add_argument(
        "--no-instructions", action="store_true", help="leave out counting by callgrind"
    )
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument(
        "--check", action="store_true", help="fail when a stated ratio is missed or not measured"
    )
    return parser.parse_args(argv)


def _measure(size: int, options: argparse.Namespace, console: Console) -> Iterator[Figure]:
    """Yield what each kind of page costs at a size, at both servers."""
    console.print(f"A directory of {size:,} authorities …", style="dim", markup=False)
    folder = filled_folder(size, is_fresh=options.fresh)
    cookie = reader_cookie(folder)
    kinds = _kinds(folder)
    instructions = {}
    if can_count() and not options.no_instructions:
        console.print("  counting instructions …", style="dim", markup=False)
        instructions = counted(folder, cookie, {kind.name: kind.to_count for kind in kinds})
    with ExitStack() as stack:
        ours = stack.enter_context(_our_server(folder))
        peer = stack.enter_context(served(PEER, datasette.command(folder.peers_file), {}))
        for kind in kinds:
            console.print(f"  {kind.name} …", style="dim", markup=False)
            for figure in _side_by_side(kind, size, ours, peer, cookie, options):
                is_ours = figure.server == OURS
                yield replace(figure, instructions=instructions.get(kind.name) if is_ours else None)
    if size == max(options.sizes):
        console.print(f"  {MANY} …", style="dim", markup=False)
        with _our_server(folder, WORKERS_FOR_MANY) as ours:
            task = Task(ours.port, kinds[0].ours, cookie, CONNECTIONS_AT_ONCE, options.seconds * 2)
            # Each worker makes its catalogue when it begins; what is measured is a site in service.
            ours.wait_until_idle()
            _asked(replace(task, connections=WORKERS_FOR_MANY, seconds=SECONDS_TO_WARM / 3))
            yield _figure(MANY, size, [_batch(ours, task)], ours)


def _kinds(folder: FilledFolder) -> tuple[Kind, ...]:
    asked = q.questions_about(invented_directory(folder.size, SEEDS).records)
    file = folder.peers_file
    return (
        Kind(
            SEARCH,
            tuple(map(q.our_search, asked.searches)),
            tuple(datasette.search(file, search) for search in asked.searches),
        ),
        Kind(
            COLD_SEARCH,
            tuple(map(q.our_search, asked.cold_searches)),
            tuple(datasette.search(file, search) for search in asked.cold_searches),
            is_cold=True,
        ),
        Kind(
            RECORD,
            tuple(map(q.our_record, asked.records)),
            tuple(datasette.record(file, number) for number in asked.records),
        ),
        Kind(COLD_RECORD, tuple(map(q.our_record, asked.cold_records)), is_cold=True),
        Kind(
            PAIR,
            tuple(map(q.our_pair, asked.pairs)),
            tuple(datasette.pair(file, pair) for pair in asked.pairs),
        ),
        Kind(ANSWER, tuple(map(q.our_answer, asked.pairs))),
        Kind(EMPTY, (EMPTY_PAGE,)),
    )


def _our_server(folder: FilledFolder, workers: int = 1) -> AbstractContextManager[Server]:
    """Run the program as `serve` does: one thread in each process."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log", "--factory"),
        *("--host", "127.0.0.1", "--port", "{port}"),
        *("--workers", str(workers), "--blocking-threads", "1"),
        "benchmarks.guarded_application:made",
    ]
    return served(OURS, command, folder.environment())


def _side_by_side(
    kind: Kind, size: int, ours: Server, peer: Server, cookie: str, options: argparse.Namespace
) -> Iterator[Figure]:
    """Ask both servers in turn, in several rounds, and yield the median of each one's batches."""
    our_task = Task(ours.port, kind.ours, cookie, seconds=options.seconds)
    peers_task = Task(peer.port, kind.peers, connections=PEERS_CONNECTIONS, seconds=options.seconds)
    own: list[_Batch] = []
    others: list[_Batch] = []
    for _ in range(options.rounds):
        if not kind.is_cold:
            # What is kept is forgotten with the minute, and a batch is too short to make up for it.
            once = replace(our_task, begin_with=0, most_answers=len(kind.ours))
            _asked(replace(once, seconds=SECONDS_TO_WARM))
        own.append(_batch(ours, our_task))
        our_task = replace(our_task, begin_with=our_task.begin_with + own[-1].outcome.answers)
        if kind.peers:
            others.append(_batch(peer, peers_task))
            answers = others[-1].outcome.answers
            peers_task = replace(peers_task, begin_with=peers_task.begin_with + answers)
    yield _figure(kind.name, size, own, ours)
    if others:
        yield _figure(kind.name, size, others, peer)


@dataclass(frozen=True, slots=True)
class _Batch:
    outcome: Outcome
    cpu_seconds: float

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / max(self.outcome.answers, 1)


def _batch(server: Server, task: Task) -> _Batch:
    before = server.cpu_seconds()
    outcome = _asked(task)
    return _Batch(outcome, server.cpu_seconds() - before)


def _asked(task: Task) -> Outcome:
    """Ask from a process of its own, whose computing time is not the server's."""
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.asking"],
        input=json.dumps(asdict(task)),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if ended.returncode != 0:
        raise EngineFailedError(f"Asking failed: {ended.stderr.strip()[-400:]}")
    return Outcome(**json.loads(ended.stdout))


def _figure(kind: str, size: int, batches: Sequence[_Batch], server: Server) -> Figure:
    outcomes = [batch.outcome for batch in batches]
    return Figure(
        size=size,
        server=server.name,
        kind=kind,
        cpu_ms=median(batch.cpu_ms for batch in batches),
        median_ms=median(outcome.median_ms for outcome in outcomes),
        late_ms=median(outcome.late_ms for outcome in outcomes),
        answers=sum(outcome.answers for outcome in outcomes),
        answers_per_second=median(outcome.answers / outcome.seconds for outcome in outcomes),
        longest_kilobytes=max(outcome.longest_bytes for outcome in outcomes) / BYTES_IN_KILOBYTE,
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
    )


def ratios_of(figures: Sequence[Figure]) -> list[Ratio]:
    """Return every stated ratio for which the sizes that were measured are enough."""
    found = {(figure.kind, figure.size, figure.server): figure for figure in figures}
    sizes = sorted({figure.size for figure in figures})
    return [
        *_beside_the_peer(found),
        *_growth(found, sizes),
        *_beside_an_empty_page(found, sizes[0]),
        *_weight(found, sizes),
        *_failures(figures),
    ]


Found = dict[tuple[str, int, str], Figure]


def _beside_the_peer(found: Found) -> Iterator[Ratio]:
    for (kind, size), least in LEAST_TIMES_CHEAPER.items():
        ours, peers = found.get((kind, size, OURS)), found.get((kind, size, PEER))
        if ours and peers:
            name = f"{kind}: computing time of {PEER} beside ours, {size:,} authorities"
            yield Ratio(name, peers.cpu_ms / ours.cpu_ms, least, is_least=True)


def _growth(found: Found, sizes: Sequence[int]) -> Iterator[Ratio]:
    first, last = sizes[0], sizes[-1]
    if first == last:
        return
    for kind in (SEARCH, COLD_SEARCH):
        small, large = (found[kind, size, OURS].instructions for size in (first, last))
        name = f"{kind}: growth of instructions from {first:,} to {last:,} authorities"
        yield Ratio(name, large / small if small and large else None, GREATEST_GROWTH)


def _beside_an_empty_page(found: Found, size: int) -> Iterator[Ratio]:
    nothing = found[EMPTY, size, OURS].instructions
    for kind, most in GREATEST_TIMES_EMPTY.items():
        page = found[kind, size, OURS].instructions
        name = f"{kind}: instructions beside an empty page, {size:,} authorities"
        yield Ratio(name, page / nothing if page and nothing else None, most)


def _weight(found: Found, sizes: Sequence[int]) -> Iterator[Ratio]:
    for size in sizes:
        for kind in (SEARCH, COLD_SEARCH):
            name = f"{kind}: kilobytes of the longest page, {size:,} authorities"
            longest = found[kind, size, OURS].longest_kilobytes
            yield Ratio(name, longest, GREATEST_SEARCH_KILOBYTES)


def _failures(figures: Sequence[Figure]) -> Iterator[Ratio]:
    for figure in figures:
        if figure.failures or figure.kind == MANY:
            name = f"{figure.kind}: failures of {figure.server}, {figure.size:,} authorities"
            yield Ratio(name, len(figure.failures), 0)


def _print_json(figures: Sequence[Figure], ratios: Sequence[Ratio]) -> None:
    plain = {
        "figures": [asdict(figure) for figure in figures],
        "ratios": [ratio.plain for ratio in ratios],
    }
    sys.stdout.write(json.dumps(plain) + "\n")


def _print_words(figures: Sequence[Figure], ratios: Sequence[Ratio]) -> None:
    table = Table(title="Finding an authority")
    columns = (
        "page",
        "authorities",
        "server",
        "CPU ms",
        "M instr.",
        "ms",
        "late ms",
        "a second",
        "kB",
    )
    for at, column in enumerate(columns):
        table.add_column(column, justify="left" if at in {0, 2} else "right")
    for figure in figures:
        instructions = figure.instructions
        table.add_row(
            figure.kind,
            f"{figure.size:,}",
            figure.server,
            f"{figure.cpu_ms:.2f}",
            f"{instructions / 1e6:.2f}" if instructions else "",
            f"{figure.median_ms:.1f}",
            f"{figure.late_ms:.1f}",
            f"{figure.answers_per_second:.0f}",
            f"{figure.longest_kilobytes:.1f}",
        )
    console = Console()
    console.print(table)
    for sentence in WARM_AND_COLD:
        console.print(sentence, markup=False)
    for figure in figures:
        for failure in figure.failures[:3]:
            console.print(f"{figure.server}, {figure.kind}: {failure}", style="red", markup=False)
    for ratio in ratios:
        console.print(ratio.in_words, markup=False)
