"""Lines: where they end, which way they read, and that nothing is lost on the way."""

import time
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish import fonts
from publish.document import Run
from publish.pdf import direction
from publish.pdf.breaking import Opening, break_lines, tokens
from publish.pdf.lines import Line, SetParagraph, Typesetter
from publish.pdf.shaping import Word
from publish.styles import style_named
from tests.publish.pdf_documents import ARABIC_LEGAL, SCRIPTS, STACKED_SCRIPTS

VALUE = style_named("value")
NARROW = 130.0


def typesetter(*, is_right_to_left: bool = False) -> Typesetter:
    return Typesetter(is_right_to_left=is_right_to_left)


def shown(setter: Typesetter, line: Line) -> str:
    """Return the text of a line's glyphs from left to right."""
    return "".join(glyph_texts(setter, line))


def glyph_texts(setter: Typesetter, line: Line) -> list[str]:
    """Return what each glyph of a line copies as, from left to right."""
    texts: list[str] = []
    for word in (word for part in line.parts for word in part.words):
        for piece in word.pieces:
            codes = "".join(inside.split(">")[0] for inside in piece.glyphs.decode().split("<")[1:])
            face = setter.looks.faces[piece.face]
            texts += [
                face.shown[int(codes[place : place + 4], 16)].text
                for place in range(0, len(codes), 4)
            ]
    return texts


def words_of(line: Line) -> list[Word]:
    return [word for part in line.parts for word in part.words]


def set_text(setter: Typesetter, text: str, width: float = NARROW) -> SetParagraph:
    return setter.set((Run(text),), VALUE, width)


def joined(setter: Typesetter, paragraph: SetParagraph) -> str:
    return "".join(shown(setter, line) for line in paragraph.lines)


def without_spaces(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


left_to_right = st.text(
    st.sampled_from(
        "abc ABC éß (1-2/3) [ ] .,;: – — \n\t " + SCRIPTS["zh"] + SCRIPTS["ru"] + "。「」" + "x" * 9
    ),
    max_size=200,
)


@given(left_to_right, st.floats(20, 300))
@example("x" * 500, 50.0)
@example("a" * 40 + "-" + "b" * 40, 60.0)
@example(" \n  \n a ", 40.0)
@example("\t", 20.0)
@example(" ", 20.0)
@settings(max_examples=200, deadline=None)
def test_no_text_is_lost_and_no_line_too_wide(text: str, width: float) -> None:
    setter = typesetter()
    paragraph = set_text(setter, text, width)
    assert without_spaces(joined(setter, paragraph)) == without_spaces(fonts.printable(text))
    for line in paragraph.lines:
        assert line.width <= width + 0.01 or len(words_of(line)) == 1


@given(st.text(st.characters(), max_size=60))
@example("\ud800")
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_set(text: str) -> None:
    setter = typesetter(is_right_to_left=True)
    paragraph = set_text(setter, text)
    assert len(paragraph.lines) >= 1


LETTERS = "".join((SCRIPTS | STACKED_SCRIPTS).values()) + "\u1112\u1161\u11ab\ufa19\u0905\u093e"
MARKS = "\u0301\u0302\u05b7\u064b\u0670\u0e34\u0e4c\u093e\u094d\u0bcd\u0dca\u17d2\u20e3\u200d\ufe0f"


@given(st.text(st.sampled_from(LETTERS + MARKS + "aA-($\u201c\u00a0 "), max_size=40), st.booleans())
@example("\u0935\u0924\u094dA", False)
@settings(max_examples=200, deadline=None)
def test_no_letter_with_marks_shows_the_glyph_for_missing_characters(
    text: str, is_right_to_left: bool
) -> None:
    setter = typesetter(is_right_to_left=is_right_to_left)
    for style in ("value", "heading2"):
        setter.set((Run(text),), style_named(style), NARROW)
    for face in setter.looks.faces.used():
        assert 0 not in {shown.glyph for shown in face.shown.values()}, face.name


@given(
    st.lists(st.tuples(st.floats(0.1, 60), st.sampled_from(list(Opening))), max_size=60),
    st.floats(20, 100),
)
@settings(deadline=None)
def test_breaking_keeps_every_part_in_order(
    parts: list[tuple[float, Opening]], width: float
) -> None:
    widths = [own for own, _ in parts]
    openings = [opening for _, opening in parts]
    spans = break_lines(widths, openings, width, width)
    kept = [place for start, end in spans for place in range(start, end)]
    assert kept == sorted(set(kept))
    lost = set(range(len(parts))) - set(kept)
    assert {openings[place] for place in lost} <= {Opening.SPACE, Opening.FORCED}
    for start, end in spans:
        assert sum(widths[start:end]) <= width + 0.001 or end - start == 1


def test_first_line_may_be_wider() -> None:
    openings = [Opening.FREE] * 4
    assert break_lines([10, 10, 10, 10], openings, 25, 15) == [(0, 2), (2, 3), (3, 4)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("and/or", ["and/", "or"]),
        ("e-mail", ["e-", "mail"]),
        ("Bosnia-Herzegovina", ["Bosnia-", "Herzegovina"]),
        ("UNTOC 18(13)", ["UNTOC", " ", "18(13)"]),
        ("关于，公约。", ["关", "于，", "公", "约。"]),
        ("（甲）乙", ["（甲）", "乙"]),
        ("대한 민국", ["대한", " ", "민국"]),
        ("1988/12", ["1988/", "12"]),
    ],
)
def test_tokens(text: str, parts: list[str]) -> None:
    assert [part for part, _ in tokens(text, is_isolate=False)] == parts


