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
