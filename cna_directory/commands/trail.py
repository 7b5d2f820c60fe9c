"""`trail`: prove that the record of what happened is whole, and take it along."""

import argparse
import json
import sys

from cna_directory.access.actors import OPERATOR
from cna_directory.audit import chain
from cna_directory.commands.console import Commands, add_command, answer, directory
from cna_directory.trail import operations, queries
from cna_directory.trail.operations import ExportFormat
from cna_directory.trail.rules import Selection


def add_to(commands: Commands) -> None:
    """Add the commands."""
    group = commands.add_parser("trail", help="verify or export the audit trail")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    verify_ = add_command(actions, "verify", verify, "recompute every link of the chain")
    verify_.add_argument("--head", default="", help="a hash that an edition printed")
    add_command(actions, "head", head, "print number and hash of the last operation")
    add_command(actions, "export", export, "write every operation as a line of JSON")
    add_command(actions, "post-head", post_head, "verify the chain and mail its head, once a day")


def verify(chosen: argparse.Namespace) -> int:
    """Walk the chain; exit code 1 names the first broken link."""
    with directory():
        broken = chain.verify(chosen.head)
        end = chain.head()
    if broken is None:
        answer(chosen, f"All {end.number} operations hold.", holds=True, operations=end.number)
        return 0
    answer(
        chosen,
        f"Operation {broken.number}: {broken.reason}.",
        holds=False,
        number=broken.number,
        reason=broken.reason,
    )
    return 1


def head(chosen: argparse.Namespace) -> int:
    """Print the end of the chain."""
    with directory():
        end = chain.head()
    answer(chosen, f"{end.number} {end.hash}", number=end.number, hash=end.hash)
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write the trail to standard output, one operation a line, and record that it was taken."""
    with directory():
        asked = Selection()
        operations.record_export(OPERATOR, asked, ExportFormat.JSON_LINES)
        for line in queries.exported(asked):
            json.dump(line, sys.stdout, ensure_ascii=False, sort_keys=True)
            sys.stdout.write("\n")
    return 0


def post_head(chosen: argparse.Namespace) -> int:
    """Verify the chain and mail its head to those who keep it; a second time a day does nothing."""
    with directory() as (_, settings):
        is_posted = operations.verify_and_post_head(OPERATOR, settings)
    sentence = "Its head is in the outbox." if is_posted else "Its head was posted today already."
    answer(chosen, sentence, posted=is_posted)
    return 0
