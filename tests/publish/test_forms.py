"""The update form as a file of its own: fields that can be filled in, the same parts as the book."""

import csv
import io
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from publish.forms import UpdateForm, csv_form, pdf_form, rtf_form
from publish.outline.form import SECTIONS
from publish.wording import LANGUAGES, phrase
from tests.publish.libreoffice import needs_libreoffice, read_by_libreoffice
from tests.publish.rtf_tokens import read_rtf

ARABIC = "وزارة العدل"
CHINESE = "司法部"
FORM = UpdateForm(
    language="en",
    made_on=date(2026, 11, 23),
    issuer="Office of the Directory",
    next_closing_on=date(2027, 5, 24),
    states=("Austria", "Egypt", "Viet Nam"),
    request_types=(("mla", "Mutual legal assistance"), ("extradition", "Extradition")),
)
FILLED = replace(
    FORM,
    values={
        "state": "Egypt",
        "record": "1042 / 3",
        "name": ARABIC,
        "other_names": CHINESE,
        "telephones": "+999 1 555 0100\n+999 1 555 0101",
        "information": "\n".join(f"Line {number}" for number in range(30)),
    },
    ticked=frozenset({"request_types.mla", "channels_normal.3"}),
)
QUESTIONS = [key for _, rows in SECTIONS for key, _, _ in rows]


