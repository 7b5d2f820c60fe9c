"""The commands behind `python3 -m cna_directory`: each starts a thing and contains no decision.

Exit codes: 0 done, 1 refused or not as it should be (said in words), 2 the command was written
wrongly, 3 the surroundings are not fit (a setting, a package, a port).

Only the module of the command that was asked for is imported, because the whole program takes a
second or two to load and `--help` should not.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "demo": ("demo", "try the directory on this machine, with made-up records"),
    "test": ("", "run the tests; what follows is passed on to pytest"),
    "serve": ("running", "serve the site, behind a buffering proxy"),
    "scheduler": ("running", "issue editions and deliver mail when they are due"),
    "migrations": ("migrations", "bring the tables to the newest version, or check them"),
    "seed": ("directory", "load reference rows and the historic notifications"),
    "invite": ("directory", "create an officer's account"),
    "mail": ("directory", "deliver what waits in the outbox"),
    "edition": ("editions", "list, prove, issue, hold, release and export editions"),
    "import": ("records", "say what a table of records would change"),
    "export": ("records", "write all records with their schema into a folder"),
    "trail": ("trail", "verify or export the audit trail"),
    "bench": ("benchmarks", "measure the directory beside its peers"),
}
"""Each command with the module that has it and the sentence that explains it."""

DONE, REFUSED, WRONGLY_WRITTEN, UNFIT = range(4)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    name = arguments[0] if arguments else ""
    if name in {"", "-h", "--help"}:
        print(overview())
        return DONE if name else WRONGLY_WRITTEN
    if name not in COMMANDS:
        return _say(f"There is no command {name}.\n\n{overview()}", WRONGLY_WRITTEN)
    return _run(parser(name).parse_args(arguments))


def overview() -> str:
    """Return the list of commands in words."""
    lines = [f"  {name:<12}{sentence}" for name, (_, sentence) in COMMANDS.items()]
    return "\n".join(
        (
            "The Directory of Competent National Authorities.\n",
            "python3 -m cna_directory COMMAND [--help]\n",
            *lines,
            "\nExit codes: 0 done, 1 refused, 2 command written wrongly, 3 surroundings not fit.",
        )
    )


def parser(name: str) -> argparse.ArgumentParser:
    """Return the parser of the module that has a command."""
    module = importlib.import_module(f"cna_directory.commands.{COMMANDS[name][0]}")
    top = argparse.ArgumentParser(prog="python3 -m cna_directory")
    module.add_to(top.add_subparsers(metavar="COMMAND", required=True))
    return top


def _run(chosen: argparse.Namespace) -> int:
    from cna_directory.errors import DirectoryError
    from cna_directory.settings import SettingMissing

    try:
        code: int = chosen.run(chosen)
    except SettingMissing as error:
        return _say(str(error), UNFIT)
    except DirectoryError as error:
        return _say(str(error), REFUSED)
    except KeyboardInterrupt:
        return DONE
    return code


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
