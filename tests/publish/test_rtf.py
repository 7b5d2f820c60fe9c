"""The RTF of the sample edition, read back by other readers than our writer."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf import striprtf

from publish.checks.rtf_text import is_one_group, sections_of, with_signs_apart
from publish.document import (
    Chapter,
    Document,
    FieldLine,
    FieldRow,
    FieldTable,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
)
from publish.fonts import visible
from publish.outline import outlined
from publish.rtf import page_numbers_from_libreoffice, render
from publish.rtf.escape import bookmark_name, escaped, link_address
from publish.rtf.runs import Place, runs_rtf
from tests.publish.libreoffice import needs_libreoffice, read_by_libreoffice
from tests.publish.rtf_tokens import read_rtf
from tests.publish.sample import HOSTILE_TEXTS, sample_content

RTF_SHARDS = st.sampled_from(
    ["\\", "{", "}", "\\u8364?", "\\'41", "\\bin99 ", "\\par", "*", "?", "-1", " ", "\n", "\u202e"]
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.fixture(name="document", scope="module")
def _document() -> Document:
    return outlined(sample_content(), "en")


@pytest.fixture(name="rtf", scope="module")
def _rtf(document: Document) -> str:
    return render(document).decode("ascii")


def a_document(
    *blocks: Heading | Paragraph | FieldTable | ReferenceList, language: str = "en"
) -> Document:
    """Return a document of one chapter."""
    return Document(
        title="Title",
        subject="Subject",
        author="Author",
        language=language,
        header_text="Head",
        page_words=("Page ", " of ", ""),
        foot_text="Foot",
        created_on="2026-06-01",
        content_hash="0" * 64,
        chapters=(Chapter(blocks, running_head="Albania"),),
    )


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def said_by(document: Document) -> str:
    """Return all text of headings, paragraphs and tables, as it should be printed."""
    runs: list[Run] = []
    for block in (block for chapter in document.chapters for block in chapter.blocks):
        if isinstance(block, Heading | Paragraph):
            runs.extend(block.runs)
        elif isinstance(block, FieldTable):
            for row in block.rows:
                runs.extend(row.label)
                runs.extend(run for line in row.lines for run in line.runs)
    return "\n".join(visible(run.text) for run in runs)


def recall(wanted: str, found: str) -> float:
    """Return which part of the words wanted was found."""
    want, have = words(wanted), words(found)
    return sum(min(times, have[word]) for word, times in want.items()) / sum(want.values())


def read_by_striprtf(rtf: str) -> str:
    """Return the text of an RTF file, with the surrogates joined that striprtf leaves apart."""
    text: str = striprtf.rtf_to_text(rtf)  # type: ignore[no-untyped-call] # It has no types.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


@given(ANY_TEXT | st.lists(RTF_SHARDS | ANY_TEXT).map("".join))
def test_escaped_text_is_text_and_nothing_else(text: str) -> None:
    read = read_rtf(escaped(text))
    assert read.text == visible(text)
    assert read.words == []
    assert (read.depth, read.least_depth, read.unread) == (0, 0, "")


@given(ANY_TEXT, ANY_TEXT)
def test_escaped_texts_can_stand_side_by_side(first: str, second: str) -> None:
    assert read_rtf(escaped(first) + escaped(second)).text == visible(first) + visible(second)


@given(ANY_TEXT)
def test_an_address_holds_nothing_that_ends_a_field(text: str) -> None:
    address = link_address("https://" + text)
    assert re.fullmatch(r"https://[A-Za-z0-9!#$%&'()*+,\-./:;=?@\[\]_~]*", address)
    assert link_address(text) == "" or text.lower().startswith(("http", "mailto:", "tel:"))


@given(ANY_TEXT | st.lists(RTF_SHARDS | ANY_TEXT).map("".join))
def test_the_gate_reads_any_text_as_it_was_written(text: str) -> None:
    heading = r"\pard\plain\s8\sl300\outlinelevel0\fs36 "
    source = rf"{{\rtf1 {heading}{{\b {escaped(text)}}}\par" + f"\n{escaped(text)}\\par\n}}"
    bare = with_signs_apart(source)
    assert is_one_group(bare)
    (section,) = sections_of(bare)
    wanted = "".join(visible(text).split())
    assert ["".join(part.split()) for part in (section.title, section.text)] == [wanted, wanted]


def test_the_gate_reads_every_word(document: Document, rtf: str) -> None:
    sections = sections_of(with_signs_apart(rtf))
    found = "\n".join(f"{section.title}\n{section.text}" for section in sections)
    # The cover stands before the first heading.
    assert recall(said_by(replace(document, chapters=document.chapters[1:])), found) == 1.0
    # The other reader leaves running heads and feet out; no control word is taken for text.
    around = f"{document.foot_text} {document.header_text} {''.join(document.page_words)}"
    assert set(words(found)) <= set(words(f"{read_by_striprtf(rtf)} {around}"))


def test_stretches_of_one_look_are_one_group() -> None:
    place = Place("value", "ar", is_right_to_left_page=True, is_right_to_left=True)
    ministry, comma, day = Run("وزارة {العدل}", "ar"), Run("، ", "ar"), Run("12", "ar")
    together = runs_rtf((ministry, comma, ministry, day), place)
    assert read_rtf(together).text == "وزارة {العدل}، وزارة {العدل}12"
    assert together.count("rtlch") == together.count("ltrch") == 2
    bold = runs_rtf((ministry, Run("، ", "ar", is_bold=True)), place)
    assert bold.count("rtlch") == 2


def test_characters_beyond_the_basic_plane_are_two_signed_numbers() -> None:
    assert escaped("\U00020bb7") == r"\u-10174?\u-8265?"
    assert escaped("\uffee€é") == r"\u-18?\u8364?\u233?"


def test_anchors_that_rtf_cannot_name_are_refused() -> None:
    assert bookmark_name("state-I-AL") == "state_I_AL"
    for anchor in ("", "1a", "a b", 'a"b', "a_b", "a" * 41):
        with pytest.raises(ValueError, match="bookmark"):
            bookmark_name(anchor)


def test_hostile_text_stands_in_the_file_as_text(rtf: str) -> None:
    found = "".join(read_by_striprtf(rtf).split())
    for text in HOSTILE_TEXTS:
        assert "".join(visible(text).split()) in found


def test_the_only_fields_are_links_and_page_numbers(rtf: str) -> None:
    fields = re.findall(r"(?<!\\)\{\\\*\\fldinst\{([A-Z]+)", rtf)
    assert set(fields) == {"HYPERLINK", "PAGEREF", "PAGE", "NUMPAGES"}
    assert "javascript" not in "".join(re.findall(r'HYPERLINK "([^"]*)"', rtf))
    assert "file:" not in "".join(re.findall(r'HYPERLINK "([^"]*)"', rtf))


def test_the_file_is_one_balanced_group(rtf: str) -> None:
    read = read_rtf(rtf)
    assert (read.depth, read.least_depth, read.unread) == (0, 0, "")
    assert "object" not in read.words
    assert "objdata" not in read.words


def test_every_word_is_read_back_by_striprtf(document: Document, rtf: str) -> None:
    assert recall(said_by(document), read_by_striprtf(rtf)) == 1.0


@needs_libreoffice
def test_every_word_is_read_back_by_libreoffice(
    document: Document, rtf: str, tmp_path: Path
) -> None:
    found = read_by_libreoffice(rtf.encode(), tmp_path, as_pdf=False)
    assert recall(said_by(document), found) == 1.0
    for chapter in (chapter for part in sample_content().parts for chapter in part.chapters):
        for entry in chapter.entries:
            assert entry.name.text in found
    assert "Old Town" in found
    assert "请求应以书面形式提出，由请求机关签署。" in found


@needs_libreoffice
def test_names_addresses_and_feet_are_on_the_pages_of_libreoffice(rtf: str, tmp_path: Path) -> None:
    found = read_by_libreoffice(rtf.encode(), tmp_path, as_pdf=True)
    pages = found.rstrip("\f").split("\f")
    last = len(pages)
    assert f"Page 2 of {last}" in pages[1]
    assert "Page" not in pages[0]
    for wanted in ("Ministria e Drejtësisë", "Old Town", "司法部国际合作局", "A summary of facts."):
        assert wanted in found


@needs_libreoffice
def test_page_numbers_of_libreoffice_are_those_of_the_pages(
    document: Document, rtf: str, tmp_path: Path
) -> None:
    numbers = page_numbers_from_libreoffice(rtf.encode())
    assert numbers is not None
    anchors = {
        block.anchor
        for chapter in document.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    }
    assert set(numbers) == anchors
    pages = read_by_libreoffice(rtf.encode(), tmp_path, as_pdf=True).split("\f")
    for anchor, text in (
        ("contents", "Contents"),
        ("authority-I-30", "司法部国际合作局"),
        ("state-I-CI", "Côte d’Ivoire has designated"),
        ("colophon", "SHA-256 of the content"),
    ):
        assert text in pages[numbers[anchor] - 1]


def test_without_libreoffice_there_are_no_page_numbers(
    rtf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert page_numbers_from_libreoffice(rtf.encode()) is None


def test_page_numbers_are_filled_in_with_dots_and_never_guessed(document: Document) -> None:
    without = render(document).decode("ascii")
    assert r"{PAGEREF state_I_AL \\h}}{\fldrslt{}}" in without
    assert r"\tldot" not in without
    known = render(document, {"state-I-AL": 7}).decode("ascii")
    assert r"{PAGEREF state_I_AL \\h}}{\fldrslt{7}}" in known
    assert r"{PAGEREF state_I_BH \\h}}{\fldrslt{}}" in known
    assert known.count(r"\tldot") == known.count("{PAGEREF state_I_AL ")


def test_headings_carry_levels_and_names_that_navigation_knows(rtf: str) -> None:
    for level in (1, 2, 3):
        assert re.search(
            rf"\{{\\s\d+[^{{}}]*\\outlinelevel{level - 1}[^{{}}]* heading {level};\}}", rtf
        )
    albania = r"\\outlinelevel0[^ ]* Albania\{\\\*\\bkmkstart state_I_AL\}"
    assert re.search(albania, rtf)


def test_every_section_has_the_name_of_its_state_in_its_header(rtf: str) -> None:
    sections = rtf.split("\\sect\n")
    bahrain = next(section for section in sections if "bkmkstart state_I_BH" in section)
    assert re.search(r"\{\\header[^\n]*\\tab Bahrain\\par\}", bahrain)
    assert re.search(r"\{\\footer[^\n]*Edition 2026/1 [^\n]*\{PAGE\}[^\n]*\{NUMPAGES\}", bahrain)
    assert "{\\header\\pard\\plain\\par}" in sections[0]


def test_properties_are_fixed_by_the_document(rtf: str, document: Document) -> None:
    assert r"{\title Directory of Competent National Authorities, Edition 2026/1}" in rtf
    assert r"{\creatim\yr2026\mo6\dy1\hr0\min0}" in rtf
    assert document.content_hash in rtf


def test_the_same_document_gives_the_same_bytes() -> None:
    first = render(outlined(sample_content(), "en"))
    second = render(outlined(replace(sample_content()), "en"))
    assert first == second


def test_foreign_words_carry_their_language(rtf: str) -> None:
    assert re.search(r"\{[^{}]*\\lang1052 Ministria e Drejt\\u235\?sis\\u235\?\}", rtf)
    assert re.search(r"\\alang1025 \\u1608\?", rtf)
    assert re.search(r"\\lang2052\\langfe2052 \\u21496\?", rtf)


def test_a_label_is_written_as_each_document_needs_it() -> None:
    row = FieldRow((Run("Fax", "en"),), (FieldLine((Run("1"),)),))
    table = FieldTable((row,))
    english, french, arabic = (
        render(a_document(table, language=language)).decode("ascii")
        for language in ("en", "fr", "ar")
    )
    assert r"\lang2057 Fax" not in english
    assert r"{\lang2057 Fax}\cell" in french
    assert re.search(r"\\rtlpar[^{]*\{[^{}]*\\lang2057 Fax\}\\u8206\?\\cell", arabic)


def test_a_document_from_right_to_left_states_both_contexts_of_every_run() -> None:
    line = FieldLine((Run("وزارة ", "ar"), Run("+999 12", "ar", isolate=True)))
    table = FieldTable((FieldRow((Run("الهاتف", "ar"),), (line,)),))
    rtf = render(a_document(table, language="ar")).decode("ascii")
    assert r"\rtldoc" in rtf
    assert r"\rtlsect" in rtf
    assert r"\rtlrow" in rtf
    assert r"\rtlpar\qr\intbl" in rtf
    both = r"{\rtlch\fcs1\af1\afs17\ltrch\fcs0\f0\fs17\lang1025 "
    assert rf"\u8206?{both}+999 12}}\u8206?" in rtf


@pytest.mark.parametrize("text", ["1 Treaty Square", "1000 Capital", "12 rue de la Paix."])
def test_an_address_in_an_arabic_page_keeps_its_number_before_it(text: str) -> None:
    rtf = render(a_document(Paragraph((Run(text, "en"),)), language="ar")).decode("ascii")
    (written,) = re.findall(rf"\\u8206\?\{{[^{{}}]* {re.escape(text)}\}}\\u8206\?", rtf)
    assert written


def test_a_number_after_arabic_words_does_not_join_them() -> None:
    runs = (Run("وزارة", "ar"), Run("; ", "en"), Run("+999 12", "en", isolate=True))
    line = FieldLine(runs, follows_document=True)
    table = FieldTable((FieldRow((Run("Contact", "en"),), (line,)),))
    rtf = render(a_document(table)).decode("ascii")
    assert r"}\u8206?; +999 12\cell" in rtf
    assert r"\rtlpar" not in rtf


def test_links_inside_the_file_go_to_bookmarks() -> None:
    heading = Heading(1, (Run("Note", "en"),), "note", "Note")
    link = Paragraph((Run("see", "en", target="#note"),))
    reference = ReferenceList((Reference((Run("Note", "en"),), "note"),))
    rtf = render(a_document(heading, link, reference)).decode("ascii")
    assert rtf.count(r'{HYPERLINK \\l "note"}') == 2
    assert r"{\*\bkmkstart note}{\*\bkmkend note}" in rtf
