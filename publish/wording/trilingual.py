"""How the trilingual edition says something: English, French and Spanish side by side.

A label is joined from the words of the three languages; what would only be repeated, or is a sign
and not a word, is written once here.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile

TRILINGUAL = "mul"
"""The code of the edition in three languages: ISO 639-2 for several languages at once."""

READ_TOGETHER = ("en", "fr", "es")
"""Its languages, in the order in which they stand."""

ENDS = " :\u00a0\u202f"
"""Marks around a label that stand once, around all three."""

TIGHT = ("short_weekday.", "short_month.")
"""Words so short that they are joined without spaces."""

WORDS: Mapping[str, str] = {
    "punctuation.space": " ",
    "punctuation.colon": ": ",
    "punctuation.comma": ", ",
    "punctuation.semicolon": "; ",
    "punctuation.full_stop": ".",
    "punctuation.sentence": ". ",
    "punctuation.dash": " – ",
    "punctuation.range": "–",
    "punctuation.slash": "/",
    "punctuation.open_bracket": " (",
    "punctuation.close_bracket": ")",
    "punctuation.open_quote": "“",
    "punctuation.close_quote": "”",
    "word.extension": " ext. ",
    "text.edition": "Edition / Édition / Edición {number}",
    "text.extract": "Extract / Extrait / Extracto: {name}",
    "text.foot": "Edition / Édition / Edición {number}",
    "text.part": "Part / Partie / Parte {number}",
    "text.page_before": "",
    "text.page_between": " / ",
    "text.page_after": "",
    "text.record_number": "{number}, revision / révision / revisión {revision}",
}


def joined(key: str, words: Sequence[str]) -> str:
    """Join the words of the three languages, equal ones once, with their outer marks around all.

    `("Source: ", "Source : ", "Fuente: ")` becomes `Source / Fuente: `.
    """
    first = words[0]
    before = "".join(takewhile(ENDS.__contains__, first))
    after = "".join(takewhile(ENDS.__contains__, reversed(first)))[::-1]
    slash = "/" if key.startswith(TIGHT) else " / "
    return before + slash.join(dict.fromkeys(each.strip(ENDS) for each in words)) + after
