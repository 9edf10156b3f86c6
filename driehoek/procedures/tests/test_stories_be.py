"""One story per Flemish procedure to its end, each with a wrong turn (PRO-1 to 3, 7, 13, 16; ATT-4, 12 to 15)."""

from datetime import date

import pytest

from driehoek.access.models import Appointment
from driehoek.procedures.models import Event

from .telling import Teller


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))  # stories of other years
    return Teller(client, time_machine, cast.rita)


def test_guidance_and_restoring_by_the_own_teacher(cast, rita):
    kathleen = rita.on("2026-11-23", cast.kathleen)
    kathleen.opens("be.guidance", cast.adam)
    assert "Hoe het gaat" not in kathleen.page()
    kathleen.is_refused("close")
    assert not Event.objects.filter(step="close").exists()
    kathleen.does("restore", kind="circle", description="ruzie", present="de klas")
    kathleen.on("2026-11-30").does("follow", works="yes")
    kathleen.does("close")
    assert "De begeleiding is afgerond." in kathleen.page()
    tom = kathleen.on("2026-11-30", cast.tom)
    assert tom.tries("follow", works="no").status_code == 404


def test_an_order_measure_keeps_the_pupil_at_school_and_knows_no_appeal(cast, rita):
    kathleen = rita.on("2026-11-23", cast.kathleen)
    kathleen.opens("be.order_measure", cast.adam)
    assert "blijft op school" in kathleen.is_refused("measure", kind="task", description="…")
    kathleen.does("measure", kind="task", description="…", stays=True)
    assert "geen beroep" in kathleen.page()


def test_a_preventive_suspension_is_prolonged_once(cast, rita):
    rita.opens("be.preventive_suspension", cast.adam)
    given = {"first_day": "2026-11-23", "reasons": "…", "alternative": "…"}
    assert "waarom is het niet haalbaar" in rita.is_refused("suspend", **given)
    rita.does("suspend", cared_for=True, **given)
    assert "27 november 2026" in rita.page()
    rita.on("2026-11-27").does("prolong", external_factors="het parket")
    assert "4 december 2026" in rita.page()
    assert "al gezet" in rita.is_refused("prolong", external_factors="…")
    rita.does("opened", confirmed=True)
    assert "tuchtprocedure" in rita.page()


def test_a_certificate_refused_with_talk_and_appeal(cast, rita):
    rita.on("2026-06-24").opens("be.certificate", cast.adam)
    assert "aandachtspunten" in rita.is_refused("council", "minutes", outcome="refused", reasons="…")
    rita.does("council", "minutes", outcome="refused", reasons="…", attention="rekenen")
    rita.on("2026-06-29").does("hand_out", present=True, declaration=True)
    assert "2 juli 2026" in rita.page()  # asked within three days: 30/6, 1/7, 2/7
    rita.on("2026-07-02").does("ask_talk", asked_on="2026-07-02")
    rita.on("2026-07-07").does("talk", "minutes", present="Dirk Nowak")
    rita.does("result", "proof_of_posting", reasons="geen nieuwe bijeenkomst")
    assert "15 juli 2026" in rita.page()  # 8, 9, 10/7 received; 13, 14, 15/7
    rita.on("2026-07-16").hands_over(cast.oona).does(
        "appeal", "appeal_letter", posted="2026-07-15", dated=True, signed=True, registered=True
    )
    rita.names("committee_internal", "Rita Maes", user=str(cast.rita.pk), works_here="on")
    rita.names("committee_external", "Piet")
    rita.names("committee_chair", "Rik")
    rita.does("committee")
    rita.on("2026-08-25").does("hearing", "minutes", present="…")
    rita.on("2026-09-01").does("appeal_decision", "proof_of_posting", result="granted", reasons="…")
    assert "Het getuigschrift is toegekend." in rita.page()


def test_a_talk_asked_too_late_closes_the_way_to_appeal(cast, rita):
    rita.on("2026-06-24").opens("be.certificate", cast.adam)
    rita.does("council", "minutes", outcome="refused", reasons="…", attention="…")
    rita.on("2026-06-29").does("hand_out", present=True, declaration=True)
    rita.on("2026-07-03").does("ask_talk", asked_on="2026-07-03")
    assert "te laat gevraagd" in rita.page()
    assert "kan niet op dit punt" in rita.is_refused("talk", "minutes", present="…")


def test_a_complaint_is_first_talked_over(cast, rita):
    rita.opens("be.complaint", school=cast.lindeboom)
    rita.does("raise", last_event="2026-05-22", complaint_summary="…")
    rita.on("2026-11-24").does("lodge", lodged="2026-11-24", put_to_board=True)
    page = rita.page()
    assert "kijkt niet naar de inhoud" in page  # more than six months
    assert "kan niet op dit punt" in rita.is_refused("advise", advice="…")
    rita.does("rejected")
    assert "nam de klacht niet aan" in rita.page()


