"""Figures over incidents: counts alone, never a child (SAF-9, SAF-18); and the rule about accidents (SAF-7)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.safety.actions import accidents, discussions, incidents
from driehoek.safety.models import Accident, Discussion, Incident, Kind, PlanAction
from driehoek.safety.queries import accidents as registers
from driehoek.safety.queries import figures

from .test_incidents import happened, of, thread

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def at(cast, day, hour, kinds, place="playground", **more) -> Incident:
    moment = timezone.make_aware(datetime(2026, 11, day, hour, 30))  # noqa: DTZ001  # made aware here
    incident = Incident(school=cast.beuk, happened_at=moment, place=place, **more)
    incident.kinds = kinds
    return incidents.report(actor_of(cast.petra), incident, [thread("victim", cast.daan)])


def test_counts_by_kind_place_hour_month_and_school(cast):
    at(cast, 2, 10, ["physical", "verbal"], serious=True)
    at(cast, 9, 10, ["physical"])
    at(cast, 17, 14, ["accident"], place="gym")
    here = [cast.beuk.pk, cast.lindeboom.pk]
    kinds = figures.by_kind(here, *YEAR)
    assert (kinds[Kind.PHYSICAL], kinds[Kind.VERBAL], kinds[Kind.ACCIDENT], kinds[Kind.THEFT]) == (2, 1, 1, 0)
    assert figures.by_place(here, *YEAR) == {"playground": 2, "gym": 1}
    assert figures.by_hour(here, *YEAR) == {(1, 10): 2, (2, 14): 1}
    assert figures.by_month(here, *YEAR) == {date(2026, 11, 1): 3}
    assert figures.by_school(here, *YEAR) == {cast.beuk.pk: 3}
    assert figures.by_role(here, *YEAR) == {("victim", "pupil"): 3}
    assert figures.totals(here, *YEAR) == (3, 2, 1, 3, 0)
    assert figures.totals([cast.lindeboom.pk], *YEAR).incidents == 0
    assert figures.totals(here, date(2026, 11, 3), date(2026, 11, 9)).incidents == 1


def test_a_place_or_an_hour_that_comes_back_is_named(cast):
    for day in (2, 9, 16):
        at(cast, day, 10, ["verbal"])
    at(cast, 17, 14, ["verbal"], place="gym")
    found = figures.repeated([cast.beuk.pk], *YEAR, at_least=3)
    assert [(one.place, one.weekday, one.hour, one.times) for one in found] == [
        ("", 1, 10, 3),
        ("playground", None, None, 3),
    ]


def hurt(cast, **facts) -> Accident:
    row = of(happened(cast, ["accident"], serious=False, people=[("victim", cast.daan)]), cast.daan)
    accident = accidents.begun(row)
    for name, value in facts.items():
        setattr(accident, name, value)
    accidents.record(actor_of(cast.petra), accident)
    return accident


def test_an_admission_is_reported_at_once_and_the_responders_and_the_council_are_told(cast):
    accident = hurt(cast, admitted=True, admitted_within_hours=Decimal(30))
    assert accident.reported
    assert accident.listed
    due = dict(Duty.objects.open().filter(origin=accident.origin).values_list("code", "due"))
    assert due == {
        "report_accident_to_inspectorate": date(2026, 11, 23),
        "tell_bhv_and_council_of_accident": date(2026, 11, 23),
    }


def test_telling_is_the_evidence(cast):
    accident = hurt(
        cast, lasting_harm=True, inspectorate_told_on=date(2026, 11, 23), responders_told_on=date(2026, 11, 23)
    )
    assert [duty.code for duty in Duty.objects.open()] == ["tell_bhv_and_council_of_accident"]
    accident.council_told_on = date(2026, 11, 24)
    accidents.record(actor_of(cast.petra), accident)
    assert not Duty.objects.open().exists()


def test_four_working_days_of_absence_stand_on_the_register_and_three_do_not(cast):
    assert not hurt(cast, admitted=False, absent_working_days=3).listed
    found = hurt(cast, admitted=False, absent_working_days=4)
    assert (found.listed, found.reported) == (True, False)
    shown = registers.register(actor_of(cast.petra), cast.beuk, 2026)
    assert (len(shown.rows), shown.listed, shown.reported) == (2, 1, 0)


def test_without_any_outcome_the_rule_has_no_answer_yet(cast):
    assert accidents.answer(hurt(cast)) is None


def test_a_flemish_school_has_no_dutch_register(cast):
    assert not registers.schools_of(actor_of(cast.rita)).exists()
    row = of(
        happened(cast, ["accident"], people=[("victim", cast.adam)], by=cast.rita, school=cast.lindeboom), cast.adam
    )
    accident = Accident(thread=row, admitted=True)
    accidents.record(actor_of(cast.rita), accident)
    assert not accident.reported


def test_what_comes_out_of_talking_it_over_is_a_duty_without_its_words(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    talked = Discussion(
        audience="pupils", group=cast.groep_5, on=date(2026, 11, 24), leader=cast.fenna, course="Rustig."
    )
    action = PlanAction(text="Extra toezicht bij het klimrek", holder="class_teacher", due=date(2026, 12, 1))
    discussions.hold(actor_of(cast.petra), incident, talked, [action])
    duty = Duty.objects.get(code="do_plan_action")
    assert (duty.holder, duty.group, duty.due) == ("class_teacher", cast.groep_5, date(2026, 12, 1))
    assert "klimrek" not in f"{duty.facts}{duty.words}"
    action.done_on, action.note = date(2026, 11, 30), "Gebeurt."
    discussions.finish(actor_of(cast.petra), action)
    duty.refresh_from_db()
    assert duty.discharged_by == cast.petra


@pytest.mark.parametrize("told", [None, date(2026, 11, 23)])
def test_figures_and_register_count_what_was_reported_and_say_what_was_not(cast, told):
    hurt(cast, admitted=True, admitted_within_hours=Decimal(2), inspectorate_told_on=told)
    found = figures.accidents([cast.beuk.pk], date(2026, 8, 1), date(2027, 7, 31))
    assert (found["told"], found["untold"]) == (int(bool(told)), int(not told))
    shown = registers.register(actor_of(cast.petra), cast.beuk, 2026)
    assert (shown.reported, shown.unreported) == (int(bool(told)), int(not told))
