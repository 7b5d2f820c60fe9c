"""Builds an edition: content to document, document to PDF and RTF, both through the gate."""

from collections.abc import Callable
from functools import partial

from publish import pdf, rtf
from publish.checks import EditionFaulty, Finding, findings_in
from publish.content import EditionContent
from publish.document import Document
from publish.manifest import BuiltFile, built_file
from publish.outline import outlined

Progress = Callable[[str, int, int], None]
"""Told the step (`outline`, `pdf`, `rtf`, `checks`), what is done of it, and its whole."""


def build(
    content: EditionContent,
    languages: tuple[str, ...] = ("en",),
    progress: Progress | None = None,
    *,
    page_numbers: bool = False,
) -> tuple[BuiltFile, ...]:
    """Return the checked files of an edition, PDF then RTF for each language.

    The same content gives the same bytes. `page_numbers` asks LibreOffice, where it is installed,
    for the page numbers in the contents and indices of the RTF; those bytes then depend on the
    machine too. Without it the RTF holds the page fields empty, and a word processor fills them.

    Raises `publish.checks.EditionFaulty` with all findings of all files; a key without words and
    a request type without a name end the build before anything is set.
    """
    tell = progress or _tell_nobody
    documents = [_outlined(content, language, tell) for language in languages]
    files: list[BuiltFile] = []
    findings: list[Finding] = []
    for document in documents:
        set_in_pdf, set_in_rtf = _rendered(document, tell, page_numbers=page_numbers)
        findings.extend(_findings(content, document, set_in_pdf, set_in_rtf, tell))
        files.append(built_file(content.number, document.language, "pdf", set_in_pdf))
        files.append(built_file(content.number, document.language, "rtf", set_in_rtf))
    if findings:
        raise EditionFaulty(tuple(findings))
    return tuple(files)


def _outlined(content: EditionContent, language: str, tell: Progress) -> Document:
    tell("outline", 0, 1)
    document = outlined(content, language)
    tell("outline", 1, 1)
    return document


def _rendered(document: Document, tell: Progress, *, page_numbers: bool) -> tuple[bytes, bytes]:
    set_in_pdf = pdf.render(document, partial(tell, "pdf"))
    tell("rtf", 0, 1)
    set_in_rtf = rtf.render(document)
    if page_numbers and (numbers := rtf.page_numbers_from_libreoffice(set_in_rtf)):
        set_in_rtf = rtf.render(document, numbers)
    tell("rtf", 1, 1)
    return set_in_pdf, set_in_rtf


def _findings(
    content: EditionContent, document: Document, in_pdf: bytes, in_rtf: bytes, tell: Progress
) -> tuple[Finding, ...]:
    tell("checks", 0, 1)
    findings = findings_in(content, document, pdf=in_pdf, rtf=in_rtf)
    tell("checks", 1, 1)
    return findings


def _tell_nobody(step: str, done: int, total: int) -> None:
    """Take the place of a progress display."""
