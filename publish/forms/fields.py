"""The fields of the form: the links that were set for them in a finished file become widgets.

A link to a place turns into the field (ISO 32000-1, 12.7). The element in which it was drawn keeps
the white that stands there, and gets a Form with nothing but the field in it (14.8.4.5).

Every field has an appearance of its own, so no viewer is asked to make one (`NeedAppearances`, which
PDF/A and PDF 2.0 leave out). What is filled in beforehand is drawn by our own typesetter with its
fonts, right to left where it must be. What people type, in whatever script, stands in the value of
the field as Unicode: a viewer whose own font lacks a letter may show it badly and loses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from publish.document import is_right_to_left
from publish.forms.answers import COLUMN, Answers, Part
from publish.forms.filling import STATE, Choice, Question, UpdateForm
from publish.styles import A4

PLACE = "https://field.invalid/"
"""Where links lead that become fields, with the name of the field behind it."""

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


@dataclass(slots=True)
class _Place:
    """Where a field stands: the links that were set for it on one page, that of its top first."""

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


def _places_in(pdf: Pdf) -> dict[str, _Place]:
    """Return the place of each field in a finished file."""
    found: dict[str, _Place] = {}
    for page in pdf.pages:
        for link in page.get("/Annots", Array()):
            target = str(link.A.URI) if "/A" in link else ""
            if target.startswith(PLACE):
                found.setdefault(target.removeprefix(PLACE), _Place(page)).links.append(link)
    return found


class _Entry(NamedTuple):
    """Where the parent tree says to which element an annotation belongs."""

    numbers: Any
    at: int

    @property
    def element(self) -> Any:
        """Return the element."""
        return self.numbers[self.at]

    def becomes(self, element: Any) -> None:
        """Let the annotation belong to another one."""
        self.numbers[self.at] = element


class Fields:
    """Turns the links of a finished file into the fields of a form."""

    def __init__(self, pdf: Pdf, form: UpdateForm, answers: Answers) -> None:
        """Find the places in a file in which each field stands on one page."""
        self.pdf = pdf
        self.form = form
        self.answers = answers
        self.is_right_to_left = is_right_to_left(form.language)
        self.places = _places_in(pdf)
        self.entries = dict(_numbered(pdf.Root.StructTreeRoot.ParentTree))
        self.fields = Array()

    def put(self, questions: Sequence[Question]) -> None:
        """Put a field on each place."""
        for question in questions:
            for choice in question.choices:
                self._put_box(choice, question)
            for part in self.answers.parts[question.key]:
                self._put_words(part)
        helvetica = self._font("Helvetica", Encoding=Name.WinAnsiEncoding)
        fonts = Dictionary(Helv=helvetica, ZaDb=self._font("ZapfDingbats"))
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(Fields=self.fields, DR=Dictionary(Font=fonts), DA=_TYPED)
        )

    def _font(self, name: str, **more: Any) -> Any:
        return self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), **more)
        )

    def _put_words(self, part: Part) -> None:
        place = self.places[part.name]
        box = self._wide(place.box)
        is_choice = part.name == STATE and bool(self.form.states)
        entries: dict[str, Any] = {
            "FT": Name.Ch if is_choice else Name.Tx,
            "Ff": _COMBO | _MAY_BE_TYPED if is_choice else _MULTILINE,
            "DA": _TYPED,
            "V": String(part.value),
            "DV": String(part.value),
            "MK": Dictionary(BG=Array([float(tint) for tint in _TINT.split()])),
            "AP": Dictionary(N=self._drawn_words(part.name, box)),
        }
        if is_choice:
            entries["Opt"] = Array([String(name) for name in self.form.states])
        if self.is_right_to_left:
            entries["Q"] = 2
        self._put(place, box, part.name, part.words, entries)

    def _put_box(self, choice: Choice, question: Question) -> None:
        place = self.places[choice.name]
        left, low, right, high = place.box
        start = right - _BOX if self.is_right_to_left else left
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
        self._make_form_element(link, place.page)
        for other in place.links[1:]:
            self._leave_white(other)
        gone = {other.objgen for other in place.links[1:]}
        place.page.Annots = Array([it for it in place.page.Annots if it.objgen not in gone])
        self.fields.append(link)

    def _make_form_element(self, widget: Any, page: Page) -> None:
        white = self._leave_white(widget)
        reference = Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=widget)
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Form, P=white, Pg=page.obj, K=reference)
        )
        white.K.append(element)
        self.entries[int(widget.StructParent)].becomes(element)

    def _leave_white(self, link: Any) -> Any:
        """Make the element of a link one that only holds the white drawn there."""
        element = self.entries[int(link.StructParent)].element
        element.S = Name.Span
        element.K = Array([kid for kid in element.K if not _leads_to(kid, link)])
        return element

    def _wide(self, box: Box) -> Box:
        """Return a box as wide as the column of the answers."""
        _, low, _, high = box
        left = A4.margin_start if self.is_right_to_left else A4.width - A4.margin_end - COLUMN
        return (left - _ROOM, low - 1, left + COLUMN + _ROOM, high + 1)

    def _drawn_words(self, name: str, box: Box) -> Any:
        """Return what a field of words looks like: a tint, and on it what is filled in."""
        width, height = box[2] - box[0], box[3] - box[1]
        tint = b"q %s rg 0 0 %.2f %.2f re f Q\n" % (_TINT, width, height)
        page = self.answers.drawn.get(name)
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


def _numbered(tree: Any) -> Iterator[tuple[int, _Entry]]:
    """Yield the entries of a number tree (ISO 32000-1, 7.9.7)."""
    for kid in tree.get("/Kids", Array()):
        yield from _numbered(kid)
    numbers = tree.get("/Nums", Array())
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), _Entry(numbers, at + 1)


def _leads_to(kid: Any, annotation: Any) -> bool:
    is_dictionary = isinstance(kid, pikepdf.Dictionary)
    return is_dictionary and "/Obj" in kid and kid.Obj.objgen == annotation.objgen


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
