"""Runs of text in RTF: fonts by script, direction in both contexts, languages, links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from publish.document import Run
from publish.rtf.escape import bookmark_name, escaped, link_address
from publish.rtf.languages import language_number
from publish.rtf.sheet import ARABIC, HAN, LATIN, colour_number, half_points
from publish.styles import NAVY, Style, style_named

RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAN = "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_HAN += "\U00020000-\U0003ffff"

# Neutral characters between two right-to-left words belong to the words; digits do not, because
# word processors would draw them in the digits of the reader's own settings.
_scripts = re.compile(
    f"(?P<arabic>[{_RIGHT_TO_LEFT}]+(?:[^\\w{_HAN}]+[{_RIGHT_TO_LEFT}]+)*)|(?P<han>[{_HAN}]+)"
)
_LEFT_TO_RIGHT = r"\u8206?"
"""The left-to-right mark as a character: LibreOffice drops RTF's own word for it."""

# A group that holds text alone; `\\.` passes over the text's own braces.
_stretch_group = re.compile(r"\{(\\(?:ltrch|rtlch)[^ {}]*) ((?:[^{}\\]|\\.)*)\}")

_right_to_left = re.compile(f"[{_RIGHT_TO_LEFT}]")
_strong = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where runs stand: the look, the direction of the page and that of the paragraph."""

    style: str
    language: str
    is_right_to_left_page: bool
    is_right_to_left: bool

    @property
    def look(self) -> Style:
        """Return the style of the paragraph."""
        return style_named(self.style)

    @property
    def states_both(self) -> bool:
        """Say whether every stretch has to state how it looks in either direction."""
        return self.is_right_to_left or self.is_right_to_left_page


def reads_right_to_left(runs: Iterable[Run]) -> bool:
    """Say whether a paragraph runs right to left: by its language, else by its first letter."""
    for run in runs:
        if run.isolate:
            continue
        if run.language:
            return _is_right_to_left_language(run.language)
        if found := _strong.search(run.text):
            return _right_to_left.match(found.group()) is not None
    return False


@cache
def _is_right_to_left_language(tag: str) -> bool:
    return tag.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT_LANGUAGES


def runs_rtf(runs: tuple[Run, ...], place: Place) -> str:
    """Return runs as RTF, each able to stand beside any other."""
    written = "".join([run_rtf(run, place) for run in runs])
    return _joined(written) if place.states_both else written


def _joined(written: str) -> str:
    """Put stretches of one look that follow each other into one group.

    In a document that reads from right to left every word states its look at length, so that each
    label, comma and date would make up most of the file by what stands before it.
    """
    parts: list[str] = []
    look, end = "", 0
    for found in _stretch_group.finditer(written):
        own_look, text = found.groups()
        if own_look == look and found.start() == end:
            parts[-1:] = [text, "}"]
        else:
            parts += [written[end : found.start()], "{", own_look, " ", text, "}"]
        look, end = own_look, found.end()
    return "".join([*parts, written[end:]])


def run_rtf(run: Run, place: Place) -> str:
    """Return one run with its language, its link and, where it must read on its own, its marks."""
    if _is_plain(run, place):
        text = escaped(run.text)
        return _with_target(run.target, text) if run.target else text
    text = "".join([_stretch(kind, part, run, place) for kind, part in _by_script(run.text)])
    if place.is_right_to_left and (run.isolate or _has_left_letters_alone(run.text)):
        # Isolates are not known to all word processors; a mark on either side keeps the order of
        # a telephone number or an address, which has no letters of the other direction: without it
        # "1 Treaty Square" would be drawn with its number behind it.
        text = f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}"
    elif not place.is_right_to_left and _right_to_left.search(run.text):
        # Without the mark a number or a comma after the last letter would be drawn on its left.
        text = f"{text}{_LEFT_TO_RIGHT}"
    return _with_target(run.target, text) if run.target else text


def _with_target(target: str, text: str) -> str:
    """Return finished RTF as a link, if it leads anywhere that links may lead."""
    if target.startswith("#"):
        return inside_link(target[1:], _linked(text))
    if address := link_address(target):
        return rf'{{\field{{\*\fldinst{{HYPERLINK "{address}"}}}}{{\fldrslt{{{_linked(text)}}}}}}}'
    return text


def _has_left_letters_alone(text: str) -> bool:
    return _strong.search(text) is not None and _right_to_left.search(text) is None


def inside_link(anchor: str, result: str) -> str:
    """Return a link to a bookmark of the same file around finished RTF."""
    name = bookmark_name(anchor)
    return rf'{{\field{{\*\fldinst{{HYPERLINK \\l "{name}"}}}}{{\fldrslt{{{result}}}}}}}'


def page_reference(anchor: str, number: int | None) -> str:
    """Return the page of a bookmark: the number known, or nothing until the reader updates it."""
    shown = "" if number is None else str(number)
    name = bookmark_name(anchor)
    return rf"{{\field{{\*\fldinst{{PAGEREF {name} \\h}}}}{{\fldrslt{{{shown}}}}}}}"


def bookmark(anchor: str) -> str:
    """Return the place that links to an anchor go to."""
    name = bookmark_name(anchor)
    return rf"{{\*\bkmkstart {name}}}{{\*\bkmkend {name}}}"


def _linked(text: str) -> str:
    return rf"\cf{colour_number(NAVY)} {text}"


def _is_plain(run: Run, place: Place) -> bool:
    """Say whether a run needs no words but its own: most of an edition is so."""
    return (
        not (place.states_both or run.is_bold)
        and (not run.language or run.language == place.language)
        and run.text.isascii()
    )


def _by_script(text: str) -> Iterator[tuple[str, str]]:
    """Cut text where its script changes: right-to-left, Han and its kin, all others."""
    end = 0
    for found in _scripts.finditer(text):
        if found.start() > end:
            yield "latin", text[end : found.start()]
        yield found.lastgroup or "latin", found.group()
        end = found.end()
    if end < len(text):
        yield "latin", text[end:]


def _stretch(kind: str, text: str, run: Run, place: Place) -> str:
    """Return a stretch of one script, in a group of its own where it states how it looks."""
    if kind == "latin" and place.states_both and not _reads_left_to_right(text, run):
        kind = "arabic"
    words = _look(kind, run.language or place.language, place, is_bold=run.is_bold)
    return f"{{{words} {escaped(text)}}}" if words else escaped(text)


@cache
def _look(kind: str, language: str, place: Place, *, is_bold: bool) -> str:
    """Return the words before a stretch; in right-to-left text it states both contexts."""
    size = half_points(place.look)
    number = language_number(language)
    bold, complex_bold = (r"\b", r"\ab") if is_bold or place.look.bold else ("", "")
    latin_first = rf"\ltrch\fcs0\f{LATIN}\fs{size}{bold}"
    complex_first = rf"\rtlch\fcs1\af{ARABIC}\afs{size}{complex_bold}"
    if kind == "han":
        fonts = rf"\loch\f{HAN}\hich\f{HAN}\dbch\f{HAN}"
        east = rf"\ltrch\fcs0{fonts}\fs{size}{bold}\lang{number}\langfe{number}"
        return f"{complex_first}{east}"
    if kind == "arabic":
        return rf"{latin_first}{complex_first}\alang{number}"
    if place.states_both:
        return rf"{complex_first}{latin_first}\lang{number}"
    if is_bold:
        return rf"\ab\b\lang{number}"
    return "" if number == language_number(place.language) else rf"\lang{number}"


def _reads_left_to_right(text: str, run: Run) -> bool:
    return run.isolate or any(char.isalnum() for char in text)
