"""Whether anybody is there now: 30 moments in 20 States, edges of days, and what always holds."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.authorities.office_now import (
    OfficeNow,
    Presence,
    Reason,
    Wait,
    office_now,
)
from cna_directory.authorities.public_holidays import (
    PublicHoliday,
    holiday_on,
    holidays_from,
    holidays_where,
    place_of,
)
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import an_account, browser_at
from tests.web.checking import problems_with_page, words_of

OPEN, CLOSED = Presence.OPEN, Presence.CLOSED
PROBABLY, UNKNOWN = Presence.PROBABLY_CLOSED, Presence.UNKNOWN

MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
SUNDAY_TO_THURSDAY = (7, 1, 2, 3, 4)
SUNDAY_TO_FRIDAY = (7, 1, 2, 3, 4, 5)
SATURDAY_TO_WEDNESDAY = (6, 7, 1, 2, 3)


def nine_to_five(days: tuple[int, ...] = MONDAY_TO_FRIDAY) -> tuple[r.OpeningSpan, ...]:
    return tuple(r.OpeningSpan(day, time(9), time(17)) for day in days)


def no_holiday(day: date) -> None:
    return None


@dataclass(frozen=True)
class Place:
    """A State as its almanac has it: nothing here is asked of a library."""

    zone: str
    offset: float
    """Hours from UTC in the half of the year without daylight saving."""
    days: tuple[int, ...] = MONDAY_TO_FRIDAY
    summer: tuple[tuple[str, str], ...] = ()
    """First and last moments (UTC) of the times with one hour more."""
    holidays: tuple[str, ...] = ()
    """Those of its public holidays on which one of the moments falls."""


EUROPE = (
    ("2026-03-29T01:00", "2026-10-25T01:00"),
    ("2027-03-28T01:00", "2027-10-31T01:00"),
)
AMERICA = ("2026-03-08", "2026-11-01")

PLACES = {
    "EG": Place("Africa/Cairo", 2, SUNDAY_TO_THURSDAY, (("2026-04-23T22:00", "2026-10-29T21:00"),)),
    "SA": Place(
        # The second is one of the days after Ramadan of that year.
        "Asia/Riyadh",
        3,
        SUNDAY_TO_THURSDAY,
        holidays=("2026-09-23", "2028-02-29"),
    ),
    "AE": Place("Asia/Dubai", 4, holidays=("2026-01-01", "2026-12-02")),
    "IN": Place("Asia/Kolkata", 5.5, holidays=("2026-01-26", "2026-05-01", "2026-12-25")),
    "NP": Place(
        # The first is Ram Navami.
        "Asia/Kathmandu",
        5.75,
        SUNDAY_TO_FRIDAY,
        holidays=("2026-03-27", "2026-05-01", "2026-12-25"),
    ),
    "JP": Place("Asia/Tokyo", 9, holidays=("2026-01-01", "2026-09-23", "2026-11-03")),
    "AU": Place(
        "Australia/Sydney",
        10,
        summer=(
            ("2025-10-04T16:00", "2026-04-04T16:00"),
            ("2026-10-03T16:00", "2027-04-03T16:00"),
            ("2027-10-02T16:00", "2028-04-01T16:00"),
        ),
        holidays=("2026-01-01", "2026-01-26", "2026-04-06"),
    ),
    "NZ": Place(
        "Pacific/Auckland",
        12,
        summer=(
            ("2025-09-27T14:00", "2026-04-04T14:00"),
            ("2026-09-26T14:00", "2027-04-03T14:00"),
            ("2027-09-25T14:00", "2028-04-01T14:00"),
        ),
        holidays=("2026-01-01", "2026-10-26"),
    ),
    "US": Place(
        "America/New_York",
        -5,
        summer=((f"{AMERICA[0]}T07:00", f"{AMERICA[1]}T06:00"),),
        holidays=("2026-07-03", "2026-09-07", "2026-11-26"),
    ),
    "CA": Place(
        "America/St_Johns",
        -3.5,
        summer=((f"{AMERICA[0]}T05:30", f"{AMERICA[1]}T04:30"),),
        holidays=("2026-09-07",),
    ),
    "MX": Place("America/Mexico_City", -6),
    "BR": Place(
        "America/Sao_Paulo", -3, holidays=("2026-05-01", "2026-09-07", "2026-11-02", "2026-12-25")
    ),
    "CL": Place(
        "America/Santiago",
        -4,
        summer=(
            ("2025-09-07T04:00", "2026-04-05T03:00"),
            ("2026-09-06T04:00", "2027-04-04T03:00"),
            ("2027-09-05T04:00", "2028-04-02T03:00"),
        ),
    ),
    "GB": Place("Europe/London", 0, summer=EUROPE, holidays=("2026-01-01", "2026-12-25")),
    "FR": Place(
        "Europe/Paris",
        1,
        summer=EUROPE,
        holidays=(
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-07-14",
            "2026-11-11",
            "2026-12-25",
        ),
    ),
    "DE": Place(
        "Europe/Berlin",
        1,
        summer=EUROPE,
        holidays=("2026-01-01", "2026-04-06", "2026-05-01", "2026-12-25"),
    ),
    "IL": Place(
        "Asia/Jerusalem", 2, SUNDAY_TO_THURSDAY, (("2026-03-27T00:00", "2026-10-24T23:00"),)
    ),
    "IR": Place("Asia/Tehran", 3.5, SATURDAY_TO_WEDNESDAY),
    "ZA": Place(
        "Africa/Johannesburg",
        2,
        holidays=("2026-01-01", "2026-04-06", "2026-05-01", "2026-12-25"),
    ),
    "CK": Place("Pacific/Rarotonga", -10),
}

MOMENTS = (
    ("2025-12-31T23:30", "the year ends in the east first"),
    ("2026-01-01T10:00", "New Year"),
    ("2026-01-26T06:00", "Republic Day in India; Sydney closes at this minute, and is on holiday"),
    ("2026-03-06T13:30", "half past eight in New York, before its clocks go on"),
    ("2026-03-09T13:30", "half past nine in New York, after that"),
    ("2026-03-27T08:30", "half past nine in Paris, before its clocks go on; a Friday in Jerusalem"),
    ("2026-03-30T07:30", "half past nine in Paris, after that"),
    ("2026-04-01T22:30", "half past nine in Sydney, before its clocks go back"),
    ("2026-04-06T10:00", "Easter Monday"),
    ("2026-04-07T22:30", "half past eight in Sydney, after that"),
    ("2026-04-26T06:15", "a Sunday morning in Cairo, two days after its clocks went on"),
    ("2026-05-01T10:00", "Labour Day"),
    ("2026-06-06T08:00", "a Saturday: the first day of the week in Tehran"),
    ("2026-06-07T08:00", "a Sunday: a working day from Cairo to Kathmandu"),
    ("2026-07-03T15:00", "the day before Independence Day, which is a Saturday"),
    ("2026-07-14T10:00", "the national day of France"),
    ("2026-09-04T12:30", "half past eight in Santiago, before its clocks go on"),
    ("2026-09-07T12:30", "half past nine there; holidays in Brazil and North America"),
    ("2026-09-23T07:00", "the national day of Saudi Arabia; the equinox in Japan"),
    ("2026-09-28T20:30", "half past nine in Auckland, after its clocks went on"),
    ("2026-10-05T22:30", "half past nine in Sydney, after its clocks went on"),
    ("2026-10-26T08:30", "half past nine in Paris, after its clocks went back"),
    ("2026-11-02T14:30", "half past nine in New York, after its clocks went back"),
    ("2026-11-03T01:00", "a holiday in Japan"),
    ("2026-11-11T12:00", "the Armistice in France; nine o'clock sharp in Brazil"),
    ("2026-11-26T16:00", "Thanksgiving"),
    ("2026-12-02T08:00", "the national day of the Emirates"),
    ("2026-12-25T10:00", "Christmas Day"),
    ("2027-12-31T23:00", "the last hours of a year in the far west; Mexico closes"),
    ("2028-02-29T10:00", "a leap day"),
)


def expected(place: Place, moment: str) -> Presence:
    """Work it out as with a pencil: typed offsets, typed holidays, nine to five."""
    now = datetime.fromisoformat(moment)
    is_summer = any(
        datetime.fromisoformat(begin) <= now < datetime.fromisoformat(end)
        for begin, end in place.summer
    )
    there = now + timedelta(hours=place.offset + is_summer)
    if there.isoweekday() not in place.days or not 9 <= there.hour < 17:
        return CLOSED
    return PROBABLY if there.date().isoformat() in place.holidays else OPEN


def test_the_table_is_as_long_as_promised() -> None:
    assert len(MOMENTS) == 30
    assert len(PLACES) == 20


@pytest.mark.parametrize("moment", [moment for moment, _ in MOMENTS])
def test_thirty_moments_in_twenty_states(moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    found = {}
    for state, place in PLACES.items():
        record = a_record(state=state, time_zone=place.zone, office_hours=nine_to_five(place.days))
        found[state] = office_now(record, (), holidays_where(record), now).presence
    assert found == {state: expected(place, moment) for state, place in PLACES.items()}


def at(moment: str, record: r.Record | None = None, **options: object) -> OfficeNow:
    """Ask about an office in Paris on weekdays from nine to five."""
    asked = record or a_record(office_hours=nine_to_five())
    closures = options.get("closures", ())
    holiday = options.get("holiday_on", no_holiday)
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return office_now(asked, closures, holiday, now)


def local(found: OfficeNow) -> str:
    assert found.changes_at is not None
    return found.changes_at.strftime("%a %H:%M %z")


def test_it_says_when_the_office_closes_and_opens() -> None:
    open_now = at("2026-11-20T14:40")
    assert (open_now.presence, open_now.reason) == (OPEN, None)
    assert (local(open_now), open_now.wait) == ("Fri 17:00 +0100", Wait(0, 1, 20))
    later = at("2026-11-20T16:00")
    assert (later.presence, later.reason) == (CLOSED, Reason.OUTSIDE_HOURS)
    assert (local(later), later.wait) == ("Mon 09:00 +0100", Wait(2, 16, 0))
    assert at("2026-11-21T12:00").reason is Reason.NO_HOURS_THAT_DAY


def test_begun_minutes_count_whole() -> None:
    now = datetime(2026, 11, 20, 15, 59, 59, 999_999, tzinfo=UTC)
    found = office_now(a_record(office_hours=nine_to_five()), (), no_holiday, now)
    assert found.wait == Wait(0, 0, 1)


def test_lunch() -> None:
    record = a_record(
        office_hours=nine_to_five(), lunch_from=time(12, 30), lunch_until=time(13, 30)
    )
    before, during, after = (at(f"2026-11-20T{t}", record) for t in ("11:29", "11:30", "12:30"))
    assert (before.is_open, before.wait) == (True, Wait(0, 0, 1))
    assert (during.presence, during.reason) == (CLOSED, Reason.LUNCH)
    assert (local(during), during.wait) == ("Fri 13:30 +0100", Wait(0, 1, 0))
    assert local(after) == "Fri 17:00 +0100"
    # One half of a break says nothing.
    half = replace(record, lunch_from=None)
    assert at("2026-11-20T11:45", half).is_open


def test_a_closure_of_the_state_is_certain_and_beats_a_holiday() -> None:
    closure = r.Closure(date(2026, 12, 25), words("Jour de repos", "fr"))

    def christmas(day: date) -> PublicHoliday | None:
        return PublicHoliday(day, words("Christmas")) if (day.month, day.day) == (12, 25) else None

    probably = at("2026-12-25T10:00", holiday_on=christmas)
    assert (probably.presence, probably.reason) == (PROBABLY, Reason.HOLIDAY)
    assert local(probably) == "Mon 09:00 +0100"
    surely = at("2026-12-25T10:00", holiday_on=christmas, closures=(closure,))
    assert (surely.presence, surely.reason) == (CLOSED, Reason.CLOSURE)
    assert surely.closure == closure
    # Before the office would open it is closed in any case, and the holiday is told beside it.
    early = at("2026-12-25T03:00", holiday_on=christmas)
    assert (early.presence, early.reason) == (CLOSED, Reason.OUTSIDE_HOURS)
    assert early.holiday is not None
    assert local(early) == "Mon 09:00 +0100"


def test_the_next_opening_skips_closures_and_holidays() -> None:
    closures = (r.Closure(date(2026, 12, 28), words("Inventory")),)

    def new_year(day: date) -> PublicHoliday | None:
        return (
            PublicHoliday(day, words("?")) if date(2026, 12, 29) <= day < date(2027, 1, 4) else None
        )

    found = at("2026-12-25T18:00", closures=closures, holiday_on=new_year)
    assert found.changes_at is not None
    assert found.changes_at.date() == date(2027, 1, 4)


def test_an_office_round_the_clock_has_said_that_holidays_do_not_close_it() -> None:
    always = tuple(r.OpeningSpan(day, time(0), time(23, 59)) for day in range(1, 8))
    record = a_record(office_hours=always)
    found = at("2026-12-25T22:59:30", record, holiday_on=lambda day: PublicHoliday(day, words("?")))
    assert (found.presence, found.changes_at) == (OPEN, None)
    closure = r.Closure(date(2026, 12, 26), words("Moving house"))
    before = at("2026-12-25T22:00", record, closures=(closure,))
    assert (before.is_open, before.wait) == (True, Wait(0, 1, 0))


def test_hours_that_go_on_over_midnight_are_one() -> None:
    night = (
        r.OpeningSpan(5, time(20), time(23, 59)),
        r.OpeningSpan(6, time(0), time(4)),
    )
    record = a_record(office_hours=night)
    assert at("2026-11-20T22:59:59", record).is_open
    assert local(at("2026-11-20T21:00", record)) == "Sat 04:00 +0100"
    assert at("2026-11-21T02:59", record).is_open
    assert not at("2026-11-21T03:00", record).is_open
    # Midnight belongs to the day that begins.
    assert at("2026-11-22T23:00").reason is Reason.OUTSIDE_HOURS
    assert at("2026-11-22T22:59").reason is Reason.NO_HOURS_THAT_DAY


def test_a_day_on_which_clocks_change_is_as_long_as_it_is() -> None:
    """The last Sunday of March has 23 hours in Paris, that of October 25."""
    monday = a_record(office_hours=(r.OpeningSpan(1, time(9), time(17)),))
    assert at("2026-03-28T08:00", monday).wait == Wait(1, 23, 0)
    assert at("2026-10-24T07:00", monday).wait == Wait(2, 1, 0)
    night = a_record(office_hours=(r.OpeningSpan(7, time(1), time(4)),))
    assert at("2026-03-29T00:00", night).wait == Wait(0, 2, 0)
    assert at("2026-10-24T23:00", night).wait == Wait(0, 4, 0)
    # Hours within the hour that is left out do not take place.
    left_out = a_record(office_hours=(r.OpeningSpan(7, time(2, 30), time(3, 5)),))
    assert not at("2026-03-29T01:02", left_out).is_open


def test_where_nothing_is_stated() -> None:
    silent = a_record(time_zone="")
    assert at("2026-11-20T10:00", silent) == OfficeNow(UNKNOWN, Reason.NOT_STATED, "", None)
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    found = office_now(silent, (), no_holiday, now, time_zone="Pacific/Rarotonga")
    assert (found.presence, found.reason, found.changes_at) == (UNKNOWN, Reason.NOT_STATED, None)
    assert found.local_now is not None
    assert found.local_now.hour == 0
    closure = r.Closure(date(2026, 11, 20), words("Moving house"))
    assert office_now(silent, (closure,), no_holiday, now, "Europe/Paris").presence is CLOSED


def test_holidays_are_known_for_every_state_and_territory(app: Flask) -> None:
    from cna_directory.reference.queries import states, territories

    places = [*(s.iso2 for s in states("en")), *(t.code for t in territories() if not t.ended_on)]
    assert len(places) > 197
    for place in places:
        year = holidays_from(place, date(2026, 1, 1), 365)
        # Ukraine has suspended its public holidays under martial law.
        assert bool(year) is (place != "UA"), place
        assert all(holiday.name.text for holiday in year), place
    assert holidays_from("AN", date(2026, 1, 1), 365) == ()


def test_a_territory_has_holidays_of_its_own() -> None:
    scottish = a_record(state="GB", designations=(a_designation(territory="GB-SCT"),))
    both = replace(scottish, designations=(*scottish.designations, a_designation("transfer")))
    assert place_of(scottish) == "GB-SCT"
    assert place_of(both) == "GB"
    saint_andrew = date(2026, 11, 30)
    assert holiday_on("GB-SCT", saint_andrew) is not None
    assert holiday_on("GB", saint_andrew) is None
    assert holiday_on("HK", date(2026, 7, 1)) is not None  # The day of the Special Region.


def test_a_holiday_of_next_year_may_fall_into_this_one() -> None:
    """1 January 2028 is a Saturday, so the United States keep the Friday before."""
    assert holiday_on("US", date(2027, 12, 31)) is not None


spans = st.builds(
    lambda day, a, b: r.OpeningSpan(day, min(a, b), max(a, b)),
    st.integers(1, 7),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59])),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59])),
)
FIRST, LAST = datetime(2025, 1, 1), datetime(2029, 1, 1)  # noqa: DTZ001 - the zone comes below.
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@settings(max_examples=150, deadline=None)
@given(
    state=st.sampled_from(sorted(PLACES)),
    hours=st.lists(spans, max_size=9),
    lunch=st.none() | st.sampled_from([(12, 13), (0, 2), (22, 23)]),
    closed=st.lists(st.integers(-1, 9), max_size=4),
    now=moments,
)
def test_what_always_holds(
    state: str,
    hours: list[r.OpeningSpan],
    lunch: tuple[int, int] | None,
    closed: list[int],
    now: datetime,
) -> None:
    record = a_record(
        state=state,
        time_zone=PLACES[state].zone,
        office_hours=tuple(hours),
        lunch_from=time(lunch[0]) if lunch else None,
        lunch_until=time(lunch[1]) if lunch else None,
    )
    closures = tuple(
        r.Closure(now.date() + timedelta(days=ahead), words("Closed")) for ahead in closed
    )

    def ask(moment: datetime) -> OfficeNow:
        return office_now(record, closures, holidays_where(record), moment)

    found = ask(now)
    assert (found.presence is OPEN) == (found.reason is None)
    assert (found.presence is PROBABLY) == (found.reason is Reason.HOLIDAY)
    assert (found.presence is UNKNOWN) == (found.reason is Reason.NOT_STATED)
    assert (found.wait is None) == (found.changes_at is None)
    if found.changes_at is None:
        return
    change = found.changes_at.astimezone(UTC)
    assert change > now
    assert ask(change).is_open != found.is_open
    just_before = ask(change - timedelta(microseconds=1))
    assert just_before.is_open == found.is_open


def page_at(app: Flask, moment: str, address: str) -> str:
    """Return the words of a page as a reader sees it at a moment."""
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        browser = browser_at(app)
        browser.let_in(app.config["READER"])
        answer = browser.get(address)
        assert problems_with_page(answer) == []
        return words_of(answer)


@pytest.fixture
def office(app: Flask) -> Flask:
    """Fill in an office in Paris with a desk on duty, and days on which its State is closed."""
    duty = r.ContactPoint(
        words("Duty desk"), telephones=(r.Telephone("+999 1 555 0199"),), is_for_urgent=True
    )
    secret = replace(
        duty,
        post=words("Secret desk"),
        telephones=(r.Telephone("+999 1 555 0198"),),
        visibility=r.Visibility.SECRETARIAT,
    )
    record = a_record(office_hours=nine_to_five(), contact_points=(duty, secret))
    closures = (r.Closure(date(2026, 11, 20), words("Jour de repos", "fr")),)
    seed(record, r.StateProfile("FR", record.provenance, closures=closures))
    with time_machine.travel(datetime(2026, 11, 16, 9, tzinfo=UTC)):
        app.config["READER"] = an_account(app)
    return app


def test_the_record_page_says_whether_anybody_is_there(office: Flask) -> None:
    thursday = page_at(office, "2026-11-19T14:40", "/authorities/9001")
    assert "There now 15:40, Thursday · open Closes in 1 h 20 min, at 17:00 there." in thursday
    assert "For urgent cases now" not in thursday
    evening = page_at(office, "2026-11-18T21:50", "/authorities/9001")
    assert "22:50, Wednesday · closed: outside office hours Opens in 10 h 10 min" in evening
    assert "For urgent cases now: +999 1 555 0199" in evening
    assert "0198" not in evening
    friday = page_at(office, "2026-11-20T10:00", "/authorities/9001")
    assert "closed: Jour de repos (the State said so)" in friday
    assert "Opens in 2 days 22 h, Monday 09:00 there." in friday
    christmas = page_at(office, "2026-12-25T10:00", "/authorities/9001")
    assert "probably closed: public holiday (Christmas Day)" in christmas
    assert "Public holidays are not from the State." in christmas
    early = page_at(office, "2026-12-25T03:00", "/authorities/9001")
    assert "Today is probably a public holiday there: Christmas Day." in early


def test_the_state_page_shows_its_clocks_and_holidays(office: Flask) -> None:
    shown = page_at(office, "2026-12-10T10:00", "/states/US")
    assert "25 December 2026: Christmas Day" in shown
    assert "1 January 2027: New Year's Day" in shown
    assert "As far as known; not from the State." in shown
    assert "05:00, Thursday" in shown
    assert "America/New_York" in shown
    assert "None known here." in page_at(office, "2026-02-01T10:00", "/states/FR")