def test_permission_is_never_there_to_stretch_a_holiday(cast, rita):
    rita.opens("be.permission", cast.adam)
    rita.does("ask", occasion="exceptional", first_day="2026-12-17", last_day="2026-12-18", holiday=True)
    assert "vakantie" in rita.is_refused("decide", decision="granted", reasons="…")
    rita.does("decide", decision="refused", reasons="vakantie")
    assert "De toestemming is geweigerd." in rita.page()


def test_top_sport_beyond_six_lesson_hours_cannot_be_permitted(cast, rita):
    rita.opens("be.top_sport", cast.adam)
    rita.does("ask", "federation", sport="tennis", lesson_hours="7")
    assert "kan niet op dit punt" in rita.is_refused("decide", decision="granted", reasons="…")
    rita.does("refuse", reasons="zeven lestijden")
    assert "De toestemming is geweigerd." in rita.page()


def test_lessons_at_home_begin_after_twenty_one_days(cast, rita):
    given = {"illness": "other", "absent_from": "2026-11-02", "distance_km": "4", "education": "ordinary"}
    rita.opens("be.home_education", cast.adam)
    rita.does("ask", "request", certificate="none", **given)
    assert "nog geen recht" in rita.page()
    assert "kan niet op dit punt" in rita.is_refused("answer", organised=True, reasons="…")
    rita.on("2026-11-24").does("ask", "request", "certificate", certificate="general", **given)
    assert "23 november 2026" in rita.page()
    rita.does("answer", organised=True, reasons="…")
    rita.does("teacher", teacher="Zoë")
    rita.on("2027-01-11").does("back")
    assert "weer op school" in rita.page()


def test_rehabilitation_waits_for_the_documents_and_a_teacher_does_not_decide(cast, rita):
    rita.opens("be.rehabilitation", cast.adam)
    rita.does(
        "ask",
        "parents_statement",
        situation="illness_or_accident",
        minutes_per_week="100",
        treatment_until="2027-03-31",
    )
    refused = rita.is_refused("decide", "director_permission", decision="granted", reasons="…")
    assert "medisch" in refused
    rita.on("2026-12-01").does("papers", "medical_certificate", "clb_advice")
    rita.does("decide", "director_permission", decision="granted", reasons="…")
    assert "31 maart 2027" in rita.page()


def test_swimming_once_needs_a_note_and_pe_a_certificate(cast, rita):
    zwemmen = rita.on("2026-11-23", cast.kathleen)
    zwemmen.opens("be.exemption", cast.adam)
    zwemmen.does("ask", "parents_note", activity="swimming")
    assert "medisch attest" in zwemmen.is_refused("decide", decision="granted", reasons="…")
    zwemmen.on("2026-11-24").opens("be.exemption", cast.noor)
    zwemmen.does("ask", "parents_note", activity="swimming", once=True)
    zwemmen.does("decide", decision="granted", reasons="…")
    assert "vrijstelling is gegeven" in zwemmen.page()


def test_parents_opt_out_of_a_trip_beforehand_and_the_child_is_at_school(cast, rita):
    rita.opens("be.trip", cast.adam)
    rita.does("trip", trip="tweedaagse", first_day="2026-12-10", whole_day=True)
    assert "briefje" in rita.is_refused("opt_out")
    assert "Te laat" in rita.on("2026-12-11").is_refused("opt_out", "note")
    rita.on("2026-12-08").does("opt_out", "note")
    rita.does("at_school", group="4B")
    assert "op school tijdens de uitstap" in rita.page()


def test_repeating_a_year_is_explained_in_person(cast, rita):
    rita.opens("be.group_decision", cast.adam)
    told = rita.is_refused("decide", group_outcome="repeat", reasons="…", attention="…")
    assert "CLB" in told
    rita.does("clb", present="…")
    rita.does("decide", group_outcome="repeat", reasons="…", attention="lezen")
    rita.does("explain", present="Dirk Nowak")
    assert "verstuurd en uitgelegd" in rita.page()


def test_a_chronic_illness_is_agreed_on_by_school_parents_and_clb(cast, rita):
    """ATT-7: nothing in the product could hold what school and CLB agreed."""
    rita.opens("be.chronic_illness", cast.adam)
    rita.does("ask")
    given = {"with_clb": "Clara Baeten", "agreements": "Een briefje volstaat.", "valid_until": "2027-06-30"}
    assert "Zonder het CLB of de ouders" in rita.is_refused("agree", parents_agree=True, **given)
    zoe = rita.on("2026-11-24", cast.zoe)
    zoe.is_refused("agree", clb_agrees=True, parents_agree=True, **given)
    rita.on("2026-11-25", cast.rita).does("agree", clb_agrees=True, parents_agree=True, **given)
    page = rita.page()
    assert "Een briefje volstaat." in page
    assert "30 juni 2027" in page
    rita.on("2027-06-28").does("close")
    assert "De afspraak is beëindigd." in rita.page()
