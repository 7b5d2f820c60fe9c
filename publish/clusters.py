"""Letters with the marks that stand on them: what is drawn in one typeface and never cut in two."""

import re
import unicodedata

# Vowels and finals of Hangul are joined to the consonant before them, as marks are to a letter.
_JOINED = "\u0300-\u036f\u1160-\u11ff\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SPLIT = re.compile(f"(?s).[{_JOINED}]*")
_VIRAMAS = "\u200d\u0bcd\u094d"


def clusters(text: str) -> list[str]:
    """Cut the text into letters with the marks that stand on them (a plain form of UAX #29)."""
    if text.isascii():
        return list(text)
    cut: list[str] = []
    for part in _SPLIT.findall(text):
        if cut and (unicodedata.category(part[0])[0] == "M" or _is_conjunct(cut[-1], part[0])):
            cut[-1] += part
        else:
            cut.append(part)
    return cut


def _is_conjunct(cluster: str, following: str) -> bool:
    """Say whether a letter forms one sign with the letter before it, which lost its vowel.

    It does in scripts of India, and only with a letter of its own script. Each of these scripts
    has 128 code points to itself.
    """
    return (
        cluster[-1] in _VIRAMAS
        and "\u0900" <= following < "\u0e00"
        and ord(cluster[0]) >> 7 == ord(following) >> 7
    )
