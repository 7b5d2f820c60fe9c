"""Writing the yearly cycle: confirming records, and reminding States to."""

from cna_directory.confirmations.operations.confirming import confirm_records
from cna_directory.confirmations.operations.reminding import (
    remind_all_now,
    remind_now,
    remind_states,
)

__all__ = ["confirm_records", "remind_all_now", "remind_now", "remind_states"]
