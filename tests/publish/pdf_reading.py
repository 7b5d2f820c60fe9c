"""Reads PDF files back with other people's programs, and says so when one of these is missing."""

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf

# Marks that pdftotext puts around right-to-left text.
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_text(pdf: bytes, folder: Path) -> str:
    """Return the text of all pages as a reader copies it, pages parted by form feeds."""
    return _DIRECTION_MARKS.sub("", _run(pdf, folder, "pdftotext", "FILE", "-"))


def read_pages(pdf: bytes, folder: Path) -> list[list[str]]:
    """Return the lines of each page in the order in which they were drawn."""
    text = _DIRECTION_MARKS.sub("", _run(pdf, folder, "pdftotext", "-raw", "FILE", "-"))
    return [lines(page) for page in text.split("\f")][:-1]


def words(text: str) -> list[str]:
    """Return the words of a text in a form that can be compared."""
    return unicodedata.normalize("NFKC", text).split()


def lines(text: str) -> list[str]:
    """Return the lines of a text without spaces at their ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def syntax_report(pdf: bytes, folder: Path) -> str:
    """Return what qpdf says about the file."""
    return _run(pdf, folder, "qpdf", "--check", "FILE")


def pages_of(pdf: bytes) -> pypdf.PdfReader:
    """Open the file with pypdf."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def _run(pdf: bytes, folder: Path, program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        message = f"This test needs the program {program}: apt-get install poppler-utils qpdf"
        raise AssertionError(message)
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    command = [program, *(str(file) if word == "FILE" else word for word in arguments)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
