"""The word behind the text of pages that are not the edition: PROOF, large and grey."""

from math import cos, radians, sin

from publish.pdf.pages import LaidChapter, add_codes
from publish.pdf.shaping import Looks
from publish.styles import A4

_GREY = "#e3e6e9"
"""Light enough that the text upon it keeps its contrast."""
_SIZE = 150.0
_SLANT = 52.0
_WIDTH_SHARE = 0.86


def word_behind(word: str, looks: Looks, chapters: list[LaidChapter]) -> bytes:
    """Return the operators that draw a word across a page, as an artifact; nothing for no word."""
    if not word or not chapters:
        return b""
    room = A4.height * _WIDTH_SHARE
    wide = looks.look(_SIZE, _GREY, is_bold=True).word(word).width
    look = looks.look(round(min(_SIZE, _SIZE * room / wide), 1), _GREY, is_bold=True)
    shaped = look.word(word)
    # The glyphs are counted with the first chapter's; which chapter's does not matter.
    add_codes(chapters[0].codes, (shaped,))
    angle = radians(_SLANT)
    across, up = cos(angle), sin(angle)
    along = (shaped.width / 2, look.size * 0.35)
    x = A4.width / 2 - along[0] * across + along[1] * up
    y = A4.height / 2 - along[0] * up - along[1] * across
    turned = b"%.4f %.4f %.4f %.4f %.2f %.2f Tm" % (across, up, -up, across, x, y)
    shown = b"%s [%s]TJ" % (look.base_font, shaped.plain or b"")
    return b"\n".join(
        [b"/Artifact<</Type/Background>>BDC q BT", look.colour, turned, shown, b"ET Q EMC"]
    )
