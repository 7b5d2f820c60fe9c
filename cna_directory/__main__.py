"""The one entrance, `python3 -m cna_directory COMMAND`, for a machine that has only Python.

This file keeps to syntax that Python 3.8 reads, so that an old Python answers in words.
"""

import os
import sys


def start() -> int:
    """Refuse in one sentence what cannot work; hand everything else to the environment."""
    # The check is for exactly those whose Python is older than the project asks for.
    if sys.version_info < (3, 11):  # noqa: UP036
        found = ".".join(str(part) for part in sys.version_info[:2])
        sys.stderr.write(
            "The directory needs Python 3.11 or later; this is Python " + found + ".\n"
        )
        return 3
    if os.name != "posix":
        sys.stderr.write(
            "The directory runs on Linux and macOS; on Windows, start it in a Linux subsystem.\n"
        )
        return 3
    from cna_directory.environment import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
