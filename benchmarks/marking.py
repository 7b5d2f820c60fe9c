"""One copy of a finished PDF: what the measured process does to mark it, or to sign it.

`python -m benchmarks.marking mark|sign PDF OUTPUT`
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import report_peak
from publish.trust.marks import Mark, marked
from publish.trust.signing import Signer, demonstration_key

MARK = Mark("2026/2-0123-4567", "Ministry of Justice")
AT = datetime(2026, 12, 1, tzinfo=UTC)


def main(step: str, source: str, output: str) -> None:
    """Mark the file, or sign it; only the work itself counts."""
    content = Path(source).read_bytes()
    change = _signing() if step == "sign" else _mark
    began = time.process_time()
    changed = change(content)
    spent = time.process_time() - began
    Path(output).write_bytes(changed)
    report_peak(spent)


def _mark(content: bytes) -> bytes:
    return marked(content, "pdf", MARK)


def _signing() -> Callable[[bytes], bytes]:
    """Return what signs, its key read: whoever signs many copies reads it once."""
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key.p12"
        demonstration_key(key, at=AT)
        signer = Signer.from_file(key)
    return lambda content: signer.sign_pdf(content, at=AT)


if __name__ == "__main__":
    main(*sys.argv[1:])
