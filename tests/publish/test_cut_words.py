"""Words that no column can hold: set whole, and told of with the place where they stand."""

from io import BytesIO

import pikepdf
import pytest

from publish.building import build
from publish.checks.pdf_text import sections_of
from publish.content import Text
from publish.document import Document, Paragraph, Run
from publish.manifest import CutWord
from publish.pdf import typeset
from publish.pdf.lines import Typesetter
from publish.styles import A4, style_named
from tests.publish import pdf_documents as documents
from tests.publish.sample import a_designation, an_authority, sample_content
from tests.publish.test_building import with_first_state
from tests.publish.test_keeping import Kept

LONG = "Rindfleischetikettierung" * 12 + "sgesetz"
TOLD = f"{LONG[:59]}…"


def in_text(word: str) -> Document:
    return documents.document(documents.state("AA", "Aland", Paragraph((Run(f"See {word}."),))))


def in_cell(word: str) -> Document:
    rows = (documents.row("Name", f"See {word}."), documents.row(word, "A value"))
    return documents.document(
        documents.state("AA", "Aland", *documents.authority(7, "Ministry", "en", *rows))
    )


@pytest.mark.parametrize(("document", "place"), [(in_text, "state-AA"), (in_cell, "authority-7")])
def test_a_word_longer_than_its_column_is_told_of(document: object, place: str) -> None:
    assert callable(document)
    file = typeset(document(LONG))
    assert set(file.cut_words) == {(place, TOLD)}
    with pikepdf.open(BytesIO(file.content)) as opened:
        text = "".join(section.text for section in sections_of(opened))
    assert LONG in "".join(text.split())


@pytest.mark.parametrize("document", [in_text, in_cell])
def test_what_fits_and_what_breaks_well_is_not_told_of(document: object) -> None:
    assert callable(document)
    for word in ("word", "Zusammenarbeit-" * 20, "国际刑事司法合作" * 20, "one two " * 30):
        assert typeset(document(word)).cut_words == ()


def test_an_address_may_be_cut_anywhere() -> None:
    address = documents.link("https://www.example.org/" + "a" * 300, "https://www.example.org/")
    lines = Typesetter(is_right_to_left=False).set((address,), style_named("value"), 130.0)
    assert len(lines.lines) > 3
    assert lines.cut_words == ()


def test_runs_that_belong_together_are_one_word() -> None:
    """None of them is too long, and yet they cannot stand on one line."""
    runs = tuple(Run(letter * 20, is_bold=letter == "b") for letter in "abab")
    lines = Typesetter(is_right_to_left=False).set(runs, style_named("value"), 130.0)
    assert lines.cut_words
    apart = tuple(Run(f"{run.text} ", is_bold=run.is_bold) for run in runs)
    lines = Typesetter(is_right_to_left=False).set(apart, style_named("value"), 130.0)
    assert lines.cut_words == ()


@pytest.mark.parametrize("word", [LONG, "قانون" * 60, "w" * 10_000])
def test_no_line_is_wider_than_its_column(word: str) -> None:
    width = A4.text_width * A4.label_share
    lines = Typesetter(is_right_to_left=False).set((Run(word),), style_named("value"), width)
    assert len(lines.cut_words) == 1
    assert max(line.width for line in lines.lines) <= width


def test_a_chapter_that_is_not_set_anew_tells_of_its_words_too() -> None:
    kept = Kept()
    first = typeset(in_cell(LONG), cache=kept)
    again = typeset(in_cell(LONG), cache=kept)
    assert kept.missed == 1
    assert again.cut_words == first.cut_words == typeset(in_cell(LONG)).cut_words


def test_the_files_of_an_edition_tell_in_which_state_and_record() -> None:
    designation = a_designation("mla", requirement=f"Send {LONG}.")
    entry = an_authority(7, Text("Ministry", "en"), designation)
    content = with_first_state(sample_content(), entries=(entry,))
    assert build(content)[0].cut_words == (CutWord(TOLD, "", 7),)
