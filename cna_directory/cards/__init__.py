"""Taking records along: cards for programs, address book entries, tables and pictures to scan."""

from cna_directory.cards.routes import blueprint

__all__ = ["blueprint"]
