"""The fixed words of an edition, by key and language; the only place where its prose is written.

`phrase` looks a key up and refuses an unknown one, so that a mistyped key ends a build at once
instead of reaching a printed page. A language is added by one module with the same keys as
`english`; until a person has reviewed it, it stands in `DRAFTS`.
"""

from collections.abc import Mapping
from datetime import date

from publish.wording import english, english_languages
from publish.wording.titles import EDITION_TITLES, PART_TITLES

__all__ = [
    "DRAFTS",
    "EDITION_TITLES",
    "KEYS",
    "LANGUAGES",
    "PART_TITLES",
    "UnknownLanguageError",
    "UnknownWordError",
    "phrase",
    "short_day",
    "written_day",
]

ENGLISH: Mapping[str, str] = {
    **english.WORDS,
    **{f"language.{code}": name for code, name in english_languages.NAMES.items()},
}

_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}

LANGUAGES: tuple[str, ...] = tuple(_BY_LANGUAGE)
"""The languages in which an edition can be set."""

DRAFTS: frozenset[str] = frozenset()
"""Languages whose wording no person has reviewed; an edition in them says so in its foot."""

KEYS: frozenset[str] = frozenset(ENGLISH)
"""Every key that `Words` and `Field.label` may name."""


class UnknownWordError(LookupError):
    """Tells that a key of the content has no fixed words."""

    def __init__(self, key: str, language: str) -> None:
        """Name the key and the language in which it was looked up."""
        super().__init__(f"publish.wording has no words for the key {key!r} in {language!r}")
        self.key = key
        self.language = language


class UnknownLanguageError(LookupError):
    """Tells that the fixed words do not exist in a language."""

    def __init__(self, language: str) -> None:
        """Name the language asked for and those that there are."""
        known = ", ".join(LANGUAGES)
        super().__init__(f"publish.wording has no words in {language!r}; it has {known}")
        self.language = language


def phrase(key: str, language: str, **values: object) -> str:
    """Return the fixed words of `key`, with the named values put into their places."""
    try:
        words = _BY_LANGUAGE[language]
    except KeyError:
        raise UnknownLanguageError(language) from None
    try:
        template = words[key]
    except KeyError:
        raise UnknownWordError(key, language) from None
    return template.format(**values) if values else template


def written_day(day: date, language: str) -> str:
    """Write a date out in words, for example `24 February 2026`."""
    month = phrase(f"month.{day.month}", language)
    return phrase("date.written", language, day=day.day, month=month, year=day.year)


def short_day(day: date, language: str) -> str:
    """Write a date with a short month, as the rows of records do: `24 Feb 2026`."""
    month = phrase(f"short_month.{day.month}", language)
    return phrase("date.written", language, day=day.day, month=month, year=day.year)
