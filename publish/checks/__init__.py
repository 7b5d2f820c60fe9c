"""The gate: the finished files are opened again and compared with what the edition has to say.

The readers are not our writers: pikepdf parses the PDF, and what a page or the RTF shows is read by
readers that share no line with what wrote it. What is expected comes from the content, not from the
document, so that a State lost on the way is missed here. A file with any finding is never issued.
"""

from publish.checks.comparing import findings_in_sections
from publish.checks.expected import Expected, Finding, expected_of
from publish.checks.pdf_reading import findings_in_pdf
from publish.checks.rtf_reading import findings_in_rtf
from publish.content import EditionContent
from publish.document import Document

__all__ = [
    "EditionFaulty",
    "Expected",
    "Finding",
    "expected_of",
    "findings_in",
    "findings_in_pdf",
    "findings_in_rtf",
    "findings_in_sections",
]

_SHOWN = 10
"""How many findings the message of the error spells out."""


class EditionFaulty(Exception):
    """Tells everything that is wrong with the files that were built."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep all findings; the message lists the first ones."""
        shown = "; ".join(str(finding) for finding in findings[:_SHOWN])
        more = f"; and {len(findings) - _SHOWN} more" if len(findings) > _SHOWN else ""
        super().__init__(f"The edition is faulty: {shown}{more}")
        self.findings = findings


def findings_in(
    content: EditionContent, document: Document, *, pdf: bytes, rtf: bytes
) -> tuple[Finding, ...]:
    """Open both files of one language again and return all that is wrong in them."""
    expected = expected_of(content, document)
    return (*findings_in_pdf(expected, pdf), *findings_in_rtf(expected, rtf))
