"""The form to fill in on a screen: the typeset pages with a field on each place that is left white.

The typesetter knows no fields. Each place is set as a link to an address that nobody has, so the
finished file says where it stands, on the page and in the structure; the link then becomes the
field (ISO 32000-1, 12.7) and its element a Form.

Every field has an appearance of its own, so no viewer is asked to make one (`NeedAppearances`, which
PDF/A and PDF 2.0 leave out). What is filled in beforehand is drawn by our own typesetter with its
fonts, right to left where it must be. What people type, in whatever script, stands in the value of
the field as Unicode: a viewer whose own font lacks a letter may show it badly and loses nothing.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, String

from publish.document import Chapter, FieldLine, FieldRow, FieldTable, Run
from publish.forms.filling import (
    STATE,
    Choice,
    Question,
    UpdateForm,
    document_of,
    sections_of,
    written_lines,
)
from publish.outline.form import WHITE
from publish.pdf import typeset
from publish.pdf.lines import Typesetter
from publish.styles import A4, style_named

_PLACE = "https://field.invalid/"
_ROOM_FOR_BOX, _ROOM_FOR_WORDS = WHITE * 5, WHITE * 8
_VALUE = replace(style_named("value"), hanging=0.0)
_COLUMN = A4.text_width * (1 - A4.label_share) - A4.column_gap
"""How wide the column of the answers is."""

_INK = b"0.086 0.098 0.114"
_TINT = b"0.945 0.961 0.976"
_FRAME = b"0.42 0.5 0.56"
_BOX = 8.0
_ROOM = 2.5
"""White between the sides of a field and the words in it."""
_TOP_OF_TEXT = 1.4
"""White between the top of a page of values and the first line."""

_PRINTED = 4
_MULTILINE, _COMBO, _MAY_BE_TYPED = 1 << 12, 1 << 17, 1 << 18
_TYPED = String("/Helv 8.5 Tf 0.086 0.098 0.114 rg")
_ON, _OFF = Name.Yes, Name.Off

Box = tuple[float, float, float, float]


def pdf_form(form: UpdateForm) -> bytes:
    """Return the form as a tagged PDF with fields."""
    sections = sections_of(form)
    questions = [each for section in sections for each in section.questions]
    values = _Values(form, questions)
    tables = {
        section.key: FieldTable(tuple(_row(each, form, values) for each in section.questions))
        for section in sections
    }
    with Pdf.open(io.BytesIO(typeset(document_of(form, tables)).content)) as pdf:
        _Fields(pdf, form, values).put(questions)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _row(question: Question, form: UpdateForm, values: "_Values") -> FieldRow:
    lines = [_choice_line(choice, form) for choice in question.choices]
    target = "" if question.is_on_paper else f"{_PLACE}{question.key}"
    white = FieldLine((Run(_ROOM_FOR_WORDS, form.language, target=target),), follows_document=True)
    lines += [white] * max(question.lines, values.lines_of(question.key))
    return FieldRow((Run(question.words, form.language),), tuple(lines))


def _choice_line(choice: Choice, form: UpdateForm) -> FieldLine:
    box = Run(_ROOM_FOR_BOX, form.language, target=f"{_PLACE}{choice.name}")
    return FieldLine((box, Run(choice.words, form.language)), follows_document=True)


class _Values:
    """What is filled in beforehand, set in the width of the answers, each on a page of its own."""

    def __init__(self, form: UpdateForm, questions: Sequence[Question]) -> None:
        self.form = form
        filled = [each for each in questions if each.value and not each.is_on_paper]
        self.of = {each.key: each.value for each in filled}
        self.file: Pdf | None = None
        """The pages live as long as their file is open."""
        self.pages: dict[str, Page] = {}
        if filled:
            chapters = tuple(_chapter_of(each.value) for each in filled)
            document = replace(document_of(form, _no_tables(form)), chapters=chapters)
            self.file = Pdf.open(io.BytesIO(typeset(document).content))
            self.pages = dict(zip(self.of, self.file.pages, strict=True))

    def lines_of(self, key: str) -> int:
        """Return how many lines a value takes."""
        column = Typesetter(is_right_to_left=self._is_right_to_left).column(
            _VALUE, _COLUMN, follows_document=False
        )
        lines = written_lines(self.of.get(key, ""))
        return sum(len(column.set(line.runs).lines) for line in lines)

    @property
    def _is_right_to_left(self) -> bool:
        return document_of(self.form, _no_tables(self.form)).is_right_to_left


def _no_tables(form: UpdateForm) -> dict[str, FieldTable]:
    return {section.key: FieldTable(()) for section in sections_of(form)}


def _chapter_of(value: str) -> Chapter:
    row = FieldRow((Run(WHITE),), written_lines(value))
    return Chapter((FieldTable((row,)),), has_header=False)


@dataclass(slots=True)
class _Place:
    """Where a field stands: the links that were set for it on one page."""

    page: Page
    links: list[Any] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """Return the rectangle around all of them."""
        boxes = [[float(side) for side in link.Rect] for link in self.links]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )


class _Fields:
    """Turns the links of a finished file into the fields of a form."""

    def __init__(self, pdf: Pdf, form: UpdateForm, values: _Values) -> None:
        self.pdf = pdf
        self.form = form
        self.values = values
        self.places = self._places()
        self.elements = dict(_numbered(pdf.Root.StructTreeRoot.ParentTree))
        self.fields = Array()

    def put(self, questions: Sequence[Question]) -> None:
        """Put a field on each place."""
        for question in questions:
            for choice in question.choices:
                self._put_box(choice, question)
            if question.key in self.places:
                self._put_words(question)
        helvetica = self._font("Helvetica", Encoding=Name.WinAnsiEncoding)
        fonts = Dictionary(Helv=helvetica, ZaDb=self._font("ZapfDingbats"))
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(Fields=self.fields, DR=Dictionary(Font=fonts), DA=_TYPED)
        )

    def _font(self, name: str, **more: Any) -> Any:
        return self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), **more)
        )

    def _places(self) -> dict[str, _Place]:
        """Return the place of each field; one that two pages share stands where more of it is."""
        found: dict[str, list[_Place]] = {}
        for page in self.pdf.pages:
            on_page: dict[str, _Place] = {}
            for link in page.get("/Annots", Array()):
                target = str(link.A.URI) if "/A" in link else ""
                if target.startswith(_PLACE):
                    name = target.removeprefix(_PLACE)
                    on_page.setdefault(name, _Place(page)).links.append(link)
            for name, place in on_page.items():
                found.setdefault(name, []).append(place)
        chosen = {name: max(places, key=lambda it: len(it.links)) for name, places in found.items()}
        for name, places in found.items():
            for place in places:
                self._take_away(place, place.links[place is chosen[name] :])
        return chosen

    def _take_away(self, place: _Place, links: Sequence[Any]) -> None:
        gone = {link.objgen for link in links}
        kept = [link for link in place.page.Annots if link.objgen not in gone]
        place.page.Annots = Array(kept)

    def _put_words(self, question: Question) -> None:
        place = self.places[question.key]
        box = self._wide(place.box)
        value = self.values.of.get(question.key, "")
        is_choice = question.key == STATE and bool(self.form.states)
        entries: dict[str, Any] = {
            "FT": Name.Ch if is_choice else Name.Tx,
            "Ff": _COMBO | _MAY_BE_TYPED if is_choice else _MULTILINE,
            "DA": _TYPED,
            "V": String(value),
            "DV": String(value),
            "MK": Dictionary(BG=Array([float(part) for part in _TINT.split()])),
            "AP": Dictionary(N=self._drawn_words(question.key, box)),
        }
        if is_choice:
            entries["Opt"] = Array([String(name) for name in self.form.states])
        if self._reads_right_to_left:
            entries["Q"] = 2
        self._put(place, box, question.key, question.words, entries)

    def _put_box(self, choice: Choice, question: Question) -> None:
        place = self.places[choice.name]
        left, low, right, high = place.box
        start = right - _BOX if self._reads_right_to_left else left
        middle = (low + high) / 2
        box = (start, middle - _BOX / 2, start + _BOX, middle + _BOX / 2)
        state = _ON if choice.is_ticked else _OFF
        entries = {
            "FT": Name.Btn,
            "V": state,
            "DV": state,
            "AS": state,
            "DA": String("/ZaDb 0 Tf 0 g"),
            "MK": Dictionary(CA=String("4")),
            "AP": Dictionary(
                N=Dictionary(Yes=self._drawn_box(is_ticked=True), Off=self._drawn_box())
            ),
        }
        self._put(place, box, choice.name, f"{question.words}: {choice.words}", entries)

    def _put(self, place: _Place, box: Box, name: str, words: str, entries: dict[str, Any]) -> None:
        """Make the first link of a place the field, and its element a Form."""
        link = place.links[0]
        for key in ("/A", "/Border", "/Contents"):
            del link[key]
        link.Subtype = Name.Widget
        link.Rect = Array([round(side, 2) for side in box])
        link.F = _PRINTED
        link.P = place.page.obj
        link.T = String(name.replace(".", "_"))
        link.TU = String(words)
        for key, value in entries.items():
            link[f"/{key}"] = value
        self.elements[int(link.StructParent)].S = Name.Form
        self.fields.append(link)

    def _wide(self, box: Box) -> Box:
        """Return a box as wide as the column of the answers."""
        _, low, _, high = box
        left = A4.margin_start if self._reads_right_to_left else A4.width - A4.margin_end - _COLUMN
        return (left - _ROOM, low - 1, left + _COLUMN + _ROOM, high + 1)

    @property
    def _reads_right_to_left(self) -> bool:
        return self.values._is_right_to_left  # noqa: SLF001 - two halves of one thing

    def _drawn_words(self, key: str, box: Box) -> Any:
        """Return what a field of words looks like: a tint, and on it what is filled in."""
        width, height = box[2] - box[0], box[3] - box[1]
        tint = b"q %s rg 0 0 %.2f %.2f re f Q\n" % (_TINT, width, height)
        page = self.values.pages.get(key)
        if page is None:
            drawn = self._appearance(tint + b"/Tx BMC EMC", width, height)
        else:
            top = A4.height - A4.margin_top - _TOP_OF_TEXT + 1
            moved = b"/Tx BMC\nq 1 0 0 1 %.2f %.2f cm\n" % (-box[0], height - top)
            content = tint + moved + _without_tags(page) + b"\nQ\nEMC"
            drawn = self._appearance(content, width, height)
            drawn.Resources = self.pdf.copy_foreign(page.resources)
        return drawn

    def _drawn_box(self, *, is_ticked: bool = False) -> Any:
        side = _BOX - 1
        content = b"q 1 g %s RG 0.8 w 0.5 0.5 %.1f %.1f re B Q" % (_FRAME, side, side)
        if is_ticked:
            cross = b"1.9 1.9 m %.1f %.1f l 1.9 %.1f m %.1f 1.9 l S" % ((_BOX - 1.9,) * 4)
            content += b" q %s RG 1.2 w %s Q" % (_INK, cross)
        return self._appearance(content, _BOX, _BOX)

    def _appearance(self, content: bytes, width: float, height: float) -> Any:
        return self.pdf.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, round(width, 2), round(height, 2)]),
            Resources=Dictionary(),
        )


def _numbered(tree: Any) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a number tree (ISO 32000-1, 7.9.7)."""
    for kid in tree.get("/Kids", Array()):
        yield from _numbered(kid)
    numbers = tree.get("/Nums", Array())
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]


def _without_tags(page: Page) -> bytes:
    """Return what a page draws without its tags, which belong to another file, and its rules."""
    kept = []
    inside_artifact = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            inside_artifact = instruction.operands[0] == Name.Artifact
        elif operator == "EMC":
            inside_artifact = False
        elif not inside_artifact:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)
