"""Pure decisions about private notes."""

from cna_directory.errors import Problem

LONGEST_NOTE = 5_000


def problems_with_note(text: str, *, has_scan: bool) -> list[Problem]:
    """Say what is wrong with a note before it is written."""
    if not text.strip() and not has_scan:
        return [Problem("text", "Write a note, or choose a scan.")]
    if len(text) > LONGEST_NOTE:
        return [Problem("text", f"Shorten this note to at most {LONGEST_NOTE} characters.")]
    return []
