"""Reading files in, letting another officer accept them, writing them, and taking all along.

Reading a file writes nothing to any record. What it would change is kept beside it, and somebody
else than who read it in accepts exactly that: the bytes of the file, the rows as they were shown,
and the revisions they were compared with. The scheduler then writes all of it in one transaction,
or nothing, while the officer watches how far it is.
"""

from cna_directory.exchange.operations.deciding import (
    accept_import,
    discard_import,
    submit_import,
)
from cna_directory.exchange.operations.exporting import ExportFormat, record_export
from cna_directory.exchange.operations.forgetting import forget_old_imports
from cna_directory.exchange.operations.reading import read_in, read_in_again
from cna_directory.exchange.operations.writing import LAST_BEFORE_FIRST, write_accepted_imports

__all__ = [
    "LAST_BEFORE_FIRST",
    "ExportFormat",
    "accept_import",
    "discard_import",
    "forget_old_imports",
    "read_in",
    "read_in_again",
    "record_export",
    "submit_import",
    "write_accepted_imports",
]
