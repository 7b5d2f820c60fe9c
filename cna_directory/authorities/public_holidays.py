"""Public holidays as the `holidays` library knows them: good guesses, never a State's own word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from cna_directory.authorities.record import Record
from cna_directory.languages import LocalisedText

MOST_YEARS_KEPT = 1024
"""All States and territories in a handful of years; a year is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day on which offices are probably closed, with its name in English where it has one."""

    day: date
    name: LocalisedText


HolidayOn = Callable[[date], PublicHoliday | None]
"""Says which public holiday a day is in one place, if any."""


def holidays_where(record: Record) -> HolidayOn:
    """Return how to ask for the holidays where an authority sits."""
    return partial(holiday_on, place_of(record))


def place_of(record: Record) -> str:
    """Return the code of the State, or of the one territory to which all designations belong.

    An authority that also stands for the rest of its State keeps the State's holidays, as far as
    anybody knows.
    """
    places = {designation.territory for designation in record.designations}
    only = next(iter(places)) if len(places) == 1 else ""
    return only or record.state


def holiday_on(place: str, day: date) -> PublicHoliday | None:
    """Return the public holiday that a day is in a State or territory, if it is known for one."""
    return _of_year(place, day.year).get(day)


def holidays_from(place: str, first: date, days: int) -> tuple[PublicHoliday, ...]:
    """Return the public holidays of so many days from `first` on."""
    asked = (holiday_on(place, first + timedelta(days=ahead)) for ahead in range(days))
    return tuple(holiday for holiday in asked if holiday)


@lru_cache(maxsize=MOST_YEARS_KEPT)
def _of_year(place: str, year: int) -> Mapping[date, PublicHoliday]:
    # The library takes a third of a second to import, which no start of a command should wait for.
    from holidays import country_holidays

    country, _, subdivision = place.partition("-")
    try:
        language = _language(country)
        # A holiday of the next year may be observed on the last days of this one.
        found = country_holidays(
            country, subdiv=subdivision or None, years=(year, year + 1), language=language or None
        )
    except NotImplementedError:  # The library does not know the place.
        return {}
    written_in = language.replace("_", "-") or "en"
    return {
        day: PublicHoliday(day, LocalisedText(written_in, name))
        for day, name in sorted(found.items())
        if day.year == year
    }


def _language(country: str) -> str:
    """Return in which language to ask for names; nothing where English is all there is."""
    from holidays import country_holidays

    asked = country_holidays(country)
    english = (code for code in asked.supported_languages if code.startswith("en"))
    return next(english, asked.default_language or "")
