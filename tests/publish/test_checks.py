"""Every check of the gate, proven by a file that is broken in just that way."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from publish import pdf, rtf
from publish.checks import (
    EditionFaulty,
    Expected,
    Finding,
    expected_of,
    findings_in,
    findings_in_pdf,
    findings_in_rtf,
)
from publish.checks.comparing import ReadSection
from publish.checks.expected import ExpectedList
from publish.checks.references import findings_in_references
from publish.content import EditionContent, Text
from publish.outline import outlined
from tests.publish.sample import a_designation, an_authority, sample_content, without_state


@cache
def expected() -> Expected:
    """Return what the files of the sample edition have to hold."""
    content = sample_content()
    return expected_of(content, outlined(content, "en"))


@cache
def good_pdf() -> bytes:
    """Return the sample edition as PDF."""
    return pdf.render(outlined(sample_content(), "en"))


@cache
def good_rtf() -> bytes:
    """Return the sample edition as RTF."""
    return rtf.render(outlined(sample_content(), "en"))


def sentences(findings: tuple[Finding, ...]) -> str:
    """Return all findings as lines."""
    return "\n".join(str(finding) for finding in findings)


def broken_pdf(break_it: Callable[[pikepdf.Pdf], None]) -> str:
    """Return what the gate says of the good PDF after a change."""
    changed = BytesIO()
    with pikepdf.open(BytesIO(good_pdf())) as opened:
        break_it(opened)
        opened.save(changed)
    return sentences(findings_in_pdf(expected(), changed.getvalue()))


def broken_rtf(pattern: str, replacement: str) -> str:
    """Return what the gate says of the good RTF after one place in it was changed."""
    source = good_rtf().decode("ascii")
    changed, times = re.subn(pattern, lambda _: replacement, source, count=1, flags=re.DOTALL)
    assert times == 1
    return sentences(findings_in_rtf(expected(), changed.encode("ascii")))


def built_from(content: EditionContent) -> tuple[str, str]:
    """Return what the gate of the sample says of the files of another content."""
    document = outlined(content, "en")
    return (
        sentences(findings_in_pdf(expected(), pdf.render(document))),
        sentences(findings_in_rtf(expected(), rtf.render(document))),
    )


def with_authority(content: EditionContent, **changes: object) -> EditionContent:
    """Return the content with a change to the one authority of China in part I."""
    part = content.parts[0]
    chapters = tuple(
        replace(chapter, entries=(replace(chapter.entries[0], **changes),))  # type: ignore[arg-type]
        if chapter.code == "CN"
        else chapter
        for chapter in part.chapters
    )
    return replace(content, parts=(replace(part, chapters=chapters), *content.parts[1:]))


def test_good_files_have_no_findings() -> None:
    assert findings_in_pdf(expected(), good_pdf()) == ()
    assert findings_in_rtf(expected(), good_rtf()) == ()


def test_every_state_and_authority_of_both_parts_is_looked_for() -> None:
    anchors = [section.anchor for section in expected().sections]
    assert anchors == [
        "state-I-AL",
        "authority-I-7",
        "authority-I-66",
        "state-I-BH",
        "authority-I-21",
        "state-I-CN",
        "authority-I-30",
        "state-I-CI",
        "state-II-AL",
        "authority-II-7",
        "state-II-CN",
    ]


def test_a_missing_state_is_named_with_its_authorities() -> None:
    for said in built_from(without_state(sample_content(), "BH")):
        assert "the State 'Bahrain' at state-I-BH is missing" in said
        assert "(record 21, revision 2) at authority-I-21 is missing" in said
        assert "the anchor authority-I-21" in said


def test_another_name_is_noticed() -> None:
    for said in built_from(with_authority(sample_content(), name=Text("司法部", "zh"))):
        assert "the authority '司法部国际合作局'" in said
        assert "is missing" in said


def test_a_name_in_arabic_is_noticed_though_its_order_is_free() -> None:
    content = sample_content()
    arabic = content.parts[0].chapters[1]
    entry = replace(arabic.entries[0], name=Text("وزارة العدل – إدارة التعاون", "ar"))
    chapters = list(content.parts[0].chapters)
    chapters[1] = replace(arabic, entries=(entry,))
    part = replace(content.parts[0], chapters=tuple(chapters))
    for said in built_from(replace(content, parts=(part, content.parts[1]))):
        assert "at authority-I-21 is missing" in said


def test_a_zero_width_space_in_a_name_is_no_fault() -> None:
    """Khmer and Lao are written with them, and a PDF does not draw them."""
    names = ("\u1780\u17d2\u179a\u200b\u1799\u17bb", "\u1780\u17d2\u179a\u1799\u17bb")
    entries = [
        an_authority(number, Text(name, "km"), a_designation("mla", "UNTOC 18(13)"))
        for number, name in enumerate(names, start=900)
    ]
    content = sample_content()
    chapter = replace(content.parts[0].chapters[0], entries=tuple(entries))
    content = replace(content, parts=(replace(content.parts[0], chapters=(chapter,)),))
    document = outlined(content, "en")
    assert findings_in(content, document, pdf=pdf.render(document), rtf=rtf.render(document)) == ()


def with_lines(old: str, new: str) -> Expected:
    """Return what is expected of the sample if another text stood in its lists."""
    lists = [
        replace(
            each, lines=tuple(tuple(run.replace(old, new) for run in line) for line in each.lines)
        )
        for each in expected().lists
    ]
    return replace(expected(), lists=tuple(lists))


@pytest.mark.parametrize(
    ("printed", "meant", "title"),
    [
        ("Bahrain", "Bahrein", "Contents"),
        ("Albanie", "Albanien", "Français"),
        ("司法部国际", "司法部國際", "Mutual legal assistance (UNTOC 18, DRUG1988 7) – Part I"),
        ("العدل", "العذل", "Mutual legal assistance (UNTOC 18, DRUG1988 7) – Part I"),
    ],
)
def test_a_misprinted_line_of_a_list_is_noticed(printed: str, meant: str, title: str) -> None:
    said = sentences(findings_in_pdf(with_lines(printed, meant), good_pdf()))
    assert meant in said
    assert f"is missing or misprinted in the list under {title!r}" in said


def test_a_list_without_its_heading_is_noticed() -> None:
    lists = (ExpectedList(2, ("Deutsch",), (("Albanien",),)), *expected().lists)
    said = sentences(findings_in_pdf(replace(expected(), lists=lists), good_pdf()))
    assert said == "PDF: the list under 'Deutsch' is missing"


def test_lists_under_headings_of_one_name_are_told_apart() -> None:
    """In the changes the same words stand under each State."""
    lists = tuple(ExpectedList(3, ("New",), ((name,),)) for name in ("First", "Second"))
    names = ("None of them", "First", "Other")
    sections = [ReadSection(3, "New", f"\n{name}\n7") for name in names]
    found = findings_in_references(replace(expected(), lists=lists), sections, "PDF", str)
    assert [str(each) for each in found] == [
        "PDF: 'Second' is missing or misprinted in the list under 'New'"
    ]


def test_a_line_that_is_longer_than_a_page_is_no_fault() -> None:
    content = with_authority(sample_content(), name=Text("法" * 9000, "zh"))
    document = outlined(content, "en")
    assert findings_in_pdf(expected_of(content, document), pdf.render(document)) == ()


def test_states_out_of_order_are_noticed() -> None:
    content = sample_content()
    chapters = content.parts[0].chapters
    part = replace(content.parts[0], chapters=(chapters[1], chapters[0], *chapters[2:]))
    for said in built_from(replace(content, parts=(part, content.parts[1]))):
        assert "is missing or out of its place" in said


def test_another_record_number_is_noticed() -> None:
    for said in built_from(with_authority(sample_content(), revision=3)):
        assert "(record 30, revision 2) at authority-I-30 lacks its record number" in said


def test_another_content_hash_is_noticed() -> None:
    for said in built_from(replace(sample_content(), issuer="Somebody else")):
        assert "the hash of the content is not printed" in said


def test_lost_text_is_noticed_unless_a_state_wrote_it() -> None:
    lossy = an_authority(30, Text("司法部国际合作局", "zh"), a_designation("mla", "lost \ufffd"))
    changed = with_authority(sample_content(), designations=lossy.designations)
    _, said_of_rtf = built_from(changed)
    assert "U+FFFD" in said_of_rtf
    own = expected_of(changed, outlined(changed, "en"))
    assert findings_in_rtf(own, rtf.render(outlined(changed, "en"))) == ()


@pytest.mark.parametrize("data", [b"", b"no PDF", good_pdf()[:2000]])
def test_a_pdf_that_cannot_be_read_is_refused(data: bytes) -> None:
    assert sentences(findings_in_pdf(expected(), data)) != ""


def test_a_pdf_without_pages_is_refused() -> None:
    empty = BytesIO()
    pikepdf.new().save(empty)
    assert sentences(findings_in_pdf(expected(), empty.getvalue())) == "PDF: it has no page"


def test_a_pdf_without_bookmarks_is_refused() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        del opened.Root.Outlines

    assert f"its outline has 0 entries in place of {expected().outlined}" in broken_pdf(break_it)


def test_a_bookmark_that_leads_nowhere_is_noticed() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        entry = opened.Root.Outlines.First
        if "/A" in entry:
            del entry.A
        entry.Dest = pikepdf.String("no-such-anchor")

    assert "the outline entry 'Note' leads to no page" in broken_pdf(break_it)


def test_an_anchor_that_leads_to_no_page_is_noticed() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        del pikepdf.NameTree(opened.Root.Names.Dests)["authority-I-30"]

    assert "the anchor authority-I-30 leads to no page" in broken_pdf(break_it)


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        link = opened.pages[2].Annots[0]
        if "/A" in link:
            del link.A
        link.Dest = pikepdf.String("no-such-anchor")

    assert "a link on page 3 leads to no page" in broken_pdf(break_it)


def test_a_page_that_was_taken_out_is_noticed() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        del opened.pages[-1]

    said = broken_pdf(break_it)
    assert "the anchor colophon leads to no page" in said
    assert "the hash of the content is not printed" in said


def test_text_that_cannot_be_copied_is_noticed() -> None:
    def break_it(opened: pikepdf.Pdf) -> None:
        for page in opened.pages:
            for font in page.resources.Font.values():
                if "/ToUnicode" in font:
                    del font.ToUnicode

    assert "it holds U+FFFD" in broken_pdf(break_it)


@pytest.mark.parametrize("is_mapped", [True, False])
def test_the_glyph_for_missing_characters_is_noticed(*, is_mapped: bool) -> None:
    """It copies as the text it was meant for, so that it is only seen by its number."""

    def break_it(opened: pikepdf.Pdf) -> None:
        for font in opened.pages[0].resources.Font.values():
            font.DescendantFonts[0].CIDToGIDMap = pikepdf.Stream(opened, bytes(2 * 0xFFFF))
            if not is_mapped:
                font.ToUnicode = pikepdf.Stream(opened, b"")

    assert "it shows the sign of a typeface for a character that it lacks" in broken_pdf(break_it)


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r"\}\n\Z", "", "not one group"),
        (r"\\par\n", "}\\par\n", "not one group"),
        (r"\{\\rtf1", "{\\rtg1", "not one group"),
        (r"\{\\\*\\bkmkstart authority_I_30\}", "", "authority-I-30 is marked 0 times"),
        (r"bkmkstart state_I_AL", "bkmkstart state_I_BH", "state-I-BH is marked 2 times"),
        (r"PAGEREF state_I_CN ", "PAGEREF state_I_XX ", "missing bookmark state_I_XX"),
        (r'l "state_I_CN"', 'l "state_I_YY"', "missing bookmark state_I_YY"),
        (r" Bahrain\{\\\*\\bkmkstart", " Bahrein{\\*\\bkmkstart", "the State 'Bahrain'"),
        (r"21, revision 2", "22, revision 2", "lacks its record number"),
        (r"Summary|A summary", "\\u-3? summary", "U+FFFD"),
    ],
)
def test_each_fault_of_an_rtf_file_is_noticed(pattern: str, replacement: str, said: str) -> None:
    assert said in broken_rtf(pattern, replacement)


def test_bytes_beyond_ascii_are_refused_in_rtf() -> None:
    assert "beyond ASCII" in sentences(findings_in_rtf(expected(), good_rtf() + b"\xff"))


def test_the_error_tells_the_first_findings_and_keeps_all() -> None:
    findings = tuple(Finding("PDF", f"fault {number}") for number in range(12))
    error = EditionFaulty(findings)
    assert error.findings == findings
    assert "PDF: fault 9; and 2 more" in str(error)
