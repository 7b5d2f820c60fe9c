"""The file: same bytes, sound syntax, links, bookmarks, tags, what it says about itself."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from publish.document import Chapter, Document, Heading, Paragraph, Reference, ReferenceList, Run
from publish.pdf import RepeatedAnchorError, UnknownAnchorError, render
from tests.publish import pdf_documents as documents
from tests.publish.pdf_reading import pages_of, syntax_report

ROOT = Path(__file__).parents[2]
SAMPLES = {"en": documents.sample, "ar": documents.arabic_sample}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(documents.sample())


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> pypdf.PdfReader:
    return pages_of(pdf)


def catalog(reader: pypdf.PdfReader) -> Any:
    """Return the root of the file."""
    return reader.trailer["/Root"]


def test_same_document_same_bytes(pdf: bytes) -> None:
    assert render(documents.sample()) == pdf


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_bytes_in_another_process(pdf: bytes, seed: str) -> None:
    program = (
        "import hashlib; from publish.pdf import render;"
        " from tests.publish.pdf_documents import sample;"
        " print(hashlib.sha256(render(sample())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_another_document_gets_another_identifier(reader: pypdf.PdfReader) -> None:
    other = pages_of(render(replace(documents.sample(), content_hash="77" * 32)))
    assert other.trailer["/ID"] != reader.trailer["/ID"]


@pytest.mark.parametrize("language", SAMPLES)
def test_qpdf_finds_nothing_wrong(language: str, tmp_path: Path) -> None:
    report = syntax_report(render(SAMPLES[language]()), tmp_path)
    assert "No syntax or stream encoding errors found" in report
    assert "WARNING" not in report


def test_progress_counts_chapters() -> None:
    seen: list[tuple[int, int]] = []
    render(documents.sample(), lambda done, total: seen.append((done, total)))
    assert seen == [(number, 6) for number in range(1, 7)]


def test_a_document_without_chapters_or_words_can_be_rendered(tmp_path: Path) -> None:
    empty = documents.document(Chapter(()), Chapter((Paragraph(()), ReferenceList(()))))
    assert len(pages_of(render(empty)).pages) == 2
    assert "No syntax" in syntax_report(render(empty), tmp_path)


# Links.


def annotations_of(page: pypdf.PageObject) -> list[Any]:
    found: Any = page.get("/Annots", [])
    return [annotation.get_object() for annotation in found]


def annotations(reader: pypdf.PdfReader) -> list[Any]:
    return [annotation for page in reader.pages for annotation in annotations_of(page)]


def test_links_lead_outside_and_inside(reader: pypdf.PdfReader) -> None:
    found = annotations(reader)
    addresses = {str(link["/A"]["/URI"]) for link in found if "/A" in link}
    assert addresses == {
        "tel:+999123456789",
        "tel:+999123456790",
        "mailto:a@justice.example",
        "https://justice.example",
    }
    named = reader.named_destinations
    inner = [link for link in found if "/Dest" in link]
    assert len(inner) >= 8
    for link in inner:
        assert str(link["/Dest"]) in named
    assert all(link["/Contents"] for link in found)


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host", "ftp://a.example"],
)
def test_other_addresses_are_printed_but_lead_nowhere(target: str) -> None:
    text = documents.document(
        documents.state("AA", "Aland", Paragraph((Run("here", "en", target=target),)))
    )
    assert annotations(pages_of(render(text))) == []


def test_addresses_are_written_in_ascii() -> None:
    target = "https://justice.example/données?q=a b#é"
    text = documents.document(
        documents.state("AA", "Aland", Paragraph((Run("here", "en", target=target),)))
    )
    (link,) = annotations(pages_of(render(text)))
    assert link["/A"]["/URI"] == "https://justice.example/donn%C3%A9es?q=a%20b#%C3%A9"


def with_reference(anchor: str) -> Document:
    reference = ReferenceList((Reference((Run("Somewhere", "en"),), anchor),))
    return documents.document(Chapter((reference,)), documents.state("AA", "Aland"))


def test_an_unknown_anchor_is_named() -> None:
    with pytest.raises(UnknownAnchorError, match=r"'Somewhere'.*'nowhere'"):
        render(with_reference("nowhere"))
    run = Run("see there", "en", target="#nowhere")
    with pytest.raises(UnknownAnchorError, match="'see there'"):
        render(documents.document(Chapter((Paragraph((run,)),))))


def test_a_repeated_anchor_is_named() -> None:
    twice = documents.document(documents.state("AA", "Aland"), documents.state("AA", "Again"))
    with pytest.raises(RepeatedAnchorError, match="'state-AA'"):
        render(twice)


# Bookmarks.


def test_bookmarks_follow_the_headings(reader: pypdf.PdfReader) -> None:
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top] == [
        "Contents",
        "Aland",
        "Borduria (Federation of)",
        "Côte d’Émeraude",
        "Index by type of request",
    ]
    below: Any = reader.outline[2]
    assert below[0].title == "Ministry of Justice, International Cooperation Directorate"
    assert below[-1].title == documents.SCRIPTS["ar"]
    assert reader.get_destination_page_number(top[1]) == 2


def test_headings_may_stay_out_of_the_bookmarks() -> None:
    hidden = Heading(1, (Run("Hidden", "en"),), "hidden", is_outlined=False)
    assert pages_of(render(documents.document(Chapter((hidden,))))).outline == []


# Tags.


def operators(page: pypdf.PageObject) -> bytes:
    """Return the content of a page."""
    content = page.get_contents()
    assert content is not None
    return content.get_data()


def structure(reader: pypdf.PdfReader) -> list[Any]:
    """Return all structure elements in reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            found.append(node)
            walk(node["/K"])

    walk(catalog(reader)["/StructTreeRoot"]["/K"])
    return found


