"""One engine, one document, one file: what the measured process does.

`python -m benchmarks.engines ENGINE DOCUMENT OUTPUT`
"""

import gc
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import report_peak
from publish.document import Chapter, Document, Paragraph, Run

CHANGED_SHARE = 25
"""One chapter in so many is another than in the edition whose chapters were kept."""


def main(engine: str, source: str, output: str) -> None:
    """Set the pickled document with an engine and write the file."""
    # The file was written a moment ago by the process that measures this one.
    document: Document = pickle.loads(Path(source).read_bytes())  # noqa: S301
    # What the document takes is no work of the engine's, however often the collector comes by.
    gc.freeze()
    render = _renderer(engine, Path(output).with_suffix(".chapters"))
    began = time.process_time()
    Path(output).write_bytes(render(document))
    report_peak(time.process_time() - began)


class KeptInFolder:
    """Chapters kept as files, in the place of the directory's own table.

    They are found in one folder and put into another, so that a second run finds what the first did.
    """

    def __init__(self, put_into: Path, found_in: Path) -> None:
        """Begin with what the one folder holds."""
        self.put_into = put_into
        self.found_in = found_in
        put_into.mkdir(exist_ok=True)

    def get(self, key: str) -> bytes | None:
        """Return what was put under the key for the edition before."""
        path = self.found_in / key
        return path.read_bytes() if path.exists() else None

    def put(self, key: str, laid: bytes) -> None:
        """Keep a chapter."""
        (self.put_into / key).write_bytes(laid)


def _renderer(engine: str, folder: Path) -> Callable[[Document], bytes]:
    """Load one engine only, so that the others cost nothing."""
    if engine == "pdf":
        from publish.pdf import render

        return render
    if engine in {"pdf-before", "pdf-again"}:
        from publish.pdf import typeset

        nothing, before, again = (folder.with_name(name) for name in ("none", "before", "again"))
        if engine == "pdf-before":
            kept = KeptInFolder(before, found_in=nothing)
            return lambda document: typeset(_before(document), cache=kept).content
        kept = KeptInFolder(again, found_in=before)
        return lambda document: typeset(document, cache=kept).content
    if engine == "rtf":
        from publish.rtf.writer import render as render_rtf

        return render_rtf
    if engine == "platypus":
        from benchmarks.peers.platypus import render as render_platypus

        return render_platypus
    raise ValueError(f"There is no engine {engine!r}.")


def _before(document: Document) -> Document:
    """Return the edition before: some chapters say something else."""
    return replace(
        document,
        chapters=tuple(
            _other(chapter) if at % CHANGED_SHARE == 0 else chapter
            for at, chapter in enumerate(document.chapters)
        ),
    )


def _other(chapter: Chapter) -> Chapter:
    addition = Paragraph((Run("A line that stood here before.", "en"),))
    return replace(chapter, blocks=(*chapter.blocks, addition))


if __name__ == "__main__":
    main(*sys.argv[1:])
