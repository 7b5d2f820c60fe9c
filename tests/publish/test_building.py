"""Building the sample edition: names, bytes, progress, and faults that end it."""

import hashlib
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from publish.building import build
from publish.checks import EditionFaulty
from publish.content import EditionContent, Field, Line, Text, Words
from publish.wording import UnknownWordError, phrase
from tests.publish.sample import sample_content


def with_first_state(content: EditionContent, **changes: object) -> EditionContent:
    """Return the content with a change to the first State of part I."""
    part = content.parts[0]
    first = replace(part.chapters[0], **changes)  # type: ignore[arg-type]
    parts = (replace(part, chapters=(first, *part.chapters[1:])), *content.parts[1:])
    return replace(content, parts=parts)


def test_an_edition_becomes_a_pdf_an_rtf_file_and_tables() -> None:
    files = build(sample_content())
    assert [(file.name, file.media_type, file.language, file.format) for file in files] == [
        ("cna-directory-2026-1-en.pdf", "application/pdf", "en", "pdf"),
        ("cna-directory-2026-1-en.rtf", "application/rtf", "en", "rtf"),
        ("cna-directory-2026-1-mul.csv", "text/csv", "mul", "csv"),
        ("cna-directory-2026-1-mul.json", "application/json", "mul", "json"),
    ]
    assert files[0].pages == len(PdfReader(BytesIO(files[0].content)).pages)
    assert [file.pages for file in files[1:]] == [0, 0, 0]
    assert files[0].content.startswith(b"%PDF-")
    assert files[1].content.startswith(b"{\\rtf1")
    for file in files:
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()
        assert file.size == len(file.content)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert build(sample_content()) == build(sample_content())


def test_every_step_tells_its_beginning_and_its_end() -> None:
    told: list[tuple[str, int, int]] = []
    build(sample_content(), progress=lambda *step: told.append(step))
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert steps == ["outline", "pdf", "rtf", "checks", "tables"]
    for step in steps:
        done = [(at, total) for name, at, total in told if name == step]
        assert done == sorted(done)
        assert done[-1][0] == done[-1][1]


def test_a_faulty_edition_is_not_handed_over() -> None:
    content = sample_content()
    entry = replace(content.parts[0].chapters[0].entries[0], name=Text(""))
    with pytest.raises(EditionFaulty) as caught:
        build(with_first_state(content, entries=(entry,)))
    assert {finding.file_format for finding in caught.value.findings} == {"PDF"}
    assert "at authority-I-7" in str(caught.value)


def test_an_unknown_word_ends_the_build_before_anything_is_set() -> None:
    field = Field("label.remarks", (Line((Words("word.no_such_word"),)),))
    told: list[str] = []
    with pytest.raises(UnknownWordError):
        build(
            with_first_state(sample_content(), fields=(field,)),
            progress=lambda step, _done, _total: told.append(step),
        )
    assert set(told) == {"outline"}


@pytest.mark.parametrize(("drafts", "word"), [(frozenset(), "PROOF"), (frozenset({"en"}), "DRAFT")])
def test_every_page_of_a_proof_says_so(drafts: frozenset[str], word: str) -> None:
    """The word is an artifact behind the page, and stands before every running head of the RTF."""
    in_pdf, in_rtf, *_ = build(sample_content(), drafts=drafts, is_proof=True)
    pages = PdfReader(BytesIO(in_pdf.content)).pages
    assert all(page.extract_text().startswith(word) for page in pages)
    heads = in_rtf.content.decode("ascii").split(r"{\header")[1:]
    assert all(f"{word}  " in head.split(r"\footer")[0] for head in heads)


def test_an_edition_is_no_proof() -> None:
    in_pdf, in_rtf, *_ = build(sample_content())
    pages = PdfReader(BytesIO(in_pdf.content)).pages
    assert all("PROOF" not in page.extract_text() for page in pages)
    assert b"PROOF" not in in_rtf.content


def test_the_foot_says_that_the_words_of_a_language_are_a_draft() -> None:
    for drafts, is_said in ((frozenset({"fr"}), True), (frozenset[str](), False)):
        in_pdf, *_ = build(sample_content(), ("fr",), drafts=drafts)
        page = PdfReader(BytesIO(in_pdf.content)).pages[5]
        draft = phrase("mark.draft", "fr")
        assert (draft in " ".join(page.extract_text().split())) is is_said


def test_a_second_build_takes_all_its_chapters_from_the_first() -> None:
    kept: dict[str, bytes] = {}

    class InMemory:
        def get(self, key: str) -> bytes | None:
            return kept.get(key)

        def put(self, key: str, laid: bytes) -> None:
            kept[key] = laid

    first = build(sample_content(), cache=InMemory())
    chapters = len(kept)
    assert chapters > 0
    assert build(sample_content(), cache=InMemory()) == first == build(sample_content())
    assert len(kept) == chapters
