"""Builds an edition: content to documents, documents to PDF and RTF, all through the gate.

CSV and JSON of the same content come last, once: they are the same in every language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publish import pdf, rtf
from publish.checks import EditionFaulty, Finding, findings_in
from publish.collecting import uncollected
from publish.content import EditionContent
from publish.document import Document
from publish.manifest import BuiltFile, CutWord, built_file
from publish.outline import outlined
from publish.outline.anchors import record_at, state_at
from publish.parallel import Step, made_at_once, processes_for
from publish.pdf import LaidChapters
from publish.tables import csv_of, json_of
from publish.wording import DRAFTS, TRILINGUAL

__all__ = ["LaidChapters", "Progress", "build"]

Progress = Callable[[str, int, int], None]
"""Told the step, what is done of it, and its whole.

One language after the other goes through `STEPS`; where several are made at once, `languages` stands
for all of that. Then come the `tables`.
"""

STEPS = ("outline", "pdf", "rtf", "checks")
"""What is done for each language, in this order."""

Written = tuple[tuple[BuiltFile, BuiltFile], tuple[Finding, ...]]

PROOF = "PROOF"
DRAFT = "DRAFT"


def build(
    content: EditionContent,
    languages: tuple[str, ...] = ("en",),
    progress: Progress | None = None,
    *,
    drafts: frozenset[str] = DRAFTS,
    is_proof: bool = False,
    cache: LaidChapters | None = None,
    page_numbers: bool = False,
) -> tuple[BuiltFile, ...]:
    """Return the checked files of an edition: PDF and RTF for each language, then CSV and JSON.

    The same content gives the same bytes, with a cache of laid chapters or without one. `drafts`
    are languages whose fixed words nobody has reviewed: the foot of their pages says so.
    `is_proof` marks every page as a proof, or as a draft where the language is one.

    `page_numbers` asks LibreOffice, where it is installed, for the page numbers in the contents
    and indices of the RTF; those bytes then depend on the machine too. Without it the RTF holds
    the page fields empty, and a word processor fills them.

    Raises `publish.checks.EditionFaulty` with all findings of all files; a key without words and
    a request type without a name end the build before anything is set.
    """
    tell = progress or _tell_nobody
    # Its hash is printed in every language and looked for there; each process gets it with it.
    content.hash()
    book = Book(content, drafts, is_proof, page_numbers)
    # A cache stands in the caller's database, which a process of its own cannot ask.
    if cache is None and processes_for(len(languages)) > 1:
        written = made_at_once(book.written_beside_others, languages, partial(tell, "languages"))
    else:
        written = [book.written(language, tell, cache) for language in languages]
    findings = [finding for _, found in written for finding in found]
    if findings:
        raise EditionFaulty(tuple(findings))
    files = [file for made, _ in written for file in made]
    return (*files, *_tables(content, tell))


@dataclass(frozen=True)
class Book:
    """What is to be set, whatever the language."""

    content: EditionContent
    drafts: frozenset[str]
    is_proof: bool
    page_numbers: bool

    def written(self, language: str, tell: Progress, cache: LaidChapters | None = None) -> Written:
        """Return PDF and RTF in one language, with what is wrong with them."""
        with uncollected():
            document = _outlined(self.content, language, self.drafts, tell)
            behind = _behind(language, self.drafts) if self.is_proof else ""
            in_pdf = pdf.typeset(document, partial(tell, "pdf"), behind=behind, cache=cache)
            in_rtf = _rtf(document, tell, behind=behind, page_numbers=self.page_numbers)
            findings = _findings(self.content, document, in_pdf.content, in_rtf, tell)
        name = partial(built_file, self.content.number, language)
        as_pdf = replace(
            name("pdf", in_pdf.content, in_pdf.pages), cut_words=_located(in_pdf.cut_words)
        )
        return (as_pdf, name("rtf", in_rtf)), findings

    def written_beside_others(self, language: str, tell_part: Step) -> Written:
        """Do the same in a process of its own, which says what part of the steps is done."""

        def tell(step: str, done: int, total: int) -> None:
            tell_part((STEPS.index(step) + done / max(1, total)) / len(STEPS))

        return self.written(language, tell)


def _outlined(
    content: EditionContent, language: str, drafts: frozenset[str], tell: Progress
) -> Document:
    tell("outline", 0, 1)
    document = outlined(content, language, drafts=drafts)
    tell("outline", 1, 1)
    return document


def _behind(language: str, drafts: frozenset[str]) -> str:
    return DRAFT if language in drafts else PROOF


def _rtf(document: Document, tell: Progress, *, behind: str, page_numbers: bool) -> bytes:
    tell("rtf", 0, 1)
    written = rtf.render(document, behind=behind)
    if page_numbers and (numbers := rtf.page_numbers_from_libreoffice(written)):
        written = rtf.render(document, numbers, behind=behind)
    tell("rtf", 1, 1)
    return written


def _findings(
    content: EditionContent, document: Document, in_pdf: bytes, in_rtf: bytes, tell: Progress
) -> tuple[Finding, ...]:
    tell("checks", 0, 1)
    findings = findings_in(content, document, pdf=in_pdf, rtf=in_rtf)
    tell("checks", 1, 1)
    return findings


def _located(cut_words: Sequence[tuple[str, str]]) -> tuple[CutWord, ...]:
    """Return cut words with the State or the record in which they stand, each once."""
    found = (CutWord(word, state_at(anchor), record_at(anchor)) for anchor, word in cut_words)
    return tuple(dict.fromkeys(found))


def _tables(content: EditionContent, tell: Progress) -> tuple[BuiltFile, BuiltFile]:
    """Return the files that are the same in all languages: they go with the main edition."""
    tell("tables", 0, 1)
    name = partial(built_file, content.number, TRILINGUAL)
    tables = name("csv", csv_of(content)), name("json", json_of(content))
    tell("tables", 1, 1)
    return tables


def _tell_nobody(step: str, done: int, total: int) -> None:
    """Take the place of a progress display."""
