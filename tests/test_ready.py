"""A statement that is kept reads what its queryset reads, for whatever values it is asked with."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from driehoek.access.models import Appointment
from driehoek.pupils.models import Pupil
from driehoek.ready import Ready, upsert
from tests.cast import Cast


@Ready
def born(schools: list[UUID], since: date, until: date) -> QuerySet[Pupil, Any]:
    rows = Pupil.objects.filter(school__in=schools, birth_date__range=(since, until))
    return rows.order_by("pk").values_list("pk", "school_id", "birth_date", "given_name")


@Ready
def ending(moment: datetime, weekdays: int) -> QuerySet[Appointment, Any]:
    rows = Appointment.objects.filter(first_day__lte=date(2026, 12, 1), weekdays__lte=weekdays)
    return rows.exclude(until__lt=moment).order_by("pk").values_list("pk", "until")


@Ready
def starting(letters: str) -> QuerySet[Pupil, Any]:
    return Pupil.objects.filter(search_name__startswith=letters).values_list("pk")


def test_the_same_rows_with_ever_other_values(cast: Cast) -> None:
    schools = list({cast.adam.school_id, cast.lindeboom.pk})
    for since, until in ((date(2010, 1, 1), date(2030, 1, 1)), (date(2018, 1, 1), date(2018, 12, 31))):
        rows = Pupil.objects.filter(school__in=schools, birth_date__range=(since, until)).order_by("pk")
        assert born(schools, since, until) == list(rows.values_list("pk", "school_id", "birth_date", "given_name"))
        assert born(schools[:1], since, until) == born([schools[0]] * 2, since, until)
    assert len(born(schools, date(2010, 1, 1), date(2030, 1, 1))) > 1


def test_nothing_is_in_an_empty_collection(cast: Cast) -> None:  # there are pupils
    assert born([], date(2010, 1, 1), date(2030, 1, 1)) == []


def test_moments_and_numbers_arrive_as_they_are(cast: Cast) -> None:  # there are appointments
    assert len(ending(datetime(2026, 1, 1, tzinfo=UTC), 127)) == Appointment.objects.count()
    assert ending(datetime(2026, 1, 1, tzinfo=UTC), 0) == []


def test_a_value_that_the_queryset_changes_on_its_way_is_refused(cast: Cast) -> None:  # a database
    with pytest.raises(ValueError, match="does not reach the statement"):
        starting("no")


def test_a_row_that_is_there_is_renewed_and_no_other_column(cast: Cast) -> None:
    row = Pupil.objects.filter(pk=cast.adam.pk).values_list(*COLUMNS).get()
    names = dict(zip(COLUMNS, row, strict=True)) | {"given_name": "Adán", "family_name": "Anders"}
    upsert(Pupil, COLUMNS, [list(names.values())], unique=("id",), renew=("given_name",))
    adam = Pupil.objects.get(pk=cast.adam.pk)
    assert (adam.given_name, adam.family_name, adam.birth_date) == ("Adán", cast.adam.family_name, cast.adam.birth_date)


COLUMNS = tuple(field.attname for field in Pupil._meta.concrete_fields)
