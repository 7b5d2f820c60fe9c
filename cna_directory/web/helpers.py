"""The complete list of what every template may call: globals and filters."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, urlencode

from babel import Locale, dates
from flask import Flask, current_app, request, url_for
from flask_babel import format_date, format_datetime, format_time, get_locale, lazy_gettext
from jinja2 import StrictUndefined

from cna_directory.access.grants import has_role_for
from cna_directory.access.guard import POLICIES, current_actor
from cna_directory.clock import today
from cna_directory.languages import INTERFACE_LANGUAGES, direction
from cna_directory.settings import Settings
from cna_directory.text import visible
from cna_directory.web import rendering
from cna_directory.web.addresses import with_letters
from cna_directory.web.labels import (
    case_words,
    confirmed_by,
    label,
    measure,
    region_name,
    treaty_action,
    weekday,
)
from cna_directory.web.languages import (
    edition_language_name,
    interface_language,
    is_reviewed,
    language_name,
    own_name,
    page_direction,
    words_language,
)

MENU = (
    ("finder.home", lazy_gettext("Find an authority")),
    ("upkeep.my_state", lazy_gettext("My State")),
    ("upkeep.my_authority", lazy_gettext("My authority")),
    ("laws.laws", lazy_gettext("Laws")),
    ("editions.list", lazy_gettext("Editions")),
    ("admission.vouchings", lazy_gettext("Vouching")),
    ("admission.own_nominations", lazy_gettext("Nominations")),
    ("desk.home", lazy_gettext("Desk")),
    ("accounts.my_account", lazy_gettext("My account")),
)
"""Endpoint and words of each entry of the menu; an entry is shown to those who may open it."""


MOST_DAYS_KEPT = 4096
"""Days as pages write them; a page has a dozen, mostly the same as the next."""

SHORTEST_NUMBER, LONGEST_NUMBER = 5, 15
"""Digits of an international telephone number (ITU-T E.164 sets the upper bound)."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the menu as the page shows it."""

    words: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One entry of the language switch."""

    code: str
    name: str
    direction: str
    address: str
    is_current: bool


def install(app: Flask) -> None:
    """Give the templates of `app` their globals and filters, and make misspelt names fail."""
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.do")
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    rendering.install(environment)
    environment.globals.update(
        actor=current_actor,
        direction_of=direction,
        edition_language_name=edition_language_name,
        here=here,
        interface_language=interface_language,
        is_reviewed=is_reviewed,
        language_choices=language_choices,
        language_name=language_name,
        may_open=may_open,
        menu=menu,
        own_name=own_name,
        page_direction=page_direction,
        settings=settings,
        today=today,
        words_language=words_language,
    )
    environment.filters.update(
        case_words=case_words,
        clock_time=clock_time,
        confirmed_by=confirmed_by,
        day=day,
        label=label,
        day_of_year=day_of_year,
        mail_address=mail_address,
        measure=measure,
        moment=moment,
        month=month,
        named=named,
        region_name=region_name,
        telephone_address=telephone_address,
        treaty_action=treaty_action,
        visible=visible,
        weekday=weekday,
        with_letters=with_letters,
    )


def settings() -> Settings:
    """Return the settings of this deployment, for its name and for the demonstration's notices."""
    found: Settings = current_app.extensions["settings"]
    return found


def menu() -> tuple[MenuEntry, ...]:
    """Return the menu of whoever looks at the page."""
    actor = current_actor()
    return tuple(
        MenuEntry(str(words), url_for(endpoint), endpoint == request.endpoint)
        for endpoint, words in MENU
        if actor.is_signed_in and may_open(endpoint)
    )


def may_open(endpoint: str) -> bool:
    """Say whether there is such a page and whoever looks at this one has the role for it."""
    policy = POLICIES.get(endpoint)
    return policy is not None and has_role_for(current_actor(), policy.needs)


def here(**changes: str | int | None) -> str:
    """Return the address of this page with other values; `None` takes a value away."""
    values = {name: request.args.getlist(name) for name in request.args}
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = [str(value)]
    question = urlencode(values, doseq=True)
    return f"{request.path}?{question}" if question else request.path


def language_choices() -> tuple[LanguageChoice, ...]:
    """Return the entries of the language switch; each keeps the page."""
    current = interface_language()
    return tuple(
        LanguageChoice(
            code,
            own_name(code),
            direction(code),
            with_letters(here(lang=code)),
            code == current,
        )
        for code in INTERFACE_LANGUAGES
    )


def named(names: dict[str, str]) -> str:
    """Return the name in the language of the page's words, of names in all languages."""
    return names.get(words_language()) or names["en"]


def day(value: date) -> str:
    """Write a day as `2 September 2026`."""
    return _day(value, get_locale())


@lru_cache(maxsize=MOST_DAYS_KEPT)
def _day(value: date, locale: Locale | None) -> str:
    return dates.format_date(value, "long", locale)


def day_of_year(value: date) -> str:
    """Write a day that comes every year as `1 June`."""
    return str(format_date(value, "d MMMM"))


def month(value: date) -> str:
    """Write a month as `November 2026`."""
    return str(format_date(value, "MMMM y"))


def clock_time(value: time) -> str:
    """Write a time of day by the 24-hour clock, as `09:30`."""
    return str(format_time(datetime.combine(date.min, value), "HH:mm", rebase=False))


def moment(value: datetime) -> str:
    """Write a moment as `2 September 2026, 09:30 UTC`."""
    return f"{format_datetime(value, 'd MMMM y, HH:mm', rebase=False)} UTC"


def mail_address(address: str) -> str:
    """Return the `mailto:` address of an e-mail address."""
    return f"mailto:{quote(address, safe='@+')}"


class HasNumber(Protocol):
    """A telephone or fax number as records have it."""

    @property
    def number(self) -> str:
        """The number in international form, or as printed in an old notification."""

    @property
    def extension(self) -> str:
        """The extension, or nothing."""


def telephone_address(telephone: HasNumber) -> str:
    """Return the `tel:` address (RFC 3966) of a number; empty where it cannot be dialled so."""
    digits = "".join(character for character in telephone.number if character in "0123456789")
    if not telephone.number.startswith("+") or not SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER:
        return ""
    extension = "".join(c for c in telephone.extension if c in "0123456789")
    return f"tel:+{digits}" + (f";ext={extension}" if extension else "")