@pytest.mark.parametrize(
    ("text", "may_part"),
    [("and/or", True), ("e-mail", False), ("1988/12", False), ("Guinea-Bissau", True)],
)
def test_hyphens_end_a_line_only_between_words(text: str, may_part: bool) -> None:
    _, opening = tokens(text, is_isolate=False)[1]
    assert (opening == Opening.FREE) is may_part


def test_a_telephone_number_stays_on_one_line() -> None:
    setter = typesetter()
    runs = (Run("Duty officer, day and night: "), Run("+999 12 345 67 89", isolate=True))
    paragraph = setter.set(runs, VALUE, 160)
    assert shown(setter, paragraph.lines[-1]) == "+999 12 345 67 89"


def test_a_long_word_is_parted_after_punctuation() -> None:
    setter = typesetter()
    address = "https://justice.example/mutual-legal-assistance/requests"
    paragraph = setter.set((Run(address, isolate=True),), VALUE, 150)
    assert shown(setter, paragraph.lines[0])[-1] in "/.-"
    assert joined(setter, paragraph) == address


# What stands from left to right for text in its logical order (UAX #9).
ORDERS = [
    ("אב גד", 0, "דג בא"),
    ("אב (abc) גד", 1, "דג (abc) בא"),
    ("ab (גד) ef", 0, "ab (דג) ef"),
    ("אב abc (def) גד", 1, "דג abc (def) בא"),
    ("abc (def).", 1, ".abc (def)"),
    ("אב 12-34", 1, "12-34 בא"),
    ("אב 2024 ab", 0, "2024 בא ab"),
    ("+999 99 (0) 1", 0, "+999 99 (0) 1"),
]


@pytest.mark.parametrize(("text", "base", "order"), ORDERS)
def test_visual_order(text: str, base: int, order: str) -> None:
    levels = direction.levels(text, base)
    places = direction.visual_order(list(levels))
    seen = "".join(_mirrored(text[place], levels[place]) for place in places)
    assert seen == order


def test_no_more_brackets_wait_than_the_algorithm_bears() -> None:
    for depth, is_resolved in ((63, True), (64, False)):
        levels = direction.levels("a" + "(" * depth + "a\u05d0" + ")" * depth + "a", 1)
        assert (levels[1] == 1) is is_resolved


