"""Pure decisions about supporting letters: what may be uploaded, and what is said of the rest."""

import re
import unicodedata
from enum import StrEnum

MEGABYTE = 1024 * 1024
LARGEST_LETTER = 5 * MEGABYTE
LONGEST_FILE_NAME = 100

SUFFIXES = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
"""What may be uploaded, with the end of the name that each is given."""

BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""The first bytes of each; what a browser or a name says of a file counts for nothing."""


class LetterRefusal(StrEnum):
    """Why a letter is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_TYPE = "other_type"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    ACTIVE = "active"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_COSTLY = "too_costly"


SENTENCES = {
    LetterRefusal.EMPTY: "The file is empty. Choose the letter again.",
    LetterRefusal.TOO_LARGE: (
        "The file is larger than 5 MB. Scan the letter in grey or with fewer dots per inch (150 is"
        " enough) and upload that."
    ),
    LetterRefusal.OTHER_TYPE: "Upload the letter as a PDF, a PNG or a JPEG file.",
    LetterRefusal.UNREADABLE: (
        "The file is damaged or incomplete. Make it again, for example by printing the letter to a"
        " new PDF, and upload that."
    ),
    LetterRefusal.ENCRYPTED: (
        "The PDF is protected by a password. Save it without protection, or upload a scan."
    ),
    LetterRefusal.TOO_MANY_PAGES: (
        "The PDF must have between 1 and 50 pages. Upload the letter alone, without annexes."
    ),
    LetterRefusal.ACTIVE: (
        "The PDF holds scripts, forms, attached files or actions. Print it to a new PDF, or upload"
        " a scan."
    ),
    LetterRefusal.TOO_MANY_PIXELS: (
        "The picture has more than 40 million dots. Scan the letter with fewer dots per inch (150"
        " is enough) and upload that."
    ),
    LetterRefusal.TOO_COSTLY: (
        "The file takes too long to read. Upload a plain scan of the letter instead."
    ),
}
"""What the applicant is told; each sentence says what to do."""


def media_type_of(content: bytes) -> str:
    """Return what a file is by its first bytes; empty for what may not be uploaded."""
    return next((kind for first, kind in BEGINNINGS.items() if content.startswith(first)), "")


def refusal_at_first_sight(content: bytes) -> LetterRefusal | None:
    """Return why a file need not even be opened."""
    if not content:
        return LetterRefusal.EMPTY
    if len(content) > LARGEST_LETTER:
        return LetterRefusal.TOO_LARGE
    return None if media_type_of(content) else LetterRefusal.OTHER_TYPE


def clean_file_name(name: str, media_type: str) -> str:
    """Return a file name that is only a name, and ends as its content asks for."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name[:1000]))[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    stem = re.sub(r'[<>:"|?*%;]+', " ", plain.rpartition(".")[0] if "." in plain else plain)
    stem = " ".join(stem.split())[:LONGEST_FILE_NAME].strip(" .")
    return f"{stem or 'letter'}{SUFFIXES[media_type]}"
