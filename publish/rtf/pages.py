"""Page numbers for the contents and indices of an RTF file, asked of LibreOffice where it is.

RTF has no pages until a word processor lays it out. LibreOffice does so once and writes a PDF with
the bookmarks as named destinations, which are then read back.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pikepdf

MINUTES = 10
"""How long LibreOffice may take; an edition of 650 authorities takes about a minute and a half."""

_bookmark = re.compile(r"\{\\\*\\bkmkstart (\w+)\}")

_FILTER = (
    "pdf:writer_pdf_Export:"
    '{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"false"}}'
)


def page_numbers_from_libreoffice(rtf: bytes) -> dict[str, int] | None:
    """Return the page of every bookmark, or None where LibreOffice is missing or fails."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="edition-pages-") as folder:
        pdf = _converted(program, rtf, Path(folder))
        return _pages_of_bookmarks(pdf, rtf) if pdf is not None else None


def _converted(program: str, rtf: bytes, folder: Path) -> Path | None:
    source = folder / "edition.rtf"
    source.write_bytes(rtf)
    command = [
        program,
        # A profile of its own, so that a running LibreOffice of the same user is left alone.
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        _FILTER,
        "--outdir",
        str(folder),
        str(source),
    ]
    pdf = folder / "edition.pdf"
    return pdf if _ends_in_time(command) and pdf.exists() else None


def _ends_in_time(command: list[str]) -> bool:
    """Run LibreOffice in a session of its own, so that its child too ends when time is up."""
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            return running.wait(timeout=MINUTES * 60) == 0
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return False


def _pages_of_bookmarks(pdf: Path, rtf: bytes) -> dict[str, int] | None:
    """Read the named destinations, which LibreOffice names after the bookmarks in its own way."""
    with pikepdf.open(pdf) as document:
        pages = {page.obj.objgen: at for at, page in enumerate(document.pages, start=1)}
        found = {name: pages.get(page) for name, page in _destinations(document)}
    numbers: dict[str, int] = {}
    for bookmark in _bookmark.findall(rtf.decode("ascii")):
        number = found.get(bookmark.replace("_", "5F"))
        if number is not None:
            numbers[bookmark.replace("_", "-")] = number
    return numbers or None


def _destinations(pdf: pikepdf.Pdf) -> list[tuple[str, tuple[int, int]]]:
    """Return names and pages from the name tree, or from the older dictionary in its place."""
    root = pdf.Root
    if "/Names" in root and "/Dests" in root.Names:
        tree = pikepdf.NameTree(root.Names.Dests)
        return [(str(name), _page_of(value)) for name, value in tree.items()]
    if "/Dests" in root:
        return [(name.lstrip("/"), _page_of(value)) for name, value in root.Dests.items()]
    return []


def _page_of(destination: pikepdf.Object) -> tuple[int, int]:
    array = destination.D if isinstance(destination, pikepdf.Dictionary) else destination
    return array[0].objgen
