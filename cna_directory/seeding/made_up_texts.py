"""Texts of made-up records: in the language of the State, with an English translation beside it."""

from collections.abc import Mapping

from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.seeding.made_up_phrases import PHRASES
from cna_directory.seeding.made_up_requirement_phrases import REQUIREMENT_PHRASES
from cna_directory.seeding.made_up_words import AUTHORITY_WORDS
from cna_directory.seeding.reference_rows import StateRow

_WRITES_IN_RUSSIAN = frozenset({"KG", "KZ", "TJ", "TM", "UZ", "BY"})
"""States whose made-up sentences are in Russian, because we cannot write their own language."""


def word_language(state: StateRow) -> str:
    """Return the first official language of a State in which we have names, else English."""
    for language in state.official_languages:
        if language in AUTHORITY_WORDS:
            return language
    return "en"


def phrase_language(state: StateRow) -> str:
    """Return the first official language of a State among the United Nations' six, else English."""
    if state.code in _WRITES_IN_RUSSIAN:
        return "ru"
    for language in state.official_languages:
        if language in ("ar", "en", "es", "fr", "ru", "zh"):
            return language
    return "en"


def word(state: StateRow, key: str) -> str:
    """Return a post, place or body in the language of the State."""
    return AUTHORITY_WORDS[word_language(state)][key]


def words_with_english(state: StateRow, key: str, origin: Origin) -> LocalisedText:
    """Return a post, service or place with its English translation."""
    language = word_language(state)
    return localised(language, AUTHORITY_WORDS[language][key], AUTHORITY_WORDS["en"][key], origin)


def localised(language: str, text: str, english: str, origin: Origin) -> LocalisedText:
    """Return a text with its English translation, unless it is English itself."""
    if language == "en":
        return LocalisedText("en", text)
    return LocalisedText(language, text, (Translation("en", english, origin),))


def phrase(language: str, key: str) -> LocalisedText:
    """Return a sentence of a made-up record; its English is ours, not the State's."""
    return _from(PHRASES, language, key)


def requirement_phrase(language: str, key: str) -> LocalisedText:
    """Return a sentence of a requirement in the State's language alone, as States give it."""
    return LocalisedText(language, REQUIREMENT_PHRASES[key][language])


def _from(table: Mapping[str, Mapping[str, str]], language: str, key: str) -> LocalisedText:
    texts = table[key]
    return localised(language, texts[language], texts["en"], Origin.SECRETARIAT)