def test_brackets_that_nobody_closes_cost_no_more_than_letters() -> None:
    """Every letter looked through all of them once: thousands took seconds."""
    began = time.process_time()
    direction.levels("\u0627" + "(" * 10_000 + "\u0628" * 10_000, 1)
    assert time.process_time() - began < 2


def _mirrored(char: str, level: int) -> str:
    pairs = {"(": ")", ")": "("}
    return pairs.get(char, char) if level % 2 else char


def test_isolates_read_left_to_right_inside_arabic() -> None:
    setter = typesetter(is_right_to_left=True)
    runs = (Run("هاتف: ", "ar"), Run("+999 99 (0) 1", isolate=True), Run(" ليلا", "ar"))
    line = setter.set(runs, VALUE, 300).lines[0]
    assert "+999 99 (0) 1" in shown(setter, line)
    isolated = [word for part in line.parts if part.run == 1 for word in part.words]
    assert len(isolated) == 1


def test_words_of_a_state_keep_their_full_stop_on_an_arabic_page() -> None:
    """A sentence in French between Arabic words is one thing, and so is one with a shown mark."""
    for sentence in ("Exposé des preuves.", "Exposé\u202e des preuves (2)."):
        setter = typesetter(is_right_to_left=True)
        runs = (Run(sentence, "fr"), Run(" مترجم", "ar"))
        line = setter.set(runs, VALUE, 400, follows_document=True).lines[0]
        assert sentence.replace("\u202e", "[U+202E]") in shown(setter, line)


def test_a_shown_mark_does_not_turn_what_follows() -> None:
    setter = typesetter()
    paragraph = set_text(setter, "invoice\u202efdp.exe", 300)
    assert joined(setter, paragraph) == "invoice[U+202E]fdp.exe"


@pytest.mark.parametrize("text", [SCRIPTS["ar"], SCRIPTS["he"], ARABIC_LEGAL])
def test_arabic_and_hebrew_are_paragraphs_of_their_own_direction(text: str) -> None:
    setter = typesetter()
    paragraph = set_text(setter, text)
    assert paragraph.is_right_to_left
    first_word = text.split(maxsplit=1)[0]
    parts = paragraph.lines[0].parts
    assert parts[-1].words[-1] is parts[-1].look.turned_word(first_word)


@pytest.mark.parametrize("text", ["مَكْتَبٌ", "الإدارة", STACKED_SCRIPTS["dv"], SCRIPTS["fa"]])
def test_glyphs_read_from_right_to_left_give_the_text(text: str) -> None:
    setter = typesetter()
    line = set_text(setter, text, 300).lines[0]
    assert "".join(reversed(glyph_texts(setter, line))) == text


@pytest.mark.parametrize("language", ["hi", "bn", "ta", "si", "km", "my", "dz", "th"])
def test_glyphs_read_from_left_to_right_give_the_text(language: str) -> None:
    setter = typesetter()
    text = (SCRIPTS | STACKED_SCRIPTS)[language]
    line = set_text(setter, text, 300).lines[0]
    assert shown(setter, line) == text


@pytest.mark.parametrize("text", [*SCRIPTS.values(), *STACKED_SCRIPTS.values()])
def test_no_script_shows_the_glyph_for_missing_characters(text: str) -> None:
    setter = typesetter()
    for style in ("value", "heading2"):
        paragraph = setter.set((Run(text),), style_named(style), 400)
        assert paragraph.lines
    for face in setter.looks.faces.used():
        assert 0 not in {shown.glyph for shown in face.shown.values()}, face.name


def test_a_word_is_shaped_once() -> None:
    setter = typesetter()
    look = setter.looks.of_style(VALUE)
    assert look.word("Ministry") is look.word("Ministry")
    assert cast("object", look) is setter.looks.of_style(VALUE)
