"""`trail`: prove that the record of what happened is whole, and take it along."""

import argparse
import json
import sys

from cna_directory.access.actors import OPERATOR
from cna_directory.audit import chain
from cna_directory.commands.console import Commands, add_command, answer, directory
from cna_directory.trail import operations, queries


def add_to(commands: Commands) -> None:
    """Add the commands."""
    group = commands.add_parser("trail", help="verify or export the audit trail")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    verify_ = add_command(actions, "verify", verify, "recompute every link of the chain")
    verify_.add_argument("--head", default="", help="a hash that an edition printed")
    add_command(actions, "head", head, "print number and hash of the last operation")
    add_command(actions, "export", export, "write every operation as a line of JSON")


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
        operations.record_export(OPERATOR)
        for line in queries.lines():
            json.dump(line, sys.stdout, ensure_ascii=False, sort_keys=True)
            sys.stdout.write("\n")
    return 0
