"""A statement that is kept reads what its queryset reads, for whatever values it is asked with."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.people.models import Pupil
from driehoek.ready import Ready, upsert
from driehoek.schools.models import Group
from lawbook.kinds import SchoolYear
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


@Ready
def reached(actor: Actor, pk: UUID) -> QuerySet[Pupil]:
    return Pupil.objects.visible_to(actor, "pupil.find").filter(pk=pk).select_related("school")


@Ready
def in_year(actor: Actor) -> QuerySet[Group]:
    year = SchoolYear.of(actor.on, "be").as_text()
    return Group.objects.visible_to(actor, "pupil.find").filter(school_year=year)


class Between(NamedTuple):
    since: date
    until: date | None


@Ready
def born_between(days: Between) -> QuerySet[Pupil, Any]:
    rows = Pupil.objects.filter(birth_date__gte=days.since).order_by("pk").values_list("pk")
    return rows.filter(birth_date__lte=days.until) if days.until else rows


def test_what_an_actor_reaches_is_asked_anew_for_everyone(cast: Cast) -> None:
    """Who holds the same functions elsewhere shares the statement, and nothing else (ACC-1)."""
    for user in (cast.rita, cast.kathleen, cast.tom, cast.dirk, cast.mallory, cast.bas, cast.kathleen):
        actor = actor_of(user)
        for pupil in (cast.adam, cast.noor, cast.ilias):
            asked = Pupil.objects.visible_to(actor, "pupil.find").filter(pk=pupil.pk)
            assert reached(actor, pupil.pk) == list(asked), (user, pupil)


def test_rows_come_as_instances_with_what_was_selected(cast: Cast, django_assert_num_queries: Any) -> None:
    (adam,) = reached(actor_of(cast.rita), cast.adam.pk)
    with django_assert_num_queries(0):
        assert (adam.name, adam.birth_date, adam.school) == (cast.adam.name, cast.adam.birth_date, cast.lindeboom)


def test_what_is_made_of_a_day_is_no_value(cast: Cast) -> None:
    """It would hold for every day that is asked afterwards."""
    with pytest.raises(ValueError, match="does not reach the statement"):
        in_year(actor_of(cast.rita))


def test_none_decides_the_statement(cast: Cast) -> None:
    since = cast.adam.birth_date
    assert born_between(Between(since, None)) != born_between(Between(since, since)) != []


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
