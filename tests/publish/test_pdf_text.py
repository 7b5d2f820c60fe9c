"""What stands in the PDF can be read, searched and copied, whatever a State wrote."""

from pathlib import Path

import pytest

from publish import fonts
from publish.document import Chapter, FieldTable, Paragraph, Run
from publish.pdf import layout, render
from publish.pdf.lines import Typesetter
from tests.publish import pdf_documents as documents
from tests.publish.pdf_reading import lines, read_pages, read_text, syntax_report, words

# pdftotext turns base and mark round in right-to-left scripts, so Thaana is compared by letters.
READ_BACK = documents.SCRIPTS | documents.STACKED_SCRIPTS
MARKED_RIGHT_TO_LEFT = "dv"

HOSTILE = (
    "</para><b>unclosed <i>tags & &amp; entities",
    r"{\field{\*\fldinst HYPERLINK}} \u8364? \par",
    "back\\slash \\\\ (unbalanced ) ( brackets",
    "<feff0041> endstream endobj %%EOF",
    "left\u202eright\u202c and \u2067isolate\u2069",
    "bell\x07 null\x00 escape\x1b delete\x7f",
    "unassigned \u0378 private \ue000 last \U0010ffff",
    "lone surrogate \ud800 end",
    "%s %d {0} {name} $HOME `id`",
)


@pytest.mark.parametrize("language", [tag for tag in READ_BACK if tag != MARKED_RIGHT_TO_LEFT])
def test_every_word_comes_back(language: str, tmp_path: Path) -> None:
    text = READ_BACK[language]
    back = words(read_text(render(documents.with_text(text, language)), tmp_path))
    for word in words(text):
        # As paragraph, heading, label and value; a long label or value may be broken.
        assert back.count(word) >= 2, f"{word} in {back}"


def test_thaana_keeps_every_letter(tmp_path: Path) -> None:
    text = READ_BACK[MARKED_RIGHT_TO_LEFT]
    back = read_text(render(documents.with_text(text, MARKED_RIGHT_TO_LEFT)), tmp_path)
    assert set(text) <= set(back)


def test_an_arabic_page_comes_back_in_reading_order(tmp_path: Path) -> None:
    sentence = "وفقا للمادة من الاتفاقية الدولية لمكافحة الجريمة المنظمة"
    document = documents.document(
        documents.state("EG", "مصر", Paragraph((Run(sentence, "ar"),)), language="ar"),
        language="ar",
    )
    assert sentence in lines(read_text(render(document), tmp_path))


def test_telephone_numbers_in_arabic_come_back_as_written(tmp_path: Path) -> None:
    back = read_text(render(documents.arabic_sample()), tmp_path)
    assert "+999 12 345 67 89" in back
    assert "moj@justice.example" in back


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_is(text: str, tmp_path: Path) -> None:
    pdf = render(documents.with_text(text))
    back = "".join(read_text(pdf, tmp_path).split())
    shown = "".join(fonts.printable(text).split())
    assert shown in back
    assert "No syntax or stream encoding errors found" in syntax_report(pdf, tmp_path)


def test_a_word_of_ten_thousand_letters_is_broken_and_kept(tmp_path: Path) -> None:
    word = "Rechtshilfe" * 910
    pages = read_pages(render(documents.document(long_chapter(word))), tmp_path)
    parts = [line.removeprefix("Label ") for page in pages for line in page]
    assert "".join(part for part in parts if " " not in part) == word


def long_chapter(word: str) -> Chapter:
    """Return a chapter with one row, whose value is the word."""
    return Chapter((FieldTable((documents.row("Label", word),)),))


def test_composed_and_decomposed_letters_come_back_as_written(tmp_path: Path) -> None:
    text = "caf\u00e9 cafe\u0301 Vie\u0302\u0323t"
    back = read_text(render(documents.with_text(text)), tmp_path)
    assert words(text)[0] in words(back)
    assert words(text)[2] in words(back)


def test_newlines_are_lines_and_tabs_are_spaces(tmp_path: Path) -> None:
    back = lines(read_text(render(documents.with_text("first line\nsecond\tline")), tmp_path))
    assert "second line" in back


@pytest.mark.parametrize("language", ["ta", "lo"])
def test_names_in_a_list_with_page_numbers_come_back(language: str, tmp_path: Path) -> None:
    """A glyph that moves to another code moves in every line, also behind a page number."""
    index, names = documents.list_of_names(language)
    assert some_glyphs_fall_on_one_code(index)
    back = without_dots(read_text(render(documents.document(index)), tmp_path))
    assert [name for name in names if without_dots(name) not in back] == []


def some_glyphs_fall_on_one_code(chapter: Chapter) -> bool:
    """Say whether one of two glyphs must move, so that pages are written anew."""
    setter = Typesetter(is_right_to_left=False)
    layout.lay_out(documents.document(chapter), chapter, setter)
    return any(
        len({face.first_free_code(glyph, ()) for glyph in face.shown.values()}) < len(face.shown)
        for face in setter.looks.faces.used()
    )


def without_dots(text: str) -> str:
    """Return text without spaces, places to break a line and the dots before page numbers."""
    return "".join(text.split()).replace(".", "").replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "\u0935\u0924\u094dA \u0935\u0924\u094d\u201d",
            "\u0935\u0924\u094dA \u0935\u0924\u094d\u201d",
        ),
        ("\u0bae\u0bcd$", "\u0bae\u0bcd$"),
        ("\u0e01\u0301\u0e02", "\u0e01[U+0301]\u0e02"),
        ("a\u05b7b", "a[U+05B7]b"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "\ud55c\uad6d"),
        ("\u795e\ufa19", "\u795e\u795e"),
    ],
)
def test_what_no_typeface_has_together_is_there_all_the_same(
    text: str, shown: str, tmp_path: Path
) -> None:
    back = read_text(render(documents.with_text(text)), tmp_path)
    assert back.split("\n").count(shown) >= 2, back
