"""Public and school holidays, held against the open library `holidays`; each difference with its reason."""

from datetime import date, timedelta
from itertools import groupby

import holidays
import pytest

from lawbook import calendars
from lawbook.core import NotInForce
from lawbook.days import SchoolYear

NAMES = {
    "Herfstvakantie": "autumn",
    "Wapenstilstand": "armistice",
    "Kerstvakantie": "christmas",
    "Krokusvakantie": "carnival",
    "Voorjaarsvakantie": "spring",
    "Paasvakantie": "easter",
    "Meivakantie": "may",
    "Dag van de Arbeid": "labour_day",
    "O. L. H. Hemelvaart": "ascension",
    "Vrijdag na O. L. H. Hemelvaart": "ascension",
    "Pinkstermaandag": "whit_monday",
    "Zomervakantie": "summer",
}


@pytest.mark.parametrize("year", range(1990, 2101))
def test_the_ten_belgian_public_holidays_are_those_of_the_library_without_its_two_sundays(year):
    theirs = set(holidays.BE(years=year))
    sundays = {calendars.easter(year), calendars.easter(year) + timedelta(days=49)}
    assert set(calendars.belgian_holidays(year)) == theirs - sundays
    assert len(calendars.belgian_holidays(year)) == 10 or calendars.easter(year) + timedelta(days=39) == date(
        year, 5, 1
    )


@pytest.mark.parametrize("year", range(1990, 2101))
def test_the_dutch_holidays_are_those_of_the_library_and_5_may_is_one_every_year(year):
    theirs = set(holidays.NL(years=year))
    sundays = {calendars.easter(year), calendars.easter(year) + timedelta(days=49)}
    every_fifth_of_may = {date(year, 5, 5)}  # the library lists it once in five years, the Act every year
    good_friday = {calendars.good_friday(year)}  # in the library until 2010; in the Act on a par only
    assert set(calendars.dutch_holidays(year)) == (theirs - sundays - good_friday) | every_fifth_of_may


def runs(found: dict[date, str]) -> set[tuple[str, date, date]]:
    """Runs of days with the same name."""
    rows = sorted((day, NAMES[text]) for day, texts in found.items() for text in texts.split("; "))
    whole = set()
    for name, group in groupby(sorted(rows, key=lambda row: (row[1], row[0])), key=lambda row: row[1]):
        stretch: list[date] = []
        for day, _ in group:
            if stretch and (day - stretch[-1]).days > 1:
                whole.add((name, stretch[0], stretch[-1]))
                stretch = []
            stretch.append(day)
        whole.add((name, stretch[0], stretch[-1]))
    return whole


@pytest.mark.parametrize("start", range(2010, 2030))
def test_the_flemish_rule_of_1991_gives_the_holidays_of_the_library(start):
    year = SchoolYear(start)
    theirs = runs(holidays.BE(subdiv="Flemish", years=(start, start + 1), categories=("school",), language="nl"))
    mine = set(calendars.flemish_school_holidays(year))
    within = {row for row in theirs if year.first("be") <= row[1] <= year.last("be")}
    assert mine ^ within == set(KNOWN_DIFFERENCES.get(start, ()))


# The library has the plain rule for 2020; the Government lengthened that autumn holiday by a week.
KNOWN_DIFFERENCES = {
    2020: (("autumn", date(2020, 11, 2), date(2020, 11, 8)), ("autumn", date(2020, 11, 2), date(2020, 11, 15))),
}


@pytest.mark.parametrize("region", calendars.REGIONS)
@pytest.mark.parametrize("start", range(2016, 2027))
def test_the_dutch_table_has_the_holidays_of_the_library(start, region):
    year = SchoolYear(start)
    theirs = runs(holidays.NL(subdiv=region.title(), years=(start, start + 1), categories=("school",), language="nl"))
    mine = set(calendars.dutch_school_holidays(year, region))
    # a summer that runs past 31 July belongs to the year it started in
    within = {row for row in theirs if year.first("nl") <= row[1] <= year.last("nl")}
    assert mine == within


@pytest.mark.parametrize("start", [2015, 2027, 2040])
def test_a_dutch_school_year_that_was_not_published_is_not_made_up(start):
    with pytest.raises(NotInForce):
        calendars.dutch_school_holidays(SchoolYear(start), "zuid")


def test_there_is_no_flemish_holiday_rule_before_1991():
    with pytest.raises(NotInForce):
        calendars.flemish_school_holidays(SchoolYear(1990))


def test_the_autumn_holiday_of_2020_lasted_two_weeks():
    rows = {row.name: row for row in calendars.flemish_school_holidays(SchoolYear(2020))}
    assert rows["autumn"] == ("autumn", date(2020, 11, 2), date(2020, 11, 15))


@pytest.mark.parametrize(("year", "sunday"), [(1990, "1990-04-15"), (2016, "2016-03-27"), (2021, "2021-04-04")])
def test_easter_falls_where_it_fell(year, sunday):
    assert calendars.easter(year) == date.fromisoformat(sunday)
