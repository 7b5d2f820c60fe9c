"""The words of every language: all there, in the right script, and printable."""

import re
from datetime import date
from string import Formatter

import pytest

from publish.fonts import missing_characters
from publish.wording import (
    DRAFTS,
    EDITION_TITLES,
    EDITIONS,
    KEYS,
    LANGUAGES,
    PART_TITLES,
    SOURCES,
    TRILINGUAL,
    UnknownLanguageError,
    UnknownWordError,
    all_words,
    english,
    phrase,
    phrases,
    reading_languages,
    short_day,
    trilingual,
    wording_hash,
    written_day,
)

TRANSLATED = [language for language in LANGUAGES if language != "en"]

LETTERS = {
    "ar": r"[\u0600-\u06ff]",
    "zh": r"[\u4e00-\u9fff]",
    "ru": r"[\u0400-\u04ff]",
}
"""What is a letter of the scripts that are not Latin."""

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")

KEPT_IN_LATIN = {
    "GMT",
    "INTERPOL",
    "PDF",
    "RTF",
    "CSV",
    "JSON",
    "SHA",
    "SHERLOC",
    "UNCAC",
    "UNTOC",
    "UTC",
    "E",
    "Unicode",
    "I",
    "II",
    "U",
    "XXXX",
    "edition",
    "verify",
}
"""Acronyms, names of formats and commands that every language writes in Latin letters."""


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _without_placeholders(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_exactly_the_keys_of_english(language):
    assert set(all_words(language)) == set(all_words("en"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_places_for_values_are_those_of_english(language):
    words = all_words(language)
    for key, text in all_words("en").items():
        assert _placeholders(words[key]) == _placeholders(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_empty(language):
    may_be_empty = {"text.page_after"}
    empty = {key for key, text in all_words(language).items() if not text} - may_be_empty
    assert not empty


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_words_are_in_the_script_of_their_language(language):
    own = re.compile(LETTERS[language])
    for key, template in all_words(language).items():
        text = _without_placeholders(template)
        strangers = set(LATIN.findall(text)) - KEPT_IN_LATIN
        assert not strangers, (key, text)
        is_sign = not re.search(r"\w", text) or set(re.findall(r"[^\W\d]+", text)) <= KEPT_IN_LATIN
        assert is_sign or own.search(text), (key, text)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_words_in_latin_languages_hold_no_letter_of_another_script(language):
    other = re.compile("|".join(LETTERS.values()))
    assert not [key for key, text in all_words(language).items() if other.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_typefaces_have_every_letter(language):
    assert missing_characters("".join(all_words(language).values())) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_that_stands_between_others_keeps_its_spaces(language):
    """Chinese needs none; elsewhere a part of a line may not run into the next."""
    words = all_words(language)
    joins = {key for key, text in all_words("en").items() if text.endswith(" ")}
    assert joins
    if language == "zh":
        return
    ends_bare = {key for key in joins if words[key] and not words[key][-1].isspace()}
    # Arabic joins its "and" to the word that follows; quotes and sums carry their own marks.
    assert ends_bare <= {"word.and"}


def test_no_group_of_english_words_hides_a_key_of_another():
    groups = [each for name, each in vars(english).items() if re.fullmatch(r"_[A-Z]+", name)]
    assert sum(map(len, groups)) == len(english.WORDS)


def test_french_sets_no_mark_after_a_space_that_may_break():
    broken = re.compile(r" [:;?!»]|« ")
    assert not [key for key, text in all_words("fr").items() if broken.search(text)]


@pytest.mark.parametrize(
    ("language", "marks"), [("ar", ",;?"), ("zh", ",;:?()")], ids=["arabic", "chinese"]
)
def test_punctuation_is_that_of_the_language(language, marks):
    sign = re.compile(f"[{re.escape(marks)}]")
    # Figures of a treaty, offsets of time and the marks of the form stay as they are written.
    kept = {"text.explain.designated_under"}
    odd = {key for key, text in all_words(language).items() if sign.search(text)} - kept
    assert not odd


@pytest.mark.parametrize(
    ("language", "written", "short"),
    [
        ("en", "24 February 2026", "24 Feb 2026"),
        ("fr", "24 février 2026", "24 févr. 2026"),
        ("es", "24 de febrero de 2026", "24 feb. 2026"),
        ("ar", "24 شباط/فبراير 2026", "24 فبراير 2026"),
        ("zh", "2026年2月24日", "2026年2月24日"),
        ("ru", "24 февраля 2026 года", "24 февр. 2026 г."),
        ("mul", "24 February 2026 / 24 février 2026 / 24 de febrero de 2026", "2026-02-24"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language, written, short):
    day = date(2026, 2, 24)
    assert written_day(day, language) == written
    assert short_day(day, language) == short


def test_french_writes_the_first_of_a_month_as_first():
    assert written_day(date(2026, 6, 1), "fr") == "1er juin 2026"


def test_a_day_among_the_values_is_written_in_the_language_around_it():
    day = date(2026, 12, 1)
    assert phrase("text.issue_date", "ru", day=day) == "Дата выпуска: 1 декабря 2026 года"
    assert phrases("text.issue_date", TRILINGUAL, day=day) == (
        ("en", "Issued on 1 December 2026"),
        ("fr", "Publiée le 1er décembre 2026"),
        ("es", "Publicada el 1 de diciembre de 2026"),
    )


@pytest.mark.parametrize(
    ("key", "joined"),
    [
        ("label.authority", "Authority / Autorité / Autoridad"),
        ("request_type.extradition", "Extradition / Extradición"),
        ("detail.source", "source / fuente: "),
        ("punctuation.colon", ": "),
        ("short_weekday.wednesday", "Wed/mer./mié."),
    ],
)
def test_the_trilingual_edition_joins_labels_and_says_equal_ones_once(key, joined):
    assert phrase(key, TRILINGUAL) == joined


def test_running_text_comes_once_for_each_language_it_is_read_in():
    assert reading_languages(TRILINGUAL) == ("en", "fr", "es")
    assert [tag for tag, _ in phrases("text.note.use", TRILINGUAL)] == ["en", "fr", "es"]
    assert phrases("text.note.use", "zh") == (("zh", phrase("text.note.use", "zh")),)


def test_what_the_trilingual_edition_writes_once_is_known_and_has_the_same_places():
    words = all_words("en")
    for key, text in trilingual.WORDS.items():
        assert _placeholders(text) == _placeholders(words[key]), key


@pytest.mark.parametrize("language", EDITIONS)
def test_every_key_has_words_in_every_edition(language):
    assert all(phrase(key, language) or key.startswith("text.page_") for key in KEYS)


def test_unknown_keys_and_languages_are_refused():
    with pytest.raises(UnknownWordError):
        phrase("label.nothing", TRILINGUAL)
    with pytest.raises(UnknownWordError):
        phrase("label.nothing", "fr")
    with pytest.raises(UnknownLanguageError):
        phrase("label.state", "tlh")
    with pytest.raises(UnknownLanguageError):
        wording_hash(TRILINGUAL + "x")


def test_all_editions_have_titles():
    assert set(EDITION_TITLES) == set(EDITIONS)
    for titles in PART_TITLES.values():
        assert set(titles) == set(LANGUAGES)


def test_all_languages_but_english_are_drafts_as_shipped():
    assert frozenset({"mul", "fr", "es", "ar", "zh", "ru"}) == DRAFTS


def test_sources_name_words_that_there_are():
    assert set(SOURCES) == set(LANGUAGES)
    for language, sources in SOURCES.items():
        assert set(sources) <= set(all_words(language))


def test_the_hash_covers_every_word_and_title(monkeypatch):
    before = wording_hash("fr")
    assert len(before) == len("0" * 64)
    assert len({wording_hash(language) for language in EDITIONS}) == len(EDITIONS)
    wording_hash.cache_clear()
    with monkeypatch.context() as patch:
        patch.setitem(EDITION_TITLES, "fr", "Annuaire")
        assert wording_hash("fr") != before
    wording_hash.cache_clear()
    assert wording_hash("fr") == before
