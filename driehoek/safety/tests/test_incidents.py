"""One incident, many people: who is told, who sees what, what stays in the history (SAF-6, SAF-8, SAF-9)."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.utils import timezone

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.safety.actions import care, incidents
from driehoek.safety.models import AftercareTalk, Incident, Thread
from driehoek.safety.queries import incidents as queries

AT = timezone.make_aware(datetime(2026, 11, 23, 10, 15))  # noqa: DTZ001  # made aware here


def happened(cast, kinds=("physical",), *, serious=True, people=(), by=None, school=None) -> Incident:
    """An incident at De Beuk that Fenna reports; `people`: pairs of a role and whom it is about."""
    incident = Incident(school=school or cast.beuk, happened_at=AT, place="playground", serious=serious)
    incident.kinds = kinds
    incident.done_at_once = "Daan is meegenomen naar binnen."
    return incidents.report(actor_of(by or cast.fenna), incident, [thread(*one) for one in people])


def thread(role, whom, description="") -> Thread:
    if hasattr(whom, "birth_date"):
        return Thread(role=role, pupil=whom, description=description)
    if isinstance(whom, str):
        return Thread(role=role, name=whom, standing="parent", description=description)
    return Thread(role=role, user=whom, standing="employee", description=description)


def codes(incident, **wanted) -> list[str]:
    origins = [one.origin for one in incident.threads.all()]
    return list(
        Duty.objects.open().filter(origin__in=origins, **wanted).order_by("due", "code").values_list("code", flat=True)
    )


def of(incident, whom) -> Thread:
    return next(one for one in incident.threads.all() if whom in {one.pupil, one.user, one.name})


def test_a_serious_incident_with_a_pupil_starts_the_care_of_annex_7(cast):
    incident = happened(cast, people=[("victim", cast.daan), ("perpetrator", cast.mila)])
    due = {duty.code: duty.due for duty in Duty.objects.filter(origin=of(incident, cast.daan).origin)}
    assert due["aftercare_contact_parents"] == date(2026, 11, 24)
    assert due["aftercare_talk"] == date(2026, 11, 26)
    assert due["aftercare_follow_up_talk"] == date(2026, 12, 14)
    assert due["aftercare_closing_talk"] == date(2027, 1, 23)
    assert "aftercare_safety_check" not in due
    assert not Duty.objects.filter(origin=of(incident, cast.mila).origin).exists()


def test_no_duty_of_care_carries_a_name(cast):
    happened(cast, people=[("victim", cast.daan)])
    assert not Duty.objects.exclude(pupil=None).exists()


def test_a_member_of_staff_who_met_aggression_gets_both_schedules(cast):
    incident = happened(
        cast, ["threat"], people=[("victim", cast.fenna), ("perpetrator", "De heer De Wit")], by=cast.petra
    )
    found = codes(incident)
    assert {
        "aftercare_contact_victim",
        "aftercare_offer_help",
        "aggression_first_talk",
        "aggression_third_talk",
    } <= set(found)
    assert len(found) == 10


def test_what_is_not_serious_and_no_aggression_asks_no_care(cast):
    assert codes(happened(cast, ["theft"], serious=False, people=[("victim", cast.daan)])) == []


def test_settling_twice_changes_nothing(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    before = list(Duty.objects.order_by("pk").values())
    care.settle(incident)
    assert list(Duty.objects.order_by("pk").values()) == before


def test_a_flemish_school_gets_the_same_care_as_advice(cast):
    incident = happened(cast, people=[("victim", cast.adam)], by=cast.kathleen, school=cast.lindeboom)
    found = Duty.objects.filter(origin=of(incident, cast.adam).origin)
    assert {duty.source["level"] for duty in found} == {"advice"}
    assert "aftercare_talk" in {duty.code for duty in found}


def test_being_back_at_school_asks_two_weeks_later_whether_it_feels_safe(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    care.record_return(actor_of(cast.ivo), of(incident, cast.daan), date(2026, 11, 30))
    assert Duty.objects.get(code="aftercare_safety_check").due == date(2026, 12, 14)


def test_a_talk_report_discharges_its_duty_and_can_be_taken_back_the_same_day(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    talk = AftercareTalk(
        code="aftercare_contact_parents",
        on=date(2026, 11, 23),
        with_whom="moeder",
        held_by=cast.bas,
        agreed="Ze weet ervan.",
    )
    care.record_talk(actor_of(cast.bas), of(incident, cast.daan), talk)
    duty = Duty.objects.get(code="aftercare_contact_parents")
    assert duty.discharged_by == cast.bas
    assert "Ze weet ervan." not in str(duty.evidence)
    assert not care.withdraw_talk(actor_of(cast.ivo), talk)
    assert care.withdraw_talk(actor_of(cast.bas), talk)
    assert Duty.objects.get(code="aftercare_contact_parents").is_open


def test_closing_too_early_asks_a_reason_and_says_what_is_missing(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    with pytest.raises(incidents.NotYet) as early:
        incidents.close(actor_of(cast.petra), incident, " ")
    assert "aftercare_talk" in {duty.code for duty in early.value.duties}
    incidents.close(actor_of(cast.petra), incident, "Het gezin is verhuisd.")
    assert "aftercare_talk" in {one["code"] for one in incident.missed}
    assert codes(incident) == []
    incidents.reopen(actor_of(cast.petra), incident)
    assert "aftercare_talk" in codes(incident)
    assert incident.missed == []


def test_who_was_named_by_mistake_gets_no_care(cast):
    incident = happened(cast, people=[("victim", cast.daan)])
    incidents.withdraw_thread(actor_of(cast.petra), of(incident, cast.daan), "Verkeerde Daan.")
    assert codes(incident) == []
    assert incident.versions.get().content["role"] == "victim"


def test_the_alert_says_no_name_no_kind_and_no_place(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        happened(cast, people=[("victim", cast.daan)])
    told = {address for one in mail.outbox for address in one.to}
    assert told == {cast.petra.email, cast.bas.email, cast.ivo.email}
    for one in mail.outbox:
        text = f"{one.subject} {one.body}"
        assert not [word for word in ("Daan", "de Wit", "Fenna", "geweld", "speelplein") if word in text]


def test_what_is_not_serious_is_told_to_fewer_people(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        happened(cast, ["theft"], serious=False, by=cast.petra)
    assert {address for one in mail.outbox for address in one.to} == {cast.bas.email}


def test_a_line_of_the_journal_for_each_person_and_no_word_of_what_happened(cast):
    happened(cast, people=[("victim", cast.daan, "Daan viel."), ("perpetrator", cast.mila)])
    lines = list(Line.objects.filter(act="incident.add"))
    assert {line.pupil_id for line in lines} == {cast.daan.pk, cast.mila.pk}
    assert "viel" not in str([line.facts for line in Line.objects.all()])


def test_a_correction_keeps_how_it_read(cast):
    incident = happened(cast, people=[("victim", cast.daan, "Geduwd.")])
    row = of(incident, cast.daan)
    before = incidents.content_of(row)
    row.description = "Geslagen."
    incidents.save_thread(actor_of(cast.petra), row, before, "Gezien op de beelden.")
    kept = row.versions.get()
    assert (kept.content["description"], kept.reason, kept.number) == ("Geduwd.", "Gezien op de beelden.", 1)


def test_who_was_overtaken_by_a_colleague_writes_nothing(cast):
    row = of(happened(cast, people=[("victim", cast.daan)]), cast.daan)
    stale = Thread.objects.get(pk=row.pk)
    incidents.save_thread(actor_of(cast.petra), row, incidents.content_of(row), "")
    with pytest.raises(incidents.Overtaken):
        incidents.save_thread(actor_of(cast.ivo), stale, {}, "")


def names(user, incident) -> set[str]:
    return {one.thread.who for one in queries.shown(actor_of(user), incident)}


def texts(user, incident) -> set[str]:
    return {one.thread.who for one in queries.shown(actor_of(user), incident) if one.shows_text}


def test_direction_prevention_officer_and_care_coordinator_read_all(cast):
    incident = happened(cast, people=[("victim", cast.daan), ("perpetrator", cast.mila)])
    for user in (cast.bas, cast.petra, cast.ivo):
        assert texts(user, incident) == {cast.daan.name, cast.mila.name}


def test_a_teacher_reads_the_thread_of_the_own_pupil_and_not_that_another_is_in_it(cast):
    incident = happened(
        cast, people=[("victim", cast.adam), ("perpetrator", cast.ilias)], by=cast.rita, school=cast.lindeboom
    )
    assert names(cast.kathleen, incident) == {cast.adam.name}
    assert names(cast.tom, incident) == {cast.ilias.name}


def test_a_teacher_of_neither_child_sees_nothing(cast):
    incident = happened(cast, people=[("victim", cast.adam)], by=cast.rita, school=cast.lindeboom)
    assert not Incident.objects.visible_to(actor_of(cast.tom)).filter(pk=incident.pk).exists()
    assert not Incident.objects.visible_to(actor_of(cast.sam)).filter(pk=incident.pk).exists()
    assert not Incident.objects.visible_to(actor_of(cast.mallory)).filter(pk=incident.pk).exists()


def test_who_reported_reads_what_was_reported_until_a_colleague_writes_on(cast):
    incident = happened(
        cast, people=[("victim", cast.ilias), ("perpetrator", "Een vader")], by=cast.kathleen, school=cast.lindeboom
    )
    assert texts(cast.kathleen, incident) == {cast.ilias.name, "Een vader"}
    row = of(incident, cast.ilias)
    incidents.save_thread(actor_of(cast.zoe), row, incidents.content_of(row), "")
    assert texts(cast.kathleen, incident) == {"Een vader"}
    assert names(cast.kathleen, incident) == {cast.ilias.name, "Een vader"}
    assert not any(one.duties for one in queries.shown(actor_of(cast.kathleen), incident))


def test_who_is_a_victim_reads_the_own_thread_and_who_is_accused_does_not(cast):
    incident = happened(cast, people=[("victim", cast.fenna), ("perpetrator", cast.ivo)], by=cast.bas)
    assert names(cast.fenna, incident) == {str(cast.fenna)}
    accused = happened(cast, people=[("perpetrator", cast.fenna)], by=cast.bas)
    assert names(cast.fenna, accused) == set()


def test_the_list_finds_by_name_only_whom_the_reader_may_see(cast):
    happened(cast, people=[("victim", cast.adam), ("perpetrator", cast.ilias)], by=cast.rita, school=cast.lindeboom)
    asked = queries.Asked(words="Ilias")
    assert queries.listing(actor_of(cast.rita), asked).count() == 1
    assert queries.listing(actor_of(cast.kathleen), asked).count() == 0
    assert queries.listing(actor_of(cast.kathleen), queries.Asked(words="adam", kind="physical")).count() == 1
    assert queries.listing(actor_of(cast.kathleen), queries.Asked(kind="theft")).count() == 0
    assert queries.listing(actor_of(cast.rita), queries.Asked(first=date(2026, 11, 24))).count() == 0
    assert queries.listing(actor_of(cast.rita), queries.Asked(first=AT.date(), last=AT.date())).count() == 1


def test_the_list_says_how_much_care_is_late(cast):
    happened(cast, people=[("victim", cast.daan)])
    row = queries.with_care(queries.listing(actor_of(cast.petra), queries.Asked()), date(2026, 11, 25))[0]
    assert (row.due, row.late) == (5, 2)
