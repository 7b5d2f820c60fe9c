"""The fixed words of an edition, by key and language; the only place where its prose is written.

`phrase` looks a key up and refuses an unknown one, so that a mistyped key ends a build at once
instead of reaching a printed page. A language is one module with the same keys as `english`; until
a person has reviewed it, it stands in `DRAFTS`. `TRILINGUAL` may stand wherever a language does:
labels are then joined ("Authority / Autorité / Autoridad"), and `phrases` gives running text
once for each of its languages.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from publish.wording import (
    arabic,
    arabic_languages,
    chinese,
    chinese_languages,
    english,
    english_languages,
    french,
    french_languages,
    russian,
    russian_languages,
    spanish,
    spanish_languages,
    trilingual,
)
from publish.wording.sources import SOURCES
from publish.wording.titles import EDITION_TITLES, PART_TITLES
from publish.wording.trilingual import TRILINGUAL

__all__ = [
    "DRAFTS",
    "EDITIONS",
    "EDITION_TITLES",
    "KEYS",
    "LANGUAGES",
    "PART_TITLES",
    "SOURCES",
    "TRILINGUAL",
    "UnknownLanguageError",
    "UnknownWordError",
    "all_words",
    "phrase",
    "phrases",
    "reading_languages",
    "short_day",
    "wording_hash",
    "written_day",
]


def _of_language(words: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, str]:
    return {**words, **{f"language.{code}": name for code, name in names.items()}}


_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "en": _of_language(english.WORDS, english_languages.NAMES),
    "fr": _of_language(french.WORDS, french_languages.NAMES),
    "es": _of_language(spanish.WORDS, spanish_languages.NAMES),
    "ar": _of_language(arabic.WORDS, arabic_languages.NAMES),
    "zh": _of_language(chinese.WORDS, chinese_languages.NAMES),
    "ru": _of_language(russian.WORDS, russian_languages.NAMES),
}

LANGUAGES: tuple[str, ...] = tuple(_BY_LANGUAGE)
"""The languages that have words of their own."""

EDITIONS: tuple[str, ...] = (TRILINGUAL, *LANGUAGES)
"""The languages of an edition's files, the main one first."""

DRAFTS: frozenset[str] = frozenset(EDITIONS) - {"en"}
"""Languages whose wording no person has reviewed; an edition in them says so in its foot."""

KEYS: frozenset[str] = frozenset(_BY_LANGUAGE["en"])
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
        known = ", ".join(EDITIONS)
        super().__init__(f"publish.wording has no words in {language!r}; it has {known}")
        self.language = language


def reading_languages(language: str) -> tuple[str, ...]:
    """Return the languages that an edition in `language` is read in: three of the trilingual one."""
    return trilingual.READ_TOGETHER if language == TRILINGUAL else (language,)


def phrase(key: str, language: str, **values: object) -> str:
    """Return the fixed words of `key`, with the named values put into their places.

    A day among the values is written out in the language of the words around it.
    """
    words = _words(key, language)
    if words is None:
        return trilingual.joined(key, [text for _, text in phrases(key, language, **values)])
    return _filled(words, language, values)


def phrases(key: str, language: str, **values: object) -> tuple[tuple[str, str], ...]:
    """Return running text in each language it is read in, with the tag of that language."""
    return tuple((each, phrase(key, each, **values)) for each in reading_languages(language))


def written_day(day: date, language: str) -> str:
    """Write a date out in words, for example `24 February 2026`."""
    if language == TRILINGUAL:
        days = [written_day(day, each) for each in reading_languages(language)]
        return trilingual.joined("date.written", days)
    return _day("date.written", f"month.{day.month}", day, language)


def short_day(day: date, language: str) -> str:
    """Write a date with a short month, as the rows of records do: `24 Feb 2026`.

    The trilingual edition writes it in figures, which read the same in all its languages.
    """
    if language == TRILINGUAL:
        return day.isoformat()
    return _day("date.short", f"short_month.{day.month}", day, language)


def all_words(language: str) -> Mapping[str, str]:
    """Return every label, title, note and name of one language by its key, titles first."""
    if language not in _BY_LANGUAGE:
        raise UnknownLanguageError(language)
    titles = {
        "title.edition": EDITION_TITLES[language],
        "title.part_i": PART_TITLES["I"][language],
        "title.part_ii": PART_TITLES["II"][language],
    }
    return {**titles, **_BY_LANGUAGE[language]}


@cache
def wording_hash(language: str) -> str:
    """Return the SHA-256 of all words of a language: equal words, equal hash (hexadecimal).

    That of the trilingual edition covers the words of its three languages.
    """
    words = {each: dict(all_words(each)) for each in reading_languages(language)}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _day(pattern: str, month: str, day: date, language: str) -> str:
    number = phrase("date.first", language) if day.day == 1 else str(day.day)
    return phrase(pattern, language, day=number, month=phrase(month, language), year=day.year)


@cache
def _words(key: str, language: str) -> str | None:
    """Return the template of a key; None where the trilingual edition joins those of three."""
    if language == TRILINGUAL:
        if key not in KEYS:
            raise UnknownWordError(key, language)
        return trilingual.WORDS.get(key)
    try:
        words = _BY_LANGUAGE[language]
    except KeyError:
        raise UnknownLanguageError(language) from None
    try:
        return words[key]
    except KeyError:
        raise UnknownWordError(key, language) from None


def _filled(template: str, language: str, values: Mapping[str, object]) -> str:
    if not values:
        return template
    return template.format(
        **{
            name: written_day(value, language) if isinstance(value, date) else value
            for name, value in values.items()
        }
    )