def test_the_tree_has_the_roles_of_a_directory(reader: pypdf.PdfReader) -> None:
    elements = structure(reader)
    roles = [str(element["/S"]) for element in elements]
    assert roles[0] == "/Document"
    assert {"/Sect", "/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(roles)
    assert {"/L", "/LI", "/Lbl", "/LBody", "/TOC", "/TOCI", "/Reference", "/Link"} <= set(roles)
    heads = [element for element in elements if element["/S"] == "/TH"]
    assert all(head["/A"]["/Scope"] == "/Row" for head in heads)
    assert any(element.get("/Lang") == "ar" for element in elements)


def test_every_piece_of_a_page_is_tagged_or_an_artifact(reader: pypdf.PdfReader) -> None:
    ends = {b"EMC": {b"BDC", b"BMC"}, b"Q": {b"q"}, b"ET": {b"BT"}}
    marks = {b"BDC", b"BMC"}
    for page in reader.pages:
        open_ones: list[bytes] = []
        for operator in re.findall(rb"\b(BDC|BMC|EMC|BT|ET|TJ|S|q|Q)\b", operators(page)):
            if operator in ends:
                assert open_ones.pop() in ends[operator]
            elif operator in {b"BDC", b"BMC", b"BT", b"q"}:
                assert operator not in marks or not marks & set(open_ones)
                open_ones.append(operator)
            if operator in {b"BT", b"TJ", b"S"}:
                assert marks & set(open_ones)
        assert open_ones == []


def test_the_parent_tree_leads_back_to_every_marked_piece(reader: pypdf.PdfReader) -> None:
    numbers: dict[int, Any] = {}
    for leaf in catalog(reader)["/StructTreeRoot"]["/ParentTree"]["/Kids"]:
        entries = leaf.get_object()["/Nums"]
        numbers.update(zip(entries[::2], entries[1::2], strict=True))
    for page in reader.pages:
        marked = re.findall(rb"/MCID (\d+)", operators(page))
        parents = numbers[int(str(page["/StructParents"]))].get_object()
        assert len(parents) == len(marked)
        for annotation in annotations_of(page):
            parent = numbers[annotation["/StructParent"]].get_object()
            assert parent["/S"] == "/Link"


# What the file says about itself.


def test_metadata(reader: pypdf.PdfReader) -> None:
    root = catalog(reader)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    facts: Any = reader.trailer["/Info"]
    assert facts["/Title"] == "Directory of Competent National Authorities"
    assert facts["/Subject"] == "Edition 2026/1"
    assert facts["/Author"] == "Secretariat"
    assert facts["/ContentHash"] == "5e" * 32
    assert facts["/CreationDate"] == "D:20260601000000Z"
    packet = root["/Metadata"].get_data().decode()
    assert "<xmp:CreateDate>2026-06-01T00:00:00Z</xmp:CreateDate>" in packet
    assert f"sha256:{'5e' * 32}" in packet


def test_an_arabic_document_reads_from_right_to_left() -> None:
    root = catalog(pages_of(render(documents.arabic_sample())))
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_a_title_cannot_break_the_packet() -> None:
    odd = replace(documents.sample(), title="A & B <c> \x00 \u202e")
    packet = catalog(pages_of(render(odd)))["/Metadata"].get_data().decode()
    assert "A &amp; B &lt;c&gt; [U+0000] [U+202E]" in packet


def test_all_fonts_are_embedded_and_map_to_text(reader: pypdf.PdfReader) -> None:
    resources: Any = reader.pages[2]["/Resources"]
    used = resources["/Font"]
    assert len(used) > 10
    for reference in used.values():
        font = reference.get_object()
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_every_code_on_the_pages_leads_to_a_drawn_glyph(reader: pypdf.PdfReader) -> None:
    resources: Any = reader.pages[2]["/Resources"]
    maps_with_spare_codes = 0
    for reference in resources["/Font"].values():
        font = reference.get_object()
        below = font["/DescendantFonts"][0].get_object()
        glyphs = TTFont(io.BytesIO(below["/FontDescriptor"]["/FontFile2"].get_data()))
        texts = font["/ToUnicode"].get_data().decode()
        codes = {int(code, 16): text for code, text in re.findall(r"(?m)^<(\w{4})><(\w+)>$", texts)}
        table = below["/CIDToGIDMap"]
        if table != "/Identity":
            maps_with_spare_codes += 1
            places = table.get_object().get_data()
            codes = {
                int.from_bytes(places[2 * code : 2 * code + 2], "big"): text
                for code, text in codes.items()
            }
        for glyph, text in codes.items():
            assert glyph < glyphs["maxp"].numGlyphs
            outline = glyphs["glyf"][glyphs.getGlyphName(glyph)]
            is_blank = bytes.fromhex(text).decode("utf-16-be").isspace()
            assert outline.numberOfContours != 0 or is_blank or text in {"200c", "200d"}
    assert maps_with_spare_codes > 0
