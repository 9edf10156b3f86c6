"""One story per Dutch procedure from opening to end, each with a wrong turn (PRO-8 to 10, 12, 17; ATT-10)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.duties.models import Duty
from driehoek.procedures.models import Case
from lawbook import values

from .telling import Teller

WHOLE = {"has_name": True, "has_address": True, "is_dated": True, "is_described": True}


@pytest.fixture
def bas(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))  # stories of other years
    return Teller(client, time_machine, cast.bas)


def test_a_suspension_of_more_than_a_day_goes_to_the_inspectorate(cast, bas):
    bas.opens("nl.suspension", cast.daan)
    bas.does("hear", description="…", present="Daan en zijn ouders")
    given = {"first_day": "2026-11-24", "alternative": "…", "reasons": "…", "handed_over": True, "explained": True}
    assert "één week" in bas.is_refused("decide", last_day="2026-12-02", school_days="6", **given)
    bas.does("decide", last_day="2026-11-26", school_days="3", **given)
    assert Duty.objects.get(key="inspectorate").due == date(2026, 11, 24)
    bas.does("inspectorate")
    bas.does("programme", programme="weektaak", programme_place="school")
    bas.on("2026-11-27").does("back")
    assert "De schorsing is voorbij" in bas.page()


def test_a_removal_waits_for_a_school_that_is_willing_not_for_eight_weeks(cast, bas):
    bas.opens("nl.removal", cast.daan)
    bas.does("intend", description="…", reasons="…")
    bas.does("hear", present="…")
    bas.does("hear_teacher", present="Fenna")
    bas.does("search", school="De Eik")
    given = {"decision": "remove", "alternative": "…", "reasons": "…", "objection_told": True}
    told = bas.on("2027-02-08").is_refused("decide", **given)  # eleven weeks later
    assert "geen andere school is bereid" in told
    bas.does("willing", school="De Esdoorn")
    bas.does("decide", **given)
    for step in ("inspectorate", "officer", "made_known"):
        bas.does(step)
    assert "De leerling is verwijderd" in bas.page()


def test_a_dismissal_hears_others_and_is_not_the_heads(cast, bas):
    where = reverse("case_new_at_school", args=[cast.beuk.pk])
    given = {"definition": "nl.staff_sanction", "on": "2026-11-23", "cause": ""}
    assert bas.client.post(where, given).status_code == 422  # whom?
    bas.client.post(where, {**given, "person": str(cast.fenna.pk)})
    bas.case = Case.objects.get()
    bas.does("hear", description="…", present="Fenna Visser")
    sanction = {
        "sanction": "dismissal",
        "alternative": "…",
        "reasons": "…",
        "consequences": "…",
        "handed_over": True,
        "explained": True,
    }
    assert "algemene directie" in bas.is_refused("impose", **sanction)
    assert "wie klaagde" in bas.is_refused("impose", by_direction=True, **sanction)
    bas.does("impose", **{**sanction, "sanction": "warning"})
    bas.does("register", told="algemene directie")
    assert "waarschuwing is gegeven" in bas.page()
    assert bas.on("2026-11-23", cast.fenna).client.get(reverse("case", args=[bas.case.pk])).status_code == 404


def test_a_ban_follows_a_warning_or_violence(cast, bas):
    bas.opens("nl.parent_sanction", cast.daan)
    bas.does("talk", parent="M. de Wit", description="…", present="…")
    ban = {"measure": "ban", "ban_ground": "after_warning", "alternative": "…", "reasons": "…"}
    assert "waarschuwing" in bas.is_refused("measure", **ban)
    bas.does("warn", reasons="…")
    assert "Tot en met" in bas.on("2026-11-30").is_refused("measure", **ban)  # a ban has an end
    ban |= {"valid_until": "2027-01-08"}
    assert "Waar het geldt" in bas.is_refused("measure", **ban, again_on="2026-11-30")
    ban |= {"area": "school en plein", "contact_person": "Bas Jansen"}
    assert "opnieuw" in bas.is_refused("measure", **ban, again_on="2026-11-20")  # before the warning
    bas.does("measure", **ban, again_on="2026-11-30")
    register = bas.client.get(reverse("bans")).text
    assert "M. de Wit" in register  # who is banned, where and until when: it said "ouder van Daan", "geen laatste dag"
    assert "school en plein" in register
    assert "geen laatste dag" not in register
    bas.on("2027-01-11").does("end_ban")
    assert "ontzegging is geëindigd" in bas.page()


def test_rehabilitation_needs_the_persons_consent(cast, bas):
    where = reverse("case_new_at_school", args=[cast.beuk.pk])
    given = {"definition": "nl.rehabilitation", "on": "2026-11-23", "cause": "", "person": str(cast.fenna.pk)}
    bas.client.post(where, given)
    bas.case = Case.objects.get()
    bas.does("established", description="…", inquiry_ended=True)
    bas.does("offer", accepted=True)
    assert "moet kloppen" in bas.is_refused("agree", agreements="brief")
    bas.does("agree", agreements="brief", consent=True)
    bas.does("letter")
    bas.on("2026-12-14").does("close")
    assert "traject is afgerond" in bas.page()


def test_leave_that_the_act_forbids_is_not_granted(cast, bas):
    bas.opens("nl.leave", cast.daan)
    ask = {
        "leave_kind": "holiday",
        "first_day": "2027-02-01",
        "last_day": "2027-02-05",
        "school_days": "5",
        "first_school_day": "2026-08-31",
    }
    assert "aanvraag" in bas.is_refused("ask", **ask)  # the paper is missing
    bas.does("ask", "request", **ask)
    assert "beroep" in bas.is_refused("decide", decision="granted", reasons="…")
    bas.does("decide", decision="refused", reasons="…")
    assert "Het verlof is geweigerd" in bas.page()


def test_above_ten_days_the_attendance_officer_decides(cast, bas):
    bas.opens("nl.leave", cast.daan)
    bas.does(
        "ask",
        "request",
        leave_kind="weighty",
        first_day="2027-01-11",
        last_day="2027-01-27",
        school_days="13",
        first_school_day="2026-08-31",
    )
    assert "kan niet op dit punt" in bas.is_refused("decide", decision="granted", reasons="…")
    bas.does("forward", opinion="…")
    bas.on("2026-12-01").does("officer_decided", decision="granted")
    assert "Het verlof is toegekend" in bas.page()


def test_o10_a_complaint_with_every_term_to_the_decision(cast, bas):
    bas.on("2016-10-10").opens("nl.complaint", school=cast.beuk)
    bas.does("lodge", lodged_with="committee", event_on="2016-09-01", complaint_summary="…", oral=True, **WHOLE)
    assert "17 oktober 2016" in bas.page()
    bas.on("2016-10-17").does("notice")
    for role, name in (("committee_chair", "Van Dam"), ("committee", "Smit")):
        bas.names(role, name)
    assert "twee leden" in bas.is_refused("committee")
    bas.names("committee", "Bos")
    bas.does("committee")
    sitting = {"present": "…", "complainant_heard": True, "accused_heard": True}
    bas.on("2016-11-07")
    assert "de voorzitter" in bas.is_refused("hearing", "minutes", members_present="2", **sitting)
    assert "mondeling" in bas.is_refused("hearing", "minutes", members_present="2", chair_present=True, **sitting)
    bas.does("oral_record", "record", signed=True, copied=True)
    bas.does("hearing", "minutes", members_present="2", chair_present=True, **sitting)
    assert "5 december 2016" in bas.page()
    bas.on("2016-12-05").does("prolong_advice", reasons="…")
    assert "2 januari 2017" in bas.page()
    bas.on("2017-01-02").does("advise", "advice", complaint_outcome="partly", reasons="…")
    assert "30 januari 2017" in bas.page()
    assert "Eerst is dit nodig" in bas.is_refused("decide", shares_judgement=True, reasons="…", enclosed=True)
    bas.does("response", intention="…")
    bas.on("2017-01-30").does("decide", shares_judgement=True, reasons="…", enclosed=True)
    assert "besliste over het advies" in bas.page()
    assert "Er is 1 klacht ingediend" in bas.client.get(reverse("complaints_year"), {"year": "2016"}).text


def test_a_term_that_is_over_cannot_be_prolonged(cast, bas):
    bas.on("2016-10-10").opens("nl.complaint", school=cast.beuk)
    bas.does("lodge", lodged_with="committee", event_on="2016-09-01", complaint_summary="…", **WHOLE)
    bas.does("notice")
    for role, name in (("committee_chair", "Van Dam"), ("committee", "Smit"), ("committee", "Bos")):
        bas.names(role, name)
    bas.does("committee")
    bas.on("2016-11-07").does(
        "hearing",
        "minutes",
        present="…",
        members_present="3",
        chair_present=True,
        complainant_heard=True,
        accused_heard=True,
    )
    assert "Te laat" in bas.on("2016-12-06").is_refused("prolong_advice", reasons="…")


def test_a_complaint_that_lacks_something_can_be_completed_within_two_weeks(cast, bas):
    bas.on("2016-10-10").opens("nl.complaint", school=cast.beuk)
    whole = {**WHOLE, "has_address": False}
    bas.does("lodge", lodged_with="board", event_on="2016-09-01", complaint_summary="…", **whole)
    assert "24 oktober 2016" in bas.page()
    bas.on("2016-10-25")
    assert "niet-ontvankelijk" in bas.page()
    bas.does("inadmissible", reasons="…")
    assert "De klacht is niet-ontvankelijk verklaard." in bas.page()


def test_an_interim_measure_has_an_end_and_a_complaint_can_be_withdrawn(cast, bas):
    bas.opens("nl.complaint", school=cast.beuk)
    bas.does("lodge", lodged_with="board", event_on="2026-11-01", complaint_summary="…", **WHOLE)
    measure = {"measure": "andere groep", "reasons": "…"}
    assert "Tot en met" in bas.is_refused("interim", **measure)
    bas.does("interim", until="2026-12-18", **measure)
    assert "18 december 2026" in bas.page()
    bas.does("withdrawn")
    assert "De klacht is ingetrokken." in bas.page()


def test_what_a_change_of_the_law_touches_is_told_before_it_holds(cast, bas, capsys, monkeypatch):
    """ALL-3: six weeks instead of four from 2015 on would move the hearing of this case of 2014."""
    known = values.parameter("nl.complaint.hearing_weeks")
    new = replace(known.values[-1], amount=6, valid_from=date(2015, 1, 1))
    monkeypatch.setattr(known, "values", (*known.values, new))
    monkeypatch.setattr(known, "starts", [*known.starts, new.valid_from])
    bas.on("2014-08-04").opens("nl.complaint", school=cast.beuk)
    bas.does("lodge", lodged_with="board", event_on="2014-07-01", complaint_summary="…", **WHOLE)
    bas.does("notice")
    for role, name in (("committee_chair", "Van Dam"), ("committee", "Smit"), ("committee", "Bos")):
        bas.names(role, name)
    bas.does("committee")
    call_command("touches", "nl.complaint.hearing_weeks")
    told = capsys.readouterr().out
    assert "2014-09-01 -> 2014-09-15 (now 2014-09-01)" in told
    assert "3 days of open cases differ" in told  # the hearing, and with it advice and decision
    page = bas.client.get(reverse("cases_touched"), {"parameter": "nl.complaint.hearing_weeks"})
    assert "15 sep 2014" in page.text.lower()
    call_command("touches", "nl.complaint.hearing_weeks", "--on", "2014-09-01")
    assert "0 days of open cases differ" in capsys.readouterr().out
