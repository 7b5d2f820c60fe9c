"""`edition`: list, prove, issue, hold and export editions."""

import argparse
from pathlib import Path

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.commands.console import Commands, add_command, answer, directory, progress
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import EditionStatus
from cna_directory.errors import NotFound


def add_to(commands: Commands) -> None:
    """Add the commands."""
    group = commands.add_parser("edition", help="list, prove, issue, hold and export editions")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    add_command(actions, "list", list_, "list the issued editions and what is awaited")
    add_command(actions, "issue", issue, "issue every edition that is due, as the scheduler does")
    proof_ = add_command(actions, "proof", proof, "build an edition as things stand, issue nothing")
    proof_.add_argument("number", help="for example 2026/2")
    proof_.add_argument("--out", type=Path, required=True, help="folder for the files")
    hold_ = add_command(actions, "hold", hold, "keep an edition back before it is issued")
    hold_.add_argument("number", help="for example 2026/2")
    hold_.add_argument("--reason", required=True, help="why; the trail keeps it")
    release_ = add_command(actions, "release", release, "let a held edition go")
    release_.add_argument("number", help="for example 2026/2")
    export_ = add_command(actions, "export", export, "write the files of an issued edition")
    export_.add_argument("number", help="for example 2026/1")
    export_.add_argument("--out", type=Path, required=True, help="folder for the files")


def number_from(text: str) -> EditionNumber:
    """Return the edition's number.

    Raises:
        NotFound: the text is not the number of an edition.
    """
    try:
        return EditionNumber.parse(text)
    except ValueError as error:
        raise NotFound(str(error)) from error


def list_(chosen: argparse.Namespace) -> int:
    """List what is issued, what is awaited, and what comes next."""
    with directory() as (_, settings):
        issued = [str(edition.number) for edition in queries.issued_editions()]
        awaited = [str(a.number) for a in queries.awaited_editions(settings, clock.now())]
        coming = queries.next_edition(settings, clock.now())
    sentence = (
        f"Issued: {', '.join(issued) or 'none'}\nDue and not issued: {', '.join(awaited) or 'none'}"
        f"\nNext: {coming.number}, closing {coming.closing_on}, issue {coming.issue_on}"
    )
    answer(chosen, sentence, issued=issued, awaited=awaited, next=str(coming.number))
    return 0


def issue(chosen: argparse.Namespace) -> int:
    """Do at once what the scheduler does at its next wake; exit code 1 if an edition failed."""
    with directory() as (_, settings), progress("Building") as show:
        outcomes = operations.reconcile(
            SCHEDULER, settings, clock.now(), lambda stage, done, in_all: show(done, in_all)
        )
    said = [f"{o.number} {o.status} {o.reason}".strip() for o in outcomes]
    answer(chosen, "\n".join(said) or "Nothing is due.", outcomes=said)
    return int(any(o.status is EditionStatus.FAILED for o in outcomes))


def proof(chosen: argparse.Namespace) -> int:
    """Build the files of an edition as things stand now; nothing is issued or recorded."""
    with directory() as (_, settings), progress("Building") as show:
        files = operations.build_proof(
            settings,
            number_from(chosen.number),
            clock.now(),
            lambda stage, done, in_all: show(done, in_all),
        )
    return _write(chosen, [(file.name, file.content) for file in files])


def hold(chosen: argparse.Namespace) -> int:
    """Keep an edition back."""
    with directory() as (_, settings):
        number = number_from(chosen.number)
        schedule = queries.schedule_of(settings)
        operations.hold_edition(OPERATOR, number, schedule=schedule, reason=chosen.reason)
    answer(chosen, f"Edition {number} is held back until it is released.", held=str(number))
    return 0


def release(chosen: argparse.Namespace) -> int:
    """Let a held edition go; the scheduler issues it if its day has come."""
    with directory() as (_, settings):
        number = number_from(chosen.number)
        operations.release_edition(OPERATOR, number, schedule=queries.schedule_of(settings))
    answer(chosen, f"Edition {number} is released.", released=str(number))
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write the files of an issued edition, byte for byte as they are downloaded."""
    with directory():
        number = number_from(chosen.number)
        for edition in queries.issued_editions():
            if edition.number == number:
                found = [(f.name, b"".join(queries.chunks_of(f.sha256))) for f in edition.files]
                return _write(chosen, found)
    raise NotFound(f"Edition {number} is not issued.")


def _write(chosen: argparse.Namespace, files: list[tuple[str, bytes]]) -> int:
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (chosen.out / name).write_bytes(content)
    paths = [str(chosen.out / name) for name, _ in files]
    answer(chosen, "\n".join(paths), files=paths)
    return 0
