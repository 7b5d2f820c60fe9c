"""`import` and `export`: tables of records, read without writing anything, and everything as files.

Nobody writes records from the command line. Two officers do: one reads a table in on the desk, and
another accepts it. The command says beforehand what a table would change and what is wrong with it.
Exit codes of `import`: 0 where nothing is wrong with the table; 1 where something is, where it cannot
be read, and without `--dry-run`.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

from cna_directory import clock
from cna_directory.access.actors import OPERATOR
from cna_directory.authorities.queries import count_records
from cna_directory.commands.console import Commands, add_command, answer, directory
from cna_directory.errors import NotFound, Problem, RuleBroken
from cna_directory.exchange.exporting import files_of_export
from cna_directory.exchange.operations import ExportFormat, record_export
from cna_directory.exchange.queries import DryRun, dry_run
from cna_directory.exchange.rules.rows import ReadRow
from cna_directory.exchange.rules.tables import ENCODING_NAMES, LARGEST_FILE, TOO_LARGE

WITH_PROBLEMS = 1
TWO_OFFICERS = (
    "Records are written when two officers agree: one reads the table in on the desk, another"
    " accepts it ({address}/desk/imports). With --dry-run this command says what the table would"
    " change and what is wrong with it."
)


def add_to(commands: Commands) -> None:
    """Add the commands."""
    import_ = add_command(
        commands,
        "import",
        read,
        "say what a table of records would change and what is wrong with it; nothing is written",
    )
    import_.add_argument("file", type=Path, help="the table, as CSV")
    import_.add_argument(
        "--dry-run", action="store_true", help="must be given: two officers write, on the desk"
    )
    export_ = add_command(
        commands, "export", export, "write all live records with their schema into a folder"
    )
    export_.add_argument("--out", type=Path, required=True, help="the folder to write into")
    export_.add_argument(
        "--format", choices=[each.value for each in ExportFormat], default=ExportFormat.CSV.value
    )


def read(chosen: argparse.Namespace) -> int:
    """Read a table and compare it with the records; exit code 0 only if nothing is wrong with it."""
    content = _content(chosen.file)
    with directory() as (_, settings):
        if not chosen.dry_run:
            raise RuleBroken([Problem("import", TWO_OFFICERS.format(address=settings.base_url))])
        found = dry_run(content)
    faulty = [row for row in found.read if row.problems]
    answer(
        chosen,
        _words(found),
        encoding=found.encoding,
        rows=found.rows,
        changed=len(found.read) - len(faulty),
        faulty=len(faulty),
        read=[_plain(row) for row in found.read],
    )
    return WITH_PROBLEMS if faulty else 0


def export(chosen: argparse.Namespace) -> int:
    """Write everything; the trail knows of it before the first byte."""
    file_format = ExportFormat(chosen.format)
    with directory():
        records = count_records().all
        record_export(OPERATOR, file_format=file_format, records=records)
        names = []
        for name, pieces in files_of_export(file_format, clock.now()):
            names.append(name)
            _write(chosen.out / name, "".join(pieces))
    answer(
        chosen,
        f"{records} records written to {chosen.out}: {', '.join(names)}.",
        records=records,
        files=names,
    )
    return 0


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RuleBroken([Problem("file", TOO_LARGE)])
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from error


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise NotFound(f"{path} cannot be written: {error.strerror}.") from error


def _words(found: DryRun) -> str:
    faulty = [row for row in found.read if row.problems]
    lines = [
        f"{found.rows} rows, read as {ENCODING_NAMES[found.encoding]}:"
        f" {len(found.read) - len(faulty)} would change something, {len(faulty)} have problems."
        " Nothing was written."
    ]
    for row in found.read:
        lines += [f"row {row.row}, {it.column}: {it.words}" for it in row.problems]
        if not row.problems:
            lines += [f"row {row.row}, {it.path}: {it.old!r} -> {it.new!r}" for it in row.changes]
    return "\n".join(lines)


def _plain(row: ReadRow) -> dict[str, object]:
    return {
        "row": row.row,
        "number": row.number,
        "state": row.state,
        "name": row.name,
        "changes": [] if row.problems else [asdict(it) for it in row.changes],
        "problems": [asdict(it) for it in row.problems],
    }
