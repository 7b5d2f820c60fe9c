"""The commands behind `python3 -m cna_directory`: each starts a thing and contains no decision.

Exit codes: 0 done, 1 refused or not as it should be (said in words), 2 the command was written
wrongly, 3 the surroundings are not fit (a setting, a package, a port).
"""

import argparse
import sys
from collections.abc import Sequence

from cna_directory.commands import (
    benchmarks,
    demo,
    directory,
    editions,
    migrations,
    running,
    trail,
)
from cna_directory.errors import DirectoryError
from cna_directory.settings import SettingMissing

GROUPS = (demo, running, directory, editions, trail, migrations, benchmarks)
DONE, REFUSED, UNFIT = 0, 1, 3


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    chosen = parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except SettingMissing as error:
        return _say(str(error), UNFIT)
    except DirectoryError as error:
        return _say(str(error), REFUSED)
    except KeyboardInterrupt:
        return DONE
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; tests and the documentation read it too."""
    top = argparse.ArgumentParser(
        prog="python3 -m cna_directory",
        description="The Directory of Competent National Authorities.",
        epilog="Exit codes: 0 done, 1 refused, 2 command written wrongly, 3 surroundings not fit.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands.add_parser("test", help="run the tests", add_help=False)
    for group in GROUPS:
        group.add_to(commands)
    return top


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
