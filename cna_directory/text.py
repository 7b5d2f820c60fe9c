"""Folding of text, so that what is asked and what is stored meet however they are written."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ß": "ss",
        "ς": "σ",
        "\u0640": "",  # Arabic tatweel only stretches a word.
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "’": "'",
        "‘": "'",
        "\u200c": "",
        "\u200d": "",
        "\u00ad": "",
    }
)


def fold(text: str) -> str:
    """Return `text` without case, accents and spelling variants of letters, words apart by one space.

    Punctuation separates words, so that `Côte d'Ivoire` is found as `cote d ivoire`.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(fold(text).split())


_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e00ff]"
)
"""Controls and direction marks; not the joiners of Arabic and Indic scripts, which letters need."""


def visible(text: str) -> str:
    """Return `text` with hidden direction marks and controls shown, such as `[U+202E]`.

    What a record hides is told and not obeyed: a mark could turn the order of digits that follow.
    """
    return _HIDDEN.sub(lambda mark: f"[U+{ord(mark.group()):04X}]", text)
