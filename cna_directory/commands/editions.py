"""`edition`: list, prove, issue, hold, export, recompile, verify and trace editions.

Exit codes are those of all commands: 0 where everything is as it should be; 1 where it is not, or
something was refused, which is said in words: an edition failed, is held, or did not come out as it
was issued.
"""

import argparse
from pathlib import Path

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.commands import copies
from cna_directory.commands.console import Commands, add_command, answer, directory, progress
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import LAST_YEAR, EditionNumber
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.queries import watched
from cna_directory.editions.rules import over_all
from cna_directory.errors import NotFound, Problem, RuleBroken
from cna_directory.languages import EDITION_LANGUAGES
from cna_directory.settings import Settings

NOT_AS_IT_SHOULD_BE = 1
"""The exit code where nothing was refused, and yet something is wrong."""

STOPPED = frozenset({EditionStatus.FAILED, EditionStatus.HELD})


def add_to(commands: Commands) -> None:
    """Add the commands."""
    group = commands.add_parser(
        "edition", help="list, prove, issue, hold, export, recompile, verify and trace editions"
    )
    actions = group.add_subparsers(metavar="ACTION", required=True)
    add_command(actions, "list", list_, "list the issued editions and what is awaited")
    issue_ = add_command(actions, "issue", issue, "do what is due, as the scheduler does")
    issue_.add_argument("number", nargs="?", help="for example 2026/2: fail unless it is issued")
    issue_.add_argument("--now", action="store_true", help="issue a closed edition before its day")
    issue_.add_argument("--reason", default="", help="why before its day; the trail keeps it")
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
    again = add_command(
        actions, "recompile", recompile, "compile a past edition again and compare every byte"
    )
    again.add_argument("number", help="for example 2026/1")
    copies.add_to(actions)


def number_from(text: str) -> EditionNumber:
    """Return the edition's number.

    Raises:
        NotFound: the text is not the number of an edition.
    """
    try:
        number = EditionNumber.parse(text)
    except ValueError as error:
        raise NotFound(str(error)) from error
    # An edition is issued after its year may have ended, and has one that follows it.
    if not 0 < number.year < LAST_YEAR:
        raise NotFound(f"No edition can have the number {text.strip()}.")
    return number


def list_(chosen: argparse.Namespace) -> int:
    """List what is issued, what is closed or awaited, and what comes next."""
    with directory() as (_, settings):
        now = clock.now()
        editions = queries.issued_editions()
        issued = [str(edition.number) for edition in editions]
        withdrawn = [str(edition.number) for edition in editions if edition.is_withdrawn]
        awaited = [str(a.number) for a in queries.awaited_editions(settings, now)]
        closed = [str(s.number) for s in queries.standings(settings, now) if s.is_frozen]
        coming = queries.next_edition(settings, now)
    sentence = (
        f"Issued: {', '.join(issued) or 'none'}\nOf them withdrawn: {', '.join(withdrawn) or 'none'}"
        f"\nClosed and not issued: {', '.join(closed) or 'none'}"
        f"\nDue and not issued: {', '.join(awaited) or 'none'}"
        f"\nNext: {coming.number}, closing {coming.closing_on}, issue {coming.issue_on}"
    )
    answer(
        chosen,
        sentence,
        issued=issued,
        withdrawn=withdrawn,
        closed=closed,
        awaited=awaited,
        next=str(coming.number),
    )
    return 0


def issue(chosen: argparse.Namespace) -> int:
    """Do at once what the scheduler does at its next wake.

    Exit code 1 if an edition failed or is held, or the one that was named is not issued after it.
    """
    with directory() as (_, settings), progress("Building") as show:
        number = number_from(chosen.number) if chosen.number else None
        if chosen.now:
            _hasten(number, chosen.reason, settings)
        outcomes = operations.reconcile(
            SCHEDULER, settings, clock.now(), over_all(len(EDITION_LANGUAGES), show)
        )
        issued = {edition.number for edition in queries.issued_editions()}
    said = [f"{o.number} {o.status} {o.reason}".strip() for o in outcomes]
    answer(chosen, "\n".join(said) or "Nothing is due.", outcomes=said)
    is_out = number is None or number in issued
    has_stopped = any(o.status in STOPPED for o in outcomes)
    return 0 if is_out and not has_stopped else NOT_AS_IT_SHOULD_BE


def _hasten(number: EditionNumber | None, reason: str, settings: Settings) -> None:
    if number is None:
        raise RuleBroken([Problem("number", "Say which edition is to be issued now.")])
    schedule = queries.schedule_of(settings)
    operations.hasten_edition(OPERATOR, number, schedule=schedule, reason=reason)


def proof(chosen: argparse.Namespace) -> int:
    """Build the files of an edition as things stand now; nothing is issued or recorded."""
    with directory() as (_, settings), progress("Building") as show:
        files = operations.build_proof(
            settings,
            number_from(chosen.number),
            clock.now(),
            over_all(len(EDITION_LANGUAGES), show),
        )
    return _write(chosen, [(file.name, file.content) for file in files])


def hold(chosen: argparse.Namespace) -> int:
    """Keep an edition back."""
    with directory() as (_, settings):
        number = number_from(chosen.number)
        watched.watched_edition(number, settings, clock.now())  # None is held that nobody awaits.
        schedule = queries.schedule_of(settings)
        operations.hold_edition(OPERATOR, number, schedule=schedule, reason=chosen.reason)
    answer(chosen, f"Edition {number} is held back until it is released.", held=str(number))
    return 0


def release(chosen: argparse.Namespace) -> int:
    """Let a held edition go; the scheduler does what is due of it."""
    with directory() as (_, settings):
        number = number_from(chosen.number)
        operations.release_edition(OPERATOR, number, schedule=queries.schedule_of(settings))
    answer(chosen, f"Edition {number} is released.", released=str(number))
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write the files of an issued edition, byte for byte as they are stored and signed."""
    with directory():
        number = number_from(chosen.number)
        edition = queries.issued_edition(number.year, number.half)
        found = [(f.name, b"".join(queries.chunks_of(f.sha256))) for f in edition.files]
    return _write(chosen, found)


def recompile(chosen: argparse.Namespace) -> int:
    """Compile a past edition from the revisions; exit code 1 unless every byte is the same."""
    with directory() as (_, settings), progress("Building") as show:
        number = number_from(chosen.number)
        again = operations.recompiled(
            OPERATOR, settings, number, over_all(len(EDITION_LANGUAGES), show)
        )
    different = [name for name, is_same in again.files.items() if not is_same]
    if again.is_same:
        sentence = f"Edition {number} compiles again to the same {len(again.files)} files."
    elif not again.is_content_same:
        sentence = f"The revisions give another content than edition {number} has."
    else:
        sentence = "The content is the same, and these files are not: " + ", ".join(different)
    answer(
        chosen,
        sentence,
        edition=str(number),
        is_content_same=again.is_content_same,
        different=different,
    )
    return 0 if again.is_same else NOT_AS_IT_SHOULD_BE


def _write(chosen: argparse.Namespace, files: list[tuple[str, bytes]]) -> int:
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (chosen.out / name).write_bytes(content)
    paths = [str(chosen.out / name) for name, _ in files]
    answer(chosen, "\n".join(paths), files=paths)
    return 0
