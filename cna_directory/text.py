"""Text in one form: folded, so that what is asked and what is stored meet; visible; compact."""

import json
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
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "\u0640": "",  # Arabic tatweel only stretches a word.
    }
    # What nobody sees and nobody types: joiners, spaces without width, choices of a glyph.
    | dict.fromkeys(("\u00ad", "\u034f", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"), "")
    | {chr(selector): "" for selector in range(0xFE00, 0xFE10)}
)


def _marks() -> tuple[str, str]:
    """Return the marks that people leave out, and those without which a word is another word.

    The first are accents and the points of Hebrew and Arabic; the second are vowels of Thai and of
    the scripts of India, the voicing of Japanese and the like, which have classes of their own.
    """
    left_out: list[str] = []
    kept: list[str] = []
    for code in range(0x300, 0x10000):
        mark = chr(code)
        if unicodedata.category(mark)[0] == "M":
            place = unicodedata.combining(mark)
            is_left_out = place == 1 or 10 <= place <= 36 or place >= 200
            (left_out if is_left_out else kept).append(mark)
    return "".join(left_out), "".join(kept)


_LEFT_OUT, _KEPT = _marks()
_ACCENTS = re.compile(f"[{_LEFT_OUT}]+")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_KEPT}])*")
_ASCII_WORD = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """Return `text` without case, accents and spelling variants of letters, words apart by one space.

    Punctuation separates words, so that `Côte d'Ivoire` is found as `cote d ivoire`.
    """
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    # Some signs come apart into capitals, and some small letters into others, so both happen twice.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = _ACCENTS.sub("", lower).casefold().translate(_LETTERS)
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare)))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(fold(text).split())


_UNSPACED = re.compile(
    "["
    "\u0e00-\u109f"  # Thai, Lao, Tibetan, Burmese.
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Korean.
    "\u1780-\u17ff"  # Khmer.
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31f0-\u31ff"  # Kana, parts of Chinese signs.
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Chinese.
    "]+"
)


def is_unspaced(term: str) -> bool:
    """Say whether a term is of a script in which a word may begin anywhere in a run of signs.

    Korean counts among them: it has spaces, but names of offices are written in one piece.
    """
    return _UNSPACED.match(term) is not None


def terms(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, cut where a script without spaces begins or ends."""
    folded = fold(text)
    if folded.isascii() or not _UNSPACED.search(folded):
        return tuple(folded.split())
    return tuple(_UNSPACED.sub(lambda run: f" {run.group()} ", folded).split())


_ARABIC_ARTICLES = ("وال", "بال", "ال", "لل")
_SHORTEST_WITH_ARTICLE = 3


def forms(term: str) -> tuple[str, ...]:
    """Return a term and, where it begins with the Arabic article, also without it."""
    if not term.startswith(_ARABIC_ARTICLES):
        return (term,)
    for article in _ARABIC_ARTICLES:
        if term.startswith(article) and len(term) >= len(article) + _SHORTEST_WITH_ARTICLE:
            return term, term[len(article) :]
    return (term,)


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


def compact_json(value: object) -> str:
    """Return JSON with sorted keys and no spaces: equal values, equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for the old code page of the machine."""

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@'＝＋－＠﹢﹣﹦﹫−]|[\t\r\n]")
"""How a formula begins, for some spreadsheets also in the wide forms; and the guard itself."""

_LIKE_A_NUMBER = re.compile(r"[.,:/%()\s-]*\d[\d.,:/%()\s-]*([eE]\d+\s*)?")
"""Written so that no two parts can take the same sign: whatever the text, it is read through once."""

_LEFT_AS_IT_IS = re.compile(r"0|[1-9]\d{0,10}|\d{4}-\d{2}-\d{2}")
"""Plain numbers and ISO days, which spreadsheets write down as they read them."""


def guarded(text: str) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula or rewrites as a number.

    An apostrophe before it makes it text: a formula also behind spaces, a telephone number with its
    +, a postal code such as 01234 or 1-2. What begins with an apostrophe gets another, so that
    `unguarded` gives back every text there is.
    """
    is_rewritten = _LIKE_A_NUMBER.fullmatch(text) and not _LEFT_AS_IT_IS.fullmatch(text)
    return f"'{text}" if is_rewritten or _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text.removeprefix("'")
