"""The interface language of a request, and how pages switch it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, Domain, force_locale, get_locale, get_translations, gettext

from cna_directory.access.guard import is_for_programs
from cna_directory.languages import INTERFACE_LANGUAGES, TRILINGUAL, direction

CATALOGUES = "translations"
CHOSEN = "cna_directory.language"
"""Where a request keeps the language of its page."""
WORDS = "cna_directory.words"
"""Where a request keeps the locale of its page and the words that belong to it."""
PAGE_WORDS = "cna_directory.page_words"
"""Where a request keeps the words of its page for templates."""

FORMATTING = {"en": "en_GB"}
"""Babel's plain English is American; dates here are day, month, year."""

REVIEWED_CATALOGUES = frozenset({"en"})
"""Languages whose catalogue is complete and was read by a person.

A page in another language is served whole in English words and says so, not half and half; its
direction is that of the language all the same.
"""


def install(app: Flask) -> None:
    """Choose the language: the address says it, else the visitor's choice, else the browser."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = CATALOGUES
    Babel(app, locale_selector=_choose).domain_instance = _WordsOfRequest()


class _WordsOfRequest(Domain):  # type: ignore[misc] # Flask-Babel has no types.
    """Where pages find their words; a page asks some hundred times, mostly for one language."""

    def get_translations(self) -> NullTranslations:
        """Return the words of the page that is being made."""
        kept, locale = request.environ if has_request_context() else {}, get_locale()
        if kept.get(WORDS, ("",))[0] is not locale:
            kept[WORDS] = locale, super().get_translations()
        found: NullTranslations = kept[WORDS][1]
        return found


def words_of_page() -> NullTranslations:
    """Return where the templates of the page that is being made find its words."""
    # They ask a hundred times, and Flask-Babel looks for the place each time.
    kept = request.environ
    if PAGE_WORDS not in kept:
        kept[PAGE_WORDS] = get_translations()
    found: NullTranslations = kept[PAGE_WORDS]
    return found


def in_words(message: str) -> str:
    """Return a sentence of the floors below in the language of the page.

    They know no languages and write English, which is what catalogues know a sentence by.
    """
    # The empty sentence stands for the head of a catalogue.
    return str(gettext(message)) if message else ""


@contextmanager
def words_in(language: str) -> Iterator[None]:
    """Put words into the language of a mail's reader, whatever the page, or without one."""
    with force_locale(FORMATTING.get(language, language)):
        yield


def _choose() -> str:
    return FORMATTING.get(language := words_language(), language)


def interface_language() -> str:
    """Return the language of the page that is being made; programs are answered in English."""
    # A page asks a hundred times; what belongs to one request alone is kept with it.
    if CHOSEN not in request.environ:
        request.environ[CHOSEN] = _language_asked_for()
    return str(request.environ[CHOSEN])


def _language_asked_for() -> str:
    if is_for_programs():
        return "en"
    asked = request.args.get("lang", "")
    if asked in INTERFACE_LANGUAGES:
        session["language"] = asked
        return asked
    kept = session.get("language", "")
    if kept in INTERFACE_LANGUAGES:
        return str(kept)
    return request.accept_languages.best_match(INTERFACE_LANGUAGES) or "en"


def is_reviewed(language: str) -> bool:
    """Say whether pages in that language may be served without a notice."""
    return language in REVIEWED_CATALOGUES


def words_language() -> str:
    """Return the language in which the words of the page stand."""
    language = interface_language()
    return language if is_reviewed(language) else "en"


def page_direction() -> str:
    """Return `rtl` or `ltr` for the page that is being made."""
    return direction(interface_language())


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page; the code where it has none."""
    names = _language_names(_choose())
    return names.get(code.replace("-", "_")) or names.get(code.split("-", 1)[0]) or code


def edition_language_name(code: str) -> str:
    """Return the name of a language that editions are issued in."""
    if code == TRILINGUAL:
        return str(gettext("English, French and Spanish together"))
    return language_name(code)


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    """Return the names of all languages; Babel would look for its file again each time."""
    return dict(Locale.parse(locale).languages)


@cache
def own_name(code: str) -> str:
    """Return a language's name in itself, for the language switch."""
    name = Locale.parse(code).get_language_name(code) or code
    return name[:1].upper() + name[1:]
