"""Characters that are shown, dropped, kept or missing."""

import sys
import unicodedata

import pytest

from publish import fonts
from tests.publish.pdf_documents import SCRIPTS, STACKED_SCRIPTS

LAST_CODE_POINT = sys.maxunicode + 1
KEPT_CONTROLS = "\n\u200c\u200d"
CHANGED_CONTROLS = "\t\r\x85\xad"
# Format characters that are drawn: Arabic, Syriac and Kaithi number signs.
DRAWN_FORMATS = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def test_every_control_and_format_character_is_shown() -> None:
    hidden = [
        chr(point)
        for point in range(LAST_CODE_POINT)
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs"}
    ]
    left = KEPT_CONTROLS + CHANGED_CONTROLS + DRAWN_FORMATS
    for char in hidden:
        shown = fonts.visible(f"a{char}b")
        if char not in left:
            assert shown == f"a[U+{ord(char):04X}]b"


def test_code_points_that_are_no_characters_are_shown() -> None:
    """XML does not bear two of them, and the metadata of a PDF is XML."""
    beyond = [plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
    for point in (*range(0xFDD0, 0xFDF0), *beyond):
        assert fonts.visible(f"a{chr(point)}b") == f"a[U+{point:04X}]b"
        assert fonts.missing_characters(chr(point)) == ()


def test_letters_marks_and_signs_are_left_alone() -> None:
    for point in range(0x20, LAST_CODE_POINT):
        char = chr(point)
        if unicodedata.category(char)[0] in "LMNPS":
            assert fonts.visible(f"a{char}") == f"a{char}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("left\u202eright\u202c", "left[U+202E]right[U+202C]"),
        ("\u2067isolate\u2069", "[U+2067]isolate[U+2069]"),
        ("می\u200cباشد", "می\u200cباشد"),
        ("co\xadoperation", "cooperation"),
        ("tab\there", "tab here"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("no\xa0break", "no\xa0break"),
        ("ab\u200bcd", "ab[U+200B]cd"),
        ("\u1780\u200b\u1781", "\u1780\u200b\u1781"),
        ("\u1780\u200b\u200b\u1781", "\u1780\u200b\u200b\u1781"),
        ("\u200b\u0ec2\u0e94", "\u200b\u0ec2\u0e94"),
        ("\u0e01\u200b", "\u0e01\u200b"),
        ("ab\u200b\u200bcd\u200b", "ab[U+200B][U+200B]cd[U+200B]"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert fonts.visible(text) == shown


@pytest.mark.parametrize("text", [*SCRIPTS.values(), *STACKED_SCRIPTS.values(), "− → ✓ ☎ ≤ €"])
def test_scripts_of_states_are_there(text: str) -> None:
    assert fonts.missing_characters(text) == ()
    assert fonts.printable(text) == text


def test_missing_characters_are_named_once_and_in_order() -> None:
    text = "b\U0001f600a\u0378\U0001f600\ue000"
    assert fonts.missing_characters(text) == ("\u0378", "\ue000", "\U0001f600")
    assert fonts.printable(text) == "b[U+1F600]a[U+0378][U+1F600][U+E000]"


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        ("\u0e01\u0301", "\u0e01[U+0301]", "\u0301"),
        ("\u4e2d\u0301\u0302\u6587", "\u4e2d[U+0301][U+0302]\u6587", "\u0301\u0302"),
        ("a\u05b7", "a[U+05B7]", "\u05b7"),
        ("a\u0301\u05b7", "a\u0301[U+05B7]", "\u05b7"),
        ("\u1100\u1161\u11f0", "\uac00[U+11F0]", "\u11f0"),
        ("\U0001e030\u0301", "[U+1E030]\u0301", "\U0001e030"),
        ("\u094dA", "\u094dA", ""),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937", ""),
        ("\u260e\ufe0f", "\u260e\ufe0f", ""),
    ],
)
def test_marks_that_no_typeface_has_with_their_letter_are_shown(
    text: str, shown: str, missing: str
) -> None:
    assert fonts.printable(text) == shown
    assert fonts.missing_characters(text) == tuple(missing)


@pytest.mark.parametrize("text", ["\u1112\u1161\u11ab\u1100\u116e\u11a8", "\ufa19\ufa1b", "\u212b"])
def test_characters_are_put_together_where_one_would_be_missing(text: str) -> None:
    assert fonts.missing_characters(text) == ()
    assert unicodedata.normalize("NFC", fonts.printable(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["e\u0301", "Vie\u0302\u0323t", "\u0915\u093c", "\u05e9\u05c1"])
def test_characters_are_left_apart_where_they_can_be_drawn(text: str) -> None:
    assert fonts.printable(text) == text


def test_hidden_characters_are_not_missing() -> None:
    assert fonts.missing_characters("a\u202eb\x00\r\n\t\xad\ufe0f") == ()


def test_all_of_gb_2312_and_hangul_of_ks_x_1001_are_there() -> None:
    for charset in ("gb2312", "euc_kr"):
        for lead in range(0xB0, 0xC9 if charset == "euc_kr" else 0xF8):
            for trail in range(0xA1, 0xFF):
                try:
                    char = bytes((lead, trail)).decode(charset)
                except UnicodeDecodeError:
                    continue
                assert fonts.missing_characters(char) == (), f"{char} of {charset}"


def test_fonts_are_few_enough_to_ship() -> None:
    size = sum(file.stat().st_size for file in fonts.FOLDER.iterdir())
    assert size < 10_000_000
    assert (fonts.FOLDER / "OFL.txt").is_file()
    shipped = {file.name for file in fonts.FOLDER.glob("*.ttf")}
    named = {name for face in fonts.TYPEFACES for name in (face.regular, face.bold) if name}
    assert shipped == named