def fields_of(content: bytes) -> dict[str, dict[str, object]]:
    """Return the fields of a PDF form by name, read by a library that did not write them."""
    return dict(PdfReader(io.BytesIO(content)).get_fields() or {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_a_field_with_its_words(language: str) -> None:
    """In each language; boxes to tick and words; what is signed on paper has none."""
    fields = fields_of(pdf_form(replace(FORM, language=language)))
    for key in set(QUESTIONS) - {"signature"}:
        boxes = [name for name in fields if name.startswith(f"{key}_") and name not in QUESTIONS]
        own = [*boxes, *(name for name in fields if name == key)]
        assert own, key
        for name in own:
            assert str(fields[name]["/TU"]).startswith(phrase(f"form.{key}", language))
    assert not any(name.startswith("signature") for name in fields)


def test_what_is_known_is_filled_in_beforehand() -> None:
    """Text, choice and ticks, in any script."""
    fields = fields_of(pdf_form(FILLED))
    assert fields["name"]["/V"] == ARABIC
    assert fields["other_names"]["/V"] == CHINESE
    assert fields["telephones"]["/V"] == "+999 1 555 0100\n+999 1 555 0101"
    assert fields["state"]["/FT"] == "/Ch"
    assert fields["state"]["/V"] == "Egypt"
    assert fields["request_types_mla"]["/V"] == "/Yes"
    assert fields["request_types_extradition"]["/V"] == "/Off"
    assert fields["channels_normal_3"]["/V"] == "/Yes"


def test_every_field_is_tagged_and_shows_itself() -> None:
    """Its element is a Form that leads back to it; no viewer is asked to draw it."""
    with pikepdf.open(io.BytesIO(pdf_form(FILLED))) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        named = {str(it.T): it for it in pdf.Root.AcroForm.Fields}
        parents = dict(_numbered(pdf.Root.StructTreeRoot.ParentTree))
        for widget in named.values():
            element = parents[int(widget.StructParent)]
            assert pikepdf.Name.Form == element.S
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            assert any(
                isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == widget for kid in kids
            )
            assert "/N" in widget.AP
        on_pages = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert len(on_pages) == len(named)
        assert not any("field.invalid" in str(link.get("/A", "")) for link in on_pages)


def _numbered(tree: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    found = []
    for kid in tree.get("/Kids", []):
        found += _numbered(kid)
    numbers = list(tree.get("/Nums", []))
    return found + [
        (int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def test_what_is_typed_in_any_script_is_not_lost() -> None:
    """Another program fills the form in and saves it: the values are there, letter by letter."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_form(FORM))))
    typed = {"name": ARABIC, "service": CHINESE, "address": "Straße 1\n1010 Wien"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, typed, auto_regenerate=False)
    saved = io.BytesIO()
    writer.write(saved)
    fields = fields_of(saved.getvalue())
    assert {key: fields[key]["/V"] for key in typed} == typed


def test_poppler_draws_what_is_filled_in(tmp_path: Path) -> None:
    """A viewer of another house shows values, Arabic and Chinese too, and says nothing is wrong."""
    file = tmp_path / "form.pdf"
    file.write_bytes(pdf_form(FILLED))
    shown = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    )
    assert not shown.stderr
    assert "+999 1 555 0101" in shown.stdout
    assert CHINESE in shown.stdout
    assert "Line 29" in shown.stdout


def test_the_same_form_gives_the_same_bytes() -> None:
    """In every format."""
    for write in (pdf_form, rtf_form, csv_form):
        assert write(FILLED) == write(FILLED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_file_asks_the_same(language: str) -> None:
    """Every question stands in it, and what is known beside it."""
    said = read_rtf(rtf_form(replace(FILLED, language=language)).decode("ascii")).text
    for key in QUESTIONS:
        assert " ".join(phrase(f"form.{key}", language).split()) in " ".join(said.split()), key
    assert "+999 1 555 0101" in said


@needs_libreoffice
def test_a_word_processor_opens_the_text_file(tmp_path: Path) -> None:
    """With the questions, the answers, and a white cell to type in."""
    said = read_by_libreoffice(rtf_form(FILLED), tmp_path, as_pdf=False)
    assert "Telephones and faxes" in said
    assert "+999 1 555 0101" in said
    assert "☒ Mutual legal assistance" in said


def test_the_table_asks_the_same() -> None:
    """One row for each question; telephones stand behind the guard."""
    rows = list(csv.reader(io.StringIO(csv_form(FILLED).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == QUESTIONS
    answers = {row[0]: row[3] for row in rows}
    assert answers["telephones"] == "'+999 1 555 0100\n+999 1 555 0101"
    assert "☒ Mutual legal assistance" in answers["request_types"]


def _numbers(count: int, between: str = " ") -> str:
    """Return words that are all different, so that each can be looked for."""
    return between.join(f"{number:04}" for number in range(count))


LONG = {
    "some pages": _numbers(1300),
    "as long as it may be": _numbers(4000),
    "of several types of request": "\n".join(f"Type:\n{_numbers(3000)}" for _ in range(3)),
    "many paragraphs": "\n".join(f"{_numbers(30)} paragraph{number}" for number in range(60)),
    "a tall script": _numbers(700, " தமிழ்நாடு "),
    "no spaces": "司法部的请求应当说明事实" * 600,
}
"""Answers that take more than a page."""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", LONG)
def test_an_answer_of_any_length_is_read_on_paper_and_edited(
    kind: str, language: str, tmp_path: Path
) -> None:
    """In fields of a page each: together they hold it to the letter, and all of it is drawn."""
    form = replace(FORM, language=language, values={"information": LONG[kind], "name": "Ministry"})
    content = pdf_form(form)
    fields = fields_of(content)
    parts = [name for name in fields if name.split("_part_")[0] == "information"]
    assert parts[1] == "information_part_2"
    assert str(fields[parts[1]]["/TU"]).endswith(f"(2/{len(parts)})")
    assert "".join(str(fields[name]["/V"]) for name in parts) == LONG[kind]
    assert _drawn(content, tmp_path) == sorted(_letters(f"{LONG[kind]} Ministry"))


def test_no_answer_is_parted_by_the_end_of_a_page(tmp_path: Path) -> None:
    """Wherever on a page it falls: all questions are answered, each at more length."""
    text = [key for _, rows in SECTIONS for key, _, lines in rows if lines and key != "signature"]
    text.remove("request_types")
    for length in (40, 150, 400):
        values = dict.fromkeys(text, _numbers(length))
        content = pdf_form(replace(FORM, states=(), values=values))
        assert not [name for name in fields_of(content) if "_part_" in name]
        assert _drawn(content, tmp_path) == sorted(_letters(_numbers(length)) * len(text))


def _letters(text: str) -> list[str]:
    return list("".join(text.split()))


def _drawn(content: bytes, folder: Path) -> list[str]:
    """Return the letters that poppler draws inside of fields, in the order of the alphabet."""
    file = folder / "form.pdf"
    file.write_bytes(content)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = ET.fromstring(boxes.split("?>")[-1]).findall(".//{*}page")
    found = []
    with pikepdf.open(file) as pdf:
        for drawn, page in zip(pages, pdf.pages, strict=True):
            height = float(page.MediaBox[3])
            fields = [[float(side) for side in it.Rect] for it in page.get("/Annots", [])]
            for word in drawn.findall(".//{*}word"):
                left, top, right, low = (float(word.attrib[k]) for k in _SIDES)
                middle = height - (top + low) / 2
                if any(f[0] <= left and right <= f[2] and f[1] <= middle <= f[3] for f in fields):
                    found += word.text or ""
    return sorted(found)


_SIDES = ("xMin", "yMin", "xMax", "yMax")
