"""One engine, one document, one file: what the measured process does.

`python -m benchmarks.engines ENGINE DOCUMENT OUTPUT`
"""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import report_peak
from publish.document import Document


def main(engine: str, source: str, output: str) -> None:
    """Set the pickled document with an engine and write the file."""
    # The file was written a moment ago by the process that measures this one.
    document: Document = pickle.loads(Path(source).read_bytes())  # noqa: S301
    Path(output).write_bytes(_renderer(engine)(document))
    report_peak()


def _renderer(engine: str) -> Callable[[Document], bytes]:
    """Load one engine only, so that the others cost nothing."""
    if engine == "pdf":
        from publish.pdf import render

        return render
    if engine == "rtf":
        from publish.rtf.writer import render as render_rtf

        return render_rtf
    if engine == "platypus":
        from benchmarks.peers.platypus import render as render_platypus

        return render_platypus
    raise ValueError(f"There is no engine {engine!r}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
