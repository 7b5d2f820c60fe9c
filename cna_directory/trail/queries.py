"""Reading the trail."""

from collections.abc import Iterator
from typing import Any

from cna_directory.audit import chain


def lines() -> Iterator[dict[str, Any]]:
    """Yield every operation with its entries, in order; personal values only as commitments."""
    for operation, entries in chain.operations():
        yield {
            **chain.operation_form(operation),
            "hash": operation.hash,
            "entries": [chain.entry_form(entry) for entry in entries],
        }
