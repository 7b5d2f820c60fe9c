"""LibreOffice and poppler as outside readers for the tests, where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler are not installed here.",
)


def read_by_libreoffice(rtf: bytes, folder: Path, *, as_pdf: bool) -> str:
    """Return the text of an RTF file as LibreOffice reads it, by itself or through a PDF."""
    source = folder / "edition.rtf"
    source.write_bytes(rtf)
    kind = "pdf" if as_pdf else "txt:Text (encoded):UTF8"
    _run(
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(source),
    )
    if as_pdf:
        _run("pdftotext", str(folder / "edition.pdf"), str(folder / "edition.txt"))
    return (folder / "edition.txt").read_text(encoding="utf-8-sig")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)
