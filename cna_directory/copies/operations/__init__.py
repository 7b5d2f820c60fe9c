"""What happens to copies: asked for, made, taken, traced, forgotten."""

from cna_directory.copies.operations.asking import ask_copy, record_download
from cna_directory.copies.operations.forgetting import forget_old_copies
from cna_directory.copies.operations.making import make_waiting_copies
from cna_directory.copies.operations.tracing import trace_file, trace_number

__all__ = [
    "ask_copy",
    "forget_old_copies",
    "make_waiting_copies",
    "record_download",
    "trace_file",
    "trace_number",
]
