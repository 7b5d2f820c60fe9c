"""Building the sample edition: names, bytes, progress, and faults that end it."""

import hashlib
from dataclasses import replace

import pytest

from publish.building import build
from publish.checks import EditionFaulty
from publish.content import EditionContent, Field, Line, Text, Words
from publish.wording import UnknownWordError
from tests.publish.sample import sample_content


def with_first_state(content: EditionContent, **changes: object) -> EditionContent:
    """Return the content with a change to the first State of part I."""
    part = content.parts[0]
    first = replace(part.chapters[0], **changes)  # type: ignore[arg-type]
    parts = (replace(part, chapters=(first, *part.chapters[1:])), *content.parts[1:])
    return replace(content, parts=parts)


def test_an_edition_becomes_a_pdf_and_an_rtf_file() -> None:
    files = build(sample_content())
    assert [(file.name, file.media_type, file.language, file.format) for file in files] == [
        ("cna-directory-2026-1-en.pdf", "application/pdf", "en", "pdf"),
        ("cna-directory-2026-1-en.rtf", "application/rtf", "en", "rtf"),
    ]
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
    assert steps == ["outline", "pdf", "rtf", "checks"]
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
